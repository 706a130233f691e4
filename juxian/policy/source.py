"""YAML files as trees that know their lines.

YAML 1.1 has traps that silently change a law: `on:` is read as *true*, a repeated key wins over the first,
an alias can blow a page up to gigabytes. Each is refused here by name.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from juxian.policy.faults import Faults, Place, did_you_mean

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_PLAIN_COLLECTIONS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML node: a scalar, a tuple of trees, or a dictionary of trees, and where it stands."""

    place: Place
    value: Any


# libyaml where the wheel has it: a district is read in a tenth of the time.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Broken(Exception):
    def __init__(self, line: int, what: str, remedy: str):
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


def read_tree(path: Path, root: Path, faults: Faults) -> Tree | None:
    """Reads one file below `root`. What cannot be read becomes a fault and `None`."""
    content = path.read_bytes() if path.is_file() else None
    return parse_tree(content, path.relative_to(root).as_posix(), faults)


def parse_tree(content: bytes | None, file: str, faults: Faults) -> Tree | None:
    """The tree of one file's bytes; None is a file that is not there."""
    try:
        return _parse(_text_of(content), file)
    except _Broken as broken:
        faults.add(Place(file, broken.line), broken.what, broken.remedy)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.add(Place(file, line), f"不是正确的 YAML：{error.problem}", "检查缩进、冒号和引号")
    except yaml.YAMLError as error:
        faults.add(Place(file, 1), f"不是正确的 YAML：{str(error).splitlines()[0]}", "删除不可见的特殊字符")
    return None


def _text_of(content: bytes | None) -> str:
    if content is None:
        raise _Broken(1, "缺少这个文件", "新建它；写法见 docs/how-to/add-a-policy.md")
    if len(content) > MAX_BYTES:
        raise _Broken(1, f"文件超过 {MAX_BYTES // 1000} KB", "政策文件不会这样大；请检查是否放错了文件")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _Broken(line, "不是 UTF-8 文字", "用 UTF-8 编码重新保存这个文件") from error


def _parse(text: str, file: str) -> Tree:
    _check_events(text)
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise _Broken(1, "文件是空的", "写上内容；写法见 docs/how-to/add-a-policy.md")
        return _tree(loader, node, file, 0)
    finally:
        loader.dispose()


def _check_events(text: str) -> None:
    """Refuse aliases and deep nesting before anything recursive (in C: without a limit of its own) reads the text."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _Broken(line, "用了 YAML 别名 (*)", "把内容完整写出来")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH + 1:
            raise _Broken(line, "嵌套太深", "减少层次")


def _tree(loader: yaml.SafeLoader, node: yaml.Node, file: str, depth: int) -> Tree:
    place = Place(file, node.start_mark.line + 1)
    if depth > MAX_DEPTH:
        raise _Broken(place.line, "嵌套太深", "减少层次")
    if isinstance(node, yaml.CollectionNode) and node.tag not in _PLAIN_COLLECTIONS:
        raise _Broken(place.line, f"不能使用标签 {node.tag}", "只写普通的文字、数字和日期")
    if isinstance(node, yaml.MappingNode):
        return Tree(place, _entries(loader, node, file, depth))
    if isinstance(node, yaml.SequenceNode):
        return Tree(place, tuple(_tree(loader, item, file, depth + 1) for item in node.value))
    return Tree(place, _scalar(loader, node))


def _scalar(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    line = node.start_mark.line + 1
    try:
        return loader.construct_object(node)
    except yaml.YAMLError as error:
        raise _Broken(line, f"不能使用标签 {node.tag}", "只写普通的文字、数字和日期") from error
    except ValueError as error:
        raise _Broken(line, f"“{str(node.value)[:40]}”不是存在的日期或数字", "改成日历上有的日期 (年-月-日)") from error


def _entries(loader: yaml.SafeLoader, node: yaml.MappingNode, file: str, depth: int) -> dict[str, Tree]:
    entries: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _scalar(loader, key_node) if isinstance(key_node, yaml.ScalarNode) else None
        if isinstance(key, bool):
            raise _Broken(line, f"键“{key_node.value}”在 YAML 里被读作真假值", "日期请写 date:，其他请换一个词")
        if not isinstance(key, str):
            raise _Broken(line, "键必须是文字", "给数字或日期形式的键加引号")
        if key in entries:
            raise _Broken(line, f"键“{key}”写了两次", "合并成一处，否则前一处会被悄悄丢掉")
        # The line of the key is where an editor looks; a block below it starts one line later.
        entries[key] = replace(_tree(loader, value_node, file, depth + 1), place=Place(file, line))
    return entries


class Reader:
    """Takes typed values out of trees. A wrong value becomes a fault and a harmless default, and reading goes on."""

    def __init__(self, faults: Faults, clause: str = ""):
        self.faults = faults
        self.clause = clause

    def about(self, clause: str) -> "Reader":
        """The same reader, naming another clause in what it reports."""
        return Reader(self.faults, clause)

    def fault(self, place: Place, what: str, remedy: str) -> None:
        self.faults.add(place, what, remedy, self.clause)

    def fields(self, tree: Tree, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Tree]:
        """The entries of a mapping whose keys are known beforehand."""
        entries = self.entries(tree)
        known = [*required, *optional]
        for key in entries.keys() - set(known):
            self.fault(
                entries[key].place, f"不认识的键“{key}”", f"可用的键：{'、'.join(known)}{did_you_mean(key, known)}"
            )
        for key in required:
            if key not in entries:
                self.fault(tree.place, f"缺少“{key}”", f"补上 {key}:")
        return entries

    def entries(self, tree: Tree) -> dict[str, Tree]:
        if isinstance(tree.value, dict):
            return tree.value
        self.fault(tree.place, "这里应当是“键: 值”的列表", "每行写一个 键: 值")
        return {}

    def items(self, tree: Tree) -> tuple[Tree, ...]:
        if isinstance(tree.value, tuple):
            return tree.value
        self.fault(tree.place, "这里应当是列表", "每项以“- ”开头")
        return ()

    def text(self, tree: Tree | None) -> str:
        if tree is None:
            return ""
        if isinstance(tree.value, str) and tree.value.strip():
            return tree.value.strip()
        self.fault(tree.place, "这里应当是文字，而且不能为空", "写上文字；数字形式的文字请加引号")
        return ""

    def word(self, tree: Tree | None, allowed: Collection[str]) -> str:
        found = self.text(tree)
        if tree is not None and found and found not in allowed:
            self.fault(tree.place, f"不认识“{found}”", f"只能是：{'、'.join(allowed)}{did_you_mean(found, allowed)}")
            return ""
        return found

    def day(self, tree: Tree | None) -> dt.date | None:
        if tree is None:
            return None
        if isinstance(tree.value, dt.date) and not isinstance(tree.value, dt.datetime):
            return tree.value
        self.fault(tree.place, f"“{tree.value}”不是日期", "写成 2025-03-12 这样的 年-月-日，不加引号")
        return None

    def truth(self, tree: Tree | None) -> bool:
        if tree is not None and not isinstance(tree.value, bool):
            self.fault(tree.place, f"“{tree.value}”不是真假值", "写 true 或 false")
        return tree is not None and tree.value is True

    def whole(self, tree: Tree | None) -> int:
        if tree is None:
            return 0
        if isinstance(tree.value, int) and not isinstance(tree.value, bool):
            return tree.value
        self.fault(tree.place, f"“{tree.value}”不是整数", "写整数；金额以分为单位")
        return 0
