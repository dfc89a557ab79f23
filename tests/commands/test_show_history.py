"""show: the stages that a track was in, as its history in git tells them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track
from prodash.model.history.history import History, Moment, Observation
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.views.track_card import track_cards
from tests.conftest import STAGES, Ran, write_files
from tests.examples import examples
from tests.history.example import example_repository
from tests.history.repository import Repository, git
from tests.screen import on_screen, too_wide

Run = Callable[..., Ran]

RULE = "━━━━━━━━━━━━ ━━━━━━━━━━━━━ ━━━━━━━━━━━━ ━━━━━━━━━━━━━ ──────────── ─────────────"


def test_a_card_shows_the_stages_with_their_days(run: Run, tmp_path: Path) -> None:
    example_repository(tmp_path / "music")
    assert run("-C", "music", "show", "paper-tiger") == Ran(
        0,
        "Paper Tiger  paper-tiger\n"
        f"{RULE}\n"
        "🎧 Mixing   ◕ stage 4 of 6   ← Recorded   Ready to Release →\n"
        "\n"
        "projects   Night Shift\n"
        "due        2026-11-28  in 7 days\n"
        "bpm        126.5\n"
        "path       tracks/night-shift/paper-tiger.yaml\n"
        "\n"
        "2026-04-13  🌱 Seed      ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇                        56 days\n"
        "2026-06-08  📝 Writing   ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇                            42 days\n"
        "2026-07-20  🎤 Recorded  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇  115 days\n"
        "2026-11-12  🎧 Mixing    ▇                                           4 days\n"
        "2026-11-16  🎤 Recorded  ▇                                           4 days\n"
        "2026-11-20  🎧 Mixing    ▇                                           1 day   now\n",
    )


def in_words(root: Path) -> list[str]:
    """The lines about stays of the track `a`, without bars and with single spaces."""
    card = on_screen(["-C", str(root), "show", "a"], 80, PRODASH_EMOJI="0", NO_COLOR="1")
    _, _, *stays, _ = card.split("\n\n")
    return [" ".join(line.replace("▇", "").split()) for block in stays for line in block.splitlines()]


def moved(root: Path, *steps: tuple[str, str | None]) -> Path:
    """A repository in which the track `a` came to these stages on these days."""
    repository = Repository(root)
    repository.commit(files={"stages.yaml": STAGES}, at="2025-01-01")
    for day, stage in steps:
        repository.commit({"a": stage}, at=day)
    return repository.write()


HISTORIES: dict[str, tuple[list[tuple[str, str | None]], list[str]]] = {
    "from the first stage on": (
        [("2026-11-01", "seed"), ("2026-11-09", "writing")],
        ["2026-11-01 Seed 8 days", "2026-11-09 Writing 12 days now"],
    ),
    "from a later stage on, which may have begun earlier": (
        [("2026-11-01", "writing"), ("2026-11-02", "mixing")],
        ["2026-11-01 Writing ≥ 1 day", "2026-11-02 Mixing 19 days now"],
    ),
    "never moved": ([("2026-11-01", "mixing")], ["2026-11-01 Mixing ≥ 20 days now"]),
    "finished": (
        [("2026-11-01", "seed"), ("2026-11-11", "published")],
        ["2026-11-01 Seed 10 days", "2026-11-11 Published now"],
    ),
    "archived": ([("2026-11-01", "seed"), ("2026-11-11", "archived")], ["2026-11-01 Seed 10 days"]),
    "archived and back": (
        [("2026-11-01", "seed"), ("2026-11-03", "archived"), ("2026-11-20", "seed")],
        ["2026-11-01 Seed 3 days now"],
    ),
    "always archived": ([("2026-11-01", "archived")], []),
    "in a stage that is gone": (
        [("2026-11-01", "demo"), ("2026-11-03", "seed")],
        ["2026-11-01 demo ≥ 2 days", "2026-11-03 Seed 18 days now"],
    ),
    "to and fro": (
        [(f"2026-10-{day:02}", ("seed", "writing")[day // 2 % 2]) for day in range(1, 31, 2)],
        [
            "+3 earlier",
            *(
                f"2026-10-{day:02} {('Seed', 'Writing')[day // 2 % 2]} {'2 days' if day < 29 else '23 days now'}"
                for day in range(7, 31, 2)
            ),
        ],
    ),
}


@pytest.mark.parametrize(("steps", "shown"), HISTORIES.values(), ids=HISTORIES)
def test_each_stay_is_a_line(steps: list[tuple[str, str | None]], shown: list[str], tmp_path: Path) -> None:
    assert in_words(moved(tmp_path / "music", *steps)) == shown


def test_a_change_that_is_not_committed_begins_a_stay_today(tmp_path: Path) -> None:
    root = moved(tmp_path / "music", ("2026-11-01", "seed"))
    file = root / "tracks/a.yaml"
    file.write_text(file.read_text().replace("seed", "mixing"))
    assert in_words(root) == ["2026-11-01 Seed 20 days", "2026-11-21 Mixing today"]


def no_repository(root: Path) -> None:
    write_files(root, {"tracks/a.yaml": "stage: seed\n"})


def no_commit(root: Path) -> None:
    no_repository(root)
    git(root, "init", "--quiet")


def not_committed(root: Path) -> None:
    moved(root)
    no_repository(root)


def broken(root: Path) -> None:
    no_repository(root)
    (root / ".git").write_text("gitdir: nowhere\n")


@pytest.mark.parametrize(
    "make", [no_repository, no_commit, not_committed, broken], ids=lambda make: make.__name__
)
def test_without_a_history_the_card_is_as_it_was_and_nothing_is_said(
    make: Callable[[Path], None], run: Run, tmp_path: Path
) -> None:
    make(tmp_path / "music")
    shown = run("-C", "music", "show", "a")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.endswith("\n\npath       tracks/a.yaml\n")


def test_programs_get_what_they_got(run: Run, tmp_path: Path) -> None:
    root = moved(tmp_path / "music", ("2026-11-01", "seed"), ("2026-11-09", "writing"))
    assert run("-C", str(root), "show", "a", "-f", "json") == run("-C", str(root), "list", "a", "-f", "json")
    assert not (root / ".prodash/history.json").exists()


TODAY = date(2026, 11, 21)
LONG = "a name that is much longer than any name of a stage should be"


@examples(25)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2000)), max_size=20),
    st.sampled_from(["Mixing", LONG, "怪獣のうた" * 4]),
    st.sampled_from([20, 40, 60, 80, 200]),
    st.sampled_from([Depth.NONE, Depth.TRUE]),
)
def test_the_stays_fit_every_screen(
    steps: list[tuple[int, int]], name: str, columns: int, depth: Depth
) -> None:
    kinds = [*[StageKind.ACTIVE] * 4, StageKind.FINISHED, StageKind.ARCHIVED]
    stages = [Stage(f"s{number}", name, "#9333ea", "🎧", kind=kind) for number, kind in enumerate(kinds)]
    track = Track("t", "tracks/t.yaml", "T", "s0")
    day = datetime(2016, 11, 21, 12, tzinfo=UTC)
    chain = []
    for stage, days in steps:
        day += timedelta(days)
        chain.append(Observation(f"s{stage}", Moment(int(day.timestamp())), "Ann", "c", track.path))
    history = History({track.path: chain}, {})
    card = track_cards(
        Catalogue.of(stages=stages, workflows=[], projects=[], tracks=[track]),
        [track],
        TODAY,
        Screen(columns, depth),
        history,
    )
    assert too_wide(card, columns) == []
