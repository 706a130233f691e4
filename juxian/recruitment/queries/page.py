"""What the public sees of an employer, and what changed since."""

from typing import Any

from juxian.recruitment.models import EmployerPage

WORDS = ("summary", "story", "staff_size", "founded_year", "website")


def published_page(organisation_id: Any) -> EmployerPage | None:
    """Return the page of an employer that may recruit, or None. Read `published` and never the draft's own words."""
    rows = EmployerPage.objects.public().select_related("organisation", "published_video")
    return rows.filter(organisation=organisation_id).first()


def page_of(organisation_id: Any) -> EmployerPage | None:
    """Return the employer's own page, whatever its state."""
    rows = EmployerPage.objects.select_related("organisation", "video").prefetch_related("pictures__upload")
    return rows.filter(organisation=organisation_id).first()


def snapshot(page: EmployerPage) -> dict[str, Any]:
    """Return the draft as it would be published: its words, and the keys of its pictures and its video in order."""
    pictures = [{"id": str(one.upload_id), "caption": one.caption} for one in page.pictures.all()]
    video = {"id": str(page.video_id)} if page.video_id else None
    return {name: getattr(page, name) for name in WORDS} | {"pictures": pictures, "video": video}


def has_changes(page: EmployerPage) -> bool:
    """Tell whether the draft says something else than what the public sees."""
    return page.published is None or snapshot(page) != page.published


def may_read_picture(actor: Any, upload: Any) -> bool:
    """Everybody reads what is published; the rest is for the employer itself and the officers who review it."""
    if upload.organisation_id is not None and upload.organisation_id == actor.organisation_id:
        return True
    if EmployerPage.objects.visible_to(actor).filter(pictures__upload=upload.pk).exists():
        return True
    return EmployerPage.objects.public().filter(published__pictures__contains=[{"id": str(upload.pk)}]).exists()
