"""Anybody may check a certificate: by the code on it, or by two of three facts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from juxian.credentials.forms.credential import LookUpForm
from juxian.credentials.numbers import is_code
from juxian.credentials.presenting import verdict_of
from juxian.credentials.queries import by_two_facts, copy_of_code
from juxian.credentials.signing import is_intact, public_key_text
from juxian.kit.access import Audience
from juxian.kit.rate_limit import hit, limited
from juxian.kit.views import audience, render

LOOK_UPS_A_MINUTE = 30
# Of one name and of one number, whoever asks: ten thousand endings would take half a year.
LOOK_UPS_A_DAY, DAY = 60, 86_400


@audience(Audience.PUBLIC)
@limited("credentials.public", limit=LOOK_UPS_A_MINUTE, seconds=60)
@require_GET
def public(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR code: masked name, class, date, status. Mistyped, forged and altered are three answers,
    and every state of a paper that we did issue is another."""
    code = code.upper()
    if not is_code(code):
        return render(request, "credentials/public/unknown.html", {"is_mistyped": True}, status=404)
    copy = copy_of_code(code)
    if copy is None:
        return render(request, "credentials/public/unknown.html", status=404)
    if not is_intact(copy):
        return render(request, "credentials/public/unknown.html", {"is_altered": True}, status=409)
    credential = copy.credential
    context = {
        "credential": credential,
        "copy": copy,
        "verdict": verdict_of(credential, copy),
        "history": credential.history.all(),
    }
    return render(request, "credentials/public/credential.html", context)


@audience(Audience.PUBLIC)
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Two of three facts. A POST, because names do not belong into addresses and logs."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound:
        hit("credentials.verify", request.client_address, limit=LOOK_UPS_A_MINUTE, seconds=60)
        if form.is_valid():
            _count_facts(form.cleaned_data)
            rows = by_two_facts(**form.cleaned_data)
            found = [(row, verdict_of(row.credential, row)) for row in rows if is_intact(row)]
    status = 422 if form.errors else 200
    return render(request, "credentials/public/verify.html", {"form": form, "found": found}, status=status)


@audience(Audience.PUBLIC)
@require_GET
def key(request: HttpRequest) -> HttpResponse:
    """The public key with which anybody can check a signature, as text."""
    return HttpResponse(public_key_text(), content_type="text/plain; charset=utf-8")


def _count_facts(facts: dict[str, str]) -> None:
    """Two facts confirm the third; somebody with many addresses must not try its values through."""
    for name in ("name", "number"):
        if facts[name]:
            hit(f"credentials.verify.{name}", facts[name], limit=LOOK_UPS_A_DAY, seconds=DAY)
