"""What goes out again: to those whom the purpose names, unable to act."""

import uuid

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from juxian.kit.access import VISITOR, Actor, Audience
from juxian.kit.models import Upload
from juxian.kit.uploads import accept_upload, views
from juxian.kit.uploads.purposes import PURPOSES
from tests.kit.uploads.files import pdf, picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(owner: Actor) -> Upload:
    return accept_upload(upload(picture()), by=owner, purpose="kit.test")


def get(view: object, pk: uuid.UUID, by: Actor, method: str = "get") -> HttpResponse:
    request = getattr(RequestFactory(), method)("/files/x")
    request.actor = by
    return view(request, pk=pk)  # type: ignore[operator]


def test_a_picture_is_shown_in_a_sandbox(photo: Upload, owner: Actor) -> None:
    response = get(views.upload, photo.pk, owner)
    assert response.content == photo.read()
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert "sandbox" in response["Content-Security-Policy"]
    assert "allow-" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_anything_else_is_saved_under_its_own_name(owner: Actor) -> None:
    row = accept_upload(upload(pdf(), "学历证明.pdf"), by=owner, purpose="kit.test")
    response = get(views.upload, row.pk, owner)
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E5%AD%A6%E5%8E%86%E8%AF%81%E6%98%8E.pdf"


def test_a_picture_has_a_small_one_and_a_pdf_has_none(photo: Upload, owner: Actor) -> None:
    response = get(views.upload_thumbnail, photo.pk, owner)
    assert (response.content, response["Content-Type"]) == (photo.read_thumbnail(), "image/jpeg")
    row = accept_upload(upload(pdf()), by=owner, purpose="kit.test")
    with pytest.raises(Http404):
        get(views.upload_thumbnail, row.pk, owner)


@pytest.mark.parametrize("view", [views.upload, views.upload_thumbnail])
def test_for_a_stranger_the_file_does_not_exist(photo: Upload, stranger: Actor, view: object) -> None:
    for actor in (stranger, VISITOR):
        with pytest.raises(Http404):
            get(view, photo.pk, actor)


def test_a_purpose_that_nobody_registered_is_closed(photo: Upload, owner: Actor) -> None:
    known = PURPOSES.pop("kit.test")
    try:
        with pytest.raises(Http404):
            get(views.upload, photo.pk, owner)
    finally:
        PURPOSES["kit.test"] = known


def test_an_unknown_key_is_not_found_and_nothing_but_reading_is_allowed(photo: Upload, owner: Actor) -> None:
    with pytest.raises(Http404):
        get(views.upload, uuid.uuid4(), owner)
    assert get(views.upload, photo.pk, owner, "post").status_code == 405


def test_the_views_are_for_the_signed_in(client: object, photo: Upload) -> None:
    assert views.upload.audience is views.upload_thumbnail.audience is Audience.SIGNED_IN
    for name in ("kit:upload", "kit:upload_thumbnail"):
        response = client.get(reverse(name, args=[photo.pk]))  # type: ignore[attr-defined]
        assert response.status_code == 302
        assert "login" in response["Location"]
