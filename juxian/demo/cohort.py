"""The first cohort of 2023: 154 people recognised on 6 November (rules §11, figures 1–3), and ten who were not.

They come by four roads: a national certificate, an award, the employer's own evaluation, examinations and panels."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from juxian.demo.applying import confirm, fill_in, register, review_first, review_second, submit
from juxian.demo.cases import APPLY, Case, make_cases
from juxian.demo.cast import TIME_ZONE, District, citizen_actor
from juxian.demo.cohort_by_employer import evaluate_at_employers
from juxian.demo.cohort_examined import examine_and_judge
from juxian.evaluation import actions
from juxian.evaluation.queries.cohort import applications_of
from juxian.kit import clock
from juxian.kit.access import VISITOR
from juxian.kit.draining import drain
from juxian.notices.actions import accept_objection, close_notice, decide_objection, file_objection

Tick = Callable[[], object]


def at(month: int, day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(2023, month, day, hour, 0, tzinfo=TIME_ZONE)


PUBLISH, CLOSE, CEREMONY = at(10, 25), at(11, 3), at(11, 6)


def recognise_first_cohort(district: District, tick: Tick) -> None:
    """From the first application in August to the decision in November."""
    cases = make_cases(district)
    evaluate_at_employers(district, [case for case in cases if case.channel == "employer"], tick)
    examined = []
    for number, case in enumerate(case for case in cases if case.channel != "employer"):
        application = _until_reviewed(district, case, number)
        if application is not None and case.channel == "contribution":
            examined.append((case, application))
        tick()
    examine_and_judge(district, examined, tick)
    _publish(district)
    _decide(district)


def _until_reviewed(district: District, case: Case, number: int) -> Any:
    """Apply, and go through counter and both reviews. Return the application if it goes on from there."""
    start = APPLY + dt.timedelta(days=number // 8, minutes=number * 4 % 400)
    with clock.at(start):
        person = register(district, case.worker)
        application = submit(fill_in(person, case.worker, case.item, case.level, case.employer, case.channel))
    if case.fate == "withdrawn":
        with clock.at(start + dt.timedelta(days=1)):
            actions.withdraw_application(application, reason="准备再攒一些业绩", by=citizen_actor(person))
        return None
    if case.fate == "declined":
        with clock.at(start + dt.timedelta(days=2)):
            reason = "工作单位不在集美区，请向单位所在区申报。"
            actions.decline_application(application, reason=reason, by=district.officers["zhao"])
        return None
    if case.fate == "lapsed" or number % 17 == 3:
        application = _return_once(district, application, start, is_corrected=case.fate != "lapsed")
    return application and _review(district, case, application, start)


def _return_once(district: District, application: Any, start: dt.datetime, *, is_corrected: bool) -> Any:
    """The counter asks for something; the applicant adds it, or does not and the application lapses."""
    with clock.at(start + dt.timedelta(days=2)):
        application = actions.return_application(
            application, reason="照片看不清。请重新拍摄并上传清楚的原件照片。", by=district.officers["zhao"]
        )
    if not is_corrected:
        with clock.at(start + dt.timedelta(days=20)):
            actions.lapse_application(application)
        return None
    with clock.at(start + dt.timedelta(days=5)):
        return submit(application)


def _review(district: District, case: Case, application: Any, start: dt.datetime) -> Any:
    """Accept and review twice; where somebody outside has judged already, a third officer confirms."""
    with clock.at(start + dt.timedelta(days=7)):
        application = actions.accept_application(application, by=district.officers["zhao"])
    with clock.at(start + dt.timedelta(days=9)):
        if case.fate == "rejected":
            opinion = "社保记录显示在本单位连续参保不足一年，不符合基本条件第8条。满一年后可再申报。"
            actions.reject_application(application, opinion=opinion, by=district.reviewers(case.serial)[0])
            return None
        application = review_first(district, application, case.serial)
    with clock.at(start + dt.timedelta(days=12)):
        if case.fate == "rejected_second":
            opinion = "工资低于上年度市级工资指导价位，不符合基本条件第9条。"
            actions.reject_application(application, opinion=opinion, by=district.reviewers(case.serial)[1])
            return None
        application = review_second(district, application, case.serial)
    if case.channel == "contribution":
        return application
    with clock.at(start + dt.timedelta(days=16)):
        return confirm(district, application, case.serial)


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
