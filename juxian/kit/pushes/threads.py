"""Database work of the stream server."""

from juxian.kit.own_threads import OwnThreads

# Two loaders at a time: a slow one delays news, not pages.
in_thread = OwnThreads("pushes", most=2)
