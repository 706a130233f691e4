"""`python -m juxian.config.cli` is `juxian`."""

import sys

from juxian.config.cli import main

sys.exit(main())
