"""Components for input: forms, fields, buttons, filters."""

from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.safestring import SafeString

from juxian.kit.access import Text
from juxian.kit.sent_once import FIELD, new_token
from juxian.kit.ui.fields import field_context
from juxian.kit.ui.filters import active_filters
from juxian.kit.ui.rendering import draw, request_of
from juxian.kit.views import next_address, with_way_back

register = template.Library()


@register.simple_tag
def button(
    label: Text,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    icon: str = "",
    confirm: Text = "",
    size: str = "",
    formaction: str = "",
) -> SafeString:
    """A submit button inside a form. `kind` is primary (one a page), secondary, quiet or danger."""
    return draw(
        "kit/ui/button.html",
        label=label,
        kind=kind,
        name=name,
        value=value,
        icon=icon,
        confirm=confirm,
        size=size,
        formaction=formaction,
    )


@register.simple_tag
def link_button(label: Text, url: str, kind: str = "secondary", icon: str = "", size: str = "") -> SafeString:
    """A link that looks like a button: it goes somewhere and changes nothing."""
    return draw("kit/ui/link_button.html", label=label, url=url, kind=kind, icon=icon, size=size)


@register.filter
def coming_from(url: str, request: HttpRequest) -> str:
    """An address that remembers this page with its filters, so that `back_to` finds the way back."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'next': request.get_full_path()})}"


@register.filter
def keeping_way_back(url: str, request: HttpRequest) -> str:
    """An address that carries on the way back with which this page was opened."""
    return with_way_back(url, request)


@register.filter
def way_back(url: str, request: HttpRequest) -> str:
    """The way back with which this page was opened, or `url` where it was opened without one."""
    return next_address(request) or url


@register.simple_tag(takes_context=True)
def form_token(context: Context) -> SafeString:
    """The two hidden fields of every form that writes: against foreign pages, and against a second sending. For forms
    written by hand, in place of `csrf_token`; `post_form` and `post_button` have them."""
    return draw("kit/ui/form_token.html", csrf_token=context.get("csrf_token"), name=FIELD, value=new_token())


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    label: Text,
    url: str,
    kind: str = "secondary",
    confirm: Text = "",
    icon: str = "",
    size: str = "",
    **fields: Any,
) -> SafeString:
    """A button that does one thing: a whole POST form. Further keywords become hidden fields."""
    return draw(
        "kit/ui/post_button.html",
        guard=form_token(context),
        label=label,
        url=url,
        kind=kind,
        confirm=confirm,
        icon=icon,
        size=size,
        fields=fields,
    )


@register.simple_tag
def copy_button(text: str, label: Text) -> SafeString:
    """Copies a text, such as a certificate's number; the text itself stands beside it for those without JavaScript."""
    return draw("kit/ui/copy_button.html", text=text, label=label)


@register.simple_block_tag(takes_context=True)
def post_form(
    context: Context,
    content: str,
    submit: Text = "",
    action: str = "",
    cancel_url: str = "",
    upload: bool = False,
    kind: str = "primary",
    confirm: Text = "",
    next: str = "",
) -> SafeString:
    """A form that writes: token, guards and its buttons. With `submit=""` the content holds the buttons. `next` is
    where `back_to` leads afterwards, such as the list with its filters."""
    return draw(
        "kit/ui/post_form.html",
        guard=form_token(context),
        next=next,
        content=content,
        submit=submit,
        action=action,
        cancel_url=cancel_url,
        upload=upload,
        kind=kind,
        confirm=confirm,
    )


@register.simple_tag
def form_fields(form: forms.BaseForm) -> SafeString:
    """The error summary and every field of a form."""
    visible = [field_context(bound) for bound in form.visible_fields()]
    return draw("kit/ui/form_fields.html", form=form, fields=visible, hidden=form.hidden_fields())


@register.filter
def without_stop(label: Text) -> str:
    """A label without its full stop or question mark, where more follows."""
    return str(label).rstrip("。.？?")


@register.simple_tag
def error_summary(form: forms.BaseForm) -> SafeString:
    """All faults of a form at its top, each a link to its field; nothing where there is none."""
    return draw("kit/ui/error_summary.html", form=form)


@register.simple_tag
def field(bound: forms.BoundField, camera: bool = False) -> SafeString:
    """One field with label, help and error. `camera` opens the camera of a phone for a file."""
    return draw("kit/ui/field.html", **field_context(bound, camera=camera))


@register.simple_block_tag
def fieldset(content: str, legend: Text, help: Text = "") -> SafeString:
    """Fields that belong together, under one heading."""
    return draw("kit/ui/fieldset.html", content=content, legend=legend, help=help)


@register.simple_tag(takes_context=True)
def filters(context: Context, form: forms.BaseForm, search: str = "") -> SafeString:
    """A GET form that narrows a list; a chip for every active filter takes it away again."""
    request = request_of(context)
    shown = [bound for bound in form.visible_fields() if bound.name not in (search, "page", "sort")]
    return draw(
        "kit/ui/filters.html",
        form=form,
        search=form[search] if search else None,
        fields=[field_context(bound, optional_mark=False) for bound in shown],
        chips=active_filters(form, request),
        sort=request.GET.get("sort", "") if request is not None else "",
        clear_url=request.path if request is not None else "?",
    )


@register.simple_tag
def search_box(url: str, name: str = "q", value: str = "", label: Text = "", placeholder: Text = "") -> SafeString:
    """A search by GET."""
    return draw("kit/ui/search_box.html", url=url, name=name, value=value, label=label, placeholder=placeholder)
