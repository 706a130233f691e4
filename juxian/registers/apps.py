"""Registration of the registers of other offices."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "juxian.registers"
    label = "registers"

    def ready(self) -> None:
        from juxian.kit.uploads import register_purpose
        from juxian.registers.permissions import FILE, may_read_file

        register_purpose(FILE, may_read_file)
