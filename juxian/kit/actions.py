"""The one way to write. The decorator opens the transaction, locks the row, asks for the permission, runs the body
and writes one audit line; the body is the rule and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from juxian.kit.access import SYSTEM, Actor, Text, allows
from juxian.kit.audit import acting_as, record
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.sent_once import claim_form

Body = TypeVar("Body", bound=Callable[..., Any])
ACTIONS: dict[str, "Action"] = {}


@dataclass(frozen=True)
class Action:
    """What the reference page, the time line and the house tests know of an action."""

    name: str
    label: Text
    permission: str | None
    sensitive: tuple[str, ...]
    doc: str
    module: str


def action(label: Text, permission: str, *, sensitive: Sequence[str] = (), lock: bool = True) -> Callable[[Body], Body]:
    """Make a function an action. `sensitive` inputs are audited by name only; `lock=False` for a create whose
    parent must not become a queue."""

    def decorate(body: Body) -> Body:
        entry = _register(body, label, str(permission), sensitive)

        @wraps(body)
        def run(subject: Any, *, by: Actor, **inputs: Any) -> Any:
            try:
                with transaction.atomic():
                    claim_form()
                    row = _locked(subject) if lock else subject
                    if not allows(by, permission, on=row):
                        raise PermissionDenied(str(label))
                    return _run_and_record(entry, body, row, by, inputs)
            except PermissionDenied:
                record("refusal", entry.name, by=by, subject=subject)
                raise

        run.action = entry  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return decorate


def system_action(label: Text, *, sensitive: Sequence[str] = (), lock: bool = True) -> Callable[[Body], Body]:
    """An action that the platform runs by itself: batches, clocks, reactions. Nobody else may call it with a `by`."""

    def decorate(body: Body) -> Body:
        entry = _register(body, label, None, sensitive)

        @wraps(body)
        def run(subject: Any, **inputs: Any) -> Any:
            with transaction.atomic():
                row = _locked(subject) if lock else subject
                return _run_and_record(entry, body, row, SYSTEM, inputs)

        run.action = entry  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return decorate


def _register(body: Callable[..., Any], label: Text, permission: str | None, sensitive: Sequence[str]) -> Action:
    domain = body.__module__.split(".")[1]
    name = f"{domain}.{body.__name__}"
    if name in ACTIONS and ACTIONS[name].module != body.__module__:
        raise ValueError(f"two actions are called {name}: in {ACTIONS[name].module} and {body.__module__}")
    ACTIONS[name] = Action(name, label, permission, tuple(sensitive), (body.__doc__ or "").strip(), body.__module__)
    return ACTIONS[name]


def _locked(subject: Any) -> Any:
    """Return the row as it is now, held until the transaction ends.

    What is append-only never changes, so nothing need be held; the role that serves people may not lock it either."""
    if not isinstance(subject, models.Model) or subject._state.adding:
        return subject
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    row = (rows if getattr(subject, "append_only", False) else rows.select_for_update(of=("self",))).first()
    if row is None:
        raise RuleBroken(_("这条记录已不存在，可能刚被删除。请返回列表，刷新后再看。"))
    return row


def _run_and_record(entry: Action, body: Callable[..., Any], row: Any, by: Actor, inputs: dict[str, Any]) -> Any:
    before = getattr(row, "state", "")
    with acting_as(by):
        result = body(row, by=by, **inputs) if entry.permission else body(row, **inputs)
    subject = result if isinstance(result, models.Model) else row
    same = isinstance(row, models.Model) and subject == row
    record(
        "action",
        entry.name,
        by=by,
        subject=subject,
        from_state=before if same else "",
        to_state=getattr(subject, "state", ""),
        data={key: (None if key in entry.sensitive else value) for key, value in inputs.items()},
        parent=None if same else row,
    )
    return result
