"""Loading the demo district: all chapters in one transaction, so that there is a whole district or none."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings
from django.utils.translation import gettext as _t
from django.utils.translation import override

from juxian.demo.allowances import pay_allowances
from juxian.demo.assessors import learn_new_trades, register_assessors
from juxian.demo.campus import replay_campus
from juxian.demo.cast import OFFICE_USCC, found_district
from juxian.demo.cohort import recognise_first_cohort
from juxian.demo.employers import register_employers
from juxian.demo.exams import define_examinations
from juxian.demo.papers import hand_over_at_the_ceremony, live_through_two_years
from juxian.demo.recruiters import register_recruiters
from juxian.demo.registers import load_registers, make_plan, publish_editions
from juxian.demo.today import begin_todays_work
from juxian.demo.today_money import fill_money_desks
from juxian.demo.today_recruiting import begin_todays_recruiting
from juxian.kit.audit.sealing import seal
from juxian.people.queries import organisation_by_uscc

Progress = Callable[[int, int, str], object]

# The chapters with their weight in the progress bar (about how many applications each moves).
CHAPTERS = 499


def is_loaded() -> bool:
    """Tell whether the demo district is there. It is loaded whole or not at all."""
    return organisation_by_uscc(OFFICE_USCC) is not None


def load(progress: Progress = lambda done, total, label: None) -> None:
    """Load the district. Messages of the replayed years reach inboxes; no gateway is called for them."""
    memory = {
        "SMS_GATEWAY": "juxian.kit.messages.gateways.MemorySms",
        "BANK_GATEWAY": "juxian.payments.gateways.bank.MemoryBank",
    }
    mail = {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    with override(settings.LANGUAGE_CODE), override_settings(**memory, **mail), transaction.atomic():
        bar = Bar(progress)
        district = found_district()
        bar.step(5, _t("机关和人员"))
        load_registers(district)
        make_plan(district)
        publish_editions(district, year_from=2023, year_until=2023)
        bar.step(5, _t("职业和紧缺工种目录"))
        register_employers(district)
        bar.step(5, _t("用人单位"))
        recruiters = register_recruiters(district, tick=lambda: bar.step(2, _t("线上招聘的用人单位")))
        replay_campus(recruiters, district, tick=lambda: bar.step(4, _t("线上校园招聘和云招聘")))
        register_assessors(district)
        define_examinations(district)
        recognise_first_cohort(district, tick=lambda: bar.step(1, _t("2023年首批金蓝领人才")))
        hand_over_at_the_ceremony(district)
        bar.step(30, _t("颁证仪式"))
        publish_editions(district, year_from=2024)
        live_through_two_years(district)
        money = pay_allowances(district, tick=lambda: bar.step(4, _t("按月发放津贴")))
        learn_new_trades(district)
        bar.step(10, _t("职业和紧缺工种目录"))
        begin_todays_work(district, tick=lambda: bar.step(8, _t("今天的待办")))
        begin_todays_recruiting(recruiters, district, tick=lambda: bar.step(4, _t("今天的待办")))
        fill_money_desks(money)
        bar.finish(_t("完成"))
    seal()


class Bar:
    """Counts steps for the caller's progress bar."""

    def __init__(self, progress: Progress):
        self.progress, self.done = progress, 0

    def step(self, count: int, label: str) -> None:
        self.done = min(self.done + count, CHAPTERS)
        self.progress(self.done, CHAPTERS, label)

    def finish(self, label: str) -> None:
        self.step(CHAPTERS, label)
