"""What a skill passport can show: sections that each domain offers for its own rows, chosen by key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Credential, SkillPassport
from juxian.kit.access import Text
from juxian.people.queries import same_human


@dataclass(frozen=True)
class Item:
    """One line: what it is, further words, and the state where there is one."""

    key: str
    title: str
    detail: str = ""
    state: str = ""
    tone: str = "plain"


@dataclass(frozen=True)
class Section:
    """A heading, and what a person could show under it."""

    key: str
    title: Text
    items: Callable[[UUID], Iterable[Item]]


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Offer rows of one's domain; called while the applications start."""
    _sections[section.key] = section


def offered(person_id: UUID) -> list[tuple[Section, list[Item]]]:
    """Return every section that has something, with keys as `section:key`."""
    found = [(section, _keyed(section, person_id)) for section in _sections.values()]
    return [(section, items) for section, items in found if items]


def chosen(passport: SkillPassport) -> list[tuple[Section, list[Item]]]:
    """Return what the passport shows today; what is no longer there is left out."""
    wanted = set(passport.shown)
    found = [
        (section, [item for item in items if item.key in wanted]) for section, items in offered(passport.holder_id)
    ]
    return [(section, items) for section, items in found if items]


def own_certificates(person_id: UUID) -> list[Item]:
    """Certificates as they stand today: what was revoked says so here too."""
    rows = Credential.objects.current().filter(holder__in=same_human(person_id))
    return [
        Item(
            str(row.pk),
            f"{row.occupation_name} {row.get_level_display()}",
            f"{row.number} · {row.issued_on:%Y-%m-%d}",
            str(row.get_state_display()),
            row.tone,
        )
        for row in rows
        if row.is_published
    ]


def _keyed(section: Section, person_id: UUID) -> list[Item]:
    return [
        Item(f"{section.key}:{item.key}", item.title, item.detail, item.state, item.tone)
        for item in section.items(person_id)
    ]


register_section(Section("certificate", _("证书"), own_certificates))
