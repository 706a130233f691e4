"""Text to Python's own syntax tree, within bounds. What the tree may contain is decided in `builder`."""

import ast
import warnings

from juxian.policy.faults import Refused

MAX_LENGTH = 2_000
MAX_DEPTH = 40


def parse(text: str) -> ast.expr:
    """Parses one expression. Nothing is ever executed or compiled."""
    if len(text) > MAX_LENGTH:
        raise Refused(f"表达式有 {len(text)} 个字符", f"最多 {MAX_LENGTH} 个；把它拆成几个条件或 definitions")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "1if x" and the like are only warned of, but they are slips
            tree = ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError, Warning) as error:
        detail = error.msg if isinstance(error, SyntaxError) else type(error).__name__
        raise Refused(f"表达式读不懂：{detail}", "检查括号、引号和运算符") from error
    if _depth(tree) > MAX_DEPTH:
        raise Refused("表达式嵌套太深", "把它拆成几个条件或 definitions")
    return tree


def _depth(tree: ast.AST) -> int:
    depth, level = 0, [tree]
    while level and depth <= MAX_DEPTH:
        depth, level = depth + 1, [child for node in level for child in ast.iter_child_nodes(node)]
    return depth
