"""git merges, rebases, cherry-picks and applies stashes with the driver, in a real repository."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import git
from tests.merge.cases import TRACK, between, track
