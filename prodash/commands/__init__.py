"""The commands: one file each, and the one list of them."""

COMMANDS = {
    "init": "init:init",
    "list": "list:list_tracks",
    "show": "show:show",
    "set": "set:set_fields",
    "breakdown": "breakdown:breakdown",
    "stages": "stages:stages",
    "check": "check:check",
}
"""Each command's name with its module and function, in the order of the help; `cli` imports one when it is asked for."""
