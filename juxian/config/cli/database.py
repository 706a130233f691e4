"""`juxian database start|stop|url`: the embedded database by itself, for developers."""

import argparse

from juxian.config.cli.ground import CommandError, cluster
from juxian.kit.database.roles import OWNER


def main(arguments: list[str]) -> int:
    """Start and leave running, stop, or print the owner's DATABASE_URL (it holds a password)."""
    parser = argparse.ArgumentParser(prog="juxian database", description=__doc__)
    parser.add_argument("what", choices=["start", "stop", "url"])
    what = parser.parse_args(arguments).what
    embedded = cluster()
    if embedded is None:
        raise CommandError("DATABASE_URL names a server; there is no embedded database to manage.")
    if what == "start":
        print("started" if embedded.start() else "runs already")
    elif what == "stop":
        print("stopped" if embedded.stop() else "did not run")
    else:
        embedded.start()
        print(embedded.url(OWNER))
    return 0
