"""The programs that tests run: where one is missing its tests are skipped, but not in CI, which installs them all."""

import os
import re
import shutil
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform != "linux" or not os.environ.get("CI"), reason="only CI has them all")
def test_in_ci_no_program_is_missing_that_its_script_installs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    programs = re.findall(r"^(?:.*\|\| )?needs (\S+)", script, re.MULTILINE)
    assert {"chromium", "zsh", "fish"} <= {*programs}
    assert [program for program in programs if shutil.which(program) is None] == []
