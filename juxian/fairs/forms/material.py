"""What is handed out."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MaterialForm(forms.Form):
    """A title and a file."""

    title = forms.CharField(label=_("资料名称"), max_length=80)
    file = forms.FileField(label=_("文件"), help_text=_("PDF或图片，10 MB以内。"))
