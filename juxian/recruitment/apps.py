"""Registration of recruitment: its menus, its uploads, and what it knows of a person."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "juxian.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from juxian.recruitment import navigation

        navigation.register()
