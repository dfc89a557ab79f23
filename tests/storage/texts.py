"""Track files as people and programs write them, for property tests."""

from hypothesis import strategies as st

ALL_IDS = (
    "seed",
    "mixing",
    "ready-to-release",
    "1",
    "2.0",
    "no",
    "true",
    "Stage 3",
    "über",
    "混音",
    "a_b",
    "x.y",
)
IDS = st.sampled_from(ALL_IDS)
STYLES = st.sampled_from(["{}", "'{}'", '"{}"'])
NEWLINES = st.sampled_from(["\n", "\n", "\r\n", "\r"])
PLAIN = st.sampled_from(
    [
        "x",
        "1999",
        "No",
        "1:30",
        "a b",
        "🌱 é",
        "怪獣",
        "-1",
        "1.10",
        "http://a.b/c?d=e",
        "it's",
        'say "hi"',
        "a#b",
    ]
)
COMMENTS = st.sampled_from(["", " # note", "   #", "  # stage: mixing"])
KEYS = ["title", "workflows", "projects", "due", "bpm", "key", "notes", "Stage", "stages"]


@st.composite
def scalars(draw: st.DrawFn, values: st.SearchStrategy[str] = PLAIN) -> str:
    """One text in any of the quotes."""
    style = draw(STYLES)
    value = draw(values)
    if style == "'{}'":
        return style.format(value.replace("'", "''"))
    return style.format(value.replace('"', '\\"')) if style == '"{}"' else value


@st.composite
def block_values(draw: st.DrawFn, indent: str, newline: str) -> str:
    """What can stand behind `key:` in a mapping of lines."""
    kind = draw(st.sampled_from(["scalar", "empty", "null", "flow", "list", "block", "lines", "map"]))
    more = newline + indent + "  "
    if kind == "scalar":
        return " " + draw(scalars())
    if kind == "flow":
        return (
            " ["
            + draw(st.sampled_from([", ", "," + more])).join(draw(st.lists(scalars(IDS), max_size=3)))
            + "]"
        )
    if kind == "list":
        dash = newline + indent + draw(st.sampled_from(["", "  "])) + "- "
        items = draw(st.lists(scalars(), min_size=1, max_size=3))
        return dash + dash.join(item + draw(COMMENTS) for item in items)
    if kind == "block":
        sign = draw(st.sampled_from(["|", ">", "|-", ">-", "|+"]))
        lines = draw(
            st.lists(
                st.sampled_from(["stage: x", "# no comment", "text", "🌱", "- a"]), min_size=1, max_size=3
            )
        )
        return " " + sign + more + more.join(lines) + draw(st.sampled_from(["", newline, newline * 2]))
    if kind == "lines":
        return " one" + more + "two"
    if kind == "map":
        return more + "stage: inner" + more + "b: " + draw(scalars())
    return "" if kind == "empty" else " ~"


@st.composite
def track_texts(draw: st.DrawFn, stage: st.SearchStrategy[str] | None = None) -> str:
    """A whole track file; *stage* gives its stage, which without it may be empty or absent too."""
    newline = draw(NEWLINES)
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    where = draw(st.integers(0, len(keys)))
    kinds = ["value"] if stage is not None else ["value", "empty", "null", "absent"]
    kind = (
        draw(st.sampled_from(kinds)) if keys else draw(st.sampled_from([k for k in kinds if k != "absent"]))
    )
    value = {"value": draw(scalars(IDS if stage is None else stage)), "empty": "", "null": "~"}.get(kind)
    if draw(st.booleans()):
        return draw(_block(newline, keys, where, value))
    return draw(_flow(newline, keys, where, value))


@st.composite
def _block(draw: st.DrawFn, newline: str, keys: list[str], where: int, stage: str | None) -> str:
    indent = draw(st.sampled_from(["", "", "  "]))
    lines = []
    for key in keys:
        value = draw(block_values(indent, newline))
        one_line = newline not in value and not value.startswith(" |")
        lines.append(f"{indent}{key}:{value}{draw(COMMENTS) if one_line else ''}")
    if stage is not None:
        gap = draw(st.sampled_from([" ", "   "])) if stage else ""
        key = draw(st.sampled_from(["stage", "'stage'", "stage "]))
        lines.insert(where, f"{indent}{key}:{gap}{stage}{draw(COMMENTS)}")
    between = newline * draw(st.sampled_from([1, 1, 2]))
    head = draw(st.sampled_from(["", "# top" + newline, newline, "---" + newline]))
    tail = draw(st.sampled_from(["", newline, newline * 2, newline + "# end", newline + "..." + newline]))
    return head + between.join(lines) + tail


@st.composite
def _flow(draw: st.DrawFn, newline: str, keys: list[str], where: int, stage: str | None) -> str:
    entries = [f"{key}: {draw(scalars(IDS))}" for key in keys]
    if stage is not None:
        entries.insert(where, f"stage: {stage}")
    comma = draw(st.sampled_from([", ", "," + newline + "  "]))
    inside = comma.join(entries)
    return draw(st.sampled_from([f"{{{inside}}}", f"{{ {inside} }}{newline}", f"--- {{{inside}}}{newline}"]))
