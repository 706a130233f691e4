"""The words by which a Chinese résumé is read. They are text that is read and no text of a page."""

# untranslated: what is looked for in résumés
import re

# fmt: off
HEADINGS = [
    (re.compile("教育(经历|背景|情况)|学历(背景|情况)?|学习经历|毕业院校"), "schooling"),
    (re.compile("(工作|实习|任职|职业|从业)(经历|经验|情况)|(工作|实习)(及|与|和)(实习|工作|项目)(经历|经验)"), "work"),
    (re.compile("(专业|职业|个人|掌握)?技能(特长|证书|水平|情况)?|技能与特长|特长"), "skills"),
    (re.compile("自我(评价|介绍|描述)|个人(简介|评价|总结|优势)|自评"), "summary"),
    # Sections that we know and do not take over: certificates come from the register, the rest stays private.
    (re.compile("证书|所获证书|资格证书|职业资格|获奖(经历|情况)|荣誉(奖项|证书)?|奖项"), ""),
    (re.compile("(个人|基本)(信息|资料|情况)|联系方式|求职意向|项目(经历|经验)"), ""),
    (re.compile("校园(经历|活动)|兴趣爱好|家庭(成员|情况)"), ""),
]
_WISH = "求职意向|应聘(?:岗位|职位)|期望(?:岗位|职位|职业)|意向岗位"
_END = r"(?=\s{2}|[\n|｜;；\t]|$)"
LABELS = [
    ("wish", "求职意向", re.compile(rf"(?:{_WISH})\s*[:：]\s*([^\n|｜;；\t]{{2,40}}?){_END}")),
]
DEGREES = (
    "博士研究生", "博士", "硕士研究生", "硕士", "研究生", "大学本科", "本科", "学士", "大学专科", "大专", "专科",
    "高职", "中等专科", "中专", "中职", "技工", "高级技工", "高中", "初中",
)
# fmt: on
SCHOOL = re.compile("(大学|学院|学校|职校|技校|中学|一中|研究院|党校)")
EMPLOYER = re.compile("(公司|集团|工厂|厂$|中心|酒店|医院|银行|事务所|工作室|经营部|商行|店$|局$|院$|大学|学院|学校)")
_YEAR_MONTH = r"((?:19|20)\d{2})\s*(?:[-./年]\s*(1[0-2]|0?[1-9])\s*月?|年)?"
_UNTIL_NOW = "至今|迄今|现在|今"
MONTHS = re.compile(
    rf"{_YEAR_MONTH}\s*(?:[-–—~～至到]+)\s*(?:{_YEAR_MONTH}|(?:{_UNTIL_NOW}))|{_YEAR_MONTH}\s*(?:{_UNTIL_NOW})"
)
NOW = re.compile("今|现在")
YEARS = re.compile(
    r"(\d{1,2})\s*年\s*(?:以上)?(?:的)?\s*(?:相关)?\s*(?:工作|从业|操作|岗位|行业)\s*(?:经验|经历|年限)?"
)
PAY = re.compile(
    r"(?:期望(?:月薪|薪资|薪酬|工资|待遇)|薪资(?:要求|期望))\s*[:：]?\s*(\d{1,6}(?:\.\d)?)\s*([kK千])?"
    r"(?:\s*[-–—~～至到]\s*\d{1,6}(?:\.\d)?\s*[kK千]?)?\s*(?:元|/月)*"
)
SEPARATORS = re.compile(r"[\s|｜·•,，;；、()（）/]+")
