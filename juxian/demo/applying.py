"""One worker's application, from the counter's register to the panel: the same actions that people click."""

import datetime as dt
from typing import Any

from juxian.demo.cast import District, citizen_actor
from juxian.demo.pictures import portrait, work_piece
from juxian.demo.workers import Worker
from juxian.evaluation import actions
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.codes import synthetic_identity_number
from juxian.kit.uploads import accept_upload
from juxian.people.actions import register_at_counter


def register(district: District, worker: Worker) -> Any:
    """Enter the worker at the counter; such people have no account yet and may ask for one at any time."""
    return register_at_counter(
        district.office,
        name=worker.name,
        identity_kind="citizen_id",
        identity_number=synthetic_identity_number(worker.serial % 499 + 1, worker.born_on, worker.sex),
        phone=f"1370592{worker.serial:04d}",
        is_demo=True,
        by=district.officers["zhao"],
    )


def fill_in(person: Any, worker: Worker, item: Any, level: str, employer: Any) -> Any:
    """Fill in every screen of the application."""
    by = citizen_actor(person)
    application = actions.start_application(person, by=by)
    actions.change_trade(application, item=item, level=level, by=by)
    actions.change_work(
        application,
        employer=employer,
        post=f"{item.name}班组长" if level != "intermediate" else item.name,
        contract_from_on=worker.since_on,
        contract_until_on=clock.today().replace(day=1) + dt.timedelta(days=700),
        insured_since_on=worker.since_on,
        monthly_pay_fen=worker.monthly_pay_fen,
        by=by,
    )
    for number, (kind, title, text) in enumerate(worker.contributions):
        add_contribution(application, worker, number, kind, title, text, by)
    photo = accept_upload(portrait(worker.serial), kinds=("image",), by=by, purpose="evaluation.portrait")
    return actions.change_statement(
        application,
        statement=f"做这一行{clock.today().year - worker.since_on.year}年，最拿手的是{worker.contributions[0][1]}。",
        portrait=photo,
        has_pledged=True,
        by=by,
    )


def add_contribution(
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


def submit(application: Any) -> Any:
    return actions.submit_application(application, by=citizen_actor(application.applicant))


def review_first(district: District, application: Any, key: str = "lin") -> Any:
    """Judge what no machine can, then approve."""
    by = district.officers[key]
    clauses = [row["key"] for row in application.check_record["clauses"] if row["verdict"] != "met"]
    actions.judge_clauses(application, judgements=dict.fromkeys(clauses, (True, "已核对材料原件")), by=by)
    return actions.give_first_review(application, opinion="材料齐全，符合基本条件。", by=by)


def review_second(district: District, application: Any, key: str = "xu") -> Any:
    return actions.give_second_review(application, opinion="同意初审意见，送评审。", by=district.officers[key])
