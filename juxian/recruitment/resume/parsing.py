"""From the text of a Chinese résumé to proposed fields, each with the place in the text where it was found.

Nothing is guessed that does not stand there: who reads the proposal sees the span beside it and corrects. Headings
divide the text; within schools and employers a line with a span of months opens an entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from juxian.recruitment.resume.lexicon import (
    DEGREES,
    EMPLOYER,
    HEADINGS,
    LABELS,
    MONTHS,
    NOW,
    PAY,
    SCHOOL,
    SEPARATORS,
    YEARS,
)
from juxian.recruitment.resume.shape import Resume, from_data

LONGEST = 20_000
LONGEST_HEADING = 14
MOST_YEARS = 60


@dataclass(frozen=True)
class Span:
    """Where in the text something stands, and as which field: `start` up to but without `end`."""

    start: int
    end: int
    label: str


@dataclass
class Proposal:
    """What was found. `values` in the shape of `Resume.as_data`; `spans` in the order of the text."""

    text: str
    values: dict[str, object] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    @property
    def resume(self) -> Resume:
        return from_data(self.values)

    def found(self, name: str, value: object, start: int, end: int, label: str) -> None:
        """Keep the first value of a field, and where it stands."""
        if name not in self.values:
            self.values[name] = value
            self.spans.append(Span(start, end, label))


@dataclass(frozen=True)
class Line:
    """One line of the text without the blanks around it, and where it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def parse_resume(text: str) -> Proposal:
    """Read a résumé's text (at most its first 20,000 characters)."""
    proposal = Proposal(text[:LONGEST].replace("\r\n", "\n"))
    sections = _sections(proposal.text)
    _labelled(proposal)
    _numbers(proposal)
    _read_schooling(proposal, sections.get("schooling", []))
    _read_work(proposal, sections.get("work", []))
    _read_skills(proposal, sections.get("skills", []))
    _read_summary(proposal, sections.get("summary", []))
    proposal.spans.sort(key=lambda span: (span.start, span.end))
    return proposal


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text that say something, with their places."""
    place = 0
    for raw in text.split("\n"):
        if words := raw.strip():
            yield Line(words, place + raw.index(words))
        place += len(raw) + 1


def _sections(text: str) -> dict[str, list[Line]]:
    """Divide the text at its headings; what stands before the first belongs to none."""
    found: dict[str, list[Line]] = {}
    current = ""
    for line in lines_of(text):
        heading = _heading(line.text)
        if heading is not None:
            current = heading
        elif current:
            found.setdefault(current, []).append(line)
    return found


def _heading(words: str) -> str | None:
    """Return the section that a line opens, "" for one that we do not read, None where it is no heading."""
    bare = re.sub(r"[^\w]", "", words)
    if not bare or len(bare) > LONGEST_HEADING:
        return None
    return next((section for pattern, section in HEADINGS if pattern.fullmatch(bare)), None)


def _labelled(proposal: Proposal) -> None:
    """“求职意向：数控车工”: a label and what follows it on the line."""
    for name, label, pattern in LABELS:
        if match := pattern.search(proposal.text):
            value = match.group(1).strip()
            start = match.start(1) + match.group(1).index(value)
            proposal.found(name, value, start, start + len(value), label)
    if "wish" in proposal.values:
        proposal.values.setdefault("headline", proposal.values["wish"])


def _numbers(proposal: Proposal) -> None:
    if (match := YEARS.search(proposal.text)) and int(match.group(1)) <= MOST_YEARS:
        proposal.found("experience_years", int(match.group(1)), *match.span(), "工作年限")  # untranslated: a key
    if match := PAY.search(proposal.text):
        yuan = float(match.group(1)) * (1000 if match.group(2) else 1)
        proposal.found("pay_from_yuan", int(yuan), match.start(1), match.end(), "期望月薪")  # untranslated: a key


def _read_schooling(proposal: Proposal, lines: list[Line]) -> None:
    entries = []
    for line in lines:
        months, words = _without_months(line.text)
        school = next((word for word in words if SCHOOL.search(word)), "")
        if not months and not school:
            continue
        degree = next((word for word in words if word in DEGREES), "")
        rest = [word for word in words if word not in (school, degree)]
        major = rest[0].removesuffix("专业") if rest else ""  # untranslated: text that is read
        begin, end = months or ("", "")
        entries.append({"school": school, "major": major, "degree": degree, "begin": begin, "end": end})
        proposal.spans.append(Span(line.start, line.end, "教育经历"))  # untranslated: a key
    if entries:
        proposal.values["schooling"] = entries


def _read_work(proposal: Proposal, lines: list[Line]) -> None:
    entries: list[dict[str, str]] = []
    for line in lines:
        months, words = _without_months(line.text)
        if months:
            employer = next((word for word in words if EMPLOYER.search(word)), words[0] if words else "")
            post = next((word for word in words if word != employer), "")
            entries.append({"employer": employer, "post": post, "begin": months[0], "end": months[1], "summary": ""})
        elif entries:
            entries[-1]["summary"] = f"{entries[-1]['summary']}\n{line.text}".strip()
        else:
            continue
        proposal.spans.append(Span(line.start, line.end, "工作经历"))  # untranslated: a key
    if entries:
        proposal.values["work"] = entries


def _without_months(words: str) -> tuple[tuple[str, str] | None, list[str]]:
    """Return (begin, end) of the months that a line names, or None, and its other words."""
    match = MONTHS.search(words)
    if match is None:
        return None, _words(words)
    begin = _month(match.group(1), match.group(2))
    end = "" if NOW.search(match.group(0)) else _month(match.group(3), match.group(4))
    return (begin, end), _words(f"{words[: match.start()]} {words[match.end() :]}")


def _month(year: str | None, month: str | None) -> str:
    if not year:
        return ""
    return f"{year}-{int(month):02d}" if month else year


def _words(text: str) -> list[str]:
    return [word for word in SEPARATORS.split(text) if word]


def _read_skills(proposal: Proposal, lines: list[Line]) -> None:
    skills = [word for line in lines for word in re.split(r"[、，,；;。/|]", line.text) if word.strip()]
    if skills:
        proposal.values["skills"] = [re.sub(r"^[\s•·\-*●\d.)）]+", "", word).strip() for word in skills]
        proposal.spans += [Span(line.start, line.end, "技能") for line in lines]  # untranslated: a key


def _read_summary(proposal: Proposal, lines: list[Line]) -> None:
    if lines:
        proposal.values["summary"] = "\n".join(line.text for line in lines)
        proposal.spans += [Span(line.start, line.end, "自我评价") for line in lines]  # untranslated: a key


@dataclass(frozen=True)
class Segment:
    """A piece of the source text; `label` "" where nothing was found in it."""

    text: str
    label: str = ""


def segments(proposal: Proposal) -> list[Segment]:
    """Cut the source text into pieces that are marked or not, for showing it beside the fields. Of spans that
    overlap the earlier wins."""
    found, place = [], 0
    for span in proposal.spans:
        if span.start < place:
            continue
        if span.start > place:
            found.append(Segment(proposal.text[place : span.start]))
        found.append(Segment(proposal.text[span.start : span.end], span.label))
        place = span.end
    return [*found, Segment(proposal.text[place:])] if place < len(proposal.text) else found
