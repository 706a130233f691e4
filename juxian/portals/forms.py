"""What the portals read from addresses, and the small forms that lead into other domains."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.text import LONGEST_QUERY
from juxian.kit.views import PageForm, QueryForm
from juxian.kit.work_queue import ORDERS


class SearchQuery(QueryForm):
    """The words of the search box."""

    q = forms.CharField(max_length=LONGEST_QUERY, required=False, initial="", label=_("搜索"))


class QueueQuery(PageForm):
    """Filters and order of the work queue; they stay in the address."""

    kind = forms.ChoiceField(required=False, initial="")
    is_overdue = forms.BooleanField(required=False, initial=False)
    sort = forms.ChoiceField(required=False, initial="due")

    def __init__(self, *args: Any, kinds: list[str], **options: Any):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(key, key) for key in kinds]  # type: ignore[attr-defined]
        self.fields["sort"].choices = [(f"{sign}{key}",) * 2 for key in ORDERS for sign in ("", "-")]  # type: ignore[attr-defined]


class CertificateForm(forms.Form):
    """The box on the home page; the page of certificates reads and checks what it sends."""

    number = forms.CharField(
        label=_("证书编号"),
        max_length=24,
        widget=forms.TextInput(attrs={"placeholder": "JMJLL-", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("持证人姓名"), max_length=60)
