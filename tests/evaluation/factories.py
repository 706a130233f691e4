"""A stage for evaluation, and applications put into any state through the actions themselves."""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from juxian.catalogue.models import Item
from juxian.catalogue.states import EditionState
from juxian.evaluation import actions
from juxian.evaluation.facts import rulebook
from juxian.evaluation.models import (
    Application,
    Assessor,
    AwardClaim,
    CertificateClaim,
    CertificateLookUp,
    Panel,
    Plan,
    PlanPlaces,
)
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.uploads import accept_upload
from juxian.notices.actions import close_notice
from juxian.notices.models import PublicNotice
from tests.cast import Cast, Member, make_member
from tests.catalogue.factories import make_edition, make_item, make_occupation, put_into
from tests.jobs import run_jobs


@dataclass
class Stage:
    """What must be there before anybody can apply."""

    cast: Cast
    item: Item
    plan: Plan
    assessors: list[Member]


def make_stage(cast: Cast, year: int = 2025, **published: Any) -> Stage:
    edition = make_edition(year)
    item = make_item(edition, make_occupation("焊工", f"6-18-02-{year % 100:02d}"))
    put_into(edition, EditionState.PUBLISHED, **published)
    plan = make_plan(cast.huang.actor)
    more = [make_member(name, (cast.office, "assessor")) for name in ("郭一平", "何二安")]
    assessors = [cast.sun, *more]
    for member in assessors:
        make_assessor(member, item, cast.lin.actor)
    return Stage(cast, item, plan, assessors)


def make_assessor(member: Member, item: Item, by: Actor, **values: Any) -> Assessor:
    """A line of the register: of the item's trade, of the highest level, for three more years."""
    line = {
        "industry_groups": [item.industry_group],
        "occupations": [item.occupation],
        "level": "chief",
        "valid_until_on": clock.today() + dt.timedelta(days=3 * 365),
        **values,
    }
    return actions.add_assessor(None, person=member.person, by=by, **line)


def make_plan(by: Actor, **places: int) -> Plan:
    law = rulebook().district.plan
    return actions.create_plan(
        None,
        title=law.title.zh,
        document=law.law,
        year_from=2023,
        year_until=2026,
        places={**law.places, **places},
        by=by,
    )


def picture(name: str = "photo.jpg", size: tuple[int, int] = (400, 520)) -> SimpleUploadedFile:
    """A real little JPEG."""
    buffer = io.BytesIO()
    Image.new("RGB", size, (40, 90, 130)).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


def fill_in(
    stage: Stage, worker: Member, level: str = "senior_technician", channel: str = "contribution", **work: Any
) -> Application:
    """A draft that lacks nothing: a man with a contract of five years, insured for three, well paid. On the employer's
    road the employer's result is still to be recorded."""
    by, today = worker.citizen, clock.today()
    application = actions.start_application(worker.person, by=by)
    actions.change_trade(application, item=stage.item, level=level, by=by)
    values = {
        "employer": stage.cast.employer,
        "post": "焊接班班长",
        "contract_from_on": today - dt.timedelta(days=3 * 365),
        "contract_until_on": today + dt.timedelta(days=2 * 365),
        "insured_since_on": today - dt.timedelta(days=3 * 365),
        "monthly_pay_fen": 980_000,
    }
    actions.change_work(application, by=by, **{**values, **work})
    if channel != "contribution":
        actions.choose_road(application, channel=channel, by=by)
    application.refresh_from_db()
    ROADS[channel](application, worker)
    portrait = accept_upload(picture(), kinds=("image",), by=by, purpose="evaluation.portrait")
    actions.change_statement(application, statement="十八年焊工。", portrait=portrait, has_pledged=True, by=by)
    application.refresh_from_db()
    return application


def add_contribution(application: Application, worker: Member) -> None:
    actions.add_contribution(
        application,
        kind="improvement",
        title="薄板焊接变形控制法",
        done_on=clock.today() - dt.timedelta(days=200),
        description="把返修率从百分之六降到百分之一。",
        by=worker.citizen,
    )


def claim_certificate(application: Application, worker: Member, **changed: Any) -> CertificateClaim:
    """A national certificate of the level applied for, of two years ago."""
    issued_on = clock.today() - dt.timedelta(days=730)
    serial = CertificateClaim.objects.count() + 1
    values = {
        "number": certificate_number(application.level, issued_on.year, serial),
        "holder_name": application.applicant.name,
        "occupation_name": "焊工",
        "level": application.level,
        "issued_on": issued_on,
        "issuing_body": "演示职业技能评价中心",
        **changed,
    }
    photo = accept_upload(picture(), kinds=("image",), by=worker.citizen, purpose="evaluation.claim")
    return actions.claim_certificate(application, picture=photo, by=worker.citizen, **values)


def certificate_number(level: str, year: int, serial: int = 1) -> str:
    """A well-formed number of a body in Fujian; a letter for the two levels above the five."""
    mark = {"junior": "5", "intermediate": "4", "senior": "3", "technician": "2", "senior_technician": "1"}
    return f"S000135000001{year % 100:02d}{mark.get(level, 'A')}{serial:06d}"


def claim_award(application: Application, worker: Member, **changed: Any) -> AwardClaim:
    """The first place in a contest that gives the level applied for; none gives more than 技师."""
    classes = {"intermediate": "in_house", "senior": "city_2"}
    values = {
        "contest": "集美区焊工技能竞赛",
        "contest_class": classes.get(application.level, "city_1"),
        "prize": "none",
        "rank": 1,
        "participants": 40,
        "awarded_on": clock.today() - dt.timedelta(days=100),
        **changed,
    }
    photo = accept_upload(picture(), kinds=("image",), by=worker.citizen, purpose="evaluation.claim")
    return actions.claim_award(application, picture=photo, by=worker.citizen, **values)


def wait_for_employer(application: Application, worker: Member) -> None:
    """On the employer's road the worker shows nothing; `EmployerResult` comes from the employer."""


ROADS = {
    "contribution": add_contribution,
    "certificate": claim_certificate,
    "competition": claim_award,
    "employer": wait_for_employer,
}

WAY = [S.SUBMITTED, S.ACCEPTED, S.FIRST_REVIEWED, S.SECOND_REVIEWED, S.IN_PANEL, S.PASSED, S.IN_NOTICE]
WAY += [S.NOTICE_CLEARED, S.RECOGNISED, S.CERTIFIED]


def bring_to(
    state: str,
    stage: Stage,
    worker: Member | None = None,
    level: str = "senior_technician",
    channel: str = "contribution",
) -> Application:
    """Take one application from a draft to a state of the straight way, every step by its own officer."""
    return bring_on(state, stage, fill_in(stage, worker or stage.cast.lv, level, channel))


def bring_on(state: str, stage: Stage, application: Application) -> Application:
    """Take a filled-in draft to a state: contributions through a panel, the other roads through a confirmation."""
    is_confirmed = application.channel != "contribution"
    way = [step for step in WAY if not (is_confirmed and step == S.IN_PANEL)]
    for step in way[: way.index(S(state)) + 1]:
        (confirm if is_confirmed and step == S.PASSED else STEPS[step])(stage, application)
        application.refresh_from_db()
    assert application.state == state
    return application


def submit(stage: Stage, application: Application) -> None:
    by = Actor(role="citizen", name="", person_id=application.applicant_id, user_id=application.applicant.user_id)
    actions.submit_application(application, by=by)


def accept(stage: Stage, application: Application) -> None:
    actions.accept_application(application, by=stage.cast.zhao.actor)


def first_review(stage: Stage, application: Application) -> None:
    by = stage.cast.lin.actor
    actions.judge_clauses(application, judgements=all_met(application), by=by)
    if application.channel == "certificate":
        look_up(stage, application)
    actions.give_first_review(application, opinion="材料齐全，同意。", by=by)


def all_met(application: Application) -> dict[str, tuple[bool, str]]:
    """Say yes to every clause that the engine leaves to a person."""
    return {row["key"]: (True, "核对属实") for row in application.check_record["clauses"] if row["verdict"] != "met"}


def second_review(stage: Stage, application: Application) -> None:
    by = second_reviewer(stage.cast)
    actions.give_second_review(application, opinion="同意。", by=by)


def second_reviewer(cast: Cast) -> Actor:
    """Another reviewer than 林科员, once a test."""
    if not hasattr(cast, "second"):
        cast.second = make_member("许复核", (cast.office, "reviewer"))  # type: ignore[attr-defined]
    return cast.second.actor  # type: ignore[attr-defined,no-any-return]


def look_up(stage: Stage, application: Application, **changed: Any) -> CertificateLookUp:
    """林科员 finds the certificate at the national site."""
    by = stage.cast.lin.actor
    screenshot = accept_upload(picture("screen.jpg"), kinds=("image",), by=by, purpose="evaluation.look_up")
    values = {"found": True, "looked_up_on": clock.today(), "note": "", **changed}
    return actions.record_look_up(application, screenshot=screenshot, by=by, **values)


def confirmer(cast: Cast) -> Actor:
    """A third reviewer, once a test: who reviewed does not confirm."""
    if not hasattr(cast, "third"):
        cast.third = make_member("何核定", (cast.office, "reviewer"))  # type: ignore[attr-defined]
    return cast.third.actor  # type: ignore[attr-defined,no-any-return]


def confirm(stage: Stage, application: Application) -> None:
    actions.confirm_application(application, opinion="核对无误，同意。", by=confirmer(stage.cast))


def convene(stage: Stage, application: Application) -> Panel:
    return actions.convene_panel(
        None,
        title="焊工评审组",
        convened_on=clock.today(),
        assessors=[member.person.pk for member in stage.assessors],
        applications=[application],
        reason="首次评审，尚未启用抽签。",
        by=stage.cast.lin.actor,
    )


def panel_pass(stage: Stage, application: Application, scores: tuple[int, ...] = (85, 90, 78)) -> None:
    case = application.panel_case
    for member, score in zip(stage.assessors, scores, strict=True):
        seat = case.panel.members.get(assessor=member.person)
        actions.confirm_no_interest(seat, by=member.actor)
        actions.vote(case, score=score, is_in_favour=score >= 60, opinion="技艺扎实。", by=member.actor)
        actions.sign_scores(seat, by=member.actor)
    actions.close_panel(case.panel, by=stage.cast.lin.actor)


def publish(stage: Stage, application: Application) -> None:
    actions.publish_results(None, title="拟认定人员公示", applications=[application], by=stage.cast.lin.actor)


def close(stage: Stage, application: Application) -> None:
    """The notice runs its five working days and nobody objects."""
    notice = PublicNotice.objects.get(entries__subject_id=application.pk)
    with clock.at(clock.now() + dt.timedelta(days=12)):
        close_notice(notice)
        run_jobs()


def recognise(stage: Stage, application: Application) -> None:
    actions.recognise_application(application, by=stage.cast.huang.actor)


def certify(stage: Stage, application: Application) -> None:
    """The certificate follows by itself, as a job."""
    run_jobs()


STEPS = dict(
    zip(
        WAY,
        [submit, accept, first_review, second_review, convene, panel_pass, publish, close, recognise, certify],
        strict=True,
    )
)


def places(level: str) -> PlanPlaces:
    return PlanPlaces.objects.get(level=level)
