"""Marks on screen and by Excel, both rounds blind; the papers; a candidate's own results; a query answered."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Attendance, Mark, MarkEntry, Scheme, ScoreQuery, Sitting
from juxian.evaluation.paper.mark import blank_pdf, filled_pdf
from juxian.kit.work_queue import work_queue_items
from tests.cast import client_as, make_member
from tests.evaluation.factories import Stage, confirmer, fill_in, second_reviewer
from tests.evaluation.marking import (
    DEFENCE,
    PRACTICE,
    THEORY,
    ended_sitting,
    enter_both,
    make_scheme,
    scheduled,
    sign_and_release,
)
from tests.people.audit import last
from tests.scenes import scene


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


def first_entries(sitting: Sitting) -> str:
    """What the filled paper says of the first round."""
    return read(filled_pdf(sitting)).split("第一次")[1].split("第二次")[0]


def waiting_for(actor: Any) -> set[str]:
    """The kinds of work about marks that lie on somebody's desk."""
    return {item.source.key.split("_", 1)[1] for item in work_queue_items(actor) if item.source.key[11:12] == "4"}


@scene
def sitting(stage: Stage) -> Sitting:
    make_scheme(stage)
    return ended_sitting(stage, [scheduled(stage)], "practice")


@scene
def ye(stage: Stage) -> Client:
    return client_as(stage.cast.ye.actor)


@scene
def gao(stage: Stage) -> Client:
    return client_as(stage.cast.gao.actor)


def address(sitting: Sitting, round: int, more: str = "") -> str:
    return f"/office/marks/{sitting.pk}/enter/{round}/{more}"


def post_points(client: Client, sitting: Sitting, round: int, *points: int) -> Any:
    seat = sitting.seats.get()
    fields = {f"p_{seat.pk.hex}_{at}": point for at, point in enumerate(points)}
    return client.post(address(sitting, round), fields)


class TestEntering:
    def test_two_officers_enter_alone_and_the_queues_follow(
        self, stage: Stage, sitting: Sitting, ye: Client, gao: Client
    ) -> None:
        assert waiting_for(stage.cast.ye.actor) == {"enter_first"}
        assert post_points(ye, sitting, 1, 81, 73).status_code == 302
        assert 'value="81"' in text(ye.get(address(sitting, 1)))
        blind = text(gao.get(address(sitting, 2)))
        assert 'value="81"' not in blind
        assert stage.cast.lv.person.name not in blind
        assert waiting_for(stage.cast.gao.actor) == {"enter_second"}
        assert waiting_for(stage.cast.ye.actor) == set()
        post_points(gao, sitting, 2, 81, 70)
        assert "两次不一致" in text(gao.get(address(sitting, 2)))
        assert waiting_for(stage.cast.lin.actor) == waiting_for(stage.cast.sun.actor) == {"settle"}

    def test_a_row_is_full_or_empty(self, sitting: Sitting, ye: Client) -> None:
        seat = sitting.seats.get()
        page = text(ye.post(address(sitting, 1), {f"p_{seat.pk.hex}_0": 80}), 422)
        assert "这一行还没有填完" in page
        assert ye.post(address(sitting, 1), {}).status_code == 302
        assert not MarkEntry.objects.exists()

    def test_there_is_no_third_round_and_no_entering_for_others(self, stage: Stage, sitting: Sitting) -> None:
        assert client_as(stage.cast.ye.actor).get(address(sitting, 3)).status_code == 404
        assert client_as(stage.cast.lin.actor).get(address(sitting, 1)).status_code == 403

    def test_whoever_enters_sees_no_score_before_the_signature(
        self, stage: Stage, sitting: Sitting, ye: Client
    ) -> None:
        enter_both(stage, sitting, 80, 70)
        page = f"/office/marks/{sitting.pk}/"
        assert "录入人员在主考签字前看不到分数" in text(ye.get(page))
        assert ye.post(f"{page}paper/filled/").status_code == 403
        assert "76" in text(client_as(stage.cast.sun.actor).get(page))
        actions.sign_marks(sitting, by=stage.cast.sun.actor)
        assert "76" in text(ye.get(page))

    @pytest.mark.parametrize("count", [3, 30])
    def test_the_list_asks_as_much_for_thirty_as_for_three(
        self, stage: Stage, ye: Client, count: int, django_assert_max_num_queries: Any
    ) -> None:
        make_scheme(stage)
        for _number in range(count):
            ended_sitting(stage, [])
        with django_assert_max_num_queries(14):
            assert len(ye.get("/office/marks/").context["rows"]) == count


class TestExcel:
    def book(self, client: Client, sitting: Sitting, round: int) -> Any:
        answer = client.get(address(sitting, round, "template/"))
        return openpyxl.load_workbook(io.BytesIO(answer.content))

    def upload(self, client: Client, sitting: Sitting, round: int, book: Any) -> Any:
        buffer = io.BytesIO()
        book.save(buffer)
        file = SimpleUploadedFile("成绩.xlsx", buffer.getvalue())
        return client.post(address(sitting, round, "upload/"), {"file": file})

    def test_both_rounds_by_excel(self, sitting: Sitting, ye: Client, gao: Client) -> None:
        for round, client in ((1, ye), (2, gao)):
            book = self.book(client, sitting, round)
            sheet = book.active
            assert [cell.value for cell in sheet[1]][2:] == ["操作", "成品"]
            assert sheet["C2"].value is None  # the second round is blind to the first
            sheet["C2"], sheet["D2"] = 90, 65
            preview = self.upload(client, sitting, round, book).url
            assert "新录入" in text(client.get(preview))
            assert client.post(preview).status_code == 302
        assert Mark.objects.get().score == 80

    def test_the_same_file_twice_changes_nothing(self, sitting: Sitting, ye: Client) -> None:
        book = self.book(ye, sitting, 1)
        book.active["C2"], book.active["D2"] = 90, 65
        for _time in range(2):
            ye.post(self.upload(ye, sitting, 1, book).url)
        assert MarkEntry.objects.count() == 1
        preview = ye.get(self.upload(ye, sitting, 1, book).url)
        assert preview.context["sheet"].preview.counts == {"new": 0, "changed": 0, "same": 1, "faulty": 0}

    @pytest.mark.parametrize(
        ("code", "point", "sentence"),
        [("别的", 90, "没有准考证码"), (None, 101, "0至100的整数"), (None, None, "0至100")],
    )
    def test_what_cannot_be_entered_says_where_and_why(
        self, sitting: Sitting, ye: Client, code: str | None, point: int | None, sentence: str
    ) -> None:
        book = self.book(ye, sitting, 1)
        if code:
            book.active["A2"] = code
        book.active["C2"], book.active["D2"] = 90, point
        preview = self.upload(ye, sitting, 1, book).url
        assert sentence in text(ye.get(preview))
        faults = openpyxl.load_workbook(io.BytesIO(ye.get(f"{preview}faults/").content))
        assert sentence in str([cell.value for cell in faults.active[2]])
        ye.post(preview, {"is_partial": "on"})
        assert not MarkEntry.objects.exists()

    def test_nobody_reads_the_file_of_a_colleague(self, sitting: Sitting, ye: Client, gao: Client) -> None:
        book = self.book(ye, sitting, 1)
        book.active["C2"], book.active["D2"] = 90, 65
        preview = self.upload(ye, sitting, 1, book).url
        assert gao.get(preview).status_code == 404


class TestSettlingSigningReleasing:
    def test_from_two_sheets_to_the_release(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70, second=[80, 71])
        chief, office = client_as(stage.cast.sun.actor), client_as(stage.cast.lin.actor)
        page = f"/office/marks/one/{mark.pk}/settle/"
        assert "不一致" in text(chief.get(page))
        assert chief.post(page, {"point_0": 80, "point_1": 71}).status_code == 422
        assert chief.post(page, {"point_0": 80, "point_1": 71, "reason": "看过纸质表。"}).status_code == 302
        assert waiting_for(stage.cast.sun.actor) == {"sign"}
        assert chief.post(f"/office/marks/{sitting.pk}/sign/").status_code == 302
        assert waiting_for(stage.cast.lin.actor) == {"release"}
        assert "完全一致" in text(office.get(f"/office/marks/{sitting.pk}/"))
        assert office.post(f"/office/marks/{sitting.pk}/release/").status_code == 302
        assert (Mark.objects.get().state, waiting_for(stage.cast.lin.actor)) == ("released", set())

    def test_a_mark_is_sent_back_with_a_reason(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        chief = client_as(stage.cast.sun.actor)
        assert chief.post(f"/office/marks/one/{mark.pk}/reopen/", {"reason": ""}).status_code == 422
        chief.post(f"/office/marks/one/{mark.pk}/reopen/", {"reason": "录错行。"})
        mark.refresh_from_db()
        assert mark.state == "waiting"

    def test_nobody_sees_one_entry_before_the_other_is_made(self, stage: Stage, sitting: Sitting) -> None:
        before = first_entries(sitting)
        mark = actions.enter_mark(sitting.seats.get(), round=1, points=[83, 77], by=stage.cast.ye.actor)
        chief = client_as(stage.cast.sun.actor)
        page = text(chief.get(f"/office/marks/one/{mark.pk}/settle/"))
        assert "对所有人保密" in page
        assert ">83<" not in page
        assert first_entries(sitting).count("83") == before.count("83")  # numbers and ids may have these digits too

    def test_enterers_do_not_see_both_sheets(self, stage: Stage, sitting: Sitting, ye: Client) -> None:
        mark = enter_both(stage, sitting, 80, 70, second=[80, 71])
        assert ye.get(f"/office/marks/one/{mark.pk}/settle/").status_code == 403


class TestPapers:
    def test_the_blank_sheet_has_seats_and_lines_and_no_names(self, stage: Stage, sitting: Sitting, ye: Client) -> None:
        page = read(ye.get(f"/office/marks/{sitting.pk}/paper/").content)
        assert page == read(blank_pdf(sitting))
        for word in ("评分表", sitting.number, "操作60%", "成品40%（最低60）", sitting.seats.get().code):
            assert word in page
        assert stage.cast.lv.person.name not in page

    def test_the_filled_sheet_has_both_entries_and_the_digest(self, stage: Stage, sitting: Sitting) -> None:
        enter_both(stage, sitting, 83, 77)
        sheet = actions.sign_marks(sitting, by=stage.cast.sun.actor)
        answer = client_as(stage.cast.sun.actor).post(f"/office/marks/{sitting.pk}/paper/filled/")
        page = read(answer.content)
        assert page.count("83") >= 3  # first, second, and what counts
        assert "80.6合格" in page
        assert sheet.digest in page
        assert last("evaluation.marks", "export").subject_id == sitting.pk

    def test_absence_and_violation_stand_on_it_in_words(self, sitting: Sitting) -> None:
        sitting.seats.update(attendance=Attendance.VIOLATION, violation_code="device")
        assert "违纪（携带或使用通讯工具）" in read(filled_pdf(sitting))


class TestOwnResults:
    @scene
    def failed(self, stage: Stage) -> Application:
        make_scheme(stage, THEORY, PRACTICE, DEFENCE)
        application = scheduled(stage)
        for part, points in (("theory", [88]), ("practice", [50, 50])):
            sitting = ended_sitting(stage, [application], part)
            enter_both(stage, sitting, *points)
            sign_and_release(stage, sitting)
        application.refresh_from_db()
        return application

    def test_a_candidate_sees_score_line_and_what_to_sit_again(self, stage: Stage, failed: Application) -> None:
        client = client_as(stage.cast.lv.citizen)
        assert "看成绩" in text(client.get(f"/my/applications/{failed.pk}/"))
        page = text(client.get(f"/my/applications/{failed.pk}/results/"))
        for word in ("88", "50", "合格分", "可以补考", "申请复核", "2027-03-12"):
            assert word in page
        assert "叶芳" not in page

    def test_nobody_sees_the_results_of_another(self, stage: Stage, failed: Application) -> None:
        other = client_as(stage.cast.li.citizen)
        assert other.get(f"/my/applications/{failed.pk}/results/").status_code == 404
        assert other.get(f"/my/marks/{failed.marks.first().pk}/query/").status_code == 404

    def test_before_the_release_nothing_is_seen(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        client = client_as(stage.cast.lv.citizen)
        assert "还没有公布" in text(client.get(f"/my/applications/{mark.application_id}/results/"))
        assert client.get(f"/my/marks/{mark.pk}/query/").status_code == 404

    def test_a_kept_part_is_shown_in_the_next_application(self, stage: Stage, failed: Application) -> None:
        again = fill_in(stage, stage.cast.lv)
        page = text(client_as(stage.cast.lv.citizen).get(f"/my/applications/{again.pk}/results/"))
        assert "这次免考" in page

    def test_a_query_is_filed_and_a_correction_proposed_and_confirmed(self, stage: Stage, failed: Application) -> None:
        mark = failed.marks.get(part="practice")
        client = client_as(stage.cast.lv.citizen)
        assert client.post(f"/my/marks/{mark.pk}/query/", {"reason": ""}).status_code == 422
        assert client.post(f"/my/marks/{mark.pk}/query/", {"reason": "成品分偏低。"}).status_code == 302
        query = ScoreQuery.objects.get()
        officer = client_as(second_reviewer(stage.cast))
        assert "query" in waiting_for(second_reviewer(stage.cast))
        assert "吕志强" in text(officer.get("/office/score-queries/"))
        page = f"/office/score-queries/{query.pk}/"
        assert "成品分偏低" in text(officer.get(page))
        missing = {"answer": "重新合分。", "is_corrected": "yes", "point_0": 70}
        assert officer.post(page, missing).status_code == 422
        assert officer.post(page, {**missing, "point_1": 75}).status_code == 302
        assert "须由另一位" in text(officer.get(page))
        assert "correction" not in waiting_for(second_reviewer(stage.cast))
        assert "重新合分" not in text(client.get(f"/my/applications/{failed.pk}/results/"))
        colleague = client_as(confirmer(stage.cast))
        assert "correction" in waiting_for(confirmer(stage.cast))
        assert f"{page}confirm/" in text(colleague.get(page))
        assert colleague.post(f"{page}confirm/").status_code == 302
        failed.refresh_from_db()
        assert failed.state == "scored"
        assert "已更正" in text(client.get(f"/my/applications/{failed.pk}/results/"))

    def test_a_correction_is_sent_back_with_a_reason(self, stage: Stage, failed: Application) -> None:
        query = actions.file_score_query(failed.marks.get(part="practice"), reason="请复核。", by=stage.cast.lv.citizen)
        proposer, page = second_reviewer(stage.cast), f"/office/score-queries/{query.pk}/"
        actions.propose_correction(query, points=[100, 100], answer="更正。", by=proposer)
        colleague = client_as(confirmer(stage.cast))
        assert client_as(proposer).post(f"{page}confirm/").status_code == 409
        assert colleague.post(f"{page}return/", {"reason": ""}).status_code == 422
        assert colleague.post(f"{page}return/", {"reason": "成品分没有依据。"}).status_code == 302
        assert "成品分没有依据" in text(client_as(proposer).get(page))

    def test_an_answer_may_keep_the_mark(self, stage: Stage, failed: Application) -> None:
        query = actions.file_score_query(failed.marks.get(part="practice"), reason="请复核。", by=stage.cast.lv.citizen)
        officer = client_as(second_reviewer(stage.cast))
        fields = {"answer": "核对无误。", "is_corrected": "no", "point_0": 50, "point_1": 50}
        assert officer.post(f"/office/score-queries/{query.pk}/", fields).status_code == 302
        query.refresh_from_db()
        assert query.state == "unchanged"


class TestSchemes:
    def fields(self, stage: Stage, **more: Any) -> dict[str, Any]:
        values: dict[str, Any] = {"occupation": stage.item.occupation_id, "level": "technician", "standard": "甲"}
        for part, method in (("ethics", "paper"), ("theory", "paper"), ("practice", "on_site")):
            values |= {f"{part}_method": method, f"{part}_minutes": 90, f"{part}_pass_score": 60}
        for part, method in (("comprehensive", "defence"), ("contribution", "dossier")):
            values |= {f"{part}_method": method, f"{part}_minutes": 30, f"{part}_pass_score": 60}
        return {**values, "practice_is_in": "on", "practice_rubric": "操作 60\n成品 40 60", **more}

    def test_from_the_gap_to_a_changed_copy(self, stage: Stage) -> None:
        client = client_as(stage.cast.lin.actor)
        assert "按默认值补齐" in text(client.get("/office/schemes/"))
        answer = client.post("/office/schemes/new/", self.fields(stage))
        assert answer.status_code == 302, answer.context["form"].errors
        scheme = Scheme.objects.get()
        page = text(client.get(answer.url))
        assert "成品 40 60" in page
        assert client.post(answer.url, self.fields(stage, theory_is_in="on")).status_code == 302
        assert scheme.parts.count() == 2
        copy = {"occupation": stage.item.occupation_id, "levels": ["chief"]}
        assert client.post(f"{answer.url}copy/", copy).status_code == 302
        assert client.post("/office/schemes/fill/").status_code == 302
        assert Scheme.objects.count() == len(stage.item.levels)
        assert client.post(f"{answer.url}remove/").status_code == 302
        assert not Scheme.objects.filter(pk=scheme.pk).exists()

    @pytest.mark.parametrize(
        ("rubric", "sentence"), [("成品", "看不懂“成品”"), ("操作 60", "合计是60"), ("甲 50\n甲 50", "重名")]
    )
    def test_a_rubric_that_cannot_be_read_is_said(self, stage: Stage, rubric: str, sentence: str) -> None:
        client = client_as(stage.cast.lin.actor)
        page = text(client.post("/office/schemes/new/", self.fields(stage, practice_rubric=rubric)), 422)
        assert sentence in page
        assert not Scheme.objects.exists()

    def test_others_have_no_such_page(self, stage: Stage) -> None:
        assert client_as(stage.cast.ye.actor).get("/office/schemes/").status_code == 403
        assert client_as(make_member("甲").citizen).get("/office/schemes/").status_code in (302, 403, 404)


def read(content: bytes) -> str:
    """Return the text of a PDF without spaces and line ends."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)
