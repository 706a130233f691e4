"""The page for a body that was refused before it was read. Django never saw the request, so it has no layout."""

from django.conf import settings
from django.template.loader import render_to_string

from juxian.kit.media.accepting import too_large

FORM_BYTES = 1 << 20  # the other fields of the form around a video


def most_bytes() -> int:
    """No form of the platform is larger than its largest video."""
    return (settings.LARGEST_VIDEO_MB << 20) + FORM_BYTES


def too_large_page() -> str:
    """Return the page, with the sentence where the script of the upload looks for it."""
    return render_to_string("kit/body_too_large.html", {"sentence": too_large()})
