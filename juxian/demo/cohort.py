"""The first cohort of 2023: 154 people recognised on 6 November (rules §11, figures 1–3), and ten who were not."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.applying import fill_in, register, review_first, review_second, submit
from juxian.demo.assessors import confirm_all, sign_all
from juxian.demo.cast import TIME_ZONE, District, citizen_actor
from juxian.demo.employers import EMPLOYERS
from juxian.demo.workers import Worker, make_worker
from juxian.evaluation import actions
from juxian.evaluation.queries.cohort import applications_of, cases_of
from juxian.kit import clock
from juxian.kit.access import VISITOR
from juxian.kit.draining import drain
from juxian.notices.actions import accept_objection, close_notice, decide_objection, file_objection

Tick = Callable[[], object]
RECOGNISED = {"intermediate": 94, "senior": 40, "technician": 15, "senior_technician": 5}
# What became of the ten others; they are spread among the applicants.
OTHERS = ["declined", "declined", "lapsed", "withdrawn", "rejected", "rejected", "rejected_second", "failed", "failed"]
OTHERS += ["declined"]
RETURNED_ONCE = 9


def at(month: int, day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(2023, month, day, hour, 0, tzinfo=TIME_ZONE)


APPLY, PANEL, PUBLISH, CLOSE, CEREMONY = at(8, 21), at(10, 16), at(10, 25), at(11, 3), at(11, 6)


@dataclass
class Case:
    """One applicant: level, fate, and what they are in the register."""

    serial: int
    level: str
    fate: str
    item: Any
    employer: Any

    @property
    def worker(self) -> Worker:
        return make_worker(self.serial, self.item.name, self.level, APPLY.date())


def recognise_first_cohort(district: District, tick: Tick) -> None:
    """From the first application in August to the ceremony in November."""
    cases = list(_cases(district))
    passed = []
    for number, case in enumerate(cases):
        application = _until_panel(district, case, number)
        if application is not None:
            passed.append((case, application))
        tick()
    _sit_panels(district, passed)
    _publish(district)
    _decide(district)


def _cases(district: District) -> Iterator[Case]:
    """164 applicants over the twelve employers, each in a trade of the employer's industry."""
    by_group = defaultdict(list)
    with clock.at(APPLY):
        for item in current_items(clock.today()):
            by_group[item.industry_group.key].append(item)
    employers = [
        (entry, employer)
        for entry, employer in zip(EMPLOYERS, district.employers, strict=True)
        for _one in range(entry.share + 1)
    ]
    fates = [(level, "recognised") for level, count in RECOGNISED.items() for _one in range(count)]
    for number, fate in enumerate(OTHERS):
        fates.insert(15 * number + 7, ("intermediate" if number % 2 else "senior", fate))
    for serial, (level, fate) in enumerate(fates, start=1):
        entry, employer = employers[serial * 31 % len(employers)]
        items = [item for item in by_group[entry.group] if level in item.levels]
        yield Case(serial, level, fate, items[serial * 5 % len(items)], employer)


def _until_panel(district: District, case: Case, number: int) -> Any:
    """Apply, and go through counter and both reviews. Return the application if it goes on to a panel."""
    start = APPLY + dt.timedelta(days=number // 12, minutes=number * 4 % 400)
    zhao = district.officers["zhao"]
    with clock.at(start):
        person = register(district, case.worker)
        application = submit(fill_in(person, case.worker, case.item, case.level, case.employer))
    if case.fate == "withdrawn":
        with clock.at(start + dt.timedelta(days=1)):
            actions.withdraw_application(application, reason="准备再攒一些业绩", by=citizen_actor(person))
        return None
    if case.fate == "declined":
        with clock.at(start + dt.timedelta(days=2)):
            actions.decline_application(application, reason="工作单位不在集美区，请向单位所在区申报。", by=zhao)
        return None
    if case.fate == "lapsed" or number % 17 == 3:
        application = _return_once(district, application, start, is_corrected=case.fate != "lapsed")
        if application is None:
            return None
    return _review(district, case, application, start)


def _return_once(district: District, application: Any, start: dt.datetime, *, is_corrected: bool) -> Any:
    """The counter asks for something; the applicant adds it, or does not and the application lapses."""
    with clock.at(start + dt.timedelta(days=2)):
        application = actions.return_application(
            application, reason="请补充一张能看清成品的照片，并写明改进前后的数据。", by=district.officers["zhao"]
        )
    if not is_corrected:
        with clock.at(start + dt.timedelta(days=20)):
            actions.lapse_application(application)
        return None
    with clock.at(start + dt.timedelta(days=5)):
        return submit(application)


def _review(district: District, case: Case, application: Any, start: dt.datetime) -> Any:
    with clock.at(start + dt.timedelta(days=7)):
        application = actions.accept_application(application, by=district.officers["zhao"])
    with clock.at(start + dt.timedelta(days=11)):
        if case.fate == "rejected":
            opinion = "社保记录显示在本单位连续参保不足一年，不符合基本条件第8条。满一年后可再申报。"
            actions.reject_application(application, opinion=opinion, by=district.officers["lin"])
            return None
        application = review_first(district, application)
    with clock.at(start + dt.timedelta(days=15)):
        if case.fate == "rejected_second":
            opinion = "工资低于上年度市级工资指导价位，不符合基本条件第9条。"
            actions.reject_application(application, opinion=opinion, by=district.officers["xu"])
            return None
        return review_second(district, application)


def _sit_panels(district: District, passed: list[tuple[Case, Any]]) -> None:
    """One panel for each industry: three assessors out of four, in turn."""
    by_group: dict[str, list[tuple[Case, Any]]] = defaultdict(list)
    for case, application in passed:
        by_group[case.item.industry_group.name].append((case, application))
    for number, (name, members) in enumerate(by_group.items()):
        sitting = [one for place, one in enumerate(district.assessors) if place != number % 4]
        with clock.at(PANEL + dt.timedelta(hours=number)):
            panel = actions.convene_panel(
                None,
                title=f"{name}评审组",
                convened_on=clock.today(),
                assessors=[actor.person_id for actor in sitting],
                applications=[application for _case, application in members],
                reason="首批评审，抽签制度尚未启用",
                by=district.officers["lin"],
            )
        with clock.at(PANEL + dt.timedelta(days=2, hours=number)):
            fates = {application.pk: case for case, application in members}
            confirm_all(panel, sitting)
            for row in cases_of(panel):
                _score(row, fates[row.application_id], sitting)
            sign_all(panel, sitting)
            actions.close_panel(panel, by=district.officers["lin"])


def _score(row: Any, case: Case, sitting: list[Any]) -> None:
    for place, actor in enumerate(sitting):
        is_in_favour = case.fate != "failed" or place == 0
        score = 66 + (case.serial * 7 + place * 11) % 30 if is_in_favour else 48 + case.serial % 9
        opinion = "技艺扎实，同意认定。" if is_in_favour else "业绩材料不足以说明该等级的水平。"
        actions.vote(row, score=score, is_in_favour=is_in_favour, opinion=opinion, by=actor)


def _publish(district: District) -> None:
    """One notice with all names; one objection, verified and dismissed."""
    with clock.at(PUBLISH):
        notice: Any = actions.publish_results(
            None,
            title="集美区2023年首批金蓝领人才拟认定人员名单公示",
            applications=list(applications_of("passed")),
            by=district.officers["lin"],
        )
    with clock.at(PUBLISH + dt.timedelta(days=2)):
        objection = file_objection(
            notice,
            reason="公示名单中这位同事去年才换到这个岗位，希望核实业绩是否本人完成。",
            entry=notice.entries.order_by("position")[4],
            by=VISITOR,
        )
        objection = accept_objection(objection, by=district.officers["zhao"])
    with clock.at(PUBLISH + dt.timedelta(days=6)):
        answer = "经调阅生产记录并询问班组，业绩为本人在现岗位完成，异议不成立。"
        decide_objection(objection, is_upheld=False, answer=answer, by=district.officers["zhao"])
    with clock.at(CLOSE):
        close_notice(notice)
        drain()


def _decide(district: District) -> None:
    """The leader recognises everybody on the day of the ceremony; certificates follow by themselves."""
    with clock.at(CEREMONY):
        for application in applications_of("notice_cleared"):
            actions.recognise_application(application, by=district.officers["huang"])
        drain()
