"""Defaults: what prodash.yaml and the user's own settings say about answers for people, and for nobody else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.settings.keys import COLOR, KEYS, STYLE
from prodash.render.tables.frames import STYLES
from prodash.session.terminal.console import COLORS
from tests.conftest import Files, Ran
from tests.screen import on_screen, on_terminal
from tests.test_every_form import CASES, FORMATS

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Own = Callable[[str], Path]

TRACKS = {
    "tracks/a.yaml": "stage: mixing\nbpm: 90\n",
    "tracks/b.yaml": "stage: mixing\nbpm: 120\n",
    "tracks/c.yaml": "stage: seed\n",
}
EVERYTHING = "columns: [title, bpm]\nsort: [-bpm]\nlimit: 1\nstyle: grid\ncolor: always\nemoji: no\n"


def table(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


def test_a_terminal_gets_the_columns_order_and_number_of_rows_of_the_catalogue(catalogue: Make) -> None:
    catalogue({**TRACKS, "prodash.yaml": "columns: [title, bpm]\nsort: [-bpm]\nlimit: 2\n"})
    assert on_terminal(["list"], 80) == table(
        *("title  bpm", "─────  ───", "B      120", "A       90", ""),
        "2 of 3 shown because of 'limit' in prodash.yaml",
    )


def test_a_name_with_a_comma_is_an_item_of_its_own(catalogue: Make) -> None:
    settings = "columns: [title, 'key, scale']\n"
    catalogue({"tracks/a.yaml": "stage: seed\nkey, scale: C\n", "prodash.yaml": settings})
    assert on_terminal(["list"], 80) == table("title  key, scale", "─────  ──────────", "A      C")


def test_the_command_line_wins_over_the_user_and_the_user_over_the_catalogue(
    catalogue: Make, own_settings: Own
) -> None:
    catalogue({**TRACKS, "prodash.yaml": EVERYTHING})
    path = own_settings("limit: 2\nstyle: plain\n")
    assert on_terminal(["list", "--sort", "title"], 200) == table(
        *("title  bpm", "─────  ───", "A       90", "B      120", ""),
        f"2 of 3 shown because of 'limit' in {path}",
    )
    assert on_terminal(["list", "--columns", "stage", "--limit", "1"], 80) == table(
        *("stage", "──────", "Mixing", "", "1 of 3 shown because of --limit")
    )


def test_groups_have_the_columns_and_the_order_of_the_catalogue_and_may_be_named_as_a_column(
    catalogue: Make,
) -> None:
    catalogue({**TRACKS, "prodash.yaml": "columns: [title, bpm]\nsort: [-bpm]\n"})
    assert on_screen(["list", "--group-by", "stage"], 80) == table(
        *("  title  bpm", "  ─────  ───", "", "🌱 Seed    1 track", "  C"),
        *("", "🎧 Mixing  2 tracks", "  B      120", "  A       90"),
    )
    shown = on_screen(["list", "--group-by", "bpm", "--columns", "group", "--limit", "1"], 80)
    assert shown == table("  group", "  ─────", "", "90  1 track", "  90")


PLAIN, SIMPLE = "stage\n───────\n🌱 Seed\n", "stage\n-------\n🌱 Seed\n"


@pytest.mark.parametrize(
    ("settings", "environ", "shown"),
    {
        "emoji": ("emoji: no\n", {"NO_COLOR": "1"}, "stage\n─────\nSeed\n"),
        "emoji and the environment": ("emoji: no\n", {"NO_COLOR": "1", "PRODASH_EMOJI": "1"}, PLAIN),
        "colour": ("color: never\n", {"TERM": "xterm"}, PLAIN),
        "colour and the environment": ("color: always\n", {"NO_COLOR": "1"}, PLAIN),
        "style": ("style: simple\n", {"NO_COLOR": "1"}, SIMPLE),
        "style and the environment": ("style: simple\n", {"NO_COLOR": "1", "PRODASH_STYLE": "plain"}, PLAIN),
    }.values(),
)
def test_colour_emoji_and_style_have_defaults_and_the_environment_wins(
    settings: str, environ: dict[str, str], shown: str, catalogue: Make, own_settings: Own
) -> None:
    catalogue(TRACKS)
    own_settings(settings)
    assert on_screen(["list", "--columns", "stage", "--stage", "seed"], 80, **environ) == shown


EVERYDAY = {"list", "breakdown", "set"}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=[] if case in EVERYDAY else pytest.mark.slow)
        for case in CASES
        # Its answer is the defaults.
        if not case.startswith("config")
    ],
)
def test_what_programs_read_does_not_depend_on_defaults(
    case: str, catalogue: Make, own_settings: Own, run: Run
) -> None:
    root = catalogue(
        {
            **TRACKS,
            "tracks/dune.yaml": "stage: seed\n",
            "tracks/fog.yaml": "stage: seed\n",
            "prodash.yaml": "# none\n",
        }
    )
    usual = (run(*CASES[case]), on_screen([*CASES[case], "-f", "json"], 80))
    own_settings(EVERYTHING)
    (root / "prodash.yaml").write_text(EVERYTHING)
    assert (run(*CASES[case]), on_screen([*CASES[case], "-f", "json"], 80)) == usual


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(form, marks=[] if form in {"csv", "markdown"} else pytest.mark.slow)
        for form in FORMATS
        if form != "table"
    ],
)
def test_no_format_for_programs_depends_on_defaults(form: str, catalogue: Make, own_settings: Own) -> None:
    catalogue(TRACKS)
    usual = on_screen(["list", "-f", form], 80, COLORTERM="truecolor")
    own_settings(EVERYTHING)
    assert on_screen(["list", "-f", form], 80, COLORTERM="truecolor") == usual


def test_a_default_that_names_no_column_is_said_and_the_others_count(
    catalogue: Make, own_settings: Own
) -> None:
    catalogue({**TRACKS, "prodash.yaml": "sort: [-bpm, nosuch]\n"})
    path = own_settings("columns: [title, bmp, bpm]\n")
    assert on_terminal(["list", "--stage", "mixing"], 200) == table(
        *("title  bpm", "─────  ───", "B      120", "A       90", ""),
        f"{path}: columns: unknown column 'bmp'; did you mean 'bpm'?",
        "prodash.yaml: sort: unknown column 'nosuch'",
    )
    assert on_screen(["list", "--columns", "nosuch", "--quiet"], 80) == ""


def test_a_value_that_a_key_cannot_have_is_a_problem_with_its_place(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "prodash.yaml": "limit: many\nstyle: cosy\nemoji: maybe\ncolor: [always]\nsort: {a: b}\ncolumns: []\ndate-format: '%d/%m'\ndate-order: day\nweek-starts: friday\n"
        }
    )
    assert run("check").out == table(
        "prodash.yaml:1:8: error: limit is 'many'; write a number of rows, as in 'limit: 20' [wrong-type]",
        "prodash.yaml:2:8: error: style is 'cosy'; choose from plain, rounded, grid, outline, heavy, double, simple [wrong-type]",
        "prodash.yaml:3:8: error: emoji is 'maybe'; write yes or no [wrong-type]",
        "prodash.yaml:4:8: error: color is no such value; choose from auto, always, never [wrong-type]",
        "prodash.yaml:5:7: error: sort is no such value; write names, as in 'sort: [due, -bpm]' [wrong-type]",
        "prodash.yaml:6:10: error: columns is no such value; write names, as in 'columns: [title, stage, due]' [wrong-type]",
        "prodash.yaml:7:14: error: date-format is '%d/%m'; write a day, a month and a year, as in "
        "'date-format: \"%d/%m/%Y\"' [wrong-type]",
        "prodash.yaml:8:13: error: date-order is 'day'; choose from day-first, month-first [wrong-type]",
        "prodash.yaml:9:14: error: week-starts is 'friday'; choose from monday, sunday, saturday [wrong-type]",
    )


def test_what_a_key_can_be_is_what_its_option_can_be() -> None:
    assert (STYLE.choices, COLOR.choices) == (tuple(STYLES), COLORS)
    assert {*KEYS} == {
        "columns",
        "sort",
        "limit",
        "style",
        "color",
        "emoji",
        "date-format",
        "date-order",
        "week-starts",
    }


def test_import_reads_dates_in_the_usual_format_for_people_alone(
    catalogue: Make, own_settings: Own, run: Run
) -> None:
    root = catalogue({**TRACKS, "songs.csv": "title,stage,due\nNew,seed,03/04/2027\n"})
    own_settings('date-format: "%d/%m/%Y"\n')
    refused = run("import", "songs.csv")
    assert (refused.code, "could be" in refused.err) == (4, True)
    shown = on_terminal(["import", "songs.csv", "--dry-run", "--date-format", "%m/%d/%Y"], 200)
    assert ("2027-03-04" in shown, "dates are read as" in shown) == (True, False)
    assert "dates are read as %d/%m/%Y" in on_terminal(["import", "songs.csv"], 200)
    assert "due: 2027-04-03\n" in (root / "tracks/new.yaml").read_text()


ORDERED = {
    "due": (["set", "due=1/12", "a"], "due: 2026-12-01"),
    "a declared date": (["set", "released=2.3.2027", "a"], "released: 2027-03-02"),
    "an import": (["import", "songs.csv"], "due: 2027-04-03"),
    "a project's date": (["projects", "set", "ep", "due=1/12"], "due: 2026-12-01"),
}


@pytest.mark.parametrize(("argv", "line"), ORDERED.values(), ids=ORDERED)
def test_the_usual_order_decides_which_of_two_dates_is_meant_on_a_terminal_which_says_so(
    argv: list[str], line: str, catalogue: Make, own_settings: Own, run: Run
) -> None:
    root = catalogue(
        {
            **TRACKS,
            "fields.yaml": "fields:\n  - id: released\n    type: date\n",
            "projects.yaml": "projects:\n  - id: ep\n",
            "songs.csv": "title,stage,due\nNew,seed,03/04/2027\n",
            "prodash.yaml": "date-order: month-first\n",
        }
    )
    path = own_settings("date-order: day-first\n")
    refused = run(*argv)
    assert (refused.code != 0, " could be " in refused.err) == (True, True)
    remark = f"dates such as 1/12 are read with the day first, as 'date-order' in {path} says"
    assert on_terminal(argv, 200).count(remark) == 1
    files = [root / name for name in ("tracks/a.yaml", "tracks/new.yaml", "projects.yaml")]
    assert line in "".join(file.read_text() for file in files if file.exists())


def test_the_usual_order_says_nothing_of_a_date_that_everybody_reads_alike(catalogue: Make) -> None:
    catalogue({**TRACKS, "prodash.yaml": "date-order: month-first\n"})
    assert on_terminal(["set", "due=25/12", "a", "--dry-run"], 80) == table(
        "A  due  (none) → 2026-12-25 (in 34 days)", "1 track would change"
    )


WEEKS = {
    "eow": ("2026-11-21", "2026-11-27"),
    "this week": ("2026-11-21", "2026-11-27"),
    "next week": ("2026-11-28", "2026-12-04"),
    "week 49": ("2026-12-06", "2026-12-06"),
    "friday": ("2026-11-27", "2026-11-27"),
}
"""The due date that each phrase means on a Saturday if weeks begin on Sunday, and on Saturday."""


@pytest.mark.parametrize("phrase", WEEKS)
@pytest.mark.parametrize("weekday", ["sunday", "saturday"])
def test_a_terminal_has_the_usual_weeks_and_says_so_where_others_have_another_day(
    weekday: str, phrase: str, catalogue: Make, run: Run
) -> None:
    catalogue({**TRACKS, "prodash.yaml": f"week-starts: {weekday}\n"})
    shown = on_terminal(["set", f"due={phrase}", "a", "--dry-run"], 200)
    day = WEEKS[phrase][weekday == "saturday"]
    is_for_all = f"→ {day}" in run("set", f"due={phrase}", "a", "--dry-run").out
    remark = f"weeks begin on {weekday.capitalize()}, as 'week-starts' in prodash.yaml says"
    assert (f"→ {day}" in shown, remark in shown) == (True, not is_for_all)


def test_next_sunday_is_one_day_only_for_those_whose_week_begins_then(
    catalogue: Make, own_settings: Own
) -> None:
    catalogue(TRACKS)
    argv = ["set", "due=next sunday", "a", "--dry-run"]
    assert "could be 2026-11-22 or 2026-11-29" in on_terminal(argv, 200)
    path = own_settings("week-starts: sunday\n")
    assert on_terminal(argv, 200) == table(
        *("A  due  (none) → 2026-11-22 (tomorrow)", "1 track would change", ""),
        f"weeks begin on Sunday, as 'week-starts' in {path} says",
    )


@pytest.mark.parametrize("argv", [["check"], ["config", "set", "filters.new=--due 1/12", "--shared"]])
def test_the_dates_of_a_filter_are_checked_as_scripts_read_them_also_on_a_terminal(
    argv: list[str], catalogue: Make
) -> None:
    filters = "filters:\n  soon: --due eow\n  late: --due 1/12\n"
    catalogue({**TRACKS, "prodash.yaml": f"date-order: day-first\nweek-starts: sunday\n{filters}"})
    shown = on_terminal(argv, 300)
    assert ("--due: '1/12' could be " in shown, "soon" in shown, "says" in shown) == (True, False, False)
