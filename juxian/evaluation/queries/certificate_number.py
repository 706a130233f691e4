"""National certificate numbers in words, and who else uses one."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import Application, CertificateClaim
from juxian.evaluation.models.application import ApplicationQuerySet
from juxian.evaluation.national_number import PROVINCES, NationalNumber, Number, NumberFault, decode
from juxian.evaluation.states import ApplicationState
from juxian.kit.errors import RuleBroken
from juxian.kit.language import for_the_reader
from juxian.kit.punctuation import listed
from juxian.people.queries import same_human

LOOK_UP_CLAUSE = "certificate_checked"  # of gold_blue_collar_classes: the clause that the look-up answers
EXPECTED = {
    "evaluator": _("评价机构类别，只能是字母 Y（用人单位）、S（社会培训评价组织）或 J（技工院校）"),
    "digit": _("数字"),
    "level": _("等级，只能是数字 1 至 5，特级技师和首席技师是字母"),
    "level_digit": _("等级，只能是数字 1 至 5"),
    "body_kind": _("机构类别，只能是数字 0 至 4"),
    "province": _("省份代码，例如福建是 35"),
}
EVALUATORS = {"Y": _("用人单位"), "S": _("社会培训评价组织"), "J": _("技工院校")}


def read_number(text: str) -> Number:
    """Return the number taken apart; a wrong one is refused with its position, what belongs there, and what to do."""
    try:
        return decode(text)
    except NumberFault as fault:
        raise RuleBroken(_sentence(fault), field="number") from fault


def describe_number(number: Number) -> list[tuple[str, str]]:
    """Return what the number says, label by label, for the applicant while typing and for the officer."""
    rows = [(_t("等级"), listed(SkillLevel(level).label for level in number.levels))]
    rows.append((_t("发证年份"), str(number.year)))
    rows.append((_t("省份"), _province(number.province)))
    if isinstance(number, NationalNumber):
        rows.append((_t("评价机构类别"), str(EVALUATORS[number.evaluator])))
        body = _t("在省里首次备案") if number.body == "0000" else number.body
        rows += [(_t("机构代码"), body), (_t("站点序号"), number.site)]
    rows.append((_t("证书序号"), number.serial))
    return rows


def certificate_parts(application: Application) -> list[tuple[str, str]]:
    """Return what the number of the application's certificate says; nothing where there is none."""
    claim = getattr(application, "certificate_claim", None)
    return describe_number(decode(claim.number)) if claim else []


def other_claims(claim: CertificateClaim) -> ApplicationQuerySet:
    """Return the applications of other people that were submitted with the same certificate's number."""
    rows = Application.objects.filter(certificate_claim__number=claim.number)
    rows = rows.exclude(applicant__in=same_human(claim.application.applicant_id))
    return rows.exclude(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN])


def is_recognised_for_another(application: Application) -> bool:
    """Tell whether somebody else was recognised with this certificate's number."""
    claim = getattr(application, "certificate_claim", None)
    return claim is not None and other_claims(claim).recognised().exists()


def has_look_up(application: Application) -> bool:
    """Tell whether an officer has found the very number that the claim now says at the national site."""
    claim = getattr(application, "certificate_claim", None)
    return claim is not None and application.look_ups.filter(number=claim.number, found=True).exists()


def _province(code: str) -> str:
    if code not in PROVINCES:
        return _t("行业代码 %(code)s") % {"code": code}
    chinese, english = PROVINCES[code]
    return for_the_reader({"zh": chinese, "en": english})


def _sentence(fault: NumberFault) -> str:
    if fault.expected == "anything":
        return _t("还没有填写证书编号。请照证书上的编号填写。")
    if fault.position == 0:
        return _length_sentence(fault)
    hint = _t("如果是数字零，不要写成字母 O。") if fault.found == "O" and fault.expected == "digit" else ""
    said = _t("证书编号第%(position)d位是“%(found)s”，这里应当是%(expected)s。请照证书逐位核对。") % {
        "position": fault.position,
        "found": fault.found,
        "expected": EXPECTED[fault.expected],
    }
    return said + hint


def _length_sentence(fault: NumberFault) -> str:
    wanted = _t("字母开头共22位") if fault.expected == "length_22" else _t("老证书共16位数字")
    said = _t("证书编号应当是%(wanted)s，您填了%(count)d位。请照证书逐位核对。")
    return said % {"wanted": wanted, "count": len(fault.found)}
