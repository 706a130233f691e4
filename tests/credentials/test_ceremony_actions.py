"""A ceremony: the order of the stage, the seats, the embargo, the hand-over afterwards; and piles of papers."""

import datetime as dt
import io
from typing import Any

import pytest
from pypdf import PdfReader

from juxian.credentials import actions
from juxian.credentials.models import Ceremony, Copy, Credential, PrintRun
from juxian.credentials.paper.pile import pile_pdf
from juxian.credentials.queries.ceremony import copies_in_order, entries_of
from juxian.credentials.states import PRINT_RUN
from juxian.credentials.tasks import set_print_run
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import Cast, make_person
from tests.credentials.factories import make_credential
from tests.people.audit import last
from tests.scenes import scene

DAY = dt.date(2025, 3, 20)


@scene
def ceremony(cast: Cast) -> Ceremony:
    return actions.arrange_ceremony(
        None, title="2025年颁证仪式", held_on=DAY, place="区会议中心", seats_a_row=2, by=cast.zhao.actor
    )


@scene
def certificates(cast: Cast) -> list[Credential]:
    """Out of order on purpose: the ceremony sorts by level, trade and pinyin."""
    return [
        make_credential(make_person("赵一"), level="senior"),
        make_credential(make_person("白二"), level="chief"),
        make_credential(make_person("安三"), level="senior"),
        make_credential(make_person("丁四"), level="senior", occupation_code="4-04-04-02"),
    ]


def names(ceremony: Ceremony) -> list[str]:
    return [entry.credential.holder_name for entry in entries_of(ceremony)]


class TestCeremony:
    def test_level_then_trade_then_pinyin_and_two_seats_a_row(
        self, cast: Cast, ceremony: Ceremony, certificates: list[Credential]
    ) -> None:
        actions.invite_to_ceremony(ceremony, credentials=certificates, by=cast.zhao.actor)
        assert names(ceremony) == ["白二", "丁四", "安三", "赵一"]
        assert [(one.row, one.seat) for one in entries_of(ceremony)] == [(1, 1), (1, 2), (2, 1), (2, 2)]
        assert last("credentials.invite_to_ceremony").subject_id == ceremony.pk

    def test_the_order_is_changed_as_a_whole(
        self, cast: Cast, ceremony: Ceremony, certificates: list[Credential]
    ) -> None:
        actions.invite_to_ceremony(ceremony, credentials=certificates, by=cast.zhao.actor)
        keys = [entry.pk for entry in entries_of(ceremony)]
        actions.order_ceremony(ceremony, order=keys[::-1], by=cast.zhao.actor)
        assert names(ceremony) == ["赵一", "安三", "丁四", "白二"]
        for wrong in (keys[:-1], [*keys, keys[0]]):
            with pytest.raises(RuleBroken, match="名单已有变动"):
                actions.order_ceremony(ceremony, order=wrong, by=cast.zhao.actor)

    def test_until_the_day_the_public_learns_nothing(
        self, cast: Cast, ceremony: Ceremony, certificates: list[Credential], client: Any, frozen_time: Any
    ) -> None:
        row = certificates[1]
        actions.invite_to_ceremony(ceremony, credentials=certificates, is_embargoed=True, by=cast.zhao.actor)
        page = client.get(f"/c/{row.code}/").content.decode()
        assert "证书尚未公布" in page
        assert "2025-03-20" in page
        assert "白" not in page
        assert "首席技师" not in page
        frozen_time.move_to(dt.datetime(2025, 3, 20, 1, tzinfo=dt.UTC))
        assert "证书真实有效" in client.get(f"/c/{row.code}/").content.decode()

    def test_who_leaves_the_list_is_public_at_once(
        self, cast: Cast, ceremony: Ceremony, certificates: list[Credential]
    ) -> None:
        actions.invite_to_ceremony(ceremony, credentials=certificates, is_embargoed=True, by=cast.zhao.actor)
        actions.leave_ceremony(ceremony, credential=certificates[0], by=cast.zhao.actor)
        certificates[0].refresh_from_db()
        assert (certificates[0].is_published, "赵一" in names(ceremony)) == (True, False)

    def test_one_that_does_not_count_or_comes_elsewhere_is_refused(
        self, cast: Cast, ceremony: Ceremony, certificates: list[Credential]
    ) -> None:
        with pytest.raises(RuleBroken, match="至少选择"):
            actions.invite_to_ceremony(ceremony, credentials=[], by=cast.zhao.actor)
        with pytest.raises(RuleBroken, match="不是有效状态"):
            actions.invite_to_ceremony(ceremony, credentials=[make_credential(state="revoked")], by=cast.zhao.actor)
        actions.invite_to_ceremony(ceremony, credentials=certificates, by=cast.zhao.actor)
        with pytest.raises(RuleBroken, match="已列入一场仪式"):
            actions.invite_to_ceremony(ceremony, credentials=certificates[:1], by=cast.zhao.actor)

    def test_after_the_day_the_list_stands_and_the_papers_are_handed_over(
        self, cast: Cast, ceremony: Ceremony, certificates: list[Credential], frozen_time: Any
    ) -> None:
        actions.invite_to_ceremony(ceremony, credentials=certificates, by=cast.zhao.actor)
        with pytest.raises(RuleBroken, match="还没有举行"):
            actions.hand_over_at_ceremony(ceremony, by=cast.zhao.actor)
        frozen_time.move_to(dt.datetime(2025, 3, 21, 1, tzinfo=dt.UTC))
        actions.hand_over_at_ceremony(ceremony, absent=[certificates[0].copy], by=cast.zhao.actor)
        assert [copy.state for copy in copies_in_order(ceremony)] == ["handed_over"] * 3 + ["waiting"]
        for change in (
            lambda: actions.invite_to_ceremony(ceremony, credentials=[make_credential()], by=cast.zhao.actor),
            lambda: actions.leave_ceremony(ceremony, credential=certificates[0], by=cast.zhao.actor),
        ):
            with pytest.raises(RuleBroken, match="已经举行"):
                change()

    @pytest.mark.parametrize("who", ["huang", "zhou", "lv", "wang"])
    def test_others_arrange_nothing(self, cast: Cast, ceremony: Ceremony, who: str) -> None:
        by = getattr(cast, who).actor
        for change in (
            lambda: actions.arrange_ceremony(None, title="x", held_on=DAY, place="x", seats_a_row=1, by=by),
            lambda: actions.invite_to_ceremony(ceremony, credentials=[], by=by),
            lambda: actions.order_ceremony(ceremony, order=[], by=by),
            lambda: actions.hand_over_at_ceremony(ceremony, by=by),
        ):
            with pytest.raises(PermissionDenied):
                change()

    def test_a_day_that_is_over_is_refused(self, cast: Cast) -> None:
        with pytest.raises(RuleBroken, match="已经过去"):
            actions.arrange_ceremony(
                None, title="x", held_on=dt.date(2025, 3, 11), place="x", seats_a_row=1, by=cast.zhao.actor
            )


class TestPrintRun:
    def order(self, cast: Cast, rows: list[Credential], paper: str = "a4") -> PrintRun:
        keys = [row.copy.pk for row in rows]
        return actions.order_print(
            None, title="一批", copy_ids=keys, paper=paper, language="zh-hans", by=cast.zhao.actor
        )

    def test_a_pile_in_its_order(self, cast: Cast, certificates: list[Credential]) -> None:
        run = self.order(cast, certificates[::-1])
        set_print_run(str(run.pk))
        set_print_run(str(run.pk))  # twice changes nothing
        run.refresh_from_db()
        pages = PdfReader(io.BytesIO(pile_pdf(run))).pages
        assert (run.state, run.done_count, len(pages)) == ("done", 4, 4)
        for page, row in zip(pages, certificates[::-1], strict=True):
            assert row.number in page.extract_text()
        assert Copy.objects.exclude(printed_at=None).count() == 4
        assert last("credentials.finish_print").actor_label == "系统"

    def test_a_killed_worker_goes_on_behind_the_last_piece(
        self, cast: Cast, certificates: list[Credential], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("juxian.credentials.paper.pile.PIECE", 2)
        monkeypatch.setattr("juxian.credentials.tasks.PIECE", 2)
        run = self.order(cast, certificates)
        actions.keep_piece(run, begin=0, count=2, content=b"%PDF-kept")
        with pytest.raises(RuleBroken, match="没有排完"):
            actions.finish_print(run)
        set_print_run(str(run.pk))
        assert [bytes(piece.content)[:9] == b"%PDF-kept" for piece in run.pieces.all()] == [True, False]

    def test_a_name_without_glyphs_stops_the_pile_and_says_why(self, cast: Cast) -> None:
        row = make_credential(make_person("张\U00020001"))
        run = self.order(cast, [row])
        set_print_run(str(run.pk))
        run.refresh_from_db()
        assert (run.state, "\U00020001" in run.fault) == ("failed", True)
        with pytest.raises(PermissionDenied):
            actions.retry_print(run, by=cast.huang.actor)
        assert actions.retry_print(run, by=cast.zhao.actor).state == "queued"
        with pytest.raises(TransitionNotAllowed):
            actions.retry_print(run, by=cast.zhao.actor)

    def test_nothing_or_too_much_is_refused(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(RuleBroken, match="没有可打印"):
            self.order(cast, [])
        monkeypatch.setattr("juxian.credentials.actions.print_run.MOST", 1)
        with pytest.raises(RuleBroken, match="一次最多打印1张"):
            self.order(cast, [make_credential(), make_credential()])

    def test_not_permitted_for_others(self, cast: Cast) -> None:
        with pytest.raises(PermissionDenied):
            actions.order_print(None, title="x", copy_ids=[], paper="a4", language="en", by=cast.huang.actor)


@pytest.mark.parametrize(("state", "event", "target"), list(PRINT_RUN.cells()))
def test_every_cell_of_a_print_run(state: str, event: str, target: str | None) -> None:
    cells = {("queued", "finish"): "done", ("queued", "fail"): "failed", ("failed", "retry"): "queued"}
    assert target == cells.get((state, event))
