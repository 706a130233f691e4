"""Rows of a file: which can be taken in, and in one sentence each why the others cannot. Nothing is written here."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _t

from juxian.kit import clock
from juxian.kit.codes import check_identity_number, check_permit, mask_name
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Reading, preview_rows
from juxian.kit.punctuation import listed
from juxian.kit.secrets.index import compact, digest
from juxian.kit.secrets.keys import ring
from juxian.kit.text import fold
from juxian.people.queries import names_by_identity
from juxian.registers.kinds import Register
from juxian.registers.models import ROW_MODELS, Delivery, EmployerPlace, Subject
from juxian.registers.queries.rules import faults_of_values

Row = dict[str, Any]
OTHER_DOCUMENTS = ("hk_mo_permit", "tw_permit", "foreign_pr", "passport")
SHOWN_EMPLOYERS = 5


@dataclass
class Examination:
    """What a file would do: the rows to take, by number, and the blind index of each document number."""

    fit: dict[int, Row] = field(default_factory=dict)
    indexes: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def examine(delivery: Delivery, reading: Reading) -> Examination:
    """Judge every row; faults are added to the reading. Raises `RuleBroken` where the file is for another month."""
    register = delivery.kind
    _must_be_of_month(register, delivery.month, reading)
    _refuse_unfit_values(register, reading)
    found = Examination()
    strangers: set[str] = set()
    if register.is_about_people:
        found.indexes = _read_documents(reading)
        strangers = _refuse_other_names(reading, found.indexes)
    preview = preview_rows(reading, key=register.identifies, existing=_existing(delivery, found.indexes))
    found.fit = dict(sorted([*preview.new, *preview.changed, *preview.same]))
    counts = preview.counts
    found.counts = {f"{name}_count": counts[name] for name in ("new", "changed", "same")}
    found.counts["row_count"] = len(found.fit) + preview.faulty
    found.counts["stranger_count"] = sum(row.get("identity_number") in strangers for row in found.fit.values())
    found.remarks = _remarks(register, found.fit.values())
    return found


def document_number(text: str) -> str:
    """Return the normal spelling of a document number of any kind, or raise `RuleBroken` with what is wrong."""
    number = compact(text)
    if len(number) == 18 and not number.startswith("9"):
        return check_identity_number(number).number
    for kind in OTHER_DOCUMENTS:
        try:
            return check_permit(kind, number)
        except RuleBroken:
            continue
    return check_identity_number(number).number  # whose message fits what was most likely meant


def _must_be_of_month(register: Register, month: dt.date | None, reading: Reading) -> None:
    """A file for another month than the one that was chosen is not taken at all: nobody can tell which is meant."""
    if not register.is_monthly or month is None:
        return
    column = register.month_column
    wrong = {number: row[column] for number, row in reading.by_number.items() if row[column].replace(day=1) != month}
    if not wrong:
        return
    number, other = next(iter(wrong.items()))
    message = _t(
        "选择的月份是%(month)s，文件第%(row)d行却是%(other)s的数据（这样的行共%(count)d行）。"
        "请选对月份，或换成%(month)s的文件后重新上传。"
    )
    raise RuleBroken(
        message % {"month": f"{month:%Y-%m}", "row": number, "other": f"{other:%Y-%m}", "count": len(wrong)}
    )


def _refuse_unfit_values(register: Register, reading: Reading) -> None:
    for number, row in list(reading.by_number.items()):
        for column, sentence in faults_of_values(register.key, row, clock.today()):
            reading.refuse(number, column, sentence)


def _read_documents(reading: Reading) -> dict[str, str]:
    """Put every document number into its normal spelling. Return the index of each."""
    for number, row in list(reading.by_number.items()):
        try:
            row["identity_number"] = document_number(row["identity_number"])
        except RuleBroken as error:
            reading.refuse(number, "identity_number", error.message)
    key = ring("identity").index_key  # once: asking for it looks at the key file each time
    return {each: digest(key, each) for each in {row["identity_number"] for row in reading.rows}}


def _refuse_other_names(reading: Reading, indexes: Mapping[str, str]) -> set[str]:
    """Refuse rows whose number is known under another name, or stands in the file under two. Return the numbers of
    those who are not registered here."""
    registered = names_by_identity(indexes.values())
    recorded = dict(
        Subject.objects.filter(identity_index__in=list(indexes.values())).values_list("identity_index", "name")
    )
    names = recorded | registered
    for number, row in list(reading.by_number.items()):
        index = indexes[row["identity_number"]]
        known = names.setdefault(index, row["name"])
        if fold(known) != fold(row["name"]):
            reading.refuse(number, "name", _other_name(known))
    return {number for number, index in indexes.items() if index not in registered}


def _other_name(known: str) -> str:
    message = _t("这个证件号码登记的姓名是“%(name)s”，与这里不一致。请与报送部门核对姓名和号码后再报。")
    return message % {"name": mask_name(known)}


def _existing(delivery: Delivery, indexes: Mapping[str, str]) -> dict[tuple[Any, ...], Row]:
    """Return what counts today for the keys that the file may touch, by key."""
    register, model = delivery.kind, ROW_MODELS[delivery.register]
    rows: Any = model.objects.known_at(clock.now())
    if register.is_about_people:
        rows = rows.filter(subject__identity_index__in=list(indexes.values()))
    if register.month_column == "month":
        rows = rows.filter(month=delivery.month)
    numbers = {index: number for number, index in indexes.items()}
    who = ("subject__identity_index",) if register.is_about_people else ()
    found = {}
    for values in rows.newest().values(*register.values, *who):
        if who:
            values["identity_number"] = numbers[values.pop(who[0])]
        found[tuple(values[name] for name in register.identifies)] = values
    return found


def _remarks(register: Register, rows: Iterable[Row]) -> list[str]:
    """Return what is taken in and yet worth a look: employers of whom nobody has said where they are."""
    if register.key not in ("insurance", "contract"):
        return []
    codes = {row["employer"]: row["employer_name"] or row["employer"] for row in rows}
    known = set(EmployerPlace.objects.known_at(clock.now()).values_list("employer", flat=True))
    unknown = sorted(name for code, name in codes.items() if code not in known)
    if not unknown:
        return []
    shown = listed(unknown[:SHOWN_EMPLOYERS])
    message = _t("%(count)d家单位不在“单位所在地”数据里，是否在区内还不知道：%(names)s。请向市场监督管理局补要。")
    return [message % {"count": len(unknown), "names": shown + (_t("等") if len(unknown) > SHOWN_EMPLOYERS else "")}]
