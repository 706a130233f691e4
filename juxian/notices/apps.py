"""Registration of public notices."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience


class NoticesConfig(AppConfig):
    name = "juxian.notices"
    label = "notices"

    def ready(self) -> None:
        from juxian.kit.ui import navigation
        from juxian.kit.uploads import register_purpose
        from juxian.notices.permissions import EVIDENCE, Permission
        from juxian.notices.queries.files import may_read_evidence

        register_purpose(EVIDENCE, may_read_evidence)
        navigation.register(Audience.PUBLIC, _("公示"), "notices:notice_list", order=40, icon="bell")
        navigation.register(
            Audience.OFFICE,
            _("公示"),
            "notices:office_notices",
            permission=Permission.READ_NOTICES,
            order=40,
            icon="bell",
            group=_("公示与目录"),
        )
        navigation.register(
            Audience.OFFICE,
            _("异议"),
            "notices:objection_list",
            permission=Permission.HANDLE_OBJECTION,
            order=41,
            icon="alert",
            group=_("公示与目录"),
            count=_waiting,
        )


def _waiting(actor: Any) -> int:
    """How many objections nobody has decided yet."""
    from juxian.notices.models import Objection

    return Objection.objects.visible_to(actor).undecided().count()
