"""Examinations at two sites in September 2023, panels in October, one appeal, one score query."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from juxian.demo import exams, panels
from juxian.demo.cases import Case
from juxian.demo.cast import TIME_ZONE, District, citizen_actor
from juxian.evaluation import actions
from juxian.evaluation.queries.cohort import applications_of
from juxian.kit import clock

Pair = tuple[Case, Any]


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime(2023, month, day, hour, minute, tzinfo=TIME_ZONE)


ARRANGE, QUERY, ANSWER = at(9, 18, 14), at(10, 9, 10), at(10, 11, 16)
DRAW, MEET, APPEAL, ACCEPT, REDRAW, MEET_AGAIN = (
    at(10, 8, 15),
    at(10, 12),
    at(10, 13, 11),
    at(10, 16, 10),
    at(10, 17, 15),
    at(10, 19),
)
CHIEFS = ("guo", "he", "cai", "sun")


def examine_and_judge(district: District, pairs: list[Pair], tick: Callable[[], object]) -> None:
    """Sittings for those who sit, then a panel for every industry."""
    sat = [pair for pair in pairs if pair[0].is_examined]
    theory = _arrange(district, sat)
    for sitting, chief in theory:
        _hold(district, sitting, chief, sat)
        tick()
    _ask_again(district, sat)
    _sit_panels(district, [pair for pair in pairs if pair[0].level in exams.DEFENDED])


def _arrange(district: District, sat: list[Pair]) -> list[tuple[Any, str]]:
    """Theory at one site on Saturday, practice in the workshops of the other on Sunday and Monday."""
    seniors = [pair for pair in sat if pair[0].level == "senior"]
    masters = [pair for pair in sat if pair[0].level != "senior"]
    wanted = [
        ("机考一室", exams.THEORY, seniors, "高级工理论知识", at(9, 23), "sun", "gao"),
        ("机考二室", exams.LONG_THEORY, masters, "技师、高级技师理论知识", at(9, 23), "guo", "ye"),
    ]
    for number, (code, room) in enumerate(exams.WORKSHOPS.items()):
        helper = "gao" if number % 2 else "ye"
        for draft, pairs, day in ((exams.PRACTICE, seniors, 24 + number // 2), (exams.LONG_PRACTICE, masters, 26)):
            here = [pair for pair in pairs if pair[0].item.occupation.code == code]
            hour = at(9, day + (number // 2 if day == 26 else 0))
            title = f"{here[0][0].item.name}操作技能" if here else ""
            wanted.append((room, draft, here, title, hour, CHIEFS[number], helper))
    found = []
    with clock.at(ARRANGE):
        for room, draft, pairs, title, starts_at, chief, helper in wanted:
            if not pairs:
                continue
            rows = [application for _case, application in pairs]
            sitting = exams.arrange(
                district, room, draft, rows, title=title, starts_at=starts_at, chief=chief, helper=helper
            )
            found.append((exams.publish(district, sitting), chief))
    return found


def _hold(district: District, sitting: Any, chief: str, sat: list[Pair]) -> None:
    """One candidate stays away from everything, one brings a telephone into the theory."""
    absent = [application.pk for case, application in sat if case.fate == "absent"]
    caught = [application.pk for case, application in sat if case.fate == "violation" and sitting.part == "theory"]
    exams.let_in(district, sitting, absent=absent, violations=caught)
    exams.end(district, sitting)
    exams.mark_all(district, sitting, chief)


def _ask_again(district: District, sat: list[Pair]) -> None:
    """Whoever was caught asks that the result be looked at again; it stands."""
    for case, application in sat:
        if case.fate != "violation":
            continue
        mark = application.marks.get(part="theory")
        with clock.at(QUERY):
            reason = "手机已经关机，只是看时间，请复核。"
            query = actions.file_score_query(mark, reason=reason, by=citizen_actor(application.applicant))
        with clock.at(ANSWER):
            answer = "已调阅考场记录和监控：手机处于开机状态，违纪登记属实，维持原结果。"
            actions.answer_score_query(query, answer=answer, by=district.officers["song"])


def _sit_panels(district: District, pairs: list[Pair]) -> None:
    """One panel for each industry, drawn by lot; one member is replaced, one result is appealed against."""
    by_group: dict[str, list[Pair]] = defaultdict(list)
    for case, application in pairs:
        by_group[case.item.industry_group.name].append((case, application))
    cases = {application.pk: case for case, application in pairs}
    for number, (name, members) in enumerate(by_group.items()):
        hours = dt.timedelta(hours=number)
        size = 5 if len(members) > 4 else 3
        with clock.at(DRAW + hours):
            rows = [application for _case, application in members]
            days = dt.timedelta(days=number // 2, hours=4 * (number % 2))
            panel = panels.draw_panel(district, f"{name}评审组", rows, starts_at=MEET + days, size=size)
            if number == 0:
                panels.replace_one(district, panel)
        with clock.at(MEET + hours):
            panels.score_panel(district, panel, lambda row, place: _verdict(cases[row.application_id], place))
            panels.close(district, panel)
    _hear_appeals(district, [pair for pair in pairs if pair[0].fate == "appealed"])


def _verdict(case: Case, place: int) -> tuple[int, bool]:
    """Members see much the same in a case. Two in favour are not enough for the one who will appeal."""
    is_in_favour = case.fate != "appealed" or place < 2
    worth, leaning = 66 + case.serial * 13 % 30, (place * 3 + case.serial) % 5 - 2
    return (worth + leaning, True) if is_in_favour else (50 + place, False)


def _hear_appeals(district: District, pairs: Sequence[Pair]) -> None:
    """Another panel, of nobody who sat in the first, looks at the same dossier and is of another mind."""
    for _case, application in pairs:
        with clock.at(APPEAL):
            reasons = "返修率和工时数据在第二份材料里，评审时可能没有注意到，申请重新评审。"
            appeal = actions.file_appeal(application, reasons=reasons, by=citizen_actor(application.applicant))
        with clock.at(ACCEPT):
            actions.accept_appeal(appeal, by=district.officers["song"])
        with clock.at(REDRAW):
            title = f"{application.item.industry_group.name}复评评审组"
            panel = panels.draw_panel(district, title, list(applications_of("appealed")), starts_at=MEET_AGAIN)
        with clock.at(MEET_AGAIN):
            panels.score_panel(district, panel, lambda _row, place: (81 + 3 * place, True))
            panels.close(district, panel)
