"""The certificates of the first cohort: a ceremony with its order and receipts, and what happened to some later."""

import datetime as dt
from typing import Any

from juxian.credentials import actions
from juxian.credentials.queries import valid_credentials
from juxian.demo.cast import TIME_ZONE, District, citizen_actor
from juxian.kit import clock

CEREMONY = dt.date(2023, 11, 6)
ABSENT = 3  # did not come to the ceremony; two of them fetched theirs afterwards


def at(year: int, month: int, day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(year, month, day, hour, 0, tzinfo=TIME_ZONE)


def hand_over_at_the_ceremony(district: District) -> None:
    """Everybody in the order of level and trade; who was absent fetches the certificate, or sends a colleague."""
    zhao = district.officers["zhao"]
    with clock.at(at(2023, 11, 6, 11)):
        ceremony = actions.arrange_ceremony(
            None,
            title="集美区首批金蓝领人才颁证仪式",
            held_on=CEREMONY,
            place="集美市民广场演示厅",
            seats_a_row=14,
            by=zhao,
        )
        actions.invite_to_ceremony(ceremony, credentials=list(valid_credentials()), by=zhao)
    away = [credential.copy for credential in _cohort()[-ABSENT:]]
    with clock.at(at(2023, 11, 6, 17)):
        actions.hand_over_at_ceremony(ceremony, absent=away, by=zhao)
    with clock.at(at(2023, 11, 9)):
        actions.hand_over_copy(away[0], received_by=away[0].holder_name, by=zhao)
        actions.hand_over_copy(away[1], received_by="洪雅琴", received_for="同事代领", by=zhao)


def live_through_two_years(district: District) -> None:
    """A lost copy is replaced, one certificate is suspended and resumed, one is revoked."""
    rows = _cohort()
    _replace_lost(district, rows[20])
    huang = district.officers["huang"]
    with clock.at(at(2024, 9, 10)):
        reason = "收到实名反映，业绩材料的归属正在核实。"
        suspended = actions.suspend_credential(rows[33], reason=reason, by=huang)
    with clock.at(at(2024, 9, 24)):
        actions.resume_credential(suspended, reason="经核实，业绩为本人完成，恢复有效。", by=huang)
    # 中级工 holds no place of the plan: revoking one leaves the places as they are.
    revoked = next(row for row in rows[40:] if row.level == "intermediate")
    with clock.at(at(2025, 3, 18)):
        actions.revoke_credential(revoked, reason="经查，申报时提交的劳动合同不实。", by=huang)


def _replace_lost(district: District, credential: Any) -> None:
    with clock.at(at(2024, 5, 14)):
        holder = citizen_actor(credential.holder)
        asked = actions.request_copy(credential, reason="lost", note="搬家时遗失，已在家中找过。", by=holder)
    with clock.at(at(2024, 5, 16)):
        request: Any = actions.approve_copy_request(asked, by=district.officers["lin"])
    with clock.at(at(2024, 5, 17)):
        actions.hand_over_copy(request.copy, received_by=credential.holder_name, by=district.officers["zhao"])


def _cohort() -> list[Any]:
    """The certificates of the first day, by number."""
    return list(valid_credentials().filter(issued_on=CEREMONY).select_related("holder").order_by("number"))
