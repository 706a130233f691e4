"""Registration of the registers of other offices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    name = "juxian.registers"
    label = "registers"

    def ready(self) -> None:
        from juxian.kit.uploads import register_purpose
        from juxian.people.queries import register_export
        from juxian.registers import navigation
        from juxian.registers.permissions import FILE, may_read_file
        from juxian.registers.queries.fact_query import facts_of_person, queries_of_person

        navigation.register()
        register_purpose(FILE, may_read_file)
        register_export("registers", _("部门数据"), facts_of_person)
        register_export("registers.queries", _("部门数据核实申请"), queries_of_person)
