"""The examples of each command: what is typed, and what that does, in English (see `parser.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("kbsite init Klimatorget", "a site of your own, in a new folder"),
        ("kbsite serve --open", "see it in the browser while you write"),
        ("kbsite build", "build it into public/"),
        ("kbsite check --help --lang en", "the help of one command, in English"),
    ),
    "init": (
        ("kbsite init Klimatorget", "ask for name, address and language, and make the site in a new folder"),
        (
            "kbsite init Klimatorget --title Klimatorget --base-url https://klimatorget.example.org/ "
            "--email mail@example.org --language en",
            "make it without asking",
        ),
    ),
    "build": (
        ("kbsite build", "build the site of this folder into public/"),
        ("kbsite build --drafts --future --output trial", "build all that is written into trial/, to show others"),
        ("kbsite build --portable --output hand-out", "pages that can be opened from a memory stick"),
    ),
    "publish": (
        (
            "kbsite publish /srv/www --verify https://www.example.org/",
            "copy it to a folder, and see that it is there",
        ),
        ("kbsite publish ssh://www@example.org/srv/www --dry-run", "show what would be sent over ssh"),
    ),
    "recover": (("kbsite recover", "finish public/ after a power cut or a kill"),),
    "releases": (("kbsite releases ssh://www@example.org/srv/www", "which releases a host has"),),
    "rollback": (("kbsite rollback ssh://www@example.org/srv/www", "let readers see the release before"),),
    "serve": (
        ("kbsite serve --open", "open the site in the browser, with all that you save"),
        ("kbsite serve --port 9000", "serve it at a port of your choice"),
    ),
    "new": (
        ("kbsite new", "be asked for everything"),
        (
            'kbsite new qa "How do we revise a plan?" --theme plan --author kari',
            "a question with its theme and its author",
        ),
    ),
    "mv": (
        (
            "kbsite mv content/artikler/plan.md content/artikler/planer.md --dry-run",
            "show what a move would change",
        ),
    ),
    "import": (
        ("kbsite import old-pages --suggest", "print a first map of old pages"),
        ("kbsite import old-pages --map map.yaml --dry-run", "say what would be written"),
        ("kbsite import --review", "compare old and new side by side"),
    ),
    "check": (
        ("kbsite check", "every problem of every file"),
        ("kbsite check --changed-since main", "the problems of a branch"),
        ("kbsite check --fix --dry-run", "show what can be fixed safely"),
    ),
    "report": (
        ("kbsite report stale --days 30", "what is due for review in a month"),
        ("kbsite report --html reports", "all of it in charts, on one page"),
    ),
    "report stale": (("kbsite report stale --days 30 --fail", "stop a pipeline when a review is overdue"),),
    "report laws": (
        ("kbsite report laws --changed-since 2026-01-01", "which pages rest on law that is new this year"),
    ),
    "report changed-pages": (
        (
            "kbsite report changed-pages --since main --address http://127.0.0.1:8000/",
            "what this branch changes, with links into the preview",
        ),
    ),
    "report next-change": (("kbsite report next-change --json", "when to build again"),),
    "report language": (("kbsite report language", "how much is in bokmål and in nynorsk"),),
    "report links": (("kbsite report links", "which pages no other page links to"),),
    "report authors": (("kbsite report authors", "who has written what"),),
    "report themes": (("kbsite report themes", "where there is little to read"),),
    "report queries": (("kbsite report queries access.log.gz", "what readers looked for and did not find"),),
    "laws": (("kbsite laws update lovdata", "see whether the law has changed, from a folder of Lovdata's data"),),
    "laws update": (
        ("kbsite laws update lovdata --dry-run", "show what has changed since last time, and write nothing"),
    ),
    "schema": (
        ("kbsite schema --write", "let VS Code know new themes and authors"),
        ("kbsite schema data/site.yaml", "every setting of a site, explained"),
    ),
    "words": (("kbsite words sv --write", "a file of words in Swedish, to be translated"),),
    "search-test": (("kbsite search-test queries.yaml --mrr 0.9", "fail when the search becomes worse"),),
    "completion": (
        (". <(kbsite completion bash)", "complete commands and options in bash, until you close it"),
        ("kbsite completion fish > ~/.config/fish/completions/kbsite.fish", "in fish, from now on"),
    ),
}
"""By what is typed after `kbsite`; every command has one at least."""
