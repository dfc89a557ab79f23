"""Other stages: what to do with a table whose stages are none of the catalogue's."""

from collections.abc import Sequence

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.catalogue.stage import Stages
from prodash.model.entries.stage_values import are_few, can_be_stage
from prodash.model.imports.column import Column
from prodash.model.imports.table import Table
from prodash.model.names.names import match_key
from prodash.model.names.similar import slips_of


def other_stages_advice(catalogue: Catalogue, table: Table, columns: Sequence[Column]) -> str:
    """The command that makes a catalogue with the stages of *table*; empty if *catalogue* has one, or if they look like none."""
    for position, column in enumerate(columns):
        if column.name == STAGE_KEY and not column.is_custom:
            names: dict[str, str] = {}
            keys = [
                match_key(cell)
                for cell in table.filled_cells(position)
                if names.setdefault(match_key(cell), cell)
            ]
            if are_few(keys) and all(_is_other(name, catalogue.stages) for name in names.values()):
                command = shell.command("prodash", "init", "DIR", "--stages", ",".join(names.values()))
                return f"the column {column.header!r} has stages of its own; {command}, in your order, makes a catalogue with them"
    return ""


def _is_other(name: str, stages: Stages) -> bool:
    """Whether *name* can be typed for a stage in `init --stages`, and is none of *stages*, not even with a slip."""
    known = [match_key(text) for stage in stages.in_order for text in (stage.id, stage.name)]
    is_known = stages.find(name) or slips_of(match_key(name), known)
    return not is_known and can_be_stage(name) and not {",", ":"} & {*name}
