from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "juxian.people"
    label = "people"
