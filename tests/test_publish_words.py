"""Targets as they are written, what is compared, and what is never shown."""

from __future__ import annotations

import datetime

import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.publish.targets.causes import advice, cause
from kbsite.publish.targets.ledger import Ledger, as_json, compare, from_json, phases, refuse_emptying
from kbsite.publish.targets.redaction import without_secrets
from kbsite.publish.targets.target import Address, address

NOW = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/srv/www", Address("folder", "/srv/www")),
        ("public-2", Address("folder", "public-2")),
        ("ssh://vert/srv/www", Address("ssh", "/srv/www", host="vert")),
        ("ssh://kari@vert.no:2222/srv/my%20site/", Address(
            "ssh", "/srv/my site", host="vert.no", user="kari", port=2222
        )),
        ("ssh://kari@vert/~/www", Address("ssh", "./www", host="vert", user="kari")),
        ("git:origin#gh-pages", Address("git", "", host="origin", branch="gh-pages")),
        ("git:git@vert:eier/navn.git#sider:forhandsvisning/12", Address(
            "git", "forhandsvisning/12", host="git@vert:eier/navn.git", branch="sider"
        )),
        ("s3://bucket", Address("s3", "", host="bucket")),
        ("az://beholder/en/to/", Address("az", "en/to", host="beholder")),
        ("gs://bucket/x", Address("gs", "x", host="bucket")),
    ],
)  # fmt: skip
def test_targets(text: str, found: Address) -> None:
    made = address(text)
    assert Address(made.scheme, made.path, made.host, made.user, made.port, made.branch) == found
    assert made.written == text


@pytest.mark.parametrize(
    "text",
    [
        "", "-oProxyCommand=x", "ftp://vert/x", "https://vert/x", "ssh://vert", "ssh://vert/", "ssh:///srv",
        "ssh://-oProxyCommand=x/srv", "ssh://vert/a/../b", "ssh://-l@vert/srv", "ssh://vert:port/srv", "ssh://vert/a\nb",
        "ssh://vert/srv?x", "git:#main", "git:origin", "git:origin#", "git:--upload-pack=x#main", "git:origin#a..b",
        "git:origin#-d", "git:origin#main:../x", "git:origin#main:.git", "s3://", "s3:///x", "s3://bucket?x=1",
    ],
)  # fmt: skip
def test_what_is_no_target(text: str) -> None:
    with pytest.raises(EnvironmentFault, match="wrong-target"):
        address(text)


@pytest.mark.parametrize(
    "text", ["ssh://kari:passord@vert/srv", "s3://nokkel:hemmelig@bucket", "git:https://x:passord@vert/y.git#main"]
)
def test_a_password_in_a_target_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(EnvironmentFault, match="secret-in-target") as refused:
        address(text)
    assert "passord" not in str(refused.value.values)
    assert "hemmelig" not in str(refused.value.values)


def test_secrets_are_taken_out_of_what_programs_say() -> None:
    environment = {"AWS_SECRET_ACCESS_KEY": "abc/def+ghi", "HOME": "/home/kari", "API_TOKEN": "abc"}
    said = (
        "refused for abc/def+ghi at https://kari:pw@vert/x?sig=Zm9v%3D&se=1 "
        "Authorization: Bearer eyJhbGciOi X-Amz-Signature=0123abc\n"
        " <AccessKeyId>AKIAXYZ</AccessKeyId> /home/kari abc"
    )
    found = without_secrets(said, environment)
    for secret in ("abc/def+ghi", "kari:pw", "Zm9v", "eyJhbGciOi", "0123abc", "AKIAXYZ"):
        assert secret not in found
    assert "/home/kari abc" in found
    assert "\n" not in found
    assert len(without_secrets("x" * 5000, {})) < 500


def test_a_ledger_is_read_as_it_was_written_and_others_are_not() -> None:
    ledger = Ledger({"a/æ.html": "1"}, {"assets/x.js": NOW.isoformat()}, {"a/æ.html": '"e"'})
    assert from_json(as_json(ledger)) == ledger
    for data in (
        b"",
        b"[]",
        b"{}",
        b'{"kbsite": 2, "files": {}, "gone": {}, "marks": {}}',
        b'{"kbsite": 1, "files": []}',
    ):
        assert from_json(data) is None
    outside = from_json(as_json(Ledger({"../x": "1", "/etc/passwd": "1", "ok": "1"})))
    assert outside == Ledger({"ok": "1"})


def test_only_what_pages_need_rests_and_only_so_long() -> None:
    before = Ledger(
        {"assets/a.js": "1", "sok/indeks/1.5.2-0123456789ab/x": "1", "a/index.html": "1", "a/vedlegg.pdf": "1"}
    )
    plan = compare(before, {"index.html": "2"}, NOW, HOUR)
    assert set(plan.removed) == {"a/index.html", "a/vedlegg.pdf"}
    assert set(plan.after.gone) == {"assets/a.js", "sok/indeks/1.5.2-0123456789ab/x"}
    later = compare(plan.after, {"index.html": "2"}, NOW + HOUR / 2, HOUR)
    assert (later.removed, later.after.gone) == ((), plan.after.gone)
    assert later.nothing
    last = compare(later.after, {"index.html": "2"}, NOW + HOUR, HOUR)
    assert (set(last.removed), last.after.gone) == ({"assets/a.js", "sok/indeks/1.5.2-0123456789ab/x"}, {})
    assert compare(Ledger({}, {"assets/a.js": "no time"}), {}, NOW, HOUR).removed == ("assets/a.js",)


def test_the_share_that_may_go_counts_neither_what_rests_nor_very_small_sites() -> None:
    pages = {f"{number}/index.html": "1" for number in range(200)}
    edition = {f"sok/indeks/1.5.2-0123456789ab/{number}": "1" for number in range(500)}
    kept = dict(list(pages.items())[20:])
    refuse_emptying(Ledger(pages | edition), compare(Ledger(pages | edition), kept, NOW), "10%")
    fewer = dict(list(pages.items())[21:])
    with pytest.raises(EnvironmentFault, match="too-many-gone"):
        refuse_emptying(Ledger(pages | edition), compare(Ledger(pages | edition), fewer, NOW), "10%")
    small = {f"{number}": "1" for number in range(10)}
    refuse_emptying(Ledger(small), compare(Ledger(small), {"index.html": "1"}, NOW), "10%")
    with pytest.raises(EnvironmentFault, match="too-many-gone"):
        refuse_emptying(Ledger(small), compare(Ledger(small), {"index.html": "1"}, NOW), "0")


def test_every_file_that_is_sent_is_in_one_phase() -> None:
    files = {
        "a.css": "1",
        "index.html": "1",
        "x/index.html.br": "1",
        "x/index.md": "1",
        "feed.xml": "1",
        "x/y.pdf": "1",
    }
    plan = compare(Ledger({"index.html": "0"}), files, NOW)
    found = phases(plan)
    assert sorted(path for phase in found for path in phase) == sorted(files)
    assert found == (("a.css", "x/y.pdf"), ("x/index.html.br", "x/index.md"), ("index.html",), ("feed.xml",))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("RequestTimeTooSkewed: The difference between the request time and ours is too large.", "clock"),
        ("AuthenticationFailed: Request date header too old", "clock"),
        ("invalid peer certificate: NotValidYet", "clock"),
        ("rsync: write failed on \"/srv/x\": No space left on device (28)", "full"),
        ("remote: fatal: write error: Disk quota exceeded", "full"),
        ("XMinioStorageFull: Storage backend has reached its minimum free drive threshold.", "full"),
        ("error: cannot lock ref 'refs/heads/pages'", "lock"),
        ("LeaseIdMissing: There is currently a lease on the blob", "lock"),
        ("AccessDenied: Access Denied", "right"),
        ("mv: cannot move 'a' to 'b': Permission denied", "right"),
        ("ln: failed to create symbolic link: Read-only file system", "right"),
        ("AuthenticationFailed: Server failed to authenticate the request", "right"),
        ("! [remote rejected] pages (protected branch hook declined)", "right"),
        ("SlowDown: Please reduce your request rate.", "busy"),
        ("ServerBusy: Operations per second is over the account limit.", "busy"),
        ("fatal: unable to access: The requested URL returned error: 503", "busy"),
        ("HTTP error: error sending request", ""),
        ("Object at location releases/0002-6537cdad65ee.json already exists", ""),
        ("ssh: connect to host server port 22: Connection timed out", ""),
    ],
)  # fmt: skip
def test_what_a_refusal_is_due_to(said: str, found: str) -> None:
    assert cause(said) == found
    for language in LANGUAGES:
        assert catalogue(language).words[advice(said).removeprefix("@")]


@pytest.mark.parametrize("since", ["2030-01-01T00:00:00+00:00", "2026-11-26T11:30:00", "2026-11-26T13:30:00+01:00"])
def test_a_clock_that_was_wrong_lets_nothing_rest_for_years(since: str) -> None:
    before = Ledger({}, {"assets/a.css": since})
    plan = compare(before, {}, NOW, HOUR)
    assert set(plan.after.gone) == {"assets/a.css"}
    assert datetime.datetime.fromisoformat(plan.after.gone["assets/a.css"]) <= NOW
    assert compare(plan.after, {}, NOW + 2 * HOUR, HOUR).removed == ("assets/a.css",)
