"""What officers enter about editions, items and opinions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.catalogue.models import Edition, IndustryGroup, Item
from juxian.catalogue.queries import ItemDraft, resolve_occupation
from juxian.kit import clock
from juxian.kit.views import QueryForm


class EditionForm(forms.Form):
    """A new year."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    title = forms.CharField(
        label=_("标题"), max_length=120, required=False, help_text=_("不填则为“某年度区级紧缺工种目录”。")
    )
    copy_from = forms.ModelChoiceField(
        Edition.objects.all(), label=_("沿用哪一年的工种"), required=False, empty_label=_("不沿用，从空白开始")
    )
    is_illustrative = forms.BooleanField(
        label=_("演示目录"), required=False, help_text=_("页面上会标明“演示”，不作为正式目录。")
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.initial.setdefault("year", clock.today().year)
        self.initial.setdefault("copy_from", Edition.objects.order_by("-year").first())


class OpenOpinionForm(forms.Form):
    until_on = forms.DateField(
        label=_("意见征求到哪一天"), widget=forms.DateInput, help_text=_("含当天；截止后才能发布。")
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("撤回原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(forms.Form):
    document_no = forms.CharField(label=_("文号"), max_length=60, help_text=_("例如：集人社〔2025〕8号"))


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("答复"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写明是否采纳以及理由。意见和答复会一起公布，不含联系方式。"),
    )


class ItemForm(forms.Form):
    """One item of a draft. The occupation is entered as its code or its name, older ones too."""

    occupation = forms.CharField(
        label=_("职业"), max_length=120, help_text=_("职业代码或名称，例如 6-18-02-04 或 焊工；旧代码和别名也可以。")
    )
    local_name = forms.CharField(label=_("本地叫法"), max_length=120, required=False)
    industry_group = forms.ModelChoiceField(IndustryGroup.objects.all(), label=_("产业"), empty_label=_("请选择"))
    levels = forms.MultipleChoiceField(
        label=_("可认定的等级"), choices=RECOGNISED_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    stars = forms.TypedChoiceField(
        label=_("紧缺星级"), coerce=int, choices=[(number, "★" * number) for number in range(1, 6)], initial=3
    )
    demand_count = forms.IntegerField(label=_("需求人数"), min_value=0, max_value=1_000_000, initial=0)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    @classmethod
    def of(cls, item: Item, data: Any = None) -> "ItemForm":
        """The form filled with what an item says now."""
        names = ("local_name", "industry_group", "levels", "stars", "demand_count", "note")
        return cls(data, initial={"occupation": item.occupation.code} | {name: getattr(item, name) for name in names})

    def clean_occupation(self) -> str:
        """Return the key of the occupation that the entry means."""
        text = self.cleaned_data["occupation"].strip()
        code = text if text[:1].isdigit() else ""
        found = resolve_occupation(code, title="" if code else text)
        if found is None:
            raise forms.ValidationError(
                _("职业分类里没有“%(text)s”。请核对代码或名称，必要时请管理员先导入职业分类。"), params={"text": text}
            )
        return str(found.pk)

    def draft(self) -> ItemDraft:
        """Return what the form says, for an action."""
        read = self.cleaned_data
        return ItemDraft(
            occupation_id=read["occupation"],
            industry_group_id=str(read["industry_group"].pk),
            levels=tuple(read["levels"]),
            stars=read["stars"],
            local_name=read["local_name"],
            demand_count=read["demand_count"],
            note=read["note"],
        )


class SheetForm(forms.Form):
    file = forms.FileField(label=_("Excel 文件"), help_text=_("请用本页下载的模板；一次最多 2000 行。"))


class CompareForm(QueryForm):
    """With which year an edition is compared."""

    to = forms.ModelChoiceField(
        Edition.objects.none(), label=_("与哪一年比较"), required=False, to_field_name="year", empty_label=None
    )

    def __init__(self, *args: Any, editions: QuerySet[Edition], **options: Any):
        super().__init__(*args, **options)
        self.fields["to"].queryset = editions  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = lambda edition: str(edition.year)  # type: ignore[attr-defined]


class RevealForm(forms.Form):
    """Why an officer wants to see a contact."""

    reason = forms.CharField(label=_("查看联系方式的理由"), max_length=200, help_text=_("会留下记录。"))


class ConfirmForm(forms.Form):
    """The second step of an import: only the fit rows, where some are not."""

    is_partial = forms.BooleanField(label=_("跳过有问题的行，只导入其余的行"), required=False)


class IndustryGroupForm(forms.Form):
    """A group of industries; its key is given once."""

    key = forms.SlugField(label=_("代号"), max_length=40, help_text=_("英文小写，用在网址中，以后不再改变。"))
    name = forms.CharField(label=_("名称"), max_length=40)
    position = forms.IntegerField(label=_("排列次序"), min_value=0, max_value=99, initial=9)


class ChangeIndustryGroupForm(IndustryGroupForm):
    key = None
    is_active = forms.BooleanField(label=_("继续使用"), required=False)
