"""What comes in: by content and never by name, cleaned, and refused in one sentence."""

import hashlib
import io
import stat
from pathlib import Path

import pytest
from PIL import Image

from juxian.kit.access import Actor
from juxian.kit.errors import RuleBroken
from juxian.kit.models import AuditEvent, Upload
from juxian.kit.uploads import accept_upload, storing
from juxian.kit.uploads.accepting import LARGEST, clean_name
from tests.kit.excel.workbooks import bombs, people
from tests.kit.uploads.files import PLACE, flat_bomb, hostile_pdfs, pdf, picture, see_through, upload

pytestmark = pytest.mark.django_db
HOSTILE = hostile_pdfs()


def accept(content: bytes, by: Actor, *, name: str = "照片.jpg", kinds: tuple[str, ...] = ("image", "pdf")) -> Upload:
    return accept_upload(upload(content, name), kinds=kinds, by=by, purpose="kit.test")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_without_remarks(owner: Actor, kind: str) -> None:
    row = accept(picture(kind), owner)
    kept = Image.open(io.BytesIO(row.read()))
    assert (row.kind, row.content_type, row.width, row.height) == ("image", "image/jpeg", 64, 48)
    assert kept.format == "JPEG"
    assert not kept.getexif()
    assert PLACE.encode() not in row.read()
    assert PLACE.encode() in picture(kind)


def test_a_turned_picture_stands_upright(owner: Actor) -> None:
    row = accept(picture(turned=True), owner)
    kept = Image.open(io.BytesIO(row.read()))
    assert (row.width, row.height) == kept.size == (48, 64)
    assert kept.getpixel((40, 30))[0] > 200  # the red half went from above to the right
    assert kept.getpixel((5, 30))[1] > 200


def test_what_follows_a_picture_is_not_kept(owner: Actor) -> None:
    row = accept(picture() + b"<script>alert(1)</script>PK\x03\x04", owner)
    assert b"<script>" not in row.read()


def test_a_picture_that_lets_the_ground_shine_through_stays_so(owner: Actor) -> None:
    row = accept(see_through(), owner)
    assert row.content_type == "image/png"
    assert Image.open(io.BytesIO(row.read())).getpixel((0, 0))[3] == 0
    assert accept(picture("PNG", mode="RGBA"), owner).content_type == "image/jpeg"


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_kept(owner: Actor, mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (10, 10)).save(target, "JPEG" if mode == "CMYK" else "PNG")
    assert accept(target.getvalue(), owner).kind == "image"


def test_a_large_picture_is_made_smaller_and_has_a_small_one(owner: Actor) -> None:
    row = accept(picture(size=(6000, 3000)), owner)
    assert (row.width, row.height) == (4000, 2000)
    assert Image.open(io.BytesIO(row.read_thumbnail())).size == (320, 160)


def test_a_picture_that_unpacks_to_gigabytes_is_refused(owner: Actor) -> None:
    content = flat_bomb()
    assert len(content) < 60_000
    with pytest.raises(RuleBroken, match="5000 万像素"):
        accept(content, owner)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(owner: Actor, kind: str, part: float) -> None:
    content = picture(kind, (600, 400))
    with pytest.raises(RuleBroken, match=r"不完整|无法打开"):
        accept(content[: int(len(content) * part)], owner)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a\x01\x00\x01\x00",
        b"MZ\x90\x00" + b"\0" * 200,
        b"#!/bin/sh\nrm -rf /",
        "只是文字".encode(),
        b"BM" + b"\0" * 100,
    ],
)
def test_a_file_renamed_jpg_is_refused_in_words(owner: Actor, content: bytes) -> None:
    with pytest.raises(RuleBroken, match="不是图片（JPG、PNG、WebP）、PDF（改扩展名不会改变内容）"):
        accept(content, owner)
    assert not Upload.objects.exists()


def test_a_phones_own_format_is_named(owner: Actor) -> None:
    with pytest.raises(RuleBroken, match="HEIC"):
        accept(b"\x00\x00\x00\x18ftypheic" + b"\0" * 100, owner)


def test_only_the_kinds_that_were_asked_for_are_welcome(owner: Actor) -> None:
    with pytest.raises(RuleBroken, match="不是PDF"):
        accept(picture(), owner, kinds=("pdf",))
    with pytest.raises(RuleBroken, match="不是图片"):
        accept(pdf(), owner, kinds=("image",))


def test_nothing_and_too_much_are_refused(owner: Actor) -> None:
    with pytest.raises(RuleBroken, match="没有收到文件"):
        accept_upload(None, by=owner, purpose="kit.test")
    with pytest.raises(RuleBroken, match="是空的"):
        accept(b"", owner)
    with pytest.raises(RuleBroken, match="超过 10 MB"):
        accept(picture() + b"\0" * LARGEST, owner)


def test_a_pdf_is_kept_as_it_came(owner: Actor) -> None:
    content = pdf(3)
    row = accept(content, owner, name="证书.PDF")
    assert (row.kind, row.content_type, row.original_name) == ("pdf", "application/pdf", "证书.pdf")
    assert row.read() == content
    assert row.sha256 == row.received_sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("how", HOSTILE)
def test_a_pdf_that_acts_is_refused_in_words(owner: Actor, how: str) -> None:
    content, words = HOSTILE[how]
    with pytest.raises(RuleBroken, match=words):
        accept(content, owner)


def test_a_pdf_with_too_many_pages_or_none_is_refused(owner: Actor) -> None:
    assert accept(pdf(100), owner).kind == "pdf"
    with pytest.raises(RuleBroken, match="有 101 页，最多可以上传 100 页"):
        accept(pdf(101), owner)
    for broken in (b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 5000, pdf()[:200], pdf(0)):
        with pytest.raises(RuleBroken, match="无法打开"):
            accept(broken, owner)


def test_a_workbook_is_kept_and_a_bomb_is_not(owner: Actor) -> None:
    assert accept(people(["吕志强"]), owner, kinds=("excel",), name="名单.xls").original_name == "名单.xlsx"
    with pytest.raises(RuleBroken, match="200 列"):
        accept(bombs()["a cell in the far corner"], owner, kinds=("excel",))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("证书.jpg", "证书.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\吕\\照片.png", "照片.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ('x"\r\nSet-Cookie: a=b.jpg', "xSet-Cookie a=b.jpg"),
        ("<script>.jpg", "script.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("...", "未命名.jpg"),
        ("", "未命名.jpg"),
        ("字" * 300 + ".jpg", "字" * 110 + ".jpg"),
        ("证书.php.jpg", "证书.php.jpg"),
    ],
)
def test_names_are_made_fit_to_be_shown(sent: str, kept: str) -> None:
    assert clean_name(sent, ".jpg") == kept


def test_files_lie_under_names_of_ours_readable_by_us_alone(owner: Actor, media: Path) -> None:
    row = accept(picture(), owner, name="../../evil.php")
    for name in (row.stored_name, row.thumbnail_name):
        path = media / name
        assert row.id.hex in path.name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in media.rglob("*.*")) == sorted(
        Path(name).name for name in (row.stored_name, row.thumbnail_name)
    )


@pytest.mark.parametrize("name", ["", "/etc/passwd", "aa/../../x", "aa/bb/../../../x"])
def test_a_stored_name_cannot_leave_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="not a stored name"):
        storing.path_of(name)


def test_a_crash_before_the_row_leaves_a_file_and_no_row(
    owner: Actor, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*args: object, **kwargs: object) -> None:
        raise SystemExit

    monkeypatch.setattr(Upload, "save", crash)
    with pytest.raises(SystemExit):
        accept(picture(), owner)
    assert not Upload.objects.exists()
    assert len(list(storing.stored_files())) == 2


def test_a_crash_before_the_file_leaves_nothing(owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("juxian.kit.uploads.storing.write", crash)
    with pytest.raises(OSError, match="disk full"):
        accept(picture(), owner)
    assert not Upload.objects.exists()


def test_each_file_is_on_record(owner: Actor) -> None:
    row = accept(picture(), owner)
    event = AuditEvent.objects.get(name="kit.accept_upload")
    assert (event.subject_id, event.actor_id) == (row.pk, owner.person_id)
    assert event.data == {"purpose": "kit.test", "kind": "image"}
