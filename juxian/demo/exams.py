"""Examinations of the demo: schemes, two sites, sittings from the timetable to the released results."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.cast import TIME_ZONE, District
from juxian.evaluation import actions
from juxian.evaluation.actions.scheme import LineDraft, PartDraft
from juxian.kit import clock

FOUNDED = dt.datetime(2023, 7, 10, 9, 0, tzinfo=TIME_ZONE)
# 焊工, 电工, 多工序数控机床操作调整工, 装配钳工: what the two sites are equipped for.
EXAMINED = ("6-18-02-04", "6-31-01-03", "6-18-01-07", "6-20-01-01")
DEFENDED = ("technician", "senior_technician")
STANDARD = "国家职业标准（演示）"
THEORY, LONG_THEORY = PartDraft("theory", "computer", 90), PartDraft("theory", "computer", 120)
LINES = (
    LineDraft("准备与工艺", 20),
    LineDraft("操作过程", 30),
    LineDraft("成品质量", 40, minimum=60),
    LineDraft("安全文明", 10, minimum=60),
)
PRACTICE, LONG_PRACTICE = (PartDraft("practice", "on_site", minutes, rubric=LINES) for minutes in (240, 300))
BY_PANEL = (
    PartDraft(
        "comprehensive",
        "defence",
        30,
        rubric=(LineDraft("解决难题", 40), LineDraft("创新成果", 30), LineDraft("答辩表达", 30)),
    ),
    PartDraft(
        "contribution",
        "dossier",
        30,
        rubric=(LineDraft("工作业绩", 50, minimum=60), LineDraft("创新贡献", 30), LineDraft("带徒传技", 20)),
    ),
)
# site, address, street, contact, rooms: name, seats, methods
SITES: list[tuple[str, str, str, str, list[tuple[str, int, list[str]]]]] = [
    (
        "集美演示技师实训中心",
        "集美区演示路 88 号",
        "350211003",
        "0592-0000088",
        [("机考一室", 40, ["computer", "paper"]), ("机考二室", 30, ["computer", "paper"]), ("答辩室", 6, ["oral"])],
    ),
    (
        "杏林演示职业技能考点",
        "集美区演示南路 6 号",
        "350211004",
        "0592-0000066",
        [(name, 12, ["on_site"]) for name in ("焊接车间", "电工车间", "数控车间", "装配车间")],
    ),
]
WORKSHOPS = dict(zip(EXAMINED, ("焊接车间", "电工车间", "数控车间", "装配车间"), strict=True))


def define_examinations(district: District) -> None:
    """What is examined where: four trades sit for 高级工 and above, 技师 everywhere else defend before a panel."""
    by = district.officers["lin"]
    with clock.at(FOUNDED):
        for item in current_items(clock.today()):
            is_examined = item.occupation.code in EXAMINED
            if is_examined:
                _define(item, "senior", (THEORY, PRACTICE), by)
            for level in (level for level in DEFENDED if level in item.levels):
                _define(item, level, ((LONG_THEORY, LONG_PRACTICE) if is_examined else ()) + BY_PANEL, by)
        for name, address, street, contact, rooms in SITES:
            ye = district.officers["ye"]
            site = actions.create_site(None, name=name, address=address, street_code=street, contact=contact, by=ye)
            for room, seats, methods in rooms:
                district.rooms[room] = actions.add_room(site, name=room, seat_count=seats, methods=methods, by=ye)


def _define(item: Any, level: str, parts: Sequence[PartDraft], by: Any) -> None:
    actions.define_scheme(None, occupation_id=item.occupation_id, level=level, parts=parts, standard=STANDARD, by=by)


def arrange(
    district: District,
    room: str,
    draft: PartDraft,
    applications: Sequence[Any],
    *,
    title: str,
    starts_at: dt.datetime,
    chief: str,
    helper: str = "gao",
) -> Any:
    """Plan a sitting, give the seats, and say who serves."""
    by = district.officers["ye"]
    sitting = actions.plan_sitting(
        district.rooms[room],
        title=title,
        part=draft.part,
        method=draft.method,
        minutes=draft.minutes,
        starts_at=starts_at,
        by=by,
    )
    actions.seat_candidates(sitting, applications=applications, by=by)
    staff = {district.persons[chief].pk: "chief", district.persons[helper].pk: "invigilator"}
    return actions.assign_staff(sitting, staff=staff, by=by)


def publish(district: District, sitting: Any) -> Any:
    return actions.publish_sitting(sitting, by=district.officers["ye"])


def let_in(district: District, sitting: Any, *, absent: Collection[Any] = (), violations: Collection[Any] = ()) -> None:
    """From the doors to the beginning: check everybody in who came; somebody is caught with a telephone."""
    by = district.officers["gao"]
    with clock.at(sitting.starts_at - dt.timedelta(minutes=25)):
        for seat in sitting.seats.order_by("number"):
            if seat.application_id not in absent:
                actions.check_in(sitting, code=seat.code, by=by)
    with clock.at(sitting.starts_at):
        actions.start_sitting(sitting, by=by)
        for seat in sitting.seats.filter(application__in=list(violations)):
            note = "开考二十分钟，监考员发现考生在看手机，已收走。"
            actions.record_violation(sitting, seat=seat, code="device", note=note, by=by)


def end(district: District, sitting: Any) -> None:
    with clock.at(sitting.starts_at + dt.timedelta(minutes=sitting.minutes)):
        actions.write_log(sitting, text="考场秩序正常，试卷和工件已清点。", by=district.officers["gao"])
        actions.end_sitting(sitting, by=district.officers["gao"])


def enter(district: District, sitting: Any, *, round: int, odd: int = 0) -> None:
    """叶芳 enters the first round, 高建平 the second; from seat `odd` on he misreads every ninth candidate."""
    by = district.officers["ye" if round == 1 else "gao"]
    for seat in sitting.seats.filter(attendance="present").order_by("number"):
        points = points_of(sitting, seat)
        if round == 2 and odd and seat.number % 9 == odd:
            points[-1] += 6 if points[-1] < 90 else -6
        actions.enter_mark(seat, round=round, points=points, by=by)


def settle(district: District, sitting: Any, chief: str) -> int:
    """The chief looks at the paper of everybody on whom the two differ. Return how many."""
    seats = sitting.seats.filter(mark__state="disagreed").order_by("number")
    for seat in seats:
        reason = "调阅原始评分表，第二次录入看错一行，以评分表为准。"
        points = points_of(sitting, seat)
        actions.settle_mark(seat.mark, points=points, reason=reason, by=district.officers[chief])
    return len(seats)


def sign(district: District, sitting: Any, chief: str) -> None:
    actions.sign_marks(sitting, by=district.officers[chief])


def release(district: District, sitting: Any) -> None:
    actions.release_results(sitting, by=district.officers["lin"])


def mark_all(district: District, sitting: Any, chief: str) -> None:
    """Everything after the sitting: entered twice, settled, signed, released, on the following days."""
    ended_at = sitting.starts_at + dt.timedelta(minutes=sitting.minutes)
    with clock.at(ended_at + dt.timedelta(days=1)):
        enter(district, sitting, round=1)
    with clock.at(ended_at + dt.timedelta(days=2)):
        enter(district, sitting, round=2, odd=4)
        settle(district, sitting, chief)
    with clock.at(ended_at + dt.timedelta(days=3)):
        sign(district, sitting, chief)
    with clock.at(ended_at + dt.timedelta(days=4)):
        release(district, sitting)


def points_of(sitting: Any, seat: Any) -> list[int]:
    """What stands on the candidate's score sheet: enough to pass, more or less."""
    count = len(LINES) if sitting.part == "practice" else 1
    return [64 + (seat.number * 11 + line * 7 + sitting.minutes) % 33 for line in range(count)]
