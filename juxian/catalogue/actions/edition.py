"""The yearly way of a catalogue edition: draft, opinions, publication, archive."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.catalogue.events import EditionPublished
from juxian.catalogue.models import Edition, Item
from juxian.catalogue.permissions import Permission
from juxian.catalogue.states import EDITION
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.identifiers import uuid7
from juxian.kit.language import of_the_office

COPIED = ("occupation_id", "industry_group_id", "local_name", "levels", "stars", "demand_count", "note", "search_key")


@action(gettext_lazy("新建目录"), Permission.EDIT_CATALOGUE)
def create_edition(
    year: int, *, title: str = "", copy_from: Edition | None = None, is_illustrative: bool = False, by: Actor
) -> Edition:
    """Begin the draft of a year, empty or with another edition's items."""
    if Edition.objects.filter(year=year).exists():
        raise RuleBroken(
            _("%(year)s 年度目录已经存在，一年只有一份。请打开该目录继续编辑。") % {"year": year}, field="year"
        )
    with of_the_office():
        title = title or _("%(year)s 年度区级紧缺工种目录") % {"year": year}
    edition = Edition.objects.create(year=year, title=title, is_illustrative=is_illustrative)
    if copy_from:
        Item.objects.bulk_create(
            Item(id=uuid7(), edition=edition, **values) for values in copy_from.items.values(*COPIED)
        )
    return edition


@action(gettext_lazy("征求意见"), Permission.EDIT_CATALOGUE)
def open_opinion(edition: Edition, *, until_on: date, by: Actor) -> Edition:
    """Show the draft to everybody and take opinions up to and including that day."""
    EDITION.move(edition, "open_opinion")
    _require_items(edition)
    if until_on <= clock.today():
        raise RuleBroken(_("征求意见的截止日期须晚于今天。请重新选择日期。"), field="until_on")
    edition.opinion_from_on, edition.opinion_until_on = clock.today(), until_on
    edition.opened_by, edition.opened_by_id = by.label, by.person_id
    edition.save(update_fields=["state", "opinion_from_on", "opinion_until_on", "opened_by", "opened_by_id"])
    return edition


@action(gettext_lazy("撤回修改"), Permission.EDIT_CATALOGUE)
def withdraw_edition(edition: Edition, *, reason: str, by: Actor) -> Edition:
    """Take a draft back from the public to change it; its opinions stay with it."""
    EDITION.move(edition, "withdraw")
    if not reason.strip():
        raise RuleBroken(_("请写明撤回的原因，公众会问为什么看不到征求意见稿了。"), field="reason")
    edition.opinion_from_on = edition.opinion_until_on = None
    edition.save(update_fields=["state", "opinion_from_on", "opinion_until_on"])
    return edition


@action(gettext_lazy("发布目录"), Permission.PUBLISH_CATALOGUE)
def publish_edition(edition: Edition, *, document_no: str, by: Actor) -> Edition:
    """Put the catalogue in force from today. Nothing in it can be changed afterwards."""
    EDITION.move(edition, "publish")
    _require_items(edition)
    if not document_no.strip():
        raise RuleBroken(_("发布目录须有文号。请填写文号，例如“集人社〔2025〕8号”。"), field="document_no")
    if not edition.opinion_until_on or edition.opinion_until_on >= clock.today():
        raise RuleBroken(
            _("征求意见到 %(day)s 才结束，还不能发布。请在截止日之后再发布。") % {"day": edition.opinion_until_on}
        )
    edition.document_no, edition.published_on, edition.published_by = document_no.strip(), clock.today(), by.label
    edition.save(update_fields=["state", "document_no", "published_on", "published_by"])
    announce(EditionPublished(edition_id=str(edition.pk), year=edition.year))
    return edition


@action(gettext_lazy("归档目录"), Permission.PUBLISH_CATALOGUE)
def archive_edition(edition: Edition, *, by: Actor) -> Edition:
    """End the force of an edition. Cases that point at it keep pointing."""
    EDITION.move(edition, "archive")
    edition.archived_on = clock.today()
    edition.save(update_fields=["state", "archived_on"])
    return edition


def _require_items(edition: Edition) -> None:
    if not edition.items.exists():
        raise RuleBroken(_("目录里还没有工种。请先添加或导入至少一个工种。"))
