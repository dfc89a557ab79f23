"""Long work says on a terminal how far it is, and leaves nothing behind."""

import io
import os
from pathlib import Path

import pytest

from prodash.session.terminal import progress
from prodash.session.terminal.console import Console
from prodash.session.terminal.progress import Progress
from tests.surroundings import PATIENCE


class Screen(io.StringIO):
    """What a terminal of one line shows in the end, and everything that it showed on the way."""

    @property
    def shown(self) -> list[str]:
        lines = [""]
        for part in self.getvalue().split("\r"):
            lines.append((part + lines[-1][len(part) :]).rstrip())
        return [line for line, before in zip(lines[1:], lines, strict=False) if line != before]


def test_it_is_shown_after_a_second_and_ten_times_a_second_and_goes_in_the_end() -> None:
    screen, now = Screen(), [0.0]
    line = Progress(screen, "reading {} of {} files", lambda: now[0])
    for done, now[0] in enumerate((0.5, 0.99, 1.25, 1.26, 1.34, 1.5, 1.75), 1):
        line.report(done * 1000, 7000)
    line.end()
    told = [f"reading {done} of 7,000 files" for done in ("3,000", "6,000", "7,000")]
    assert screen.shown == [*told, ""]


def test_a_shorter_line_covers_a_longer_one() -> None:
    screen, now = Screen(), [0.0]
    line = Progress(screen, "{} of {}", lambda: now[0])
    for now[0], done in ((1.0, 100), (2.0, 1)):
        line.report(done, 1)
    line.end()
    assert screen.shown == ["100 of 1", "1 of 1", ""]


def test_short_work_is_not_talked_about() -> None:
    screen = Screen()
    line = Progress(screen, "{} of {}", lambda: 0.5)
    line.report(1, 2)
    line.end()
    assert screen.getvalue() == ""


def read_until(mark: bytes, terminal: int) -> bytes:
    """All that a terminal shows up to *mark*; it hands over what was written at once in parts."""
    import select

    shown = b""
    while not shown.endswith(mark):
        assert select.select([terminal], [], [], PATIENCE)[0], f"the terminal showed only {shown!r}"
        shown += os.read(terminal, 100)
    return shown


@pytest.mark.skipif(os.name == "nt", reason="no pty")
@pytest.mark.parametrize(
    ("quiet", "terminal", "says"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_it_is_for_those_who_watch_and_do_not_want_quiet(
    quiet: bool, terminal: bool, says: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import pty

    ours, theirs = pty.openpty()
    with open(theirs if terminal else tmp_path / "err", "w", encoding="utf-8") as stream:  # noqa: PTH123 (a descriptor)
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setattr(progress, "_FIRST_AFTER", 0)
        console = Console({}, quiet=quiet)
        with console.progress("{} of {}") as report:
            report(1, 2)
        stream.write("END")
        stream.flush()
        shown = read_until(b"END", ours).decode() if terminal else (tmp_path / "err").read_text()
    os.close(ours)
    assert shown.endswith("END")
    assert ("1 of 2" in shown) is says
