"""Due dates: where a track's date comes from, and how urgent it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.due import (
    Due,
    Urgency,
    cached_by_due_fields,
    due_of,
    urgency,
)
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track

SATURDAY = date(2026, 11, 21)


def project(name: str, parent: str = "", due: str = "") -> Project:
    return Project(name, name, "#000000", parent, date.fromisoformat(due) if due else None)


ALBUM = project("album", due="2027-03-12")
SIDE_B = project("side-b", "album")
SINGLE = project("single", due="2026-12-04")
LOOSE = project("loose")
ROUND = project("round", "trip")
TRIP = project("trip", "round")
PROJECTS = Projects.of("project", [ALBUM, SIDE_B, SINGLE, LOOSE, ROUND, TRIP], is_declared=True)


INHERITED = {
    "own date wins": ("2026-11-30", ("single",), Due(date(2026, 11, 30))),
    "own only": ("2026-11-30", (), Due(date(2026, 11, 30))),
    "inherited": ("", ("album",), Due(date(2027, 3, 12), ALBUM)),
    "inherited from above": ("", ("side-b",), Due(date(2027, 3, 12), ALBUM)),
    "earliest of several": ("", ("side-b", "single", "loose"), Due(date(2026, 12, 4), SINGLE)),
    "none": ("", ("loose",), None),
    "no project": ("", (), None),
    "unknown project": ("", ("nowhere",), None),
    "projects in a cycle": ("", ("round",), None),
}


@pytest.mark.parametrize(("own", "projects", "due"), INHERITED.values(), ids=INHERITED)
def test_a_track_has_its_own_date_or_the_earliest_it_inherits(
    own: str, projects: tuple[str, ...], due: Due | None
) -> None:
    track = Track("t", "tracks/t.yaml", "T", projects=projects, due=date.fromisoformat(own) if own else None)
    assert due_of(track, PROJECTS) == due


SOME_TRACKS = st.lists(
    st.builds(
        Track,
        st.just("t"),
        st.just("tracks/t.yaml"),
        st.text(max_size=2),
        st.sampled_from(["", "seed"]),
        projects=st.lists(st.sampled_from([*PROJECTS.ids, "nowhere"]), max_size=2).map(tuple),
        due=st.none() | st.dates(SATURDAY, SATURDAY + timedelta(days=2)),
    ),
    max_size=20,
)


@given(SOME_TRACKS)
def test_an_answer_cached_by_due_fields_is_the_same(tracks: list[Track]) -> None:
    asked: list[Track] = []

    def ask(track: Track) -> tuple[Due | None, str]:
        asked.append(track)
        return due_of(track, PROJECTS), track.stage

    answer = cached_by_due_fields(ask)
    assert [answer(track) for track in tracks] == [(due_of(t, PROJECTS), t.stage) for t in tracks]
    assert len(asked) == len({(track.due, track.projects, track.stage) for track in tracks})


URGENCIES = {
    "yesterday": ("2026-11-20", StageKind.ACTIVE, Urgency.OVERDUE),
    "today is not overdue": ("2026-11-21", StageKind.ACTIVE, Urgency.TODAY),
    "tomorrow": ("2026-11-22", StageKind.ACTIVE, Urgency.TOMORROW),
    "in two days": ("2026-11-23", StageKind.ACTIVE, Urgency.WEEK),
    "in seven days": ("2026-11-28", StageKind.ACTIVE, Urgency.WEEK),
    "in eight days": ("2026-11-29", StageKind.ACTIVE, Urgency.LATER),
    "finished is never overdue": ("2026-11-20", StageKind.FINISHED, Urgency.DONE),
    "archived is never overdue": ("2026-11-20", StageKind.ARCHIVED, Urgency.DONE),
    "no stage": ("2026-11-20", None, Urgency.OVERDUE),
}


@pytest.mark.parametrize(("day", "kind", "expected"), URGENCIES.values(), ids=URGENCIES)
def test_urgency_follows_the_days_left_and_the_kind_of_stage(
    day: str, kind: StageKind | None, expected: Urgency
) -> None:
    stage = Stage("s", "S", "#000000", kind=kind) if kind else None
    assert urgency(Due(date.fromisoformat(day)), stage, SATURDAY) is expected


def test_without_a_date_there_is_no_urgency() -> None:
    assert urgency(None, None, SATURDAY) is Urgency.NONE
