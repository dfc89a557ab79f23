"""Commands: one file for each, and the list of them."""

_CHANGES = {"add": "add", "set": "set_values", "rename": "rename", "move": "move", "remove": "remove"}
"""The verbs that change entries, each with its function."""


def _of_entries(kind: str) -> dict[str, str]:
    """The command that lists the entries of a *kind*, and those that change them."""
    return {kind: f"{kind}:{kind}", **{f"{kind} {verb}": f"entries:{run}" for verb, run in _CHANGES.items()}}


PANELS = {
    "Look": {
        "dashboard": "dashboard:dashboard",
        "list": "list:list_tracks",
        "show": "show:show",
        "board": "board:board",
        "breakdown": "breakdown:breakdown",
        "due": "due:due",
        "history": "history:history",
        "stuck": "stuck:stuck",
        "flow": "flow:flow",
        "forecast": "forecast:forecast",
        "diff": "diff:diff",
    },
    "Change": {
        "set": "set:set_fields",
        "pick": "pick:pick",
        "next": "next_stage:next_stage",
        "back": "next_stage:back",
        "archive": "archive:archive",
        "restore": "archive:restore",
        "edit": "edit:edit",
        "replace": "replace:replace",
        "undo": "undo:undo",
        "redo": "undo:redo",
    },
    "Files": {
        "init": "init:init",
        "add": "add:add",
        "copy": "copy:copy",
        "rename": "rename:rename",
        "move": "move:move",
        "remove": "remove:remove",
        "open": "open:open_field",
        "import": "import_tracks:import_tracks",
        "export": "export:export",
    },
    "Vocabulary": {
        **_of_entries("stages"),
        **_of_entries("workflows"),
        **_of_entries("projects"),
        "fields": "fields:fields",
        "fields add": "fields_declare:add",
        "fields set": "fields_declare:set_values",
        "fields rename": "fields_change:rename",
        "fields remove": "fields_change:remove",
        "fields split": "fields_change:split",
    },
    "Share": {
        "report": "report:report",
        "sync": "sync:sync",
        "resolve": "resolve:resolve",
        "git-setup": "git_setup:git_setup",
        "merge-driver": "merge_driver:merge_driver",
    },
    "Scripts": {
        "check": "check:check",
        "schema": "schema:schema",
        "completion": "completion:completion",
        "filters": "filters:filters",
        "config": "config:config",
        "config set": "config:set_value",
        "config unset": "config:unset",
        "help": "help:show_help",
    },
}
"""The commands as `prodash --help` groups them, each with its module and function; a name of two words is a subcommand."""

UNLISTED = frozenset({"merge-driver"})
"""Commands that only other programs run: `prodash --help` leaves them out."""

COMMANDS = {name: target for panel in PANELS.values() for name, target in panel.items()}
"""The module and function of each command; `cli` imports a module when its command runs."""
