"""The gallery of the design system, and the three switches of every page."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from juxian.kit.access import Audience
from juxian.kit.ui import gallery
from juxian.kit.ui.context import THEMES, TYPES
from juxian.kit.views import audience, back_to, render

YEAR = 365 * 24 * 3600
COOKIES = {"theme": "theme", "type": "type", "language": settings.LANGUAGE_COOKIE_NAME}


class DisplayForm(forms.Form):
    """What a switch sends: one of three choices (and `next`, which `back_to` reads)."""

    theme = forms.ChoiceField(choices=[(name, name) for name in THEMES], required=False)
    type = forms.ChoiceField(choices=[(name, name) for name in TYPES], required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)


@audience(Audience.PUBLIC)
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Remember the visitor's language, type size or theme in a cookie and go back. What is not a choice is ignored."""
    form = DisplayForm(request.POST)
    form.is_valid()
    response = back_to(request, "/")
    for field, cookie in COOKIES.items():
        if form.cleaned_data.get(field):
            response.set_cookie(
                cookie, form.cleaned_data[field], max_age=YEAR, samesite="Lax", secure=request.is_secure()
            )
    return response


@audience(Audience.PUBLIC)
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every variant."""
    return render(request, "kit/gallery/index.html", gallery.context())


@audience(Audience.PUBLIC)
def show_layout(request: HttpRequest, layout: str) -> HttpResponse:
    """One of the layouts with sample content."""
    if layout not in gallery.LAYOUTS:
        raise Http404
    return render(request, gallery.LAYOUTS[layout], gallery.context())
