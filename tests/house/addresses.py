"""Every address of the resolver: its name, its route, its view, its parameters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from juxian.kit.middleware import PUBLIC_MODULES


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str  # with its namespaces: evaluation:my_work
    route: str  # my/applications/<uuid:pk>/work/
    view: Callable[..., Any]
    parameters: frozenset[str]

    @property
    def place(self) -> str:
        return f"{self.view.__module__}.{getattr(self.view, '__qualname__', self.view)}"

    @property
    def first_part(self) -> str:
        return self.route.lstrip("^/").split("/")[0]

    @property
    def is_ours(self) -> bool:
        """A library's pages guard themselves; its old redirects at accounts/social/ stay closed here."""
        return not self.view.__module__.startswith(PUBLIC_MODULES) and not self.route.startswith("accounts/")


def addresses(urlconf: str | None = None) -> list[Address]:
    """Every pattern of a URL configuration, the product's own unless told."""
    return list(_walk(get_resolver(urlconf), "", "", frozenset()))


def _walk(resolver: URLResolver, route: str, space: str, parameters: frozenset[str]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = route + str(entry.pattern).lstrip("^" if isinstance(entry.pattern, RegexPattern) else "")
        names = parameters | _parameters(entry)
        if isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name or ''}", path, entry.callback, names)
        else:
            yield from _walk(entry, path, f"{space}{entry.namespace}:" if entry.namespace else space, names)


def _parameters(entry: URLPattern | URLResolver) -> frozenset[str]:
    pattern = entry.pattern
    return frozenset(pattern.regex.groupindex if isinstance(pattern, RegexPattern) else pattern.converters)
