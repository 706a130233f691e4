"""The facts that law may speak of, as `facts.yaml` declares them: one vocabulary for all policies of a district."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from juxian.policy import kinds
from juxian.policy.kinds import Kind
from juxian.policy.nodes import Value
from juxian.policy.source import Reader, Tree

# How far a fact can be believed, weakest first: the person says so, a paper shows it, an office's register says it.
TRUST = ("declared", "document", "register")
TRUST_LABELS = {"declared": "本人申报", "document": "材料证明", "register": "登记数据"}
RESERVED = frozenset({"p", "month", "state", "date", "today", "min", "max"})
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
# What a bulk snapshot stores where nothing is known (its `unknown_mask` tells it apart from a real value).
ABSENT: dict[str, Value] = {
    "bool": False,
    "number": 0,
    "date": dt.date(1900, 1, 1),
    "enum": "",
    "months": 0,
    "text": "",
}


@dataclass(frozen=True, slots=True)
class Label:
    """What people read, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """One fact: its type, its words, which office it comes from, and how far it is usually believed.

    `more` says that `{n}` further months are wanted, for facts that are months: 再参保{n}个月.
    """

    name: str
    kind: Kind
    label: Label
    source: str
    trust: str
    absent: Value = None
    more: Label | None = None


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All facts and enums of a district. `enums` keeps the order of the file."""

    facts: Mapping[str, Declaration] = field(default_factory=dict)
    enums: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)

    def member_label(self, kind: Kind, member: str) -> Label:
        """The words of an enum member; the member itself where it has none."""
        return self.enums.get(kind.enum, {}).get(member, Label(member, member))

    def level_label(self, level: str, levels: Iterable[str]) -> Label:
        """The words of a table's level, from the enum that has all of its `levels`."""
        wanted = set(levels)
        enum = next((members for members in self.enums.values() if wanted <= members.keys()), {})
        return enum.get(level, Label(level, level))


def read_vocabulary(tree: Tree, reader: Reader) -> Vocabulary:
    top = reader.fields(tree, required=("facts",), optional=("enums",))
    enums = {name: read_labels(node, reader.about(name)) for name, node in _entries(top, "enums", reader).items()}
    facts = {name: _declaration(name, node, enums, reader) for name, node in _entries(top, "facts", reader).items()}
    return Vocabulary(MappingProxyType(facts), MappingProxyType(enums))


def _entries(top: dict[str, Tree], key: str, reader: Reader) -> dict[str, Tree]:
    return reader.entries(top[key]) if key in top else {}


def read_labels(tree: Tree, reader: Reader) -> Mapping[str, Label]:
    """A list of members with their words: `senior: {zh: 高级工, en: …}`."""
    labels = {}
    for member, node in reader.entries(tree).items():
        check_name(member, node, reader)
        words = reader.fields(node, required=("zh", "en"))
        labels[member] = read_label(words, reader)
    return MappingProxyType(labels)


def read_label(entries: Mapping[str, Tree], reader: Reader, zh: str = "zh", en: str = "en") -> Label:
    return Label(reader.text(entries.get(zh)), reader.text(entries.get(en)))


def check_name(name: str, tree: Tree, reader: Reader) -> None:
    """Names are plain lower-case English words, so that an expression can write them."""
    if not NAME.fullmatch(name) or name in RESERVED:
        reader.fault(tree.place, f"“{name}”不能用作名称", "用小写英文字母、数字和下划线，且不与内置的词相同")


def _declaration(name: str, tree: Tree, enums: Mapping[str, Mapping[str, Label]], reader: Reader) -> Declaration:
    reader = reader.about(name)
    check_name(name, tree, reader)
    entries = reader.fields(
        tree, required=("type", "zh", "en", "source", "trust"), optional=("unit", "enum", "absent", "more", "note")
    )
    kind = _kind(tree, entries, enums, reader)
    trust = reader.word(entries.get("trust"), TRUST)
    source = reader.text(entries.get("source"))
    absent = _absent(kind, entries.get("absent"), reader)
    more = _more(kind, entries["more"], reader) if "more" in entries else None
    return Declaration(name, kind, read_label(entries, reader), source, trust, absent, more)


def _more(kind: Kind, tree: Tree, reader: Reader) -> Label:
    words = read_label(reader.fields(tree, required=("zh", "en")), reader)
    if kind != kinds.MONTHS or any(text.count("{n}") != 1 for text in (words.zh, words.en)):
        reader.fault(tree.place, "more 只用于类型 months，两种文字里各写一次 {n}", "写成 再参保{n}个月")
    return words


def _kind(tree: Tree, entries: dict[str, Tree], enums: Mapping[str, Mapping[str, Label]], reader: Reader) -> Kind:
    name = reader.word(entries.get("type"), ("bool", "number", "money", "date", "enum", "months", "text"))
    unit, enum = entries.get("unit"), entries.get("enum")
    if name == "enum" and enum is None:
        reader.fault(tree.place, "类型是 enum，但没有说是哪一组选项", "补上 enum: <enums 中的名称>")
    for given, needs in ((unit, "number"), (enum, "enum")):
        if given is not None and name != needs:
            reader.fault(given.place, f"这个键只用于类型 {needs}", "删除这一项，或改正 type")
    if name == "money":
        return kinds.FEN
    if name == "number":
        return Kind("number", reader.word(unit, kinds.UNITS) if unit else "")
    return Kind("enum", enum=reader.word(enum, enums)) if name == "enum" else Kind(name)


def _absent(kind: Kind, tree: Tree | None, reader: Reader) -> Value:
    if tree is None:
        return ABSENT.get(kind.name)
    if kind == kinds.DATE:
        return reader.day(tree)
    if kind.name == "number":
        return reader.whole(tree)
    return reader.truth(tree) if kind == kinds.BOOL else reader.text(tree)
