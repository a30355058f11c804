"""`static/`: copied to the top of the site as it is, and told where it would collide with what kbsite makes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.sites import LAYOUTS, SETTINGS, TODAY, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "---\ntitle: En\ndate: 2026-11-20\nthemes: [plan]\nauthors: [kari]\nsummary: Om en.\n---\n\nTekst.\n"
PAGE = "---\ntitle: Om oss\n---\n\nSe [nøkkelen](/.well-known/nøkkel.txt).\n"
ICON = b"\x00\x00\x01\x00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(
        tmp_path / "site",
        {"sider/om.md": PAGE, "artikler/en.md": ARTICLE, "forfattere/kari.md": "---\ntitle: Kari\n---\n"},
    )


def put(root: Path, **written: bytes) -> None:
    for name, data in written.items():
        path = root / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def problems(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, str]]:
    capsys.readouterr()
    main(["check", "--root", str(root), "--layouts", str(LAYOUTS), "--format", "json", "--today", TODAY, *options])
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return found


WHOLE = {
    "favicon.ico": ICON,
    ".well-known/nøkkel.txt": b"n\r\n",
    ".well-known/security.txt": b"Contact: mailto:post@example.org\nExpires: 2036-01-31T00:00:00Z\n",
    "CNAME": b"example.org",
    "verktøy/kart.html": b"<p>Kart</p>",
}


def test_static_is_copied_byte_for_byte_hidden_files_too(root: Path, tmp_path: Path) -> None:
    put(root, **WHOLE)
    assert build(root, tmp_path / "public", "--strict") == 0
    made = files(tmp_path / "public")
    assert {name: made[name] for name in WHOLE} == WHOLE


def test_what_systems_and_git_leave_behind_is_not_published(root: Path, tmp_path: Path) -> None:
    left = {".DS_Store": b"", "a/Thumbs.db": b"", ".gitkeep": b"", "a/b.txt~": b""}
    put(root, **WHOLE, **left)
    assert build(root, tmp_path / "public") == 0
    assert not left.keys() & files(tmp_path / "public").keys()


def test_a_file_taken_from_static_is_taken_from_the_site(root: Path, tmp_path: Path) -> None:
    put(root, **WHOLE)
    build(root, tmp_path / "public")
    (root / "static/favicon.ico").unlink()
    build(root, tmp_path / "public")
    assert (tmp_path / "public/favicon.ico").read_bytes() != ICON, "one that kbsite makes"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("robots.txt", "duplicate-address"),
        ("index.html", "duplicate-address"),
        ("Om/index.html", "duplicate-address"),
        ("om", "duplicate-address"),
        ("sok/indeks/x.txt", "reserved-address"),
        ("assets/own.css", "reserved-address"),
        ("om/index.html/x.txt", "address-under-file"),
        (".kbsite", "reserved-address"),
    ],
)
def test_a_file_in_the_way_of_what_kbsite_makes_is_an_error_at_its_place(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    put(root, **WHOLE, **{name: b"x"})
    found = problems(root, capsys)
    assert [(each["file"], each["code"]) for each in found] == [(f"static/{name}", code)]
    assert all(each["hint"] for each in found)


def test_a_page_and_the_settings_may_link_to_static_but_not_to_what_is_not_there(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/site.yaml").write_text(
        f"{SETTINGS}footer:\n  - title: Kart\n    url: /verktøy/kart.html\n", encoding="utf-8"
    )
    assert {each["code"] for each in problems(root, capsys)} == {"broken-link", "unknown-page"}
    put(root, **WHOLE)
    assert problems(root, capsys) == []


def test_a_link_out_of_static_is_not_followed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, **WHOLE)
    (root.parent / "secret").write_bytes(b"")
    (root / "static/secret.txt").symlink_to(root.parent / "secret")
    assert [each["code"] for each in problems(root, capsys)] == ["leaves-site"]


def test_the_output_is_never_written_into_static(root: Path) -> None:
    put(root, **WHOLE)
    assert build(root, root / "static") == 2


def test_the_files_are_found_from_within_the_site_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {})
    (tmp_path / "static/a").mkdir(parents=True)
    (tmp_path / "static/a/b.txt").write_text("b", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--no-search", "--today", TODAY]) == 0
    assert (tmp_path / "public/a/b.txt").read_text(encoding="utf-8") == "b"


SIGNED = """-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

Contact: https://example.org/meld-fra/
- Contact: mailto:post@example.org
Expires: 2026-11-21T00:00:01Z
-----BEGIN PGP SIGNATURE-----

iHUEARYKAB0WIQ
-----END PGP SIGNATURE-----
"""
CONTACT = "Contact: mailto:post@example.org\n"


@pytest.mark.parametrize(
    "written",
    [
        SIGNED,
        f"\ufeff# Ring oss\r\n{CONTACT}Expires: 2036-01-31T00:00:00.5+02:00\r\n",
        f"{CONTACT}expires: 2026-11-22t00:00:00z\nX-Own: hva som helst\nCSAF: https://example.org/csaf.json\n",
        f"Contact: tel:+47-22-00-00-00\nContact: openpgp4fpr:0123\n{CONTACT}Expires: 2026-11-21T23:59:59-08:00",
    ],
)
def test_a_security_txt_that_is_right_is_let_be(
    root: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    put(root, **{**WHOLE, ".well-known/security.txt": written.encode(), ".well-known/other.txt": b"Expires: x"})
    assert problems(root, capsys) == []


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-20T23:59:59Z", "2026-11-21T00:00:00Z", "2026-11-21T00:30:00+01:00", "2026-01-31", "i morgen", "",
        "2036-13-01T00:00:00Z", "2036-01-31T00:00:00", "Thu, 31 Dec 2036 18:37:07 -0800",
    ],
)  # fmt: skip
def test_a_security_txt_that_has_run_out_is_told_at_its_time(
    root: Path, capsys: pytest.CaptureFixture[str], time: str
) -> None:
    put(root, **{**WHOLE, ".well-known/security.txt": f"{CONTACT}Expires: {time}\n".encode()})
    for lang in ("nb", "nn", "en"):
        (found,) = problems(root, capsys, "--lang", lang)
        assert (found["code"], str(found["line"]), found["severity"]) == ("security-txt", "2", "warning")
        assert "2027-01-31T00:00:00Z" in found["hint"]
    assert build(root, root.parent / "public") == 0, "a warning stops no build"


def test_a_security_txt_is_told_of_on_the_day_that_it_runs_out(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root, **{**WHOLE, ".well-known/security.txt": f"{CONTACT}Expires: 2026-12-01T00:00:00Z\n".encode()})
    for day, runs_out in (("2026-11-30", False), ("2026-12-01", True)):
        capsys.readouterr()
        assert build(root, tmp_path / "public", "--today", day) == 0
        assert ("has passed" in capsys.readouterr().err) == runs_out, day
