"""Views read through `visible_to` or `public` and write through actions, never by themselves."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, Source, assert_none, called_name, in_room, walk

WRITING = {
    *("save", "delete", "create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("asave", "adelete", "acreate", "aupdate", "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create"),
    *("select_for_update", "atomic", "cursor"),
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
# `readable_by` is `visible_to` for files: one at a time, asked of the file's purpose.
WAYS_TO_ROWS = {"visible_to", "public", "readable_by"}


def find_writing_views(root: Path) -> list[str]:
    """Calls in `views` rooms that write or open a transaction."""
    return [
        f"{source.at(node)}: a view calls {called_name(node)}()"
        for source in in_room(root, "views")
        for node in walk(source, ast.Call)
        if isinstance(node, ast.Call) and called_name(node) in WRITING and isinstance(node.func, ast.Attribute)
    ]


def find_unseen_rows(root: Path) -> list[str]:
    """Managers in `views` rooms that are not asked at once for what this actor, or everybody, may see."""
    return [fault for source in in_room(root, "views") for fault in _raw_managers(source)]


def _raw_managers(source: Source) -> list[str]:
    asked = {
        id(node.value)
        for node in walk(source, ast.Attribute)
        if isinstance(node, ast.Attribute) and node.attr in WAYS_TO_ROWS
    }
    bare = [
        f"{source.at(node)}: {ast.unparse(node.args[0])} without visible_to or public"
        for node in walk(source, ast.Call)
        if isinstance(node, ast.Call)
        and called_name(node) in {"get_object_or_404", "get_list_or_404"}
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[0].isupper()
    ]
    return bare + [
        f"{source.at(node)}: .{node.attr} without visible_to or public"
        for node in walk(source, ast.Attribute)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in asked
    ]


def find_raw_parameters(root: Path) -> list[str]:
    """Parameters that a view reads without a form: they arrive as anybody wrote them."""
    return [
        f"{source.at(node)}: {ast.unparse(node)} without a form"
        for source in in_room(root, "views")
        for node in walk(source, ast.Subscript, ast.Attribute)
        if isinstance(node, ast.Subscript | ast.Attribute)
        and ast.unparse(node.value) in {"request.GET", "request.POST", "request.COOKIES", "request.META"}
        and (isinstance(node, ast.Subscript) or node.attr in {"get", "getlist", "pop", "items", "dict", "values"})
    ]


def test_views_never_write():
    assert len(in_room(ROOT, "views")) > 20
    assert_none(find_writing_views(ROOT))


def test_a_view_that_writes_is_found(plant):
    view = """
    def rename(request, pk):
        row = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
        row.name = "x"
        row.save()
        Person.objects.visible_to(request.actor).filter(pk=pk).update(name="x")
    """
    found = find_writing_views(plant({"juxian/people/views/person.py": view}))
    assert [fault.rpartition(" ")[2] for fault in found] == ["save()", "update()"]


def test_views_reach_rows_only_through_visible_to_or_public():
    assert_none(find_unseen_rows(ROOT))


def test_a_view_that_reaches_past_visible_to_is_found(plant):
    view = """
    def page(request, pk):
        mine = Person.objects.visible_to(request.actor)
        shown = Notice.objects.public()
        rows = get_object_or_404(Person, pk=pk), get_object_or_404(mine, pk=pk)
        return get_object_or_404(Person.objects, pk=pk), Person._base_manager.all()
    """
    assert len(find_unseen_rows(plant({"juxian/people/views/person.py": view}))) == 3


def test_every_parameter_goes_through_a_form():
    assert_none(find_raw_parameters(ROOT))


def test_a_parameter_read_by_hand_is_found(plant):
    view = """
    def page(request):
        form = PageForm(request.GET)
        asked = "save" in request.POST
        return request.GET.get("page"), request.POST["name"], request.GET.getlist("id")
    """
    assert len(find_raw_parameters(plant({"juxian/people/views/person.py": view}))) == 3
