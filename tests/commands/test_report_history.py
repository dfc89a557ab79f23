"""report: the last moves and the days in each stage, of the tracks on the page alone."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from tests.conftest import STAGES, Ran
from tests.history.example import example_repository
from tests.history.repository import Repository, git

Run = Callable[..., Ran]


def section(html: str, name: str) -> list[str]:
    """The texts of a section of the page, each once; those for the eye only are marked by nothing."""
    found = html.partition(f'<section id="{name}"')[2].partition("</section>")[0]
    texts = re.findall(r">([^<>\n]+)<", found)
    return [unescape(text).strip() for text in texts if text.strip()]


def test_moves_of_other_tracks_are_not_on_the_page(run: Run, tmp_path: Path) -> None:
    root = example_repository(tmp_path / "music")
    assert section(run("-C", str(root), "report", "-", "fog", "kaiju").out, "history") == [
        *("History", "Of all tracks, whatever is chosen", "Last moves", "5 of 5"),
        *("2026-10-26", "26 days ago", "怪獣のうた", "🎤", "Recorded", "→", "to", "🎧", "Mixing"),
        *("2026-10-08", "44 days ago", "Fog", "📝", "Writing", "→", "to", "🎤", "Recorded"),
        *("2026-09-14", "68 days ago", "Fog", "🌱", "Seed", "→", "to", "📝", "Writing"),
        *("2026-04-20", "215 days ago", "怪獣のうた", "📝", "Writing", "→", "to", "🎤", "Recorded"),
        *("2026-03-09", "257 days ago", "怪獣のうた", "🌱", "Seed", "→", "to", "📝", "Writing"),
    ]


def test_days_are_told_where_enough_tracks_have_left_a_stage(run: Run, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit(files={"stages.yaml": STAGES}, at="2025-01-01")
    for number in range(10):
        repository.commit({f"t{number}": "seed"}, at="2026-01-01")
        repository.commit({f"t{number}": "writing"}, at=f"2026-01-{number + 3:02}")
    for number in range(5):
        repository.commit({f"t{number}": "mixing"}, at="2026-01-20")
    repository.commit({"old": "mixing"}, at="2026-01-10")
    repository.commit({"t0": "published"}, at="2026-01-21")
    texts = section(run("-C", str(repository.write()), "report", "-", "--all").out, "over-time")
    table = texts[texts.index("Longest") + 1 : -2]
    assert table == [
        *("🌱", "Seed", "10", "6.5", "10", "0"),
        *("📝", "Writing", "5", "15", "5", "317"),
        *("🎧", "Mixing", "1", "5", "≥ 315"),
    ]


def test_nobody_is_named_and_nothing_is_shown_without_a_history(run: Run, tmp_path: Path) -> None:
    root = example_repository(tmp_path / "music")

    def told() -> str:
        page = run("-C", str(root), "report", "-").out
        return " ".join(section(page, "history") + section(page, "over-time"))

    assert "Mixing" in told()
    assert [name for name in ("Mia Brandt", "Lena Falk", "Yuki Ono") if name in told()] == []
    (root / ".git").rename(tmp_path / "elsewhere")
    assert told() == ""


def test_a_clone_without_older_commits_says_so(run: Run, tmp_path: Path) -> None:
    example_repository(tmp_path / "music")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}/music", "clone")
    ran = run("-C", "clone", "report", "-")
    assert ran.err.splitlines()[1:-1] == [
        "older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them"
    ]
    assert section(ran.out, "over-time")[-3] == "≥ 1"
