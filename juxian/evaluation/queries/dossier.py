"""What an assessor reads of an application: the work without who did it.

Names, telephone and document numbers are looked for in every text and covered; files are called by a number; the
portrait, age, sex and employer are not there at all. Pictures may still show a face or a sign: the office looks.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, Evidence
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, Audience, allows

SHORTEST_NAME = 2
SHORTEST_EMPLOYER = 4
LEGAL_FORMS = re.compile(r"(股份有限公司|有限责任公司|有限公司|集团)$")  # untranslated: what names end with
PLACES = re.compile(r"[（(][^）)]*[）)]")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
DOCUMENT = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


@dataclass(frozen=True)
class Dossier:
    """The texts as the panel reads them, and how often each kind of word was covered."""

    statement: str
    contributions: list[Any]
    covered: dict[str, int]


def dossier_of(application: Application) -> Dossier:
    """Return statement and contributions, covered. Select applicant and employer with the application."""
    covers, covered = _covers(application), Counter[str]()
    contributions = list(application.contributions.prefetch_related("evidence__upload"))
    for row in contributions:
        row.title, row.description = _cover(row.title, covers, covered), _cover(row.description, covers, covered)
    statement = _cover(application.statement, covers, covered)
    return Dossier(statement, contributions, dict(covered))


def blind_name(actor: Actor, upload: Any) -> str:
    """Return the name under which an assessor gets a file: a number in place of what the applicant called it."""
    if actor.audience is not Audience.OFFICE or allows(actor, Permission.SEE_ALL):
        return ""
    row = Evidence.objects.filter(upload=upload.pk).select_related("contribution").first()
    if row is None:
        return ""
    files = Evidence.objects.filter(contribution__application=row.contribution.application_id).order_by("pk")
    number = list(files.values_list("pk", flat=True)).index(row.pk) + 1
    ending = upload.original_name.rpartition(".")[2] if "." in upload.original_name else "bin"
    return f"{number:02d}.{ending}"


def _covers(application: Application) -> list[tuple[re.Pattern[str], str]]:
    """Return what is looked for and what stands in its place."""
    applicant, employer = application.applicant, application.employer
    covers = [(MOBILE, _t("〔电话〕")), (DOCUMENT, _t("〔证件号码〕"))]
    names = [applicant.name] if len(applicant.name) >= SHORTEST_NAME else []
    covers += [(_loosely(name), _t("〔申请人〕")) for name in names]
    covers += [(_loosely(name), _t("〔工作单位〕")) for name in (_names_of(employer.name) if employer else [])]
    return covers


def _names_of(employer: str) -> Iterable[str]:
    """The whole name, then what people call it: without its legal form and the place in brackets."""
    yield employer
    short = LEGAL_FORMS.sub("", PLACES.sub("", employer))
    if len(short) >= SHORTEST_EMPLOYER and short != employer:
        yield short


def _loosely(word: str) -> re.Pattern[str]:
    """The word, also with spaces between its characters."""
    return re.compile(r"\s*".join(re.escape(character) for character in word if not character.isspace()))


def _cover(text: str, covers: Iterable[tuple[re.Pattern[str], str]], covered: Counter[str]) -> str:
    for pattern, cover in covers:
        text, count = pattern.subn(cover, text)
        if count:
            covered[cover] += count
    return text
