"""The verifier runs on an export alone: no platform, no database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from juxian.kit.audit import signing, verify
from juxian.kit.audit.checkpoints import checkpoints_path
from juxian.kit.audit.export import export_lines, export_to
from tests.kit.sealing import seal_all, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def run_alone(tmp_path: Path, *files: Path) -> subprocess.CompletedProcess:
    """Run a copy of the verifier where neither Django nor this project can be imported."""
    alone = tmp_path / "alone"
    alone.mkdir(exist_ok=True)
    (alone / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    block = (
        "import sys, runpy; sys.modules.update(django=None, juxian=None); sys.argv = sys.argv[1:]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    arguments = [sys.executable, "-c", block, str(alone / "verify.py"), *map(str, files)]
    return subprocess.run(arguments, cwd=alone, capture_output=True, text=True, timeout=60, check=False)


def test_the_verifier_runs_without_the_platform(tmp_path):
    ids = write("a", "b")
    seal_all()
    export = tmp_path / "export.jsonl"
    export_to(export)
    files = (export, signing.public_key_path(), checkpoints_path())
    sound = run_alone(tmp_path, *files)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "未发现改动" in sound.stdout

    export.write_text(export.read_text().replace('"name": "b"', '"name": "z"'))
    forged = run_alone(tmp_path, *files)
    assert forged.returncode == 1
    assert f"事件 {ids[1]} 被改动" in forged.stdout


def test_the_verifier_says_what_it_needs(tmp_path):
    wrong = run_alone(tmp_path)
    assert (wrong.returncode, "EXPORT PUBLIC_KEY" in wrong.stderr) == (2, True)
    assert run_alone(tmp_path, *[tmp_path / "missing"] * 3).returncode == 2


def test_lines_of_an_export_that_change_places_or_cannot_be_read_are_found():
    write("a", "b")
    seal_all()
    lines = list(export_lines())
    keys = verify.read_keys(signing.public_key_path())
    swapped = [lines[0], lines[2], lines[1], *lines[3:]]
    assert "次序被改动" in verify.verify(swapped, keys, []).faults[0]
    for broken in (
        b"{",
        b"[]",
        b'"seal"',
        b'{"seal": {}}',
        b'{"seal": 7}',
        lines[-1].replace(b'"leaves":"', b'"leaves":"zz'),
    ):
        assert "第 2 行无法读取" in verify.verify([lines[0], broken, *lines[1:]], keys, []).faults


def test_an_export_is_for_its_owner_alone_and_whole(tmp_path):
    write("a")
    seal_all()
    assert export_to(tmp_path / "export.jsonl") == 3
    assert (tmp_path / "export.jsonl").stat().st_mode & 0o777 == 0o600
    first, event, sealed = map(json.loads, (tmp_path / "export.jsonl").read_text().splitlines())
    assert (first["export"], event["name"], sealed["seal"]["number"]) == ("juxian audit", "a", 1)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9])
def test_the_root_depends_on_every_leaf_and_on_their_order(count):
    leaves = [verify.leaf_hash(bytes([number])) for number in range(count)]
    roots = {verify.merkle_root(leaves)}
    for place in range(count):
        roots.add(verify.merkle_root([*leaves[:place], b"\xff" * 32, *leaves[place + 1 :]]))
    if count > 1:
        roots.add(verify.merkle_root(leaves[::-1]))
    assert len(roots) == count + 1 + (count > 1)
