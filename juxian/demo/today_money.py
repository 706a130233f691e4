"""What lies on the desks of benefits, payments and registers today: something at every one of them."""

import datetime as dt

from juxian.benefits import actions as benefits
from juxian.benefits.queries.entitlement import in_state
from juxian.demo import bank
from juxian.demo import register_files as files
from juxian.demo.allowances import GOLD, YOUTH, Office, back, evaluate, last_full_month, revoked, run_and_sample, settle
from juxian.demo.cast import citizen_actor
from juxian.demo.graduates import register_newcomers
from juxian.demo.offices import (
    deliver_month,
    deliver_newcomers,
    deliver_rents,
    deliver_retirement,
    months,
    retired,
)
from juxian.kit import clock
from juxian.kit.draining import drain
from juxian.notices.actions import close_notice
from juxian.payments import actions as payments
from juxian.registers.actions import ask_about_fact

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
# The batches of the last three months stand before three different pairs of hands.
LEFT_AT = ("sealed", "reviewed", "computed")


def fill_money_desks(office: Office) -> None:
    """The office settles the last quarter month by month; every step of it has left something."""
    now, latest = clock.now(), last_full_month()
    _hear_of_the_quarter(office, latest, now)
    _leave_promises(office, back(latest, 1), now)
    for number, (month, upto) in enumerate(zip(months(back(latest, 3), back(latest, 1)), LEFT_AT, strict=True)):
        settle(office, GOLD, month, now - (9 - 3 * number) * DAY, upto)
    _leave_a_recovery(office, now)
    with clock.at(now - DAY):
        evaluate(office, GOLD, latest)
    _leave_questions(office, latest, now)
    drain()


def _hear_of_the_quarter(office: Office, latest: dt.date, now: dt.datetime) -> None:
    """Newcomers, a retirement heard of too late, the insurance and the rents of the last months."""
    town, quarter = office.town, back(latest, 3)
    newcomers = register_newcomers(town.district, quarter)
    town.graduates += newcomers
    deliver_newcomers(town, newcomers, now - 16 * DAY)
    deliver_retirement(town, back(latest, 6).replace(day=10), now - 16 * DAY)
    for month in months(quarter, latest):
        deliver_month(town, month, now - 15 * DAY)
    deliver_rents(town, quarter, now - 15 * DAY)


def _leave_promises(office: Office, month: dt.date, now: dt.datetime) -> None:
    """Six newcomers were found: one is asked, one disputes, one is held, one confirmed, one was shown, one declined."""
    xu, start = office.officers["xu"], now - 13 * DAY
    run_and_sample(office, YOUTH, month, start)
    asked = list(in_state(YOUTH, "asked"))
    with clock.at(start + 2 * HOUR):
        for row in (asked[4], asked[5]):
            benefits.confirm_entitlement(row, by=citizen_actor(row.person))
        benefits.decline_entitlement(asked[3], reason="准备回老家工作了。", by=citizen_actor(asked[3].person))
        reason = "学历写的是专科，其实我是本科毕业。"
        benefits.dispute_entitlement(asked[1], reason=reason, by=citizen_actor(asked[1].person))
        benefits.hold_entitlement(asked[2], reason="租房合同上的地址与单位不在同一区，先核实。", by=xu)
        title = f"{clock.today().year}年{clock.today().month}月拟兑现人才待遇人员名单公示"
        asked[4].refresh_from_db()
        notice = benefits.publish_entitlements(YOUTH, title=title, entitlements=[asked[4]], by=office.officers["lin"])
        drain()
    with clock.at(now - 2 * HOUR):
        notice.refresh_from_db()
        close_notice(notice)
        drain()


def _leave_a_recovery(office: Office, now: dt.datetime) -> None:
    """What was paid after the retirement is claimed back; the rest of it somebody proposes to let go."""
    person, qian = retired(office.town).person, office.officers["qian"]
    with clock.at(now - 2 * DAY):
        reason = "4月办理退休后多发，部门数据迟到。"
        recovery = payments.claim_back(person, policy=GOLD, reason=reason, by=qian)
        payments.propose_waiver(recovery, reason="本人已患重病住院，家庭困难，有医院证明。", by=qian)


def _leave_questions(office: Office, latest: dt.date, now: dt.datetime) -> None:
    """A file to take in, a question about a fact, a departure, an appeal, and a line of the bank that nobody knows."""
    town, officers = office.town, office.officers
    with clock.at(now - DAY):
        rows = files.other_name(files.contracts(town.jobs[:6]))
        files.send(files.csv_file("contract", rows), "contract", None, by=officers["du"])
        person = revoked(town).person
        reasons = "证书撤销前的月份我都在岗，请核对7月的津贴是否应当发给我。"
        benefits.file_appeal(person, policy=GOLD, reasons=reasons, by=citizen_actor(person))
        person = town.graduates[-5].person
        question = "名单上的学历不对，我是2023年本科毕业。"
        ask_about_fact(person, register="scheme", question=question, by=citizen_actor(person))
        _report_a_departure(office)
        content = bank.statement([bank.Transfer("DF999999990001", "", "1500.00")], (), clock.today())
        payments.take_in_reply(
            None,
            content=content,
            file_name="statement.csv",
            kind="statement",
            bank_format=bank.FORMAT,
            by=officers["qian"],
        )


def _report_a_departure(office: Office) -> None:
    """王建国 says that one of his people has left."""
    town = office.town
    first = town.district.employers[0]
    keys = {worker.person.pk for worker in town.workers if worker.case.employer.pk == first.pk}
    row = next(row for row in in_state(GOLD, "granted") if row.person_id in keys)
    left_on = clock.today() - 5 * DAY
    benefits.report_departure(first, entitlement=row, left_on=left_on, by=town.district.employer_actor(0))
