"""One worker's application, from the counter's register to the second review: the same actions that people click."""

import datetime as dt
from typing import Any

from juxian.demo.cast import District, citizen_actor
from juxian.demo.pictures import paper, portrait
from juxian.demo.roads import show
from juxian.demo.workers import Worker
from juxian.evaluation import actions
from juxian.evaluation.queries.certificate_number import LOOK_UP_CLAUSE
from juxian.kit import clock
from juxian.kit.codes import synthetic_identity_number
from juxian.kit.uploads import accept_upload
from juxian.people.actions import register_at_counter

APPROVED = ["材料齐全，符合基本条件。", "条件逐条核对属实，同意。", "与社保、合同记录一致，同意。"]


def document_of(worker: Worker) -> str:
    """Return the worker's document number, of a division that nobody was ever given."""
    return synthetic_identity_number(worker.serial % 499 + 1, worker.born_on, worker.sex)


def phone_of(worker: Worker) -> str:
    return f"1370592{worker.serial:04d}"


def register(district: District, worker: Worker) -> Any:
    """Enter the worker at the counter; such people have no account yet and may ask for one at any time."""
    return register_at_counter(
        district.office,
        name=worker.name,
        identity_kind="citizen_id",
        identity_number=document_of(worker),
        phone=phone_of(worker),
        is_demo=True,
        by=district.officers["zhao"],
    )


def post_of(item: Any, level: str) -> str:
    return f"{item.name}班组长" if level != "intermediate" else str(item.name)


def contract_ends_on() -> dt.date:
    """Two years from now, on the last day of nobody's patience: some day within its month."""
    return clock.today().replace(day=1) + dt.timedelta(days=700)


def fill_in(person: Any, worker: Worker, item: Any, level: str, employer: Any, channel: str = "contribution") -> Any:
    """Fill in every screen of the application."""
    by = citizen_actor(person)
    application = actions.start_application(person, by=by)
    actions.change_trade(application, item=item, level=level, by=by)
    application = actions.change_work(
        application,
        employer=employer,
        post=post_of(item, level),
        contract_from_on=worker.since_on,
        contract_until_on=contract_ends_on(),
        trade_since_on=worker.since_on,
        insured_since_on=worker.since_on,
        monthly_pay_fen=worker.monthly_pay_fen,
        by=by,
    )
    if channel != "contribution":
        application = actions.choose_road(application, channel=channel, by=by)
    show(application, worker, by)
    return state_and_pledge(application, worker)


def state_and_pledge(application: Any, worker: Worker) -> Any:
    """The last screen: a few words, the photo and the pledge."""
    by = citizen_actor(application.applicant)
    photo = accept_upload(portrait(worker.serial), kinds=("image",), by=by, purpose="evaluation.portrait")
    return actions.change_statement(
        application,
        statement=f"做这一行{clock.today().year - worker.since_on.year}年，最拿手的是{worker.contributions[0][1]}。",
        portrait=photo,
        has_pledged=True,
        by=by,
    )


def submit(application: Any) -> Any:
    """Hand in; where the engine cannot see everything the worker asks for a person to look."""
    by = citizen_actor(application.applicant)
    return actions.submit_application(application, wants_human_check=application.channel == "employer", by=by)


def review_first(district: District, application: Any, turn: int = 0) -> Any:
    """Judge what no machine can, look the certificate up, then approve."""
    by = district.reviewers(turn)[0]
    open_clauses = [row["key"] for row in application.check_record["clauses"] if row["verdict"] != "met"]
    judged = [key for key in open_clauses if key != LOOK_UP_CLAUSE]
    if judged:
        actions.judge_clauses(application, judgements=dict.fromkeys(judged, (True, "已核对材料原件")), by=by)
    if application.channel == "certificate":
        _look_up(application, turn, by)
    return actions.give_first_review(application, opinion=APPROVED[turn % 3], by=by)


def review_second(district: District, application: Any, turn: int = 0) -> Any:
    return actions.give_second_review(application, opinion="同意初审意见。", by=district.reviewers(turn)[1])


def confirm(district: District, application: Any, turn: int = 0) -> Any:
    """Somebody outside has judged already: a third officer confirms."""
    return actions.confirm_application(application, opinion="核对无误，同意认定。", by=district.reviewers(turn)[2])


def _look_up(application: Any, turn: int, by: Any) -> None:
    """The officer finds the certificate at the national site and keeps what the screen showed."""
    screen = accept_upload(paper(turn + 7000, "#eef3f8"), kinds=("image",), by=by, purpose="evaluation.look_up")
    actions.record_look_up(application, found=True, looked_up_on=clock.today(), screenshot=screen, by=by)
