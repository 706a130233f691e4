"""Registration of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "juxian.people"
    label = "people"

    def ready(self) -> None:
        from juxian.kit.audit.watching import watch
        from juxian.kit.messages import register_contacts
        from juxian.kit.secrets.stores import register_store
        from juxian.kit.uploads import register_purpose
        from juxian.people import navigation
        from juxian.people.gateways.second_factor import AUTHENTICATORS
        from juxian.people.permissions import may_read_document, may_read_licence, may_read_portrait
        from juxian.people.queries.directory import message_contacts

        # Libraries' tables that decide who somebody is: no model of ours says `audited`.
        watch("mfa_authenticator", by_name_only=["data"])
        watch("account_emailaddress", by_name_only=["email"])
        watch("socialaccount_socialaccount", by_name_only=["extra_data"])
        register_contacts(message_contacts)
        register_store(AUTHENTICATORS)
        register_purpose("people.portrait", may_read_portrait)
        register_purpose("people.document", may_read_document)
        register_purpose("people.licence", may_read_licence)
        navigation.register()
