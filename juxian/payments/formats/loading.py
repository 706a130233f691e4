"""Reading `banks/*.yaml`. A mistake is found when the format is loaded, and says file, place and what to do."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _t

from juxian.kit.errors import RuleBroken
from juxian.payments.formats.description import BankFormat, Cell, FileLayout, Record

OWN = Path(__file__).parent / "banks"
CHARSETS = {"gb18030", "gbk", "utf-8"}
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
KINDS = {"text", "number", "fen", "yuan", "date"}
LAYOUTS = {"fixed", "csv", "excel"}
HEAD = {"batch_number", "paid_on", "title", "count", "total_fen", "hash_total"}
LINE = {
    "serial",
    "payment_number",
    "account_number",
    "holder_name",
    "bank_code",
    "bank_name",
    "amount_fen",
    "purpose",
}
REPLY = {
    "payment_number",
    "amount_fen",
    "result",
    "message",
    "bank_reference",
    "booked_on",
    "account_number",
    "holder_name",
}
MUST_WRITE = {"payment_number", "account_number", "holder_name", "amount_fen"}
MUST_READ = {"payment_number", "amount_fen", "result"}


class FormatFault(ValueError):
    """A format that cannot be used: file, place, what is wrong."""


def bank_format(key: str) -> BankFormat:
    """Return a format. Raises `RuleBroken` for a key that is none."""
    found = bank_formats().get(key)
    if found is None:
        raise RuleBroken(_t("没有“%(key)s”这种银行文件格式。请从列表中选择。") % {"key": key}, field="bank_format")
    return found


def bank_formats() -> dict[str, BankFormat]:
    """Return every format by key: those of the house, and those in the folders of `BANK_FORMAT_DIRS`."""
    return _load(tuple(str(folder) for folder in [OWN, *settings.BANK_FORMAT_DIRS]))


@cache
def _load(folders: tuple[str, ...]) -> dict[str, BankFormat]:
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.yaml"))]
    return {path.stem: read_format(path) for path in paths}


def read_format(path: Path) -> BankFormat:
    """Read one file. Raises `FormatFault`."""
    try:
        body = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise FormatFault(f"{path.name}: not YAML: {error}") from error
    return _Reader(path.name).format(path.stem, body)


class _Reader:
    """Knows the file's name, so that each fault can say it."""

    def __init__(self, name: str):
        self.name = name

    def fault(self, place: str, text: str) -> FormatFault:
        return FormatFault(f"{self.name}: {place}: {text}")

    def one_of(self, place: str, value: Any, allowed: Any) -> Any:
        if value not in allowed:
            raise self.fault(place, f"is {value!r}, must be one of {', '.join(sorted(allowed))}")
        return value

    def known(self, place: str, body: Any, allowed: set[str], required: set[str]) -> Mapping[str, Any]:
        if not isinstance(body, Mapping):
            raise self.fault(place, "must be a mapping")
        for key in set(body) - allowed:
            raise self.fault(place, f"unknown key {key!r}; known are {', '.join(sorted(allowed))}")
        for key in required - set(body):
            raise self.fault(place, f"{key!r} is missing")
        return body

    def format(self, key: str, body: Any) -> BankFormat:
        names = {"title", "charset", "line_end", "payments", "return", "statement", "results", "messages"}
        body = self.known("file", body, names, names - {"messages", "line_end"})
        charset = self.one_of("charset", body["charset"], CHARSETS)
        results = {
            str(code): self.one_of(f"results.{code}", to, {"paid", "returned"}) for code, to in body["results"].items()
        }
        return BankFormat(
            key=key,
            title=body["title"],
            charset=charset,
            line_end=LINE_ENDS[self.one_of("line_end", body.get("line_end", "crlf"), LINE_ENDS)],
            payments=self.layout("payments", body["payments"], LINE, MUST_WRITE),
            replies={kind: self.layout(kind, body[kind], REPLY, MUST_READ) for kind in ("return", "statement")},
            results=results,
            messages={str(code): text for code, text in body.get("messages", {}).items()},
        )

    def layout(self, place: str, body: Any, names: set[str], required: set[str]) -> FileLayout:
        body = self.known(
            place, body, {"layout", "file_name", "lists", "header", "line", "trailer"}, {"layout", "line"}
        )
        layout = self.one_of(f"{place}.layout", body["layout"], LAYOUTS)
        line = self.record(f"{place}.line", body["line"], layout, names)
        for name in required - line.names():
            raise self.fault(f"{place}.line", f"has no field {name!r}")
        if place == "payments" and "file_name" not in body:
            raise self.fault(place, "'file_name' is missing")
        return FileLayout(
            layout=layout,
            line=line,
            header=self.record(f"{place}.header", body.get("header", []), layout, HEAD),
            trailer=self.record(f"{place}.trailer", body.get("trailer", []), layout, HEAD),
            file_name=body.get("file_name", ""),
            lists=self.one_of(f"{place}.lists", body.get("lists", "all"), {"all", "failures"}),
        )

    def record(self, place: str, body: Any, layout: str, names: set[str]) -> Record:
        return Record(tuple(self.cell(f"{place}[{at}]", each, layout, names) for at, each in enumerate(body)))

    def cell(self, place: str, body: Any, layout: str, names: set[str]) -> Cell:
        body = self.known(place, body, {"field", "value", "as", "width", "label"}, set())
        if ("field" in body) == ("value" in body):
            raise self.fault(place, "needs either 'field' or 'value'")
        if layout == "fixed" and int(body.get("width", 0)) < 1:
            raise self.fault(place, "'width' in bytes is missing")
        if layout != "fixed" and ".line" in place and not body.get("label"):
            raise self.fault(place, "'label', the heading of the column, is missing")
        return Cell(
            name=self.one_of(place, body["field"], names) if "field" in body else "",
            value=str(body.get("value", "")),
            kind=self.one_of(place, body.get("as", "text"), KINDS),
            width=int(body.get("width", 0)),
            label=str(body.get("label", "")),
        )
