"""`python -m spamcheck`."""

import sys

from spamcheck.cli import main

sys.exit(main())
