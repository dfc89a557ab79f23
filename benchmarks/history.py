"""History: what asking git for the moves of tracks costs, beside git's own log of the same repository."""

from benchmarks.program import Program

LOG = "git log --raw -p -- tracks"
COLD, NEW, SAME = "history, nothing kept", "history, one new commit", "history, nothing new"
DASHBOARD, DASHBOARD_AFTER = "dashboard", "dashboard, one new commit"
LIST = "list"
OTHERS = {
    "list --columns title,stage,age": "list --columns title,stage,age",
    "list --in-stage-for 3m": "list --in-stage-for 3m",
    "stuck": "stuck",
    "flow": "flow",
    "diff HEAD~1": "diff HEAD~1",
    "diff HEAD~100": "diff HEAD~100",
    "show": "show track-1",
}
"""More commands that ask for it; nothing is new for them."""

_COMMIT = "{python} {scripts}/commit.py {root} {prodash}"
_DASHBOARD = "{prodash} -C {root} dashboard"
_HISTORY = "{prodash} -C {root} history --limit 10"

GIT = Program(
    "git",
    "history",
    {LOG: [LOG.replace("git", "git -C {root}", 1)]},
    "every change of every track as text; it knows no tracks, stages and moves",
    asks="git --version",
    counts_cpu=True,
)
HISTORY = Program(
    "prodash in a repository",
    "history",
    {
        LIST: ["{prodash} -C {root} list"],
        COLD: [_HISTORY],
        NEW: [_HISTORY],
        SAME: [_HISTORY],
        **{name: [f"{{prodash}} -C {{root}} {line}"] for name, line in OTHERS.items()},
        DASHBOARD: [_DASHBOARD],
        DASHBOARD_AFTER: [_DASHBOARD],
    },
    "1,000 tracks with 10,000 commits",
    {
        COLD: "{python} {scripts}/forget.py {root} history.json commits.jsonl stays.json",
        NEW: _COMMIT,
        # Keeps the newest stays, also for the lists.
        **dict.fromkeys((*OTHERS, DASHBOARD), _DASHBOARD),
        DASHBOARD_AFTER: _COMMIT,
    },
    asks="{prodash} --version",
    warms="{prodash} -C {root} list -f ids",
    counts_cpu=True,
)
