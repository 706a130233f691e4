"""Logs as one JSON object a line. Nothing of a request's body, and no personal data, is ever put into them."""

import json
import logging
from datetime import UTC, datetime

from juxian.kit.request_log import request_id


class JsonFormatter(logging.Formatter):
    """Write time, level, logger, message, the request's id, `extra={"facts": {…}}` and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
