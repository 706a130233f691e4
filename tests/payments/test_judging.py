"""What a bank's line means, without a database: nothing is followed that does not fit, and nothing is forgotten."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.payments.formats import ReadLine
from juxian.payments.judging import DECISIONS, Known, judge, missing, result_of
from juxian.payments.models import Decision, Fault
from juxian.payments.states import PaymentState

BATCH, OTHER = uuid4(), uuid4()


def known(state: str = "in_flight", **fields: object) -> Known:
    values = {"payment_id": uuid4(), "batch_id": BATCH, "amount_fen": 100, "state": state, "account_number": "62"}
    return Known(**{**values, **fields})  # type: ignore[arg-type]


def line(number: str = "A", fen: int = 100, result: str = "paid", **fields: object) -> ReadLine:
    return ReadLine(2, number, fen, result, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "payment", "fault"),
    [
        (line(), None, "unknown_line"),
        (line(), known(batch_id=OTHER), "wrong_batch"),
        (line(), known("planned"), "not_sent"),
        (line(), known("dropped"), "not_sent"),
        (line(fen=99), known(), "wrong_amount"),
        (line(account_number="63"), known(), "wrong_account"),
        (line(result="returned"), known("settled"), "contradiction"),
        (line(), known("returned"), "contradiction"),
        (line(), known("settled"), ""),
        (line(result="returned"), known("returned"), ""),
    ],
)
def test_a_line_that_does_not_fit_says_why(told: ReadLine, payment: Known | None, fault: str) -> None:
    found = judge([told], {"A": payment} if payment else {}, BATCH)[0]
    assert (found.fault, found.is_news) == (fault, False)


@pytest.mark.parametrize("state", ["in_flight", "unknown"])
def test_a_line_that_fits_is_followed(state: str) -> None:
    found = judge([line(account_number="62")], {"A": known(state)}, BATCH)[0]
    assert (found.fault, found.is_news) == ("", True)


def test_a_statement_that_names_no_batch_speaks_of_any() -> None:
    assert judge([line()], {"A": known(batch_id=OTHER)}, None)[0].is_news


def test_of_the_same_line_twice_the_first_counts() -> None:
    found = judge([line(), line()], {"A": known()}, BATCH)
    assert [verdict.fault for verdict in found] == ["", "twice"]


def test_of_two_lines_that_disagree_none_counts() -> None:
    found = judge([line(), line(result="returned")], {"A": known()}, BATCH)
    assert [(verdict.fault, verdict.is_news) for verdict in found] == [("twice", False)] * 2


def test_what_a_complete_file_leaves_out_is_missing() -> None:
    assert missing([line("A")], ["A", "C", "B"]) == ["B", "C"]


def test_every_fault_and_decision_of_the_tables_is_known() -> None:
    assert set(DECISIONS) == set(Fault.values)
    assert {each for choices in DECISIONS.values() for each in choices} == set(Decision.values)
    assert result_of("keep", "paid") == ""
    assert (result_of("follow", "returned"), result_of("not_paid", "paid")) == ("returned", "returned")


NUMBERS = st.sampled_from("ABCD")
LINES = st.lists(
    st.builds(line, NUMBERS, st.sampled_from([100, 99]), st.sampled_from(["paid", "returned"])), max_size=8
)
STATES = st.sampled_from([str(state) for state in PaymentState.values])


@settings(max_examples=150, deadline=None)
@given(LINES, st.dictionaries(NUMBERS, STATES))
def test_no_payment_is_moved_twice_and_no_line_gets_lost(lines: list[ReadLine], states: dict[str, str]) -> None:
    payments = {number: known(state) for number, state in states.items()}
    found = judge(lines, payments, BATCH)
    assert [verdict.line for verdict in found] == lines
    moved: list[UUID | None] = [verdict.payment_id for verdict in found if verdict.is_news]
    assert len(moved) == len(set(moved))
    for verdict in found:
        if verdict.is_news:
            payment = payments[verdict.line.payment_number]
            assert payment.state in {"in_flight", "unknown"}
            assert verdict.line.amount_fen == payment.amount_fen
