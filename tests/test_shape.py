"""The shape of the command line that completion reads is the one that Typer reads.

Run as a program (`python -m tests.test_shape`) it writes the shape.
"""

import csv
import inspect
import json
import shutil
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from prodash import cli
from prodash.commands import COMMANDS
from prodash.completion.choices import Choices
from prodash.completion.shape import PATH
from prodash.model.catalogue.fields import TIMES
from prodash.storage.disk.locate import track_paths
from prodash.storage.read.entry_names import entry_names
from prodash.storage.read.sample_keys import sampled_keys
from tests.conftest import EXAMPLE
from tests.history.example import example_repository
from tests.sync.clones import share

ON_REQUEST = {"list": TIMES}
"""The columns that a command has only where they are named."""


def shape() -> str:
    """The shape as its file is to be: a line for each option and argument."""
    commands = {
        "": cli._group(cli._prodash, prefix=""),
        **{name: cli.command_named(name) for name in COMMANDS},
    }
    blocks = [f"{json.dumps(name)}: {_block(name, command)}" for name, command in commands.items()]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _block(name: str, command: Any) -> str:
    context = command.make_context("prodash", [], resilient_parsing=True)
    choices = {
        name: next((extra for extra in get_args(parameter.annotation) if isinstance(extra, Choices)), None)
        for name, parameter in inspect.signature(command.callback).parameters.items()
    }
    options, arguments = [], []
    for parameter in command.get_params(context):
        typed = choices.get(parameter.name) or Choices()
        found = _sparse(_with_columns(typed, name, choices.keys()))
        other = (
            _sparse(_with_columns(typed, f"{name} --by project", choices.keys())) if "by" in choices else {}
        )
        if parameter.param_type_name == "argument":
            arguments.append({"choices": found, "many": parameter.nargs == -1})
            continue
        names = sorted((*parameter.opts, *parameter.secondary_opts), key=len, reverse=True)
        options.append(
            {
                "names": names,
                "help": _sentence(parameter.help),
                "choices": None if parameter.is_flag else found,
                "many": parameter.multiple,
                **({"choices_unless_by_stage": other} if other not in ({}, found) else {}),
            }
        )
    return (
        f'{{"help": {json.dumps(_sentence(command.help), ensure_ascii=False)}, '
        f'"options": [{_lines(options)}], "arguments": [{_lines(arguments)}]}}'
    )


def _with_columns(choices: Choices, command: str, parameters: Iterable[str]) -> Choices:
    """*choices* with the columns of a command in the place of their sort, from the command's own answer."""
    if "columns" not in choices.sources:
        return choices
    # What has an order of rows answers with these, whatever else it does.
    plans = {"dry_run", "commit"} <= {*parameters} and "sort" not in parameters
    words = ["set", "--all", "stage=seed", "--dry-run"] if plans else command.split()
    words += ["--all"] if "all" in parameters and "dry_run" not in parameters else []
    words += ["--dry-run"] if command in {"git-setup", "sync"} else []
    header = _header(words)
    sorts = {
        "keys": {*sampled_keys(EXAMPLE, list(track_paths(EXAMPLE, {})))},
        "stages": {stage for stage, _ in entry_names(EXAMPLE, "stages.yaml", None)},
    }
    columns = [column for column in header if not any(column in found for found in sorts.values())]
    columns += ON_REQUEST.get(command, ())
    down = [f"-{column}" for column in columns if "columns-down" in choices.sources]
    sources = [
        one.replace("columns", sort) for sort in sorts if sorts[sort] & {*header} for one in choices.sources
    ]
    return Choices((*columns, *down), tuple(sources), choices.separators)


def _header(words: Iterable[str]) -> list[str]:
    """The columns of the answer to *words* in CSV; some give one only in a repository."""
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()) as printed, redirect_stderr(StringIO()):
        root = example_repository(Path(folder, "repository")) if {"diff", "git-setup"} & {*words} else EXAMPLE
        if "sync" in words:
            root = Path(shutil.copytree(EXAMPLE, Path(folder, "shared")))
            share(root)
        cli.main(["-C", str(root), *words, "--format", "csv"])
    return next(csv.reader([printed.getvalue().splitlines()[0]]))


def _sparse(choices: Choices) -> dict[str, Any]:
    return {name: value for name, value in choices._asdict().items() if value}


def _lines(rows: list[dict[str, Any]]) -> str:
    return ",".join("\n  " + json.dumps(row, ensure_ascii=False) for row in rows)


def _sentence(text: str | None) -> str:
    """The first sentence or line, without its full stop."""
    first = " ".join((text or "").split("\n\n")[0].split())
    return first.partition(". ")[0].removesuffix(".")


def test_the_shape_is_that_of_the_commands() -> None:
    written = PATH.read_text(encoding="utf-8")
    assert written == shape(), "python -m tests.test_shape writes it"


if __name__ == "__main__":
    PATH.write_text(shape(), encoding="utf-8", newline="\n")
