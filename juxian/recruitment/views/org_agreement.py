"""An employer's and a school's side of three-party agreements."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries.portal import verified_organisations
from juxian.recruitment.actions.agreement import invite_to_agreement, keep_agreement, release_agreement
from juxian.recruitment.agreeing import EMPLOYER
from juxian.recruitment.forms.agreement import AgreementsQuery, SchoolForm, TermsForm, WhyForm
from juxian.recruitment.models import Agreement, JobApplication
from juxian.recruitment.paper import agreement_pdf
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.agreement import first_terms, found_agreements
from juxian.recruitment.views import agreement_steps as steps

SIGNS = audience(Audience.ORGANISATION, Permission.SIGN_AGREEMENT)
EMPLOYS = audience(Audience.ORGANISATION, Permission.SIGN_FOR_EMPLOYER)
TEACHES = audience(Audience.ORGANISATION, Permission.SIGN_FOR_SCHOOL)
PAGE = "org_agreement"


@SIGNS
@require_GET
def org_agreements(request: HttpRequest) -> HttpResponse:
    """Those of an employer with its graduates; those of a school's graduates with employers."""
    query = AgreementsQuery(request.GET)
    rows = found_agreements(Agreement.objects.visible_to(request.actor), query.values())
    context = {"form": query, "page": paginate(request, rows), "is_school": request.actor.role == "school"}
    return render(request, "recruitment/organisation/agreement_list.html", context)


@EMPLOYS
@require_http_methods(["GET", "POST"])
def org_agreement_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the employer's part and ask the graduate to sign."""
    applications = JobApplication.objects.visible_to(request.actor).select_related("vacancy__organisation", "person")
    application = get_object_or_404(applications, pk=pk)
    schools = verified_organisations().filter(kind="school").order_by("name")
    which = SchoolForm(request.POST or None, schools=schools)
    terms = TermsForm(request.POST or None, party=EMPLOYER, initial=first_terms(application))
    if request.method == "POST" and which.is_valid() and terms.is_valid():
        school = get_object_or_404(schools, pk=which.cleaned_data["school"])
        do = partial(invite_to_agreement, application, terms=terms.cleaned_data, by=request.actor)
        if agreement := attempt(which, lambda **_data: do(school=school)):
            return redirect("recruitment:org_agreement", agreement.pk)
    context = {"application": application, "school_form": which, "terms_form": terms}
    return render(request, "recruitment/organisation/agreement_invite.html", context)


@SIGNS
@require_GET
def org_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.agreement_page(request, steps.own_agreement(request, pk), PAGE)


@SIGNS
@require_POST
def org_agreement_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.sign(request, pk, PAGE)


@SIGNS
@require_POST
def org_agreement_amend(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.amend(request, pk, PAGE)


@SIGNS
@require_POST
def org_agreement_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.with_reason(request, pk, PAGE, "cancel")


@SIGNS
@require_POST
def org_agreement_ask_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.with_reason(request, pk, PAGE, "ask_release")


@TEACHES
@require_POST
def org_agreement_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    release_agreement(steps.own_agreement(request, pk), by=request.actor)
    messages.success(request, _t("已同意解约，毕业生可以与其他单位签约。"))
    return redirect("recruitment:org_agreement", pk)


@TEACHES
@require_POST
def org_agreement_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = WhyForm(request.POST)
    agreement = steps.own_agreement(request, pk)
    if attempt(form, partial(keep_agreement, agreement, by=request.actor)):
        messages.success(request, _t("已答复不同意解约，协议继续有效。"))
        return redirect("recruitment:org_agreement", pk)
    return steps.agreement_page(request, steps.own_agreement(request, pk), PAGE, why_form=form, status=422)


@SIGNS
@require_GET
def org_agreement_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    agreement = steps.own_agreement(request, pk)
    steps.must_be_signed(agreement)
    return download(agreement_pdf(agreement), f"{agreement.number}.pdf")
