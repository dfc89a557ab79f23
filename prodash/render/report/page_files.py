"""Page files: the templates of the report page, and its style and script, each joined from a file for each idea."""

import os
from pathlib import Path
from typing import Any

_STYLE = (
    *("colours", "base", "badge", "frame", "due", "overview", "breakdown", "board", "charts", "projects"),
    *("history", "filters", "table", "columns", "cover", "phone", "contrast", "print"),
)
"""The files of the style; of two rules that match equally well, the later wins."""

_SCRIPT = (
    *("fold", "make", "tracks", "view", "columns", "rows", "table", "filter", "fields"),
    *("chosen", "sections", "lists", "place", "links", "address", "board", "start"),
)
"""The files of the script; a constant is there for the files after its own, a function for all."""


def style() -> str:
    """The style of the page, without the colours of its catalogue."""
    return "\n".join(page_file(f"style/{name}.css") for name in _STYLE)


def script() -> str:
    """The script of the page: one block, so that its names are its own."""
    files = "\n".join(page_file(f"script/{name}.js") for name in _SCRIPT)
    return f'"use strict";\n{{\n{files}}}\n'


def page_file(name: str) -> str:
    """The text of a file of the page."""
    # Jinja's own loader fails in a zip file that was started by a path with `..` or `./`.
    loader: Any = __spec__.loader
    folder = __file__.removesuffix(Path(__file__).name)
    path = f"page/{name}".replace("/", os.sep)
    return "\n".join([*loader.get_data(f"{folder}{path}").decode().splitlines(), ""])
