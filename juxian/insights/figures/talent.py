"""Figures of the talent plan: the first cohort, the places, what is left (rules §11, rows 1–5)."""

from functools import partial

from django.db.models import Min, QuerySet, Sum
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.catalogue.levels import HIGHLY_SKILLED, RECOGNISED, SkillLevel
from juxian.evaluation.queries import ledger
from juxian.insights.figures.registry import Value, figure
from juxian.insights.figures.shapes import APPLICATIONS, PLACES_HELD, PLAN_PLACES
from juxian.kit.access import Text

ARTICLE = _("《厦门日报》2023-11-07")
COHORT, PLAN, LEFT = _("首批金蓝领人才"), _("培养计划名额"), _("还剩的名额")
PEOPLE, SEATS = _("人"), pgettext_lazy("places", "个")


def first_day(rows: QuerySet) -> Value:
    """The earliest day of recognition."""
    return rows.aggregate(day=Min("recognised_on"))["day"]


def all_places(rows: QuerySet) -> Value:
    return rows.aggregate(places=Sum("places"))["places"] or 0


def left_of(level: str, held: QuerySet) -> Value:
    """The places of the level less those that are held."""
    places = ledger.plan_places(level).aggregate(places=Sum("places"))["places"] or 0
    return int(places) - held.count()


def _words(template: Text, level: SkillLevel) -> str:
    return str(template) % {"level": level.label}


# Put together when it is read: at import nobody's language is known.
words = lazy(_words, str)


@figure(
    "f02",
    label=_("首批获证"),
    unit=PEOPLE,
    group=COHORT,
    shape=APPLICATIONS,
    description=_("认定日期等于最早一次认定日期的申报。"),
    source=ARTICLE,
)
@figure(
    "f01",
    label=_("首批证书颁发日期"),
    group=COHORT,
    shape=APPLICATIONS,
    value=first_day,
    description=_("认定日期最早的一批申报的认定日期。"),
    source=ARTICLE,
)
def first_cohort() -> QuerySet:
    return ledger.first_cohort()


for each in RECOGNISED:
    figure(
        f"f03.{each.value}",
        label=words(_("首批%(level)s"), each),
        unit=PEOPLE,
        group=COHORT,
        shape=APPLICATIONS,
        description=words(_("首批申报中，认定等级为%(level)s的。"), each),
        source=ARTICLE,
    )(partial(ledger.first_cohort, each.value))

figure(
    "f04",
    label=_("计划总名额"),
    unit=SEATS,
    group=PLAN,
    shape=PLAN_PLACES,
    value=all_places,
    description=_("今天在执行的培养计划各等级名额之和。"),
    source=ARTICLE,
)(ledger.plan_places)

for each in reversed(HIGHLY_SKILLED):
    figure(
        f"f05.{each.value}",
        label=words(_("%(level)s名额"), each),
        unit=SEATS,
        group=PLAN,
        shape=PLAN_PLACES,
        value=all_places,
        description=words(_("今天在执行的培养计划中%(level)s的名额。"), each),
        source=ARTICLE,
    )(partial(ledger.plan_places, each.value))

for each in reversed(HIGHLY_SKILLED):
    figure(
        f"f05.{each.value}.left",
        label=words(_("%(level)s剩余名额"), each),
        unit=SEATS,
        group=LEFT,
        shape=PLACES_HELD,
        value=partial(left_of, each.value),
        description=words(_("%(level)s的名额减去已占用的名额；所列的是已占用的名额。"), each),
    )(partial(ledger.places_held, each.value))
