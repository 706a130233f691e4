"""What an employer asks of its candidates, and does with them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm
from juxian.recruitment.forms.money import PayField
from juxian.recruitment.models import ApplicationSource, RefusalReason, StageKind
from juxian.recruitment.states import JobApplicationState

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CandidatesQuery(PageForm):
    """Filters of an employer's candidates."""

    q = forms.CharField(max_length=60, required=False, label=_("姓名或拼音"))
    vacancy = forms.UUIDField(required=False, label=_("职位"), widget=forms.Select)
    stage = forms.UUIDField(required=False, label=_("阶段"), widget=forms.Select)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *JobApplicationState.choices]
    )
    source = forms.ChoiceField(
        label=_("来源"), required=False, choices=[("", _("全部来源")), *ApplicationSource.choices]
    )
    tag = forms.CharField(max_length=20, required=False, label=_("标签"))

    def offer(self, vacancies: Any, stages: Any) -> None:
        """Put the employer's own vacancies and stages into the lists."""
        self.fields["vacancy"].widget.choices = [("", _("全部职位")), *((row.pk, row.title) for row in vacancies)]
        self.fields["stage"].widget.choices = [("", _("全部阶段")), *((row.pk, row.name) for row in stages)]


class StageChoice(forms.Form):
    """One of the employer's stages."""

    stage = forms.UUIDField(label=_("移到"), widget=forms.Select)

    def __init__(self, *args: Any, stages: Any = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["stage"].widget.choices = [(row.pk, row.name) for row in stages]


class RefuseForm(forms.Form):
    """Why not, from a list and in words. The applicant reads both."""

    refusal = forms.ChoiceField(label=_("原因"), choices=RefusalReason.choices)
    message = forms.CharField(
        label=_("对求职者说的话"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class IdsForm(forms.Form):
    """Which rows were ticked."""

    ids = forms.TypedMultipleChoiceField(required=False, coerce=str)

    def __init__(self, *args: Any, allowed: Any = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["ids"].choices = [(str(pk), pk) for pk in allowed]


class RateForm(forms.Form):
    """Stars and tags, for colleagues only."""

    rating = forms.TypedChoiceField(
        label=_("评分"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("不评分")), *((number, number) for number in range(1, 6))],
    )
    tags = forms.CharField(
        label=_("标签"), max_length=200, required=False, help_text=_("用空格隔开，只有本单位看得到。")
    )

    def clean_tags(self) -> list[str]:
        return self.cleaned_data["tags"].replace("，", " ").replace(",", " ").split()


class NoteForm(forms.Form):
    """A note for colleagues."""

    text = forms.CharField(label=_("备注"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class StageForm(forms.Form):
    """A new stage."""

    name = forms.CharField(label=_("阶段名称"), max_length=20)
    kind = forms.ChoiceField(label=_("性质"), choices=StageKind.choices)


class StageChangeForm(forms.Form):
    """Another name or place for a stage."""

    name = forms.CharField(label=_("名称"), max_length=20)
    position = forms.IntegerField(label=_("次序"), min_value=0, max_value=100)


class OfferForm(forms.Form):
    """What the employer promises."""

    post = forms.CharField(label=_("岗位"), max_length=60, required=False, help_text=_("不填就是投递的职位。"))
    base_pay_fen = PayField(label=_("基本工资（元/月）"))
    start_on = forms.DateField(label=_("入职日期"), widget=DAY)
    answer_by_on = forms.DateField(label=_("请在此日前答复"), widget=DAY)
    message = forms.CharField(label=_("说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class HireForm(forms.Form):
    """What came true."""

    started_on = forms.DateField(label=_("实际入职日期"), widget=DAY)
    base_pay_fen = PayField(label=_("实际基本工资（元/月）"))
