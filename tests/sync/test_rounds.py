"""Two people who change what they like and sync: nothing of either is lost."""

from collections.abc import Iterator
from random import Random

import pytest

from prodash.cli import main
from prodash.storage.read.track import read_track
from tests.sync.clones import Clone, Clones

_TRACKS = ("dune", "fog", "new-one")
_FIELDS = {
    "mia": ("stage", "bpm", "label"),
    "ben": ("due", "key", "notes"),
}
_WORDS = ("1", "2", "drum and bass", "x: y # z")
_VALUES = {
    "stage": ("seed", "writing", "mixing", "published"),
    "due": ("2026-12-01", "2026-12-24", "2027-01-31"),
}


def _changes(who: str, random: Random) -> Iterator[tuple[str, dict[str, str]]]:
    """The changes of a person before the next sync: a track, and the new values of some of its fields."""
    for track in random.choices(_TRACKS, k=1):
        fields = random.sample(_FIELDS[who], random.randint(1, 3))
        yield track, {field: random.choice(_VALUES.get(field, _WORDS)) for field in fields}


LONG = [pytest.param(8, seed, marks=pytest.mark.slow) for seed in range(1, 12)]


@pytest.mark.usefixtures("any_git")
@pytest.mark.parametrize(("rounds", "seed"), [(2, 1), *LONG])
def test_no_round_loses_what_either_has_done(
    rounds: int,
    seed: int,
    clones: Clones,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    random, expected = Random(seed), dict[tuple[str, str], str]()  # noqa: S311 (no secret)
    clones.ben.write("tracks/new-one.yaml", "# both\r\nstage: seed\r\nlabel:   'none'   # mine\r\n")
    clones.ben.push()
    clones.mia.git("pull", "--quiet")
    for _ in range(rounds):
        for who, clone in random.sample([("mia", clones.mia), ("ben", clones.ben)], 2):
            monkeypatch.chdir(clone.root)
            for track, values in _changes(who, random):
                assert (
                    main(
                        ["set", *(f"{field}={value}" for field, value in values.items()), track, "-f", "ids"]
                    )
                    == 0
                )
                expected |= {(track, field): value for field, value in values.items()}
            capsys.readouterr()
            assert (main(["sync"]), capsys.readouterr().err) == (0, "")
    for clone in (clones.mia, clones.ben):
        monkeypatch.chdir(clone.root)
        assert (main(["sync"]), main(["check", "--strict"])) == (0, 0)
        assert {pair: _value(clone, *pair) for pair in expected} == expected
        text = clone.root.joinpath("tracks/new-one.yaml").read_bytes()
        assert (text.startswith(b"# both\r\n"), text.count(b"   # mine\r\n"), text.count(b"\n")) == (
            *(True, 1),
            text.count(b"\r\n"),
        )


def _value(clone: Clone, name: str, field: str) -> str:
    path = f"tracks/{name}.yaml"
    track, _ = read_track(path, (clone.root / path).read_bytes())
    assert track
    value = track.custom.get(field) if field in track.custom else getattr(track, field)
    return str(value).removesuffix("\n")
