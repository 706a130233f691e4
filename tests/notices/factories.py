"""Notices in any state; the default is the dullest valid one. Subjects are rows of the cast: notices do not care."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from juxian.notices.kinds import NoticeKind, register_kind
from juxian.notices.models import NoticeEntry, Objection, PublicNotice
from juxian.notices.states import NoticeState, ObjectionState

KIND = register_kind(NoticeKind("tests.recognition", "认定公示")).key
STRICT_KIND = register_kind(NoticeKind("tests.strict", "实名公示", working_days=7, allows_anonymous=False)).key
REASON = "该同志 2024 年 6 月已离开本区单位，有社保记录可查。"


def make_notice(state: str = NoticeState.PUBLISHED, *, entries: int = 2, **fields: Any) -> PublicNotice:
    """A notice shown from Wednesday 2025-03-12 for five working days: till Wednesday 2025-03-19."""
    values: dict[str, Any] = {"kind": KIND, "title": "金蓝领人才认定公示", "working_days": 5, "columns": ["等级"]}
    if state in (NoticeState.PUBLISHED, NoticeState.CLOSED):
        values |= {"starts_on": date(2025, 3, 12), "ends_on": date(2025, 3, 19)}
    if state == NoticeState.WITHDRAWN:
        values["withdrawn_reason"] = "名单有误"
    notice = PublicNotice.objects.create(state=state, **{**values, **fields})
    for number in range(entries):
        make_entry(notice, position=number + 1)
    return notice


def make_entry(notice: PublicNotice, *, position: int, subject_id: UUID | None = None, **fields: Any) -> NoticeEntry:
    values = {
        "masked_name": "吕*强",
        "organisation_name": "演示精密制造（集美）有限公司",
        "details": {"等级": "高级技师"},
    }
    return NoticeEntry.objects.create(
        notice=notice,
        position=position,
        subject_type="people.Person",
        subject_id=subject_id or uuid4(),
        **{**values, **fields},
    )


def make_objection(notice: PublicNotice, entry: NoticeEntry | None = None, **fields: Any) -> Objection:
    """A named objection that has just come in."""
    values: dict[str, Any] = {"reason": REASON, "objector_name": "何远", "objector_contact": "13800000009"}
    if fields.get("is_anonymous"):
        values |= {"objector_name": None, "objector_contact": None}
    if fields.get("state") in (ObjectionState.UPHELD, ObjectionState.DISMISSED):
        values["answer"] = "已核实。"
    return Objection.objects.create(notice=notice, entry=entry, **{**values, **fields})
