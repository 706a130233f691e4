"""Registration of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "juxian.people"
    label = "people"

    def ready(self) -> None:
        from juxian.kit.messages import register_contacts
        from juxian.people import navigation  # noqa: F401 - importing registers
        from juxian.people.queries.directory import message_contacts

        register_contacts(message_contacts)
