"""docs/commands.md is made from the help of every command.

Run as a program (`python -m tests.test_reference`) it writes the page.
"""

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

from prodash.cli import command_named
from prodash.commands import COMMANDS
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "commands.md"
SHARED = ("Which tracks", "Output", "Order", "Exit code", "Every command")
"""The panels of options that several commands have; each is described once, at the end."""

HEAD = """\
# Commands

Made from the help of every command by `python -m tests.test_reference`; `prodash COMMAND --help` shows the same.
"""


def page() -> str:
    """The whole page."""
    shared: dict[str, dict[str, str]] = {}
    parts = [HEAD, *("\n".join(section(name, shared)) for name in COMMANDS)]
    parts += [
        "\n".join([f"## {panel}\n", *table(["option", "means"], list(shared[panel].values()))])
        for panel in SHARED
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def section(name: str, shared: dict[str, dict[str, str]]) -> Iterator[str]:
    """What one command does, an example, its arguments and options; those in *shared* panels are added there."""
    command = command_named(name)
    about, _, example = inspect.cleandoc(command.help or "").partition("\n\nExample: ")
    yield f"## prodash {name}\n"
    yield f"{about}\n"
    yield f"```sh\n{example}\n```\n"
    own, panels = [], []
    for parameter in command.params:
        panel = getattr(parameter, "rich_help_panel", None)
        if panel in SHARED:
            shared.setdefault(panel, {}).setdefault(parameter.name, row(parameter))
            panels += [panel] if panel not in panels else []
        elif parameter.help:
            own.append(row(parameter))
    if own:
        yield from table(["argument or option", "means"], own)
        yield ""
    links = [f"[{panel}](#{panel.lower().replace(' ', '-')})" for panel in SHARED if panel in panels]
    yield f"Also: {', '.join(links)}."


def row(parameter: Any) -> str:
    """An argument or option with what it takes and means."""
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    takes = (parameter.metavar or "").replace("|", "\\|")
    if parameter.param_type_name == "argument":
        names = f"`{takes}`"
    elif takes:
        names = f"{names} `{takes}`"
    means = re.sub(r"[|*<]", r"\\\g<0>", parameter.help)
    return f"| {names} | {means} |"


def table(heads: Sequence[str], rows: Sequence[str]) -> list[str]:
    return [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |", *rows]


def test_the_reference_is_the_help_of_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.test_reference writes it anew"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
