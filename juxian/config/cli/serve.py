"""`juxian serve`: pages and queue in one command."""

import argparse
import os
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Callable

from juxian.config.cli.ground import PYTHON, CommandError, choose_settings, database_running
from juxian.config.cli.running import only_one
from juxian.config.cli.supervisor import Child, Supervisor
from juxian.config.cli.web import add_place, refuse_open_demo
from juxian.kit.database.processes import wait_until

READY_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Run the database if it is ours, the pages and the queue, until Ctrl-C or `juxian stop`."""
    parser = argparse.ArgumentParser(prog="juxian serve", description=__doc__)
    add_place(parser)
    place = parser.parse_args(arguments)
    choose_settings()
    with only_one(host=place.host, port=place.port), database_running():
        subprocess.run([*PYTHON, "static"], check=True)
        serve(place.host, place.port, lambda: None)
    return 0


def serve(host: str, port: int, when_ready: Callable[[], None]) -> None:
    """Watch both processes; once the first page answers, say the address and call `when_ready`."""
    refuse_open_demo(host)
    _refuse_taken_port(host, port)
    os.environ.setdefault("JUXIAN_SITE_URL", _shown(host, port))  # QR codes and messages lead to this very port
    address = ["--host", host, "--port", str(port)]
    children = [Child("web", [*PYTHON, "web", *address]), Child("worker", [*PYTHON, "worker"])]
    threading.Thread(target=_tell, args=(host, port, when_ready), daemon=True).start()
    Supervisor(children).run()


def _tell(host: str, port: int, when_ready: Callable[[], None]) -> None:
    shown = f"{_shown(host, port)}/"
    if wait_until(lambda: _answers(f"http://{host}:{port}/"), READY_SECONDS):
        print(f"\nJuxian 聚贤 is at {shown}\n", flush=True)  # untranslated: the name of the product
        when_ready()
    else:
        print(f"juxian: no page came from {shown} in {READY_SECONDS} seconds; see the lines above", flush=True)


def _shown(host: str, port: int) -> str:
    return f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
    return True


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}:{port}: {error.strerror}. Choose another with --port."
            ) from None
