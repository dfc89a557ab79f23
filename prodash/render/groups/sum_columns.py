"""Sum columns: the sums of each row of a breakdown, as columns of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from prodash.model.catalogue.value import Value
from prodash.model.sums.sums import Sum
from prodash.render.formats.sheet import Cell, Column, Sheet

SUMS = "sums"
"""The key of sums in JSON."""

Sums = Sequence[Sum]


def for_programs(sums: Sums) -> Value:
    """*sums* as JSON says them."""
    return tuple(one.for_programs for one in sums)


def with_sums(sheet: Sheet[Any], by_id: Mapping[str, Sums], total: Sums) -> Sheet[Any]:
    """*sheet*, whose rows have the sums *by_id* of all their tracks, with a column for each sum; *total* is about all tracks."""
    known = {column.name for column in sheet.columns}

    def column(number: int, one: Sum) -> Column[Any]:
        name = f"{one.of.function}_{one.of.name}"
        return Column(
            f"{SUMS}.{name}" if name in known else name,
            lambda row: by_id[sheet.identify(row)][number].value,
            lambda row: Cell(by_id[sheet.identify(row)][number].text),
            part_of=SUMS,
            is_number=True,
        )

    group: Column[Any] = Column(SUMS, lambda row: for_programs(by_id[sheet.identify(row)]), is_group=True)
    columns = (column(number, one) for number, one in enumerate(total))
    return sheet._replace(
        columns=(*sheet.columns, group, *columns), facts={**sheet.facts, SUMS: for_programs(total)}
    )
