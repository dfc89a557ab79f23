"""Files as people and programs write them, and values that are hard to write, drawn from a random generator."""

import json
from collections.abc import Callable, Sequence
from random import Random

KEYS = ("title", "stage", "workflows", "projects", "due", "bpm", "mood", "notes", "label")
LISTS = ("workflows", "projects", "mood")
NAMES = (
    *("seed", "mixing", "no", "012", "1e5", "1_000", "0x1f", "0b1", "0o7", "2026-12-01", "1", "2.0", "1.10"),
    *("true", "é", "y", "a-b", "Off", "08", "1e3", "混音"),
)
"""Names of stages, workflows and projects that a reader may take for something else."""

SIGNS = (
    *"ab1 -:#,[]{}&*!|>'\"%@`?~=\\.<_0é+/$^()",
    *("---", "...", ": ", " #", "- ", "? ", "<<", "yes", "no", "0o", "0x", "12:30", "012", "1_0", "e5", "  "),
    *("\xa0", "\u3000", "\u200b", "\ufffd", "🌱", "👩‍🎤", "e\u0301", "\xad", "\ue000", "\U0001fffe"),
)
CONTROLS = (
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u202e",
    "\ufeff",
    "\0",
)
WORDS = (
    *("yes", "No", "on", "~", "null", "true", "True", "012", "08", "1e5", "1e+16", "0x1f", "0b11", "0o17"),
    *(".inf", ".nan", "12:30", "1:30.5", "2026-12-01", "2026-13-45", "2026-12-01 10:00", "-", "--", "---"),
    *("...", "--- a", "=", "<<", "1.5", "120", "-1", "-0", "+5", "1_000", "_", "-_", "+_1", "._", "1.", ".5"),
    *(
        "a:?b",
        ":a",
        "a:",
        "::",
        "?",
        "?a",
        "a?b",
        "#a",
        "a#b",
        "a #b",
        "a: b",
        "- a",
        "[a",
        "a]",
        "{a}",
        "a, b",
    ),
    *(
        "&a",
        "*a",
        "!a",
        "!!str a",
        "|",
        ">-",
        "%a",
        "%YAML 1.2",
        "@a",
        "`a`",
        "'a'",
        '"a"',
        "it's",
        'say "hi"',
    ),
    *(
        "\\",
        "\\n",
        "a\\",
        "http://a.b/c?d=e",
        "C:\\x",
        "a  b",
        "a -",
        "- ",
        "x" * 200,
        "x " * 700,
        "\xa0",
        "\u3000a",
        "a\u2003",
    ),
)


def name(r: Random) -> str:
    return r.choice(NAMES)


def line(r: Random) -> str:
    """A text of one line for a field."""
    return r.choice(WORDS) if r.random() < 0.4 else "".join(r.choices(SIGNS, k=r.randint(1, 7)))


def text(r: Random) -> str:
    """A text of any length, with any character that a file can have."""
    return "".join(r.choices(SIGNS + CONTROLS, k=r.randint(1, 9))) if r.random() < 0.4 else line(r)


def track(r: Random) -> str:
    """The text of a track's file: in lines, in braces or as JSON."""
    return r.choice((in_lines, in_lines, in_braces, as_json))(r)


def in_lines(r: Random) -> str:
    newline = r.choice(("\n", "\n", "\n", "\r\n", "\r"))
    indent = r.choice(("", "", "", "  "))
    lines = [
        indent + _key(r, key, newline + indent) + _block_value(r, key, newline, indent) for key in _keys(r)
    ]
    heads = (
        "",
        "",
        "# top",
        "---",
        "--- # top",
        "",
        "%YAML 1.2" + newline + "---",
        "# a\u2028b: c",
        "# a\x85",
    )
    head = "".join(word + newline for word in r.choices(heads, k=r.choice((0, 1))))
    tail = r.choice(("", newline, newline, newline * 2, f"{newline}# end", f"{newline}...{newline}"))
    return head + (newline * r.choice((1, 1, 1, 2))).join(lines) + tail


def in_braces(r: Random) -> str:
    pairs = [f"{_quoted(r, key, flow=True)}: {_flow_value(r, key)}" for key in _keys(r)]
    if r.random() < 0.5:
        return r.choice(("", "--- ")) + "{" + ", ".join(pairs) + r.choice(("}", " }", ",}\n"))
    indent = r.choice(("\n  ", "\n    ", "\r\n  "))
    end = r.choice(("", ",", ",  # last", "  # last"))
    return (
        "{"
        + indent
        + f",{indent}".join(pairs)
        + end
        + r.choice(("\n}", "\n}\n", " }" if "#" not in end else "\n}"))
    )


def as_json(r: Random) -> str:
    values = {key: _json_value(r, key) for key in _keys(r)}
    indent = r.choice((None, None, 1, 2, 4))
    separators = r.choice(((", ", ": "), (",", ":"))) if indent is None else None
    return json.dumps(values, ensure_ascii=False, indent=indent, separators=separators) + r.choice(("", "\n"))


def _keys(r: Random) -> list[str]:
    return r.sample(KEYS, r.randint(1, 6))


def _key(r: Random, key: str, more: str) -> str:
    return f"? {key}{more}:" if r.random() < 0.05 else _quoted(r, key) + r.choice((":", ":", ":", " :"))


def _old(r: Random, key: str) -> str:
    """A value as a person wrote it."""
    if key in {"stage", "workflows", "projects"}:
        return name(r)
    if key == "due":
        return "2026-12-01"
    return r.choice(
        ("x", "a b", "120", "yes", "it's", "http://a.b/c?d=e", "🌱 é", "No", 'say "hi"', "a:b", "a?b", "1.10")
    )


def _quoted(r: Random, value: str, *, flow: bool = False) -> str:
    """*value* in any quotes, or in none where it needs none."""
    style = r.choice(("", "", "'", '"'))
    if not style and not (flow and {*",[]{}?"} & {*value}):
        return value
    return "'" + value.replace("'", "''") + "'" if style == "'" else json.dumps(value, ensure_ascii=False)


def _block_value(r: Random, key: str, newline: str, indent: str) -> str:
    more = f"{newline}{indent}  "
    value = _quoted(r, _old(r, key))
    comment = r.choice(("", "", "", " # note", "   #", " # a\u2028b"))
    kinds: list[Callable[[], str]] = [lambda: f" {value}{comment}"]
    if key not in {"stage", "due"}:
        dash = newline + indent + r.choice(("", "  ")) + "- "
        old = [_quoted(r, _old(r, key)) + r.choice(("", " # one")) for _ in range(r.randint(1, 3))]
        flow = [_quoted(r, _old(r, key), flow=True) for _ in range(r.randint(1, 3))]
        kinds += [
            lambda: "",
            lambda: " ~",
            lambda: " []",
            lambda: f" [{', '.join(flow)}]{comment}",
            lambda: f" [{more}{f',{more}'.join(flow)}{r.choice(('', ',', ',  # last'))}{more}]",
            lambda: dash + dash.join(old),
        ]
    if key not in {"stage", "due", "workflows", "projects"}:
        block = more.join(r.sample(("text", "- a", "# no comment", "stage: x", "🌱"), 2))
        kinds += [
            lambda: f" {r.choice(('|', '>', '|-', '>-', '|+'))}{more}{block}{r.choice(('', newline))}",
            lambda: f" one{more}two",
            lambda: f' "one{more}two\\{more}  three"{comment}',
            lambda: f" one\u2028 two{comment}",
            lambda: f" {r.choice(('&x', '!!str', '!t', '&y !!str'))} {value}",
            lambda: f" {{{more}a: [b,{more}c],{more}d: e }}{comment}",
            lambda: f"{more}stage: inner{more}b: {value}",
        ]
    return r.choice(kinds)()


def _flow_value(r: Random, key: str) -> str:
    items = [_quoted(r, _old(r, key), flow=True) for _ in range(r.randint(0, 3))]
    return f"[{', '.join(items)}]" if key in LISTS and r.random() < 0.8 else (items or ["x"])[0]


def _json_value(r: Random, key: str) -> object:
    if key in LISTS and r.random() < 0.8:
        return [_old(r, key) for _ in range(r.randint(0, 3))]
    return r.choice((120, 1.5, True, None, "120")) if key == "bpm" else _old(r, key)


def vocabulary(r: Random, kind: str, ids: Sequence[str]) -> str:
    """The text of `stages.yaml`, `workflows.yaml` or `projects.yaml` with entries of these ids."""
    entries = [_entry(r, kind, identifier) for identifier in ids]
    layout = r.choice(("json", "flow", "lines", "lines"))
    if layout == "json":
        return json.dumps({kind: entries}, ensure_ascii=False, indent=r.choice((None, 2)))
    if layout == "flow":
        return f"{kind}: [{', '.join(_entry_in_braces(r, entry) for entry in entries)}]\n"
    indent = r.choice(("", "  "))
    items = [_entry_in_lines(r, entry, indent) for entry in entries]
    return f"# mine\n{kind}:\n" + r.choice(("", "\n")).join(items) + r.choice(("", "# end\n"))


def _entry(r: Random, kind: str, identifier: str) -> dict[str, str] | str:
    if r.random() < 0.3:
        return identifier
    more = {
        "name": f"{identifier} of mine",
        "colour": r.choice(("teal", "#64748b")),
        "description": _old(r, "label"),
    }
    if kind == "projects":
        more["due"] = "2026-12-01"
    return {"id": identifier, **{key: more[key] for key in r.sample([*more], r.randint(0, len(more)))}}


def _entry_in_braces(r: Random, entry: dict[str, str] | str) -> str:
    if isinstance(entry, str):
        return _quoted(r, entry, flow=True)
    return "{" + ", ".join(f"{key}: {_entry_text(r, value, flow=True)}" for key, value in entry.items()) + "}"


def _entry_in_lines(r: Random, entry: dict[str, str] | str, indent: str) -> str:
    if isinstance(entry, str):
        return f"{indent}- {_quoted(r, entry)}\n"
    lines = [f"{key}: {_entry_text(r, value)}{r.choice(('', ' # note'))}\n" for key, value in entry.items()]
    return f"{indent}- " + f"{indent}  ".join(lines)


def _entry_text(r: Random, value: str, *, flow: bool = False) -> str:
    return f"'{value}'" if value.startswith("#") else _quoted(r, value, flow=flow)
