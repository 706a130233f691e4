"""Traditional Chinese differs from Simplified in its characters, not in how it writes a date."""

from juxian.kit.formats.zh_Hans.formats import *  # noqa: F403 - Django reads a formats module by names
