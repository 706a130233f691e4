"""Reading a résumé: the fields with their places in the text; files of every kind; JSON Resume there and back."""

import io
import json
from pathlib import Path

import docx
import pytest
from django.core.files.base import ContentFile

from juxian.kit.errors import RuleBroken
from juxian.kit.pdf import typeset
from juxian.recruitment.resume.json_resume import NotJsonResume, export_resume, import_resume
from juxian.recruitment.resume.parsing import parse_resume, segments
from juxian.recruitment.resume.reading import read_file
from juxian.recruitment.resume.shape import Resume, Schooling, Work, from_data

TEXT = """吕志强
手机：13800001111  邮箱 lv@example.com
求职意向：数控车工   期望薪资：8000-10000元/月
12年工作经验

【教育背景】
2003.09 - 2006.06  厦门技师学院  数控加工专业  中专
2010年9月至2013年7月 集美大学（机械电子工程）大专

工作经历
2014/03—至今  厦门示例精密制造有限公司  车间班长
负责数控车床编程与调试；
2006.07-2014.02 | 演示海港装备有限公司 | 车工

专业技能
1. 数控车床编程、FANUC系统，识图

自我评价
肯吃苦，能倒班。

证书
高级技师
"""


def test_what_stands_in_the_text_is_proposed():
    resume = parse_resume(TEXT).resume
    assert (resume.headline, resume.wish) == ("数控车工", "数控车工")
    assert (resume.experience_years, resume.pay_from_yuan) == (12, 8000)
    assert resume.schooling == (
        Schooling("厦门技师学院", "数控加工", "中专", "2003-09", "2006-06"),
        Schooling("集美大学", "机械电子工程", "大专", "2010-09", "2013-07"),
    )
    assert resume.work == (
        Work("厦门示例精密制造有限公司", "车间班长", "2014-03", "", "负责数控车床编程与调试；"),
        Work("演示海港装备有限公司", "车工", "2006-07", "2014-02"),
    )
    assert resume.skills == ("数控车床编程", "FANUC系统", "识图")
    assert resume.summary == "肯吃苦，能倒班。"


def test_the_source_is_shown_whole_with_the_found_places_marked():
    pieces = segments(parse_resume(TEXT))
    assert "".join(piece.text for piece in pieces) == TEXT
    marked = {piece.text: piece.label for piece in pieces if piece.label}
    assert marked["数控车工"] == "求职意向"
    assert marked["12年工作经验"] == "工作年限"
    assert "高级技师" not in "".join(marked)  # certificates come from the register


@pytest.mark.parametrize("text", ["", "\n\n", "教育经历", "2014", "a" * 50_000, "工作经历\n至今\n——\n" * 500])
def test_any_text_is_read_without_an_error(text):
    proposal = parse_resume(text)
    assert "".join(piece.text for piece in segments(proposal)) == proposal.text


def test_word_and_pdf_give_their_text(tmp_path):
    document = docx.Document()
    document.add_paragraph("求职意向：电工，会看图纸，能上夜班，随时可以到岗。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "工作年限", "3年工作经验"
    held = io.BytesIO()
    document.save(held)
    kind, text = read_file(ContentFile(held.getvalue(), "a.docx"))
    assert kind == "word"
    assert parse_resume(text).resume.experience_years == 3
    paper = typeset("kit/pdf/sample.typ", {}) if Path("juxian/kit/pdf/sample.typ").exists() else _pdf()
    assert read_file(ContentFile(paper, "a.txt"))[0] == "pdf"


def _pdf() -> bytes:
    data = {"number": "1", "version": "1", "digest": "0" * 64, "parts": [], "signatures": []}
    return typeset("recruitment/pdf/agreement.typ", data)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 broken", "读不出来"),
        (b"PK\x03\x04 broken", "读不出来"),
        (b"\xd0\xcf\x11\xe0old", "旧版 Word"),
        (b"GIF89a\x00\x00", "不是 PDF"),
        (b"", "不是 PDF"),
        ("你好".encode(), "没有读到文字"),
        (b"x" * (5 * 1024 * 1024 + 1), "超过 5 MB"),
    ],
)
def test_a_file_that_is_no_resume_gets_one_clear_sentence(content, words):
    with pytest.raises(RuleBroken, match=words):
        read_file(ContentFile(content, "resume.pdf"))


def test_json_resume_goes_out_and_comes_back():
    resume = parse_resume(TEXT).resume
    data = export_resume(resume, name="吕志强", email="lv@example.com", phone="13800001111")
    assert data["basics"]["name"] == "吕志强"
    back = import_resume(json.dumps(data))
    assert (back.work, back.schooling, back.skills) == (resume.work, resume.schooling, resume.skills)
    assert (back.headline, back.summary) == (resume.headline, resume.summary)


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 5000, '{"name": 1}'])
def test_what_is_no_json_resume_is_refused(content):
    with pytest.raises(NotJsonResume):
        import_resume(content)


def test_odd_values_in_json_resume_are_left_out():
    content = {"basics": {"label": 5}, "work": [3, {"name": ["x"], "highlights": 7}], "skills": "x", "education": None}
    assert import_resume(json.dumps(content)) == Resume()
    assert from_data({"experience_years": True, "skills": 4, "work": [{"employer": "甲"}]}).work == (Work("甲"),)
