"""Lists that live upstairs but are needed by the forms of people: streets, industries. Upstairs registers them."""

from collections.abc import Callable

Choices = list[tuple[str, str]]
_PROVIDERS: dict[str, Callable[[], Choices]] = {}


def register_choices(name: str, provider: Callable[[], Choices]) -> None:
    """Let the catalogue give a list: `name` is "street" or "industry", the provider returns (code, words)."""
    _PROVIDERS[name] = provider


def choices_of(name: str) -> Choices:
    """Return the list, or nothing while nobody has given one."""
    return _PROVIDERS[name]() if name in _PROVIDERS else []


def word_for(name: str, code: str) -> str:
    """Return the words of a code, or the code itself."""
    return dict(choices_of(name)).get(code, code)
