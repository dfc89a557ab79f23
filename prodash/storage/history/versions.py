"""Versions: the stage in one version of a track, and the stages in one version of `stages.yaml`."""

from collections.abc import Callable

from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.names.keywords import NULLS
from prodash.model.names.names import match_key
from prodash.model.names.new_ids import find_new_ids
from prodash.storage.disk.locate import STAGES
from prodash.storage.history.tip import StageList
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.nodes import Fault, Mapping
from prodash.storage.yaml.one_value import value_reader
from prodash.storage.yaml.parse import parse


def stage_reader(stage_key: str = STAGE_KEY) -> Callable[[bytes], str]:
    """A function that returns the stage in the bytes of a track as `read_track` reads it; empty if there is none."""
    read_simple = value_reader(stage_key)

    def read(data: bytes) -> str:
        decoded = decode(data)
        if isinstance(decoded, Fault):
            return ""
        # What YAML takes for nothing is left to the parser, which knows quotes.
        simple = read_simple(decoded[1])
        return simple if simple and simple not in NULLS else _parsed_stage(decoded[1], stage_key)

    return read


def _parsed_stage(text: str, stage_key: str) -> str:
    from prodash.storage.read.fields import FieldReader

    document = parse(text)
    if isinstance(document, Fault) or not isinstance(document.top, Mapping):
        return ""
    mentions = FieldReader(document.top, "", []).mention(stage_key)
    return mentions[0].text if mentions else ""


def read_stage_list(data: bytes) -> StageList:
    """The stages in the bytes of a `stages.yaml`; empty if they cannot be read."""
    from prodash.storage.read.entries import read_stages

    stages, _ = read_stages(STAGES, data)
    return tuple((stage.id, stage.name) for stage in stages or ())


def renamed_stages(old: StageList, new: StageList) -> dict[str, str]:
    """What tracks may have written for a stage in the *old* list, as match keys, with its id in the *new* one.

    Only for stages of which the id or the name has changed.
    """
    ids = {identifier: identifier for identifier, _ in new} | find_new_ids(old, new)
    names = dict(new)
    return {
        spelling: ids[identifier]
        for identifier, name in old
        if identifier in ids and (ids[identifier] != identifier or names[identifier] != name)
        for spelling in (match_key(identifier), match_key(name))
        if spelling != match_key(ids[identifier])
    }
