"""The engine that evaluates law: reads a policy folder, checks it, explains a decision. Imports no Django.

The front door:

* `load_rulebook(folder) -> Rulebook`: reads and checks a district's folder; raises `RulebookError` with all `faults`.
  A rulebook is immutable and its `id` is the hash of its files, so load it once and keep it.
* `explain(rulebook, policy_id, facts, on) -> Explanation`: one person, three-valued, clause by clause;
  each `Clause` has a `Verdict` (met, not_met, unknown, judgement), its law, the values, and what is missing.
* `replay(rulebook, record)`: judges again from a stored `Explanation.to_dict()`; the same bytes come out.
* `Given(value, trust, source)`: a fact with its own origin. `FactError`: a fact, day or policy name is wrong.
* `months_from(first, last)`: the months of a stretch, as a fact of type `months` wants them.
* `run_cases(rulebook)`: the worked cases of every policy and what differs.
"""

from juxian.policy.dates import months_from
from juxian.policy.district import District, Plan
from juxian.policy.examples import run_cases
from juxian.policy.explain import explain, replay
from juxian.policy.explanation import Clause, Explanation, Threshold, UsedValue, Verdict, overall
from juxian.policy.faults import Fault, RulebookError
from juxian.policy.rulebook import Rulebook, load_rulebook
from juxian.policy.sheet import FactError, Given

__all__ = [
    "Clause",
    "District",
    "Explanation",
    "FactError",
    "Fault",
    "Given",
    "Plan",
    "Rulebook",
    "RulebookError",
    "Threshold",
    "UsedValue",
    "Verdict",
    "explain",
    "load_rulebook",
    "months_from",
    "overall",
    "replay",
    "run_cases",
]
