"""The figures of employers are written down, so that the public list can be ordered by them."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.actions import system_action
from juxian.recruitment.models import ReplyRecord
from juxian.recruitment.models.listing import Listing, standings_of
from juxian.recruitment.queries.reply import reply_figures

FIELDS = ("due", "answered", "rate", "median_days", "visibility", "computed_at")


@system_action(_("更新回复率"), lock=False)
def refresh_reply_records(organisation_ids: Collection[Any]) -> int:
    """Work out the figures of these employers, write them down, and put their vacancies where they belong in the public
    list. Return how many employers."""
    records = [
        ReplyRecord(
            organisation_id=key,
            due=figure.due,
            answered=figure.answered,
            rate=figure.rate,
            median_days=figure.median_days,
            visibility=figure.visibility.value,
            computed_at=clock.now(),
        )
        for key, figure in reply_figures(organisation_ids).items()
    ]
    ReplyRecord.objects.bulk_create(
        records, update_conflicts=True, unique_fields=["organisation"], update_fields=list(FIELDS)
    )
    Listing.objects.place(standings_of(organisation_ids))
    return len(records)
