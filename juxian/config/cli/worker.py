"""`juxian worker`: the queue alone."""

import argparse
import asyncio

from juxian.config.cli.child import follow_parent
from juxian.config.cli.ground import set_up_django


def main(arguments: list[str]) -> int:
    """Work through the queue until a signal comes."""
    argparse.ArgumentParser(prog="juxian worker", description=__doc__).parse_args(arguments)
    set_up_django()
    from juxian.kit.worker import work

    follow_parent()
    asyncio.run(work())
    return 0
