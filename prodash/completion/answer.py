r"""Answer: what a shell's script asks prodash when TAB is pressed, and what prodash says to it.

prodash __complete bash LINE BREAKS            the line up to the cursor, and $COMP_WORDBREAKS
prodash __complete SHELL .TYPED [WORD]...      the word being typed behind a dot, and all words before it

Each line of the answer is a word to offer, with a space behind it unless more is to be typed there, a tab,
and what it is; bash gets the word alone, without what is on the line already.  A word that is to be a path
is left to the shell: the answer is a tab and `folders` or `files`.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from prodash.completion.candidates import Candidate, beginning_with
from prodash.completion.line import Line, read_line
from prodash.completion.place import Place, Walk
from prodash.completion.shape import Shape
from prodash.completion.sources import Asked, candidates
from prodash.render.terminal.width import clean
from prodash.session.environment import Environment
from prodash.session.run_options import RunOptions

_PATHS = ("folders", "files")


def main(argv: Sequence[str]) -> int:
    """Answer on stdout; whatever goes wrong, nothing is said and the exit code is 0."""
    try:
        text = "".join(f"{line}\n" for line in answer(argv))
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 (nobody at a prompt wants to read it)
        _drop_output()
    return 0


def answer(argv: Sequence[str]) -> Iterator[str]:
    """The lines of the answer."""
    shell, *asked = argv
    if shell == "bash":
        line = read_line(*asked)
        for found in _offered(line.words, line.typed):
            yield from _in_bash(line, found)
        return
    typed, *words = asked
    for found in _offered(words, typed.removeprefix(".")):
        yield f"{found.value}{'' if found.goes_on else ' '}\t{clean(found.help)}"


def _offered(words: Iterable[str], typed: str) -> Iterator[Candidate]:
    """What the word can become; a path is a candidate without a value."""
    walk = Walk(Shape())
    for word in words:
        walk.read(word)
    place = walk.place(typed)
    found = _found(walk, place, typed.removeprefix(place.prefix))
    for candidate in found:
        # A name that a terminal would obey cannot be typed either.
        if clean(candidate.value) == candidate.value:
            yield candidate._replace(value=place.prefix + candidate.value)


def _found(walk: Walk, place: Place, typed: str) -> list[Candidate]:
    if place.options:
        return _options(place, typed)
    if place.commands:
        return beginning_with(typed, (Candidate(*item) for item in walk.command.commands.items()))
    if paths := [Candidate("", sort, goes_on=True) for sort in place.values.of if sort in _PATHS]:
        return paths
    catalogue = _folder(walk.catalogue) if walk.catalogue else None
    options = RunOptions(catalogue, use_index=walk.with_index)
    return candidates(Asked(Environment(), options, place.command, typed), place.values)


def _folder(typed: str) -> str:
    """A folder as the shell would hand it over."""
    try:
        return str(Path(os.path.expandvars(typed)).expanduser())
    except RuntimeError:
        return typed


def _options(place: Place, typed: str) -> list[Candidate]:
    """The options by their long names, or by the short one that is typed."""
    names = [(name, option.help) for option in place.options for name in option.names]
    long = [Candidate(*item) for item in names if item[0].startswith("--")]
    return beginning_with(typed, long) or beginning_with(typed, (Candidate(*item) for item in names))


def _in_bash(line: Line, found: Candidate) -> Iterator[str]:
    if not found.value:
        yield f"\t{found.help}"
    elif (rest := line.rest(found.value)) is not None:
        # Readline closes an open quote by itself.
        yield rest if found.goes_on or line.quote else f"{rest} "


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that closing down stays quiet."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
