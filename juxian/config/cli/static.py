"""`juxian static`: collect style sheets, scripts and pictures with a hash in each name, for production."""

import argparse

from juxian.config.cli.ground import set_up_django


def main(arguments: list[str]) -> int:
    """Collect what changed. Development serves straight from the folders and has nowhere to collect to."""
    argparse.ArgumentParser(prog="juxian static", description=__doc__).parse_args(arguments)
    set_up_django()
    from django.conf import settings
    from django.core.management import call_command

    if settings.STATIC_ROOT:
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0
