"""What a résumé holds, as plain data: the profile keeps it, an application keeps a copy of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

# Bounds of what is kept: a résumé is read by people.
MOST_ENTRIES = 20
MOST_SKILLS = 40
LONGEST_LINE = 120
LONGEST_TEXT = 2000

Part = TypeVar("Part", bound="Schooling | Work")


@dataclass(frozen=True)
class Schooling:
    """One school. Months are texts as people write them (2018-09), "" where unknown."""

    school: str = ""
    major: str = ""
    degree: str = ""
    begin: str = ""
    end: str = ""


@dataclass(frozen=True)
class Work:
    """One employment. `end` "" with a `begin` means: until now."""

    employer: str = ""
    post: str = ""
    begin: str = ""
    end: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Resume:
    """One person's résumé without name and contact: those belong to the account and are shown by consent."""

    headline: str = ""
    summary: str = ""
    experience_years: int | None = None
    wish: str = ""
    pay_from_yuan: int | None = None
    schooling: tuple[Schooling, ...] = ()
    work: tuple[Work, ...] = ()
    skills: tuple[str, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        data = asdict(self)
        return data | {"skills": list(self.skills), "schooling": list(data["schooling"]), "work": list(data["work"])}


def from_data(data: Mapping[str, Any]) -> Resume:
    """Return the résumé that `as_data` made; what is unknown or of a wrong kind is left out, never an error."""
    return Resume(
        headline=line(data.get("headline")),
        summary=text(data.get("summary")),
        experience_years=_number(data.get("experience_years")),
        wish=line(data.get("wish")),
        pay_from_yuan=_number(data.get("pay_from_yuan")),
        schooling=_parts(Schooling, data.get("schooling")),
        work=_parts(Work, data.get("work")),
        skills=tuple(word for word in map(line, _list(data.get("skills"))) if word)[:MOST_SKILLS],
    )


def line(value: object) -> str:
    """Return one line within bounds; "" for what is no text."""
    return " ".join(value.split())[:LONGEST_LINE] if isinstance(value, str) else ""


def text(value: object) -> str:
    """Return some lines within bounds; "" for what is no text."""
    return value.replace("\r\n", "\n").strip()[:LONGEST_TEXT] if isinstance(value, str) else ""


def _parts(kind: type[Part], value: object) -> tuple[Part, ...]:
    made = (_part(kind, entry) for entry in _list(value) if isinstance(entry, Mapping))
    return tuple(part for part in made if any(vars(part).values()))[:MOST_ENTRIES]


def _part(kind: type[Part], entry: Mapping[str, Any]) -> Part:
    cleaners = {each.name: text if each.name == "summary" else line for each in fields(kind)}
    return kind(**{name: clean(entry.get(name)) for name, clean in cleaners.items()})


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000_000 else None
