"""Forms: labels, faults with links, filters as chips."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.http import QueryDict

from tests.kit.test_ui_components import draw


class Sample(forms.Form):
    name = forms.CharField(label="姓名", help_text="与身份证一致。")
    level = forms.ChoiceField(label="等级", choices=[("2", "技师"), ("3", "高级工")], widget=forms.RadioSelect)
    story = forms.CharField(label="事迹", widget=forms.Textarea, max_length=50, required=False)
    photo = forms.FileField(label="照片", required=False)
    born_on = forms.DateField(label="出生日期", required=False)


class Filters(forms.Form):
    q = forms.CharField(label="姓名", required=False)
    level = forms.MultipleChoiceField(label="等级", choices=[("2", "技师"), ("3", "高级工")], required=False)
    since_on = forms.DateField(label="起始日", required=False)


def test_every_fault_links_to_a_field_that_exists() -> None:
    html = draw("{% form_fields form %}", form=Sample({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == 2
    assert all(f'id="{target}"' in html for target in targets)
    assert "请填写这一项。" in html


def test_a_wrong_field_is_tied_to_its_fault_and_its_help() -> None:
    html = draw("{% field form.name %}", form=Sample({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html


def test_what_may_be_left_out_says_so() -> None:
    assert "选填" in draw("{% field form.story %}", form=Sample())
    assert "选填" not in draw("{% field form.name %}", form=Sample())


def test_a_form_without_faults_has_no_summary() -> None:
    assert "error-summary" not in draw("{% form_fields form %}", form=Sample())


def test_a_long_text_counts_its_characters_without_script_too() -> None:
    html = draw("{% field form.story %}", form=Sample())
    assert "最多 50 字" in html
    assert 'data-behaviour="counter"' in html


def test_a_file_may_come_from_the_camera() -> None:
    html = draw("{% field form.photo camera=True %}", form=Sample())
    assert 'capture="environment"' in html
    assert "data-max-bytes" in html


def test_a_date_uses_the_browsers_picker_in_iso() -> None:
    html = draw("{% field form.born_on %}", form=Sample(initial={"born_on": dt.date(1990, 3, 5)}))
    assert 'type="date"' in html
    assert 'value="1990-03-05"' in html


def test_a_form_that_writes_carries_the_token_and_its_guards() -> None:
    html = draw('{% post_form submit="提交" upload=True cancel_url="/back/" %}x{% endpost_form %}')
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'enctype="multipart/form-data"' in html
    assert 'data-behaviour="submit-once dirty-form"' in html
    assert 'href="/back/"' in html


def test_a_post_button_sends_its_further_keywords() -> None:
    html = draw('{% post_button "受理" "/do/" confirm="确认？" version=3 %}')
    assert 'name="version" value="3"' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'data-confirm="确认？"' in html


def filtered(query: str) -> Any:
    data = QueryDict(query)
    return draw('{% filters form search="q" %}', form=Filters(data), query=dict(data.lists()))


def test_every_active_filter_has_a_chip_that_takes_only_it_away() -> None:
    html = filtered("q=吕&level=2&level=3&page=4&sort=name")
    chips = re.findall(r'class="filters__chip" href="([^"]+)"><span>([^<]+)<', html)
    assert [words for _, words in chips] == ["姓名：吕", "等级：技师", "等级：高级工"]
    without_first_level = QueryDict(chips[1][0].replace("&amp;", "&").removeprefix("?"))
    assert without_first_level.getlist("level") == ["3"]
    assert without_first_level["q"] == "吕"
    assert "page" not in without_first_level


def test_a_filter_that_is_not_a_choice_has_no_chip() -> None:
    html = filtered("level=9&since_on=never")
    assert "filters__chip" not in html


def test_filters_keep_the_order_of_the_list() -> None:
    assert '<input type="hidden" name="sort" value="-name">' in filtered("sort=-name")
