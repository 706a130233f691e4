"""The file of a backup: whole or refused."""

import io
import json
import tarfile

import pytest

from juxian.config.cli.archive import MANIFEST, pack, unpack
from juxian.config.cli.ground import CommandError


@pytest.fixture
def archive(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("证书")
    target = tmp_path / "backup.tar"
    pack(target, {"uploads/a.txt": source}, {"version": "0"})
    return target


def test_what_was_packed_comes_out_the_same(archive, tmp_path):
    manifest = unpack(archive, tmp_path / "out")
    assert (tmp_path / "out" / "uploads" / "a.txt").read_text() == "证书"
    assert manifest["version"] == "0"


def test_only_its_owner_may_read_it(archive):
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_changed_byte_is_found(archive, tmp_path):
    archive.write_bytes(archive.read_bytes().replace("证书".encode(), "假书".encode()))
    with pytest.raises(CommandError, match="was changed"):
        unpack(archive, tmp_path / "out")


def test_a_cut_file_is_refused(archive, tmp_path):
    archive.write_bytes(archive.read_bytes()[:1500])
    with pytest.raises(CommandError, match="not"):
        unpack(archive, tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside"])
def test_a_file_that_wants_to_leave_the_folder_is_refused(tmp_path, name):
    evil = forged(tmp_path, name, listed=True)
    with pytest.raises(CommandError, match="leave the folder"):
        unpack(evil, tmp_path / "out")


def test_a_file_that_the_manifest_does_not_know_is_refused(tmp_path):
    with pytest.raises(CommandError, match="differ"):
        unpack(forged(tmp_path, "more", listed=False), tmp_path / "out")


def test_another_kind_of_file_is_refused(tmp_path):
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff" * 1000)
    with pytest.raises(CommandError, match="not a whole backup"):
        unpack(tmp_path / "picture.jpg", tmp_path / "out")


def forged(folder, name, *, listed):
    path = folder / "forged.tar"
    files = {name: "0" * 64} if listed else {}
    with tarfile.open(path, "w") as archive:
        for member, content in {MANIFEST: json.dumps({"format": 1, "files": files}), name: "x"}.items():
            head = tarfile.TarInfo(member)
            head.size = len(content)
            archive.addfile(head, io.BytesIO(content.encode()))
    return path
