"""The phrases for days, ranges and lengths of time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import UsageError
from prodash.model.dates.phrases import ACCEPTED_DATES, parse_day, parse_range, parse_time_span
from prodash.model.dates.spans import Span
from prodash.model.names import keywords

SATURDAY = date(2026, 11, 21)
WEDNESDAY = date(2026, 11, 25)

PHRASES = {
    "2026-12-01": "2026-12-01",
    "2026-12-1": "2026-12-01",
    "2026/2/3": "2026-02-03",
    "today": "2026-11-21",
    "Tomorrow": "2026-11-22",
    "yesterday": "2026-11-20",
    "sunday": "2026-11-22",
    "mon": "2026-11-23",
    "friday": "2026-11-27",
    "saturday": "2026-11-28",
    "next friday": "2026-11-27",
    "next saturday": "2026-11-28",
    "this saturday": "2026-11-21",
    "this sunday": "2026-11-22",
    "+0d": "2026-11-21",
    "3D": "2026-11-24",
    "2w": "2026-12-05",
    "+2w": "2026-12-05",
    "2 weeks": "2026-12-05",
    "in 10 days": "2026-12-01",
    "In a Week": "2026-11-28",
    "in 2w": "2026-12-05",
    "in two weeks": "2026-12-05",
    "Two weeks": "2026-12-05",
    "a fortnight": "2026-12-05",
    "in a fortnight": "2026-12-05",
    "2 fortnights": "2026-12-19",
    "twelve months": "2027-11-21",
    "one day": "2026-11-22",
    "an year": "2027-11-21",
    "2 weeks from now": "2026-12-05",
    "a month from today": "2026-12-21",
    "three days ago": "2026-11-18",
    "a fortnight ago": "2026-11-07",
    "tonight": "2026-11-21",
    "day after tomorrow": "2026-11-23",
    "the day after tomorrow": "2026-11-23",
    "the day before yesterday": "2026-11-19",
    "3 days ago": "2026-11-18",
    "1m ago": "2026-10-21",
    "+1m": "2026-12-21",
    "+14m": "2028-01-21",
    "+1y": "2027-11-21",
    "eow": "2026-11-22",
    "eom": "2026-11-30",
    " eom ": "2026-11-30",
    "eoy": "2026-12-31",
    "eoq": "2026-12-31",
    "end of week": "2026-11-22",
    "end of month": "2026-11-30",
    "End of the month": "2026-11-30",
    "end of the year": "2026-12-31",
    "end of next month": "2026-12-31",
    "end of next week": "2026-11-29",
    "end of february": "2027-02-28",
    "end of q1": "2027-03-31",
    "start of next month": "2026-12-01",
    "beginning of february": "2027-02-01",
    "beginning of next year": "2027-01-01",
    "dec 1": "2026-12-01",
    "Dec  1": "2026-12-01",
    "dec1": "2026-12-01",
    "1 dec": "2026-12-01",
    "1 december": "2026-12-01",
    "1st of december": "2026-12-01",
    "sept 2nd": "2027-09-02",
    "dec 1, 2027": "2027-12-01",
    "nov 21": "2026-11-21",
    "nov 20": "2027-11-20",
    "may 5": "2027-05-05",
    "feb 29": "2028-02-29",
    "5 may 2024": "2024-05-05",
    "may 5 2024": "2024-05-05",
    "25/12": "2026-12-25",
    "12/25/2025": "2025-12-25",
    "25.12.2026": "2026-12-25",
    "5/5": "2027-05-05",
    # A range means its last day.
    "2026-12": "2026-12-31",
    "2028-2": "2028-02-29",
    "dec": "2026-12-31",
    "week 49": "2026-12-06",
    "q1": "2027-03-31",
    "next month": "2026-12-31",
}


@pytest.mark.parametrize(("phrase", "day"), PHRASES.items(), ids=PHRASES)
def test_a_phrase_means_a_day(phrase: str, day: str) -> None:
    assert parse_day(phrase, SATURDAY) == date.fromisoformat(day)


PAST = {
    "2w": "2026-11-07",
    "10 days": "2026-11-11",
    "+2w": "2026-12-05",
    "in 2w": "2026-12-05",
    "2w ago": "2026-11-07",
    "monday": "2026-11-16",
    "saturday": "2026-11-14",
    "yesterday": "2026-11-20",
    "dec 1": "2025-12-01",
    "nov 21": "2026-11-21",
    "25/12": "2025-12-25",
    # A range means its first day.
    "q1": "2026-01-01",
    "q4": "2026-10-01",
    "december": "2025-12-01",
    "2026-10": "2026-10-01",
    "week 49": "2025-12-01",
    "last month": "2026-10-01",
    "this week": "2026-11-16",
    "last monday": "2026-11-16",
    "last saturday": "2026-11-14",
    "eom": "2026-11-30",
    "two weeks": "2026-11-07",
    "a fortnight": "2026-11-07",
    "two weeks from now": "2026-12-05",
    "end of october": "2026-10-31",
    "end of last month": "2026-10-31",
    "start of last month": "2026-10-01",
}


@pytest.mark.parametrize(("phrase", "day"), PAST.items(), ids=PAST)
def test_a_phrase_can_look_back(phrase: str, day: str) -> None:
    assert parse_day(phrase, SATURDAY, past=True) == date.fromisoformat(day)


RANGES = {
    "week": "2026-11-21 2026-11-28",
    "month": "2026-11-21 2026-12-21",
    "today": "2026-11-21 2026-11-21",
    "this week": "2026-11-16 2026-11-22",
    "next week": "2026-11-23 2026-11-29",
    "last month": "2026-10-01 2026-10-31",
    "this quarter": "2026-10-01 2026-12-31",
    "next quarter": "2027-01-01 2027-03-31",
    "next year": "2027-01-01 2027-12-31",
    "november": "2026-11-01 2026-11-30",
    "Oct 2026": "2026-10-01 2026-10-31",
    "2026-12": "2026-12-01 2026-12-31",
    "week 47": "2026-11-16 2026-11-22",
    "week 46": "2027-11-15 2027-11-21",
    "week 53": "2026-12-28 2027-01-03",
    "2026-W49": "2026-11-30 2026-12-06",
    "w49 2027": "2027-12-06 2027-12-12",
    "q4": "2026-10-01 2026-12-31",
    "q1": "2027-01-01 2027-03-31",
    "2027 q1": "2027-01-01 2027-03-31",
    "q1 2028": "2028-01-01 2028-03-31",
    "Q2/2027": "2027-04-01 2027-06-30",
    "2027-Q3": "2027-07-01 2027-09-30",
    "2026-12-01..2026-12-24": "2026-12-01 2026-12-24",
    "..eom": "0001-01-01 2026-11-30",
    "mon..": "2026-11-23 9999-12-31",
    "2026-12..2027-01": "2026-12-01 2027-01-31",
    "q1..q2": "2027-01-01 2027-06-30",
    "yesterday..dec 1": "2026-11-20 2026-12-01",
    "9999-12": "9999-12-01 9999-12-31",
    "2027": "2027-01-01 2027-12-31",
    "2026..2027": "2026-01-01 2027-12-31",
}


@pytest.mark.parametrize(("phrase", "days"), RANGES.items(), ids=RANGES)
def test_a_range_has_a_first_and_a_last_day(phrase: str, days: str) -> None:
    assert parse_range(phrase, SATURDAY) == tuple(map(date.fromisoformat, days.split()))


@pytest.mark.parametrize(
    "phrase",
    [
        *("soonish", "31 feb", "feb 29 2027", "december 0", "decem 1", "dec 1 27", "11th", "dec 2 3"),
        *("2026-13", "2026-00", "0000-01", "1/1/0000", "dec 1 0000", "q1 0000", "2026", "32/13", "13/13/2026", "2026-02-30", "2026-13-1", "20261201"),
        *("next", "next dec", "last", "-3d", "+3", "+3x", "+9999m9", "in 3d ago", "am"),
        *("week 54", "week 0", "2027-W53", "q5", "q0", "2026 q1 2027", "next q1", ""),
        *("start of month", "beginning of the week", "end of", "end of friday", "end of eom"),
        *("a couple of weeks", "two weeks from friday", "in two weeks ago", "weekend", "this weekend"),
        *("friday next week", "monday 30 nov", "tomorrow 18:00", "eom eoy"),
    ],
)  # fmt: skip
def test_an_unknown_phrase_is_an_error_that_lists_the_known_ones(phrase: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_day(phrase, SATURDAY)
    assert str(error.value) == f"{phrase!r} is not a date; write {ACCEPTED_DATES}"


@pytest.mark.parametrize(
    ("phrase", "near"),
    {"Tomorow": "'tomorrow'", "fridya": "'friday'", "wedn": "'wednesday'", "som": "'eom'"}.items(),
)
def test_a_mistyped_word_is_an_error_with_the_nearest_one(phrase: str, near: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_range(phrase, SATURDAY)
    assert str(error.value) == f"{phrase!r} is not a date; did you mean {near}?"


@pytest.mark.parametrize(
    ("phrase", "span"),
    {"two weeks": Span(14), "a fortnight": Span(14), "3 fortnights": Span(42), "twelve months": Span(months=12), "a year": Span(months=12)}.items(),
)  # fmt: skip
def test_a_length_may_be_written_in_words(phrase: str, span: Span) -> None:
    assert parse_time_span(phrase) == span


def test_every_phrase_in_the_list_is_known() -> None:
    for part in ACCEPTED_DATES.replace("a date such as ", "").replace("or for its last day ", "").split(", "):
        for phrase in part.removeprefix("or ").split(" or "):
            assert parse_day(phrase.replace("a weekday", "monday"), SATURDAY)


def test_completion_offers_what_is_understood() -> None:
    assert all(parse_day(phrase, WEDNESDAY) for phrase in keywords.DUE_PHRASES)
    assert all(parse_range(phrase, WEDNESDAY) for phrase in keywords.DUE_RANGES if phrase != keywords.OVERDUE)
    assert all(map(parse_time_span, keywords.LENGTHS))


READINGS = {
    "1/12": "2026-12-01 or 2027-01-12",
    "12.1.": "2027-01-12 or 2026-12-01",
    "1.12.2026": "2026-12-01 or 2026-01-12",
    "01-12-2026": "2026-12-01 or 2026-01-12",
    "01/02/2027": "2027-02-01 or 2027-01-02",
    "next friday": "2026-11-27 or 2026-12-04",
    "this monday": "2026-11-23 or 2026-11-30",
    "last monday": "2026-11-16 or 2026-11-23",
}


@pytest.mark.parametrize(("phrase", "days"), READINGS.items(), ids=READINGS)
def test_what_can_be_two_dates_is_refused_with_both(phrase: str, days: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_day(phrase, WEDNESDAY)
    assert str(error.value) == f"{phrase!r} could be {days}; write the one that you mean"


def test_a_year_of_two_figures_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        parse_day("25/12/26", SATURDAY)
    assert str(error.value) == (
        "'25/12/26' has a year of two figures; write it as YYYY-MM-DD, such as 2026-12-01"
    )


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1), date(9990, 1, 1)), st.booleans())
def test_a_day_of_a_month_is_the_nearest_one_and_with_its_year_that_one(
    day: date, today: date, past: bool
) -> None:
    name = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"][day.month - 1]
    for phrase in (f"{name} {day.day}", f"{day.day} {name}"):
        assert parse_day(f"{phrase} {day.year}", today, past=past) == day
        found = parse_day(phrase, today, past=past)
        assert ((found.month, found.day), (found <= today) if past else (found >= today)) == (
            (day.month, day.day),
            True,
        )
        assert abs(found - today).days <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)


@given(st.dates(date(1000, 1, 1), date(9990, 1, 1)), st.integers(1, 53), st.sampled_from("wq"), st.booleans())
def test_a_range_without_a_year_is_the_nearest_one(today: date, number: int, kind: str, past: bool) -> None:
    phrase = f"week {number}" if kind == "w" else f"q{number % 4 + 1}"
    first, last = parse_range(phrase, today)
    assert last >= today
    assert parse_day(phrase, today) == last
    assert parse_day(phrase, today, past=True) <= today
    year = first.isocalendar().year if kind == "w" else first.year
    assert parse_range(f"{year} {phrase}", today) == (first, last)
    # The one before is over.
    assert first <= today or first - today <= timedelta(days=7 * 366)
    assert not past or parse_day(f"{year} {phrase}", today, past=past) == first


@given(st.dates(date(1000, 1, 1), date(9990, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_less_far_than_a_week_and_never_today(today: date, number: int) -> None:
    name = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[number]
    ahead, back = parse_day(name, today), parse_day(name, today, past=True)
    assert ahead.weekday() == back.weekday() == number
    assert timedelta(0) < ahead - today <= timedelta(days=7)
    assert timedelta(0) < today - back <= timedelta(days=7)


def test_a_date_past_the_calendar_is_an_error() -> None:
    for phrase in ("+9999m", "+9999w", "tomorrow", "sunday", "eow", "week", "month", "next week", "week 52"):
        with pytest.raises(UsageError):
            parse_range(phrase, date(9999, 12, 31))
    for phrase, today in {
        "Tomorrow": date.max,
        "sunday": date.max,
        "eow": date.max,
        "yesterday": date.min,
    }.items():
        with pytest.raises(UsageError) as caught:
            parse_day(phrase, today)
        assert str(caught.value) == f"{phrase!r} is outside the years 1 to 9999"


@pytest.mark.parametrize(
    ("phrase", "message"),
    {
        "..": "'..' has no date; write A..B, ..B or A..",
        "0000": f"'0000' is not a date; write {ACCEPTED_DATES}",
        "a..b": f"'a' is not a date; write {ACCEPTED_DATES}",
        "q4..q1 2026": "'q4..q1 2026' ends (2026-03-31) before it starts (2026-10-01); swap the dates, or write their years",
    }.items(),
)
def test_a_malformed_range_is_an_error(phrase: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_range(phrase, SATURDAY)
    assert str(error.value) == message


LENGTHS = {
    "3d": Span(days=3),
    "2w": Span(days=14),
    "10 Days": Span(days=10),
    "1m": Span(months=1),
    "a month": Span(months=1),
    "2 years": Span(months=24),
}


@pytest.mark.parametrize(("phrase", "span"), LENGTHS.items(), ids=LENGTHS)
def test_a_length_of_time_is_days_or_months(phrase: str, span: Span) -> None:
    assert parse_time_span(phrase) == span


@pytest.mark.parametrize("phrase", ["2", "w", "2x", "+2w", "-2w", "friday", "aw", "2w 3d", "12345d"])
def test_what_is_no_length_of_time_is_an_error(phrase: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_time_span(phrase)
    assert str(error.value) == f"{phrase!r} is not a length of time; write 3d, 2w, 1m, 1y or '10 days'"


@given(st.dates(date(1000, 1, 1), date(8000, 1, 1)), st.integers(-5000, 5000))
def test_months_later_is_the_same_day_or_the_last_of_its_month(day: date, months: int) -> None:
    later = Span(months=months).after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
