"""JSON Resume (jsonresume.org, schema 1.0.0) in and out. What the schema has no place for stays at home; name and
contact go out because the person takes their own data along, and never come in: the account knows them."""

import json
from collections.abc import Mapping
from typing import Any

from juxian.recruitment.resume.shape import Resume, Schooling, Work, from_data, line, text

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
MONTH = len("2018-09")


class NotJsonResume(ValueError):
    """The text is no JSON, or not an object with the sections of JSON Resume."""


def export_resume(resume: Resume, *, name: str, email: str, phone: str) -> dict[str, Any]:
    """Return the résumé as JSON Resume."""
    basics = {"name": name, "label": resume.headline, "email": email, "phone": phone, "summary": resume.summary}
    return {
        "$schema": SCHEMA,
        "basics": {key: value for key, value in basics.items() if value},
        "work": [_work_out(entry) for entry in resume.work],
        "education": [_schooling_out(entry) for entry in resume.schooling],
        "skills": [{"name": skill} for skill in resume.skills],
    }


def import_resume(content: str) -> Resume:
    """Return what a JSON Resume says. Raises `NotJsonResume`; a section of a wrong shape is left out."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotJsonResume("no JSON") from error
    if not isinstance(data, Mapping) or not {"basics", "work", "education", "skills"} & set(data):
        raise NotJsonResume("no section of JSON Resume")
    basics = _object(data.get("basics"))
    return from_data(
        {
            "headline": line(basics.get("label")),
            "summary": text(basics.get("summary")),
            "work": [_work_in(entry) for entry in _objects(data.get("work"))],
            "schooling": [_schooling_in(entry) for entry in _objects(data.get("education"))],
            "skills": [skill for entry in _objects(data.get("skills")) for skill in _skills_in(entry)],
        }
    )


def _work_out(entry: Work) -> dict[str, str]:
    return _filled(
        name=entry.employer, position=entry.post, startDate=entry.begin, endDate=entry.end, summary=entry.summary
    )


def _schooling_out(entry: Schooling) -> dict[str, str]:
    return _filled(
        institution=entry.school,
        area=entry.major,
        studyType=entry.degree,
        startDate=entry.begin,
        endDate=entry.end,
    )


def _filled(**values: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _work_in(entry: Mapping[str, Any]) -> dict[str, str]:
    lines = entry.get("highlights")
    points = [point for point in lines if isinstance(point, str)] if isinstance(lines, list) else []
    summary = "\n".join(filter(None, [text(entry.get("summary")), *points]))
    return {
        "employer": line(entry.get("name") or entry.get("company")),
        "post": line(entry.get("position")),
        "begin": _month(entry.get("startDate")),
        "end": _month(entry.get("endDate")),
        "summary": summary,
    }


def _schooling_in(entry: Mapping[str, Any]) -> dict[str, str]:
    return {
        "school": line(entry.get("institution")),
        "major": line(entry.get("area")),
        "degree": line(entry.get("studyType")),
        "begin": _month(entry.get("startDate")),
        "end": _month(entry.get("endDate")),
    }


def _skills_in(entry: Mapping[str, Any]) -> list[str]:
    name, words = line(entry.get("name")), entry.get("keywords")
    return [name, *(line(word) for word in words)] if isinstance(words, list) else [name]


def _month(value: object) -> str:
    return line(value)[:MONTH]


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []
