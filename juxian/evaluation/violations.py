"""What a candidate must not do in a sitting, by code, and what follows. Assumption: the list of the district's house
rules; every entry voids the part (rules.md §2 names no list)."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text

VIOLATIONS: dict[str, Text] = {
    "impersonation": _("代考或请人代考"),
    "device": _("携带或使用通讯工具"),
    "material": _("夹带或偷看材料"),
    "whispering": _("交头接耳、互打暗号"),
    "copying": _("抄袭或让他人抄袭"),
    "paper_taken": _("带出试卷、答卷或工件"),
    "unsafe": _("违反安全操作规程，不听劝阻"),
    "disturbance": _("扰乱考场秩序"),
}
CONSEQUENCE = _("本场考试成绩无效")


def violation_label(code: str) -> Text:
    """Return the words for a code; a code that is no longer on the list stands for itself."""
    return VIOLATIONS.get(code, code)
