"""Pages of the kit for the office: the record (auditor), messages and the queue (system administrator)."""
