"""One command serves pages and queue; `stop` ends them; a second start is refused."""

import os
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from juxian.config.cli.ground import PYTHON
from juxian.kit.database.embedded import Cluster
from juxian.kit.database.processes import wait_until
from tests.config.test_backup import FORGOTTEN

pytestmark = [pytest.mark.slow, pytest.mark.race]  # lives in real time


@pytest.fixture
def environment():
    with tempfile.TemporaryDirectory(prefix="jx", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        kept = {key: value for key, value in os.environ.items() if key not in FORGOTTEN}
        settings = "juxian.config.settings.development"
        yield {**kept, "JUXIAN_VAR": str(Path(folder) / "var"), "DJANGO_SETTINGS_MODULE": settings}
        Cluster(Path(folder) / "var" / "postgres").stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/no-such-page", timeout=5).close()
    except urllib.error.HTTPError as error:
        error.close()
        return error.code == 404
    except OSError:
        return False
    return True


def test_serve_answers_stop_ends_it_and_nobody_serves_twice(environment, tmp_path):
    port = free_port()
    subprocess.run([*PYTHON, "migrate"], env=environment, check=True)
    log = (tmp_path / "log").open("w")
    serving = subprocess.Popen([*PYTHON, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
    try:
        assert wait_until(lambda: answers(port), 40), (tmp_path / "log").read_text()
        second = subprocess.run(
            [*PYTHON, "serve", "--port", str(free_port())], env=environment, capture_output=True, text=True, check=False
        )
        assert second.returncode == 1
        assert "runs already" in second.stderr
        doctor = subprocess.run(
            [*PYTHON, "doctor"], env=environment, capture_output=True, text=True, check=False
        ).stdout
        assert f"process {serving.pid}, port {port}" in doctor
        assert "as this version wants them" in doctor
        stopped = subprocess.run([*PYTHON, "stop"], env=environment, capture_output=True, text=True, check=False)
        assert stopped.stdout.strip() == "stopped"
        assert serving.wait(20) == 0
        assert not answers(port)
        assert Cluster(Path(environment["JUXIAN_VAR"]) / "postgres").postmaster is None
    finally:
        log.close()
        serving.terminate()
        serving.wait(30)


def test_a_taken_port_is_named(environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = subprocess.run(
            [*PYTHON, "serve", "--port", port], env=environment, capture_output=True, text=True, check=False
        )
    assert refused.returncode == 1
    assert f"127.0.0.1:{port}" in refused.stderr
    assert "--port" in refused.stderr
