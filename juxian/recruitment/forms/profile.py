"""The profile as forms: five fields for a worker, all fields for whoever wants, and what an imported text proposes."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.people.queries import choices_of
from juxian.recruitment.models import NameShown, ProfileSource
from juxian.recruitment.resume.parsing import LONGEST
from juxian.recruitment.resume.shape import Resume, Schooling, Work

MOST_YEARS = 60
SPLIT = re.compile(r"[、，,；;\n]+")
BLANK_ENTRIES = 2
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def street_field(label: Any) -> forms.ChoiceField:
    """A street of the district, or none."""
    return forms.ChoiceField(label=label, required=False, choices=lambda: [("", _("都可以")), *choices_of("street")])


class QuickProfileForm(forms.Form):
    """Five fields: name and telephone are known from the account."""

    trade = forms.CharField(label=_("会做什么"), max_length=60, help_text=_("工种或技能，例如：焊工、叉车、数控车床。"))
    years = forms.IntegerField(label=_("做了几年"), min_value=0, max_value=MOST_YEARS)
    wish = forms.CharField(label=_("想找什么工作"), max_length=60)
    street_code = street_field(_("想在哪个街道工作"))
    free_from_on = forms.DateField(label=_("哪天能上班"), required=False, widget=DAY, help_text=_("不填就是随时可以。"))

    def profile(self) -> dict[str, Any]:
        """Return what `save_profile` takes."""
        data = self.cleaned_data
        resume = Resume(
            headline=data["trade"],
            experience_years=data["years"],
            wish=data["wish"],
            skills=tuple(word.strip() for word in SPLIT.split(data["trade"]) if word.strip()),
        )
        return {
            "resume": resume,
            "street_code": data["street_code"],
            "free_from_on": data["free_from_on"],
            "source": "quick",
        }


class ProfileForm(forms.Form):
    """Everything but schools and employments, which are lists of their own below it."""

    headline = forms.CharField(
        label=_("求职方向"), max_length=60, help_text=_("一句话，例如：数控车工、软件测试工程师。")
    )
    wish = forms.CharField(label=_("想找的工作"), max_length=60, required=False)
    experience_years = forms.IntegerField(label=_("工作年限"), min_value=0, max_value=MOST_YEARS, required=False)
    pay_from_yuan = forms.IntegerField(label=_("期望月薪（元，起）"), min_value=0, max_value=999_999, required=False)
    skills = forms.CharField(
        label=_("技能"),
        max_length=800,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("用顿号或换行隔开。本平台发的证书会自动附上，不用再写。"),
    )
    summary = forms.CharField(
        label=_("自我介绍"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    street_code = street_field(_("想在哪个街道工作"))
    free_from_on = forms.DateField(label=_("哪天能上班"), required=False, widget=DAY, help_text=_("不填就是随时可以。"))
    name_shown = forms.ChoiceField(
        label=_("单位先看到的姓名"), choices=NameShown.choices, initial=NameShown.WHOLE, widget=forms.RadioSelect
    )


class SchoolingForm(forms.Form):
    """One school."""

    school = forms.CharField(label=_("学校"), max_length=60, required=False)
    major = forms.CharField(label=_("专业"), max_length=60, required=False)
    degree = forms.CharField(label=_("学历"), max_length=20, required=False)
    begin = forms.CharField(label=_("开始"), max_length=10, required=False, help_text=_("例如 2019-09"))
    end = forms.CharField(label=_("毕业"), max_length=10, required=False)


class WorkForm(forms.Form):
    """One employment."""

    employer = forms.CharField(label=_("单位"), max_length=80, required=False)
    post = forms.CharField(label=_("岗位"), max_length=60, required=False)
    begin = forms.CharField(label=_("开始"), max_length=10, required=False, help_text=_("例如 2021-07"))
    end = forms.CharField(label=_("结束"), max_length=10, required=False, help_text=_("现在还在做的，不用填。"))
    summary = forms.CharField(
        label=_("做了什么"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


SchoolingSet = forms.formset_factory(SchoolingForm, extra=BLANK_ENTRIES, max_num=20, absolute_max=25)
WorkSet = forms.formset_factory(WorkForm, extra=BLANK_ENTRIES, max_num=20, absolute_max=25)


class SourceForm(forms.Form):
    """What the proposal was read from travels along, so that it stays beside the fields until it is confirmed."""

    source_kind = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    source_text = forms.CharField(max_length=LONGEST, required=False, widget=forms.HiddenInput, strip=False)

    def clean_source_kind(self) -> str:
        """Nobody writes a hidden field, so nobody could mend one: what is unknown counts as typed."""
        kind = self.cleaned_data["source_kind"]
        return kind if kind in ProfileSource.values else ProfileSource.TYPED.value


class ProfileForms:
    """The whole profile on one page: the fields, the schools, the employments, and the text they were read from."""

    def __init__(self, data: Any = None, *, resume: Resume | None = None, **initial: Any):
        resume = resume or Resume()
        first = {**resume.as_data(), **initial, "skills": "、".join(resume.skills)}  # untranslated: a separator
        self.fields = ProfileForm(data, initial=first)
        self.schooling = SchoolingSet(data, prefix="schooling", initial=first["schooling"])
        self.work = WorkSet(data, prefix="work", initial=first["work"])
        self.source = SourceForm(data, initial=initial)

    def is_valid(self) -> bool:
        return not [part for part in (self.fields, self.schooling, self.work, self.source) if not part.is_valid()]

    def profile(self) -> dict[str, Any]:
        """Return what `save_profile` takes."""
        data = self.fields.cleaned_data
        resume = Resume(
            headline=data["headline"],
            summary=data["summary"],
            experience_years=data["experience_years"],
            wish=data["wish"],
            pay_from_yuan=data["pay_from_yuan"],
            schooling=tuple(Schooling(**entry) for entry in _filled(self.schooling)),
            work=tuple(Work(**entry) for entry in _filled(self.work)),
            skills=tuple(word.strip() for word in SPLIT.split(data["skills"]) if word.strip()),
        )
        return {
            "resume": resume,
            "source": self.source.cleaned_data["source_kind"],
            "street_code": data["street_code"],
            "free_from_on": data["free_from_on"],
            "name_shown": data["name_shown"],
        }


def _filled(entries: Any) -> list[dict[str, str]]:
    """The entries in which anything was written, in their order."""
    return [form.cleaned_data for form in entries if any(getattr(form, "cleaned_data", {}).values())]


class ImportForm(forms.Form):
    """A file, or the text itself."""

    file = forms.FileField(
        label=_("简历文件"), required=False, help_text=_("PDF、Word（.docx）、JSON Resume 或文本，5 MB 以内。")
    )
    text = forms.CharField(
        label=_("或者粘贴文字"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("还没有选择文件，也没有粘贴文字。请选一样。"))
        return data


class PhotoForm(forms.Form):
    """A photo for the profile; nobody has to give one."""

    photo = forms.FileField(label=_("照片"), help_text=_("不是必填。单位不得要求提供照片。"))
