"""The command line: arguments in, exit code out."""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.core

from prodash import __version__
from prodash.commands import COMMANDS, PANELS, UNLISTED
from prodash.errors import ExitCode, ProdashError, reason_of
from prodash.options.command import Command, errors_of
from prodash.options.global_options import GlobalOptions, apply_global_options
from prodash.options.help_text import help_text
from prodash.options.option_group import with_parameters
from prodash.session.session import Session
from prodash.session.terminal.streams import open_streams

_WITHOUT_COMMAND = "dashboard"
_OF_ENTRIES = "entries"
"""The module whose commands are there for each kind of entry."""
_HELP = {"help_option_names": ["--help", "-h"]}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that *argv* (by default the program's arguments) asks for; its exit code."""
    session = Session(argv=sys.argv[1:] if argv is None else argv)
    open_streams()
    try:
        code = _group(_prodash, prefix="").main(argv, prog_name="prodash", standalone_mode=False, obj=session)
        return int(session.finish() if code is None else code)
    except ProdashError as error:
        session.finish(failed=True)
        session.console.print_error(*error.message_lines(session.display_path_if_exists))
        return int(error.exit_code)
    except typer.TyperException as error:
        from prodash.options.mistyped import usage_message

        session.console.print_error(usage_message(error))
        return int(ExitCode.USAGE)
    except SystemExit as error:
        # Typer exits like this when the reader of its help goes away, which is not an error; a signal has its code.
        return int(getattr(error, "signal_code", ExitCode.DONE))
    except (KeyboardInterrupt, typer.Abort):
        return int(ExitCode.INTERRUPTED)
    except (OSError, UnicodeEncodeError) as error:
        session.console.print_error(_reason_with_file(error))
        return int(ExitCode.FAILED)


class _Commands(typer.core.TyperGroup):
    """A group that imports a command only when it runs."""

    prefix = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with errors_of(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (given by Typer)
        return [word for name in COMMANDS if (word := self._word(name))]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, known = args[0], self.list_commands(ctx)
        if name not in known:
            from prodash.options.other_words import unknown_command

            raise unknown_command(name, self.prefix, known, ctx.command_path)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (given by Typer)
        name = self.prefix + cmd_name
        return command_named(name) if name in COMMANDS else None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        if self.prefix:
            super().format_help(ctx, formatter)
            return
        from prodash.options.overview import overview

        panels = {
            panel: [name for name in names if " " not in name and name not in UNLISTED]
            for panel, names in PANELS.items()
        }
        console = ctx.obj.console
        console.print("\n".join(overview(ctx, panels, console.screen)))

    def _word(self, name: str) -> str:
        """The last word of a command of this group; empty for other commands."""
        word = name.removeprefix(self.prefix)
        return word if name.startswith(self.prefix) and " " not in word else ""


@cache
def command_named(name: str) -> Any:
    """The command *name* of COMMANDS as a Typer command, made once however often a process calls `main`."""
    run = _with_options(name)
    if any(other.startswith(f"{name} ") for other in COMMANDS):
        return _group(run, prefix=f"{name} ")
    app = typer.Typer(add_completion=False, context_settings=_HELP)
    app.command(name.rpartition(" ")[-1], cls=Command)(run)
    return typer.main.get_command(app)


def _with_options(name: str) -> Callable[..., None]:
    """The function of a command with its options and help."""
    from prodash.model.catalogue.kinds import KINDS
    from prodash.options.groups import with_options

    module, _, function = COMMANDS[name].partition(":")
    commands = import_module(f"prodash.commands.{module}")
    run = getattr(commands, function)
    plural = name.partition(" ")[0]
    if module != _OF_ENTRIES:
        return with_options(run)
    kind = next(kind for kind in KINDS.values() if kind.plural == plural)
    return with_options(run, kind, commands.help_of(run, kind))


@cache
def _group(run: Callable[..., None], prefix: str) -> Any:
    """A command with subcommands; without one it calls *run*."""
    app = typer.Typer(
        cls=_Commands, invoke_without_command=True, add_completion=False, context_settings=_HELP
    )
    app.callback(help=help_text(run))(run)
    group = typer.main.get_command(app)
    group.name, group.prefix = prefix.strip(), prefix  # type: ignore[attr-defined]
    return group


def _version(ctx: typer.Context, asked: bool) -> None:
    if asked:
        ctx.obj.console.print(f"prodash {__version__}")
        raise typer.Exit


class _ProdashOptions(GlobalOptions):
    """The options of `prodash` without a command."""

    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False


def _prodash(ctx: typer.Context, *, version: bool, **given: Any) -> None:  # noqa: ARG001 (its callback does the work)
    """See where every song stands; without a command, on the dashboard.

    Example: prodash list --stage mixing
    """
    apply_global_options(ctx.obj, **given)
    if ctx.invoked_subcommand is None:
        command = command_named(_WITHOUT_COMMAND)
        with command.make_context(_WITHOUT_COMMAND, [], parent=ctx) as inner:
            command.invoke(inner)


with_parameters(_prodash, _ProdashOptions.parameters())


def _reason_with_file(error: OSError | UnicodeEncodeError) -> str:
    """The reason of an error of the disk or the locale, with the file if there is one."""
    if isinstance(error, UnicodeEncodeError):
        # Only file names use the encoding of the locale.
        return f"the locale ({error.encoding}) cannot write the file name {error.object!r}; set PYTHONUTF8=1"
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{reason_of(error)}"
