"""`juxian policy`: what an officer sees who runs the cases or explains one."""

import json

import pytest

from juxian.policy.cli import main
from tests.policy.folder import EXAMPLES, Folder


def test_all_cases_of_the_district_pass(capsys):
    assert main(["test"]) == 0
    assert "0 个不一致" in capsys.readouterr().out


def test_a_case_that_differs_is_printed_with_its_line(folder: Folder, capsys):
    folder.examples(
        EXAMPLES.replace("verdict: met", "verdict: unknown, clauses: {open: not_met}, met_from: 2030-01-01")
    )
    assert main(["--folder", str(folder.root), "test", "allowance"]) == 1
    out = capsys.readouterr().out
    assert "policies/allowance/examples.yaml 第 1 行，案例“开着就行”" in out
    assert "结论应为 unknown，算得 met" in out
    assert "条款 open 应为 not_met，算得 met" in out
    assert "met_from 应为 2030-01-01，算得 None" in out


def test_an_amount_that_differs_is_printed(folder: Folder, capsys):
    folder.examples(EXAMPLES.replace("verdict: met", "verdict: met, amount: 3"))
    assert main(["--folder", str(folder.root), "test"]) == 1
    assert "amount_fen 应为 3，算得 None" in capsys.readouterr().out


def test_a_broken_folder_says_every_fault(folder: Folder, capsys):
    folder.condition("is_opne")
    assert main(["--folder", str(folder.root), "test"]) == 2
    err = capsys.readouterr().err
    assert "第 16 行" in err
    assert "共 1 处问题" in err


def test_an_unknown_policy_is_said(folder: Folder, capsys):
    assert main(["--folder", str(folder.root), "test", "alowance"]) == 2
    assert "相近的有 allowance" in capsys.readouterr().err


def test_a_case_is_explained_from_a_file(folder: Folder, capsys, tmp_path):
    folder.condition("recognised_on <= months_before(p.allowance.wait) and not is_dishonest")
    facts = tmp_path / "person.yaml"
    facts.write_text("is_open: true\nrecognised_on: 2024-06-01\nis_dishonest: false\n")
    command = ["--folder", str(folder.root), "explain", "allowance", "--facts", str(facts), "--on", "2025-03-12"]
    assert main(command) == 0
    out = capsys.readouterr().out
    for text in ("不符合", "第二条", "规定 等待：12 个月", "认定日期：2024-06-01 (材料证明)", "最早 2025-06-01 起符合"):
        assert text in out
    assert "还差：再过81天：2025-06-01起" in out
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["met_from"] == "2025-06-01"


def test_without_a_day_the_case_is_explained_today(folder: Folder, capsys, tmp_path):
    facts = tmp_path / "person.json"
    facts.write_text('{"is_open": true}')
    assert main(["--folder", str(folder.root), "explain", "allowance", "--facts", str(facts)]) == 0
    assert "2025-03-12 · 符合" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- is_open", "应当是“事实: 值”"),
        ("is_open: 3", "真假值"),
        ("is_open: [", "不是正确的 YAML"),
        ("on: true", "读作真假值"),
        ("is_opne: true", "相近的有 is_open"),
    ],
)
def test_a_wrong_file_of_facts_is_refused(folder: Folder, content, message, capsys, tmp_path):
    facts = tmp_path / "person.yaml"
    facts.write_text(content)
    assert main(["--folder", str(folder.root), "explain", "allowance", "--facts", str(facts)]) == 2
    assert message in capsys.readouterr().err


def test_a_missing_file_and_a_wrong_day_are_refused(folder: Folder, capsys):
    command = ["--folder", str(folder.root), "explain", "allowance", "--facts", str(folder.root / "none.yaml")]
    assert main(command) == 2
    assert "缺少这个文件" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*command, "--on", "2025-02-29"])
    assert "不是日期" in capsys.readouterr().err
