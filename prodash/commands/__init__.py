"""Commands: one file for each, and the list of them."""

COMMANDS = {
    "dashboard": "dashboard:dashboard",
    "init": "init:init",
    "add": "add:add",
    "list": "list:list_tracks",
    "show": "show:show",
    "set": "set:set_fields",
    "edit": "edit:edit",
    "breakdown": "breakdown:breakdown",
    "board": "board:board",
    "due": "due:due",
    "stages": "stages:stages",
    "workflows": "workflows:workflows",
    "projects": "projects:projects",
    **{
        f"{kind} {verb}": f"entries:{verb}"
        for kind in ("stages", "workflows", "projects")
        for verb in ("add", "rename", "move", "remove")
    },
    "report": "report:report",
    "import": "import_tracks:import_tracks",
    "export": "export:export",
    "check": "check:check",
    "schema": "schema:schema",
    "undo": "undo:undo",
    "redo": "undo:redo",
    "completion": "completion:completion",
}
"""The module and function of each command, in the order of the help; `cli` imports a module when its command runs.

A name of two words is a subcommand of the first word."""
