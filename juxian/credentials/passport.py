"""A skill passport as a link and on paper."""

from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _t

from juxian.credentials.models import SkillPassport
from juxian.credentials.queries.passport import chosen
from juxian.kit import clock
from juxian.kit.codes import mask_name
from juxian.kit.pdf import typeset

TEMPLATE = "credentials/pdf/passport.typ"


def passport_url(passport: SkillPassport) -> str:
    """Return the address of the link."""
    return settings.SITE_URL + reverse("credentials:passport", args=[passport.code])


def passport_name(passport: SkillPassport) -> str:
    """Return the holder's name as the holder wants it shown."""
    name = passport.holder.surviving().name
    return mask_name(name) if passport.masks_name else name


def passport_pdf(passport: SkillPassport) -> bytes:
    """Return the passport as it reads today."""
    data = {
        "title": _t("技能护照"),
        "name": passport_name(passport),
        "as_of": _t("内容截至 %(day)s，最新状态请扫码查看（链接有效至 %(last)s）。")
        % {"day": _day(clock.today()), "last": _day(passport.last_day)},
        "sections": [
            {
                "title": str(section.title),
                "items": [{"title": item.title, "detail": item.detail, "state": item.state} for item in items],
            }
            for section, items in chosen(passport)
        ],
        "record_url": passport_url(passport),
    }
    return typeset(TEMPLATE, data, missing="mark")


def _day(day: object) -> str:
    return date_format(day, "Y-m-d")  # type: ignore[arg-type]
