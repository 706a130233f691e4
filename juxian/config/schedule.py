"""Every timed job of the platform, in one list. Cron lines are in Asia/Shanghai: minute hour day month weekday."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.schedule import Timed

SCHEDULE = [
    Timed("* * * * *", "juxian.kit.tasks.seal_record", _("封存办理记录")),
    Timed("15 0 * * *", "juxian.notices.tasks.close_due_notices", _("公示期满结束")),
    Timed("20 0 * * *", "juxian.evaluation.tasks.lapse_late_corrections", _("终止逾期未补正的申报")),
    Timed("10 0 * * *", "juxian.credentials.tasks.expire_due_credentials", _("到期证书标记为已过期")),
    Timed("0 9 * * *", "juxian.evaluation.tasks.remind_of_deadlines", _("提醒快到期和已超期的申报")),
    Timed("0 9 * * *", "juxian.evaluation.tasks.remind_of_sittings", _("提醒考生明天考试")),
    Timed("25 0 * * *", "juxian.evaluation.tasks.lapse_unanswered_rows", _("终止逾期未确认的单位代填申报")),
    Timed("10 9 * * *", "juxian.evaluation.tasks.remind_workers", _("提醒员工确认单位代填的申报")),
    Timed("10 2 5 * *", "juxian.benefits.tasks.open_monthly_runs", _("开始并算好上个月的各项待遇")),
    Timed("30 0 * * *", "juxian.benefits.tasks.close_unanswered", _("待遇确认期满，按规定视为确认或终止")),
    Timed("0 10 * * *", "juxian.benefits.tasks.remind_to_answer", _("提醒快到期的待遇确认")),
    Timed("30 0 * * *", "juxian.payments.tasks.stop_waiting_for_banks", _("银行逾期未答复的拨付转为结果不明")),
    Timed("5 3 * * *", "juxian.evaluation.tasks.let_go_of_sheets", _("清除导入已满一个月的员工名单文件")),
    Timed("20 0 * * *", "juxian.people.tasks.end_expired_memberships", _("结束届满的任职和委托")),
    Timed("40 1 * * *", "juxian.credentials.tasks.clear_old_list_checks", _("清除批量查验的名单")),
    Timed("30 1 * * *", "juxian.people.tasks.erase_due_persons", _("执行到期的数据删除")),
    Timed("5 * * * *", "juxian.payments.tasks.activate_due_accounts", _("启用冷静期满的收款账号")),
    Timed("30 8 * * *", "juxian.payments.tasks.warn_of_budgets", _("预算用到80%和95%时提醒")),
    Timed("20 9 * * *", "juxian.payments.tasks.remind_of_instalments", _("提醒快到期的分期还款")),
    Timed("45 2 * * *", "juxian.kit.tasks.check_record", _("核对办理记录")),
    Timed("*/10 * * * *", "juxian.kit.tasks.forget_call_signals", _("清除视频通话的连接数据和文字")),
    Timed("5 * * * *", "juxian.kit.tasks.forget_attempts", _("清除过期的尝试次数")),
    Timed("50 2 * * *", "juxian.kit.tasks.forget_sessions", _("清除过期的登录状态")),
    Timed("6 3 * * *", "juxian.registers.tasks.let_go_of_files", _("清除导入已满一个月的部门数据文件")),
    Timed("15 3 * * *", "juxian.kit.tasks.sweep_files", _("清理无人使用的文件")),
    Timed("* * * * *", "juxian.fairs.tasks.keep_events_in_time", _("招聘活动到时开始和结束，逾时未到的展位失效")),
    Timed("* * * * *", "juxian.fairs.tasks.miss_overdue_calls", _("双选会叫号后逾时未进入的，轮到下一位")),
    Timed("0 18 * * *", "juxian.fairs.tasks.remind_of_events", _("提醒明天的招聘活动")),
    Timed("40 0 * * *", "juxian.fairs.tasks.expire_barrings", _("期满的预约限制结束")),
    Timed("2 0 * * *", "juxian.recruitment.tasks.closing.close_overdue", _("关闭到期的职位和专场，移出期满的黑名单")),
    Timed("5 0 * * *", "juxian.recruitment.tasks.replies.answer_silent_employers", _("替逾期未答复的单位答复求职者")),
    Timed("8 0 * * *", "juxian.recruitment.tasks.replies.lapse_unsigned_agreements", _("终止逾期未签的三方协议")),
    Timed("30 0 * * *", "juxian.recruitment.tasks.replies.refresh_reply_figures", _("更新单位回复率和职位排序")),
    Timed("30 7 * * *", "juxian.recruitment.tasks.saved_search.tell_new_vacancies", _("告诉保存了搜索的人有新职位")),
    Timed("0 9 * * *", "juxian.recruitment.tasks.replies.remind_employers", _("提醒单位答复求职者")),
    Timed("30 3 * * *", "juxian.kit.tasks.forget_jobs", _("清除已完成的后台任务")),
]
