"""Logs as one JSON object a line. Nothing of a request's body, and no personal data, is ever put into them."""

import json
import logging
import re
from datetime import UTC, datetime

from juxian.kit.request_log import request_id

# Django's own lines end with the address asked for, which holds codes and ids; ours names the route (request_log.py).
NAMES_ADDRESS = ("django.request", "django.security")
# What PostgreSQL adds to a refusal: the values of the row.
ROW_VALUES = re.compile(r"^DETAIL:.*?(?=^\s*$|^(?:CONTEXT|HINT):|\Z)", re.MULTILINE | re.DOTALL)


class JsonFormatter(logging.Formatter):
    """Write time, level, logger, message, the request's id, `extra={"facts": {…}}` and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            **getattr(record, "facts", {}),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info:
            line["traceback"] = ROW_VALUES.sub("", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    return message.partition(": /")[0] if record.name.startswith(NAMES_ADDRESS) else message
