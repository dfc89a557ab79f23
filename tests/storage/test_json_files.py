"""A file that is JSON, as a program may have written it, is JSON after every change."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Files, Ran, read_all, run_in, write_files
from tests.examples import examples
from tests.random_files import KEYS, NAMES, as_json, name, text

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

STAGES = "stages: [" + ", ".join(f"'{identifier}'" for identifier in NAMES) + "]\n"

CHANGED = {
    "a value": ('{"stage": "seed"}', ("stage=mixing",), '{"stage": "mixing"}'),
    "a new key": ('{"title": "A"}\n', ("stage=mixing",), '{"title": "A", "stage": "mixing"}\n'),
    "a new key without a space": ('{"title":"A","bpm":1}', ("stage=mixing",), '{"title":"A","stage":"mixing","bpm":1}'),
    "a new key on its own line": (
        '{\n  "title": "A",\n  "bpm": 1\n}\n',
        ("stage=mixing", "notes=x"),
        '{\n  "title": "A",\n  "stage": "mixing",\n  "bpm": 1,\n  "notes": "x"\n}\n',
    ),
    "a first key": ('{\n  "bpm": 1\n}', ("title=B",), '{\n  "title": "B",\n  "bpm": 1\n}'),
    "a key that goes": ('{\n  "title": "A",\n  "bpm": 1\n}', ("bpm=",), '{\n  "title": "A"\n}'),
    "the first key of a line": ('{"title": "A", "bpm": 1}', ("title=",), '{"bpm": 1}'),
    "a number": ('{"title": "A"}', ("bpm=120", "live=true"), '{"title": "A", "bpm": 120, "live": true}'),
    "a text that looks like a number": ('{"title": "A"}', ("take=012", "title=1999"), '{"title": "1999", "take": "012"}'),
    "a text in place of a number": ('{"bpm": 120}', ("bpm=fast",), '{"bpm": "fast"}'),
    "a text in place of null": ('{"bpm": null}', ("bpm=fast",), '{"bpm": "fast"}'),
    "an escape": ('{"title": "A"}', ('notes=a\tb\x1bc\nd \\ "e" 🌱',), '{"title": "A", "notes": "a\\tb\\u001Bc\\nd \\\\ \\"e\\" 🌱"}'),
    "a new list": ('{"title": "A"}', ("workflows=b,c",), '{"title": "A", "workflows": ["b", "c"]}'),
    "a list that gets longer": ('{"workflows": ["b"]}', ("workflows+=c",), '{"workflows": ["b", "c"]}'),
    "a list of lines": ('{"workflows": [\n    "b"\n]}', ("workflows+=c",), '{"workflows": [\n    "b",\n    "c"\n]}'),
    "a list that gets shorter": ('{"workflows": ["b", "c"]}', ("workflows-=c",), '{"workflows": ["b"]}'),
    "a list that gets empty": ('{"workflows": ["b"]}', ("workflows-=b",), '{"workflows": []}'),
    "an empty list": ('{"workflows": []}', ("workflows+=no",), '{"workflows": ["no"]}'),
    "numbers in a list": ('{"takes": [1, 2]}', ("takes+=3", "takes+=b"), '{"takes": [1, 2, 3, "b"]}'),
    "a name that becomes a list": ('{"workflows": "b"}', ("workflows+=c",), '{"workflows": ["b", "c"]}'),
}  # fmt: skip


@pytest.mark.parametrize(("before", "assignments", "after"), CHANGED.values(), ids=CHANGED)
def test_a_track_in_json_stays_json(
    before: str, assignments: tuple[str, ...], after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"stages.yaml": "stages: [seed, mixing]\n", "tracks/a.yaml": before})
    assert run("set", "a", *assignments).code in {0, 1}
    assert (root / "tracks/a.yaml").read_bytes().decode() == after
    json.loads(after)


VOCABULARIES = {
    "added": ('{"workflows": ["mix"]}', ("add", "Art", "--emoji", "1"), '{"workflows": ["mix", {"id": "art", "name": "Art", "emoji": "1"}]}'),
    "added to none": ('{"workflows": []}', ("add", "art"), '{"workflows": [{"id": "art", "name": "art"}]}'),
    "on its own line": ('{"workflows": [\n  "mix",\n  "art"\n]}', ("add", "no"), '{"workflows": [\n  "mix",\n  "art",\n  {"id": "no", "name": "no"}\n]}'),
    "renamed": ('{"workflows": ["mix"]}', ("rename", "mix", "1"), '{"workflows": ["1"]}'),
    "described": ('{"workflows": ["mix"]}', ("set", "mix", "description=no"), '{"workflows": [{"id": "mix", "description": "no"}]}'),
    "removed": ('{"workflows": ["mix", "art"]}', ("remove", "art"), '{"workflows": ["mix"]}'),
    "moved": ('{"workflows": ["mix", "art"]}', ("move", "art", "--before", "mix"), '{"workflows": ["art", "mix"]}'),
}  # fmt: skip


@pytest.mark.parametrize(("before", "argv", "after"), VOCABULARIES.values(), ids=VOCABULARIES)
def test_a_vocabulary_in_json_stays_json(
    before: str, argv: tuple[str, ...], after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"workflows.yaml": before})
    assert run("workflows", *argv).code == 0
    assert (root / "workflows.yaml").read_text(encoding="utf-8") == after
    json.loads(after)


@given(st.randoms(use_true_random=False))
@examples(12)
def test_any_change_of_any_json_gives_json_with_the_new_value(r: Random) -> None:
    before = as_json(r)
    key = r.choice((*KEYS, "new key", "yes"))
    value = {"stage": name, "workflows": name, "projects": name, "due": lambda _: "2026-12-01"}.get(
        key, text
    )(r)
    sign = r.choice(("=", "+=", "-=")) if isinstance(json.loads(before).get(key), list) else "="
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder), {"stages.yaml": STAGES, "tracks/a.yaml": before})
        files = read_all(root)
        ran = run_in(root, "set", "--", f"{key}{sign}{value}", "a")
        after = (root / "tracks/a.yaml").read_bytes().decode()
        assert ran.code in {0, 1} or read_all(root) == files
        old, new = json.loads(before), json.loads(after)
        assert [*without(old, key).items()] == [*without(new, key).items()]
        if ran.code in {0, 1} and sign == "=" and not isinstance(old.get(key), list) and value.strip():
            assert as_typed(new[key]) == value.strip()


def without(values: dict[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in values.items() if name != key}


def as_typed(value: object) -> str:
    """A value of the JSON as a person types it; a list of one name as the name."""
    if isinstance(value, list):
        return ",".join(map(as_typed, value))
    return value if isinstance(value, str) else json.dumps(value)
