"""By which road somebody asks for recognition, and what they show on it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.application import _must_be_editable
from juxian.evaluation.models import Application, AwardClaim, CertificateClaim, Channel, ContestClass
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.certificate_number import read_number
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

CERTIFICATE_FIELDS = ("number", "holder_name", "occupation_name", "level", "issued_on", "issuing_body")
AWARD_FIELDS = ("contest", "contest_class", "prize", "rank", "participants", "awarded_on")


@action(_("选择认定渠道"), Permission.APPLY)
def choose_road(application: Application, *, channel: str, by: Actor) -> Application:
    """The road decides what is asked for. What was filled in for another road stays, and counts for nothing."""
    _must_be_editable(application)
    application.channel = Channel(channel)
    application.save(update_fields=["channel"])
    return application


@action(_("填写国家证书"), Permission.APPLY, sensitive=("number", "holder_name"))
def claim_certificate(application: Application, *, picture: Any = None, by: Actor, **fields: Any) -> CertificateClaim:
    """The certificate as printed. The number says year and level itself: what is filled in must agree with it."""
    _must_be_editable(application)
    number = read_number(fields["number"])
    if fields["level"] not in number.levels:
        raise RuleBroken(_t("证书编号里的等级与您选的证书等级不一致。请照证书核对编号和等级。"), field="level")
    if fields["issued_on"].year != number.year:
        sentence = _t("证书编号里的年份是%(year)d年，与发证日期不一致。请照证书核对编号和日期。")
        raise RuleBroken(sentence % {"year": number.year}, field="issued_on")
    _must_be_past(fields["issued_on"], "issued_on")
    claim = getattr(application, "certificate_claim", None) or CertificateClaim(application=application)
    _must_have_picture(claim, picture)
    for name in CERTIFICATE_FIELDS:
        setattr(claim, name, fields[name])
    claim.number = str(number)
    claim.save()
    return claim


@action(_("填写竞赛获奖"), Permission.APPLY)
def claim_award(application: Application, *, picture: Any = None, by: Actor, **fields: Any) -> AwardClaim:
    """One award: the best one. How many took part is asked where the rule counts a share of them."""
    _must_be_editable(application)
    _must_be_past(fields["awarded_on"], "awarded_on")
    participants = fields.get("participants")
    if participants is None and fields["contest_class"] == ContestClass.IN_HOUSE:
        raise RuleBroken(_t("企业或院校竞赛按参赛人数的比例计算。请填写参赛人数。"), field="participants")
    if participants is not None and participants < fields["rank"]:
        raise RuleBroken(_t("参赛人数少于名次。请核对这两个数。"), field="participants")
    claim = getattr(application, "award_claim", None) or AwardClaim(application=application)
    _must_have_picture(claim, picture)
    for name in AWARD_FIELDS:
        setattr(claim, name, fields[name])
    claim.save()
    return claim


@action(_("删除国家证书"), Permission.APPLY)
def drop_certificate(application: Application, *, by: Actor) -> None:
    """Take the certificate out again; done twice it is done."""
    _must_be_editable(application)
    CertificateClaim.objects.filter(application=application).delete()


def _must_be_past(day: dt.date, field: str) -> None:
    if day > clock.today():
        raise RuleBroken(_t("日期在今天之后。请照证书填写。"), field=field)


def _must_have_picture(claim: CertificateClaim | AwardClaim, picture: Any) -> None:
    """The first time a picture is needed; later it stays unless another comes."""
    if picture is None and claim.picture_id is None:
        raise RuleBroken(_t("还没有上传照片。请拍一张清楚的证书照片上传。"), field="picture")
    if picture is not None:
        claim.picture = picture
