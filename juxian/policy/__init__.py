"""The engine that evaluates law: reads a policy folder, checks it, explains a decision. Imports no Django.

The front door:

* `load_rulebook(folder) -> Rulebook`: reads and checks a district's folder; raises `RulebookError` with all `faults`.
  A rulebook is immutable and its `id` is the hash of its files, so load it once and keep it.
* `explain(rulebook, policy_id, facts, on) -> Explanation`: one person, three-valued, clause by clause;
  each `Clause` has a `Verdict` (met, not_met, unknown, judgement), its law, the values, and what is missing.
* `replay(rulebook, record)`: judges again from a stored `Explanation.to_dict()`; the same bytes come out.
* `Given(value, trust, source)`: a fact with its own origin. `FactError`: a fact, day or policy name is wrong.
* `facts_asked(rulebook, policy_id, on)`: what a form has to ask a person.
* `months_from(first, last)`: the months of a stretch, as a fact of type `months` wants them.
* `run_cases(rulebook)`: the worked cases and cohorts of every policy, the cases of stacking, and what differs.
* `check_stacking(rulebook, paid)`, `exclude_stacked(rulebook, candidates)`: which benefits of one month exclude each
  other, over rows of `Drawn(person, policy, month, amount_fen)`.
* `rulebook_of(files)`: a rulebook again from the `files` of an earlier one. `state_before`: what earlier months left.
* `continued(vocabulary, facts, known_on, day)`: facts on a later day if nothing changes.
"""

from juxian.policy.asked import facts_asked
from juxian.policy.continuation import continued
from juxian.policy.dates import months_from
from juxian.policy.district import District, Plan
from juxian.policy.examples import run_cases
from juxian.policy.explain import explain, replay
from juxian.policy.explanation import Clause, Explanation, Threshold, UsedValue, Verdict, overall
from juxian.policy.faults import Fault, RulebookError
from juxian.policy.rulebook import Rulebook, load_rulebook, rulebook_of
from juxian.policy.sheet import FactError, Given
from juxian.policy.stacked import Drawn, Excluded, Forbidden, check_stacking, exclude_stacked
from juxian.policy.state import state_before

__all__ = [
    "Clause",
    "District",
    "Drawn",
    "Excluded",
    "Explanation",
    "FactError",
    "Fault",
    "Forbidden",
    "Given",
    "Plan",
    "Rulebook",
    "RulebookError",
    "Threshold",
    "UsedValue",
    "Verdict",
    "check_stacking",
    "continued",
    "exclude_stacked",
    "explain",
    "facts_asked",
    "load_rulebook",
    "months_from",
    "overall",
    "replay",
    "rulebook_of",
    "run_cases",
    "state_before",
]
