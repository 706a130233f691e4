"""Whom one can be in the demo district, for the command line."""

from juxian.demo.cast import PASSWORD, PEOPLE
from juxian.demo.today_people import RECRUITER, RECRUITERS_PHONE, SCHOOL, TEACHER, TEACHERS_PHONE
from juxian.kit.access import role_label

WHAT_TO_TRY = {
    "lv": "焊工，还没申报：登录后点“看条件，去申报”",
    "li": "毕业生：明天有视频面试，有一份三方协议等签署",
    "wang": "用人单位管理员（演示精密制造）",
    "chen": "无关的人：什么内部信息都看不到",
}


def listing() -> list[str]:
    """Return one line a person: name, role, phone. The password is the same for all of them."""
    lines = [
        f"{name}  {WHAT_TO_TRY.get(key) or role_label(role)}  1350592{serial:04d}"
        for serial, (key, name, _sex, _born, role) in enumerate(PEOPLE, start=1)
    ]
    lines += [f"{RECRUITER}  线上校招的用人单位  {RECRUITERS_PHONE}", f"{TEACHER}  {SCHOOL}就业办  {TEACHERS_PHONE}"]
    return [*lines, f"密码 {PASSWORD}（登录页也可以一键选择演示人员）"]
