"""News for pages that are open: an event stream (SSE) a page, one query a batch whatever the number of listeners.

    publish(f"fairs.stream:{stream.pk}", "comment", comment.pk)      # in an action: told at commit, or never

News says only *which row changed*. Once every 300 ms the process asks the kind's loader, once, what the changed rows
look like now, and sends the same bytes to everybody who listens to the topic (docs/how-to/push-news-to-a-page.md).
"""

from juxian.kit.pushes.counting import viewers
from juxian.kit.pushes.publishing import publish
from juxian.kit.pushes.registry import register_presence, register_push

__all__ = ["publish", "register_presence", "register_push", "viewers"]
