"""`juxian demo-people`: whom one can be in the demo district."""

import argparse

from juxian.config.cli.ground import database_running, set_up_django


def main(arguments: list[str]) -> int:
    """Print one line a person: name, role, how to sign in."""
    argparse.ArgumentParser(prog="juxian demo-people", description=__doc__).parse_args(arguments)
    with database_running():
        set_up_django()
        from juxian.demo import people

        for line in people.listing():
            print(f"  {line}")
    return 0
