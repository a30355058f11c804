"""`kbsite publish`: bring the built site to where readers find it, and prove that it is there."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FINE, clear, number, output_argument, progress
from kbsite.cli.targets import grace_argument, history_argument
from kbsite.diagnostics import EnvironmentFault
from kbsite.read.process import HALF_DONE
from kbsite.read.process import run as run_program

if TYPE_CHECKING:
    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.publish.targets.ledger import Plan
    from kbsite.publish.targets.target import Built, Target

_PURGE_SECONDS = 600
_SHOWN = 10


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("publish", parents=[common], help="bring the built site to its host")
    parser.add_argument(
        "target",
        metavar="TARGET",
        help="a folder, ssh://user@host/path, git:REMOTE#BRANCH[:FOLDER], s3://BUCKET[/PREFIX], az://…, gs://…",
    )
    output_argument(parser, "the built site")
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, and do nothing")
    parser.add_argument(
        "--max-delete",
        type=_most,
        default="10%",
        metavar="N|N%",
        help="refuse where more files would go (default: 10%%)",
    )
    grace_argument(parser)
    parser.add_argument(
        "--releases",
        type=number,
        default=5,
        metavar="N",
        help="releases to keep (default: 5); in a branch, all are",
    )
    history_argument(parser)
    parser.add_argument(
        "--force", action="store_true", help="replace files at the target that kbsite did not put there"
    )
    parser.add_argument(
        "--purge", default="", metavar="COMMAND", help="run afterwards; it gets the changed addresses"
    )
    parser.add_argument(
        "--verify", default="", metavar="URL", help="compare what readers get there with what was built"
    )
    parser.set_defaults(run=run)


def _most(given: str) -> str:
    if not re.fullmatch(r"[0-9]{1,7}|(100|[0-9]{1,2})%", given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of files, and no share such as 10%")
    return given


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Compare, send what differs, purge, verify."""
    from kbsite.publish.targets.ledger import compare, refuse_emptying
    from kbsite.publish.targets.opened import opened
    from kbsite.publish.targets.site import built, refuse_names, without_settings
    from kbsite.publish.targets.target import address
    from kbsite.publish.verify import refuse_no_address

    if args.verify:
        refuse_no_address(args.verify)
    target = opened(args.target, Path(args.root), args.releases, args.history)
    whole = built(Path(args.output))
    site = whole if target.shows_settings else without_settings(whole)
    refuse_names(site, address(args.target))
    before = target.ledger(site, force=args.force)
    plan = compare(before, site.files, datetime.datetime.now(datetime.UTC), args.grace)
    if args.dry_run:
        _show(plan)
        sys.stderr.write(f"{_line('publish_would', plan, args, words)}\n")
        refuse_emptying(before, plan, args.max_delete)
        return FINE
    refuse_emptying(before, plan, args.max_delete)
    _publish(target, site, plan, args, words)
    if not args.quiet:
        print(_line("published_nothing" if plan.nothing else "published", plan, args, words), flush=True)
    if args.purge and not plan.nothing:
        _purge(args.purge, plan)
    if args.verify:
        _verify(whole, plan, args, words)
    return FINE


def _publish(target: Target, site: Built, plan: Plan, args: argparse.Namespace, words: Catalogue) -> None:
    if plan.nothing:
        return
    shown = progress(args, words)
    try:
        target.publish(site, plan, lambda done, total: shown("publishing", done, total))
    except KeyboardInterrupt as stopped:
        if target.in_steps:
            stopped.args = (HALF_DONE,)
        raise
    finally:
        clear(args)


def _line(name: str, plan: Plan, args: argparse.Namespace, words: Catalogue) -> str:
    counts = {"added": len(plan.added), "changed": len(plan.changed), "removed": len(plan.removed)}
    return words.line(name, target=args.target, same=plan.same, resting=len(plan.after.gone), **counts)


def _show(plan: Plan) -> None:
    groups = (("+", plan.added), ("~", plan.changed), ("-", plan.removed), ("…", sorted(plan.after.gone)))
    for mark, paths in groups:
        for path in paths:
            sys.stdout.write(f"{mark} {path}\n")


def _purge(command: str, plan: Plan) -> None:
    """Run the owner's command, with the changed paths on its standard input; what it says is not shown."""
    given = "".join(f"{path}\n" for path in (*plan.sent, *plan.removed)).encode()
    status = run_program(("/bin/sh", "-c", command), seconds=_PURGE_SECONDS, given=given).status
    if status:
        raise EnvironmentFault("purge-failed", status=str(status))


def _verify(site: Built, plan: Plan, args: argparse.Namespace, words: Catalogue) -> None:
    from kbsite.publish.verify import verify

    shown = progress(args, words)
    asked, wrong = verify(
        site, args.verify, plan.sent, plan.removed, lambda done, total: shown("verifying", done, total)
    )
    clear(args)
    for each in wrong[: None if args.verbose else _SHOWN]:
        sys.stderr.write(f"{each.url}: {words.line(each.word, found=each.found)}\n")
    if wrong:
        raise EnvironmentFault("not-as-published", url=args.verify, found=str(len(wrong)), all=str(asked))
    if not args.quiet:
        print(words.line("verified", url=args.verify, count=asked))
