"""Items of a draft, one by one and from a sheet; and that a published edition stays as it is."""

import pytest
from django.db import IntegrityError, transaction

from juxian.catalogue.actions import add_item, change_item, import_items, remove_item
from juxian.catalogue.models import Item
from juxian.catalogue.states import EditionState
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent
from tests.catalogue.factories import make_alias, make_draft, make_edition, make_item, make_occupation, put_into

pytestmark = pytest.mark.django_db


def lines(name: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(kind="action", name=f"catalogue.{name}"))


class TestAdd:
    def test_an_officer_adds_an_occupation(self, cast):
        occupation = make_occupation("焊工", "6-18-02-04")
        make_alias(occupation, title="电焊工")
        draft = make_draft(occupation, local_name="氩弧焊工", levels=("chief", "senior"), stars=5)
        item = add_item(make_edition(), draft=draft, by=cast.lin.actor)
        assert (item.name, item.levels, item.stars) == ("氩弧焊工", ["senior", "chief"], 5)
        assert [*Item.objects.search("dianhangong"), *Item.objects.search("氬弧焊工")] == [item, item]

    def test_the_counter_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            add_item(make_edition(), draft=make_draft(make_occupation()), by=cast.zhao.actor)

    @pytest.mark.parametrize("state", [EditionState.OPINION, EditionState.PUBLISHED])
    def test_only_a_draft_can_be_changed(self, cast, state):
        with pytest.raises(TransitionNotAllowed):
            add_item(make_edition(state=state), draft=make_draft(make_occupation()), by=cast.lin.actor)

    def test_an_occupation_stands_once_in_an_edition(self, cast):
        edition, occupation = make_edition(), make_occupation("焊工")
        make_item(edition, occupation)
        with pytest.raises(RuleBroken, match="“焊工”已在本年度目录中"):
            add_item(edition, draft=make_draft(occupation), by=cast.lin.actor)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"stars": 0}, "stars"),
            ({"stars": 6}, "stars"),
            ({"levels": ()}, "levels"),
            ({"levels": ("junior",)}, "levels"),
            ({"demand_count": -1}, "demand_count"),
        ],
    )
    def test_what_an_item_says_must_make_sense(self, cast, fields, field):
        with pytest.raises(RuleBroken) as refusal:
            add_item(make_edition(), draft=make_draft(make_occupation(), **fields), by=cast.lin.actor)
        assert refusal.value.field == field

    def test_adding_is_on_record(self, cast):
        item = add_item(make_edition(), draft=make_draft(make_occupation()), by=cast.lin.actor)
        assert [line.subject_id for line in lines("add_item")] == [item.pk]


class TestChange:
    def test_an_officer_changes_an_item(self, cast):
        item = make_item(make_edition(), stars=2)
        change_item(item, draft=make_draft(item.occupation, stars=5, note="调研数据"), by=cast.lin.actor)
        item.refresh_from_db()
        assert (item.stars, item.note) == (5, "调研数据")

    def test_the_leader_cannot(self, cast):
        item = make_item(make_edition())
        with pytest.raises(PermissionDenied):
            change_item(item, draft=make_draft(item.occupation), by=cast.huang.actor)

    def test_an_item_of_a_published_edition_cannot_be_changed(self, cast):
        edition = make_edition()
        item = make_item(edition)
        put_into(edition, EditionState.PUBLISHED)
        with pytest.raises(TransitionNotAllowed, match="已经发布"):
            change_item(item, draft=make_draft(item.occupation, stars=1), by=cast.lin.actor)

    def test_it_cannot_become_an_occupation_that_is_there(self, cast):
        edition = make_edition()
        item, other = make_item(edition), make_item(edition)
        with pytest.raises(RuleBroken, match="只列一次"):
            change_item(item, draft=make_draft(other.occupation), by=cast.lin.actor)

    def test_changing_is_on_record(self, cast):
        item = make_item(make_edition())
        change_item(item, draft=make_draft(item.occupation, stars=4), by=cast.lin.actor)
        assert [line.subject_id for line in lines("change_item")] == [item.pk]


class TestRemove:
    def test_an_officer_removes_an_item(self, cast):
        item = make_item(make_edition())
        remove_item(item, by=cast.lin.actor)
        assert not Item.objects.exists()

    def test_a_citizen_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            remove_item(make_item(make_edition()), by=cast.lv.citizen)

    def test_an_item_that_the_public_reads_cannot_be_removed(self, cast):
        edition = make_edition()
        item = make_item(edition)
        put_into(edition, EditionState.OPINION)
        with pytest.raises(TransitionNotAllowed, match="正在征求意见"):
            remove_item(item, by=cast.lin.actor)
        assert Item.objects.filter(pk=item.pk).exists()

    def test_removing_is_on_record(self, cast):
        item = make_item(make_edition())
        remove_item(item, by=cast.lin.actor)
        assert [line.subject_id for line in lines("remove_item")] == [item.pk]


class TestImport:
    def test_new_changed_and_same_rows_are_told_apart(self, cast):
        edition = make_edition()
        same, changed = make_item(edition), make_item(edition, stars=1)
        drafts = [make_draft(same.occupation), make_draft(changed.occupation, stars=4), make_draft(make_occupation())]
        counts = import_items(edition, drafts=drafts, by=cast.lin.actor)
        assert counts == {"new": 1, "changed": 1, "same": 1}
        changed.refresh_from_db()
        assert (edition.items.count(), changed.stars) == (3, 4)

    def test_the_same_sheet_twice_changes_nothing(self, cast):
        edition, drafts = make_edition(), [make_draft(make_occupation()), make_draft(make_occupation())]
        import_items(edition, drafts=drafts, by=cast.lin.actor)
        before = list(edition.items.values())
        counts = import_items(edition, drafts=drafts, by=cast.lin.actor)
        assert counts == {"new": 0, "changed": 0, "same": 2}
        assert list(edition.items.values()) == before

    def test_a_citizen_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            import_items(make_edition(), drafts=[], by=cast.lv.citizen)

    def test_only_into_a_draft(self, cast):
        with pytest.raises(TransitionNotAllowed):
            import_items(make_edition(state=EditionState.ARCHIVED), drafts=[], by=cast.lin.actor)

    def test_one_wrong_row_leaves_nothing_behind(self, cast):
        edition = make_edition()
        drafts = [make_draft(make_occupation()), make_draft(make_occupation(), stars=9)]
        with pytest.raises(RuleBroken):
            import_items(edition, drafts=drafts, by=cast.lin.actor)
        assert not edition.items.exists()

    def test_importing_is_on_record(self, cast):
        edition = make_edition()
        import_items(edition, drafts=[make_draft(make_occupation())], by=cast.lin.actor)
        assert [line.subject_id for line in lines("import_items")] == [edition.pk]


class TestFrozenByTheDatabase:
    """The rule in the action and the trigger in the database are two walls: here the first is walked around."""

    @pytest.fixture
    def item(self) -> Item:
        edition = make_edition()
        item = make_item(edition)
        put_into(edition, EditionState.PUBLISHED)
        return item

    def test_a_published_item_cannot_be_updated(self, item):
        with pytest.raises(IntegrityError, match="published edition"), transaction.atomic():
            Item.objects.filter(pk=item.pk).update(stars=1)

    def test_a_published_item_cannot_be_deleted(self, item):
        with pytest.raises(IntegrityError, match="published edition"), transaction.atomic():
            Item.objects.filter(pk=item.pk).delete()

    def test_nothing_can_be_added_to_a_published_edition(self, item):
        with pytest.raises(IntegrityError, match="published edition"), transaction.atomic():
            make_item(item.edition)

    @pytest.mark.parametrize("change", [{"year": 2030}, {"document_no": "9号"}, {"state": "draft"}])
    def test_a_published_edition_cannot_be_rewritten(self, item, change):
        with pytest.raises(IntegrityError, match="published edition"), transaction.atomic():
            type(item.edition).objects.filter(pk=item.edition_id).update(**change)

    def test_an_item_of_a_draft_can_be_updated(self):
        item = make_item(make_edition())
        assert Item.objects.filter(pk=item.pk).update(stars=1) == 1

    @pytest.mark.parametrize("fields", [{"stars": 6}, {"levels": []}, {"levels": ["junior"]}])
    def test_stars_and_levels_are_checked(self, fields):
        with pytest.raises(IntegrityError, match="item_"), transaction.atomic():
            make_item(make_edition(), **fields)
