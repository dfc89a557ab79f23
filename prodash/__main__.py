"""Lets `python -m prodash` do what the `prodash` command does."""

import sys

from prodash.cli import main

sys.exit(main())
