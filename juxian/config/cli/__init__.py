"""`juxian`: the one command of people who run the platform. Each command has its own file and is loaded when called."""

import sys
from contextlib import nullcontext
from importlib import import_module
from typing import NamedTuple


class Command(NamedTuple):
    """Where a command lives and what it does, in plain words."""

    module: str
    help: str
    arguments: str = ""
    needs_database: bool = False  # where the command itself does not see to it


HERE = "juxian.config.cli"
COMMANDS = {
    "demo": Command(f"{HERE}.demo", "make everything ready, load the demo district, and serve it"),
    "serve": Command(
        f"{HERE}.serve", "serve pages and work through the queue; Ctrl-C ends it", "[--port N] [--host H]"
    ),
    "stop": Command(f"{HERE}.stop", "stop what `serve` or `demo` started, and the embedded database"),
    "doctor": Command(f"{HERE}.doctor", "say what runs, which versions, and what is wrong"),
    "backup": Command(f"{HERE}.backup", "write database, uploads and keys into one file", "FILE"),
    "restore": Command(f"{HERE}.restore", "bring back what `backup` wrote", "FILE [--yes]"),
    "migrate": Command(f"{HERE}.migrate", "bring the tables to this version"),
    "database": Command(f"{HERE}.database", "the embedded database by itself", "start|stop|url"),
    "demo-district": Command(f"{HERE}.demo_district", "load the demo district, if it is not loaded"),
    "demo-people": Command(f"{HERE}.demo_people", "name the people of the demo district"),
    "worker": Command(f"{HERE}.worker", "only the queue, for a machine of its own"),
    "web": Command(f"{HERE}.web", "only the pages, for a machine of its own", "[--port N] [--host H]"),
    "live": Command(f"{HERE}.live", "only live streams, for a machine of its own", "[--port N] [--host H]"),
    "audit": Command(
        f"{HERE}.audit", "seal, export or check the record", "seal|export FILE|verify [EXPORT KEY CHECKPOINTS]"
    ),
    "policy": Command(
        f"{HERE}.policy",
        "run a policy's examples, explain one person's case, or try out a change",
        "test|explain|simulate …",
    ),
    "benefits": Command(
        "juxian.benefits.benefits_cli",
        "judge a decision again, explain somebody's month, prove what stands together",
        "replay NUMBER|explain PERSON|stacking",
        True,
    ),
    "figures": Command("juxian.insights.figures_cli", "print every figure, from rows", "[--json]", True),
    "keys": Command("juxian.kit.secrets.rotation", "the keys of encrypted fields", "make|list|rotate|retire …", True),
    "import": Command(f"{HERE}.imports", "read a published list", "occupations|industries|divisions|… FILE"),
    "translations": Command("juxian.kit.translations", "the languages of the screens", "update|check|compile", True),
    "draw": Command(f"{HERE}.draw", "draw again from a published seed", "replay FILE_OR_NUMBER"),
    "reference": Command(f"{HERE}.reference", "write docs/reference from the code", "[--check]"),
    "offline-checker": Command(
        "juxian.credentials.offline_cli",
        "write the page that checks certificates offline",
        "--out FILE [--list FILE]",
        True,
    ),
    "libraries": Command(f"{HERE}.libraries", "fetch the front-end libraries by the lock file"),
    "static": Command(f"{HERE}.static", "collect style sheets and scripts, for production"),
    "templates": Command(f"{HERE}.templates", "load every template once and name those that cannot be"),
}


def main(arguments: list[str] | None = None) -> int:
    """Find the command, hand it its arguments, return its exit code. Known troubles end in one sentence."""
    words = sys.argv[1:] if arguments is None else arguments
    if command := COMMANDS.get(words[0] if words else ""):
        return _run(command, words[1:])
    print(usage())
    return 0 if words[:1] in ([], ["--help"], ["-h"], ["help"]) else 2


def usage() -> str:
    """Every command in one line each."""
    lines = [(f"{name} {command.arguments}".strip(), command.help) for name, command in COMMANDS.items()]
    width = max(len(name) for name, _ in lines) + 2
    return "\n".join(["juxian COMMAND", "", *(f"  {name:<{width}}{text}" for name, text in lines)])


def _run(command: Command, arguments: list[str]) -> int:
    from juxian.config.cli.ground import CommandError, database_running, set_up_django
    from juxian.kit.database.errors import EmbeddedError

    try:
        with database_running() if command.needs_database else nullcontext():
            if command.needs_database:
                set_up_django()
            return import_module(command.module).main(arguments) or 0
    except (CommandError, EmbeddedError) as error:
        print(f"juxian: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
