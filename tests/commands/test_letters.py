"""Names and searches are found whatever the case and the accents, also where letters have none to lose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

FILES: Files = {
    "stages.yaml": "stages: [seed, {id: done, name: Gemäß}]\n",
    "workflows.yaml": "workflows: [{id: w1, name: Işık}, {id: w2, name: İmza}, {id: w3, name: Pré}, {id: w4, name: Prè}]\n",
    "projects.yaml": "projects: [{id: ep, name: Łódź}, {id: lp, name: Smørrebrød, parent: ep}]\n",
    "tracks/t1.yaml": "title: Işık\nstage: seed\nworkflows: w1\n",
    "tracks/t2.yaml": "title: İmza\nstage: seed\nworkflows: [w2, w3]\n",
    "tracks/t3.yaml": "title: Łódź\nstage: Gemass\nprojects: lodz\n",
    "tracks/t4.yaml": "title: Ænd Œuvre\nstage: seed\nprojects: [smørrebrød]\nsinger: Đorđe\n",
    "tracks/t5.yaml": "title: Don’t Stop\nstage: seed\nworkflows: w4\n",
}
FOUND = {
    ("-q", "ışık"): "t1",
    ("-q", "IŞIK"): "t1",
    ("-q", "isik"): "t1",
    ("-w", "ışık"): "t1",
    ("-w", "IŞIK"): "t1",
    ("-w", "isik"): "t1",
    ("-q", "imza"): "t2",
    ("-q", "İMZA"): "t2",
    ("-w", "imza"): "t2",
    ("-w", "İMZA"): "t2",
    ("-w", "Imza"): "t2",
    ("-q", "lodz"): "t3",
    ("-q", "ŁODZ"): "t3",
    ("-p", "lodz"): "t3 t4",
    ("-p", "Smorrebrod"): "t4",
    ("-q", "smorrebrod"): "t4",
    ("-s", "gemaß"): "t3",
    ("-s", "GEMAESS"): None,
    ("-q", "aend oeuvre"): "t4",
    ("-q", "don't"): "t5",
    ("-q", "DON’T"): "t5",
    ("-w", "pré"): "t2",
    ("-w", "prè"): "t5",
    ("-w", "pre"): None,
    ("--where", "singer=dorde"): "t4",
    ("--where", "workflows~isi"): "t1",
}


@pytest.mark.parametrize(("filters", "ids"), FOUND.items(), ids=[" ".join(filters) for filters in FOUND])
def test_what_is_typed_without_accents_is_found(
    filters: tuple[str, str], ids: str | None, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(FILES)
    found = run("list", *filters, "--sort", "id", "-f", "ids")
    assert (found.code, found.out.split()) == ((3, []) if ids is None else (0, ids.split()))


def test_a_new_id_without_accents_is_not_another_one(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/łódź.yaml": "stage: seed\n"})
    assert run("set", "stage=mixing", "lodz") == Ran(
        0, "łódź  Seed → Mixing\n1 changed\n", "'lodz' is the track łódź\n"
    )
    assert run("add", "Lodz").code == 0
    assert sorted(path.name for path in (root / "tracks").iterdir()) == ["lodz.yaml", "łódź.yaml"]


def test_titles_are_sorted_among_the_letters_that_they_look_like(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue({f"tracks/{name}.yaml": f"title: {title}\nstage: seed\ndue: 2026-11-30\n" for name, title in {"a": "Zoo", "b": "Łódź", "c": "Mix", "d": "Élan"}.items()})  # fmt: skip
    for argv in (["list"], ["list", "--sort", "title"], ["due"]):
        assert run(*argv, "-f", "ids").out.split() == ["d", "b", "c", "a"]


def test_a_name_can_lose_its_accents(catalogue: Callable[[Files], Path], run: Callable[..., Ran]) -> None:
    root = catalogue({**FILES, "tracks/t6.yaml": "stage: seed\nworkflows: [isik, ISIK]\n"})
    assert run("workflows", "rename", "isik", "Isik").code == 0
    assert "name: Isik" in (root / "workflows.yaml").read_text(encoding="utf-8")
    assert run("workflows", "add", "Mâster").code == run("set", "workflows+=master", "t1").code == 0
    assert "mâster" in (root / "tracks/t1.yaml").read_text(encoding="utf-8")


def test_keys_and_items_of_lists_are_found_without_accents(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nSänger: [Đorđe, José, Jose]\n"})
    assert run("breakdown", "--by", "sanger", "-f", "ids").out.split() == ["Đorđe", "Jose", "José"]
    assert run("set", "Sänger-=dorde,JOSÉ", "a").code == 0
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == "stage: seed\nSänger: [Jose]\n"
