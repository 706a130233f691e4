"""Forms of score queries: the candidate's, and the officer's."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.forms.mark import PointsForm
from juxian.evaluation.states import ScoreQueryState
from juxian.kit.views import PageForm

LONG = forms.Textarea(attrs={"rows": 4})


class FileQueryForm(forms.Form):
    """Why the candidate asks."""

    reason = forms.CharField(
        label=_("申请复核的理由"), max_length=1000, widget=LONG, help_text=_("请写明您认为哪一部分、哪里可能有误。")
    )


class QueryListForm(PageForm):
    """Filters of the office's list."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *ScoreQueryState.choices], required=False, label=_("状态"))


class AnswerForm(PointsForm):
    """The answer, and the corrected points where there are any."""

    answer = forms.CharField(
        label=_("答复"), max_length=1000, widget=LONG, help_text=_("申请人会看到。请写明核对了什么、结果如何。")
    )
    is_corrected = forms.TypedChoiceField(
        label=_("复核结果"),
        choices=[("no", _("维持原成绩")), ("yes", _("更正成绩"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_("维持原成绩，由您答复；更正成绩，须由另一位同事确认后才生效并通知申请人。"),
    )

    field_order = ("answer", "is_corrected")

    def __init__(self, *args: Any, mark: Any, **kwargs: Any):
        super().__init__(*args, mark=mark, **kwargs)
        for at, name in enumerate(self.names):
            self.fields[name].required = False
            self.fields[name].initial = mark.points[at] if mark.points else None
        self.order_fields(["answer", "is_corrected", *self.names])

    def clean(self) -> dict[str, Any]:
        """Without a correction there are no points; with one, every line has them."""
        data = super().clean()
        points = data.pop("points")
        is_corrected = data.pop("is_corrected", False)
        if is_corrected and any(point is None for point in points) and not self.errors:
            self.add_error(self.names[0], _t("更正成绩要把每一项都填上。"))
        return {"answer": data.get("answer", ""), "points": points if is_corrected else None}


class ReturnCorrectionForm(forms.Form):
    """Why a colleague's proposal is sent back."""

    reason = forms.CharField(
        label=_("退回理由"),
        max_length=1000,
        widget=LONG,
        help_text=_("同事会看到，申请人不会看到。请写明哪里要再核对。"),
    )
