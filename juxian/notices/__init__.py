"""Public notices (公示): a list of masked names shown for some working days, so that anybody may object.

Owns `PublicNotice`, its `NoticeEntry`s and the `Objection`s to them. It does not know what an entry stands for: the
domain that drafted the notice listens to `NoticeClosed`, `EntryCleared` and `ObjectionUpheld`.
"""
