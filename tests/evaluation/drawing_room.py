"""A register large enough to draw from, and panels drawn from it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from juxian.evaluation import actions
from juxian.evaluation.forms.assessor_sheet import assessor_columns
from juxian.evaluation.models import Appeal, Application, Assessor, DeclaredInterest, Draw, Panel, PanelMember
from juxian.evaluation.permissions import ASSESSOR_SHEET
from juxian.kit import clock
from juxian.kit.excel import template_file
from juxian.kit.uploads import accept_upload
from tests.cast import Member, make_member
from tests.evaluation.factories import Stage, make_assessor

MEETING = {"title": "焊工评审组", "minutes": 120, "room": "二楼会议室", "witness": "周正"}


def enlarge(stage: Stage, count: int) -> list[Member]:
    """Add assessors of the stage's trade to the register."""
    more = [make_member(f"考评{chr(0x4E00 + number)}", (stage.cast.office, "assessor")) for number in range(count)]
    for member in more:
        make_assessor(member, stage.item, stage.cast.lin.actor)
    return more


def commit(stage: Stage) -> Draw:
    return actions.commit_draw(None, by=stage.cast.lin.actor)


def draw_panel(stage: Stage, *applications: Application, draw: Draw | None = None, **values: Any) -> Panel:
    """Draw three, tomorrow morning, unless told otherwise."""
    meeting = {
        **MEETING,
        "size": 3,
        "public_text": "厦门日报：今天多云",
        "starts_at": clock.now() + dt.timedelta(days=1),
        "applications": list(applications),
        "by": stage.cast.lin.actor,
        **values,
    }
    return actions.draw_panel(draw or commit(stage), **meeting)


def everybody_scores(panel: Panel, score: int) -> None:
    """Every sitting member confirms, scores every case the same, and signs."""
    from tests.cast import actor_for

    for seat in panel.members.sitting().select_related("assessor"):
        membership = seat.assessor.memberships.get(role="assessor")
        by = actor_for(seat.assessor, membership.organisation, "assessor")
        actions.confirm_no_interest(seat, by=by)
        for case in panel.cases.all():
            actions.vote(case, score=score, is_in_favour=score >= 60, opinion="看过材料。", by=by)
        actions.sign_scores(seat, by=by)


@dataclass
class PanelRows:
    """What a panel leaves of one applicant: a seat, an appeal, and an assessor's word that they are kin."""

    seat: PanelMember
    appeal: Appeal
    interest: DeclaredInterest


def panel_rows(application: Application, assessor: Member) -> PanelRows:
    """Rows for the walker, made directly: what it asks is who may see them. The seat is that of this assessor."""
    seat = application.panel_case.panel.members.get(assessor=assessor.person)
    now, name = clock.now(), application.applicant.name
    line = Assessor.objects.get(person=seat.assessor_id)
    return PanelRows(
        seat,
        Appeal.objects.create(application=application, reasons=f"{name}不服", filed_at=now, state_since_at=now),
        DeclaredInterest.objects.create(
            assessor=line, kind="kin", person=application.applicant, note=f"{name}的表兄", declared_at=now
        ),
    )


def office_draws(stage: Stage) -> dict[str, Any]:
    """What belongs to the office: a commitment, a line of the register, an uploaded register."""
    by = stage.cast.lin.actor
    file = ContentFile(template_file("x", assessor_columns()).content, name="assessors.xlsx")
    return {
        "draw": commit(stage),
        "assessor_line": Assessor.objects.get(person=stage.cast.sun.person),
        "assessor_file": accept_upload(file, kinds=("excel",), by=by, purpose=ASSESSOR_SHEET),
    }
