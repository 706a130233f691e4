"""Published lists as CSV: idempotent, with a report that names every wrong row."""

from pathlib import Path

import pytest

from juxian.catalogue.importers import count_rows, import_file
from juxian.catalogue.models import Division, Industry, Major, Occupation, OccupationAlias
from juxian.kit.errors import RuleBroken
from juxian.kit.models import AuditEvent
from tests.catalogue.factories import make_occupation

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "juxian" / "districts" / "jimei" / "catalogue"
FULL = ROOT.parent / "shared" / "data" / "domain"


@pytest.fixture
def write(tmp_path):
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "list.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def counts(report) -> tuple[int, int, int]:
    return report.loaded.new, report.loaded.changed, report.loaded.same


class TestOccupations:
    HEAD = "code,name,mid_name\n"

    def test_the_same_file_twice_changes_nothing(self, write):
        path = write(self.HEAD + "6-18-02-04,焊工,机械制造基础加工人员\n6-18-01-01,车工,\n")
        assert counts(import_file("occupations", path)) == (2, 0, 0)
        before = list(Occupation.objects.values())
        assert counts(import_file("occupations", path)) == (0, 0, 2)
        assert list(Occupation.objects.values()) == before

    def test_a_new_name_is_a_change_and_the_row_stays_the_same(self, write):
        import_file("occupations", write(self.HEAD + "6-18-02-04,电焊工,\n"))
        key = Occupation.objects.get().pk
        assert counts(import_file("occupations", write(self.HEAD + "6-18-02-04,焊工,\n"))) == (0, 1, 0)
        assert (Occupation.objects.get().pk, Occupation.objects.get().name) == (key, "焊工")

    def test_another_version_makes_its_own_rows(self, write):
        path = write(self.HEAD + "6-18-02-04,焊工,\n")
        import_file("occupations", path)
        import_file("occupations", path, version="2015")
        assert Occupation.objects.count() == 2

    def test_a_list_without_groups_leaves_them_as_they_are(self, write):
        import_file("occupations", write(self.HEAD + "6-18-02-04,焊工,机械制造基础加工人员\n"))
        assert counts(import_file("occupations", write("code,name\n6-18-02-04,焊工\n"))) == (0, 0, 1)
        assert Occupation.objects.get().middle_group == "机械制造基础加工人员"

    def test_a_row_that_the_list_no_longer_has_stays(self, write):
        make_occupation("锻造工", "6-18-02-02")
        import_file("occupations", write(self.HEAD + "6-18-02-04,焊工,\n"))
        assert Occupation.objects.count() == 2

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("6-18-2-4,焊工,", "不符合格式"),
            ("6-18-02-04,,", "“name”是空的"),
            ("6-18-02-01,重复,", "与第 2 行重复"),
        ],
    )
    def test_wrong_rows_are_named_and_nothing_is_saved(self, write, row, message):
        report = import_file("occupations", write(f"{self.HEAD}6-18-02-01,铸造工,\n{row}\n"))
        (fault,) = report.faults
        assert (fault.line, report.is_saved) == (3, False)
        assert message in fault.message
        assert not Occupation.objects.exists()

    def test_the_fit_rows_alone_are_saved_on_request(self, write):
        report = import_file("occupations", write(self.HEAD + "6-18-02-04,焊工,\nx,坏行,\n"), partial=True)
        assert (counts(report), len(report.faults), report.is_saved) == ((1, 0, 0), 1, True)

    def test_the_record_keeps_the_name_of_the_file_and_not_its_rows(self, write):
        import_file("occupations", write(self.HEAD + "6-18-02-04,焊工,\n"))
        assert AuditEvent.objects.get(name="catalogue.load_occupations").data == {"listing": "list.csv"}

    def test_progress_is_told(self, write):
        done = []
        path = write(self.HEAD + "".join(f"6-18-{n // 90 + 10}-{n % 90 + 10},工种{n},\n" for n in range(700)))
        import_file("occupations", path, tick=done.append)
        assert (sum(done), count_rows(path), len(done)) == (700, 700, 2)


class TestOtherRegisters:
    def test_group_names_reach_their_occupations(self, write):
        make_occupation("焊工", "6-18-02-04")
        import_file("occupation_groups", write("code,name\n6,生产制造及有关人员\n6-18,机械制造基础加工人员\n"))
        welder = Occupation.objects.get()
        assert (welder.major_group, welder.middle_group) == ("生产制造及有关人员", "机械制造基础加工人员")

    def test_industries_find_their_parents_in_any_order(self, write):
        path = write("code,name,level,parent_code\nC33,金属制品业,大类,C\nC,制造业,门类,\n")
        assert counts(import_file("industries", path)) == (2, 0, 0)
        assert Industry.objects.get(code="C33").parent.name == "制造业"
        assert counts(import_file("industries", path)) == (0, 0, 2)

    def test_a_division_lies_in_the_one_whose_code_it_begins_with(self, write):
        import_file("divisions", write("code,name\n350211,集美区\n350211003,杏林街道\n"))
        street = Division.objects.get(code="350211003")
        assert (street.parent.name, street.is_street) == ("集美区", True)

    def test_a_major_may_be_special_or_controlled(self, write):
        import_file("majors", write("code,name,level\n080911TK,网络空间安全,本科\n460301,机电一体化技术,高职专科\n"))
        assert Major.objects.search("jdyth").get().code == "460301"

    def test_an_alias_needs_its_occupation_and_a_date_that_exists(self, write):
        make_occupation("焊工", "6-18-02-04")
        head = "code,title,occupation_code,valid_from,valid_until\n"
        rows = ",电焊工,6-18-02-04,,\n,铆工,6-99-99-99,,\n,气焊工,6-18-02-04,2020-02-30,\n"
        report = import_file("aliases", write(head + rows), partial=True)
        assert [fault.line for fault in report.faults] == [3, 4]
        assert OccupationAlias.objects.get().title == "电焊工"


class TestUnusableFiles:
    def test_a_missing_column_is_named(self, write):
        with pytest.raises(RuleBroken, match="缺少这些列：name"):
            import_file("occupations", write("code\n6-18-02-04\n"))

    def test_a_file_in_gbk_is_refused_in_one_sentence(self, write):
        with pytest.raises(RuleBroken, match="UTF-8"):
            import_file("occupations", write("code,name\n6-18-02-04,焊工\n", "gbk"))

    def test_a_byte_order_mark_of_excel_is_no_trouble(self, write):
        assert counts(import_file("occupations", write("\ufeffcode,name\n6-18-02-04,焊工\n"))) == (1, 0, 0)

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(RuleBroken, match="打不开文件"):
            import_file("occupations", tmp_path / "nothing.csv")

    def test_a_register_that_is_not_there(self, write):
        with pytest.raises(RuleBroken, match="没有“trees”这份名录"):
            import_file("trees", write("code,name\n"))


@pytest.mark.parametrize("register", ["occupations", "occupation_groups", "industries", "divisions", "majors"])
def test_the_demo_districts_own_lists_are_clean(register):
    report = import_file(register, SHIPPED / f"{register}.csv")
    assert (report.faults, report.is_saved) == ([], True)


def test_every_alias_of_the_demo_district_means_an_occupation_of_it():
    import_file("occupations", SHIPPED / "occupations.csv")
    assert import_file("aliases", SHIPPED / "aliases.csv").faults == []


@pytest.mark.skipif(not FULL.is_dir(), reason="the full lists are not beside this checkout")
@pytest.mark.parametrize(
    ("register", "file", "rows"),
    [
        ("occupations", "occupations_2022_classes3-6.csv", 1146),
        ("industries", "gbt4754_2017_industry.csv", 1971),
        ("divisions", "jimei_divisions.csv", 91),
        ("majors", "majors_seed.csv", 109),
    ],
)
def test_the_full_lists_load_without_a_fault(register, file, rows):
    report = import_file(register, FULL / file)
    assert report.faults == []
    assert counts(report) == (rows, 0, 0)
