"""Who may do what. Two questions only: `allows(actor, permission, on=row)` and `Model.objects.visible_to(actor)`.

Domains declare permissions (an enum each) and rules about an object; `config/roles.py` gives roles their permissions.
Closed by default: an unknown role, permission or audience is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Audience(StrEnum):
    """For whom a page is made; the first part of its address says the same."""

    PUBLIC = "public"
    PERSON = "person"
    ORGANISATION = "organisation"
    OFFICE = "office"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True)
class Role:
    """A line of `config/roles.py`."""

    key: str
    label: Text
    audience: Audience
    permissions: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """A person acting in a role for an organisation (or for nobody but themselves)."""

    role: str
    name: str = ""
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_name: str = ""
    user_id: UUID | None = None

    @property
    def label(self) -> str:
        """The name that records and time lines show."""
        return f"{self.name} · {self.organisation_name}" if self.organisation_name else self.name

    @property
    def audience(self) -> Audience:
        role = ROLES.get(self.role)
        return role.audience if role else Audience.PUBLIC

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None


VISITOR = Actor(role="visitor", name="访客")  # untranslated: the record is in Chinese
SYSTEM = Actor(role="system", name="系统")  # untranslated: the record is in Chinese

ROLES: dict[str, Role] = {}
RULES: dict[str, Callable[[Actor, Any], bool]] = {}


def install_roles(roles: Mapping[str, Role]) -> None:
    """Make `config/roles.py` the roles of this process."""
    ROLES.clear()
    ROLES.update(roles)


def rule(permission: str) -> Callable[[Callable[[Actor, Any], bool]], Callable[[Actor, Any], bool]]:
    """Register the predicate that an object must pass besides the role's permission."""

    def register(predicate: Callable[[Actor, Any], bool]) -> Callable[[Actor, Any], bool]:
        RULES[str(permission)] = predicate
        return predicate

    return register


def allows(actor: Actor, permission: str, on: Any = None) -> bool:
    """Tell whether the actor's role has the permission and, where a row is named, its rule holds."""
    if actor.role == SYSTEM.role:
        return actor is SYSTEM
    role = ROLES.get(actor.role)
    if role is None or str(permission) not in role.permissions:
        return False
    predicate = RULES.get(str(permission))
    return predicate is None or on is None or bool(predicate(actor, on))


def role_label(key: str) -> Text:
    """Return the official word for a role."""
    return ROLES[key].label if key in ROLES else _("未知角色")
