"""Registration of fairs: menus, purposes of files, what it knows of a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    name = "juxian.fairs"
    label = "fairs"

    def ready(self) -> None:
        from juxian.fairs import broadcasting, hall_news, live_news, navigation
        from juxian.fairs.permissions import COVER, MATERIAL
        from juxian.fairs.queries import booth, rights
        from juxian.kit.uploads import register_purpose
        from juxian.people.queries import register_export

        navigation.register()
        broadcasting.register()
        live_news.register()
        hall_news.register()
        register_purpose(MATERIAL, booth.may_read_material)
        register_purpose(COVER, booth.may_read_cover)
        register_export("fairs", _("招聘活动预约和提问"), rights.fairs_of_person)
