"""Files that cannot be read say where, what, and what to do."""

import pytest

from tests.policy.folder import EXAMPLES, FACTS, POLICY, Folder


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (EXAMPLES.replace("date:", "on:"), 2, "真假值"),
        (POLICY.replace("title_en: Allowance", "title: 别的"), 3, "写了两次"),
        ("a: &x [1]\nb: *x\n", 2, "别名"),
        ("a: [1\nb: 2\n", 2, "不是正确的 YAML"),
        ("a: !!python/object:os.system {}\n", 1, "标签"),
        ("a: !!python/name:os.system x\n", 1, "标签"),
        ("", 1, "空的"),
        ("a: 2023-02-30\n", 1, "不是存在的日期"),
        ("1: a\n", 1, "键必须是文字"),
        ("a: " + "[" * 30 + "]" * 30, 1, "嵌套太深"),
        (b"id: a\ntitle: \xc3\x28\n", 2, "UTF-8"),
        ("a: \x07\n", 1, "不是正确的 YAML"),
        (b"#" * 1_000_001, 1, "超过"),
    ],
)
def test_a_broken_file_is_named_with_its_line(folder: Folder, content, line, what):
    folder.write("policies/allowance/policy.yaml", content)
    found = [fault for fault in folder.faults() if what in fault.what]
    assert found, folder.faults()
    assert (found[0].file, found[0].line) == ("policies/allowance/policy.yaml", line)
    assert found[0].remedy


def test_all_faults_come_at_once(folder: Folder):
    folder.write(
        "facts.yaml", FACTS.replace("trust: register", "trust: sure", 2).replace("unit: months", "unit: moons")
    )
    assert len(folder.faults()) == 3


def test_a_missing_file_is_asked_for(folder: Folder):
    (folder.root / "policies/allowance/examples.yaml").unlink()
    assert folder.fault().file == "policies/allowance/examples.yaml"


def test_a_file_of_another_name_is_a_slip(folder: Folder):
    folder.write("policies/allowance/parameters.yml", "a: 1")
    assert "不认识的文件" in folder.fault().what


def test_a_policy_without_parameters_is_fine(folder: Folder):
    (folder.root / "policies/allowance/parameters.yaml").unlink()
    assert folder.load().parameters == {}


def test_a_folder_without_anything_is_refused(tmp_path):
    empty = Folder(tmp_path)
    for name in ("district.yaml", "facts.yaml"):
        (tmp_path / name).unlink()
    assert {fault.file for fault in empty.faults()} == {"district.yaml", "facts.yaml"}


def test_the_id_is_the_hash_of_the_files(folder: Folder):
    first = folder.load().id
    assert folder.load().id == first
    folder.write("README.md", "not law")
    assert folder.load().id == first
    folder.policy(POLICY + "# a comment is a change of the file\n")
    assert folder.load().id != first
