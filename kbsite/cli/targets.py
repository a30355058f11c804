"""Arguments that the commands on targets share: `publish`, `releases` and `rollback`."""

from __future__ import annotations

import argparse
import datetime
import re


def history_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--history`: where the releases of a store lie."""
    parser.add_argument(
        "--history",
        default="",
        metavar="STORE",
        help="where the releases of a store are kept (default: .kbsite/ in it); s3://BUCKET[/PREFIX], az://…, gs://…",
    )


def grace_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--grace`: how long what open pages need stays."""
    parser.add_argument(
        "--grace",
        type=_hours,
        default=datetime.timedelta(hours=24),
        metavar="HOURS",
        help="how long style, script and search index stay for open pages after they left the site (default: 24)",
    )


def _hours(given: str) -> datetime.timedelta:
    if not re.fullmatch(r"[0-9]{1,4}", given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of hours")
    return datetime.timedelta(hours=int(given))
