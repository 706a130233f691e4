"""The office's pages: from last year's items to a published edition, on screen."""

import io

import openpyxl
import pytest

from juxian.catalogue.models import Edition, IndustryGroup, Opinion
from juxian.catalogue.states import EditionState
from tests.cast import client_as
from tests.catalogue.factories import make_edition, make_group, make_item, make_occupation, put_into
from tests.scenes import scene

pytestmark = pytest.mark.django_db
OFFICE = "/office/catalogue/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ["职业代码", "职业名称", "本地叫法", "产业", "可认定等级", "紧缺星级", "需求人数", "说明"]


@scene
def officer(cast):
    return client_as(cast.lin.actor)


def workbook(*rows: list) -> io.BytesIO:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "工种.xlsx"
    return file


def test_a_year_is_made_asked_about_and_published(cast, frozen_time):
    officer = client_as(cast.lin.actor)
    old = make_edition(2024)
    make_item(old)
    put_into(old, EditionState.PUBLISHED)
    address = officer.post(f"{OFFICE}new/", {"year": 2025, "copy_from": old.pk}).url
    officer.post(f"{address}open-opinion/", {"until_on": "2025-03-20"})
    frozen_time.move_to("2025-03-21 09:00:00+08:00")
    officer = client_as(cast.lin.actor)  # a session does not last for days
    assert officer.get(f"{address}publish/").status_code == 403
    client_as(cast.huang.actor).post(f"{address}publish/", {"document_no": "集人社〔2025〕8号"})
    edition = Edition.objects.get(year=2025)
    assert (edition.state, edition.items.count()) == ("published", 1)
    assert "集人社〔2025〕8号" in officer.get(address).content.decode()


def test_a_refusal_stands_at_its_field(officer):
    make_edition(2025)
    response = officer.post(f"{OFFICE}new/", {"year": 2025})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["year"])


@pytest.mark.parametrize("who", ["lv", "wang", "qian", "wu"])
def test_who_has_no_business_here_is_refused(cast, who):
    edition = make_edition()
    client = client_as(getattr(cast, who).actor)
    for address in (OFFICE, f"{OFFICE}{edition.pk}/", f"{OFFICE}{edition.pk}/items.xlsx"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_of_years_counts_items_and_waiting_opinions(officer, django_assert_max_num_queries, rows):
    for year in range(2000, 2000 + rows):
        edition = make_edition(year)
        make_item(edition)
        make_item(edition)
        Opinion.objects.create(edition=edition, text="建议列入氩弧焊工")
    with django_assert_max_num_queries(20):
        first = officer.get(OFFICE).context["page"][0]
    assert (first.year, first.item_count, first.waiting_count) == (1999 + rows, 2, 1)


def test_the_counter_reads_drafts_and_changes_nothing(cast):
    edition = make_edition()
    client = client_as(cast.zhao.actor)
    assert client.get(f"{OFFICE}{edition.pk}/").status_code == 200
    assert client.post(f"{OFFICE}{edition.pk}/items/new/", {}).status_code == 403


class TestItem:
    def data(self, **fields) -> dict:
        values = {"industry_group": make_group().pk, "levels": ["senior"], "stars": 4, "demand_count": 12}
        return {"occupation": "焊工", **values, **fields}

    def test_an_occupation_is_added_by_its_name(self, officer):
        make_occupation("焊工", "6-18-02-04")
        edition = make_edition()
        assert officer.post(f"{OFFICE}{edition.pk}/items/new/", self.data()).status_code == 302
        assert edition.items.get().occupation.code == "6-18-02-04"

    def test_an_unknown_occupation_is_named(self, officer):
        response = officer.post(f"{OFFICE}{make_edition().pk}/items/new/", self.data(occupation="炼金师"))
        assert response.status_code == 422
        assert "职业分类里没有“炼金师”" in response.content.decode()

    def test_an_item_is_changed_and_removed(self, officer):
        item = make_item(make_edition(), make_occupation("焊工", "6-18-02-04"))
        assert "6-18-02-04" in officer.get(f"{OFFICE}items/{item.pk}/").content.decode()
        officer.post(f"{OFFICE}items/{item.pk}/", self.data(stars=1))
        item.refresh_from_db()
        assert item.stars == 1
        officer.post(f"{OFFICE}items/{item.pk}/remove/")
        assert not item.edition.items.exists()


class TestSheet:
    @pytest.fixture
    def edition(self) -> Edition:
        make_group()
        make_occupation("焊工", "6-18-02-04")
        make_occupation("车工", "6-18-01-01")
        return make_edition()

    def upload(self, client, edition, *rows: list):
        response = client.post(f"{OFFICE}{edition.pk}/import/", {"file": workbook(*rows)})
        assert response.status_code == 302, response.context["form"].errors
        return response.url

    welder = ["6-18-02-04", "焊工", "", "机械装备", "中级工-首席技师", 5, 100, ""]

    def test_a_sheet_is_shown_first_and_saved_on_the_second_click(self, officer, edition):
        address = self.upload(officer, edition, self.welder)
        assert officer.get(address).context["sheet"].preview.counts == {"new": 1, "changed": 0, "same": 0, "faulty": 0}
        assert not edition.items.exists()
        officer.post(address)
        item = edition.items.get()
        assert (item.occupation.name, len(item.levels), item.stars, item.demand_count) == ("焊工", 6, 5, 100)

    def test_what_is_exported_imports_as_the_same(self, officer, edition):
        officer.post(self.upload(officer, edition, self.welder))
        exported = io.BytesIO(b"".join(officer.get(f"{OFFICE}{edition.pk}/items.xlsx")))
        exported.name = "导出.xlsx"
        address = officer.post(f"{OFFICE}{edition.pk}/import/", {"file": exported}).url
        assert officer.get(address).context["sheet"].preview.counts == {"new": 0, "changed": 0, "same": 1, "faulty": 0}

    def test_wrong_rows_are_named_and_nothing_is_saved_unless_asked(self, officer, edition):
        wrong = ["6-18-01-01", "车工", "", "机械装备", "学徒工", 9, 1, ""]
        address = self.upload(officer, edition, self.welder, wrong)
        page = officer.get(address).content.decode()
        assert "本区只认定中级工至首席技师" in page
        officer.post(address)
        assert not edition.items.exists()
        officer.post(address, {"is_partial": "on"})
        assert edition.items.get().occupation.name == "焊工"

    @pytest.mark.parametrize(
        ("column", "value", "message"),
        [
            (0, "6-99-99-99", "职业分类里没有代码"),
            (3, "航天", "机械装备"),
            (4, "大师傅", "没有“大师傅”这个等级"),
            (5, 0, "1 至 5"),
            (6, -3, "0 至 1000000"),
        ],
    )
    def test_each_kind_of_fault_is_said(self, officer, edition, column, value, message):
        row = [*self.welder[:column], value, *self.welder[column + 1 :]]
        row[1] = "" if column == 0 else row[1]
        (fault,) = officer.get(self.upload(officer, edition, row)).context["sheet"].preview.faults
        assert fault.row == 2
        assert message in fault.message

    def test_the_same_occupation_twice_is_a_fault(self, officer, edition):
        counts = officer.get(self.upload(officer, edition, self.welder, self.welder)).context["sheet"].preview.counts
        assert (counts["new"], counts["faulty"]) == (1, 1)

    def test_the_wrong_rows_can_be_downloaded(self, officer, edition):
        address = self.upload(officer, edition, ["6-99-99-99", "", "", "机械装备", "技师", 3, 1, ""])
        response = officer.get(f"{address}faults.xlsx")
        assert response["Content-Type"] == XLSX
        rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(response))).active.values)
        assert "职业分类里没有代码" in str(rows[1])

    def test_a_text_file_named_xlsx_is_refused_in_one_sentence(self, officer, edition):
        file = io.BytesIO("职业代码,职业名称".encode())
        file.name = "工种.xlsx"
        response = officer.post(f"{OFFICE}{edition.pk}/import/", {"file": file})
        assert response.status_code == 422
        assert "请选择正确的文件" in response.content.decode()

    def test_somebody_elses_upload_is_not_an_item_sheet(self, officer, edition):
        assert officer.get(f"{OFFICE}{edition.pk}/import/{edition.pk}/").status_code == 404

    def test_the_template_is_an_excel_file(self, officer, edition):
        assert officer.get(f"{OFFICE}{edition.pk}/template.xlsx")["Content-Type"] == XLSX


class TestDifference:
    def test_two_years_side_by_side(self, officer):
        old, new = make_edition(2024), make_edition(2025)
        kept = make_occupation("焊工")
        make_item(old, kept, levels=["senior"], stars=2)
        make_item(new, kept, levels=["senior", "chief"], stars=4)
        make_item(new, make_occupation("电工"))
        page = officer.get(f"{OFFICE}{new.pk}/difference/")
        assert page.context["previous"] == old
        assert all(word in page.content.decode() for word in ("电工", "首席技师", "2 → 4"))

    def test_the_first_year_has_nothing_to_be_compared_with(self, officer):
        assert "没有可以比较的目录" in officer.get(f"{OFFICE}{make_edition().pk}/difference/").content.decode()

    @pytest.mark.parametrize("year", ["2024", "x", "1"])
    def test_another_year_is_asked_for_in_the_address(self, officer, year):
        make_edition(2024)
        assert officer.get(f"{OFFICE}{make_edition(2025).pk}/difference/?to={year}").status_code == 200


class TestOpinion:
    @pytest.fixture
    def opinion(self) -> Opinion:
        edition = put_into(make_edition(), EditionState.OPINION)
        return Opinion.objects.create(edition=edition, text="建议列入氩弧焊工", contact="13800000001")

    def test_an_officer_reads_and_answers(self, officer, opinion):
        assert "建议列入氩弧焊工" in officer.get(f"{OFFICE}{opinion.edition_id}/opinions/").content.decode()
        officer.post(f"{OFFICE}opinions/{opinion.pk}/", {"answer": "已采纳。"})
        opinion.refresh_from_db()
        assert opinion.answer == "已采纳。"

    def test_the_contact_is_shown_for_a_reason_only(self, officer, opinion):
        address = f"{OFFICE}opinions/{opinion.pk}/"
        assert "13800000001" not in officer.get(address).content.decode()
        assert "13800000001" not in officer.post(f"{address}contact/", {"reason": ""}).content.decode()
        assert "13800000001" in officer.post(f"{address}contact/", {"reason": "电话答复"}).content.decode()

    def test_the_counter_does_not_see_opinions(self, cast, opinion):
        assert client_as(cast.zhao.actor).get(f"{OFFICE}opinions/{opinion.pk}/").status_code == 403


class TestIndustryGroups:
    def test_the_administrator_keeps_the_list(self, cast):
        client = client_as(cast.zheng.actor)
        client.post(f"{OFFICE}industry-groups/", {"key": "low_altitude", "name": "低空经济", "position": 7})
        group = IndustryGroup.objects.get()
        client.post(f"{OFFICE}industry-groups/{group.pk}/", {"name": "低空", "position": 1})
        group.refresh_from_db()
        assert (group.name, group.is_active) == ("低空", False)
        assert "低空" in client.get(f"{OFFICE}industry-groups/").content.decode()


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_of_items_asks_the_same_number_of_times(officer, django_assert_max_num_queries, rows):
    edition = make_edition()
    for _ in range(rows):
        make_item(edition)
    with django_assert_max_num_queries(24):
        officer.get(f"{OFFICE}{edition.pk}/")
