"""What a person is told of a search they keep."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.messages import MessageKind

MessageKind(
    "recruitment.new_vacancies",
    _("“{search}”有 {count} 个新职位"),
    _("最新的：{first}。点开看全部。不想再收到，可以在“保存的搜索”里关掉提醒。"),
    channels=("email",),
    label=_("保存的搜索有新职位"),
    example={"search": _("焊工 · 杏林街道"), "count": "2", "first": _("电焊工（演示船厂有限公司）")},
)
