"""Admission tickets (准考证): one sheet a candidate with every sitting, each with the code that checks them in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, Seat
from juxian.kit import clock
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset
from juxian.kit.qr import qr_svg

TEMPLATE = "evaluation/pdf/ticket.typ"


def tickets_pdf(candidates: Iterable[tuple[Application, Sequence[Seat]]]) -> bytes:
    """Return the tickets of these candidates, a page each."""
    files: dict[str, bytes] = {}
    with of_the_office():
        sheets = [_sheet(application, seats, files) for application, seats in candidates]
        data = {"office": _t("集美区人力资源和社会保障局"), "sheets": sheets, "rules": _rules()}
    return typeset(TEMPLATE, data, files, at=clock.now(), missing="mark")


def ticket_url(code: str) -> str:
    """Where the code leads when it is scanned with any camera: the page that checks in, for whoever invigilates."""
    return f"{settings.SITE_URL}{reverse('evaluation:ticket', args=[code])}"


def _sheet(application: Application, seats: Sequence[Seat], files: dict[str, bytes]) -> dict[str, Any]:
    """What stands on one sheet; its pictures are added to `files`."""
    portrait = f"portrait-{application.pk}.jpg" if application.portrait else ""
    if application.portrait:
        files[portrait] = application.portrait.read_thumbnail()
    return {
        "number": application.number or "",
        "name": application.applicant.name,
        "identity": application.applicant.masked_identity,
        "trade": application.item.name if application.item else "",
        "level": str(application.get_level_display()),
        "employer": application.employer.name if application.employer else "",
        "portrait": portrait,
        "seats": [_seat(seat, files) for seat in seats],
    }


def _seat(seat: Seat, files: dict[str, bytes]) -> dict[str, Any]:
    sitting, room = seat.sitting, seat.sitting.room
    picture = f"code-{seat.pk}.svg"
    files[picture] = qr_svg(ticket_url(seat.code), border=2).encode()
    return {
        "title": sitting.title,
        "part": str(sitting.get_part_display()),
        "method": str(sitting.get_method_display()),
        "time": time_of(sitting),
        "site": room.site.name,
        "address": room.site.address,
        "room": room.name,
        "seat": seat.number,
        "code": seat.code,
        "picture": picture,
    }


def time_of(sitting: Any) -> str:
    """Return day and hours as papers show them."""
    begins, ends = timezone.localtime(sitting.starts_at), timezone.localtime(sitting.ends_at)
    return f"{begins:%Y-%m-%d %H:%M}—{ends:%H:%M}"


def _rules() -> list[str]:
    late = settings.EXAM_LATE_MINUTES.get("theory", 0)
    doors = settings.EXAM_DOORS_MINUTES
    return [
        _t("开考前%(minutes)d分钟起凭本证和身份证入场签到，对号入座。") % {"minutes": doors},
        _t("职业道德、理论知识考试迟到超过%(minutes)d分钟不得入场，按缺考处理。") % {"minutes": late},
        _t("手机等通讯工具关机后放在指定位置；带在身上或使用的，本场成绩无效。"),
        _t("操作技能考试按工种要求穿戴劳动防护用品，服从安全指挥。"),
        _t("不能参加的，开考三天前可在申报页申请改期一次。"),
    ]
