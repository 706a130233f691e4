"""Fifty places and hundreds who want one at the same moment: reservations over HTTP beside pretix.

    DATABASE_URL=postgres://… .venv/bin/python benchmarks/reservations.py [--peer PYTHON] [--processes 2]

Ours is the product itself: uvicorn, every middleware, a signed-in person each, the form with its CSRF token, the rate
limit, the action, the record, the job that sends the message. The peer is pretix (its own REST API that creates an
order, under gunicorn with as many processes), on the same PostgreSQL server; `--peer` names an interpreter that has
`pretix` and `gunicorn`. Both databases are the benchmark's own; ours is dropped afterwards, the peer's is kept, because
its migrations take many minutes.
"""

import argparse
import http.client
import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SEATS, PEOPLE, TRIES, PEER_TRIES, THREADS = 50, 400, 1200, 300, 24
DATABASE, PEER_DATABASE = "juxian_bench_reservations", "juxian_bench_pretix"
PORT, PEER_PORT = 8471, 8472
READY_SECONDS = 90
Ask = Callable[[http.client.HTTPConnection, int], str]


@dataclass(frozen=True)
class Run:
    """One crowd at one door. `outcomes` counts what the tries ended in."""

    name: str
    outcomes: Counter[str]
    seconds: float
    sold: int
    cpu: float = 0.0  # seconds of the web server's processes, without PostgreSQL

    @property
    def tries(self) -> int:
        return sum(self.outcomes.values())

    @property
    def rate(self) -> float:
        return self.tries / self.seconds

    @property
    def cpu_each(self) -> float:
        """Milliseconds of CPU a try: what a busy machine does not change."""
        return 1000 * self.cpu / self.tries


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", help="an interpreter with pretix and gunicorn")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        raise SystemExit("name a PostgreSQL server in DATABASE_URL; the benchmark makes databases of its own there")
    runs = [ours(arguments.processes)]
    if arguments.peer:
        runs.append(peer(arguments.peer, arguments.processes))
    print(f"\n{'':10}{'tries':>8}{'sold':>6}{'errors':>8}{'req/s':>9}{'CPU ms':>9}   outcomes")
    for run in runs:
        numbers = f"{run.tries:>8}{run.sold:>6}{run.outcomes['error']:>8}{run.rate:>9.1f}{run.cpu_each:>9.1f}"
        print(f"{run.name:10}{numbers}   {dict(run.outcomes)}")
    if len(runs) == 2:
        first, second = runs
        print(f"ratio {first.rate / second.rate:.1f} × requests/s, {second.cpu_each / first.cpu_each:.1f} × CPU a try")


def ours(processes: int) -> Run:
    """Make the scene through the product's actions, and let everybody in at once over HTTP."""
    url = _own_database(DATABASE, os.environ["DATABASE_URL"])
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {"DATABASE_URL": url, "JUXIAN_VAR": var, "PYTHONWARNINGS": "ignore"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "juxian.config.settings.development", "JUXIAN_LIVE_RTMP_PORT": "0"}
        event, cookies = _scene()
        server = [sys.executable, "-m", "uvicorn", "juxian.config.asgi:application", "--log-level", "error"]
        with _Server([*server, "--port", str(PORT), "--workers", str(processes)], PORT) as web:
            run = _crowd("Juxian", web, TRIES, _reserve(event, cookies))
        sold, taken = _sold_by_us(event)
        assert sold == taken, f"{sold} rows, the counter says {taken}"
    _drop(DATABASE, url)
    return replace(run, sold=sold)


def _scene() -> tuple[str, list[str]]:
    """Return the event and the sessions of those who want to come."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.cast import client_as, make_cast, make_member
    from tests.fairs.factories import make_event

    event = make_event(make_cast(), "live_show", seats=SEATS)
    members = [make_member(f"求职者{number}").citizen for number in range(PEOPLE)]
    cookies = [client_as(member).cookies["sessionid"].value for member in members]
    return str(event.pk), cookies


def _reserve(event: str, cookies: Sequence[str]) -> Ask:
    token = "a" * 32  # any token will do, as long as cookie and form agree

    def ask(line: http.client.HTTPConnection, number: int) -> str:
        headers = {
            "Cookie": f"sessionid={cookies[number % len(cookies)]}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",  # as the button of the page sends it; without JavaScript a refusal is a whole page
        }
        form = f"csrfmiddlewaretoken={token}&form_token={secrets.token_urlsafe(16)}"
        line.request("POST", f"/my/fairs/reserve/{event}/", form, headers)
        answer = line.getresponse()
        answer.read()
        place = answer.getheader("HX-Redirect") or ""
        return "sold" if answer.status == 204 and place.startswith("/my/fairs/") else _word(answer.status, 409)

    return ask


def _sold_by_us(event: str) -> tuple[int, int]:
    from django.db import connection

    from juxian.fairs.models import Event, Reservation

    found = Reservation.objects.filter(event=event).count(), Event.objects.get(pk=event).seats_taken
    connection.close()
    return found


def peer(python: str, processes: int) -> Run:
    """The same crowd at pretix: an order with one position each, against a quota of the same size."""
    folder = Path(tempfile.mkdtemp(prefix="bench-pretix-"))
    url = _own_database(PEER_DATABASE, os.environ["DATABASE_URL"], keep=True)
    environment = {**os.environ, "PRETIX_CONFIG_FILE": str(_peer_settings(folder, url))}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([python, "-m", "pretix", "migrate", "--verbosity", "0"], env=environment, check=True)
    scene = subprocess.run(
        [python, "-m", "pretix", "shell", "-c", PEER_SCENE], env=environment, check=True, capture_output=True, text=True
    )
    facts = json.loads(scene.stdout.strip().splitlines()[-1])
    server = [python, "-m", "gunicorn", "pretix.wsgi", "--bind", f"127.0.0.1:{PEER_PORT}", "--log-level", "error"]
    with _Server([*server, "--workers", str(processes)], PEER_PORT, environment) as web:
        run = _crowd("pretix", web, PEER_TRIES, _order(facts))
    with psycopg.connect(url) as connection:
        query = "SELECT count(*) FROM pretixbase_orderposition WHERE item_id = %s AND NOT canceled"
        row = connection.execute(query, [facts["item"]]).fetchone()
    return replace(run, sold=row[0] if row else 0)


def _order(facts: dict[str, Any]) -> Ask:
    body = json.dumps(
        {
            "email": "visitor@example.org",
            "locale": "en",
            "sales_channel": "web",
            "send_email": False,
            "positions": [{"item": facts["item"], "variation": None, "price": "0.00"}],
        }
    )

    def ask(line: http.client.HTTPConnection, number: int) -> str:
        headers = {"Authorization": f"Token {facts['token']}", "Content-Type": "application/json"}
        line.request("POST", f"/api/v1/organizers/{facts['organizer']}/events/{facts['event']}/orders/", body, headers)
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
        is_full = answer.status == 400 and "quota" in text.lower()
        return "sold" if answer.status == 201 else "refused" if is_full else _word(answer.status, 0)

    return ask


PEER_SCENE = """
import datetime, json, secrets
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Event, Item, Organizer, Quota, Team
with scopes_disabled():
    mark = secrets.token_hex(4)
    organizer = Organizer.objects.create(name="Bench", slug="bench" + mark)
    event = Event.objects.create(organizer=organizer, name="Fair", slug="fair" + mark, live=True, currency="EUR",
        date_from=now() + datetime.timedelta(days=5), plugins="pretix.plugins.banktransfer")
    event.settings.timezone = "Asia/Shanghai"
    item = Item.objects.create(event=event, name="Place", default_price=0, admission=True)
    quota = Quota.objects.create(event=event, name="Places", size=SEATS)
    quota.items.add(item)
    team = Team.objects.create(organizer=organizer, name="API", all_events=True, all_event_permissions=True,
        all_organizer_permissions=True)
    token = team.tokens.create(name="bench").token
    print(json.dumps({"organizer": organizer.slug, "event": event.slug, "item": item.pk, "token": token}))
""".replace("SEATS", str(SEATS))


def _peer_settings(folder: Path, url: str) -> Path:
    place = conninfo_to_dict(url)
    path = folder / "pretix.cfg"
    path.write_text(
        f"[pretix]\ninstance_name=bench\nurl=http://127.0.0.1:{PEER_PORT}\ndatadir={folder}\n"
        f"[database]\nbackend=postgresql\nname={place['dbname']}\nuser={place.get('user', '')}\n"
        f"password={place.get('password', '')}\nhost={place.get('host', '')}\nport={place.get('port', 5432)}\n"
        "[django]\nsecret=benchmark\ndebug=off\n"
    )
    return path


def _crowd(name: str, web: "_Server", tries: int, ask: Ask) -> Run:
    """Let so many tries happen on THREADS open connections, and time them from the first to the last."""
    outcomes: Counter[str] = Counter()
    numbers, lock, gate = iter(range(tries)), threading.Lock(), threading.Barrier(THREADS + 1)

    def visitor() -> None:
        line = http.client.HTTPConnection("127.0.0.1", web.port, timeout=120)
        gate.wait()
        while (number := _next(numbers, lock)) is not None:
            try:
                outcome = ask(line, number)
            except (OSError, http.client.HTTPException):
                line.close()
                outcome = "error"
            with lock:
                outcomes[outcome] += 1

    threads = [threading.Thread(target=visitor) for _number in range(THREADS)]
    for thread in threads:
        thread.start()
    gate.wait()
    begun, spent = time.perf_counter(), web.cpu_seconds()
    for thread in threads:
        thread.join()
    return Run(name, outcomes, time.perf_counter() - begun, 0, web.cpu_seconds() - spent)


def _next(numbers: Any, lock: threading.Lock) -> int | None:
    with lock:
        return next(numbers, None)


def _word(status: int, full: int) -> str:
    return "refused" if status == full else f"status {status}" if status < 500 else "error"


class _Server:
    """A web server of its own process, ready when it answers and gone afterwards."""

    def __init__(self, command: Sequence[str], port: int, environment: dict[str, str] | None = None):
        self.command, self.port, self.environment = command, port, environment

    def __enter__(self) -> "_Server":
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=ROOT)
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            with suppress(OSError, http.client.HTTPException):
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                line.request("GET", "/")
                line.getresponse().read()
                return self
            time.sleep(0.3)
        raise SystemExit(f"{self.command[2]} did not answer within {READY_SECONDS} s")

    def cpu_seconds(self) -> float:
        """What the server and its workers have used so far (Linux)."""
        spent = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                spent[int(path.parent.name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
        mine = {self.process.pid}
        for _generation in range(3):
            mine |= {pid for pid, (parent, _ticks) in spent.items() if parent in mine}
        return sum(spent[pid][1] for pid in mine if pid in spent) / os.sysconf("SC_CLK_TCK")

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait(30)


def _own_database(name: str, url: str, *, keep: bool = False) -> str:
    place = conninfo_to_dict(url)
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        exists = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if exists and not keep:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        if not exists or not keep:
            server.execute(f'CREATE DATABASE "{name}"')
    login = f"{place.get('user', '')}:{place.get('password', '')}"
    return f"postgres://{login}@{place.get('host', '127.0.0.1')}:{place.get('port', 5432)}/{name}"


def _drop(name: str, url: str) -> None:
    from django.db import connection

    connection.close()
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


if __name__ == "__main__":
    main()
