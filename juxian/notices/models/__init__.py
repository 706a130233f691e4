"""Tables of public notices."""

from juxian.notices.models.notice import NoticeEntry, PublicNotice
from juxian.notices.models.objection import Objection

__all__ = ["NoticeEntry", "Objection", "PublicNotice"]
