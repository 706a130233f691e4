"""A person's benefits as matters: what is asked of them, who has it, and what is over. For an employer, who left."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import Appeal, Entitlement
from juxian.benefits.queries.law import title_of
from juxian.benefits.states import APPEAL, ENTITLEMENT, AppealState
from juxian.benefits.states import EntitlementState as S
from juxian.kit.access import Actor, Audience, Text
from juxian.kit.matters import Matter, register
from juxian.kit.punctuation import labelled

KIND = _("人才待遇")
TODOS: dict[str, Text] = {S.ASKED: _("确认享受、放弃，或者说数据有误")}
# Who has it, and what they do.
HOLDERS: dict[str, tuple[Text, Text]] = {
    S.FOUND: (_("区人社局"), _("抽查")),
    S.HELD: (_("区人社局"), _("核实")),
    S.DISPUTED: (_("区人社局"), _("核实数据")),
    S.CONFIRMED: (_("区人社局"), _("发布公示")),
    S.ON_NOTICE: (_("社会公众"), _("公示五个工作日")),
    S.CLEARED: (_("分管领导"), _("兑现")),
    S.GRANTED: (_("区人社局"), _("按月发放")),
}


def benefits_of(actor: Actor) -> list[Matter]:
    """The acting person's benefits and appeals. What nobody has looked at yet is no matter of theirs."""
    if actor.audience is not Audience.PERSON:
        return []
    rows = Entitlement.objects.visible_to(actor).current().exclude(state=S.FOUND).order_by("-state_since_at")
    appeals = Appeal.objects.visible_to(actor).order_by("-filed_at")
    return [*(_matter(row) for row in rows), *(_appeal(row) for row in appeals)]


def _matter(row: Entitlement) -> Matter:
    holder, promise = HOLDERS.get(row.state, ("", ""))
    return Matter(
        kind=KIND,
        title=title_of(row.policy),
        url=reverse("benefits:my_benefit", args=[row.policy]),
        state=row.get_state_display(),
        tone=row.tone,
        holder=holder,
        promise=promise,
        since_at=row.state_since_at,
        due_at=row.due_at,
        todo=TODOS.get(row.state, ""),
        is_open=row.state not in ENTITLEMENT.ended(),
    )


def _appeal(row: Appeal) -> Matter:
    is_open = row.state not in APPEAL.ended()
    is_taken = row.state == AppealState.ACCEPTED
    return Matter(
        kind=row.get_kind_display(),
        title=title_of(row.policy),
        url=reverse("benefits:my_appeal", args=[row.pk]),
        state=row.get_state_display(),
        tone=row.tone,
        holder=_("区人社局") if is_open else "",
        promise=(_("核查并答复") if is_taken else _("安排没有经手过的人受理")) if is_open else "",
        since_at=row.state_since_at,
        due_at=row.due_at,
        note=labelled(_("答复"), row.answer) if row.answer else "",
        is_open=is_open,
    )


register("benefits", benefits_of)
