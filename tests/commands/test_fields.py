"""fields: a row for each custom field, with what the tracks have in it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran
from tests.screen import on_screen

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

MIXED: Files = {
    "tracks/a.yaml": "stage: seed\nbpm: 120\nkey: A minor\nloud: -14\nlength: 5:36\n"
    "platforms: {spotify: https://a.example/1, bandcamp: https://b.example}\ncredits: [Ann, Ben]\n",
    "tracks/b.yaml": "stage: seed\nBPM: 98.5\nkey: A minor\nloud: -8.5\nlength: 1:02:03\nreleased: 2026-05-01 18:00\n"
    "platforms:\n  spotify: https://a.example/2\ncredits: Ann\n",
    "tracks/c.yaml": "stage: mixing\nbpm: fast\nbpm2:\nkey: C major\nreleased: 2025-01\nisrc: A-1\nversion: v1.9\nlive: true\n",
    "tracks/d.yaml": "stage: archived\nbpm: 300\nisrc: A-2\nversion: v1.10\nlinks:\n- {name: x, url: 1}\n- {name: y}\n",
}


def test_each_field_has_the_type_and_the_range_or_the_commonest_of_its_values(
    catalogue: Make, run: Run
) -> None:
    catalogue(MIXED)
    assert run("fields", "--all") == Ran(
        0,
        "name       tracks  share       type              values                    twins\n"
        "─────────  ──────  ──────────  ────────────────  ────────────────────────  ─────\n"
        "bpm             4  ▇▇▇▇▇▇▇▇▇▇  number, 1 other   98.5–300, fast            BPM\n"
        "key             3  ▇▇▇▇▇▇▇▇    text              A minor ×2, C major\n"
        "credits         2  ▇▇▇▇▇       list of texts     Ann ×2, Ben\n"
        "isrc            2  ▇▇▇▇▇       text              2 different, such as A-1\n"
        "length          2  ▇▇▇▇▇       length            5:36–1:02:03\n"
        "loud            2  ▇▇▇▇▇       number            -14 – -8.5\n"
        "platforms       2  ▇▇▇▇▇       mapping           spotify ×2, bandcamp\n"
        "released        2  ▇▇▇▇▇       date              2025-01 – 2026-05-01\n"
        "version         2  ▇▇▇▇▇       version           v1.9–v1.10\n"
        "links           1  ▇▇          list of mappings  name, url\n"
        "live            1  ▇▇          bool              true\n"
        "bpm2            0\n",
        "'prodash check --fix' gives twins one name, unless a track has both\n",
    )


def test_filters_say_which_tracks_count_and_leave_out_the_fields_that_these_lack(
    catalogue: Make, run: Run
) -> None:
    catalogue(MIXED)
    assert run("fields", "--stage", "mixing", "-f", "ids").out.split() == [
        *("bpm", "isrc", "key", "live", "released", "version")
    ]
    left_out = run("fields", "--columns", "name,tracks", "-f", "tsv", "--limit", "1")
    assert left_out == Ran(
        0,
        "name\ttracks\nbpm\t3\n",
        "1 of 12 shown because of --limit\n1 archived track left out; --all includes it\n",
    )


def test_parts_are_the_keys_of_mappings_under_their_full_names(catalogue: Make, run: Run) -> None:
    catalogue(MIXED)
    ran = run("fields", "--all", "--parts", "--columns", "name,tracks,type,is_list", "-f", "tsv")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert [row for row in rows if row[0].startswith(("platforms", "links"))] == [
        ["platforms", "2", "mapping", "false"],
        ["platforms.spotify", "2", "link", "false"],
        ["platforms.bandcamp", "1", "link", "false"],
        ["links", "1", "mapping", "true"],
        ["links.name", "1", "text", "true"],
        ["links.url", "1", "number", "true"],
    ]


def test_programs_get_the_ends_as_the_files_have_them_and_the_numbers_of_all_values(
    catalogue: Make, run: Run
) -> None:
    catalogue(MIXED)
    rows = {row["name"]: row for row in json.loads(run("fields", "-f", "json").out)["fields"]}
    assert {name: (row["first"], row["last"], row["different"]) for name, row in rows.items()} == {
        "bpm": (98.5, 120, 3),
        "key": (None, None, 2),
        "credits": (None, None, 2),
        "isrc": (None, None, 1),
        "length": ("5:36", "1:02:03", 2),
        "loud": (-14, -8.5, 2),
        "platforms": (None, None, 2),
        "released": ("2025-01", "2026-05-01 18:00", 2),
        "version": ("v1.9", "v1.9", 1),
        "live": (None, None, 1),
        "bpm2": (None, None, 0),
        "links": (None, None, 0),
    }
    assert rows["bpm"]["others"] == [{"value": "fast", "tracks": 1}]
    assert rows["bpm"]["twins"] == [{"name": "BPM", "tracks": 1}]
    assert rows["key"]["values"] == [{"value": "A minor", "tracks": 2}, {"value": "C major", "tracks": 1}]


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (40, ["name       tracks  values", "bpm             4  98.5–300", "released        2  2025–2026"]),
        (20, ["name       tracks", "bpm             4", "released        2"]),
    ],
    ids=["40", "20"],
)
def test_a_narrow_screen_cuts_no_number_and_no_date(
    catalogue: Make, columns: int, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(catalogue(MIXED))
    shown = on_screen(["fields", "--all"], columns, TERM="xterm", NO_COLOR="1").splitlines()
    assert [line for line in shown if line.split(" ")[0] in {"name", "bpm", "released"}] == lines


def test_a_catalogue_without_custom_fields_has_none(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("fields") == Ran(0, "", "no custom fields; 'prodash set KEY=VALUE TRACK' makes one\n")
