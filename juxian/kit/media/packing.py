"""The life of an uploaded video: received, made playable by a job in a jail, or refused with a sentence."""

import contextlib
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from juxian.kit.actions import system_action
from juxian.kit.jail import JailBroken, run_jailed
from juxian.kit.jobs import job
from juxian.kit.media.faults import BadMedia
from juxian.kit.media.shelf import Shelf
from juxian.kit.media.states import VIDEO
from juxian.kit.media.words import sentence
from juxian.kit.models import Video

CHILD = Path(__file__).with_name("package_child.py")
SECONDS, MEGABYTES = 2 * 3600, 3000
LEFTOVERS = ("source", "encoded.part", "progress")


def shelf_of(video_id: UUID) -> Shelf:
    return Shelf(settings.VIDEO_ROOT, video_id)


def progress_of(video_id: UUID) -> int:
    """Return how much the job has done, in percent."""
    try:
        return int((shelf_of(video_id).folder / "progress").read_text())
    except (FileNotFoundError, ValueError):
        return 0


@job(queue="media", attempts=2)
def package_video(video_id: str) -> None:
    """Make a video playable. Run twice it begins anew; one that is done stays as it is."""
    video = Video.objects.filter(pk=video_id).first()
    if video is None or not video.is_waiting:
        return
    begin_packaging(video)
    try:
        facts = run_package(video.pk)
    except BadMedia as fault:
        refuse_video(video, fault=sentence(fault))
    else:
        take_package(video, seconds=facts["seconds"], width=facts["width"], height=facts["height"])
    _clean_up(video.pk)


def run_package(video_id: UUID) -> dict[str, Any]:
    """Run the child; whatever happens there, only it dies. Raises `BadMedia`."""
    _forget_half(video_id)
    arguments = (str(settings.VIDEO_ROOT), video_id.hex, str(settings.LONGEST_VIDEO_SECONDS))
    try:
        answer: dict[str, Any] = run_jailed(CHILD, b"", seconds=SECONDS, megabytes=MEGABYTES, arguments=arguments)
    except JailBroken as error:
        raise BadMedia("too_hard") from error
    if "fault" in answer:
        raise BadMedia(answer["fault"], **answer["facts"])
    return answer


def _forget_half(video_id: UUID) -> None:
    """What an earlier, killed run left behind."""
    for path in shelf_of(video_id).folder.glob("*"):
        if path.suffix in (".m4s", ".mp4", ".jsonl", ".part", ".m3u8"):
            path.unlink()


def _clean_up(video_id: UUID) -> None:
    for name in LEFTOVERS:
        with contextlib.suppress(FileNotFoundError):
            (shelf_of(video_id).folder / name).unlink()


@system_action(_("开始转换视频"))
def begin_packaging(video: Any) -> None:
    """The job takes the video up, perhaps again after it was killed."""
    VIDEO.move(video, "begin")
    video.save(update_fields=["state"])


@system_action(_("视频可以播放"))
def take_package(video: Any, *, seconds: float, width: int | None, height: int | None) -> None:
    """The folder is whole; from here on the video is played."""
    VIDEO.move(video, "take_package")
    video.duration_seconds, video.width, video.height = seconds, width, height
    video.save(update_fields=["state", "duration_seconds", "width", "height"])
    shelf_of(video.pk).set_public(video.is_public)


@system_action(_("视频无法使用"))
def refuse_video(video: Any, *, fault: str) -> None:
    """The video cannot be played; the sender reads why."""
    VIDEO.move(video, "refuse")
    video.fault = fault[:300]
    video.save(update_fields=["state", "fault"])
