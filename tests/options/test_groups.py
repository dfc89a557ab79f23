"""Each group of options builds its value, and the two have the same fields."""

import inspect
from collections.abc import Sequence
from importlib import import_module

import pytest

from prodash.commands.check import GitScopeOptions
from prodash.commands.import_tracks import ColumnOptions
from prodash.commands.init import NewCatalogueOptions
from prodash.commands.report import PageOptions
from prodash.commands.resolve import SideOptions
from prodash.commands.set import HowOptions
from prodash.model.catalogue.kinds import KINDS, EntryKind
from prodash.model.select.filters import Filters
from prodash.options.change import ChangePlanOptions, NewFileOptions, WriteOptions
from prodash.options.entries import EntryOptions, PositionOptions
from prodash.options.filters import FailIfOptions, FilterOptions
from prodash.options.global_options import GlobalOptions, apply_global_options
from prodash.options.groups import GROUPS, Group
from prodash.options.output import FormatOptions, OutputOptions

NO_OPTIONS = {
    ChangePlanOptions: ["plan_on_stderr", "ask_from"],
    WriteOptions: ["format", "columns", "csv_safe", "style", "plan_on_stderr", "ask_from"],
    FormatOptions: ["sort", "reverse", "limit"],
    FilterOptions: ["named"],
    GitScopeOptions: ["paths", "deleted"],
}
"""The fields of a group's value that none of its options fills."""

ALL = (
    FilterOptions,
    FailIfOptions,
    OutputOptions,
    FormatOptions,
    ChangePlanOptions,
    WriteOptions,
    PositionOptions,
    NewFileOptions,
    HowOptions,
    ColumnOptions,
    NewCatalogueOptions,
    GitScopeOptions,
    SideOptions,
    PageOptions,
)


def names(group: Group) -> Sequence[str]:
    return [parameter.name for parameter in group.parameters()]


@pytest.mark.parametrize(("value", "where"), GROUPS.items(), ids=[*GROUPS])
def test_the_usual_group_of_a_value_builds_it(value: str, where: str) -> None:
    module, _, name = where.partition(":")
    assert getattr(import_module(f"prodash.options.{module}"), name).builds.__name__ == value


@pytest.mark.parametrize("group", ALL)
def test_a_group_has_an_option_for_each_field_of_its_value(group: Group) -> None:
    fields = set(inspect.signature(group.builds).parameters)
    assert set(names(group)) == fields - set(NO_OPTIONS.get(group, ()))


@pytest.mark.parametrize("group", ALL)
def test_without_any_option_a_value_is_as_the_model_has_it_by_default(group: Group) -> None:
    assert group.value({one.name: one.default for one in group.parameters()}) == group.builds()


def test_lists_of_what_was_given_are_tuples_in_the_value() -> None:
    assert FilterOptions.value({"stage": ["seed"], "all": True}) == Filters(stage=("seed",), all=True)


def test_an_entry_has_an_option_for_each_key_of_any_kind() -> None:
    assert {*names(EntryOptions)} == {key for kind in KINDS.values() for key in kind.keys}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_options_of_an_entry_are_the_keys_of_its_kind(kind: EntryKind) -> None:
    assert tuple(one.name for one in EntryOptions.parameters(kind)) == kind.keys


def test_all_global_options_are_applied() -> None:
    assert ["session", *names(GlobalOptions)] == [*inspect.signature(apply_global_options).parameters]
