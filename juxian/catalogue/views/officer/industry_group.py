"""The district's groups of industries."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from juxian.catalogue.actions import add_industry_group, change_industry_group
from juxian.catalogue.forms.officer import ChangeIndustryGroupForm, IndustryGroupForm
from juxian.catalogue.models import IndustryGroup
from juxian.catalogue.permissions import Permission
from juxian.catalogue.views.officer.edition import GET_POST
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, paginate, render

MANAGE = audience(Audience.OFFICE, Permission.MANAGE_REGISTERS)


@MANAGE
@GET_POST
def industry_groups(request: HttpRequest) -> HttpResponse:
    """The list, and a form for one more."""
    form = IndustryGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data.pop("key")
        if attempt(form, partial(add_industry_group, key, by=request.actor)):
            messages.success(request, _("已新增。"))
            return redirect("catalogue:industry_groups")
    context = {"page": paginate(request, IndustryGroup.objects.visible_to(request.actor)), "form": form}
    return render(request, "catalogue/officer/industry_group_list.html", context, status=422 if form.errors else 200)


@MANAGE
@GET_POST
def industry_group_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rename, move, or switch off."""
    group = get_object_or_404(IndustryGroup.objects.visible_to(request.actor), pk=pk)
    values = {"name": group.name, "position": group.position, "is_active": group.is_active}
    form = ChangeIndustryGroupForm(request.POST or None, initial=values)
    if request.method == "POST" and attempt(form, partial(change_industry_group, group, by=request.actor)):
        messages.success(request, _("已保存。"))
        return redirect("catalogue:industry_groups")
    context = {"group": group, "form": form}
    return render(request, "catalogue/officer/industry_group_form.html", context, status=422 if form.errors else 200)
