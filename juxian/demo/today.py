"""What lies on the desks today: something at every desk of the work queue, so that no page is empty when one looks."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from juxian.demo import panels
from juxian.demo.applying import confirm
from juxian.demo.cast import District, citizen_actor
from juxian.demo.newcomers import Newcomers, accept, review
from juxian.demo.today_employers import fill_employers_desks
from juxian.demo.today_exams import fill_exam_desks
from juxian.demo.today_papers import fill_other_desks
from juxian.evaluation import actions
from juxian.kit import clock
from juxian.kit.access import VISITOR
from juxian.kit.draining import drain
from juxian.notices.actions import close_notice, file_objection

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
# days ago, level, road, place of the employer
AT_THE_COUNTER = [(0, "senior_technician", "contribution", 1), (0, "intermediate", "certificate", 7)]
AT_THE_COUNTER += [(1, "senior", "competition", 9), (6, "technician", "contribution", 11)]
IN_REVIEW = [(5, "senior", "certificate", 6), (6, "technician", "contribution", 8)]
REVIEWED_ONCE = [(9, "intermediate", "certificate", 3), (10, "senior_technician", "contribution", 5)]
TO_CONFIRM = [(16, "senior", "certificate", 2), (15, "intermediate", "certificate", 10)]
TO_CONFIRM += [(14, "senior", "competition", 8)]
TO_CONVENE = [(17, "technician", "contribution", 6), (18, "senior_technician", "contribution", 6)]


def begin_todays_work(district: District, tick: Callable[[], object]) -> None:
    """Hand in and handle applications of the last weeks, as of today."""
    newcomers = Newcomers(district, clock.now())
    for fill in (
        _before_the_reviews,
        _after_the_reviews,
        _after_a_panel,
        _in_panels,
        fill_exam_desks,
        fill_employers_desks,
    ):
        fill(newcomers)
        tick()
    fill_other_desks(district)
    drain()


def _before_the_reviews(newcomers: Newcomers) -> None:
    """At the counter, with the applicant again, and before either reviewer. Clocks are fresh but for one."""
    for line in AT_THE_COUNTER:
        newcomers.hand_in(*line)
    returned = newcomers.hand_in(3, "intermediate", "certificate", 0)
    with clock.at(newcomers.now - DAY):
        by = newcomers.district.officers["zhao"]
        actions.return_application(returned, reason="证书照片缺了一角，编号看不全。请重新拍照上传。", by=by)
    for line in IN_REVIEW:
        accept(newcomers, newcomers.hand_in(*line), days_ago=1)
    for line in REVIEWED_ONCE:
        application = accept(newcomers, newcomers.hand_in(*line), days_ago=4)
        review(newcomers, application, days_ago=2, is_second=False)


def _after_the_reviews(newcomers: Newcomers) -> None:
    """To be confirmed, confirmed and to be published, and published with an objection."""
    for line in TO_CONFIRM:
        newcomers.reviewed(*line)
    with clock.at(newcomers.now - DAY):
        confirm(newcomers.district, newcomers.reviewed(17, "senior", "certificate", 4))
        shown = confirm(newcomers.district, newcomers.reviewed(18, "senior", "competition", 7))
    with clock.at(newcomers.now - 2 * HOUR):
        notice: Any = _publish(newcomers.district, shown)
        reason = "获奖证书上的比赛，据我所知这位选手没有参加决赛，请核实。"
        file_objection(notice, reason=reason, entry=notice.entries.get(), by=VISITOR)


def _in_panels(newcomers: Newcomers) -> None:
    """Waiting for a panel, before a panel that scores, before one in which everybody has signed."""
    district, now = newcomers.district, newcomers.now
    for line in TO_CONVENE:
        newcomers.reviewed(*line)
    scoring = [newcomers.reviewed(20, level, "contribution", 8) for level in ("technician", "senior_technician")]
    signed = [newcomers.reviewed(22, level, "contribution", 10) for level in ("technician", "senior_technician")]
    with clock.at(now - 3 * DAY):
        actions.convene_panel(
            None,
            title=f"{scoring[0].item.industry_group.name}评审组（本季）",
            convened_on=clock.today(),
            assessors=[district.persons[key].pk for key in ("sun", "guo", "he")],
            applications=scoring,
            reason="本季申报只有两份，经监督员同意由值班考评员评审",
            by=district.officers["lin"],
        )
        title = f"{signed[0].item.industry_group.name}评审组（本季）"
        panel = panels.draw_panel(district, title, signed, starts_at=now - DAY)
    with clock.at(now - DAY):
        panels.score_panel(district, panel, lambda _row, place: (78 + 4 * place, True))


def _after_a_panel(newcomers: Newcomers) -> None:
    """One passed and its notice is over; two were turned down and appeal, one of them already with success so far."""
    district, now = newcomers.district, newcomers.now
    rows = [newcomers.reviewed(40, "technician", "contribution", 4) for _one in range(3)]
    good = rows[0].pk
    with clock.at(now - 24 * DAY):
        title = f"{rows[0].item.industry_group.name}评审组（上月）"
        panel = panels.draw_panel(district, title, rows, starts_at=now - 20 * DAY)
    with clock.at(now - 20 * DAY):
        panels.score_panel(
            district, panel, lambda row, place: (84, True) if row.application_id == good else (52 + place, False)
        )
        panels.close(district, panel)
    for row in rows:
        row.refresh_from_db()
    with clock.at(now - 19 * DAY):
        notice = _publish(district, rows[0])
    with clock.at(now - 2 * DAY):
        close_notice(notice)
        drain()
    _appeal(district, rows[1:], now)


def _appeal(district: District, rows: list[Any], now: dt.datetime) -> None:
    """Both appeal; the first is taken up already and waits for a second panel."""
    for number, row in enumerate(rows):
        with clock.at(now - (4 - 2 * number) * DAY):
            reasons = "改进前后的数据有班组记录为证，评审意见没有提到，申请复评。"
            appeal = actions.file_appeal(row, reasons=reasons, by=citizen_actor(row.applicant))
        if number == 0:
            with clock.at(now - 2 * DAY):
                actions.accept_appeal(appeal, by=district.officers["song"])


def _publish(district: District, application: Any) -> Any:
    return actions.publish_results(
        None,
        title=f"集美区{clock.today().year}年金蓝领人才拟认定人员公示（{application.number}）",
        applications=[application],
        by=district.officers["lin"],
    )
