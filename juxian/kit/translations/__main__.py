"""`python -m juxian.kit.translations`."""

from juxian.kit.translations import main

raise SystemExit(main())
