"""What nobody keeps is removed after a day; what anybody keeps, or may yet keep, is not."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection, models, transaction
from django.db.utils import IntegrityError
from django.test.utils import isolate_apps

from juxian.kit.access import Actor
from juxian.kit.models import AuditEvent, Upload
from juxian.kit.uploads import accept_upload, register_purpose, storing, sweep_uploads, unused_uploads
from juxian.kit.uploads.purposes import PURPOSES
from tests.conftest import FROZEN
from tests.kit.uploads.files import picture, upload

pytestmark = pytest.mark.django_db
DAY = 24 * 3600


@pytest.fixture
def photo(owner: Actor) -> Upload:
    row = accept_upload(upload(picture()), by=owner, purpose="kit.test")
    date_files(row, FROZEN.timestamp())
    return row


def date_files(row: Upload, seconds: float) -> None:
    for name in (row.stored_name, row.thumbnail_name):
        os.utime(storing.path_of(name), (seconds, seconds))


@transaction.atomic
def sweep_and(then: Callable[[], Any]) -> None:
    """Sweep, and do this before the transaction ends."""
    sweep_uploads(None)
    then()


@pytest.fixture
def later(frozen_time: time_machine.Traveller) -> None:
    frozen_time.shift(DAY + 1)


@pytest.fixture
def holder(monkeypatch: pytest.MonkeyPatch) -> type[models.Model]:
    """A table of some domain that keeps a file by foreign key."""
    with isolate_apps("juxian.kit"):

        class Holder(models.Model):
            file = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="+")

            class Meta:
                app_label = "kit"

    monkeypatch.setattr(Upload._meta, "related_objects", (Holder._meta.get_field("file").remote_field,))
    with connection.schema_editor() as editor:
        editor.create_model(Holder)
    return Holder


def test_a_file_at_which_nothing_points_goes_after_a_day(
    photo: Upload, later: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads(None) == 2
    assert not Upload.objects.exists()
    assert list(storing.stored_files()) == []
    assert AuditEvent.objects.filter(name="kit.sweep_uploads", role="system").exists()


def test_a_young_file_stays(photo: Upload) -> None:
    assert sweep_uploads(None) == 0
    assert Upload.objects.get() == photo


def test_a_file_that_is_kept_stays(photo: Upload, holder: type[models.Model], later: None) -> None:
    assert list(unused_uploads()) == [photo]
    holder.objects.create(file_id=photo.pk)
    assert list(unused_uploads()) == []
    assert sweep_uploads(None) == 0


def test_the_database_has_the_last_word(
    photo: Upload, holder: type[models.Model], later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody begins to keep the file between the question and the deletion."""
    holder.objects.create(file_id=photo.pk)
    monkeypatch.setattr("juxian.kit.uploads.sweeping.unused_uploads", lambda older_than: Upload.objects.all())
    with pytest.raises(IntegrityError):
        sweep_and(connection.check_constraints)
    assert holder.objects.get().file_id == photo.pk


def test_purposes_may_be_kept_out_of_it(photo: Upload, later: None) -> None:
    register_purpose("kit.test", may_read=lambda actor, row: False, sweep=False)
    assert list(unused_uploads()) == []
    PURPOSES.pop("kit.test")
    assert list(unused_uploads()) == []
    register_purpose("kit.test", may_read=lambda actor, row: False)
    assert list(unused_uploads()) == [photo]


def test_an_orphan_goes_after_a_day_and_not_before(media: Path, django_capture_on_commit_callbacks: Any) -> None:
    for name, age in (("aa/bb/old.jpg", DAY + 60), ("aa/bb/young.jpg", DAY - 60)):
        storing.write(name, b"x")
        os.utime(media / name, (FROZEN.timestamp() - age,) * 2)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads(None) == 1
    assert [name for name, _written_at in storing.stored_files()] == ["aa/bb/young.jpg"]


def test_files_stay_if_the_deletion_of_rows_is_undone(photo: Upload, later: None) -> None:
    with pytest.raises(ZeroDivisionError):
        sweep_and(lambda: 1 // 0)
    assert Upload.objects.get().read()
