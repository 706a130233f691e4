"""My benefits: what I get, what I am asked, what I could get and what is missing. One card a policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian import districts
from juxian.benefits.explaining import explain_for
from juxian.benefits.models import Appeal, Entitlement, Finding
from juxian.benefits.queries.finding import latest_finding
from juxian.benefits.queries.law import benefits, silence_of, title_of
from juxian.benefits.states import ENTITLEMENT
from juxian.benefits.states import EntitlementState as S
from juxian.kit.access import Actor, Text
from juxian.kit.clauses import present_clauses
from juxian.kit.language import for_the_reader
from juxian.policy import Verdict, replay
from juxian.policy.outlook import Outlook, outlook

# What the person reads of each state: where it is, and whose turn it is.
STANDING: dict[str, Text] = {
    S.FOUND: _("系统已经找到您，工作人员正在抽查，您不用做什么。"),
    S.HELD: _("工作人员正在核实，核实后会通知您。"),
    S.DISPUTED: _("您说数据有误，工作人员正在核实，核实后会再请您确认。"),
    S.CONFIRMED: _("已确认，接下来公示五个工作日。"),
    S.ON_NOTICE: _("正在公示，没有异议就进入兑现。"),
    S.CLEARED: _("公示没有异议，等待兑现。"),
    S.GRANTED: _("正在享受，按月发放。"),
    S.DECLINED: _("您已放弃。改变主意的，可以重新享受。"),
    S.LAPSED: _("您没有在期限内确认，暂不发放。想享受的，可以重新享受。"),
    S.REFUSED: _("不予兑现。不服的，可以申诉，由另一位工作人员核查。"),
    S.ENDED: _("已终止，今后的月份不再发放。"),
}


@dataclass(frozen=True)
class Card:
    """One policy for one person. The law is asked when the page shows what it says: it costs some forty queries."""

    policy: str
    title: str
    person_id: UUID
    entitlement: Entitlement | None
    appeal: Appeal | None
    finding: Finding | None

    @cached_property
    def record(self) -> dict[str, Any]:
        """The explanation of the last month; empty where the law of today does not know the policy."""
        return explain_for(self.person_id, self.policy)

    @cached_property
    def ahead(self) -> Outlook:
        """What stands in the way today, and the first month without it."""
        if not self.record:
            return Outlook((), None)
        law = districts.rulebook(settings.DISTRICT)
        return outlook(law, replay(law, self.record))

    @property
    def lacking(self) -> list[dict[str, Any]]:
        """Return the clauses that stand in the way, each with how much is missing and from when it is not."""
        says = {lack.clause: lack.sentence for lack in self.ahead.lacks}
        return [
            clause | {"because": for_the_reader({"zh": says[clause["key"]].zh, "en": says[clause["key"]].en})}
            for clause in present_clauses(self.record)
            if clause["key"] in says
        ]

    @property
    def standing(self) -> str:
        """Where it stands, in one sentence."""
        if self.entitlement is None:
            return self._outlook()
        if self.entitlement.state == S.ASKED:
            return self._question()
        if self.is_stopped:
            return _t("这个月不符合条件，停发；恢复条件的月份会自动续发。")
        return str(STANDING[self.entitlement.state])

    @property
    def is_stopped(self) -> bool:
        """Whether it is granted and the last run found nothing to pay: the clauses say why."""
        return self._is_granted and self.finding is not None and self.finding.verdict != Verdict.MET

    @property
    def amount_fen(self) -> int:
        """What a month is worth now; nothing where the law stops it."""
        if self.entitlement is None or self.is_stopped:
            return 0
        return self.finding.amount_fen if self._is_granted and self.finding else self.entitlement.amount_fen

    @property
    def since(self) -> str:
        """From which month, in words."""
        month = self.entitlement.from_month if self.entitlement else None
        return _t("自%(month)s起") % {"month": f"{month:%Y-%m}"} if month else ""

    @property
    def _is_granted(self) -> bool:
        return self.entitlement is not None and self.entitlement.state == S.GRANTED

    @property
    def is_asked(self) -> bool:
        return self.entitlement is not None and self.entitlement.state == S.ASKED

    @property
    def is_open(self) -> bool:
        """Whether something is promised or under way."""
        return self.entitlement is not None and self.entitlement.state not in ENTITLEMENT.ended()

    @property
    def may(self) -> set[str]:
        """Return what the person may do now."""
        if self.entitlement is None:
            return {"claim"} if self.appeal is None else set()
        events = {row.event for row in ENTITLEMENT.open_events(self.entitlement.state)} & {
            "confirm",
            "decline",
            "dispute",
        }
        if self.entitlement.state in (S.DECLINED, S.LAPSED):
            events |= {"take_up"}
        return events | ({"appeal"} if self.appeal is None else set())

    def _question(self) -> str:
        due = self.entitlement.due_at if self.entitlement else None
        words = {"due": timezone.localdate(due).isoformat() if due else "", "silence": silence_of(self.policy)}
        return _t("请在%(due)s前确认。%(silence)s") % words

    def _outlook(self) -> str:
        """What may come, and from when."""
        if self.record.get("verdict") == Verdict.MET:
            return _t("按现有数据，您符合条件。下次按月计算时会找到您，不用申请。")
        if self.ahead.from_on:
            words = {"month": f"{self.ahead.from_on:%Y-%m}"}
            return _t("现在还不符合。别的条件不变，最早从%(month)s起可以享受，到时会自动找到您。") % words
        return _t("现在还不符合，差下面这些。")


def cards_of(actor: Actor) -> list[Card]:
    """Return a card for every benefit of the district: what is to be answered first, then what is open, the rest."""
    promised = {row.policy: row for row in Entitlement.objects.visible_to(actor).current().select_related("person")}
    asked = {row.policy: row for row in Appeal.objects.visible_to(actor).open()}
    cards = [_card(actor, policy, promised.get(policy), asked.get(policy)) for policy in benefits()]
    return sorted(cards, key=lambda card: (not card.is_asked, not card.is_open))


def card_of(actor: Actor, policy: str) -> Card | None:
    """Return the card of one policy, or None where this district does not pay it."""
    if policy not in benefits():
        return None
    entitlement = Entitlement.objects.visible_to(actor).current().select_related("person").filter(policy=policy).first()
    return _card(actor, policy, entitlement, Appeal.objects.visible_to(actor).open().filter(policy=policy).first())


def facts_of(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each fact that the clauses read, once, with its source and how far it is believed."""
    found = {value["fact"]: value for clause in record.get("clauses", []) for value in clause["values"]}
    words = ("label", "text")
    return [value | {name: for_the_reader(value[name]) for name in words} for value in found.values()]


def _card(actor: Actor, policy: str, entitlement: Entitlement | None, appeal: Appeal | None) -> Card:
    finding = latest_finding(actor.person_id, policy)
    return Card(policy, title_of(policy), actor.person_id, entitlement, appeal, finding)  # type: ignore[arg-type]
