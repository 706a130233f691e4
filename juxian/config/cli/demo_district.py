"""`juxian demo-district`: load the demo district through actions, once."""

import argparse

from juxian.config.cli.ground import database_running, set_up_django


def main(arguments: list[str]) -> int:
    """Load what is not loaded yet, with a progress bar."""
    argparse.ArgumentParser(prog="juxian demo-district", description=__doc__).parse_args(arguments)
    with database_running():
        set_up_django()
        from tqdm import tqdm

        from juxian.demo import load

        if load.is_loaded():
            return 0
        with tqdm(unit="") as bar:

            def progress(done: int, total: int, label: str) -> None:
                bar.total, bar.n = total, done
                bar.set_description(label)

            load.load(progress=progress)
    return 0
