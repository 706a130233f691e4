"""Checking a paper where there is no network: one HTML file, and the signed list of what no longer holds."""

from juxian.credentials.offline.page import checker_html
from juxian.credentials.offline.status_file import status_file

__all__ = ["checker_html", "status_file"]
