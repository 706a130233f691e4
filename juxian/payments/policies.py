"""What a policy is called. Payments knows keys alone; the words stand in the district's law."""

from functools import cache

from django.conf import settings
from django.utils.translation import get_language

from juxian.districts import rulebook


def policy_title(key: str) -> str:
    """Return the title of a policy in the reader's language, or the key where the law does not know it."""
    policy = rulebook(settings.DISTRICT).policies.get(key)
    if policy is None:
        return key
    return policy.title.en if (get_language() or "").startswith("en") else policy.title.zh


def policy_choices() -> list[tuple[str, str]]:
    """Return the policies that pay, as (key, title)."""
    return [(key, policy_title(key)) for key in paying_policies()]


@cache
def paying_policies() -> tuple[str, ...]:
    """Return the keys of the policies that pay something."""
    return tuple(key for key, policy in rulebook(settings.DISTRICT).policies.items() if policy.pays)
