"""Whatever a YAML parser raises is a problem of the one file, and every command goes on."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prodash.storage.yaml import events, parse, pure_parser
from tests.conftest import Files, Ran, needs_c_parser, read_all

_AT_ONCE, _LATER = "broken: &x here\n", "broken: &y here\n"
_EXCEPTIONS = {
    "recursion": RecursionError("maximum recursion depth exceeded"),
    "assertion": AssertionError("version minor part can only be 2 or 1"),
    "nothing said": AssertionError(),
    "memory": MemoryError(),
    "value": ValueError("chr() arg not in range"),
    "key": KeyError("x"),
    "index": IndexError("pop from empty list"),
    "type": TypeError("bad operand"),
    "attribute": AttributeError("no attribute"),
    "unicode": UnicodeDecodeError("utf-8", b"\\xff", 0, 1, "invalid"),
    "arithmetic": OverflowError("too large"),
    "not implemented": NotImplementedError(),
    "end of events": StopIteration(),
    "system": OSError("stream"),
    "its own": events.YAMLError("something"),
    "unknown": type("Unheard", (Exception,), {})("of"),
}


@pytest.fixture
def break_parser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, BaseException], None]]:
    """Make a parser raise an exception, for one text when it is made and for another after some events."""

    def break_it(name: str, error: BaseException) -> None:
        module = pure_parser if name == "PureParser" else events
        make = getattr(module, name)

        class Broken:
            def __init__(self, text: str) -> None:
                if text == _AT_ONCE:
                    raise error
                self._parser = make(text)
                self._left = 4 if text == _LATER else -1

            @property
            def mark(self) -> Any:
                return self._parser.mark

            def get_event(self) -> Any:
                self._left -= 1
                if self._left == 0:
                    raise error
                return self._parser.get_event()

        monkeypatch.setattr(module, name, Broken)
        parse.parse.cache_clear()

    yield break_it
    parse.parse.cache_clear()


@pytest.mark.parametrize("error", _EXCEPTIONS.values(), ids=_EXCEPTIONS)
def test_whatever_a_parser_raises_is_a_problem_of_the_file(
    error: Exception,
    break_parser: Callable[[str, BaseException], None],
    catalogue: Callable[[Files], Path],
    run: Callable[..., Ran],
) -> None:
    root = catalogue(
        {
            "projects.yaml": _LATER,
            "tracks/bad.yaml": _AT_ONCE,
            "tracks/good.yaml": "stage: seed\n",
            "tracks/worse.yaml": _LATER,
            "workflows.yaml": _AT_ONCE,
        }
    )
    break_parser("CParser", error)
    break_parser("PureParser", error)
    checked = run("check")
    assert [re.sub(r"error: .* \[", "[", line) for line in checked.out.splitlines()] == [
        "projects.yaml:1:8: [syntax]",
        "tracks/bad.yaml:1:1: [syntax]",
        "tracks/worse.yaml:1:8: [syntax]",
        "workflows.yaml:1:1: [syntax]",
    ]
    assert run("list", "-f", "ids") == Ran(1, out="good\n", err=checked.out)
    assert run("set", "stage=mixing", "good") == Ran(
        1, out="good  Seed → Mixing\n1 changed\n", err=checked.out
    )
    assert read_all(root)["tracks/worse.yaml"] == _LATER.encode()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)], ids=repr)
@pytest.mark.parametrize("parser", [pytest.param("CParser", marks=needs_c_parser), "PureParser"])
def test_an_interrupt_is_no_problem_of_a_file(
    error: BaseException, parser: str, break_parser: Callable[[str, BaseException], None]
) -> None:
    break_parser(parser, error)
    for text in (_AT_ONCE, _LATER):
        with pytest.raises(type(error)):
            parse.parse(text)


def test_the_pure_parser_reads_where_the_c_parser_fails(
    break_parser: Callable[[str, BaseException], None],
    catalogue: Callable[[Files], Path],
    run: Callable[..., Ran],
) -> None:
    catalogue({"tracks/a.yaml": _AT_ONCE, "tracks/b.yaml": _LATER})
    expected = run("list", "-f", "json", "--no-index")
    break_parser("CParser", AssertionError())
    assert run("list", "-f", "json", "--no-index") == expected


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3", "1.99"])
def test_every_version_1_of_yaml_is_read(
    version: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/a.yaml": f"%YAML {version}\n---\nstage: seed\n"})
    assert run("check") == Ran(0)
    assert run("set", "stage=mixing", "a") == Ran(0, out="a  Seed → Mixing\n1 changed\n")
    assert read_all(root)["tracks/a.yaml"] == f"%YAML {version}\n---\nstage: mixing\n".encode()
