"""Every write of public notices."""

from juxian.notices.actions.answer import tell_objector
from juxian.notices.actions.notice import EntryDraft, close_notice, draft_notice, publish_notice, withdraw_notice
from juxian.notices.actions.objection import accept_objection, decide_objection, file_objection

__all__ = [
    "EntryDraft",
    "accept_objection",
    "close_notice",
    "decide_objection",
    "draft_notice",
    "file_objection",
    "publish_notice",
    "tell_objector",
    "withdraw_notice",
]
