#!/usr/bin/env python
"""Django's command line, for developers; people who run the platform use `juxian`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.development")
    os.environ.setdefault("JUXIAN_DB_ROLE", "owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
