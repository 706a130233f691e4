"""What notices tells persons with an account."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.messages import MessageKind

# Without a way out: the same news leaves for the contact that stands in the objection.
MessageKind(
    "notices.objection_news",
    _("您提出的异议有了新的进展"),
    "{news}",
    label=_("异议的进展"),
    must_arrive=True,
    example={"news": _("您对《高技能人才公示》提出的异议，结论是：异议不成立。经查社保记录，情况不属实。")},
)
