"""Notices as everybody may read them."""

from django.db.models import QuerySet

from juxian.notices.models import PublicNotice


def public_notices() -> QuerySet[PublicNotice]:
    """What runs first, then what has ended."""
    return PublicNotice.objects.public().order_by("-ends_on", "-published_at")
