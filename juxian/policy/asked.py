"""Which facts a policy asks about on a day, in the order of its clauses: what a form has to ask a person."""

import datetime as dt

from juxian.policy import nodes
from juxian.policy.explain import find_policy
from juxian.policy.prepared import prepare
from juxian.policy.rulebook import Rulebook
from juxian.policy.vocabulary import Declaration


def facts_asked(rulebook: Rulebook, policy_id: str, on: dt.date) -> tuple[Declaration, ...]:
    """Every fact that some person's answer could need on that day, each once; a cap that is off asks for nothing.

    Raises `FactError` for a policy that does not exist.
    """
    policy = find_policy(rulebook, policy_id)
    prepared = prepare(policy, on)
    names = [declaration.name for clause in prepared.clauses for declaration in clause.facts]
    if prepared.amount:
        names += [node.name for node in nodes.walk(prepared.amount) if isinstance(node, nodes.Fact)]
    return tuple(policy.declaration(name) for name in dict.fromkeys(names))
