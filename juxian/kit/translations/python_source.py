"""Texts of a Python file, read from its syntax tree: what is wrapped, what is not, and what is wrapped too early."""

import ast
from collections.abc import Iterable

from juxian.kit.translations.found import Findings, Message, has_chinese

# Name of the function → which of its arguments are context, text, plural.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
SUFFIXES = ("_lazy", "_noop")
# With the reason: at the end of a line, or on a line of its own at the margin for a whole file of words that are read.
PRAGMA = "# untranslated:"


def read_python(path: str, source: str, findings: Findings, *, must_wrap: bool = True) -> None:
    """Add the texts of one file. Without `must_wrap` Chinese may stand anywhere (data, law)."""
    _Reader(path, source, findings, must_wrap).visit(ast.parse(source, path))


class _Reader(ast.NodeVisitor):
    def __init__(self, path: str, source: str, findings: Findings, must_wrap: bool):
        self.path = path
        self.lines = source.splitlines()
        self.findings = findings
        self.must_wrap = must_wrap and not any(line.startswith(PRAGMA) for line in self.lines)
        self.aliases: dict[str, str] = {}
        self.modules: set[str] = set()
        self.depth = 0  # of functions: 0 runs at import, before anybody's language is known

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for name in node.names:
            if node.module == "django.utils.translation":
                self.aliases[name.asname or name.name] = name.name
            elif node.module == "django.utils" and name.name == "translation":
                self.modules.add(name.asname or name.name)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Decorators and defaults run where the function is made, its body later."""
        self._visit_all([*node.decorator_list, node.args])
        self._visit_deeper(node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        self._visit_deeper([node.body])

    def visit_Expr(self, node: ast.Expr) -> None:
        """A bare string is a docstring; everything else is looked into."""
        if not isinstance(node.value, ast.Constant):
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = self._function(node.func)
        if name is None:
            self.generic_visit(node)
            return
        if self.depth == 0 and not name.endswith(SUFFIXES):
            self.findings.blame(self.path, node.lineno, f"{name} runs at import; use {name}_lazy")
        self._visit_all([*self._take(name, node), *[keyword.value for keyword in node.keywords]])

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """A lazy text that is filled in at import (`_("…") % …`) is a plain text in one language from then on."""
        filled = node.left if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Call) else None
        if self.depth == 0 and filled is not None and self._function(filled.func):
            self.findings.blame(self.path, node.lineno, "filled in at import; do it in a function")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._blame(node, node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """An f-string is one fault, however many pieces it has."""
        self._blame(node, "…".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
        self._visit_all(part for part in node.values if not isinstance(part, ast.Constant))

    def _blame(self, node: ast.expr, text: str) -> None:
        if self.must_wrap and has_chinese(text) and self._is_text(node):
            self.findings.blame(self.path, node.lineno, "Chinese outside of a translation call", text)

    def _take(self, name: str, node: ast.Call) -> list[ast.expr]:
        """Add the message of a call and return the arguments that are no part of it."""
        places = FUNCTIONS[_base(name)]
        literals: dict[int, str] = {}
        for place in [place for place in places if place is not None and place < len(node.args)]:
            argument = node.args[place]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                literals[place] = argument.value
        context, text, plural = places
        if text in literals:
            message = Message(literals[text], literals.get(plural or -1, ""), literals.get(_or(context, -1), ""))
            self.findings.add(self.path, message)
        return [argument for place, argument in enumerate(node.args) if place not in literals]

    def _function(self, node: ast.expr) -> str | None:
        """Return the name of the gettext function that is called, however it was imported."""
        name = None
        if isinstance(node, ast.Name):
            name = self.aliases.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in self.modules:
            name = node.attr
        return name if name and _base(name) in FUNCTIONS else None

    def _is_text(self, node: ast.expr) -> bool:
        """Tell whether Chinese is really written there (and not as an escape, for a range) and nobody excused it."""
        lines = self.lines[node.lineno - 1 : node.end_lineno]
        return any(map(has_chinese, lines)) and not any(PRAGMA in line for line in lines)

    def _visit_deeper(self, nodes: Iterable[ast.AST]) -> None:
        self.depth += 1
        self._visit_all(nodes)
        self.depth -= 1

    def _visit_all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)


def _base(name: str) -> str:
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def _or(place: int | None, otherwise: int) -> int:
    return otherwise if place is None else place
