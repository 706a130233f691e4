"""What of a person goes along with an application: the profile as it is now, and what the register vouches for."""

from typing import Any
from uuid import UUID

from juxian.credentials.queries import valid_credentials
from juxian.people.queries import same_human
from juxian.recruitment.models import Profile

# How far an employer may rely on a line (rules of the evidence, as in benefits): said with each.
CERTIFIED, DECLARED = "certified", "declared"


def certificates_of(person_id: UUID) -> list[dict[str, str]]:
    """Return the valid certificates that this platform issued to the person: nobody types them. The number is left
    out, since whoever has it could look the holder up."""
    rows = valid_credentials().filter(holder__in=same_human(person_id)).order_by("-issued_on")
    return [
        {
            "occupation": row.occupation_name,
            "level": row.level,
            "level_label": str(row.get_level_display()),
            "issued_on": row.issued_on.isoformat(),
            "evidence": CERTIFIED,
        }
        for row in rows
    ]


def snapshot_of(profile: Profile) -> dict[str, Any]:
    """Return the copy that an application keeps. Name and contact are no part of it."""
    return {
        "resume": profile.content,
        "street_code": profile.street_code,
        "free_from_on": profile.free_from_on.isoformat() if profile.free_from_on else "",
        "name_shown": profile.name_shown,
        "photo": str(profile.photo_id) if profile.photo_id else "",
        "certificates": certificates_of(profile.person_id),
    }
