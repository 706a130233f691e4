"""Registration of the kit. Once every model is known it imports the rooms in which things register themselves."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules, import_string

from juxian.kit.access import install_roles
from juxian.kit.audit import watching
from juxian.kit.database.grants import grant_app_role
from juxian.kit.ui import wording

wording.install()  # here, and not in ready(): a form takes its words when its module is imported


class KitConfig(AppConfig):
    name = "juxian.kit"
    label = "kit"

    def ready(self) -> None:
        """Runs last (see INSTALLED_APPS), so every domain's models exist by now."""
        install_roles(import_string(settings.ROLES))
        autodiscover_modules("states", "permissions", "events", "messages", "actions", "tasks", "subscribers", "facts")
        autodiscover_modules("queries.work_queue", "queries.matters", "queries.search")
        post_migrate.connect(watching.install, sender=self)
        post_migrate.connect(grant_app_role, sender=self)
