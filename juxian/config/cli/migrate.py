"""`juxian migrate`: bring the tables to this version, as the role that owns them."""

import argparse

from juxian.config.cli.ground import database_running, set_up_django


def main(arguments: list[str]) -> int:
    """Run every migration that has not run yet, then grant the app role its rights."""
    argparse.ArgumentParser(prog="juxian migrate", description=__doc__).parse_args(arguments)
    with database_running():
        set_up_django(role="owner")
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", interactive=False, verbosity=0)
        connections.close_all()
    return 0
