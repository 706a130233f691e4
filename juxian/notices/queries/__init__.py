"""Reads of notices that other domains use."""

from juxian.notices.queries.notice import (
    clear_subjects,
    due_notices,
    entries_about,
    entries_for,
    entries_of,
    held_entries,
    notices_about,
    objections_about,
    open_notices,
    results_of,
)

__all__ = [
    "clear_subjects",
    "due_notices",
    "entries_about",
    "entries_for",
    "entries_of",
    "held_entries",
    "notices_about",
    "objections_about",
    "open_notices",
    "results_of",
]
