"""List defaults: what the defaults `columns`, `sort` and `limit` make of the options of list."""

from collections.abc import Mapping, Sequence
from typing import Any

from prodash.errors import UsageError
from prodash.model.settings.keys import COLUMNS, LIMIT, SORT, Key
from prodash.model.settings.settings import Settings
from prodash.render.formats.output import Output, arrange
from prodash.render.formats.sheet import Sheet
from prodash.session.settings.notes import Notes


def with_list_defaults(settings: Settings, output: Output) -> Output:
    """*output* with the defaults of *settings* for what the user did not type."""

    def default(key: Key, typed: Any) -> Any:
        found = settings.default(key)
        return typed if found is None or typed not in (None, ()) else found

    return output._replace(
        columns=default(COLUMNS, output.columns),
        sort=default(SORT, output.sort),
        limit=default(LIMIT, output.limit),
    )


def without_unknown_columns(
    settings: Settings, notes: Notes, sheet: Sheet[Any], output: Output, typed: Output
) -> Output:
    """*output* without the columns in defaults that *sheet* does not have; *notes* gets a remark for each.

    *typed* is *output* without any defaults.
    """
    for key in (COLUMNS, SORT):
        as_typed, names = getattr(typed, key.name), getattr(output, key.name)
        if names == as_typed or not _why_unknown(sheet, key, names):
            continue
        missing = unknown_columns(sheet, key, names)
        for why in missing.values():
            notes.add_remark(f"{settings.file_of(key)}: {key.name}: {why}")
        kept = tuple(one for one in names if one not in missing)
        output = _with_names(output, key, kept or as_typed)
    return output


def unknown_columns(sheet: Sheet[Any], key: Key, names: Sequence[str]) -> Mapping[str, str]:
    """Those of *names* in the default *key* that are no columns of *sheet*, each with the reason."""
    return {one: why for one in names if (why := _why_unknown(sheet, key, (one,)))}


def _why_unknown(sheet: Sheet[Any], key: Key, names: Sequence[str]) -> str:
    """Why *sheet* has no columns of these *names*, which are for *key*; empty if it has."""
    try:
        arrange(sheet._replace(rows=()), _with_names(Output(), key, names))
    except UsageError as error:
        # All columns that there are would be too much to say of a column that nobody asked for now.
        return str(error).partition(": ")[2].partition("; choose from ")[0]
    return ""


def _with_names(output: Output, key: Key, names: Sequence[str]) -> Output:
    return output._replace(columns=names) if key is COLUMNS else output._replace(sort=names)
