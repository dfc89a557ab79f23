"""config: the defaults, where each comes from, and a new value for one."""

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from prodash.completion.choices import SETTING, SETTING_VALUES
from prodash.errors import UsageError
from prodash.model.plan.plan import ChangePlan
from prodash.model.settings.set_setting import SettingName, plan_setting, setting_name
from prodash.model.settings.settings import SettingsFile
from prodash.model.settings.sources import sourced_defaults
from prodash.render.formats.output import Output
from prodash.render.settings.defaults import default_sheet
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.session import Session

_SHARED = Annotated[
    bool,
    typer.Option(
        "--shared",
        help="Change prodash.yaml of the catalogue, for everybody who works on it, and not your own file.",
    ),
]


def config(session: Session, output: Output) -> None:
    """Show the defaults and where each comes from; set one.

    The command line wins over the environment, the environment over your own file, and your own file over prodash.yaml of
    the catalogue. Defaults count for tables on a terminal alone, so that no script changes.

    Example: prodash config
    """
    settings = session.settings.settings
    session.outcome.record_problems(settings.shared.problems)
    if settings.user.path and sys.stderr.isatty():
        missing = "" if settings.user.exists else ", which 'prodash config set KEY VALUE' makes"
        session.outcome.add_remark(f"your own settings are in {settings.user.path}{missing}")
    session.show(default_sheet(sourced_defaults(settings, session.environment.variables)), output)


def set_value(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY VALUE", help="A default or filters.NAME, and its value.", show_default=False
        ),
        SETTING_VALUES,
    ],
    shared: _SHARED = False,
    *,
    options: ChangeOptions,
) -> None:
    """Set a default or a named filter, for you or for all.

    Write the options of a filter after --, or after an equals sign, all in quotes: 'filters.focus=--stage mixing'.

    Example: prodash config set filters.focus -- --stage mixing --due month
    """
    key, value = _key_and_value(words)
    _change(session, key, value, options, shared=shared)


def unset(
    session: Session,
    key: Annotated[str, typer.Argument(metavar="KEY", help="A default or filters.NAME."), SETTING],
    shared: _SHARED = False,
    *,
    options: ChangeOptions,
) -> None:
    """Remove a default or a named filter, for you or for all.

    Example: prodash config unset limit
    """
    _change(session, key, None, options, shared=shared)


def _key_and_value(words: Sequence[str]) -> tuple[str, str]:
    """The key and the value in *words*; raises UsageError without a value."""
    first, *rest = words
    key, equals, value = first.partition("=")
    if equals and not rest:
        return key, value
    if not rest:
        raise UsageError(f"name a value too, as in 'prodash config set {first} VALUE'")
    return first, rest[0] if len(rest) == 1 else shlex.join(rest)


def _change(session: Session, key: str, value: str | None, options: ChangeOptions, *, shared: bool) -> None:
    # A filter is for scripts too, so no default for a terminal decides what its dates mean.
    today = session.environment.today
    name, file = (_change_shared_file if shared else _change_user_file)(session, key, value, today, options)
    if value is not None:
        from prodash.session.change.setting_remarks import tell_missing_names

        tell_missing_names(session, file, name, value)


def _change_user_file(
    session: Session, key: str, value: str | None, today: date, options: ChangeOptions
) -> tuple[SettingName, str]:
    """Change the user's own file; the name of the setting, and the path of the file."""
    settings = session.settings.settings
    if not settings.user.path:
        raise UsageError("there is no home folder for settings of your own; add --shared")
    from prodash.session.change.user_setting import change_user_setting

    name = setting_name(key, settings.user)
    planned = plan_setting(settings.user, name, value, today, settings.shared.filters)
    change_user_setting(session, settings.user.path, name, planned, options)
    return name, settings.user.path


def _change_shared_file(
    session: Session, key: str, value: str | None, today: date, options: ChangeOptions
) -> tuple[SettingName, str]:
    """Change the file of the catalogue; the name of the setting, and the path of the file."""
    from prodash.storage.settings.read import read_shared

    root = session.root

    def plan(_: object) -> ChangePlan:
        file: SettingsFile = read_shared(root)
        return plan_setting(file, setting_name(key, file), value, today)

    ChangeRun(session, options).run_plan(plan, hide_field=True)
    file = read_shared(root)
    return setting_name(key, file), file.path
