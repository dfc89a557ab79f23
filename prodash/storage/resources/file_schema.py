"""Schema: the JSON Schema of a track's file with the names of one catalogue in it."""

import json

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import KINDS


def with_names(schema: str, catalogue: Catalogue) -> str:
    """*schema* proposing the ids of the catalogue's stages, workflows and projects.

    It takes any other name as before: names may be spelled in many ways, and `check` knows them all.
    """
    tree = json.loads(schema)
    names = tree["definitions"]
    for kind in KINDS.values():
        if known := kind.of(catalogue).ids:
            names[kind.name] = {"anyOf": [{"enum": known}, names[kind.name]]}
    return f"{json.dumps(tree, indent=2)}\n"
