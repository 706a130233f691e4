"""`juxian templates`: load every template of ours once, so that none is found broken by a citizen."""

import argparse
import sys

from juxian.config.cli.ground import ROOT, set_up_django


def main(arguments: list[str]) -> int:
    """Name each template that does not compile, with the reason."""
    argparse.ArgumentParser(prog="juxian templates", description=__doc__).parse_args(arguments)
    set_up_django()
    from django.template import TemplateSyntaxError
    from django.template.loader import get_template

    broken = 0
    for folder in sorted((ROOT / "juxian").glob("*/templates")):
        for path in sorted(folder.rglob("*.html")):
            try:
                get_template(str(path.relative_to(folder)))
            except TemplateSyntaxError as error:
                broken += 1
                print(f"{path.relative_to(ROOT)}: {error}", file=sys.stderr)
    return 1 if broken else 0
