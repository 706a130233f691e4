"""The words of what a run says: the clauses behind its reason codes, and what changed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _t

from juxian.benefits.models import Run
from juxian.benefits.queries.archive import law_of, law_of_today
from juxian.benefits.queries.law import title_of
from juxian.kit.language import for_the_reader
from juxian.kit.punctuation import listed
from juxian.policy.stacking import EITHER_OR


def reason_words(run: Run) -> dict[str, str]:
    """Return the words of every reason code that a run can have, by the law that it used."""
    law = law_of(run.rulebook) if run.rulebook else law_of_today()
    policy = law.policies.get(run.policy)
    clauses = policy.conditions if policy else ()
    found = {one.key: for_the_reader({"zh": one.label.zh, "en": one.label.en}) for one in clauses}
    others = [other.id for other in law.policies.values() if other.pays and other.id != run.policy]
    return found | {f"{EITHER_OR}.{other}": _t("与“%s”二选一") % title_of(other) for other in others}


def in_words(reasons: Iterable[str], words: Mapping[str, str]) -> str:
    """Return reason codes as one phrase; a code that has no words stands as it is."""
    return listed([words.get(reason, reason) for reason in reasons])


def change_in_words(changed: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what changed, one sentence each, in the reader's language."""
    return [for_the_reader(change["text"]) if change.get("text") else str(change["what"]) for change in changed]
