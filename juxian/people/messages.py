"""What people tells persons."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.messages import MessageKind

MessageKind(
    "people.organisation_verified",
    _("单位核验已通过"),
    _("{organisation} 已通过核验，可以办理各项业务。"),
    channels=("sms",),
    label=_("单位核验结果"),
    example={"organisation": _("演示精密制造有限公司")},
)
MessageKind(
    "people.organisation_returned",
    _("单位核验有新的结果：{decision}"),
    _("{organisation}：{decision}。理由：{reason}"),
    channels=("sms",),
    label=_("单位核验未通过"),
    example={"organisation": _("演示精密制造有限公司"), "decision": _("退回补正"), "reason": _("执照照片看不清")},
)
MessageKind(
    "people.correction_decided",
    _("更正身份信息的申请有了结果"),
    _("结果：{decision}。{reason}"),
    channels=("sms",),
    label=_("更正身份信息"),
    example={"decision": _("已更正"), "reason": ""},
)
MessageKind(
    "people.deletion_decided",
    _("删除数据的申请有了结果"),
    _("结果：{decision}。{reason}"),
    label=_("删除数据申请"),
    must_arrive=True,
    example={"decision": _("不同意"), "reason": _("依据……")},
)
