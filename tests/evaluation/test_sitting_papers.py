"""The papers of a sitting, read back: words by pypdf, codes as a phone's camera does."""

import io
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from juxian.evaluation import actions
from juxian.evaluation.models import Sitting
from juxian.evaluation.numbers import ticket_code_in
from juxian.evaluation.paper import ticket as ticket_paper
from juxian.kit import clock
from juxian.kit.pdf import typeset_png
from tests.cast import client_as
from tests.evaluation.factories import Stage
from tests.evaluation.seating import Hall, make_hall, published, waiting
from tests.scenes import scene


@scene
def hall(stage: Stage) -> Hall:
    return make_hall(stage)


@scene
def sitting(hall: Hall) -> Sitting:
    return published(hall, waiting(hall.stage), waiting(hall.stage, hall.stage.cast.chen))


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.content.decode()[:500]
    assert answer["Content-Type"] == "application/pdf"
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages)


def paper(hall: Hall, sitting: Sitting, name: str) -> str:
    return words(client_as(hall.ye).get(f"/office/sittings/{sitting.pk}/papers/{name}/"))


def test_the_ticket_says_where_when_and_for_whom(hall: Hall, sitting: Sitting) -> None:
    seat = sitting.seats.get(number=1)
    text = words(client_as(hall.stage.cast.lv.citizen).get(f"/my/applications/{seat.application_id}/ticket/"))
    for part in (
        "准考证",
        "吕志强",
        "2025-03-1909:00—10:30",
        "第一考场",
        "集美区演示路1号",
        seat.code,
        "迟到超过30分钟",
    ):
        assert part in text
    number = hall.stage.cast.lv.person.identity_number.open()
    assert (number in text, number[-4:] in text) == (False, True)


def test_a_camera_reads_the_code_of_the_ticket(hall: Hall, sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sheet as a picture: every code on it leads to its seat."""
    pages: list[bytes] = []

    def as_pictures(template: str, data: Any, files: Any, **_options: Any) -> bytes:
        pages.extend(typeset_png(template, data, files))
        return b""

    monkeypatch.setattr(ticket_paper, "typeset", as_pictures)
    seats = list(sitting.seats.order_by("number").select_related("application__applicant", "sitting__room__site"))
    ticket_paper.tickets_pdf([(seat.application, [seat]) for seat in seats])
    read = [zxingcpp.read_barcodes(Image.open(io.BytesIO(page))) for page in pages]
    assert [ticket_code_in(codes[0].text) for codes in read] == [seat.code for seat in seats]
    assert read[0][0].text == ticket_paper.ticket_url(seats[0].code)


def test_the_door_shows_no_whole_name(hall: Hall, sitting: Sitting) -> None:
    text = paper(hall, sitting, "door_list")
    assert ("吕*强" in text, "吕志强" in text, hall.stage.cast.lv.person.identity_tail in text) == (True, False, True)


def test_the_sign_in_sheet_has_a_line_for_everybody(hall: Hall, sitting: Sitting) -> None:
    text = paper(hall, sitting, "sign_in_sheet")
    assert all(part in text for part in ("签到表", "吕志强", "陈某", "本人签名", "应到2人"))


def test_a_label_for_every_seat(hall: Hall, sitting: Sitting) -> None:
    text = paper(hall, sitting, "seat_labels")
    assert all(seat.code in text for seat in sitting.seats.all())


def test_the_log_holds_the_day(hall: Hall, sitting: Sitting) -> None:
    chief, first = hall.stage.cast.sun.actor, sitting.seats.get(number=1)
    with clock.at(sitting.starts_at):
        actions.check_in(sitting, code=first.code, by=chief)
        actions.start_sitting(sitting, by=chief)
        actions.record_violation(sitting, seat=first, code="device", note="手机响", by=chief)
    with clock.at(sitting.ends_at):
        actions.end_sitting(sitting, by=chief)
    text = paper(hall, sitting, "invigilation_log")
    for part in (
        "应到人数2",
        "实到人数1",
        "缺考人数1",
        "违纪人数1",
        "2座陈某",
        "携带或使用通讯工具",
        "主考：孙明华",
        "督导",
    ):
        assert part in text


def test_all_papers_of_a_sitting_and_of_a_day(hall: Hall, sitting: Sitting) -> None:
    text = paper(hall, sitting, "all")
    day = words(client_as(hall.ye).get("/office/sittings/papers/?on=2025-03-19"))
    assert all(part in text and part in day for part in ("考生座位", "签到表", "考场记录"))


def test_a_day_without_sittings_has_no_papers(hall: Hall) -> None:
    answer = client_as(hall.ye).get("/office/sittings/papers/?on=2025-03-20")
    assert answer.status_code == 409
    assert "没有可打印的材料" in answer.content.decode()


def test_the_tickets_of_a_sitting(hall: Hall, sitting: Sitting) -> None:
    text = words(client_as(hall.stage.cast.sun.actor).get(f"/office/sittings/{sitting.pk}/tickets/"))
    assert text.count("考生须知") == 2
