"""Public notices, found by their titles."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.search import Hit, SearchSource, register
from juxian.kit.text import matches, search_key
from juxian.notices.models import PublicNotice

# Notices have no search column: a district publishes a few dozen a year, and nobody looks for older ones by pinyin.
NEWEST = 300


def find_notices(actor: Actor, text: str) -> list[PublicNotice]:
    """Among the newest, those whose title has every word, in Chinese, traditional or pinyin."""
    rows = PublicNotice.objects.public().order_by("-published_at")[:NEWEST]
    return [row for row in rows if matches(text, _key(row.title))]


def show_notice(actor: Actor, row: PublicNotice) -> Hit:
    period = _t("公示期：%(start)s 至 %(end)s") % {"start": row.starts_on, "end": row.ends_on}
    return Hit(row.title, reverse("notices:notice_page", args=[row.pk]), period, row.get_state_display())


def more_notices(actor: Actor, text: str) -> str:
    return reverse("notices:notice_list")


@lru_cache(maxsize=2 * NEWEST)
def _key(title: str) -> str:
    return search_key(title)


register(SearchSource("notices.notices", _("公示"), find_notices, show_notice, more=more_notices, order=60))
