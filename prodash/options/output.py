"""Output options: the format, the columns and the order of an answer."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any

import typer

from prodash.completion import choices
from prodash.completion.choices import Choices
from prodash.errors import UsageError
from prodash.options.option_group import OptionGroup
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.output import TABLE, Output
from prodash.render.tables.frames import STYLES

_HOW = "Output"
_ORDER = "Order"
_Texts = list[str] | None


def format_option(formats: Collection[str], panel: str | None = _HOW) -> Any:
    """The option --format with a choice of *formats*."""

    def parse(name: str) -> str:
        if name in formats:
            return name
        raise typer.BadParameter(f"unknown format {name!r}; choose from {', '.join(formats)}")

    return typer.Option(
        "--format",
        "-f",
        parser=parse,
        metavar="FORMAT",
        help=f"Output format: {', '.join(formats)}.",
        rich_help_panel=panel,
    )


def _row_count(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(f"{text!r} is not a number of rows; write one such as 10")


def number_of_days(text: str) -> int:
    """The days in the value *text* of an option."""
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(f"{text!r} is not a number of days; write one such as 30")


def _output_option(*names: str, help: str, panel: str | None = _HOW, **more: Any) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, help=help, rich_help_panel=panel, **more)


def limit_option(help: str, panel: str | None = None) -> Any:  # noqa: A002 (Typer's own word)
    """The option --limit."""
    return _output_option("--limit", parser=_row_count, metavar="N", panel=panel, help=help)


def _style(name: str) -> str:
    if name in STYLES:
        return name
    raise typer.BadParameter(f"unknown style {name!r}; choose from {', '.join(STYLES)}")


def require_table(form: str, style: str | None) -> None:
    """Raises UsageError if the format *form* cannot have a *style*."""
    if style is not None and form != TABLE:
        raise UsageError(f"--style {style} is for tables; leave it out, or --format {form}")


class FormatOptions(OptionGroup, builds=Output):
    """Options of an answer whose rows have a fixed order."""

    format: Annotated[str, format_option(FORMATS), Choices(tuple(FORMATS))] = TABLE
    columns: Annotated[
        _Texts,
        _output_option("--columns", metavar="A,B", help="Show these columns, in this order."),
        choices.COLUMNS,
    ] = None
    style: Annotated[
        str | None,
        _output_option(
            "--style",
            parser=_style,
            metavar="STYLE",
            help=f"Show a table in this frame: {', '.join(STYLES)}.",
        ),
        Choices(tuple(STYLES)),
    ] = None
    csv_safe: Annotated[
        bool,
        _output_option(
            "--csv-safe", help="In CSV and TSV, put ' before text that a spreadsheet would run as a formula."
        ),
    ] = False

    @classmethod
    def value(cls, given: Mapping[str, Any]) -> Any:
        """The value built from the options *given*; raises UsageError for a style without a table."""
        require_table(given.get("format", TABLE), given.get("style"))
        return super().value(given)


class OutputOptions(FormatOptions):
    """Options of an answer, with the order of its rows."""

    sort: Annotated[
        _Texts,
        _output_option(
            "--sort",
            metavar="A,-B",
            panel=_ORDER,
            help="Sort by A, then by B descending; rows without a value come last.",
        ),
        choices.SORT,
    ] = None
    reverse: Annotated[bool, _output_option("--reverse", panel=_ORDER, help="Reverse the order.")] = False
    limit: Annotated[
        int | None, limit_option("Show the first N rows and say how many there are.", _ORDER)
    ] = None
