"""Points as people enter them: on screen for a round, by Excel for a round, one sheet for the third person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Mark, Seat
from juxian.evaluation.queries.mark_sheet import Row
from juxian.kit.excel import Column, Preview, Reading, preview_rows, read_rows

FULL = 100
MOST_ROWS = 1_000
REASON = forms.Textarea(attrs={"rows": 3})


def name_of(line: Mapping[str, Any]) -> str:
    """Return what a line is called; a part without a rubric has one line without a name."""
    return line["name"] or _t("成绩")


class MarksForm(forms.Form):
    """All candidates of a sitting for one round. A row may stay empty; a row that is begun must be full."""

    def __init__(self, *args: Any, rows: Sequence[Row], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            for at, line in enumerate(row.measure.lines if row.measure and row.is_open else ()):
                self.fields[_field(row, at)] = forms.IntegerField(
                    label=_t("%(seat)d座%(name)s") % {"seat": row.seat.number, "name": name_of(line)},
                    min_value=0,
                    max_value=FULL,
                    required=False,
                    initial=row.points[at] if row.points else None,
                )

    @property
    def shown(self) -> list[tuple[Row, list[tuple[str, Any]]]]:
        """Return each row with its fields: (name of the line, field)."""
        return [(row, [(name_of(line), one) for line, one in self._bound(row)]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in self._open():
            names = [_field(row, at) for at in range(len(row.measure.lines))]  # type: ignore[union-attr]
            empty = [name for name in names if data.get(name) is None and name not in self.errors]
            if empty and len(empty) < len(names):
                self.add_error(empty[0], _t("这一行还没有填完。请把每一项都填上，或整行留空。"))
        return data

    def entries(self) -> list[tuple[Seat, list[int]]]:
        """Return the candidates whose rows are full, with their points."""
        found = []
        for row in self._open():
            points = [self.cleaned_data.get(_field(row, at)) for at in range(len(row.measure.lines))]  # type: ignore[union-attr]
            if all(point is not None for point in points):
                found.append((row.seat, points))
        return found

    def _open(self) -> list[Row]:
        return [row for row in self.rows if row.is_open]

    def _bound(self, row: Row) -> list[tuple[dict[str, Any], Any]]:
        if not row.is_open or row.measure is None:
            return []
        return [(line, self[_field(row, at)]) for at, line in enumerate(row.measure.lines)]


class PointsForm(forms.Form):
    """One sheet: what the third person decides, or what a corrected result is."""

    def __init__(self, *args: Any, mark: Mark, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = []
        for at, line in enumerate(mark.measure):
            names.append(f"point_{at}")
            label = _t("%(name)s（权重%(weight)d%%）") % {"name": name_of(line), "weight": line["weight"]}
            self.fields[names[-1]] = forms.IntegerField(label=label, min_value=0, max_value=FULL)
        self.order_fields(names)
        self.names = names

    def clean(self) -> dict[str, Any]:
        """Gather the points into one list."""
        data = super().clean() or {}
        points = [data.pop(name, None) for name in self.names]
        return {**data, "points": points}


class SettleForm(PointsForm):
    """The points that count, and why."""

    reason = forms.CharField(label=_("裁定理由"), max_length=500, widget=REASON)


class ReopenForm(forms.Form):
    """Why both entries are set aside."""

    reason = forms.CharField(label=_("退回理由"), max_length=500, widget=REASON)


class MarkFileForm(forms.Form):
    """A filled sheet of one round."""

    file = forms.FileField(label=_("Excel 文件"), help_text=_("请用本页下载的成绩录入表，不要改准考证码。"))


class ConfirmMarksForm(forms.Form):
    """The second step of an import: only the fit rows, where some are not."""

    is_partial = forms.BooleanField(label=_("跳过有问题的行，只录入其余的行"), required=False)


@dataclass
class MarkFile:
    """What a file would enter: the rows sorted for the page, and the points by seat for the action."""

    reading: Reading
    preview: Preview
    entries: list[tuple[Seat, list[int]]] = field(default_factory=list)


def mark_columns(rows: Iterable[Row]) -> list[Column]:
    """The columns of the entry sheet: one for each line that any candidate has."""
    names = dict.fromkeys(name_of(line) for row in rows if row.measure for line in row.measure.lines)
    points = [Column(f"point_{at}", name, "integer", help=_t("0 至 100 的整数")) for at, name in enumerate(names)]
    return [
        Column("code", _t("准考证码"), required=True, help=_t("请勿改动")),
        Column("seat", _t("座位号"), "integer"),
        *points,
    ]


def mark_rows(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
    """Return the entry sheet with what this person entered so far; nobody else's points are ever on it."""
    keys = _keys(rows)
    for row in rows:
        lines = row.measure.lines if row.measure else []
        points = row.points or [None] * len(lines)
        values = {keys[name_of(line)]: point for line, point in zip(lines, points, strict=True)}
        yield {"code": row.seat.code, "seat": row.seat.number, **values}


def read_marks(file: Any, rows: Sequence[Row]) -> MarkFile:
    """Read a sheet against the candidates of the sitting. Raises `RuleBroken` where the file cannot be used at all."""
    reading = read_rows(file, mark_columns(rows), max_rows=MOST_ROWS)
    by_code, keys = {row.seat.code: row for row in rows}, _keys(rows)
    for number, values in list(reading.by_number.items()):
        _check(reading, number, values, by_code.get(values["code"]), keys)
    existing = {(row.seat.code,): {"points": row.points} for row in rows if row.points}
    for values in reading.rows:
        values["points"] = _points(values, by_code[values["code"]], keys)
    preview = preview_rows(reading, key=["code"], existing=existing)
    entries = [(by_code[values["code"]].seat, values["points"]) for values in reading.rows]
    return MarkFile(reading, preview, entries)


def _check(reading: Reading, number: int, values: Mapping[str, Any], row: Row | None, keys: Mapping[str, str]) -> None:
    """Take a row out of the reading that cannot be entered, and say why at its cell."""
    if row is None or row.measure is None:
        reading.refuse(number, "code", _t("这一场没有准考证码“%(code)s”的到场考生。") % {"code": values["code"]})
        return
    if row.is_taken:
        reading.refuse(number, "code", _t("这名考生这一次已由同事录入，或另一次是您录入的。"))
        return
    for line in row.measure.lines:
        point = values.get(keys[name_of(line)])
        if point is None or not 0 <= point <= FULL:
            reading.refuse(number, keys[name_of(line)], _t("每一项都要填0至100的整数。"))
            return


def _points(values: Mapping[str, Any], row: Row, keys: Mapping[str, str]) -> list[int]:
    lines = row.measure.lines if row.measure else []
    return [values[keys[name_of(line)]] for line in lines]


def _keys(rows: Iterable[Row]) -> dict[str, str]:
    """Return the key of the column of each line."""
    return {str(column.label): column.key for column in mark_columns(rows)[2:]}


def _field(row: Row, at: int) -> str:
    return f"p_{row.seat.pk.hex}_{at}"
