"""report --open opens the page that is there now, and nothing where no page was written."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Opened, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
FILES = {"tracks/a.yaml": "stage: seed\n"}


def test_the_page_is_opened_when_written_and_when_already_up_to_date(
    catalogue: Make, run: Run, opened: Opened
) -> None:
    root = catalogue({**FILES, "site of $(x);&'/README": ""})
    name = "site of $(x);&'/-a.html"
    for said in (name, f"{name} is already up to date"):
        assert run("report", name, "--open") == Ran(0, "", f"{said}: a page of 1 track\nopened {name}\n")
        assert opened() == ["--new", str(Path.cwd() / name)]
        (root / name).chmod(0o400)


def test_a_page_that_tells_of_errors_is_opened_too(catalogue: Make, run: Run, opened: Opened) -> None:
    root = catalogue({**FILES, "tracks/b.yaml": ""})
    ran = run("report", "--open")
    assert (ran.code, "opened report.html" in ran.err.splitlines()) == (1, True)
    assert opened() == ["--new", str(root.resolve() / "report.html")]


NOT_WRITTEN = {
    "to stdout": (
        ("-",),
        2,
        "prodash: --open needs a file, and - writes to stdout; name one, as in 'prodash report --open'",
    ),
    "the condition is met": (
        ("--stage", "writing", "--fail-if-empty"),
        6,
        "report.html was not written: a page of 0 tracks",
    ),
    "no folder": (
        ("no/page.html",),
        5,
        "prodash: no/page.html: its folder does not exist; create it first",
    ),
    "another's file": (
        ("mine.html",),
        4,
        "prodash: mine.html: it is not a page that prodash wrote; choose another file, or delete it first",
    ),
}


@pytest.mark.parametrize(("argv", "code", "last"), NOT_WRITTEN.values(), ids=NOT_WRITTEN)
def test_what_was_not_written_is_not_opened(
    argv: tuple[str, ...], code: int, last: str, catalogue: Make, run: Run, opened: Opened
) -> None:
    catalogue({**FILES, "mine.html": "mine"})
    ran = run("report", "--open", *argv)
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (code, "", last)
    assert opened() is None


OPENERS = {
    "fails, as without a display": (
        f'"{sys.executable}" -c "import sys; sys.exit(3)"',
        f"{sys.executable} could not open '{{page}}'; its exit code is 3",
    ),
    "missing, as in CI": (
        "no-such-opener",
        "there is no program 'no-such-opener'; name one that opens links and files in PRODASH_OPENER",
    ),
}


@pytest.mark.parametrize(("command", "message"), OPENERS.values(), ids=OPENERS)
def test_the_page_stays_where_it_cannot_be_opened(
    command: str, message: str, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(FILES)
    monkeypatch.setenv("PRODASH_OPENER", command)
    page = Path.cwd() / "report.html"
    ran = run("report", "--open")
    told = f"report.html: a page of 1 track\nprodash: {message.format(page=page)}\n"
    assert (ran, page.exists()) == (Ran(5, "", told), True)
