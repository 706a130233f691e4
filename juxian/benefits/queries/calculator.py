"""The policies that pay, and their words."""

import datetime as dt

from django.conf import settings

from juxian import districts
from juxian.kit.language import for_the_reader
from juxian.policy.definition import Policy


def payable_policies(on: dt.date) -> list[Policy]:
    """The policies that pay somebody something on that day, in the order of their ids."""
    policies = districts.rulebook(settings.DISTRICT).policies
    return [policy for _key, policy in sorted(policies.items()) if policy.pays and policy.holds_on(on)]


def words_of(policy: Policy) -> dict[str, str]:
    """Return a policy's title and document in the reader's language."""
    title = for_the_reader({"zh": policy.title.zh, "en": policy.title.en})
    return {"id": policy.id, "title": title, "document": policy.document}
