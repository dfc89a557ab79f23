r"""Answer: how the shell scripts ask prodash for completions, and how prodash answers.

    prodash __complete bash LINE BREAKS          the line up to the cursor, and $COMP_WORDBREAKS
    prodash __complete SHELL .TYPED [WORD]...    a dot and the word being typed, then all words before it

Each line of the answer offers one word:

    WORD TAB HELP         more can be typed after WORD
    WORD SPACE TAB HELP   WORD is complete
    TAB folders           the shell completes a folder; likewise `files`

bash gets only the part of WORD that is not on the line yet, without the help.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from prodash.completion.candidates import Candidate, candidates_for
from prodash.completion.cursor import CommandLineState, CursorContext
from prodash.completion.line import Line, read_line
from prodash.completion.request import Request
from prodash.completion.shape import Shape
from prodash.completion.sources import candidates
from prodash.render.terminal.width import clean
from prodash.session.environment import Environment
from prodash.session.run_options import RunOptions

_PATHS = ("folders", "files")


def main(argv: Sequence[str]) -> int:
    """Print the answer to stdout.  Errors are silent, and the exit code is always 0."""
    try:
        text = "".join(f"{line}\n" for line in answer(argv))
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 (an error must not disturb the prompt)
        _drop_output()
    return 0


def answer(argv: Sequence[str]) -> Iterator[str]:
    """The lines of the answer to *argv*: the shell, then what its script passes."""
    shell, *arguments = argv
    if shell == "bash":
        line = read_line(*arguments)
        for candidate in _offer(line.words, line.typed):
            yield from _bash_lines(line, candidate)
        return
    typed, *words = arguments
    for candidate in _offer(words, typed.removeprefix(".")):
        yield f"{candidate.value}{'' if candidate.is_partial else ' '}\t{clean(candidate.help)}"


def _offer(words: Iterable[str], typed: str) -> Iterator[Candidate]:
    """The candidates for the word *typed* after *words*; a path is a candidate without a value."""
    state = CommandLineState(Shape())
    for word in words:
        state.read(word)
    context = state.context(typed)
    candidates_here = _candidates_at(state, context, typed.removeprefix(context.prefix))
    for candidate in candidates_here:
        # Leave out names with control characters: they cannot be typed.
        if clean(candidate.value) == candidate.value:
            yield candidate._replace(value=context.prefix + candidate.value) if candidate.value else candidate


def _candidates_at(state: CommandLineState, context: CursorContext, typed: str) -> list[Candidate]:
    if context.options:
        return _option_names(context, typed)
    if context.commands:
        return candidates_for(typed, (Candidate(*item) for item in state.command.commands.items()))
    if paths := [
        Candidate("", source, is_partial=True) for source in context.choices.sources if source in _PATHS
    ]:
        return paths
    catalogue = _expand_folder(state.catalogue) if state.catalogue else None
    options = RunOptions(catalogue, use_index=state.with_index)
    return candidates(
        Request(Environment(), options, context.command, state.arguments, typed), context.choices
    )


def _expand_folder(typed: str) -> str:
    """The folder with `~` and variables expanded as the shell would do."""
    try:
        return str(Path(os.path.expandvars(typed)).expanduser())
    except RuntimeError:
        return typed


def _option_names(context: CursorContext, typed: str) -> list[Candidate]:
    """The options by their long names, or by their short ones if no long name matches."""
    names = [(name, option.help) for option in context.options for name in option.names]
    long = [Candidate(*item) for item in names if item[0].startswith("--")]
    return candidates_for(typed, long) or candidates_for(typed, (Candidate(*item) for item in names))


def _bash_lines(line: Line, candidate: Candidate) -> Iterator[str]:
    if not candidate.value:
        yield f"\t{candidate.help}"
    elif (rest := line.text_to_insert(candidate.value)) is not None:
        # Readline closes an open quote itself.
        yield rest if candidate.is_partial or line.quote else f"{rest} "


def _drop_output() -> None:
    """Redirect stdout to the null device, so that flushing it at exit raises no error."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
