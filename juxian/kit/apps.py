"""Registration of the kit. Once every model is known it imports the rooms in which things register themselves."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience, install_roles
from juxian.kit.audit import watching
from juxian.kit.database.grants import grant_app_role
from juxian.kit.permissions import Permission
from juxian.kit.ui import navigation, wording

wording.install()  # here, and not in ready(): a form takes its words when its module is imported


class KitConfig(AppConfig):
    name = "juxian.kit"
    label = "kit"

    def ready(self) -> None:
        """Runs last (see INSTALLED_APPS), so every domain's models exist by now."""
        install_roles(import_string(settings.ROLES))
        autodiscover_modules("states", "permissions", "events", "messages", "actions", "tasks", "subscribers", "facts")
        autodiscover_modules("queries.work_queue", "queries.matters", "queries.search")
        _fill_menus()
        post_migrate.connect(watching.install, sender=self)
        post_migrate.connect(grant_app_role, sender=self)


def _fill_menus() -> None:
    add, group = navigation.register, _("系统")
    add(Audience.OFFICE, _("办理记录"), "kit:record_list", Permission.READ_RECORD, 900, icon="shield", group=group)
    add(Audience.OFFICE, _("消息模板"), "kit:message_list", Permission.EDIT_MESSAGES, 910, icon="mail", group=group)
    add(Audience.OFFICE, _("后台任务"), "kit:job_list", Permission.RETRY_JOBS, 920, icon="clock", group=group)
