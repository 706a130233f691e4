"""An employer's own video: uploaded, converted by the real programs, approved, and only then public."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from juxian.recruitment.actions import publish_page, submit_page, write_page
from juxian.recruitment.models import EmployerPage
from tests.cast import Cast, client_as
from tests.jobs import run_jobs
from tests.kit.media.synthetic import make_video
from tests.recruitment.test_employer_pages import STORY


def _upload(cast: Cast, content: bytes) -> str:
    """What the page says after the file was sent."""
    file = SimpleUploadedFile("介绍.mp4", content, content_type="video/mp4")
    captions = SimpleUploadedFile("介绍.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n欢迎\n".encode())
    form = {"video": file, "captions": captions}
    return client_as(cast.wang.actor).post(reverse("recruitment:org_video_add"), form, follow=True).content.decode()


@pytest.fixture
def page(cast: Cast) -> EmployerPage:
    return write_page(cast.employer, summary="做精密零件", story=STORY, by=cast.wang.actor)


def test_a_video_is_public_once_an_officer_has_approved_the_page(cast: Cast, page: EmployerPage, client: Client):
    address = reverse("recruitment:employer_page", args=[cast.employer.uscc])
    _upload(cast, make_video("mp4", seconds=2, sound="aac"))
    run_jobs()
    page = submit_page(EmployerPage.objects.get(), by=cast.wang.actor)
    assert page.video.is_ready
    publish_page(page, by=cast.lin.actor)
    shown = client.get(address).content.decode()
    assert "单位视频" in shown
    assert f"{page.video_id.hex}" in shown.replace("-", "")


def test_what_is_no_video_is_refused_with_a_sentence_and_changes_nothing(cast: Cast, page: EmployerPage):
    said = _upload(cast, b"%PDF-1.7 no video at all" * 40)
    page.refresh_from_db()
    assert page.video is None
    assert "不是视频" in said
