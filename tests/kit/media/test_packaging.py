"""An uploaded video is packed in a jail: segments, playlist, still picture; what is no video is refused in words."""

import uuid
from pathlib import Path
from typing import Any

import av
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from juxian.kit.access import Actor
from juxian.kit.errors import RuleBroken
from juxian.kit.media.accepting import accept_video
from juxian.kit.media.captions import check_captions
from juxian.kit.media.faults import BadMedia
from juxian.kit.media.packaging import package, sniff
from juxian.kit.media.shelf import Shelf
from juxian.kit.models import Video
from tests.jobs import run_jobs
from tests.kit.media.synthetic import make_video


def pack(data: bytes, folder: Path, longest: float = 60) -> tuple[dict[str, Any], Shelf]:
    shelf = Shelf(folder, uuid.uuid4())
    shelf.make()
    (shelf.folder / "source").write_bytes(data)
    return package(shelf.folder / "source", shelf, longest=longest, progress=lambda share: None), shelf


@pytest.mark.parametrize(
    ("container", "picture", "sound"),
    [("mp4", "libx264", "aac"), ("matroska", "libvpx-vp9", "libopus"), ("mov", None, "aac")],
)
def test_a_video_becomes_segments_a_playlist_and_a_still_picture(
    tmp_path: Path, container: str, picture: str | None, sound: str
) -> None:
    facts, shelf = pack(make_video(container, seconds=2, picture=picture, sound=sound), tmp_path)
    assert facts["seconds"] == pytest.approx(2, abs=0.2)
    assert facts["width"] == (160 if picture else None)
    assert (shelf.folder / "poster.jpg").exists() is bool(picture)
    text = (shelf.folder / "replay.m3u8").read_text()
    assert text.endswith("#EXT-X-ENDLIST\n")
    with av.open(str(shelf.folder / "replay.m3u8"), options={"allowed_extensions": "ALL"}) as played:
        names = {stream.type: stream.codec_context.name for stream in played.streams}
    assert names == ({"video": "h264", "audio": "aac"} if picture else {"audio": "aac"})


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"no video" * 500, "unreadable"), (b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 5000, "unreadable")],
)
def test_what_is_no_video_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(BadMedia) as refused:
        pack(data, tmp_path)
    assert refused.value.code == code


def test_a_video_longer_than_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadMedia) as refused:
        pack(make_video("mp4", seconds=3, sound="aac"), tmp_path, longest=2)
    assert refused.value.code == "too_long"


def test_a_playlist_is_never_taken_for_a_video() -> None:
    assert sniff(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n") is None
    assert sniff(b"ffconcat version 1.0\nfile /etc/passwd\n") is None


OWNER = Actor(role="person", person_id=uuid.uuid4())


@pytest.mark.django_db
def test_an_upload_is_received_packed_by_a_job_and_played() -> None:
    file = SimpleUploadedFile("公司介绍.mp4", make_video("mp4", seconds=2, sound="aac"))
    captions = ContentFile("1\n00:00:00,000 --> 00:00:01,500\n欢迎 <b>来</b>\n".encode(), name="a.srt")
    video = accept_video(file, by=OWNER, purpose="test", captions=captions)
    assert video.state == "received"
    run_jobs()
    video = Video.objects.get(pk=video.pk)
    assert (video.state, video.progress, video.has_captions) == ("ready", 100, True)
    assert video.duration_seconds == pytest.approx(2, abs=0.2)
    assert "~" in video.play_url()


@pytest.mark.django_db
def test_a_video_that_cannot_be_read_is_refused_with_a_sentence() -> None:
    broken = b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 5000
    video = accept_video(SimpleUploadedFile("a.mp4", broken), by=OWNER, purpose="test")
    run_jobs()
    video = Video.objects.get(pk=video.pk)
    assert video.state == "refused"
    assert "请换用" in video.fault


@pytest.mark.django_db
def test_no_video_and_a_too_large_one_are_refused_at_once(settings: Any) -> None:
    with pytest.raises(RuleBroken, match="内容不是视频"):
        accept_video(SimpleUploadedFile("a.mp4", b"hello" * 300), by=OWNER, purpose="test")
    settings.LARGEST_VIDEO_MB = 0
    with pytest.raises(RuleBroken, match="超过 0 MB"):
        accept_video(SimpleUploadedFile("a.mp4", make_video("mp4", seconds=1, sound="aac")), by=OWNER, purpose="test")
    assert not Video.objects.exists()


def test_captions_of_both_kinds_become_webvtt_without_styles() -> None:
    text = check_captions(ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000 align:left\n<i>one</i>\n\nNOTE x\n"))
    assert text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none\n"
    with pytest.raises(RuleBroken, match="前后颠倒"):
        check_captions(ContentFile(b"00:00:02,000 --> 00:00:01,000\nx\n"))
    with pytest.raises(RuleBroken, match="UTF-8"):
        check_captions(ContentFile("你好".encode("gbk")))
