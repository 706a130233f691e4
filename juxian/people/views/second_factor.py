"""Recovery codes of the second factor. The library would note on a GET that they were seen; here they are shown by a
POST, as every secret is, and the look is on record."""

from allauth.mfa import app_settings
from allauth.mfa.recovery_codes.internal.flows import view_recovery_codes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.views import audience, render
from juxian.people.queries.second_factor import recovery_codes_left
from juxian.people.views.person import GET_POST

SIGNED_IN = audience(Audience.SIGNED_IN)


@SIGNED_IN
@GET_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many are left; pressing the button shows them (the library asks for the password again first)."""
    left = recovery_codes_left(request.user.pk)
    if left is None:
        raise Http404
    context = {"left": left, "total": app_settings.RECOVERY_CODE_COUNT}
    if request.method == "POST":
        shown, _may_view = view_recovery_codes(request)
        record("read", "people.recovery_codes", by=request.actor)
        context["codes"] = shown.get_unused_codes()
    return render(request, "people/person/recovery_codes.html", context)


@SIGNED_IN
def recovery_codes_download(request: HttpRequest) -> HttpResponse:
    """The library's file: a GET that would write. The page can be printed instead."""
    return redirect("people:recovery_codes")
