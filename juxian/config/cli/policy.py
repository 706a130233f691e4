"""`juxian policy`: the engine's own commands, and `explain PERSON`, which needs what the platform knows of somebody."""

from importlib import import_module

from juxian.policy import cli


def main(arguments: list[str]) -> int:
    """A file of facts needs no database; a person does."""
    if arguments[:1] != ["explain"] or "--facts" in arguments or {"-h", "--help"} & set(arguments):
        return cli.main(arguments)
    from juxian.config.cli.ground import database_running, set_up_django

    with database_running():
        set_up_django()
        return int(import_module("juxian.benefits.benefits_cli").main(arguments))
