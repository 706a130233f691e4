"""Items of a draft: one by one, or from a sheet.

Every action here locks the edition first and the item after it, so that an import and a single change cannot wait for
each other; hence `lock=False` where the decorator would lock the item alone.
"""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.catalogue.levels import RECOGNISED, in_order
from juxian.catalogue.models import Edition, Item, search_keys
from juxian.catalogue.permissions import Permission
from juxian.catalogue.queries import ItemDraft, compare
from juxian.catalogue.states import EditionState
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken, TransitionNotAllowed


@action(gettext_lazy("添加工种"), Permission.EDIT_CATALOGUE)
def add_item(edition: Edition, *, draft: ItemDraft, by: Actor) -> Item:
    """Put one more occupation on the draft."""
    _require_draft(edition)
    return _save(Item(edition=edition), draft)


@action(gettext_lazy("修改工种"), Permission.EDIT_CATALOGUE, lock=False)
def change_item(item: Item, *, draft: ItemDraft, by: Actor) -> Item:
    """Replace what an item of a draft says."""
    _require_draft(_locked_edition(item))
    return _save(Item.objects.select_for_update().get(pk=item.pk), draft)


@action(gettext_lazy("移出工种"), Permission.EDIT_CATALOGUE, lock=False)
def remove_item(item: Item, *, by: Actor) -> Item:
    """Take an occupation off the draft."""
    _require_draft(_locked_edition(item))
    Item.objects.filter(pk=item.pk).delete()
    return item


@action(gettext_lazy("导入工种"), Permission.EDIT_CATALOGUE)
def import_items(edition: Edition, *, drafts: Sequence[ItemDraft], by: Actor) -> dict[str, int]:
    """Add and change items as the sheet says; others stay. The same sheet twice changes nothing."""
    _require_draft(edition)
    comparison = compare(edition, drafts)
    for draft in comparison.new:
        _save(Item(edition=edition), draft)
    for item, draft in comparison.changed:
        _save(item, draft)
    return {"new": len(comparison.new), "changed": len(comparison.changed), "same": len(comparison.same)}


def _require_draft(edition: Edition) -> None:
    if edition.state == EditionState.OPINION:
        raise TransitionNotAllowed(_("目录正在征求意见，公众看到的内容不能改动。请先“撤回修改”，改好后重新征求意见。"))
    if edition.state != EditionState.DRAFT:
        raise TransitionNotAllowed(_("目录已经发布，内容不能再改。请在下一年度的目录中调整。"))


def _locked_edition(item: Item) -> Edition:
    return Edition.objects.select_for_update().get(pk=item.edition_id)


def _save(item: Item, draft: ItemDraft) -> Item:
    for name, value in _checked(draft).items():
        setattr(item, name, value)
    item.search_key = _search_key(item)
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        if "item_once_an_edition" not in str(error):
            raise
        raise RuleBroken(
            _("“%(name)s”已在本年度目录中，一个工种只列一次。请修改原有的那一条。") % {"name": item.occupation.name},
            field="occupation",
        ) from error
    return item


def _search_key(item: Item) -> str:
    titles = item.occupation.aliases.values_list("title", flat=True)
    return search_keys(item.occupation.code, item.occupation.name, item.local_name, *titles)


def _checked(draft: ItemDraft) -> dict[str, Any]:
    values = draft.values()
    if not 1 <= draft.stars <= 5:
        raise RuleBroken(_("紧缺星级是 1 至 5 的整数。请改正后再保存。"), field="stars")
    if not draft.levels:
        raise RuleBroken(_("请至少选择一个可认定的等级。"), field="levels")
    if not set(draft.levels) <= {level.value for level in RECOGNISED}:
        raise RuleBroken(_("本区只认定中级工至首席技师六个等级。请去掉其他等级。"), field="levels")
    if draft.demand_count < 0:
        raise RuleBroken(_("需求人数不能是负数。请改正后再保存。"), field="demand_count")
    return {**values, "levels": in_order(draft.levels)}
