"""Workflow commands: text that CI services would obey, replaced by text that they print.

GitHub     a line that begins with `::`, also after blanks; `##[` anywhere
Azure      `##vso[` anywhere, `##[` at the start
TeamCity   `##teamcity[` anywhere
"""

import re

# GitHub trims every blank that Unicode knows; colour codes are skipped here in case a service removes them first.
_COLONS = re.compile(r"((?:^|[\n\r])(?:\s|\x1b\[[0-9;]*m)*):(?=:)")
_HASHES = re.compile(r"#(?=#\w*\[)")


def escape_commands(text: str) -> str:
    """*text* for people, with `∶:` for `::` at the start of a line and `♯#[` for `##[`."""
    return _HASHES.sub("\N{MUSIC SHARP SIGN}", _COLONS.sub("\\1\N{RATIO}", text))


def escape_commands_in_json(text: str) -> str:
    """The JSON *text* with the same value, without workflow commands."""
    return _HASHES.sub(r"\\u0023", text)
