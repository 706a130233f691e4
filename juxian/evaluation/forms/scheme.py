"""A scheme as people write it: a line for each part, and the rubric as a list of lines."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.catalogue.queries.current import current_items
from juxian.evaluation.actions.scheme import METHODS_OF
from juxian.evaluation.models import PASS_SCORE, Method, Part, Scheme
from juxian.evaluation.queries.scheme import LineDraft, PartDraft, drafts_of
from juxian.kit import clock
from juxian.kit.views import PageForm

LINE = re.compile(r"^(?P<name>.+?)[\s,，、:：]+(?P<weight>\d{1,3})\s*%?(?:[\s,，、:：]+(?P<minimum>\d{1,3}))?$")
RUBRIC_HELP = _("每行一项：名称 权重 最低分（可不写）。例如：成品质量 40 60。权重合计100；不填则只打一个总分。")


class SchemeQuery(PageForm):
    """Filters of the list."""

    q = forms.CharField(max_length=50, required=False, label=_("职业名称或代码"))
    level = forms.ChoiceField(choices=[("", _("全部等级")), *RECOGNISED_CHOICES], required=False, label=_("等级"))


class PartsForm(forms.Form):
    """The five parts, each with method, minutes, pass score and rubric."""

    standard = forms.CharField(label=_("依据的标准"), max_length=200, required=False)

    def __init__(self, *args: Any, scheme: Scheme | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        drafts = {draft.part: draft for draft in drafts_of(scheme)} if scheme else {}
        if scheme:
            self.fields["standard"].initial = scheme.standard
        for part in Part:
            self._add(part, drafts.get(part))

    def _add(self, part: Part, draft: PartDraft | None) -> None:
        methods = [(method.value, method.label) for method in Method if method in METHODS_OF[part]]
        rubric = "\n".join(written(line) for line in draft.rubric) if draft else ""
        self.fields |= {
            f"{part}_is_in": forms.BooleanField(label=_("考这一部分"), required=False, initial=draft is not None),
            f"{part}_method": forms.ChoiceField(
                label=_("考核方式"), choices=methods, initial=draft.method if draft else methods[0][0]
            ),
            f"{part}_minutes": forms.IntegerField(
                label=_("时长（分钟）"), min_value=5, max_value=600, initial=draft.minutes if draft else 90
            ),
            f"{part}_pass_score": forms.IntegerField(
                label=_("合格分"), min_value=1, max_value=100, initial=draft.pass_score if draft else PASS_SCORE
            ),
            f"{part}_rubric": forms.CharField(
                label=_("评分项目"),
                required=False,
                initial=rubric,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=RUBRIC_HELP,
            ),
        }

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields by part, for the page."""
        names = ("is_in", "method", "minutes", "pass_score", "rubric")
        return [(str(part.label), [self[f"{part}_{name}"] for name in names]) for part in Part]

    def clean(self) -> dict[str, Any]:
        """Gather the parts that are in."""
        data = super().clean() or {}
        parts = [self._draft(part, data) for part in Part if data.get(f"{part}_is_in")]
        gathered = {"standard": data.get("standard", ""), "parts": parts}
        return {name: data[name] for name in ("occupation", "level") if name in data} | gathered

    def _draft(self, part: Part, data: dict[str, Any]) -> PartDraft:
        return PartDraft(
            part=part,
            method=data.get(f"{part}_method", ""),
            minutes=data.get(f"{part}_minutes", 0),
            pass_score=data.get(f"{part}_pass_score", PASS_SCORE),
            rubric=self._rubric(part, data.get(f"{part}_rubric", "")),
        )

    def _rubric(self, part: Part, text: str) -> tuple[LineDraft, ...]:
        """Read the lines; one that cannot be read is named."""
        lines = []
        for line in filter(None, map(str.strip, text.splitlines())):
            found = LINE.match(line)
            if found is None or len(found["name"]) > 60:
                message = _t("看不懂“%(line)s”。请写成：名称 权重 最低分，例如：成品质量 40 60。") % {"line": line[:40]}
                self.add_error(f"{part}_rubric", message)
                continue
            lines.append(LineDraft(found["name"].strip(), int(found["weight"]), int(found["minimum"] or 0)))
        return tuple(lines)


class SchemeForm(PartsForm):
    """A new scheme: for which occupation of the catalogue and which level."""

    occupation = forms.TypedChoiceField(coerce=UUID, label=_("职业"))
    level = forms.ChoiceField(label=_("等级"), choices=RECOGNISED_CHOICES)

    field_order = ("occupation", "level", "standard")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = occupation_choices()  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """To which occupation and which levels a scheme is copied."""

    occupation = forms.TypedChoiceField(coerce=UUID, label=_("职业"))
    levels = forms.MultipleChoiceField(label=_("等级"), choices=RECOGNISED_CHOICES, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = occupation_choices()  # type: ignore[attr-defined]


def occupation_choices() -> list[tuple[str, str]]:
    """The occupations of the catalogue in force."""
    return [(str(item.occupation_id), f"{item.occupation.code} {item.name}") for item in current_items(clock.today())]


def written(line: LineDraft) -> str:
    """Return a line of a rubric as it is written into the field."""
    return f"{line.name} {line.weight} {line.minimum}" if line.minimum else f"{line.name} {line.weight}"
