from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "juxian.catalogue"
    label = "catalogue"
