"""The lines of recruitment in every menu: one table an audience, in the order of the work."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience, Text
from juxian.kit.ui import navigation

RECRUITMENT = _("招聘")

Line = tuple[Text, str, str, int, str, Text]
OFFICE: list[Line] = []
ORGANISATION: list[Line] = []
PERSON: list[Line] = []
PUBLIC: list[Line] = []


def register() -> None:
    """Put every line into its menu."""
    for audience, lines in (
        (Audience.PUBLIC, PUBLIC),
        (Audience.PERSON, PERSON),
        (Audience.ORGANISATION, ORGANISATION),
        (Audience.OFFICE, OFFICE),
    ):
        for label, address, permission, order, icon, group in lines:
            navigation.register(audience, label, address, permission or None, order, icon=icon, group=group)
