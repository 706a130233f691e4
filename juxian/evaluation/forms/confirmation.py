"""Confirming many applications with one opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.forms.officer import REASON, ApplicationsForm


class ConfirmForm(ApplicationsForm):
    """Several applications, and the opinion that goes with each of them."""

    opinion = forms.CharField(label=_("核定意见"), max_length=1000, widget=REASON)
