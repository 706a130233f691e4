"""The words of the page, per key; it speaks every language of the platform without asking anybody."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from juxian.catalogue.levels import SkillLevel

WORDS = {
    "title": _("离线核验证书"),
    "lead": _("这个网页不联网，也不会把内容发给任何人。证书上的二维码在您这台设备上核对签名。"),
    "scan": _("用摄像头扫码"),
    "stop_scan": _("停止扫码"),
    "photo": _("选一张二维码照片"),
    "paste": _("粘贴二维码的内容"),
    "paste_help": _("用手机扫出来的整段文字，以 http 开头；也可以只粘贴 # 后面的部分。"),
    "check": _("核验"),
    "list": _("装入状态清单（可选）"),
    "list_help": _("清单写着哪些证书已暂停、撤销、换发或过期，可以用 U 盘带来。没有清单，只能核对签名。"),
    "list_loaded": _("状态清单截至 {date}。"),
    "list_old": _("这份清单已超过 30 天，请换一份新的。"),
    "list_wrong": _("这个文件不是本区签名的状态清单，没有装入。请重新下载。"),
    "no_camera": _("这个浏览器不能自己识别二维码。请用手机扫码，把扫出的文字粘贴到下面。"),
    "no_code_in_photo": _("照片里没有找到二维码。请拍得近一些、亮一些，再试一次。"),
    "made": _("本文件生成于 {date}，内含的公钥："),
    "key_since": _("{id}（{since} 起使用）"),
    "key_until": _("{id}（{since} 至 {until}）"),
    "name": _("持证人"),
    "number": _("证书编号"),
    "level": _("认定等级"),
    "occupation": _("职业编码"),
    "issued": _("发证日期"),
    "expires": _("有效期至"),
    "serial": _("份号"),
    "site": _("联网核验"),
}
# Verdict: tone, title, sentence.
VERDICTS = {
    "valid": ("ok", _("证书真实有效"), _("签名正确；截至 {date} 的状态清单里没有它的问题。")),
    "signed": (
        "wait",
        _("签名正确，状态未知"),
        _("这张纸确实由本区签发。没有装入签发以后的状态清单，不知道现在是否有效。"),
    ),
    "forged": ("stop", _("证书是伪造或被改动的"), _("签名和内容对不上。请不要采信，保留证据并向集美区人社局反映。")),
    "unreadable": ("wait", _("读不出来"), _("这不是本区证书的二维码内容，或者没有复制完整。请重新扫码。")),
    "newer": ("wait", _("这个文件太旧"), _("证书比这个核验文件新，读不懂它的格式。请下载新的核验文件再查。")),
    "unknown_key": (
        "wait",
        _("不认识签名的密钥"),
        _("密钥不在这个文件里。请下载新的核验文件再查，查清之前不要采信。"),
    ),
    "suspended": ("wait", _("证书已暂停"), _("证书是真的，但截至 {date} 正在核查，暂停期间不作为凭据。")),
    "revoked": ("stop", _("证书已撤销"), _("证书曾由本区签发，截至 {date} 已撤销，不再有效。")),
    "replaced": ("stop", _("证书已换发"), _("这张纸已被新的一份代替（截至 {date}），请查看持证人的新证书。")),
    "expired": ("stop", _("证书已过期"), _("证书是真的，但有效期已过。")),
    "not_yet": ("wait", _("证书还未公布"), _("证书已制作，截至 {date} 还没有公布，暂时不作为凭据。")),
}


def spoken() -> dict[str, Any]:
    """Return every word in every language."""
    return {code: _in(code, str(name)) for code, name in settings.LANGUAGES}


def _in(language: str, name: str) -> dict[str, Any]:
    with override(language):
        return {
            "language": name,
            "words": {key: str(text) for key, text in WORDS.items()},
            "verdicts": {key: [tone, str(title), str(text)] for key, (tone, title, text) in VERDICTS.items()},
            "levels": {str(level.value): str(level.label) for level in SkillLevel},
        }
