"""Addresses of ceremonies and of piles of papers."""

from django.urls import path, register_converter

from juxian.credentials.views import ceremony, print_run


class PaperKind:
    """Which paper of a ceremony."""

    regex = "order|seats|receipts"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PaperKind, "ceremony_paper")

urlpatterns = [
    path("office/print-runs/", print_run.print_run_list, name="print_runs"),
    path("office/print-runs/order/", print_run.print_order, name="print_order"),
    path("office/print-runs/<uuid:pk>/", print_run.print_run, name="print_run"),
    path("office/print-runs/<uuid:pk>/retry/", print_run.print_retry, name="print_retry"),
    path("office/print-runs/<uuid:pk>/file/", print_run.print_file, name="print_file"),
    path("office/ceremonies/", ceremony.ceremony_list, name="ceremonies"),
    path("office/ceremonies/new/", ceremony.ceremony_new, name="ceremony_new"),
    path("office/ceremonies/<uuid:pk>/", ceremony.ceremony, name="ceremony"),
    path("office/ceremonies/<uuid:pk>/invite/", ceremony.ceremony_invite, name="ceremony_invite"),
    path("office/ceremonies/<uuid:pk>/leave/<uuid:credential_pk>/", ceremony.ceremony_leave, name="ceremony_leave"),
    path("office/ceremonies/<uuid:pk>/print/", ceremony.ceremony_print, name="ceremony_print"),
    path("office/ceremonies/<uuid:pk>/export/", ceremony.ceremony_export, name="ceremony_export"),
    path("office/ceremonies/<uuid:pk>/hand-over/", ceremony.ceremony_hand_over, name="ceremony_hand_over"),
    path("office/ceremonies/<uuid:pk>/<ceremony_paper:kind>/", ceremony.ceremony_paper, name="ceremony_paper"),
]
