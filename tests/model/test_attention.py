"""Each concern is a short line, and its command lists exactly its tracks."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem, Severity
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track
from prodash.model.views.attention import Concern, needing_attention
from prodash.storage.read.load import load
from tests.conftest import TODAY, run_in, write_files
from tests.examples import examples

DAY = date.fromisoformat(TODAY)
STAGES = [
    *(Stage(name, name, "#000000") for name in ("seed", "write", "mix", "ready")),
    Stage("out", "out", "#000000", kind=StageKind.FINISHED),
    Stage("shelf", "shelf", "#000000", kind=StageKind.ARCHIVED),
]


def tracks(stage: str, *, needing: int = 0, bare: int = 0, loose: int = 0) -> list[Track]:
    """Tracks of a stage: *needing* a workflow and in a project, *bare* of workflows, or *loose* from any project."""
    kinds = [(("art",), ("ep",))] * needing + [((), ("ep",))] * bare + [(("art",), ())] * loose
    return [
        Track(f"{stage}{n}", f"tracks/{stage}{n}.yaml", "", stage, workflows=workflows, projects=projects)
        for n, (workflows, projects) in enumerate(kinds)
    ]


FOUND = {
    "nothing at all": ([], ()),
    "late": (
        [Track("a", "tracks/a.yaml", "", "seed", due=date(2026, 1, 1))],
        ((Concern.OVERDUE, 1, "list --due overdue"),),
    ),
    "late and done": ([Track("a", "tracks/a.yaml", "", "out", due=date(2026, 1, 1))], ()),
    "one needs nothing": (
        tracks("mix", needing=2, bare=1),
        ((Concern.NEEDS_NOTHING, 1, "list -s mix -w none"),),
    ),
    "in two stages": (
        [*tracks("mix", needing=2, bare=1), *tracks("write", needing=5, bare=2)],
        ((Concern.NEEDS_NOTHING, 3, "list -s write,mix -w none"),),
    ),
    "half of them need nothing": (tracks("mix", needing=2, bare=2), ()),
    "workflows are not used": (tracks("mix", bare=9), ()),
    "ideas need nothing": (tracks("seed", needing=9, bare=1), ()),
    "what is ready needs nothing": (tracks("ready", needing=9, bare=1), ()),
    "done and needing": (
        tracks("out", needing=1, bare=3),
        ((Concern.STILL_NEEDS, 1, "list -s out --not-workflow none"),),
    ),
    "all that is done has workflows": (tracks("out", needing=4), ()),
    "archived and needing": (tracks("shelf", needing=1, bare=3), ()),
    "one in no project": (
        tracks("mix", needing=2, loose=1),
        ((Concern.NO_PROJECT, 1, "list --past seed --before out -p none"),),
    ),
    "ideas are in no project": ([*tracks("seed", loose=1), *tracks("mix", needing=5)], ()),
    "what is done is in no project": ([*tracks("out", bare=1, loose=0), *tracks("mix", needing=5)], ()),
    "projects are not used": (tracks("mix", loose=9), ()),
}


@pytest.mark.parametrize(("some", "expected"), FOUND.values(), ids=FOUND)
def test_a_concern_is_a_minority_that_differs_from_the_rest(
    some: list[Track], expected: tuple[tuple[Concern, int, str], ...]
) -> None:
    catalogue = Catalogue.of(stages=STAGES, workflows=None, projects=None, tracks=some)
    found = needing_attention(catalogue, catalogue.tracks, (), DAY)
    assert tuple((one.concern, one.number, " ".join(one.command)) for one in found) == expected


def test_only_the_stages_with_the_most_tracks_are_named() -> None:
    bare = {"b": 1, "c": 3, "d": 2, "e": 1, "f": 4}
    some = [track for stage, n in bare.items() for track in tracks(stage, needing=5, bare=n)]
    many = [Stage(name, name, "#000000") for name in "abcdefg"]
    catalogue = Catalogue.of(stages=many, workflows=None, projects=None, tracks=some)
    (found,) = needing_attention(catalogue, catalogue.tracks, (), DAY)
    assert (found.number, found.command) == (9, ("list", "-s", "c,d,f", "-w", "none"))


def test_files_with_errors_come_first_and_count_once_each() -> None:
    late = Track("a", "tracks/a.yaml", "", "seed", due=date(2026, 1, 1))
    catalogue = Catalogue.of(stages=STAGES, workflows=None, projects=None, tracks=[late])
    problems = [
        Problem(Location(path, line, 1), "some-code", severity, "")
        for path, line, severity in (
            ("tracks/a.yaml", 1, Severity.ERROR),
            ("tracks/a.yaml", 2, Severity.ERROR),
            ("tracks/b.yaml", 1, Severity.WARNING),
        )
    ]
    found = needing_attention(catalogue, catalogue.tracks, problems, DAY)
    assert [(one.concern, one.number, one.command) for one in found] == [
        (Concern.BROKEN, 1, ("check",)),
        (Concern.OVERDUE, 1, ("list", "--due", "overdue")),
    ]


def test_without_stages_yaml_nothing_is_said_about_stages() -> None:
    some = [*tracks("mix", needing=9, bare=1, loose=1), *tracks("a,b", needing=9, bare=1)]
    catalogue = Catalogue.of(stages=None, workflows=None, projects=None, tracks=some)
    assert needing_attention(catalogue, catalogue.tracks, (), DAY) == ()


KINDS = st.sampled_from(["active", "active", "finished", "archived"])
IDS = ["seed", "Stage 3", "x.y", "2.0", "über"]
TRACKS = st.tuples(
    st.sampled_from([*IDS, "unknown"]),
    st.sampled_from(["", "", "due: 2026-11-01\n", "due: 2027-01-01\n"]),
    st.sampled_from(["workflows: [art]\n"] * 3 + [""]),
    st.sampled_from(["projects: ep\n"] * 3 + [""]),
)


@given(st.permutations(IDS), st.lists(KINDS, min_size=5, max_size=5), st.lists(TRACKS, max_size=12))
@examples(25)
def test_every_command_lists_exactly_the_tracks_that_were_counted(
    order: list[str], kinds: list[str], some: list[tuple[str, str, str, str]]
) -> None:
    entries = (f"{{id: '{name}', kind: {kind}}}" for name, kind in zip(order, kinds, strict=True))
    files = {
        f"tracks/t{n}.yaml": f"stage: '{stage}'\n{''.join(more)}" for n, (stage, *more) in enumerate(some)
    }
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), {"stages.yaml": f"stages: [{', '.join(entries)}]\n", **files})
        catalogue = load(Path(folder))
        shown = [track for track in catalogue.tracks if not catalogue.is_archived(track)]
        for one in needing_attention(catalogue, shown, (), DAY):
            ids = sorted(run_in(folder, *one.command, "-f", "ids").out.split())
            assert (len(ids), ids) == (one.number, sorted(track.id for track in one.tracks))
