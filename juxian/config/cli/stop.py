"""`juxian stop`: stop what runs on this folder."""

import argparse
import os
import signal

from juxian.config.cli.ground import CommandError, cluster
from juxian.config.cli.running import running
from juxian.kit.database.processes import wait_until

SECONDS = 60


def main(arguments: list[str]) -> int:
    """End pages and queue, then the embedded database. Nothing running is no fault."""
    argparse.ArgumentParser(prog="juxian stop", description=__doc__).parse_args(arguments)
    serving = running()
    if serving:
        os.kill(serving["pid"], signal.SIGTERM)
        if not wait_until(lambda: running() is None, SECONDS):
            raise CommandError(f"Process {serving['pid']} did not end within {SECONDS} seconds.")
    embedded = cluster()
    stopped = embedded.stop() if embedded else False
    print("stopped" if serving or stopped else "nothing was running")
    return 0
