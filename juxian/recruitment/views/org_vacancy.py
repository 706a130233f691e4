"""An employer's vacancies: the list, one, the form with its hints, and every step."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import RuleBroken
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries import organisations
from juxian.recruitment.actions import (
    change_vacancy,
    close_vacancy,
    copy_vacancy,
    correct_vacancy,
    discard_vacancy,
    renew_vacancy,
    reopen_vacancy,
    submit_vacancy,
    withdraw_vacancy,
    write_vacancy,
)
from juxian.recruitment.actions.vacancy import EDITABLE
from juxian.recruitment.forms.vacancy import CheckForm, VacancyForm, VacancyQuery, ValidityForm, initial_of
from juxian.recruitment.models import Vacancy
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.campaign import counts_of
from juxian.recruitment.queries.cards import demands, pay_label, perk_labels
from juxian.recruitment.queries.findings import FIELDS, explained, findings_in
from juxian.recruitment.queries.job_application import counts_by_vacancy
from juxian.recruitment.queries.occupations import suggest_occupations
from juxian.recruitment.queries.standing import obstacle_to_recruit
from juxian.recruitment.queries.vacancy import filtered, for_list, open_participations
from juxian.recruitment.states import VACANCY

EMPLOYER = audience(Audience.ORGANISATION, Permission.POST_VACANCY)
GET_POST = require_http_methods(["GET", "POST"])


@EMPLOYER
@require_GET
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """The employer's own, newest first, with who applied."""
    form = VacancyQuery(request.GET)
    mine = Vacancy.objects.visible_to(request.actor)
    page = paginate(request, for_list(filtered(mine, form.values())))
    counts = counts_by_vacancy([row.pk for row in page])
    lines = [(row, pay_label(row), counts.get(row.pk, (0, 0))) for row in page]
    context = {
        "page": page,
        "lines": lines,
        "form": form,
        "open_counts": counts_of(mine.public()),
        "obstacle": obstacle_to_recruit(_employer(request)),
    }
    return render(request, "recruitment/organisation/vacancy_list.html", context)


@EMPLOYER
@require_GET
def vacancy_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What stands there, what the check says of it, and what may be done next."""
    vacancy = _get(request, pk)
    context = facts_of(vacancy) | {
        "open": {row.event for row in VACANCY.open_events(vacancy.state)},
        "is_editable": vacancy.state in EDITABLE,
        "validity_form": ValidityForm(),
        "counts": counts_by_vacancy([vacancy.pk]).get(vacancy.pk, (0, 0)),
        "timeline": timeline_of(vacancy, shows_names=False),
    }
    return render(request, "recruitment/organisation/vacancy_detail.html", context)


@EMPLOYER
@GET_POST
def vacancy_create(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    do = partial(write_vacancy, _employer(request), by=request.actor)
    return _written(request, form, do) or _form_page(request, form, None)


@EMPLOYER
@GET_POST
def vacancy_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    vacancy = _get(request, pk)
    form = _form(request, initial_of(vacancy))
    return _written(request, form, partial(change_vacancy, vacancy, by=request.actor)) or _form_page(
        request, form, vacancy
    )


@EMPLOYER
@require_POST
def vacancy_check(request: HttpRequest) -> HttpResponse:
    """What the form would say of the words now: occupations for the title, and what the law forbids. Keeps nothing."""
    values = CheckForm(request.POST).values()
    return render(request, "recruitment/organisation/_vacancy_hints.html", hints_for(values))


@EMPLOYER
@require_POST
def vacancy_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    vacancy = submit_vacancy(_get(request, pk), by=request.actor)
    _say_submitted(request, vacancy)
    return redirect("recruitment:org_vacancy", pk)


@EMPLOYER
@require_POST
def vacancy_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    withdraw_vacancy(_get(request, pk), by=request.actor)
    messages.success(request, _t("已撤回，可以修改后再提交。"))
    return redirect("recruitment:org_vacancy", pk)


@EMPLOYER
@require_POST
def vacancy_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    discard_vacancy(_get(request, pk), by=request.actor)
    messages.success(request, _t("草稿已作废。"))
    return redirect("recruitment:org_vacancies")


@EMPLOYER
@require_POST
def vacancy_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    close_vacancy(_get(request, pk), by=request.actor)
    messages.success(request, _t("职位已关闭，不再接受投递。已经投递的人请继续答复。"))
    return redirect("recruitment:org_vacancy", pk)


@EMPLOYER
@require_POST
def vacancy_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    correct_vacancy(_get(request, pk), by=request.actor)
    return redirect("recruitment:org_vacancy_edit", pk)


@EMPLOYER
@require_POST
def vacancy_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    twin = copy_vacancy(_get(request, pk), by=request.actor)
    messages.success(request, _t("已复制成新的草稿，请改好后提交。"))
    return redirect("recruitment:org_vacancy_edit", twin.pk)


@EMPLOYER
@require_POST
def vacancy_renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _until(request, pk, renew_vacancy, _t("有效期已延长。"))


@EMPLOYER
@require_POST
def vacancy_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _until(request, pk, reopen_vacancy, _t("已重新提交，审核通过后公开招聘。"))


def facts_of(vacancy: Vacancy) -> dict[str, Any]:
    """Return what the pages of employers and officers show of a vacancy."""
    return {
        "vacancy": vacancy,
        "pay": pay_label(vacancy),
        "demands": demands(vacancy),
        "perks": perk_labels(vacancy),
        "findings": explained(vacancy.findings),
    }


def hints_for(values: dict[str, str]) -> dict[str, Any]:
    """Return the suggestions and the findings for these words. Ticked is what was chosen before, else the one that the
    title plainly means, else none."""
    suggestions = suggest_occupations(values["title"])
    offered = {one.occupation.code for one in suggestions}
    chosen = values.get("occupation") or ""
    if chosen not in offered:
        chosen = next((one.occupation.code for one in suggestions if one.is_likely), "")
    return {
        "suggestions": suggestions,
        "chosen": chosen,
        "findings": explained(findings_in({name: values.get(name) or "" for name in FIELDS})),
    }


def _written(request: HttpRequest, form: VacancyForm, do: Callable[..., Vacancy]) -> HttpResponse | None:
    """Write what the form read; hand it in where that button was pressed. None: the form shows why nothing happened."""
    vacancy = attempt(form, lambda **_: do(draft=form.draft(), participation=form.participation_row()))
    if vacancy is None:
        return None
    if "submit" not in request.POST:
        messages.success(request, _t("草稿已保存。"))
        return redirect("recruitment:org_vacancy", vacancy.pk)
    try:
        _say_submitted(request, submit_vacancy(vacancy, by=request.actor))
    except RuleBroken as error:  # the draft is kept; what is missing is said on its page
        messages.warning(request, error.message)
        return redirect("recruitment:org_vacancy_edit", vacancy.pk)
    return redirect("recruitment:org_vacancy", vacancy.pk)


def _form(request: HttpRequest, initial: dict[str, Any] | None = None) -> VacancyForm:
    places = open_participations(request.actor.organisation_id)
    return VacancyForm(request.POST or None, initial=initial, participations=places)


def _form_page(request: HttpRequest, form: VacancyForm, vacancy: Vacancy | None) -> HttpResponse:
    values = {name: form[name].value() or "" for name in (*FIELDS, "occupation")}
    context = {"form": form, "vacancy": vacancy, **hints_for(values)}
    return render(request, "recruitment/organisation/vacancy_form.html", context)


def _until(request: HttpRequest, pk: UUID, do: Callable[..., Any], said: str) -> HttpResponse:
    form = ValidityForm(request.POST)
    if not attempt(form, partial(do, _get(request, pk), by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, said)
    return redirect("recruitment:org_vacancy", pk)


def _say_submitted(request: HttpRequest, vacancy: Vacancy) -> None:
    said = _t("已提交，审核通过后公开招聘。")
    if vacancy.is_flagged:
        said += _t("有可能违法的内容，由工作人员看过再决定。")
    messages.success(request, said)


def _employer(request: HttpRequest) -> Any:
    return organisations([request.actor.organisation_id])[request.actor.organisation_id]


def _get(request: HttpRequest, pk: UUID) -> Vacancy:
    rows = Vacancy.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("organisation", "occupation", "item", "participation__campaign"), pk=pk
    )
