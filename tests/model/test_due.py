"""Due dates: the phrases for them, where a track's date comes from, and how urgent it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import UsageError
from prodash.model.catalogue.due import (
    Due,
    Urgency,
    cached_by_due_fields,
    due_of,
    parse_due,
    parse_due_range,
    urgency,
)
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track

SATURDAY = date(2026, 11, 21)

PHRASES = {
    "2026-12-01": date(2026, 12, 1),
    "today": date(2026, 11, 21),
    "Tomorrow": date(2026, 11, 22),
    "sunday": date(2026, 11, 22),
    "mon": date(2026, 11, 23),
    "friday": date(2026, 11, 27),
    "saturday": date(2026, 11, 28),
    "+0d": date(2026, 11, 21),
    "+3d": date(2026, 11, 24),
    "+2w": date(2026, 12, 5),
    "+1m": date(2026, 12, 21),
    "+14m": date(2028, 1, 21),
    "yesterday": date(2026, 11, 20),
    "2w": date(2026, 12, 5),
    "3D": date(2026, 11, 24),
    "+1y": date(2027, 11, 21),
    "eoy": date(2026, 12, 31),
    "2026-12": date(2026, 12, 31),
    "2028-02": date(2028, 2, 29),
    "dec 1": date(2026, 12, 1),
    "Dec  1": date(2026, 12, 1),
    "dec1": date(2026, 12, 1),
    "1 december": date(2026, 12, 1),
    "nov 21": date(2026, 11, 21),
    "nov 20": date(2027, 11, 20),
    "may 5": date(2027, 5, 5),
    "feb 29": date(2028, 2, 29),
    "5 may 2024": date(2024, 5, 5),
    "may 5 2024": date(2024, 5, 5),
    "eow": date(2026, 11, 22),
    "eom": date(2026, 11, 30),
    " eom ": date(2026, 11, 30),
}


@pytest.mark.parametrize(("phrase", "day"), PHRASES.items(), ids=PHRASES)
def test_a_phrase_means_a_day(phrase: str, day: date) -> None:
    assert parse_due(phrase, SATURDAY) == day


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
    ],
    ids=["short month", "leap year", "new year"],
)
def test_a_month_later_stays_within_the_month(today: date, day: date) -> None:
    assert parse_due("+1m", today) == day


@pytest.mark.parametrize(
    "phrase",
    [
        "soonish",
        "31 feb",
        "feb 29 2027",
        "dec",
        "december 0",
        "decem 1",
        "dec 1 27",
        "2026-13",
        "2026-00",
        "0000-01",
        "2026",
        "32/13",
        "13/13/2026",
        "2026-02-30",
        "2026-2-3",
        "20261201",
        "som",
        "wedn",
        "-3d",
        "+3",
        "+3x",
        "+9999m9",
        "",
    ],
)
def test_an_unknown_phrase_is_an_error_that_lists_the_known_ones(phrase: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_due(phrase, SATURDAY)
    assert str(error.value) == (
        f"{phrase!r} is not a date; "
        "write a date such as 2026-12-01, dec 1 or 2026-12, today, tomorrow, yesterday, a weekday, +3d, +2w, +1m, +1y, eow, eom, eoy"
    )


READINGS = {
    "1/12": "2026-12-01 or 2027-01-12",
    "12.1.": "2027-01-12 or 2026-12-01",
    "1.12.2026": "2026-12-01 or 2026-01-12",
    "01-12-2026": "2026-12-01 or 2026-01-12",
    "25/12": "2026-12-25",
    "12/25/2025": "2025-12-25",
    "5/5": "2027-05-05",
}


@pytest.mark.parametrize(("phrase", "days"), READINGS.items(), ids=READINGS)
def test_numbers_are_refused_with_the_dates_that_they_could_mean(phrase: str, days: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_due(phrase, SATURDAY)
    assert str(error.value) == f"{phrase!r} could be {days}; write the one that you mean"


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1), date(9990, 1, 1)))
def test_a_day_of_a_month_is_the_next_one_and_with_its_year_that_one(day: date, today: date) -> None:
    name = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"][day.month - 1]
    for phrase in (f"{name} {day.day}", f"{day.day} {name}"):
        assert parse_due(f"{phrase} {day.year}", today) == day
        found = parse_due(phrase, today)
        assert ((found.month, found.day), found >= today) == ((day.month, day.day), True)
        assert (found - today).days <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)
    month = parse_due_range(f"{day.year}-{day.month:02}", today)
    assert (month[0].day, month[0] <= day <= month[1]) == (1, True)


def test_a_date_past_the_calendar_is_an_error() -> None:
    for phrase in ("+9999m", "+9999w", "tomorrow", "sunday"):
        with pytest.raises(UsageError):
            parse_due(phrase, date(9999, 12, 31))


RANGES = {
    "week": (date(2026, 11, 21), date(2026, 11, 28)),
    "month": (date(2026, 11, 21), date(2026, 12, 21)),
    "today": (date(2026, 11, 21), date(2026, 11, 21)),
    "2026-12-01..2026-12-24": (date(2026, 12, 1), date(2026, 12, 24)),
    "..eom": (date.min, date(2026, 11, 30)),
    "mon..": (date(2026, 11, 23), date.max),
    "2026-12": (date(2026, 12, 1), date(2026, 12, 31)),
    "2026-12..2027-01": (date(2026, 12, 1), date(2027, 1, 31)),
    "yesterday..dec 1": (date(2026, 11, 20), date(2026, 12, 1)),
}


@pytest.mark.parametrize(("phrase", "days"), RANGES.items(), ids=RANGES)
def test_a_range_has_a_first_and_a_last_day(phrase: str, days: tuple[date, date]) -> None:
    assert parse_due_range(phrase, SATURDAY) == days


@pytest.mark.parametrize("phrase", ["..", "2026-12-24..2026-12-01", "a..b"])
def test_a_malformed_range_is_an_error(phrase: str) -> None:
    with pytest.raises(UsageError):
        parse_due_range(phrase, SATURDAY)


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
    "today is not overdue": ("2026-11-21", StageKind.ACTIVE, Urgency.SOON),
    "tomorrow": ("2026-11-22", StageKind.ACTIVE, Urgency.SOON),
    "in two days": ("2026-11-23", StageKind.ACTIVE, Urgency.WEEK),
    "in seven days": ("2026-11-28", StageKind.ACTIVE, Urgency.WEEK),
    "in eight days": ("2026-11-29", StageKind.ACTIVE, Urgency.LATER),
    "finished is never overdue": ("2026-11-20", StageKind.FINISHED, Urgency.SETTLED),
    "archived is never overdue": ("2026-11-20", StageKind.ARCHIVED, Urgency.SETTLED),
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


@pytest.mark.parametrize("phrase", ["week", "month"])
def test_the_calendar_ends(phrase: str) -> None:
    with pytest.raises(UsageError):
        parse_due_range(phrase, date(9999, 12, 31))
