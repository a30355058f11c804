"""Web addresses with a malformed scheme or host: `https:/x.no`, `https://https://x.no`."""

from __future__ import annotations

import difflib
import re

from kbsite.schema.addresses.fault import AddressFault, mistyped

_HEAD = re.compile(
    r"[\"'(<«]?(?:/|\\|%5C){0,2}(?P<name>[A-Za-z]{2,8})"
    r"(?P<mark>[:;.,]{0,3}(?:/|\\|%5C)(?:/|\\|%5C|[:;]){0,6}|[:;]{1,3})(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
"""A scheme, its separator, and all that follows."""

_KNOWN_HOST = re.compile(
    r"(?:www\.|(?:[\w-]{1,63}\.){1,6}(?:no|com|org|net|eu|int|info|dk|se|gov|uk|edu)(?=[:/?#]|\Z))", re.IGNORECASE
)
_OTHERS = frozenset(
    {"ftp", "ftps", "sftp", "tel", "ssh", "sip", "sips", "xmpp", "geo", "sms", "git", "ws", "wss", "tftp"}
)
_DISGUISED = frozenset({"hxxp", "hxxps"})
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/?")
_ODD_IN_HOST = re.compile(r"[^\w.:@\[\]%~-]")


def mistyped_web(address: str) -> AddressFault | None:
    """Return a fault where the scheme, its `://`, or the host of a web address is malformed."""
    head = _HEAD.match(address)
    scheme = _scheme(head["name"]) if head else ""
    if head is None or not scheme:
        return _host("https://", address[2:]) if address.startswith("//") else None
    if ":" not in head["mark"] and ";" not in head["mark"]:
        if address[:2] == "//" and not _has_slashes(head["mark"]):
            return None
        meant = _KNOWN_HOST.match(head["rest"])
        return AddressFault("broken-link", f"{scheme}://{head['rest']}") if meant else None
    if not re.match(r"https?:", address, re.IGNORECASE):
        known = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address) and not address.startswith("//")
        near = f"{scheme}://{head['rest']}"
        return AddressFault("unsafe-link", near) if known else _elsewhere(address, near)
    if head["mark"] == "://:":
        return None  # no host, or one of numbers that is not closed: asked for with --external
    if head["mark"] != "://":
        return mistyped(f"{scheme}://{head['rest']}" if head["rest"] else "", "@address_slashes")
    return _doubled(head["rest"]) or _host(f"{scheme}://", head["rest"])


def _elsewhere(address: str, near: str) -> AddressFault:
    """Return the fault of an address that has something before its scheme, such as a quotation mark."""
    if address.startswith("//"):
        return mistyped(near, "@address_doubled")
    return AddressFault("broken-link", near)


def _has_slashes(mark: str) -> bool:
    return len(re.findall(r"/|\\|%5C", mark, re.IGNORECASE)) > 1


def _scheme(name: str) -> str:
    """Return the scheme that a word is or certainly means; "" for any other."""
    lower = name.lower()
    if lower in ("http", "https"):
        return lower
    if lower in _OTHERS:
        return ""
    alike = max(difflib.SequenceMatcher(None, lower, scheme).ratio() for scheme in ("http", "https"))
    if alike < 0.7 and lower not in _DISGUISED:
        return ""
    return "https" if "s" in lower else "http"


def _doubled(rest: str) -> AddressFault | None:
    """Return the fault of an address that has a whole second address in place of its host."""
    if rest.lower().startswith("mailto:"):
        return mistyped(rest, "@address_doubled")
    inner = _HEAD.match(rest)
    scheme = _scheme(inner["name"]) if inner else ""
    if inner is None or not scheme or not (":" in inner["mark"] or _has_slashes(inner["mark"])):
        return None
    if re.fullmatch(r":[0-9]+(?:/.*)?", inner["mark"] + inner["rest"], re.DOTALL):
        return None  # a host of that name, with its port
    return mistyped(f"{scheme}://{inner['rest']}", "@address_doubled")


def _host(scheme: str, rest: str) -> AddressFault | None:
    """Return the fault of an invalid host: none at all, two dots, a comma, an e-mail address."""
    host = re.split(r"[/?#]|%2F", rest, maxsplit=1, flags=re.IGNORECASE)[0]
    if _EMAIL.fullmatch(rest):
        return mistyped(f"mailto:{rest.rstrip('/')}", "@address_host")
    name = host.rpartition("@")[2]
    if not name.strip(".:"):
        return mistyped("", "@address_host")
    right = re.sub(r"(?:%20|\s)+", "", host)
    right = re.sub(r"[.,]*,[.,]*", ".", right).strip(".")
    single = re.sub(r"\.{2,}", ".", right)
    right = single if _KNOWN_HOST.match(single) else right
    right = re.sub(r"\.(?=:[0-9])", "", right)
    if right != host:
        return mistyped(f"{scheme}{right}{rest[len(host) :]}", "@address_host")
    return mistyped("", "@address_host") if _ODD_IN_HOST.search(host) else None
