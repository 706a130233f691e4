"""Searches that a person keeps, and the daily word about what is new."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.messages import send
from juxian.recruitment.models import SavedSearch
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.saved_search import MOST_SEARCHES, NewVacancies


@action(_("保存搜索"), Permission.SAVE_SEARCH)
def save_search(person: Any, *, name: str, query: str, by: Actor) -> SavedSearch:
    """Keep a search; keeping the same one again changes nothing but its name."""
    own = SavedSearch.objects.filter(person=person)
    if not own.filter(query=query).exists() and own.count() >= MOST_SEARCHES:
        raise RuleBroken(
            _t("您已经保存了 %(count)d 个搜索，不能再多了。请先删除一个不用的，再保存。") % {"count": MOST_SEARCHES}
        )
    saved, _is_new = SavedSearch.objects.update_or_create(person=person, query=query, defaults={"name": name})
    return saved


@action(_("开关职位提醒"), Permission.SAVE_SEARCH)
def set_alert(search: SavedSearch, *, is_alerting: bool, by: Actor) -> SavedSearch:
    """Begin or stop telling of new vacancies; what came in the meantime is no news any more."""
    search.is_alerting, search.seen_until_at = is_alerting, clock.now()
    search.save(update_fields=["is_alerting", "seen_until_at"])
    return search


@action(_("删除保存的搜索"), Permission.SAVE_SEARCH)
def delete_search(search: SavedSearch, *, by: Actor) -> None:
    """Forget a search."""
    search.delete()


@system_action(_("提醒新职位"))
def tell_of_new(search: SavedSearch, *, news: NewVacancies) -> bool:
    """Tell the person of what came since the last time, once. Return whether there was anything to tell."""
    moved = SavedSearch.objects.filter(pk=search.pk, seen_until_at__lt=news.until_at)
    if not news.count or not moved.update(seen_until_at=news.until_at, told_at=clock.now()):
        return False
    context = {"search": search.name, "count": str(news.count), "first": news.words}
    key = f"{search.pk}:{news.until_at.isoformat()}"
    send("recruitment.new_vacancies", search.person_id, context, key, link=news.link)
    return True
