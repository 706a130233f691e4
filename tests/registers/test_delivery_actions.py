"""A file of another office: sent, read, previewed, taken in, withdrawn."""

import datetime as dt
from typing import Any

import pytest

from juxian.demo import register_files as files
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.registers import actions
from juxian.registers.actions.rows import Line
from juxian.registers.importers import take_in_file
from juxian.registers.models import InsuranceMonth, Subject
from juxian.registers.states import DeliveryState
from juxian.registers.tasks import let_go_of_files
from tests.people.audit import last, whole_record
from tests.registers.factories import FEBRUARY, JANUARY, STRANGER, Desk


class TestSend:
    def test_a_file_is_read_and_previewed_and_nothing_counts(self, desk: Desk) -> None:
        delivery = desk.send("insurance", desk.insurance(), FEBRUARY)
        assert delivery.state == DeliveryState.READY
        assert (delivery.row_count, delivery.new_count, delivery.faults) == (2, 2, [])
        assert not InsuranceMonth.objects.exists()
        assert last("registers.send_delivery").subject_id == delivery.pk

    def test_a_workbook_is_read_like_a_csv(self, desk: Desk) -> None:
        file = files.workbook("insurance", desk.insurance())
        assert files.send(file, "insurance", FEBRUARY, by=desk.by).new_count == 2

    @pytest.mark.parametrize("role", ["lin", "qian", "zhou", "zhao"])
    def test_whoever_only_reads_registers_cannot_send(self, desk: Desk, role: str) -> None:
        with pytest.raises(PermissionDenied):
            desk.send("insurance", desk.insurance(), FEBRUARY, by=getattr(desk.cast, role).actor)

    def test_a_monthly_file_needs_a_month_that_has_come(self, desk: Desk) -> None:
        with pytest.raises(RuleBroken, match="请选择所属月份"):
            desk.send("insurance", desk.insurance(), None)
        with pytest.raises(RuleBroken, match="还没有到"):
            desk.send("insurance", desk.insurance(), dt.date(2025, 4, 1))

    def test_a_file_for_another_month_is_refused_as_a_whole(self, desk: Desk) -> None:
        delivery = desk.send("insurance", desk.insurance(), JANUARY)
        assert delivery.state == DeliveryState.UNREADABLE
        assert delivery.reason == (
            "选择的月份是2025-01，文件第2行却是2025-02的数据（这样的行共2行）。请选对月份，或换成2025-01的文件后重新上传。"
        )

    def test_numbers_of_people_stay_out_of_the_record(self, desk: Desk) -> None:
        desk.deliver("insurance", files.wrong_digit(desk.insurance()), FEBRUARY)
        assert desk.lv.number not in whole_record()


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "column", "sentence"),
        [
            ("wrong_digit", "identity_number", "校验不通过"),
            ("other_name", "name", "登记的姓名是“吕*强”"),
            ("twice", "identity_number", "与第 2 行重复"),
        ],
    )
    def test_each_mistake_of_an_office_is_found(self, desk: Desk, fault: str, column: str, sentence: str) -> None:
        delivery = desk.send("insurance", files.FAULTS[fault](desk.insurance()), FEBRUARY)
        (found,) = delivery.faults
        assert found["column"] == column
        assert sentence in found["message"]
        assert delivery.fit_count == delivery.row_count - 1

    def test_an_employer_whose_place_nobody_told_is_remarked_and_taken(self, desk: Desk) -> None:
        desk.places()
        delivery = desk.send("insurance", files.unknown_employer(desk.insurance()), FEBRUARY)
        assert delivery.fit_count == 2
        assert "外地某公司" in delivery.remarks[0]

    def test_one_number_under_two_names_in_one_file_is_a_fault(self, desk: Desk) -> None:
        row = files.ended(STRANGER, "退休", dt.date(2024, 5, 1))
        rows = [row, row | {"name": "欧阳近", "kind": "死亡"}]
        assert [fault["row"] for fault in desk.send("end", rows, name="二.csv").faults] == [3]

    @pytest.mark.parametrize(
        ("register", "changes", "sentence"),
        [
            ("contract", {"until_on": "2023-01-01", "is_open_ended": ""}, "早于开始的日期"),
            ("contract", {"is_open_ended": "是"}, "无固定期限合同没有合同止"),
            ("contract", {"until_on": ""}, "有期限的合同要填合同止"),
            ("rent", {"months": "13"}, "1 到 12"),
            ("rent", {"division": "集美"}, "六位行政区划代码"),
            ("rent", {"account_tail": "12345"}, "最多 4 个字"),
            ("dishonesty", {"listed_on": "2026-01-01"}, "还没有到"),
            ("wage", {"year": "2031"}, "2000 到今年"),
            ("employer", {"from_on": "", "until_on": "2024-01-01"}, "也要填在区起"),
        ],
    )
    def test_values_that_cannot_be_are_told(
        self, desk: Desk, register: str, changes: dict[str, str], sentence: str
    ) -> None:
        row = row_of(desk, register) | changes
        delivery = desk.send(register, [row], FEBRUARY if register == "rent" else None)
        assert sentence in str(delivery.faults)


class TestTakeIn:
    def test_right_rows_count_together_and_strangers_are_kept(self, desk: Desk) -> None:
        rows = [*desk.insurance(), files.insurance([files.Job(STRANGER, desk.here, JANUARY)], FEBRUARY)[0]]
        delivery = desk.deliver("insurance", rows, FEBRUARY)
        assert delivery.state == DeliveryState.TAKEN_IN
        assert (delivery.stranger_count, delivery.done_count) == (1, 3)
        assert InsuranceMonth.objects.known_at(clock.now()).count() == 3
        assert Subject.objects.get(name=STRANGER.name).identity_number.open() == STRANGER.number
        assert last("registers.take_in_rows").data["lines"] is None

    def test_all_or_nothing_is_refused_while_a_row_is_wrong(self, desk: Desk) -> None:
        delivery = desk.send("insurance", files.wrong_digit(desk.insurance()), FEBRUARY)
        with pytest.raises(RuleBroken, match="还有1行有问题"):
            actions.begin_delivery(delivery, is_whole=True, by=desk.by)

    def test_the_same_file_twice_changes_nothing(self, desk: Desk) -> None:
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        with pytest.raises(RuleBroken, match="不会重复导入"):
            desk.send("insurance", desk.insurance(), FEBRUARY)
        assert InsuranceMonth.objects.count() == 2

    def test_two_copies_that_wait_are_taken_in_once(self, desk: Desk) -> None:
        first, second = (desk.send("insurance", desk.insurance(), FEBRUARY) for _copy in range(2))
        actions.begin_delivery(first, by=desk.by)
        with pytest.raises(RuleBroken, match="不会重复导入"):
            actions.begin_delivery(second, by=desk.by)

    def test_a_run_begun_anew_adds_no_line_twice(self, desk: Desk) -> None:
        delivery = desk.send("insurance", desk.insurance(), FEBRUARY)
        delivery = actions.begin_delivery(delivery, by=desk.by)
        actions.take_in_rows(delivery, lines=[line_of(desk)], done_count=1)
        take_in_file(delivery)
        assert InsuranceMonth.objects.filter(delivery=delivery).count() == 2

    def test_a_row_that_became_wrong_meanwhile_stops_the_whole(self, desk: Desk) -> None:
        delivery = desk.send("insurance", desk.insurance(), FEBRUARY)
        delivery = actions.begin_delivery(delivery, is_whole=True, by=desk.by)
        desk.cast.lv.person.set_name("吕志刚")
        desk.cast.lv.person.save()
        stopped = take_in_file(delivery)
        assert (stopped.state, stopped.faulty_count) == (DeliveryState.READY, 1)
        assert not InsuranceMonth.objects.exists()

    def test_what_was_taken_in_is_not_begun_again(self, desk: Desk) -> None:
        delivery = desk.deliver("insurance", desk.insurance(), FEBRUARY)
        with pytest.raises(TransitionNotAllowed):
            actions.begin_delivery(delivery, by=desk.by)

    def test_a_reader_takes_nothing_in(self, desk: Desk) -> None:
        delivery = desk.send("insurance", desk.insurance(), FEBRUARY)
        for do in (actions.begin_delivery, actions.discard_delivery):
            with pytest.raises(PermissionDenied):
                do(delivery, by=desk.cast.lin.actor)


class TestWithdraw:
    def test_rows_stay_and_count_no_longer(self, desk: Desk) -> None:
        delivery = desk.deliver("insurance", desk.insurance(), FEBRUARY)
        before = clock.now()
        with clock.at(before + dt.timedelta(hours=1)):
            actions.withdraw_delivery(delivery, reason="报送部门发来的是旧文件", by=desk.by)
            assert not InsuranceMonth.objects.known_at(clock.now()).exists()
        assert InsuranceMonth.objects.known_at(before).count() == 2
        assert last("registers.withdraw_delivery").to_state == DeliveryState.WITHDRAWN

    def test_it_needs_a_reason_the_permission_and_a_file_that_counts(self, desk: Desk) -> None:
        delivery = desk.deliver("insurance", desk.insurance(), FEBRUARY)
        with pytest.raises(RuleBroken, match="写明原因"):
            actions.withdraw_delivery(delivery, reason=" ", by=desk.by)
        with pytest.raises(PermissionDenied):
            actions.withdraw_delivery(delivery, reason="错了", by=desk.cast.huang.actor)
        waiting = desk.send("insurance", desk.insurance(JANUARY), JANUARY)
        with pytest.raises(TransitionNotAllowed):
            actions.withdraw_delivery(waiting, reason="错了", by=desk.by)

    def test_the_same_file_may_come_again_after_it(self, desk: Desk) -> None:
        delivery = desk.deliver("insurance", desk.insurance(), FEBRUARY)
        actions.withdraw_delivery(delivery, reason="先撤再报", by=desk.by)
        assert desk.deliver("insurance", desk.insurance(), FEBRUARY).state == DeliveryState.TAKEN_IN


class TestLettingGo:
    def test_a_discarded_file_is_let_go_of(self, desk: Desk) -> None:
        delivery = actions.discard_delivery(desk.send("insurance", desk.insurance(), FEBRUARY), by=desk.by)
        assert (delivery.state, delivery.upload) == (DeliveryState.DISCARDED, None)

    def test_a_month_after_the_end_the_file_goes_and_the_rows_stay(self, desk: Desk) -> None:
        delivery = desk.deliver("insurance", desk.insurance(), FEBRUARY)
        assert let_go_of_files() == 0
        with clock.at(clock.now() + dt.timedelta(days=31)):
            assert let_go_of_files() == 1
        delivery.refresh_from_db()
        assert (delivery.upload, InsuranceMonth.objects.count()) == (None, 2)


class TestRename:
    def test_a_stranger_gets_the_name_they_have_now(self, desk: Desk) -> None:
        desk.deliver("end", [files.ended(STRANGER, "退休", dt.date(2024, 5, 1))])
        actions.rename_subject(Subject.objects.get(), name="欧阳远山", reason="户籍变更证明", by=desk.by)
        row = files.ended(STRANGER, "死亡", dt.date(2024, 6, 1)) | {"name": "欧阳远山"}
        assert desk.send("end", [row]).faults == []
        assert last("registers.rename_subject").data["name"] is None

    def test_it_needs_the_permission_and_words(self, desk: Desk) -> None:
        desk.deliver("end", [files.ended(STRANGER, "退休", dt.date(2024, 5, 1))])
        with pytest.raises(PermissionDenied):
            actions.rename_subject(Subject.objects.get(), name="某", reason="证明", by=desk.cast.lin.actor)
        with pytest.raises(RuleBroken, match="新的姓名"):
            actions.rename_subject(Subject.objects.get(), name=" ", reason="证明", by=desk.by)


def line_of(desk: Desk) -> Line:
    """The first line of the file, as a run that was cut short had inserted it."""
    from juxian.kit.secrets import blind_index

    values: dict[str, Any] = {"employer": desk.here.code, "employer_name": desk.here.name, "month": FEBRUARY}
    values |= {"base_fen": 1, "status": "paid", "is_void": False}
    return Line(2, values, desk.lv.name, desk.lv.number, blind_index("identity", desk.lv.number))


def row_of(desk: Desk, register: str) -> dict[str, str]:
    """A right row of any register."""
    return {
        "contract": lambda: files.contracts(desk.jobs)[0],
        "rent": lambda: files.rents([desk.lv], dt.date(2025, 1, 1), dt.date(2025, 2, 20))[0],
        "dishonesty": lambda: files.dishonest(desk.lv, dt.date(2024, 1, 1)),
        "wage": lambda: {"occupation": "6-18-02-04", "year": "2024", "monthly_fen": "5600"},
        "employer": lambda: files.places([desk.here])[0],
    }[register]()
