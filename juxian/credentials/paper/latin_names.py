"""A Chinese name in Latin letters, as passports write it: surname first and in capitals, ü as YU (GB/T 28039-2011)."""

from pypinyin import Style, lazy_pinyin

from juxian.kit.text import has_chinese

# Characters that are read differently as a surname, and surnames of two characters.
_READINGS = (
    "单shan 曾zeng 仇qiu 解xie 查zha 盖ge 区ou 缪miao 任ren 朴piao 翟zhai 覃qin "  # untranslated: surnames
    "种chong 乐yue 尹yin 华hua 纪ji 宁ning 应ying 员yun 折she 令ling 洗xian 冼xian"  # untranslated: surnames
)
SURNAMES = {reading[0]: reading[1:] for reading in _READINGS.split()}
_OF_TWO = "欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 东方 尉迟 公孙 慕容 端木 令狐 长孙"  # untranslated: surnames
TWO_SIGNS = frozenset(_OF_TWO.split())
WEI_CHI = "尉迟"  # untranslated: a surname, read yuchi


def latin_name(name: str) -> str:
    """Return `LYU Zhiqiang` for 吕志强, and "" for a name that is not all Chinese."""
    signs = name.replace("·", "").strip()
    if len(signs) < 2 or not all(has_chinese(sign) for sign in signs):
        return ""
    cut = 2 if signs[:2] in TWO_SIGNS and len(signs) > 2 else 1
    return f"{_surname(signs[:cut]).upper()} {_read(signs[cut:]).capitalize()}"


def _surname(signs: str) -> str:
    if signs == WEI_CHI:
        return "yuchi"
    return SURNAMES.get(signs) or _read(signs)


def _read(signs: str) -> str:
    return "".join(lazy_pinyin(signs, style=Style.NORMAL, v_to_u=False)).replace("v", "yu").replace("ü", "yu")
