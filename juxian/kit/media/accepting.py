"""Taking in an uploaded video: refused at once where it is no video or too large, made playable by a job."""

import hashlib
import shutil
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from juxian.kit.access import Actor
from juxian.kit.audit import record
from juxian.kit.errors import RuleBroken
from juxian.kit.identifiers import uuid7
from juxian.kit.media.captions import check_captions
from juxian.kit.media.packaging import sniff
from juxian.kit.media.packing import package_video, shelf_of
from juxian.kit.media.shelf import Shelf
from juxian.kit.models import Video
from juxian.kit.uploads.accepting import clean_name

BLOCK = 1 << 20
LEAST_FREE = 3  # times the size of the video: the source, what is encoded, the segments


def accept_video(
    file: File | None, *, by: Actor, purpose: str, is_public: bool = False, captions: File | None = None
) -> Any:
    """Keep the file, queue its conversion, and return the `Video`. Raises `RuleBroken` with one sentence.

    The file is written before the row: a crash between the two leaves a file without a row, which the sweep removes.
    """
    file = _checked(file)
    text = check_captions(captions) if captions else ""
    video = Video(id=uuid7(), purpose=purpose, owner_id=by.person_id, organisation_id=by.organisation_id)
    shelf = shelf_of(video.pk)
    video.size, video.sha256 = _keep(file, shelf)
    video.original_name = clean_name(getattr(file, "name", "") or "", _extension(file))
    video.is_public, video.has_captions = is_public, bool(text)
    if text:
        (shelf.folder / "captions.vtt").write_text(text)
    video.save(force_insert=True)
    package_video.defer(video_id=str(video.pk))
    record("action", "kit.accept_video", by=by, subject=video, data={"purpose": purpose, "size": video.size})
    return video


def _checked(file: File | None) -> File:
    """Return the file if its first bytes are a video's and there is room for it."""
    if file is None or not file.size:
        raise RuleBroken(_("没有收到视频，或文件是空的。请重新选择文件后上传。"))
    if file.size > settings.LARGEST_VIDEO_MB << 20:
        raise RuleBroken(too_large())
    file.seek(0)
    if sniff(file.read(1024)) is None:
        raise RuleBroken(_("这个文件的内容不是视频（改扩展名不会改变内容）。请选择 MP4、MOV、WebM 或 MKV 格式的视频。"))
    settings.VIDEO_ROOT.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(settings.VIDEO_ROOT).free < LEAST_FREE * file.size:
        raise RuleBroken(_("服务器存放视频的空间不够了。请联系管理员清理后再上传。"))
    return file


def too_large() -> str:
    """The sentence for a video that is too large; also where it is refused before it is read."""
    return _("视频超过 %(most)d MB，没有上传。请压缩到 720p 或剪短后再上传。") % {"most": settings.LARGEST_VIDEO_MB}


def _keep(file: File, shelf: Shelf) -> tuple[int, str]:
    """Copy the file to its place; return its size and hash."""
    shelf.make()
    file.seek(0)
    size, digest = 0, hashlib.sha256()
    with (shelf.folder / "source").open("xb") as target:
        while block := file.read(BLOCK):
            size += len(block)
            digest.update(block)
            target.write(block)
    return size, digest.hexdigest()


def _extension(file: File) -> str:
    name = getattr(file, "name", "") or ""
    return "." + name.rsplit(".", 1)[-1][:5].lower() if "." in name else ".mp4"


def add_captions(video: Any, file: File, *, by: Actor) -> None:
    """Put captions (WebVTT or SubRip) beside the video, or replace them. Raises `RuleBroken`."""
    text = check_captions(file)
    (shelf_of(video.pk).folder / "captions.vtt").write_text(text)
    video.has_captions = True
    video.save(update_fields=["has_captions"])
    record("action", "kit.add_captions", by=by, subject=video)


def set_video_public(video: Any, is_public: bool) -> None:
    """Let everybody watch, or only who is given a signed address. The files follow once the row is committed."""
    video.is_public = is_public
    video.save(update_fields=["is_public"])
    transaction.on_commit(lambda: shelf_of(video.pk).set_public(is_public))
