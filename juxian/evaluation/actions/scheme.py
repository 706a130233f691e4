"""Schemes: which parts an occupation is examined in at a level, how, and by which rubric."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.districts.schemes import DefaultPart
from juxian.evaluation.models import Method, Part, RubricItem, Scheme, SchemePart
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.queries.scheme import LineDraft, PartDraft, drafts_of, gaps, halfway_through, sittings_using
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.punctuation import listed

FULL = 100
# 综合评审 (defence, thesis) only from technician up; the parts of a dossier are read, the others are sat for.
DEFENDED_FROM = SkillLevel.TECHNICIAN
SAT = frozenset({Method.COMPUTER, Method.PAPER, Method.ON_SITE, Method.WORKS, Method.ORAL})
METHODS_OF: dict[str, frozenset[str]] = {
    Part.ETHICS: SAT,
    Part.THEORY: SAT,
    Part.PRACTICE: SAT,
    Part.COMPREHENSIVE: frozenset({Method.DEFENCE, Method.THESIS, Method.ORAL}),
    Part.CONTRIBUTION: frozenset({Method.DOSSIER, Method.WORKS}),
}


@action(_("制定考核方案"), Permission.DEFINE_SCHEME)
def define_scheme(
    subject: None, *, occupation_id: UUID, level: str, parts: Sequence[PartDraft], by: Actor, standard: str = ""
) -> Scheme:
    """A scheme for an occupation and a level that had none."""
    _must_be_fit(level, parts)
    if Scheme.objects.filter(occupation=occupation_id, level=level).exists():
        raise RuleBroken(_t("这个职业和等级已经有考核方案。请打开原方案修改。"), field="level")
    return _write(Scheme(occupation_id=occupation_id, level=level, standard=standard), parts)


@action(_("修改考核方案"), Permission.DEFINE_SCHEME)
def change_scheme(scheme: Scheme, *, parts: Sequence[PartDraft], by: Actor, standard: str = "") -> Scheme:
    """Other parts, methods or weights; not while anybody is halfway: a part that was failed is not taken out."""
    _must_be_free(scheme)
    _must_be_fit(scheme.level, parts)
    scheme.standard = standard
    return _write(scheme, parts)


@action(_("复制考核方案"), Permission.DEFINE_SCHEME, lock=False)
def copy_scheme(scheme: Scheme, *, occupation_id: UUID, levels: Collection[str], by: Actor) -> list[Scheme]:
    """The same parts for another occupation or other levels; those that have a scheme keep their own."""
    parts = drafts_of(scheme)
    there = set(Scheme.objects.filter(occupation=occupation_id, level__in=levels).values_list("level", flat=True))
    free = [level for level in levels if level not in there]
    if not free:
        raise RuleBroken(_t("选中的等级都已有考核方案，没有可复制的。请换一个职业或等级。"), field="levels")
    for level in free:
        _must_be_fit(level, parts, field="levels")
    return [_write(Scheme(occupation_id=occupation_id, level=one, standard=scheme.standard), parts) for one in free]


@action(_("补齐考核方案"), Permission.DEFINE_SCHEME)
def create_missing_schemes(subject: None, *, by: Actor) -> list[Scheme]:
    """For every occupation and level of the catalogue in force without a scheme, the district's default."""
    made = []
    for gap in gaps(clock.today()):
        parts = defaults().by_level.get(gap.level)
        if parts:
            scheme = Scheme(occupation_id=gap.occupation_id, level=gap.level, standard=defaults().standard)
            made.append(_write(scheme, [_draft(part) for part in parts]))
    return made


@action(_("删除考核方案"), Permission.DEFINE_SCHEME)
def remove_scheme(scheme: Scheme, *, by: Actor) -> None:
    """From then on only a panel looks. Marks that were given keep their own measure."""
    _must_be_free(scheme)
    scheme.delete()


def _draft(part: DefaultPart) -> PartDraft:
    rubric = tuple(LineDraft(line.name, line.weight, line.minimum) for line in part.rubric)
    return PartDraft(part.part, part.method, part.minutes, rubric=rubric)


def _write(scheme: Scheme, parts: Sequence[PartDraft]) -> Scheme:
    """Save the scheme with exactly these parts."""
    scheme.save()
    scheme.parts.all().delete()
    for draft in parts:
        part = SchemePart.objects.create(
            scheme=scheme, part=draft.part, method=draft.method, minutes=draft.minutes, pass_score=draft.pass_score
        )
        RubricItem.objects.bulk_create(
            RubricItem(scheme_part=part, name=line.name, weight=line.weight, minimum=line.minimum, position=position)
            for position, line in enumerate(draft.rubric)
        )
    return scheme


def _must_be_free(scheme: Scheme) -> None:
    using = sittings_using(scheme).first()
    if using:
        raise RuleBroken(
            _t("场次%(number)s正按这个方案考试，成绩公布前不能改。请等成绩公布，或先取消该场次。")
            % {"number": using.number}
        )
    halfway = halfway_through(scheme).first()
    if halfway:
        raise RuleBroken(
            _t("%(number)s 已按这个方案考了一部分，还有部分没有考，现在不能改。请等它的全部成绩公布。")
            % {"number": halfway.number}
        )


def _must_be_fit(level: str, parts: Sequence[PartDraft], field: str = "parts") -> None:
    """Raise where a scheme could not be examined by."""
    if not parts:
        raise RuleBroken(_t("方案里还没有考核部分。请至少选一个部分。"), field=field)
    for draft in parts:
        _part_must_be_fit(SkillLevel(level), draft, field)
        _rubric_must_be_fit(draft, field)


def _part_must_be_fit(level: SkillLevel, draft: PartDraft, field: str) -> None:
    part = Part(draft.part)
    if part == Part.COMPREHENSIVE and level.number < DEFENDED_FROM.number:
        raise RuleBroken(_t("综合评审（答辩、论文）只用于技师及以上等级。请去掉这一部分，或换一个等级。"), field=field)
    if draft.method not in METHODS_OF[part]:
        allowed = listed([str(method.label) for method in Method if method in METHODS_OF[part]])
        raise RuleBroken(
            _t("“%(part)s”不能用“%(method)s”。可以选：%(allowed)s。")
            % {"part": part.label, "method": Method(draft.method).label, "allowed": allowed},
            field=field,
        )


def _rubric_must_be_fit(draft: PartDraft, field: str) -> None:
    if not draft.rubric:
        return
    label = Part(draft.part).label
    names = [line.name for line in draft.rubric]
    if len(set(names)) != len(names):
        raise RuleBroken(_t("“%(part)s”的评分项目有重名。请改成不同的名称。") % {"part": label}, field=field)
    total = sum(line.weight for line in draft.rubric)
    if total != FULL or any(line.weight < 1 or not 0 <= line.minimum <= FULL for line in draft.rubric):
        raise RuleBroken(
            _t("“%(part)s”各项权重合计是%(total)d，应当正好是100，最低分在0至100之间。请改正。")
            % {"part": label, "total": total},
            field=field,
        )
