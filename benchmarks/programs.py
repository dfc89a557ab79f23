"""Programs: who is measured, and the command lines with which each does the same work."""

from benchmarks.history import GIT, HISTORY
from benchmarks.merging import DRIVER, MERGE_FILE
from benchmarks.program import ALL, CHANGE, COUNT, IDS, RENAME, START, Program

_TO, _BACK = "mixing", "recorded"

HELLO = Program("bare Typer program", "yaml", {START: ["{python} {scripts}/hello.py"]}, "the unit: 1.00")

OWN = {
    "list -f ids": "list -f ids",
    "list -f json": "list -f json",
    "list -f csv": "list -f csv",
    "list --where": "list --where bpm=120",
    "list --search": "list --search verse",
    "list --group-by": "list --group-by stage",
    "list --sum": "list --sum bpm",
    "fields": "fields",
    "dashboard": "",
    "board": "board",
    "due": "due",
    "report": "report -",
    "check": "check",
}
"""More commands of prodash."""

COMPLETED = {
    "completion of a stage": "set stage=mi",
    "completion of a track": "show track-1",
    "completion of an option": "list --st",
}
"""What has been typed when TAB is pressed."""

PRODASH = Program(
    "prodash",
    "yaml",
    {
        START: ["{prodash} --version"],
        IDS: ["{prodash} -C {root} list --stage mixing -f ids"],
        COUNT: ["{prodash} -C {root} breakdown"],
        ALL: ["{prodash} -C {root} list"],
        CHANGE: [f"{{prodash}} -C {{root}} set stage={stage} --project summer-ep" for stage in (_TO, _BACK)],
        RENAME: [
            "{prodash} -C {root} rename track-1 song-1",
            "{prodash} -C {root} rename song-1 track-1",
        ],
        **{name: [f"{{prodash}} -C {{root}} {line}"] for name, line in OWN.items()},
        **{
            name: [f"{{prodash}} __complete bash 'prodash -C {{root}} {typed}' ="]
            for name, typed in COMPLETED.items()
        },
    },
    "its index is there and up to date; a change is all or nothing, flushed to disk and can be undone",
    dict.fromkeys((CHANGE, RENAME), "{prodash} -C {root} list -f ids"),
    warms="{prodash} -C {root} list -f ids",
)
UNINDEXED = Program(
    "prodash --no-index",
    "yaml",
    {
        IDS: ["{prodash} --no-index -C {root} list --stage mixing -f ids"],
        COUNT: ["{prodash} --no-index -C {root} breakdown"],
        ALL: ["{prodash} --no-index -C {root} list"],
    },
    "reads every file every time",
    asks="{prodash} --no-index --version",
)
FIRST = Program(
    "prodash (first time)",
    "yaml",
    {IDS: ["{prodash} -C {root} list --stage mixing -f ids"]},
    "`.prodash` is removed before each run, so it reads every file and writes the index",
    {IDS: "{python} {scripts}/forget.py {root}"},
    asks="{prodash} --version",
)
PLAIN = Program(
    "plain ruamel.yaml script",
    "yaml",
    {
        START: ["{python} -c 'import ruamel.yaml; print(ruamel.yaml.__version__)'"],
        IDS: ["{python} {scripts}/plain.py {root} ids mixing"],
        COUNT: ["{python} {scripts}/plain.py {root} count"],
        ALL: ["{python} {scripts}/plain.py {root} all"],
        CHANGE: [
            f"{{python}} {{scripts}}/plain.py {{root}} change summer-ep {stage}" for stage in (_TO, _BACK)
        ],
    },
    '`YAML(typ="safe").load` of every file; it stops at the first bad file, and its changes have no undo '
    "and give up formatting that ruamel.yaml does not keep",
)
WALK = Program(
    "walk and stat",
    "yaml",
    {IDS: ["{python} -I -S {scripts}/walk.py {root}"]},
    "looks from Python whether each file is as it was, and reads none",
    asks="{python} --version",
)
RIPGREP = Program(
    "rg",
    "yaml",
    {
        START: ["rg --version"],
        IDS: ["rg --files-with-matches '^stage: mixing$' {root}/tracks"],
        COUNT: ["sh -c 'rg --no-filename --no-line-number \"^stage: \" {root}/tracks | sort | uniq -c'"],
        ALL: ["rg --no-line-number '^(title|stage|due): ' {root}/tracks"],
    },
    "searches lines: it knows neither names of stages, nor due dates that are inherited, nor broken files; "
    "it cannot change",
)
YQ = Program(
    "yq",
    "yaml",
    {
        START: ["yq --version"],
        **{
            work: [f'sh -c \'find {{root}}/tracks -name "*.yaml" -print0 | xargs -0 yq -r "{line}\'']
            for work, line in {
                IDS: 'select(.stage == \\"mixing\\") | .title"',
                COUNT: '.stage" | sort | uniq -c',
                ALL: '[.title, .stage, .due] | join(\\" \\")"',
            }.items()
        },
    },
    "reads every file every time, as `find` and `xargs` hand them over; it knows values and no catalogue",
)
TODOMAN = Program(
    "todoman",
    "ics",
    {
        START: ["todo --version"],
        IDS: ["todo --config {root}/config.py list --category mixing"],
        ALL: ["todo --config {root}/config.py list"],
    },
    "one iCalendar file for each task, and a cache in SQLite that is up to date; categories are the stages; "
    "it counts nothing by category and edits one task at a time",
    warms="todo --config {root}/config.py list",
)
TASK = Program(
    "taskwarrior",
    "task",
    {
        START: ["task --version"],
        IDS: ["task rc:{root}/taskrc project:mixing names"],
        COUNT: ["task rc:{root}/taskrc summary"],
        ALL: ["task rc:{root}/taskrc list"],
        CHANGE: [f"task rc:{{root}}/taskrc +summer_ep modify project:{stage}" for stage in (_TO, _BACK)],
    },
    "its own data file, no files of yours; projects are the stages",
)
BEETS = Program(
    "beets",
    "beets",
    {
        START: ["beet --version"],
        IDS: ["beet -c {root}/config.yaml -l {root}/library.db ls -f $title grouping:=mixing"],
        COUNT: [
            "sh -c 'beet -c {root}/config.yaml -l {root}/library.db ls -f \"\\$grouping\" | sort | uniq -c'"
        ],
        ALL: ["beet -c {root}/config.yaml -l {root}/library.db ls"],
        CHANGE: [
            "beet -c {root}/config.yaml -l {root}/library.db"
            f" modify --yes --nowrite --nomove album:=summer-ep grouping={stage}"
            for stage in (_TO, _BACK)
        ],
    },
    "a database in SQLite, no files of yours (tags of audio are not written here); groupings are the stages",
)
BACKLOG = Program(
    "Backlog.md",
    "backlog",
    {
        START: ["backlog --version"],
        IDS: ["sh -c 'cd {root} && backlog task list --status mixing --plain'"],
        ALL: ["sh -c 'cd {root} && backlog task list --plain'"],
    },
    "one Markdown file for each task; statuses are the stages; it counts only in a full-screen view, "
    "and editing 1,000 of 10,000 tasks with one command took more than 200 s",
)

PROGRAMS = (
    HELLO,
    PRODASH,
    UNINDEXED,
    FIRST,
    PLAIN,
    WALK,
    RIPGREP,
    YQ,
    TODOMAN,
    TASK,
    BEETS,
    BACKLOG,
    DRIVER,
    MERGE_FILE,
    GIT,
    HISTORY,
)
