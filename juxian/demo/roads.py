"""What workers show on the road they take: contributions, a national certificate, the award of a contest."""

import datetime as dt
from typing import Any

from juxian.demo.pictures import paper, work_piece
from juxian.demo.workers import Worker
from juxian.evaluation import actions
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.uploads import accept_upload

LEVEL_MARKS = {"intermediate": "4", "senior": "3", "technician": "2", "senior_technician": "1"}
BODIES = ["演示职业技能评价中心", "演示技工学校评价站", "演示行业协会评价组织"]
CONTESTS = {"intermediate": ("in_house", "厂职工技能比武"), "senior": ("city_2", "厦门市职工技能竞赛（演示）")}


def show(application: Any, worker: Worker, by: Actor) -> None:
    """Fill in the screen of the application's road. On the employer's road the employer has done so."""
    if application.channel == "contribution":
        for number, (kind, title, text) in enumerate(worker.contributions):
            _add_contribution(application, worker, number, kind, title, text, by)
    elif application.channel == "certificate":
        _claim_certificate(application, worker, by)
    elif application.channel == "competition":
        _claim_award(application, worker, by)


def _add_contribution(
    application: Any, worker: Worker, number: int, kind: str, title: str, text: str, by: Actor
) -> None:
    """Write one contribution with one picture."""
    contribution = actions.add_contribution(
        application,
        kind=kind,
        title=title,
        done_on=clock.today() - dt.timedelta(days=150 + 200 * number),
        description=text,
        by=by,
    )
    upload = accept_upload(
        work_piece(worker.serial * 10 + number), kinds=("image", "pdf"), by=by, purpose="evaluation.evidence"
    )
    actions.add_evidence(application, contribution=contribution, upload=upload, by=by)


def _claim_certificate(application: Any, worker: Worker, by: Actor) -> None:
    """A certificate of the level, one or two years old, of an invented body of the province."""
    issued_on = clock.today().replace(day=1) - dt.timedelta(days=200 + worker.serial % 300)
    mark = LEVEL_MARKS[application.level]
    actions.claim_certificate(
        application,
        number=f"S00013500000{1 + worker.serial % 3}{issued_on.year % 100:02d}{mark}{worker.serial:06d}",
        holder_name=worker.name,
        occupation_name=application.item.occupation.name,
        level=application.level,
        issued_on=issued_on,
        issuing_body=BODIES[worker.serial % 3],
        picture=accept_upload(paper(worker.serial), kinds=("image",), by=by, purpose="evaluation.claim"),
        by=by,
    )


def _claim_award(application: Any, worker: Worker, by: Actor) -> None:
    """A place among the best, in a contest whose class gives the level."""
    contest_class, contest = CONTESTS[application.level]
    actions.claim_award(
        application,
        contest=f"{contest}{application.item.name}赛项",
        contest_class=contest_class,
        prize="none",
        rank=1 + worker.serial % 5,
        participants=36 + worker.serial % 9,
        awarded_on=clock.today() - dt.timedelta(days=90 + worker.serial % 60),
        picture=accept_upload(paper(worker.serial, "#f6ecec"), kinds=("image",), by=by, purpose="evaluation.claim"),
        by=by,
    )
