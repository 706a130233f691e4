from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "juxian.credentials"
    label = "credentials"
