"""The list of components: what the gallery shows and the tests go through."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text
from juxian.kit.ui.assets import STATIC


@dataclass(frozen=True)
class Component:
    """A part of the design system: a CSS file, a gallery page and one or more tags, all of the same name."""

    name: str
    label: Text
    tags: tuple[str, ...]

    @property
    def css_path(self) -> Path:
        return STATIC / "kit" / "css" / "components" / f"{self.name}.css"

    @property
    def example(self) -> str:
        """The template that shows every variant."""
        return f"kit/gallery/{self.name}.html"

    @cached_property
    def guidance(self) -> str:
        """The comment at the head of the CSS file: when to use, when not."""
        comment = self.css_path.read_text().split("*/")[0].removeprefix("/*")
        return "\n".join(line.strip(" *") for line in comment.strip().splitlines())


COMPONENTS = [
    Component("page_head", _("页头"), ("page_head",)),
    Component("breadcrumb", _("所在位置"), ("breadcrumb", "crumb")),
    Component("prose", _("正文"), ("prose",)),
    Component("columns", _("分栏"), ("columns",)),
    Component("card", _("卡片"), ("card",)),
    Component("banner", _("提示"), ("banner",)),
    Component("toast", _("操作结果"), ("messages_list",)),
    Component("empty", _("空状态"), ("empty",)),
    Component("steps", _("步骤"), ("steps",)),
    Component("tabs", _("标签页"), ("tabs", "tab")),
    Component("dialog", _("对话框"), ("dialog", "dialog_button")),
    Component("menu", _("菜单"), ("menu", "menu_link")),
    Component("button", _("按钮"), ("button", "link_button", "post_button", "copy_button")),
    Component("form", _("表单"), ("post_form", "form_token", "form_fields", "field", "fieldset", "error_summary")),
    Component("upload", _("上传"), ("field",)),
    Component("video", _("视频"), ("video_player", "studio", "video_field", "video_progress")),
    Component("filters", _("筛选"), ("filters",)),
    Component("search_box", _("搜索框"), ("search_box",)),
    Component("choice_list", _("选择列表"), ()),
    Component("plain_list", _("简单列表"), ()),
    Component("data_table", _("表格"), ("data_table", "sort_header")),
    Component("pager", _("分页"), ("pager",)),
    Component("facts", _("信息项"), ("facts", "fact", "fact_block")),
    Component("figure", _("数字"), ("figures", "figure")),
    Component("timeline", _("办理记录"), ("timeline",)),
    Component("progress", _("进度"), ("progress",)),
    Component("badge", _("状态"), ("badge",)),
    Component("tag", _("标签"), ("tag",)),
    Component("stars", _("紧缺星级"), ("stars",)),
    Component("clock", _("时限"), ("clock",)),
    Component("person_chip", _("人员"), ("person_chip",)),
    Component("notice_line", _("公告行"), ("notice_line",)),
    Component("certificate_card", _("证书卡"), ("certificate_card",)),
    Component("icon", _("图标"), ("icon",)),
    Component("seal", _("印记"), ("seal",)),
    Component("navigation", _("导航"), ("public_navigation", "side_navigation", "display_switches")),
]
