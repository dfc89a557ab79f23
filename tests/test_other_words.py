"""help COMMAND, and what people type because other tools have it: each is answered with what to type here."""

from collections.abc import Callable, Sequence

import pytest

from prodash.commands import COMMANDS
from prodash.options.other_words import OTHER_WORDS
from prodash.render.formats.formats import FORMATS
from tests.conftest import Files, Ran

Make = Callable[[Files], object]
Run = Callable[..., Ran]

WORDS: dict[str, tuple[Sequence[str], str]] = {
    "ls": (["ls"], "'ls' is 'prodash list'"),
    "rm": (["rm", "dune"], "'rm' is 'prodash remove'"),
    "mv": (
        ["mv", "dune", "old"],
        "unknown command 'mv'; 'prodash move' puts tracks into a folder, and 'prodash rename' gives one another id",
    ),
    "cp": (["cp", "dune"], "'cp' is 'prodash copy'"),
    "in capitals": (["LS"], "'LS' is 'prodash list'"),
    "with words after it": (["ls", "-l", "dune"], "'ls' is 'prodash list'"),
    "several words": (["grep", "rain"], "'grep' is 'prodash list --search TEXT'"),
    "an option": (["version"], "'version' is 'prodash --version'"),
    "a filter": (["@focus"], "'@focus' is a filter, and no command; write 'prodash list @focus'"),
    "a filter of fields": (
        ["fields", "@focus"],
        "'@focus' is a filter, and no command; write 'prodash fields --filter focus'",
    ),
    "log": (["log"], "'log' is 'prodash history'"),
    "commit": (
        ["commit"],
        "unknown command 'commit'; 'prodash sync' commits and sends; --commit after a change commits its files, and 'git commit' all others",
    ),
    "clone": (
        ["clone"],
        "unknown command 'clone'; 'prodash copy' copies a track, and 'git clone ADDRESS' a catalogue that others share",
    ),
    "pull": (["pull"], "'pull' is 'prodash sync'"),
    "a track that is done": (
        ["done", "dune"],
        (
            "unknown command 'done'; 'prodash next TRACK' moves a track to the next stage, "
            "and 'prodash set stage=NAME TRACK' to any"
        ),
    ),
    "a note": (["note", "dune", "Louder"], "'note' is 'prodash set notes+=TEXT TRACK'"),
    "a format": (["json"], "'json' is 'prodash list --format json'"),
    "help of another word": (["help", "ls"], "'ls' is 'prodash list'"),
    "help of nothing": (["help", "xyz"], "unknown command 'xyz'; 'prodash --help' lists them"),
    "removing a stage": (["stages", "rm", "seed"], "'stages rm' is 'prodash stages remove'"),
    "a new project": (["projects", "new", "EP"], "'projects new' is 'prodash projects add'"),
    "listing workflows": (["workflows", "ls"], "'workflows ls' is 'prodash workflows'"),
    "listing stages": (["stages", "list"], "'stages list' is 'prodash stages'"),
    "a far word of a group": (
        ["stages", "kanban"],
        "unknown command 'stages kanban'; 'prodash stages --help' lists them",
    ),
    "a near word": (["lisst"], "unknown command 'lisst'; did you mean 'list'?"),
}


@pytest.mark.parametrize(("argv", "message"), WORDS.values(), ids=WORDS)
def test_a_word_of_another_tool_is_answered_with_the_command(
    argv: Sequence[str], message: str, run: Run
) -> None:
    assert run(*argv) == Ran(2, "", f"prodash: {message}\n")


def test_every_word_of_another_tool_means_a_command_and_is_none() -> None:
    assert {meant.partition(" ")[0] for meant in OTHER_WORDS.values()} <= {*COMMANDS, "--version"}
    assert OTHER_WORDS.keys() & COMMANDS.keys() == set()


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_as_an_option_is_answered_with_format(form: str, run: Run) -> None:
    assert run("list", f"--{form}") == Ran(
        2, "", f"prodash: list has no option --{form}; write --format {form}\n"
    )


FORMS = {
    "of a change": (["stages", "add", "X", "--json"], "stages add has no option --json; write --format json"),
    "another name": (["list", "--md"], "list has no option --md; write --format markdown"),
    "jsonl": (["check", "--jsonl"], "check has no option --jsonl; write --format ndjson"),
    "of one command": (["check", "--github"], "check has no option --github; write --format github"),
    "without a command": (
        ["--json"],
        "prodash has no option --json; write 'prodash dashboard --format json'",
    ),
    "none of this command": (
        ["list", "--github"],
        "No such option: --github; 'prodash list --help' shows how",
    ),
    "other names of options": (["list", "--by", "stage"], "list has no option --by; write --group-by"),
    "the name of an option elsewhere": (
        ["breakdown", "--group-by", "stage"],
        "breakdown has no option --group-by; write --by",
    ),
    "a command without formats": (
        ["init", "--json"],
        "No such option: --json; 'prodash init --help' shows how",
    ),
}


@pytest.mark.parametrize(("argv", "message"), FORMS.values(), ids=FORMS)
def test_the_format_is_one_that_the_command_has(argv: list[str], message: str, run: Run) -> None:
    assert run(*argv) == Ran(2, "", f"prodash: {message}\n")


@pytest.mark.parametrize("words", [["list"], ["stages", "add"]], ids=" ".join)
def test_help_of_a_command_is_its_own_help(words: list[str], run: Run) -> None:
    assert run("help", *words) == run(*words, "--help")


@pytest.mark.parametrize("group", ["stages", "workflows", "projects"])
def test_a_colour_after_color_is_answered_with_colour(group: str, catalogue: Make, run: Run) -> None:
    catalogue({})
    assert run(group, "add", "Demo", "--color", "teal") == Ran(
        2,
        "",
        "prodash: Invalid value for '--color': unknown choice 'teal'; choose from auto, always, never; "
        f"--colour gives a colour; 'prodash {group} add --help' shows how\n",
    )
