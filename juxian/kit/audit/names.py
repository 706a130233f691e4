"""Words for the lines of the record that no action writes: a look, an export, a sign-in. The names are text: the kit
imports no domain. A name that is missing here is shown as it is."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.access import Text

NAMES: dict[str, Text] = {
    "people.sign_in": _("登录"),
    "people.sign_out": _("退出登录"),
    "people.city_sign_in": _("城市统一身份登录"),
    "people.switch_role": _("切换身份"),
    "people.search_persons": _("查询人员"),
    "people.recovery_codes": _("查看备用验证码"),
    "people.person.identity_number": _("查看完整证件号码"),
    "people.correctionrequest.identity_number": _("查看更正申请的证件号码"),
    "notices.objection.objector_name": _("查看异议提出人姓名"),
    "notices.objection.objector_contact": _("查看异议提出人联系方式"),
    "evaluation.applications": _("导出申报"),
    "evaluation.batch_rows": _("导出批次名单"),
    "evaluation.marks": _("导出成绩"),
    "evaluation.report": _("导出年度报告"),
    "credentials.credentials": _("导出证书"),
    "credentials.ceremony": _("导出颁证名单"),
    "insights.figure": _("导出数据指标"),
    "payments.search_payees": _("查询收款人"),
    "payments.bankaccount.number": _("查看完整银行账号"),
    "payments.accounts_to_check": _("导出待核对收款账号"),
    "payments.bank_file": _("下载银行文件"),
    "payments.vouchers": _("导出财务凭证"),
    "payments.reconciliation": _("导出对账明细"),
    "kit.record": _("导出办理记录"),
    "kit.audit_export": _("导出审计存证"),
    "kit.accept_upload": _("接收文件"),
    "kit.add_key": _("添加密钥"),
    "kit.rotate_keys": _("轮换密钥"),
    "kit.retire_keys": _("停用密钥"),
}
# Who acts without holding a role.
WITHOUT_ROLE: dict[str, Text] = {"system": pgettext_lazy("role", "系统")}
