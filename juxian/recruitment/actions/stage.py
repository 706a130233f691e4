"""The stages that an employer gives its selection."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.recruitment.models import Stage, StageKind
from juxian.recruitment.permissions import Permission

MOST_STAGES = 12
# What most employers do; each may rename, leave out and add.
USUAL = (
    (_("简历筛选"), StageKind.SCREENING),
    (_("笔试或测评"), StageKind.SCREENING),
    (_("初试"), StageKind.INTERVIEWING),
    (_("复试"), StageKind.INTERVIEWING),
)


@action(_("采用常用阶段"), Permission.HANDLE_APPLICATION)
def adopt_usual_stages(organisation: Any, *, by: Actor) -> list[Stage]:
    """Begin with the four stages that most employers have; what is there already stays."""
    here = set(Stage.objects.used().filter(organisation=organisation).values_list("name", flat=True))
    missing = [(str(name), kind) for name, kind in USUAL if str(name) not in here]
    return [add_stage(organisation, name=name, kind=kind, by=by) for name, kind in missing]


@action(_("增加阶段"), Permission.HANDLE_APPLICATION)
def add_stage(organisation: Any, *, name: str, kind: str, by: Actor) -> Stage:
    """Put a stage at the end of the list."""
    rows = Stage.objects.used().filter(organisation=organisation)
    if rows.count() >= MOST_STAGES:
        raise RuleBroken(_t("阶段最多%(most)d个。请先停用不需要的。") % {"most": MOST_STAGES}, field="name")
    _must_be_new(rows, name)
    last = rows.aggregate(last=Max("position"))["last"]
    return Stage.objects.create(
        organisation=organisation,
        name=name.strip(),
        kind=StageKind(kind),
        position=0 if last is None else last + 1,
    )


@action(_("修改阶段"), Permission.HANDLE_APPLICATION)
def change_stage(stage: Stage, *, name: str, position: int, by: Actor) -> Stage:
    """Give it another name or place. What kind it is stays: applications stand there."""
    rows = Stage.objects.used().filter(organisation=stage.organisation_id).exclude(pk=stage.pk)
    _must_be_new(rows, name)
    stage.name, stage.position = name.strip(), position
    stage.save(update_fields=["name", "position"])
    return stage


@action(_("停用阶段"), Permission.HANDLE_APPLICATION)
def drop_stage(stage: Stage, *, by: Actor) -> Stage:
    """Use it no longer. Who stands there keeps the state and is moved on by hand."""
    stage.is_used = False
    stage.save(update_fields=["is_used"])
    return stage


def _must_be_new(rows: Any, name: str) -> None:
    if not name.strip():
        raise RuleBroken(_t("阶段还没有名称。请填写，例如“技能实操”。"), field="name")
    if rows.filter(name=name.strip()).exists():
        raise RuleBroken(_t("已经有同名的阶段。请换一个名称。"), field="name")
