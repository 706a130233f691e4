"""The command `juxian`: found, explained, and refusing in one sentence."""

import subprocess
import sys
from importlib import import_module

import pytest

from juxian.config.cli import COMMANDS, main, usage
from juxian.config.cli.ground import CommandError


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_is_offered_exists(name):
    assert callable(import_module(COMMANDS[name].module).main)


def test_help_names_every_command_with_its_words(capsys):
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed and command.help in printed for name, command in COMMANDS.items())


def test_an_unknown_command_is_answered_with_the_list_and_a_bad_exit_code(capsys):
    assert main(["dmeo"]) == 2
    assert capsys.readouterr().out.strip() == usage()


def test_a_known_trouble_is_one_sentence_and_no_traceback(monkeypatch, capsys):
    def trouble(arguments):
        raise CommandError(f"There is no {arguments[0]}.")

    monkeypatch.setattr("juxian.config.cli.stop.main", trouble)
    assert main(["stop", "moon"]) == 1
    assert capsys.readouterr().err == "juxian: There is no moon.\n"


def test_the_demo_never_listens_beyond_this_machine(monkeypatch):
    from juxian.config.cli.web import refuse_open_demo

    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "juxian.config.settings.development")
    refuse_open_demo("127.0.0.1")
    with pytest.raises(CommandError, match="JUXIAN_SECRET_KEY"):
        refuse_open_demo("0.0.0.0")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "juxian.config.settings.production")
    refuse_open_demo("0.0.0.0")


def test_a_secret_key_in_the_environment_means_production(monkeypatch):
    from juxian.config.cli.ground import choose_settings

    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.setenv("JUXIAN_SECRET_KEY", "x" * 50)
    assert choose_settings() == "juxian.config.settings.production"
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "juxian.config.settings.test")


def test_help_needs_no_django():
    code = "import sys; from juxian.config.cli import main; main(['--help']); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
