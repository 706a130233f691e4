"""Choosing in which role to act, and the inbox, which is the same in every role."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Actor, Audience
from juxian.kit.audit import record
from juxian.kit.messages import mark_read
from juxian.kit.models import Message
from juxian.kit.permissions import Permission as Kit
from juxian.kit.views import audience, paginate, render
from juxian.people.forms.person import DemoPersonForm, HatForm
from juxian.people.middleware import SESSION_KEY, has_second_factor
from juxian.people.queries import demo_people


@audience(Audience.SIGNED_IN)
@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    """Where sign-in leads: to the choice of a hat where there are several, else to the hat's own start."""
    if len(request.hats) > 1 and SESSION_KEY not in request.session:
        return redirect("people:role_list")
    return redirect(start_of(request.actor))


@audience(Audience.SIGNED_IN)
@require_GET
def role_list(request: HttpRequest) -> HttpResponse:
    """All hats, with what is missing for those of the office."""
    context = {"hats": request.hats, "has_second_factor": has_second_factor(request)}
    return render(request, "people/person/role_list.html", context)


@audience(Audience.SIGNED_IN)
@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Put on another hat. Hats of the office need a second factor in this session."""
    form = HatForm(request.POST)
    key = str(form.cleaned_data["hat"] or "") if form.is_valid() else None
    hat = next((hat for hat in request.hats if hat.key == key), None)
    if hat is None:
        raise Http404
    if hat.is_office and not has_second_factor(request):
        return _ask_second_factor(request)
    request.session[SESSION_KEY] = hat.key
    record("sign_in", "people.switch_role", by=hat.actor)
    return redirect(start_of(hat.actor))


@audience(Audience.PUBLIC)
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click in the demo district. Does not exist anywhere else."""
    form = DemoPersonForm(request.POST)
    if not settings.DEMO_SIGN_IN or not form.is_valid():
        raise Http404
    chosen = get_object_or_404(demo_people(), pk=form.cleaned_data["person"])
    get_adapter(request).login(request, chosen.user)
    request.session[SESSION_KEY] = str(form.cleaned_data["hat"] or "")
    return redirect("people:landing")


@audience(Audience.SIGNED_IN, Kit.USE_INBOX)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Messages, newest first."""
    page = paginate(request, Message.objects.visible_to(request.actor))
    return render(request, "people/person/inbox.html", {"page": page})


@audience(Audience.SIGNED_IN, Kit.USE_INBOX)
@require_POST
def message_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that it was read and go where it points."""
    message = get_object_or_404(Message.objects.visible_to(request.actor), pk=pk)
    mark_read(message, by=request.actor)
    safe = url_has_allowed_host_and_scheme(message.link, allowed_hosts=None)
    return redirect(message.link if message.link and safe else "people:inbox")


def start_of(actor: Actor) -> str:
    """Return the name of the page at which a hat starts."""
    return settings.LANDING_PAGES[actor.audience.value]


def _ask_second_factor(request: HttpRequest) -> HttpResponse:
    if is_mfa_enabled(request.user):
        messages.warning(request, _("机关身份需要二次验证。请退出后重新登录，并输入验证码或使用通行密钥。"))
        return redirect("people:role_list")
    messages.warning(request, _("机关身份需要二次验证。请先添加验证器或通行密钥，再重新登录。"))
    return redirect("mfa_index")
