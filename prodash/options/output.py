"""Output options: in which form, with which columns and in what order a command answers."""

from collections.abc import Collection
from typing import Annotated, Any

import typer

from prodash.completion import values
from prodash.completion.values import Values
from prodash.options.option_group import OptionGroup
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.output import Output

_HOW = "How it is shown"
_ORDER = "In what order"
_Texts = list[str] | None


def format_option(formats: Collection[str], panel: str | None = _HOW) -> Any:
    """The option --format with these to choose from."""

    def parse(name: str) -> str:
        if name in formats:
            return name
        raise typer.BadParameter(f"there is no format {name!r}; write {', '.join(formats)}")

    return typer.Option(
        "--format",
        "-f",
        parser=parse,
        metavar="FORM",
        help=f"The form of the answer: {', '.join(formats)}.",
        rich_help_panel=panel,
    )


def _row_count(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(f"{text!r} is no number of rows; write one such as 10")


def _output_option(*names: str, help: str, panel: str | None = _HOW, **more: Any) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, help=help, rich_help_panel=panel, **more)


def limit_option(help: str, panel: str | None = None) -> Any:  # noqa: A002 (Typer's own word)
    """The option --limit."""
    return _output_option("--limit", parser=_row_count, metavar="N", panel=panel, help=help)


class FormatOptions(OptionGroup, builds=Output):
    """How an answer is shown whose rows have an order of their own."""

    format: Annotated[str, format_option(FORMATS), Values(tuple(FORMATS))] = "table"
    columns: Annotated[
        _Texts,
        _output_option("--columns", metavar="A,B", help="These columns, in this order."),
        values.COLUMNS,
    ] = None
    csv_safe: Annotated[
        bool,
        _output_option(
            "--csv-safe", help="In CSV and TSV, put ' before a text that a spreadsheet takes for a formula."
        ),
    ] = False


class OutputOptions(FormatOptions):
    """How an answer is shown, and in what order."""

    sort: Annotated[
        _Texts,
        _output_option(
            "--sort",
            metavar="A,-B",
            panel=_ORDER,
            help="By column A, then B turned around; without a value last.",
        ),
        values.SORT,
    ] = None
    reverse: Annotated[bool, _output_option("--reverse", panel=_ORDER, help="The other way around.")] = False
    limit: Annotated[int | None, limit_option("The first N; how many there are is said.", _ORDER)] = None
