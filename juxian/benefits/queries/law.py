"""What the district's law and procedures say of a benefit: its name, its days, what silence means."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from juxian import districts
from juxian.districts.procedures import Procedure, procedures
from juxian.kit.access import Text
from juxian.kit.language import for_the_reader, of_the_office

SILENCE: dict[str, Text] = {
    "confirm": _("到期没有答复的，视为同意享受，随时可以放弃。"),
    "lapse": _("到期没有答复的，暂不发放，以后随时可以重新享受。"),
}


def benefits() -> list[str]:
    """Return the policies that this district pays, in the order of its procedures."""
    return list(procedures(settings.DISTRICT))


def procedure_of(policy: str) -> Procedure:
    """Return how a benefit is handled. Raises `KeyError` for a policy that pays nothing."""
    return procedures(settings.DISTRICT)[policy]


def title_of(policy: str) -> str:
    """Return the name of a policy in the reader's language; its key where the law of today knows it no longer."""
    found = districts.rulebook(settings.DISTRICT).policies.get(policy)
    return for_the_reader({"zh": found.title.zh, "en": found.title.en}) if found else policy


def office_title_of(policy: str) -> str:
    """The same as a public notice or a record keeps it."""
    with of_the_office():
        return title_of(policy)


def choices() -> list[tuple[str, str]]:
    """Return key and name of each benefit, for a filter."""
    return [(policy, title_of(policy)) for policy in benefits()]


def silence_of(policy: str) -> Text:
    """Return in one sentence what no answer means for this benefit."""
    return SILENCE[procedure_of(policy).silence]
