"""A Chinese name in Latin letters, as passports write it: surname first and in capitals, ü as YU (GB/T 28039-2011)."""

from pypinyin import Style, lazy_pinyin

from juxian.kit.text import has_chinese

# Characters that are read differently as a surname (《通用规范汉字表》 and usual dictionaries).
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "盖": "ge", "区": "ou", "缪": "miao",
    "任": "ren", "朴": "piao", "翟": "zhai", "覃": "qin", "种": "chong", "乐": "yue", "尹": "yin", "华": "hua",
    "纪": "ji", "宁": "ning", "应": "ying", "员": "yun", "折": "she", "令": "ling", "洗": "xian", "冼": "xian",
}  # fmt: skip
TWO_SIGNS = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "夏侯",
    "皇甫",
    "东方",
    "尉迟",
    "公孙",
    "慕容",
    "端木",
    "令狐",
    "长孙",
)
WEI_CHI = "尉迟"  # read yuchi


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
