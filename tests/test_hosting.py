"""`hosting`: what kbsite writes for a host does what it says, on the servers themselves where there are any."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import brotli
import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.model.hosting import HEADERS, HOSTS, KEPT, REVALIDATED, TYPES, Host, HostLimits
from kbsite.publish.limits import refuse_beyond
from kbsite.schema.field_types import HOSTINGS
from tests.samples import plain_text, text
from tests.sites import SETTINGS, build, files, write_site
from tests.web_servers import BROTLI, needed, needed_module, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKED = (".br", ".gz")
PATTERNS = ["/Fil:Kart/", "/a*b/"]
"""Earlier addresses that some hosts would read as patterns."""

OLD = ["/gammel/", "/gammel/side.html", "/med-æøå/", "/en/to/tre/", "/a$b(c)+d;e/", *PATTERNS]
MARKUP = "/markup/"
CMS = "cms:\n  backend: github\n  repo: eier/navn\n  login: https://logginn.example.org\n"


def site(root: Path, hosting: str, base: str = "https://example.org/", more: str = "") -> Path:
    aliases = json.dumps(OLD, ensure_ascii=False)
    settings = f"{SETTINGS.replace('https://example.org/', base)}hosting: {hosting}\n{more}"
    content: dict[str, str | bytes] = {
        "data/site.yaml": settings,
        "artikler/ny/index.md": text("Ny", "Tekst. [Skjema](skjema.pdf)", aliases=aliases),
        "artikler/ny/skjema.pdf": b"%PDF-1.4",
        "forfattere/kari.md": plain_text("Kari"),
    }
    return write_site(root, content)


def ask(port: int, address: str, accepted: str = "identity") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", address, headers={"Host": f"127.0.0.1:{port}", "Accept-Encoding": accepted})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.fixture(scope="module", params=["nginx", "apache", "caddy"])
def served(request: pytest.FixtureRequest) -> Iterator[tuple[int, Path]]:
    """The port of a real server with the settings of kbsite, and the folder it shows."""
    needed(request.param)
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        built = build(site(base / "site", request.param, more="precompress: true\n"), base / "public", "--search")
        assert built == 0
        with serving(request.param, base / "public", base / "run") as port:
            yield port, base / "public"


@pytest.mark.parametrize("old", OLD)
def test_an_earlier_address_answers_with_301_and_its_page(served: tuple[int, Path], old: str) -> None:
    port, _ = served
    status, headers, _ = ask(port, quote(old, safe="/:*$()+;"))
    assert status == 301
    assert headers["location"].removeprefix(f"http://127.0.0.1:{port}") == "/artikler/ny/"
    assert ask(port, "/artikler/ny/")[0] == 200


def test_no_more_than_the_earlier_address_itself_leads_on(served: tuple[int, Path]) -> None:
    port, _ = served
    for address in ("/gammel/annet/", "/gammelt/", "/x/gammel/", "/Filer/", "/axxb/", "/a/b/"):
        assert ask(port, address)[0] == 404


def test_every_file_is_there_with_its_type_its_cache_rule_and_the_policy(served: tuple[int, Path]) -> None:
    port, public = served
    seen = set()
    for path, data in files(public).items():
        address = f"/{quote(path)}"
        if (
            path.startswith(("_hosting/", ".ht"))
            or path.endswith(PACKED)
            or f"/{path}" in OLD
            or path.removesuffix("index.html") in _OLD
        ):
            continue
        status, headers, body = ask(port, address)
        ending = path.rpartition(".")[2]
        seen.add(ending)
        assert (status, body) == (200, data), path
        assert headers["content-type"] == TYPES[ending], path
        assert {name: headers.get(name.lower()) for name in HEADERS} == HEADERS, path
        edition = path.startswith("sok/indeks/") and path.count("/") > 2
        assert headers["cache-control"] == (KEPT if edition else REVALIDATED), path
    assert seen >= {"html", "css", "js", "json", "xml", "md", "bib", "ris", "pdf", "pagefind", "pf_fragment"}


_OLD = {old.lstrip("/") for old in OLD}


def test_what_is_asked_for_with_its_digest_is_kept_but_never_a_page(served: tuple[int, Path]) -> None:
    port, public = served
    style = next(path for path in files(public) if path.endswith(".css"))
    assert ask(port, f"/{style}?v=123")[1]["cache-control"] == KEPT
    assert ask(port, f"/{style}?x=1&v=123")[1]["cache-control"] == KEPT
    assert ask(port, f"/{style}?vx=123")[1]["cache-control"] == REVALIDATED
    for page in ("/?v=1", "/artikler/ny/?v=1", "/artikler/ny/index.html?v=1"):
        assert ask(port, page)[1]["cache-control"] == REVALIDATED


def test_an_unknown_address_gives_404_with_the_sites_own_page(served: tuple[int, Path]) -> None:
    port, public = served
    for address in ("/finnes-ikke/", "/finnes-ikke.js", "/assets/borte.css?v=1"):
        status, headers, body = ask(port, address)
        assert (status, body) == (404, (public / "404.html").read_bytes())
        assert headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
        assert headers.get("cache-control", "") != KEPT


def test_no_reader_sees_settings_or_lists_of_files(served: tuple[int, Path]) -> None:
    port, public = served
    hidden = [path for path in files(public) if path.startswith(("_hosting/", ".ht"))]
    assert hidden
    for path in [*hidden, "assets/", "_hosting/"]:
        assert ask(port, f"/{path}")[0] in {403, 404}, path


UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("encoding", UNPACK)
def test_what_is_compressed_beforehand_is_sent_so(served: tuple[int, Path], encoding: str) -> None:
    port, public = served
    found = files(public)
    ending = {"br": ".br", "gzip": ".gz"}[encoding]
    if encoding == "br" and "_hosting/nginx-brotli.conf" in found and not BROTLI.is_file():
        needed_module()
    packed = [path.removesuffix(ending) for path in found if path.endswith(ending)]
    assert {path.rpartition(".")[2] for path in packed} >= {"html", "css", "js", "json", "xml"}
    for path in (each for each in packed if each.removesuffix("index.html") not in _OLD and f"/{each}" not in OLD):
        for address in {path, path.removesuffix("index.html")}:
            status, headers, body = ask(port, f"/{quote(address)}", f"{encoding}, deflate")
            assert (status, headers.get("content-encoding")) == (200, encoding), address
            assert UNPACK[encoding](body) == found[path], address
            assert body == found[path + ending], address
            assert "accept-encoding" in headers["vary"].lower()
            assert headers["content-type"] == TYPES[path.rpartition(".")[2]]
            assert headers["cache-control"] in {KEPT, REVALIDATED}
            assert headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    status, headers, body = ask(port, "/finnes-ikke/", encoding)
    sent = UNPACK[encoding](body) if "content-encoding" in headers else body
    assert (status, sent) == (404, found["404.html"])


@pytest.mark.parametrize("accepted", ["identity", "br;q=0, gzip;q=0", "compress"])
def test_who_cannot_read_it_gets_the_file_itself(served: tuple[int, Path], accepted: str) -> None:
    port, public = served
    for address, path in (("/", "index.html"), ("/artikler/ny/", "artikler/ny/index.html")):
        status, headers, body = ask(port, address, accepted)
        assert (status, headers.get("content-encoding", "")) == (200, "")
        assert body == (public / path).read_bytes()


# hosts that are not to be had here: the files, as their documentation says


def made(tmp_path: Path, hosting: str, base: str = "https://example.org/") -> dict[str, bytes]:
    assert build(site(tmp_path / "site", hosting, base), tmp_path / "public") == 0
    return files(tmp_path / "public")


@pytest.mark.parametrize(("hosting", "status"), [("netlify", "301!"), ("cloudflare-pages", "301")])
def test_redirects_and_headers_of_netlify_and_cloudflare(tmp_path: Path, hosting: str, status: str) -> None:
    found = made(tmp_path, hosting)
    lines = [line.split(" ") for line in found["_redirects"].decode().splitlines()]
    exact = [quote(old, safe="/$()+;") for old in OLD if old not in PATTERNS]
    assert sorted(lines) == sorted([old, "/artikler/ny/", status] for old in exact)
    headers = found["_headers"].decode()
    assert headers.startswith("/*\n  Content-Security-Policy: default-src 'self'")
    assert f"/sok/indeks/*\n  Cache-Control: {KEPT}\n" in headers
    assert {line for line in headers.splitlines() if not line.startswith("  ")} == {
        "/*",
        "/assets/*",
        "/sok/indeks/*",
    }


def test_the_domain_of_github_pages_and_no_jekyll(tmp_path: Path) -> None:
    found = made(tmp_path, "github-pages")
    assert (found["CNAME"], found[".nojekyll"]) == (b"example.org\n", b"")


@pytest.mark.parametrize("base", ["https://eier.github.io/", "https://eier.github.io/navn/"])
def test_githubs_own_domain_is_no_cname(tmp_path: Path, base: str) -> None:
    found = made(tmp_path, "github-pages", base)
    assert "CNAME" not in found
    assert ".nojekyll" in found


@pytest.mark.parametrize("hosting", ["static", "gitlab-pages", "azure-blob"])
def test_other_hosts_get_no_settings(tmp_path: Path, hosting: str) -> None:
    assert not {path for path in made(tmp_path, hosting) if path.startswith((".", "_", "CNAME"))}


ASKED = """
const asked = JSON.parse(process.argv[1]);
const answers = asked.map((uri) => {
  const answer = handler({ request: { uri, headers: {} } });
  return answer.statusCode ? [answer.statusCode, answer.headers?.location.value ?? ""] : answer.uri;
});
process.stdout.write(JSON.stringify(answers));
"""


def test_the_function_of_cloudfront_leads_on_and_finds_the_pages_of_folders(tmp_path: Path) -> None:
    node = shutil.which("node")
    if not node and os.environ.get("KBSITE_REQUIRE_NODE") != "1":
        pytest.skip("Node is not installed")
    function = made(tmp_path, "s3")["_hosting/cloudfront-function.js"].decode()
    asked = [
        *(quote(old, safe="/:*$()+;") for old in OLD),
        "/",
        "/artikler/ny/",
        "/artikler/ny/skjema.pdf",
        "/gammel/annet/",
        "/constructor",
    ]
    asked += ["/.kbsite/published.json", "/.kbsite/kept/0"]
    command = [str(node), "-e", function + ASKED, "--", json.dumps(asked)]
    said = subprocess.run(command, check=True, capture_output=True).stdout
    assert json.loads(said) == [
        *([301, "/artikler/ny/"] for _ in OLD),
        "/index.html",
        "/artikler/ny/index.html",
        "/artikler/ny/skjema.pdf",
        "/gammel/annet/index.html",
        "/constructor",
        [404, ""],
        [404, ""],
    ]


def test_the_policy_of_cloudfront_has_every_header(tmp_path: Path) -> None:
    policy = json.loads(made(tmp_path, "s3")["_hosting/cloudfront-headers.json"])
    security = policy["SecurityHeadersConfig"]
    assert security["ContentSecurityPolicy"]["ContentSecurityPolicy"] == HEADERS["Content-Security-Policy"]
    assert security["FrameOptions"]["FrameOption"] == HEADERS["X-Frame-Options"]
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == HEADERS["Referrer-Policy"]
    assert "ContentTypeOptions" in security
    assert policy["CustomHeadersConfig"]["Items"][0]["Value"] == HEADERS["Permissions-Policy"]
    assert len(security) + policy["CustomHeadersConfig"]["Quantity"] == len(HEADERS)


def test_an_unknown_host_is_an_error_and_all_known_ones_have_limits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tuple(HOSTS) == HOSTINGS
    assert build(site(tmp_path / "site", "geocities"), tmp_path / "public") == 2
    assert "data/site.yaml:4:10" in capsys.readouterr().err


MIB = 1024 * 1024
LINE = "/gammel/ /ny/ 301"
LIMITS: list[tuple[str, str, dict[str, int | str], dict[str, int | str]]] = [
    ("cloudflare-pages", "host-files", {"x{}": 100_000}, {"x{}": 100_001}),
    ("cloudflare-pages", "host-size", {"a.pdf": 25 * MIB}, {"a.pdf": 25 * MIB + 1}),
    ("cloudflare-pages", "host-redirects", {"_redirects": f"{LINE}\n" * 2000}, {"_redirects": f"{LINE}\n" * 2001}),
    ("cloudflare-pages", "host-redirect", {"_redirects": "x" * 1000}, {"_redirects": f"{LINE}\n{'x' * 1001}\n"}),
    ("cloudflare-pages", "host-headers", {"_headers": "/x\n  A: b\n" * 100}, {"_headers": "/x\n  A: b\n" * 101}),
    ("cloudflare-pages", "host-header", {"_headers": "x" * 2000}, {"_headers": "x" * 2001}),
    ("github-pages", "host-total", {"a": 1000 * MIB, "b": 24 * MIB}, {"a": 1000 * MIB, "b": 24 * MIB + 1}),
    ("netlify", "host-folder", {"a/b{}": 54_000, "c{}": 54_000}, {"a/b{}": 54_001}),
    ("s3", "host-settings", {"_hosting/f.js": 10240, "a": 20480}, {"_hosting/f.js": 10241}),
    ("s3", "host-name", {"å" * 512: 1}, {"å" * 512 + "x": 1}),
    ("azure-blob", "host-name", {"x" * 1024: 1}, {"x" * 1025: 1}),
]
"""The host, what is said, what it takes, and what not: files by name with their size or text, or how many."""

USUAL: list[tuple[str, str, dict[str, int | str], dict[str, int | str]]] = [
    ("cloudflare-pages", "host-files", {"x{}": 20_000}, {"x{}": 20_001}),
    ("gitlab-pages", "host-files", {"x{}": 200_000}, {"x{}": 200_001}),
    ("gitlab-pages", "host-total", {"a": 1024 * MIB}, {"a": 1024 * MIB + 1}),
]
"""The same of what some plans and installations take more of."""


def laid(folder: Path, files: dict[str, int | str]) -> tuple[Callable[[str], Path], list[str]]:
    """Return where each of the files is, and their names; a name with `{}` stands for so many empty ones."""
    at, names = {}, []
    (folder / "empty").touch()
    for number, (name, what) in enumerate(files.items()):
        if "{}" in name and isinstance(what, int):
            names += [name.format(each) for each in range(what)]
            continue
        at[name] = folder / str(number)
        names.append(name)
        at[name].write_text(what if isinstance(what, str) else "", encoding="utf-8")
        if isinstance(what, int):
            os.truncate(at[name], what)
    return lambda name: at.get(name, folder / "empty"), names


@pytest.mark.parametrize(("host", "code", "taken", "refused"), LIMITS, ids=[f"{a} {b}" for a, b, _, _ in LIMITS])
def test_what_a_host_does_not_take_is_refused(
    host: str, code: str, taken: dict[str, int | str], refused: dict[str, int | str], tmp_path: Path
) -> None:
    refuse_beyond(host, *laid(tmp_path, taken))
    assert refuse_beyond("nginx", *laid(tmp_path, refused)) == ()
    with pytest.raises(EnvironmentFault, match=code) as told:
        refuse_beyond(host, *laid(tmp_path, refused))
    for language in LANGUAGES:
        message, hint = catalogue(language).fault(told.value)
        assert host in message
        assert {"nb": "står som det sto", "nn": "står som det stod", "en": "stands as it stood"}[language] in hint


@pytest.mark.parametrize(("host", "code", "taken", "beyond"), USUAL, ids=[f"{a} {b}" for a, b, _, _ in USUAL])
def test_what_only_some_plans_take_is_told_and_built(
    host: str, code: str, taken: dict[str, int | str], beyond: dict[str, int | str], tmp_path: Path
) -> None:
    assert refuse_beyond(host, *laid(tmp_path, taken)) == ()
    (told,) = refuse_beyond(host, *laid(tmp_path, beyond))
    assert told.code == code
    for language in LANGUAGES:
        hint = catalogue(language).fault(told)[1]
        assert {"nb": "er bygd", "nn": "er bygd", "en": "was built"}[language] in hint
        assert "står som" not in hint


def test_every_limit_of_every_host_has_its_example() -> None:
    for kind, examples in (("limits", LIMITS), ("usual", USUAL)):
        there = {
            (host, f"host-{'size' if field.name == 'bytes' else field.name}")
            for host, each in HOSTS.items()
            for field in fields(HostLimits)
            if getattr(getattr(each, kind), field.name)
        }
        assert {(host, code) for host, code, _, _ in examples} == there


def test_what_a_plan_may_not_take_is_said_by_the_build_and_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = Host(usual=HostLimits(files=3))
    monkeypatch.setitem(HOSTS, "gitlab-pages", usual)
    root = site(tmp_path / "site", "gitlab-pages")
    for _ in range(2):
        assert build(root, tmp_path / "public") == 0
        assert "gitlab-pages takes at most 3 files" in capsys.readouterr().err
    assert (tmp_path / "public/index.html").is_file()


def test_the_headers_of_cloudfront_are_within_its_limits(tmp_path: Path) -> None:
    policy = json.loads(made(tmp_path, "s3")["_hosting/cloudfront-headers.json"])
    security = policy["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert len(security) <= 1783, "the most characters of a content security policy"
    assert policy["CustomHeadersConfig"]["Quantity"] <= 10
