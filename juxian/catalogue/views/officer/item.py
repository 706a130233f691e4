"""Items of a draft, one by one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from juxian.catalogue.actions import add_item, change_item, remove_item
from juxian.catalogue.forms.officer import ItemForm
from juxian.catalogue.models import Item
from juxian.catalogue.views.officer.edition import EDIT, GET_POST, get_edition
from juxian.kit.views import attempt, render


@EDIT
@GET_POST
def item_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an occupation."""
    edition, form = get_edition(request, pk), ItemForm(request.POST or None)
    if request.method == "POST":
        item = attempt(form, lambda **_read: add_item(edition, draft=form.draft(), by=request.actor))
        if item:
            messages.success(request, _("已添加“%(name)s”。") % {"name": item.name})
            return redirect("catalogue:office_edition", pk)
    context = {"edition": edition, "form": form, "title": _("添加工种")}
    return render(request, "catalogue/officer/item_form.html", context, status=422 if form.errors else 200)


@EDIT
@GET_POST
def item_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what an item says."""
    item = _get_item(request, pk)
    form = ItemForm.of(item, request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda **_read: change_item(item, draft=form.draft(), by=request.actor)
    ):
        messages.success(request, _("已保存。"))
        return redirect("catalogue:office_edition", item.edition_id)
    context = {"edition": item.edition, "item": item, "form": form, "title": _("修改工种")}
    return render(request, "catalogue/officer/item_form.html", context, status=422 if form.errors else 200)


@EDIT
@require_POST
def item_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an item off the draft."""
    item = _get_item(request, pk)
    remove_item(item, by=request.actor)
    messages.success(request, _("已移出“%(name)s”。") % {"name": item.name})
    return redirect("catalogue:office_edition", item.edition_id)


def _get_item(request: HttpRequest, pk: UUID) -> Item:
    rows = Item.objects.visible_to(request.actor).select_related("edition", "occupation", "industry_group")
    return get_object_or_404(rows, pk=pk)
