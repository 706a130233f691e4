"""Business asks `kit.clock` for the time, so that a past year can be replayed through the same actions."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, Source, assert_none, sources, walk

CLOCKS = {
    *("timezone.now", "timezone.localdate", "timezone.localtime", "date.today", "datetime.now", "datetime.utcnow"),
    *("datetime.today", "time.time", "Now", "now"),
}
MODULES = {"django.utils.timezone", "django.db.models.functions", "datetime", "time"}
# The kit makes the clock and measures machine time; config is the command line; the engine is asked for a day.
FREE = {"kit", "config"}
POLICY_CLI = "juxian/policy/cli.py"  # the day of `juxian policy`, where none is given


def find_other_clocks(root: Path) -> list[str]:
    """Calls of the machine's clock outside of the kit."""
    return [
        f"{source.at(node)}: {name}() instead of clock"
        for source in sources(root)
        if source.domain not in FREE and source.path != POLICY_CLI
        for node in walk(source, ast.Call)
        if isinstance(node, ast.Call) and (name := _clock(source, node))
    ]


def _clock(source: Source, call: ast.Call) -> str:
    """Return the name of the machine's clock that is asked, or nothing."""
    name = ".".join(ast.unparse(call.func).split(".")[-2:])
    if "." not in name:
        return name if name in CLOCKS and name in _taken(source) else ""
    if (name == "timezone.localtime" and call.args) or (name == "timezone.localdate" and call.args):
        return ""  # turns a given instant into the district's time
    return name if name in CLOCKS and not name.startswith("clock.") else ""


def _taken(source: Source) -> set[str]:
    """Names imported from modules that tell the machine's time."""
    return {
        name.asname or name.name
        for node in walk(source, ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES
        for name in node.names
    }


def test_only_the_kit_asks_the_machine_for_the_time():
    assert_none(find_other_clocks(ROOT))


def test_a_second_clock_is_found(plant):
    module = """
    import datetime as dt
    from django.utils import timezone
    from django.utils.timezone import now
    from juxian.kit import clock
    A = clock.now(), clock.today()
    B = timezone.now()
    C = dt.date.today()
    D = dt.datetime.now(dt.UTC)
    E = now()
    F = timezone.localtime(A[0])
    """
    root = plant({"juxian/people/queries.py": module, "juxian/kit/x.py": module})
    assert [fault.split(":")[1] for fault in find_other_clocks(root)] == ["7", "8", "9", "10"]
