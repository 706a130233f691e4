"""The district's services (事项) as data: `services.yaml` of the district, with conditions and time limits that other
domains know and that are therefore never written down twice."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext_lazy as _

import juxian
from juxian.benefits.queries.law import benefits
from juxian.benefits.queries.service import clause_texts, promised_steps
from juxian.evaluation.facts import condition_texts
from juxian.evaluation.queries.time_limits import time_limits
from juxian.kit import clock
from juxian.kit.access import Text
from juxian.kit.language import for_the_reader
from juxian.notices.queries.work_queue import OBJECTION_WORKING_DAYS
from juxian.people.queries.work_queue import VERIFICATION_WORKING_DAYS


@dataclass(frozen=True)
class Words:
    """A text in the two languages in which a district writes."""

    zh: str
    en: str

    def __str__(self) -> str:
        return for_the_reader({"zh": self.zh, "en": self.en})


@dataclass(frozen=True)
class Step:
    """Who does what within how many working days; None where it is done at once."""

    holder: Text
    promise: Text
    working_days: int | None


@dataclass(frozen=True)
class Service:
    """One thing that people come for: for whom, under which conditions, with what, how long, whom to ask."""

    key: str
    title: Words
    summary: Words
    for_whom: Words
    papers: list[Words]
    fee: Words
    law: Words
    contact: Words
    start: str
    start_label: Words
    steps_from: str
    conditions_from: str
    own_conditions: list[Words]

    @property
    def conditions(self) -> list[str]:
        if self.conditions_from:
            return [for_the_reader(row["text"]) for row in CONDITIONS[self.conditions_from]()]
        return [str(words) for words in self.own_conditions]

    @property
    def steps(self) -> list[Step]:
        return STEPS[self.steps_from]()


def evaluation_steps() -> list[Step]:
    return [Step(step.holder, step.promise, step.working_days) for step in time_limits()]


def benefit_conditions(policy: str) -> list[dict[str, Any]]:
    return list(clause_texts(policy, clock.today()))


def benefit_steps(policy: str) -> list[Step]:
    return [Step(*step) for step in promised_steps(policy)]


CONDITIONS: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "evaluation": lambda: condition_texts(clock.today()),
    **{policy: partial(benefit_conditions, policy) for policy in benefits()},
}
STEPS: dict[str, Callable[[], list[Step]]] = {
    "evaluation": evaluation_steps,
    "people": lambda: [Step(_("区人社局窗口"), _("核验登记信息"), VERIFICATION_WORKING_DAYS)],
    "credentials": lambda: [Step(_("系统"), _("给出查验结果"), None)],
    "notices": lambda: [Step(_("区人社局"), _("核实并作出决定，实名的书面答复"), OBJECTION_WORKING_DAYS)],
    **{policy: partial(benefit_steps, policy) for policy in benefits()},
}


@cache
def services() -> dict[str, Service]:
    """Return the district's services by key, in its order. A file that lacks something is refused when it is read."""
    path = Path(juxian.__file__).parent / "districts" / settings.DISTRICT / "services.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {key: _service(key, facts) for key, facts in found.items()}


def _service(key: str, facts: dict[str, Any]) -> Service:
    names = ("title", "summary", "for_whom", "fee", "law", "contact", "start_label")
    service = Service(
        key=key,
        papers=[Words(**words) for words in facts["papers"]],
        start=facts["start"],
        steps_from=facts["steps_from"],
        conditions_from=facts.get("conditions_from", ""),
        own_conditions=[Words(**words) for words in facts.get("conditions", [])],
        **{name: Words(**facts[name]) for name in names},
    )
    if service.steps_from not in STEPS or service.conditions_from not in {"", *CONDITIONS}:
        raise ValueError(f"services.yaml: {key} takes its steps or conditions from where nothing is")
    return service
