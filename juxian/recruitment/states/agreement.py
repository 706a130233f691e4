"""The life of a three-party agreement (三方协议): graduate, employer and school sign, in this order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class AgreementState(models.TextChoices):
    """Whose signature it waits for."""

    INVITED = "invited", _("待毕业生签")
    SIGNED_BY_GRADUATE = "signed_by_graduate", _("待单位签")
    SIGNED_BY_EMPLOYER = "signed_by_employer", _("待院校签")
    SIGNED = "signed", _("已生效")
    LAPSED = "lapsed", _("逾期未签")
    CANCELLED = "cancelled", _("已取消")
    RELEASED = "released", _("已解约")


A = AgreementState
UNSIGNED = (A.INVITED, A.SIGNED_BY_GRADUATE, A.SIGNED_BY_EMPLOYER)

AGREEMENT = StateTable(
    "recruitment.Agreement",
    AgreementState,
    A.INVITED,
    [
        ("graduate_sign", _("毕业生签署"), A.INVITED, A.SIGNED_BY_GRADUATE),
        ("employer_sign", _("单位签署"), A.SIGNED_BY_GRADUATE, A.SIGNED_BY_EMPLOYER),
        ("school_sign", _("院校签署"), A.SIGNED_BY_EMPLOYER, A.SIGNED),
        # A corrected word asks all three again: the signatures stay with the version that they signed.
        ("amend", _("更正条款"), UNSIGNED, A.INVITED),
        ("lapse", _("逾期未签"), UNSIGNED, A.LAPSED),
        ("cancel", _("取消"), UNSIGNED, A.CANCELLED),
        ("release", _("院校同意解约"), A.SIGNED, A.RELEASED),
    ],
)
