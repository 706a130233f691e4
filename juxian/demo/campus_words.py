"""Invented employers and their posts, by industry, for the online campus platform. Occupations are real codes of the
classification; names, pay and descriptions are invented."""

from dataclasses import dataclass

STEMS = [
    "海晟",
    "鹭翔",
    "杏岭",
    "联创",
    "博易",
    "恒屿",
    "启帆",
    "中岳",
    "闽诚",
    "天竺",
    "嘉禾",
    "同安湾",
    "和盛",
    "新阳",
    "锐科",
    "凌峰",
    "泰川",
    "星陆",
    "浔江",
    "大屿",
    "云顶",
    "前沿",
    "金圆",
    "海沧湾",
    "宏图",
    "润泽",
    "麦田",
    "百川",
]
STREETS = ["350211001", "350211002", "350211003", "350211004", "350211102", "350211103"]
CONTACTS = "陈林黄张吴王李郑蔡刘许洪叶苏郭曾谢杨邱柯"
GIVEN = ["雅琪", "志明", "文涛", "晓燕", "国强", "思敏", "建华", "丽萍", "伟杰", "美玲"]


@dataclass(frozen=True)
class Trade:
    """An industry of the demo: what its employers are called, its code (GB/T 4754), and what they look for."""

    group: str
    kind: str
    industry_code: str
    posts: tuple["Post", ...]


@dataclass(frozen=True)
class Post:
    """`pay` in yuan a month, lowest and highest."""

    title: str
    occupation: str
    pay: tuple[int, int]
    degree: str = ""
    majors: tuple[str, ...] = ()
    work: str = ""


def _post(title: str, occupation: str, low: int, high: int, degree: str = "", majors: str = "") -> Post:
    work = f"负责{title}岗位的日常工作，按班组计划完成任务，保证质量和安全，带教由师傅一对一安排。"
    return Post(title, occupation, (low, high), degree, tuple(majors.split()), work)


TRADES = (
    Trade(
        "machinery",
        "机电",
        "C3311",
        (
            _post("数控操作调整工", "6-18-01-07", 6500, 10500, "college", "数控技术 机械制造及自动化"),
            _post("焊工", "6-18-02-04", 7000, 11000),
            _post("模具工", "6-18-04-01", 7500, 12000, "college", "模具设计与制造"),
            _post("电工", "6-31-01-03", 6000, 9000),
            _post("工业机器人运维员", "6-31-07-01", 8000, 13000, "college", "工业机器人技术 机电一体化技术"),
            _post("机床装调维修工", "6-20-03-01", 7000, 10000),
            _post("装配钳工", "6-20-01-01", 6200, 9500),
            _post("质检员", "6-31-03-05", 5500, 8000, "college"),
        ),
    ),
    Trade(
        "software",
        "信息技术",
        "I6513",
        (
            _post("前端开发工程师", "4-04-05-01", 8000, 15000, "bachelor", "软件工程 计算机科学与技术"),
            _post("后端开发工程师", "4-04-05-01", 9000, 18000, "bachelor", "软件工程 计算机科学与技术"),
            _post("软件测试员", "4-04-05-02", 6500, 11000, "college", "软件技术"),
            _post("网络安全管理员", "4-04-04-02", 7500, 13000, "bachelor", "网络工程 信息安全"),
            _post("人工智能训练师", "4-04-05-05", 6000, 10000, "college"),
            _post("数据库运维员", "4-04-05-04", 8000, 13000, "bachelor"),
        ),
    ),
    Trade(
        "culture_tourism",
        "文旅",
        "R8730",
        (
            _post("研学旅行指导师", "4-13-04-04", 5000, 8000, "college", "旅游管理"),
            _post("导游", "4-07-04-01", 5000, 9000),
            _post("摄像员", "4-13-02-09", 5500, 9000, "college"),
            _post("动画制作员", "4-13-02-02", 6000, 11000, "college", "动漫制作技术"),
            _post("中式烹调师", "4-03-02-01", 5500, 9500),
            _post("民宿管家", "4-14-06-02", 4800, 7000),
        ),
    ),
    Trade(
        "trade_logistics",
        "供应链",
        "G5990",
        (
            _post("仓储管理员", "4-02-06-01", 5000, 7500),
            _post("物流服务师", "4-02-06-03", 5500, 8500, "college", "现代物流管理"),
            _post("供应链管理师", "4-02-06-05", 7000, 12000, "bachelor", "供应链管理 物流管理"),
            _post("电子商务师", "4-01-06-01", 5500, 10000, "college", "电子商务"),
            _post("互联网营销师", "4-01-06-02", 5500, 12000),
            _post("道路运输调度员", "4-02-02-05", 5200, 7800),
        ),
    ),
    Trade(
        "new_materials",
        "新材料",
        "C3231",
        (
            _post("化学检验员", "6-31-03-01", 5500, 8500, "college", "分析检验技术"),
            _post("硬质合金成型工", "6-17-10-02", 6500, 9800),
            _post("镀膜工", "6-18-03-02", 6200, 9200),
            _post("电池制造工", "6-24-04-00", 6000, 9500),
            _post("塑料制品成型工", "6-14-02-00", 5500, 8200),
            _post("金属热处理工", "6-18-02-03", 6500, 9600),
        ),
    ),
    Trade(
        "urban_agriculture",
        "都市农业",
        "A0141",
        (
            _post("农业技术员", "5-05-01-01", 4800, 7500, "college", "现代农业技术"),
            _post("园艺工", "5-01-02-02", 4500, 6500),
            _post("茶叶加工工", "6-02-06-10", 4800, 7200),
            _post("农业数字化技术员", "5-05-01-03", 6000, 9000, "college"),
        ),
    ),
)
