"""Rows of an employer's sheet: what each would become, or why it cannot be taken. Nothing is written here."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t

from juxian.catalogue.levels import SkillLevel
from juxian.catalogue.queries.current import current_items
from juxian.credentials.queries import valid_credentials
from juxian.evaluation.models import Application, Batch, BatchRow, Channel
from juxian.evaluation.models.application import OPEN
from juxian.evaluation.models.scheme import Part
from juxian.evaluation.queries.certificate_number import read_number
from juxian.evaluation.queries.employer_plan import plan_by_number, score_fault
from juxian.evaluation.states import BatchRowState, BatchState
from juxian.kit import clock
from juxian.kit.codes import check_permit
from juxian.kit.errors import RuleBroken
from juxian.kit.secrets import blind_index
from juxian.kit.text import fold
from juxian.people.queries import persons_by_identities, same_human

Values = Mapping[str, Any]
CITIZEN_ID = "citizen_id"
DAYS_TO_KEEP_SHEETS = 30  # assumption
WORK = ("post", "contract_from_on", "contract_until_on", "insured_since_on", "monthly_pay_fen")


@dataclass(frozen=True)
class RowDraft:
    """A row that can be taken. `person_id` is None for somebody who is not registered yet."""

    number: int
    name: str
    identity_kind: str
    identity_number: str
    phone: str
    item_id: UUID
    level: str
    channel: str
    certificate_number: str
    work: dict[str, Any]
    plan_id: UUID | None = None
    result: dict[str, Any] = field(default_factory=dict)
    person_id: UUID | None = None


@dataclass
class Examination:
    """What a sheet would do: rows to take, rows that stand already, and (row, column, sentence) for the others."""

    drafts: list[RowDraft] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def invited_count(self) -> int:
        return sum(draft.person_id is None for draft in self.drafts)


class Ground:
    """What all rows are compared with, read once for a whole sheet."""

    def __init__(self, organisation_id: Any, numbers: Collection[str]):
        self.today = clock.today()
        self.items = trades(self.today)
        self.plans = plan_by_number(organisation_id)
        self.persons = persons_by_identities(numbers)
        keys = {person.pk for person in self.persons.values()}
        self.busy = _busy(keys)
        self.held = _held(keys)
        rows = BatchRow.objects.standing().filter(organisation=organisation_id)
        self.standing = set(rows.values_list("identity_index", "item_id", "level"))


def examine(organisation_id: Any, rows: Mapping[int, Values]) -> Examination:
    """Sort the rows of a sheet. A row with several faults is told all of them."""
    found = Examination()
    numbers = {number: _identity(row, found, number) for number, row in rows.items()}
    ground = Ground(organisation_id, {identity for identity in numbers.values() if identity})
    first: dict[str, int] = {}
    phones: dict[str, int] = {}
    for number, row in rows.items():
        identity = numbers[number]
        item, faults = _faults_of(row, ground)
        earlier = first.setdefault(identity, number) if identity else number
        if earlier != number:
            faults.append(("identity_number", _t("与第 %(row)d 行是同一个人。每人只能报一项。") % {"row": earlier}))
        elif phones.setdefault(row["phone"], number) != number:
            faults.append(
                ("phone", _t("与第 %(row)d 行的手机号相同。请填本人的手机号。") % {"row": phones[row["phone"]]})
            )
        if identity and item and not faults and _stands(identity, item, row, ground):
            found.same.append(number)
            continue
        faults += _faults_of_person(identity, row, ground)
        found.faults += [(number, column, sentence) for column, sentence in faults]
        if identity and item and not faults:
            found.drafts.append(_draft(number, row, identity, item, ground))
    return found


def trades(on: dt.date) -> dict[str, Any]:
    """Return this year's items by every word that an employer may use: local name, official name, code."""
    found: dict[str, Any] = {}
    for item in current_items(on):
        found |= {fold(word): item for word in (item.occupation.name, item.occupation.code) if word}
    return found | {fold(item.name): item for item in current_items(on)}


def counts_of(batch: Batch) -> dict[str, int]:
    """Return how many rows of the batch stand in each state."""
    return dict(batch.rows.order_by().values_list("state").annotate(count=Count("pk")))


def unanswered_after(now: dt.datetime) -> QuerySet[BatchRow]:
    """Rows whose time to answer is over."""
    return BatchRow.objects.unanswered().filter(due_at__lt=now)


def answers_soon_due(now: dt.datetime, days: int) -> QuerySet[BatchRow]:
    """Rows that wait for a registered worker and have so many days left or less."""
    rows = BatchRow.objects.filter(state=BatchRowState.WAITING, due_at__gte=now)
    return rows.filter(due_at__lte=now + dt.timedelta(days=days))


def sheets_before(instant: dt.datetime) -> QuerySet[Batch]:
    """Batches whose sheet has been kept long enough."""
    rows = Batch.objects.filter(state_since_at__lt=instant).exclude(upload=None)
    return rows.filter(state__in=[BatchState.IMPORTED, BatchState.UNREADABLE])


def invited_by_identity(identity_index: str | None) -> QuerySet[BatchRow]:
    """Rows that wait for whoever carries this document to register."""
    rows = BatchRow.objects.filter(state=BatchRowState.INVITED)
    return rows.filter(identity_index=identity_index) if identity_index else rows.none()


def rows_of_person(person_id: UUID) -> QuerySet[BatchRow]:
    """What employers wrote of a person."""
    return BatchRow.objects.filter(application__applicant__in=same_human(person_id))


def exported_rows(person_id: UUID) -> list[dict[str, Any]]:
    """Return what employers wrote of a person, for the person's own export."""
    return [
        {
            _t("用人单位"): row.organisation.name,
            _t("职业"): row.item.name,
            _t("申报等级"): str(row.get_level_display()),
            _t("证书编号"): row.certificate_number,
            _t("状态"): str(row.get_state_display()),
            _t("说明"): row.reason,
            _t("提交日期"): timezone.localdate(row.created_at).isoformat(),
        }
        for row in rows_of_person(person_id).select_related("organisation", "item__occupation").order_by("created_at")
    ]


def _identity(row: Values, found: Examination, number: int) -> str:
    try:
        return check_permit(row["identity_kind"] or CITIZEN_ID, row["identity_number"])
    except RuleBroken as error:
        found.faults.append((number, "identity_number", error.message))
        return ""


def _faults_of(row: Values, ground: Ground) -> tuple[Any, list[tuple[str, str]]]:
    """Return the item and what is wrong with the row itself."""
    item = ground.items.get(fold(row["occupation"]))
    faults: list[tuple[str, str]] = []
    if item is None:
        sentence = _t("“%(word)s”不在今年的紧缺工种目录里。请从下拉列表中选择。") % {"word": row["occupation"][:40]}
        faults.append(("occupation", sentence))
    elif row["level"] not in item.levels:
        levels = "、".join(str(SkillLevel(level).label) for level in item.levels)
        faults.append(("level", _t("这个工种今年不评这个等级。可填：%(levels)s。") % {"levels": levels}))
    return item, [*faults, *_faults_of_work(row, ground), *_faults_of_channel(row, item, ground)]


def _faults_of_work(row: Values, ground: Ground) -> Iterable[tuple[str, str]]:
    until = row["contract_until_on"]
    if until and until <= row["contract_from_on"]:
        yield "contract_until_on", _t("合同的结束日期早于开始日期。请核对两个日期。")
    if until and until < ground.today:
        yield "contract_until_on", _t("合同已经到期。请填写现在的合同。")
    if row["insured_since_on"] > ground.today:
        yield "insured_since_on", _t("参保日期在今天以后。请核对。")
    if row["monthly_pay_fen"] <= 0:
        yield "monthly_pay_fen", _t("月工资应大于零。请核对。")


def _faults_of_channel(row: Values, item: Any, ground: Ground) -> Iterable[tuple[str, str]]:
    if row["channel"] == Channel.CERTIFICATE:
        try:
            read_number(row["certificate_number"] or "")
        except RuleBroken as error:
            yield "certificate_number", error.message
    if row["channel"] == Channel.EMPLOYER:
        yield from _faults_of_result(row, item, ground)


def _faults_of_result(row: Values, item: Any, ground: Ground) -> Iterable[tuple[str, str]]:
    plan = ground.plans.get(row["plan_number"] or "")
    if plan is None:
        yield "plan_number", _t("没有这个备案号，或方案还没有备案。请填本单位已备案的备案号。")
        return
    if item and (item.occupation_id, row["level"]) not in {(s.occupation_id, s.level) for s in plan.scopes.all()}:
        yield "plan_number", _t("备案方案不包括这个职业的这个等级。请核对，或另行备案。")
    fault = score_fault([part.part for part in plan.parts.all()], scores_of(row))
    if fault:
        yield "plan_number", fault
    begins, ends = row["published_from_on"], row["published_until_on"]
    if not begins or not ends or ends < begins or begins > ground.today:
        yield "published_from_on", _t("厂内公示的起止日期没有填全，或前后不符，或还没有开始。请核对。")


def scores_of(row: Values) -> dict[str, int]:
    """Return the scores that are filled in, by part."""
    return {part: row[f"score_{part}"] for part in Part.values if row.get(f"score_{part}") is not None}


def _faults_of_person(identity: str, row: Values, ground: Ground) -> list[tuple[str, str]]:
    """The employer learns no more of a worker's other affairs than that this cannot be sent: one sentence for both
    an application under way and a level already held."""
    person = ground.persons.get(identity)
    if person is None:
        return []
    if fold(person.name) != fold(row["name"]):
        return [("name", _t("姓名与这个证件号码登记的姓名不一致。请对照证件核对。"))]
    if person.pk in ground.busy or SkillLevel(row["level"]).number <= ground.held.get(person.pk, -1):
        return [("name", _t("此人现在不能申报这个等级。请本人登录“我的申报”查看原因。"))]
    return []


def _stands(identity: str, item: Any, row: Values, ground: Ground) -> bool:
    return (blind_index("identity", identity), item.pk, row["level"]) in ground.standing


def _draft(number: int, row: Values, identity: str, item: Any, ground: Ground) -> RowDraft:
    person, is_employers = ground.persons.get(identity), row["channel"] == Channel.EMPLOYER
    result = {
        "scores": scores_of(row),
        "published_from_on": row["published_from_on"],
        "published_until_on": row["published_until_on"],
    }
    return RowDraft(
        number=number,
        name=row["name"],
        identity_kind=row["identity_kind"] or CITIZEN_ID,
        identity_number=identity,
        phone=row["phone"],
        item_id=item.pk,
        level=row["level"],
        channel=row["channel"],
        certificate_number=(row["certificate_number"] or "") if row["channel"] == Channel.CERTIFICATE else "",
        work={name: row[name] for name in WORK} | {"is_open_ended": row["contract_until_on"] is None},
        plan_id=ground.plans[row["plan_number"]].pk if is_employers else None,
        result=result if is_employers else {},
        person_id=person.pk if person else None,
    )


def _busy(keys: Collection[UUID]) -> set[UUID]:
    """Who has an application under way, their own row or one merged into it."""
    rows = Application.objects.filter(state__in=OPEN).filter(Q(applicant__in=keys) | Q(applicant__merged_into__in=keys))
    pairs = rows.order_by().values_list("applicant_id", "applicant__merged_into_id")
    return {merged or applicant for applicant, merged in pairs}


def _held(keys: Collection[UUID]) -> dict[UUID, int]:
    """The highest level that each holds, as its number."""
    rows = valid_credentials().filter(Q(holder__in=keys) | Q(holder__merged_into__in=keys))
    held: dict[UUID, int] = {}
    for holder, merged, level in rows.order_by().values_list("holder_id", "holder__merged_into_id", "level"):
        key = merged or holder
        held[key] = max(held.get(key, -1), SkillLevel(level).number)
    return held
