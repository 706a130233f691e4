"""The district's own groups of industries."""

import pytest

from juxian.catalogue.actions import add_industry_group, change_industry_group
from juxian.catalogue.models import IndustryGroup
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.models import AuditEvent
from tests.catalogue.factories import make_edition, make_group, make_item

pytestmark = pytest.mark.django_db


def test_the_administrator_adds_a_group(cast):
    group = add_industry_group("low_altitude", name=" 低空经济 ", position=7, by=cast.zheng.actor)
    assert (group.key, group.name, group.is_active) == ("low_altitude", "低空经济", True)
    assert AuditEvent.objects.filter(name="catalogue.add_industry_group", subject_id=group.pk).exists()


def test_a_reviewer_cannot_add_a_group(cast):
    with pytest.raises(PermissionDenied):
        add_industry_group("low_altitude", name="低空经济", by=cast.lin.actor)


@pytest.mark.parametrize(("key", "name", "field"), [("machinery", "低空经济", "key"), ("other", "机械装备", "name")])
def test_a_key_and_a_name_are_used_once(cast, key, name, field):
    make_group("machinery", "机械装备")
    with pytest.raises(RuleBroken) as refusal:
        add_industry_group(key, name=name, by=cast.zheng.actor)
    assert refusal.value.field == field


def test_a_group_is_renamed_and_its_items_follow(cast):
    item = make_item(make_edition(), group=make_group())
    change_industry_group(item.industry_group, name="高端装备", is_active=False, by=cast.zheng.actor)
    item.refresh_from_db()
    assert (item.industry_group.name, item.industry_group.is_active) == ("高端装备", False)
    assert AuditEvent.objects.filter(name="catalogue.change_industry_group").exists()


def test_a_citizen_cannot_rename_a_group(cast):
    with pytest.raises(PermissionDenied):
        change_industry_group(make_group(), name="高端装备", by=cast.lv.citizen)
    assert IndustryGroup.objects.get().name == "机械装备"


def test_a_name_is_needed(cast):
    with pytest.raises(RuleBroken, match="填写产业名称"):
        change_industry_group(make_group(), name=" ", by=cast.zheng.actor)
