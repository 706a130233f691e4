"""A draw is replayed from its seed: by a citizen with the public page, a few lines of hashlib, and nothing of ours."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from django.test import Client

from juxian.config.cli.draw import main as draw_command
from juxian.evaluation.models import Assessor, Draw, Panel
from juxian.evaluation.states import ApplicationState as S
from tests.cast import Cast, cast, client_as
from tests.evaluation.drawing_room import enlarge
from tests.evaluation.factories import Stage, bring_to, make_stage

__all__ = ["cast"]


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return make_stage(cast)


def drawn_by_hand(data: dict) -> list[str]:
    """What the page tells everybody to do: hash, sort, take; each needed trade first. Imports nothing of Juxian."""
    order = sorted(data["pool"], key=lambda item: hashlib.sha256(f"{data['seed']}\n{item}".encode()).hexdigest())
    seats: list[str] = []
    for need in sorted(data["needs"]):
        if not any(need in data["pool"][item] for item in seats):
            seats.append(next(item for item in order if need in data["pool"][item]))
    seats += [item for item in order if item not in seats][: data["count"] - len(seats)]
    return [item for item in order if item in seats]


def test_a_draw_is_replayed_from_its_seed(stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    enlarge(stage, 6)
    application = bring_to(S.SECOND_REVIEWED, stage)
    officer, citizen = client_as(stage.cast.lin.actor), Client()

    # The office commits first, and everybody sees the commitment and nothing else.
    assert officer.post("/office/draws/commit/").status_code == 302
    number = Draw.objects.get().number
    before = json.loads(citizen.get(f"/draws/{number}/data/").content)
    assert set(before) == {"number", "state", "commitment", "committed_at"}

    # Then it chooses what is judged, sees who may sit and who may not, and draws before a witness.
    page = officer.get("/office/panels/draw/", {"applications": str(application.pk)}).content.decode()
    assert "可以参加抽签的有 9 位" in page
    sheet = {
        "applications": [str(application.pk)],
        "title": "焊工评审组",
        "starts_at": "2025-03-13T09:00",
        "minutes": "120",
        "room": "二楼会议室",
        "size": "5",
        "draw": str(Draw.objects.get().pk),
        "public_text": "厦门日报今天头版：集美学村春光好",
        "witness": "周正",
    }
    address = officer.post("/office/panels/draw/", sheet)
    assert address.status_code == 302, address.content.decode()

    # Anybody takes the file and replays it.
    data = json.loads(citizen.get(f"/draws/{number}/data/").content)
    assert hashlib.sha256(data["secret"].encode()).hexdigest() == before["commitment"]
    assert data["seed"] == "|".join([data["secret"], number, "2025-03-12", "厦门日报今天头版：集美学村春光好"])
    assert drawn_by_hand(data) == data["result"]
    assert len(data["result"]) == 5

    # Those who sit are those who were drawn, and the page names nobody.
    register = dict(Assessor.objects.values_list("person_id", "number"))
    seats = {register[seat.assessor_id] for seat in Panel.objects.get().members.all()}
    assert seats == set(data["result"])
    public = citizen.get(f"/draws/{number}/").content.decode()
    assert data["commitment"] in public
    assert "孙明华" not in public

    # So does the command, from the downloaded file; and it notices a result that was tampered with.
    path = tmp_path / f"{number}.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert draw_command(["replay", str(path)]) == 0
    assert capsys.readouterr().out.split() == data["result"]
    other = next(item for item in data["ranking"] if item not in data["result"])
    path.write_text(json.dumps(data | {"result": [*data["result"][:-1], other]}), encoding="utf-8")
    with pytest.raises(Exception, match="does not replay"):
        draw_command(["replay", str(path)])


def test_before_the_draw_there_is_nothing_to_foretell(stage: Stage) -> None:
    client_as(stage.cast.lin.actor).post("/office/draws/commit/")
    draw = Draw.objects.get()
    page = Client().get(f"/draws/{draw.number}/").content.decode()
    assert draw.commitment in page
    assert draw.secret.open() not in page
    assert draw.committed_at.date() == dt.date(2025, 3, 12)
