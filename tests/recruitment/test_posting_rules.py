"""What a vacancy must not say, in the phrasings that job advertisements really use."""

import pytest

from juxian.districts.posting_rules import posting_rules
from juxian.recruitment.checking import check_texts

RULES = posting_rules("jimei")

UNLAWFUL = {
    "sex": [
        "男性优先",
        "限女性",
        "仅限男性",
        "只招女生",
        "要求男性",
        "女士优先考虑",
        "普工（男）",
        "前台文员(女)",
        "男女各5名",
        "男，18-45岁",
        "女22至35周岁",
        "性别：女",
        "性别要求:男",
        "不招女生",
        "女性勿扰",
        "女文员两名",
        "招男司机",
        "适合女性",
        "招美女前台",
        "须为男性",
        "男工优先",
        "女生为主",
        "男身高170cm以上",
        "急招女工",
        "男10名，女5名",
        "谢绝女性应聘",
        "男 性 优 先",
        "男·性·优·先",
        "男.性.优.先",
        "限　女",
        "僅限男性",
        "只招女工",
        "【限男】",
        "男\u200b性优先",
    ],
    "marriage": [
        "已婚优先",
        "未婚者优先",
        "要求单身",
        "请注明婚姻状况",
        "婚否",
        "無男朋友",
        "离异勿扰",
        "婚育情况",
        "未 婚",
    ],
    "birth": [
        "已育优先",
        "已婚已育",
        "三年内不怀孕",
        "两年内不得生育",
        "承诺不生育",
        "入职需孕检",
        "孕妇勿投",
        "无二胎计划",
        "无生育计划",
        "不得怀孕",
        "妊娠测试",
        "未 育",
        "小孩已上学",
    ],
    "ethnicity": [
        "限汉族",
        "不招少数民族",
        "汉族优先",
        "要求无宗教信仰",
        "不要回族",
        "民族：汉",
        "不招維吾爾族",
        "限漢族",
    ],
    "household": [
        "限厦门户口",
        "本地户籍优先",
        "厦门人优先",
        "不招外地人",
        "不要河南人",
        "东北人勿扰",
        "要求本市户籍",
        "限本地人",
        "户籍要求：厦门",
        "闽南人优先",
        "新疆籍勿投",
        "本 地 人 优 先",
        "只招本地戶口",
    ],
    "deposit": [
        "需交押金300元",
        "收取服装费",
        "押金200元",
        "缴纳保证金",
        "扣押身份证",
        "培训费自理",
        "体检费自理",
        "入职费100元",
        "交服装押金",
        "上交身份证原件",
        "扣風險金",
        "押 金 500",
    ],
    "health": ["不招残疾人", "要求无乙肝", "乙肝两对半", "谢绝乙肝携带者", "残疾人勿投", "無殘疾"],
    "pay": ["轻松月入过万", "月入十万不是梦", "躺赚", "日赚500", "在家刷单"],
}
LAWFUL = [
    "男装设计师",
    "女装导购",
    "女鞋店长",
    "熟悉女性用品市场",
    "负责女性用品销售",
    "男科医生",
    "女篮教练",
    "有女装经验优先",
    "要求女装打版三年以上",
    "男女不限",
    "性别不限",
    "男女均可",
    "不限男女，能吃苦耐劳",
    "性别：男女不限",
    "男/女均可",
    "学历不限。女性护肤品顾问",
    "经验不限 男性护肤品销售",
    "管理男生宿舍",
    "女更衣室保洁",
    "子女入学优先",
    "子女教育补贴",
    "提供单身公寓",
    "单身宿舍",
    "婚育假按国家规定",
    "生育保险",
    "生育津贴",
    "孕期、哺乳期依法保护",
    "三孩补贴",
    "教育行业",
    "少数民族优先",
    "民族不限",
    "户籍不限",
    "集美人才优先落户",
    "厦门人才市场",
    "协助办理户口",
    "要求厦门人力资源管理经验",
    "不收押金",
    "不收取任何费用",
    "无押金",
    "免押金住宿",
    "缴纳五险一金",
    "办理投标保证金",
    "服装费由公司承担",
    "免费培训",
    "不需要交押金",
    "不收取任何形式的押金",
    "残疾人优先",
    "持健康证",
    "熟悉无障碍设计",
    "反刷单算法工程师",
    "能搬运25公斤的物料",
    "年终奖上不封顶",
    "焊工（二保焊）",
    "CNC 操作工 2 班倒",
    "要求熟练使用 Office",
    "限时招聘",
    "不限专业",
]


def _grounds(text: str) -> set[str]:
    return {finding.rule.key for finding in check_texts({"text": text}, RULES)}


@pytest.mark.parametrize(("ground", "text"), [(key, text) for key, texts in UNLAWFUL.items() for text in texts])
def test_an_unlawful_phrase_is_found_on_its_ground(ground: str, text: str):
    assert ground in _grounds(text)


@pytest.mark.parametrize("text", LAWFUL)
def test_a_lawful_phrase_is_left_alone(text: str):
    assert _grounds(text) == set()


def test_a_finding_stands_at_its_place_in_the_text_as_written():
    text = "会开叉车，男 性 优 先，包住"
    [finding] = check_texts({"requirements": text}, RULES)
    assert text[finding.start : finding.end] == finding.words == "男 性 优 先"


def test_every_rule_names_its_law_and_what_to_write_instead_in_both_languages():
    for rule in RULES:
        assert "《" in rule.law["zh"]
        assert "第" in rule.law["zh"]
        assert "art" in rule.law["en"]
        assert all(rule.instead.values())
        assert all(rule.title.values())


def test_findings_come_in_the_order_of_fields_and_text_and_each_place_once():
    found = check_texts({"title": "普工（男）", "requirements": "押金200元，限男性"}, RULES)
    assert [(finding.field, finding.rule.key) for finding in found] == [
        ("title", "sex"),
        ("requirements", "deposit"),
        ("requirements", "sex"),
    ]
