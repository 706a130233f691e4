"""The SQL back end: one SELECT for PostgreSQL, where the data lie, for DuckDB, the second engine of the control, and
for Spark, where the executors of a cluster have no Python."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from juxian.policy import nodes
from juxian.policy.bulk.answers import CLAUSE_VERDICTS, MOST_CLAUSES, VERDICTS, Answer, answer, carried_on
from juxian.policy.bulk.dialects import DUCKDB, POSTGRESQL, SPARK, Dialect
from juxian.policy.bulk.known import Known, with_state
from juxian.policy.bulk.month import CARRIED, Month, window
from juxian.policy.bulk.snapshot import JUDGED, RESULTS, relevant
from juxian.policy.bulk.sql_emitter import SqlEmitter
from juxian.policy.dates import month_start
from juxian.policy.definition import Policy
from juxian.policy.explanation import Verdict
from juxian.policy.prepared import closed_trees, prepare
from juxian.policy.rulebook import Rulebook

__all__ = ["DUCKDB", "POSTGRESQL", "SPARK", "Dialect", "months_sql", "population_sql"]


def population_sql(
    rulebook: Rulebook,
    policy_id: str,
    on: dt.date,
    table: str,
    dialect: Dialect,
    judged: Sequence[str] = (),
    *,
    known: Known | None = None,
) -> str:
    """Return a SELECT over `table` (one row a person, columns as in `Snapshot`, and `person`) that answers with
    person, met, not_met, unknown, judgement, verdict, amount_fen, as `evaluate_population` does.

    `table` is written as it stands: a name of the caller, never of a user. `judged` names the clauses whose answers
    stand in columns `judged.<clause>`."""
    policy = rulebook.policies[policy_id]
    columns = [*sorted(policy.fact_names), *(f"{JUDGED}{key}" for key in judged)]
    (month,) = window(policy, columns, [on], None)
    query, emitter = _Query(dialect, table, ("person", *columns)), SqlEmitter(rulebook.vocabulary, dialect, known)
    emitter.begin(month)
    _judge(query, emitter, policy, month, columns, "")
    return query.select({name: name for name in ("person", *RESULTS)})


def months_sql(
    rulebook: Rulebook,
    policy_id: str,
    days: Sequence[dt.date],
    table: str,
    dialect: Dialect,
    columns: Sequence[str] = (),
    *,
    anchor: dt.date | None = None,
    known: Known | None = None,
    is_small: bool = False,
) -> str:
    """Return a SELECT over `table` that answers as `evaluate_months` does: one row a person and month.

    `columns` are the columns of the table, where there are more than the facts of the policy: answers given by people,
    and facts that differ by month. One month stands upon the other as a chain of subselects, never as recursion. With
    `known` (`Known.of`) the text is shorter. For a small table (`is_small`) months that leave nothing to one another
    stand side by side: the table is read once a month, and the plan is made in a third of the time."""
    policy = rulebook.policies[policy_id]
    present = relevant(policy, columns) if columns else sorted(policy.fact_names)
    months = window(policy, present, days, anchor)
    if is_small and not _is_chained(policy, months, present):
        emitters = (SqlEmitter(rulebook.vocabulary, dialect, known) for _month in months)
        alone = zip(months, emitters, strict=True)
        return " UNION ALL ".join(_alone(month, table, emitter, policy, present) for month, emitter in alone)
    query = _Query(dialect, table, ("person", *present))
    emitter = SqlEmitter(rulebook.vocabulary, dialect, with_state(known, months) if known else None)
    for month, following in zip(months, [*months[1:], None], strict=True):
        emitter.begin(month)
        _judge(query, emitter, policy, month, present, f"@{month.name}")
        if following:
            _carry(query, emitter, month, following, present)
    return _by_month(query, [month.on for month in months])


@dataclass
class _Query:
    """A SELECT that grows outwards, layer by layer. `kept` are the columns that the next layer still finds."""

    dialect: Dialect
    source: str
    kept: tuple[str, ...]

    def layer(self, made: dict[str, str], dropped: Sequence[str] = ()) -> None:
        """Add columns; forget those that nobody reads any more."""
        gone = set(dropped)
        self.kept = tuple(name for name in self.kept if name not in gone)
        text = self.select({name: self.dialect.column(name) for name in self.kept} | made)
        self.source = f"({text}{self.dialect.fence}) AS made"
        self.kept += tuple(made)

    def select(self, columns: dict[str, str]) -> str:
        listed = ", ".join(f"{expression} AS {self.dialect.column(name)}" for name, expression in columns.items())
        return f"SELECT {listed} FROM {self.source}"  # noqa: S608


def _judge(
    query: _Query, emitter: SqlEmitter, policy: Policy, month: Month, present: Sequence[str], suffix: str
) -> None:
    """Layers with the results of one month."""
    if not policy.holds_on(month.on):
        query.layer({name + suffix: expression for name, expression in _nobody().items()})
        return
    prepared = prepare(policy, month.on)
    if len(prepared.clauses) > MOST_CLAUSES:
        raise ValueError(f"一项政策最多 {MOST_CLAUSES} 条。请拆成几项政策。")
    answers = [
        answer(emitter, item, is_judged_in_columns=f"{JUDGED}{item.condition.key}" in present)
        for item in prepared.clauses
    ]
    amount = emitter.operand(emitter.simple(prepared.amount)) if prepared.amount else "NULL"
    for step in emitter.steps:
        query.layer(step)
    own = f"_amount{suffix}"
    query.layer(_bits(answers, suffix) | {own: f"CAST({amount} AS bigint)"}, dropped=emitter.names_of_month())
    query.layer({"verdict" + suffix: _overall(query.dialect, suffix)})
    verdict = query.dialect.column("verdict" + suffix)
    paid = _paid(verdict, query.dialect.column(own)) if policy.amount else "CAST(NULL AS bigint)"
    query.layer({"amount_fen" + suffix: paid})
    query.kept = tuple(name for name in query.kept if name != own)


def _is_chained(policy: Policy, months: Sequence[Month], present: Sequence[str]) -> bool:
    """Whether some month reads what an earlier one of the window left."""
    return any(
        node.name in CARRIED and month.columns.get(node.name, node.name) not in present
        for month in months[1:]
        if policy.holds_on(month.on)
        for tree in closed_trees(prepare(policy, month.on))
        for node in nodes.walk(tree)
        if isinstance(node, nodes.Fact)
    )


def _alone(month: Month, table: str, emitter: SqlEmitter, policy: Policy, present: Sequence[str]) -> str:
    """One month of a window by itself."""
    own = [name for name in present if "@" not in name or name.endswith(f"@{month.name}")]
    query = _Query(emitter.dialect, table, ("person", *own))
    emitter.begin(month)
    _judge(query, emitter, policy, month, own, "")
    told = {"person": "person", "month": f"date '{month_start(month.on).isoformat()}'"}
    return query.select(told | {name: emitter.dialect.column(name) for name in RESULTS})


def _carry(query: _Query, emitter: SqlEmitter, month: Month, following: Month, present: Sequence[str]) -> None:
    """A layer with the states that the next month reads, unless the snapshot itself has a column for them."""
    amount = query.dialect.column(f"amount_fen@{month.name}")
    is_new_year = following.on.year > month.on.year
    made = {}
    for name, column in following.columns.items():
        if column not in present:
            before = query.dialect.column(month.columns.get(name, name))
            made[column] = carried_on(emitter, name, before, amount, is_new_year=is_new_year)
    if made:
        query.layer(made)


def _by_month(query: _Query, days: Sequence[dt.date]) -> str:
    """One row a person and month out of one row a person, in the way that each database does without a join."""
    rows = []
    for day in days:
        values = [query.dialect.column(f"{name}@{day:%Y-%m}") for name in RESULTS]
        rows.append([f"date '{month_start(day).isoformat()}'", *values])
    names = ("month", *RESULTS)
    listed, source = ", ".join(names), query.source
    if query.dialect is SPARK:
        cells = ", ".join(cell for row in rows for cell in row)
        return f"SELECT person, stack({len(rows)}, {cells}) AS ({listed}) FROM {source}"  # noqa: S608
    if query.dialect is DUCKDB:
        structs = ", ".join(
            "{" + ", ".join(f"{name}: {cell}" for name, cell in zip(names, row, strict=True)) + "}" for row in rows
        )
        return f"SELECT person, unnest(each) FROM (SELECT person, unnest([{structs}]) AS each FROM {source})"  # noqa: S608
    lines = ", ".join(f"({', '.join(row)})" for row in rows)
    return f"SELECT person, {listed} FROM {source} CROSS JOIN LATERAL (VALUES {lines}) AS each({listed})"  # noqa: S608


def _nobody() -> dict[str, str]:
    """The policy is not in force: no clause, and nobody meets it."""
    nothing = {verdict.value: "CAST(0 AS bigint)" for verdict in CLAUSE_VERDICTS}
    return nothing | {"verdict": str(VERDICTS[Verdict.NOT_MET]), "amount_fen": "CAST(NULL AS bigint)"}


def _bits(answers: Sequence[Answer[str]], suffix: str) -> dict[str, str]:
    found = {}
    for verdict in CLAUSE_VERDICTS:
        tests = [(place, one.of(verdict)) for place, one in enumerate(answers)]
        bits = [
            f"(CASE WHEN {test} THEN CAST({1 << place} AS bigint) ELSE 0 END)"
            for place, test in tests
            if test is not None
        ]
        found[verdict.value + suffix] = f"CAST({' + '.join(bits) or '0'} AS bigint)"
    return found


def _overall(dialect: Dialect, suffix: str) -> str:
    order = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.JUDGEMENT)
    rows = " ".join(f"WHEN {dialect.column(v.value + suffix)} <> 0 THEN {VERDICTS[v]}" for v in order)
    return f"CASE {rows} ELSE {VERDICTS[Verdict.MET]} END"


def _paid(verdict: str, amount: str) -> str:
    met, not_met = VERDICTS[Verdict.MET], VERDICTS[Verdict.NOT_MET]
    return f"CASE {verdict} WHEN {met} THEN {amount} WHEN {not_met} THEN 0 END"
