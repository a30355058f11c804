"""The only module that speaks with other hosts: one request, one reply, and no exception whatever comes back."""

from __future__ import annotations

import re
import socket
import ssl
import time
from email.utils import parsedate_to_datetime
from http.client import HTTPException, InvalidURL
from urllib.error import URLError
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from kbsite.checks.external.verdicts import Reply

LIMIT = 15
"""How many seconds to wait for a host each time that it is to say something."""

_REJECTED = (10, 18, 62, 64)
"""OpenSSL's numbers for what every browser rejects too: expired, signed by itself, of another name or address."""


class Client:
    """Asks, and says who it is that asks; redirects are given back as they are.

    Proxies are those of the environment, certificates are held against those that the system trusts.
    """

    def __init__(self, site: str, limit: float = LIMIT) -> None:
        self._limit = limit
        self._headers = {"User-Agent": f"Mozilla/5.0 (compatible; kbsite link check; +{site})", "Accept": "*/*"}
        opener = OpenerDirector()
        for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(context=ssl.create_default_context())):
            opener.add_handler(handler)
        self._open = opener.open

    def ask(self, method: str, address: str) -> Reply:
        """Return the reply of a sendable address's host; only the headers are read."""
        try:
            request = Request(address, method=method, headers=self._headers)  # noqa: S310 - http and https alone
            with self._open(request, timeout=self._limit) as answer:
                location, wait = answer.headers.get("Location", ""), answer.headers.get("Retry-After", "")
                return Reply(answer.status, _as_text(location), _seconds(wait))
        except URLError as error:
            return Reply(failure=_failure(error.reason))
        except (OSError, HTTPException, ValueError) as error:
            return Reply(failure=_failure(error))


def _failure(cause: object) -> str:
    """Return which of the reasons it is that there is no reply."""
    match cause:
        case ssl.SSLCertVerificationError():
            return "certificate" if cause.verify_code in _REJECTED else "tls"
        case ssl.SSLError():
            return "tls"
        case socket.gaierror():
            return "unknown_host" if cause.errno in _NO_SUCH_NAME else "no_contact"
        case TimeoutError():
            return "timeout"
        case OSError() | str():
            return "no_contact"
        case InvalidURL() | ValueError():
            return "malformed"
    return "odd"


_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def _as_text(header: str) -> str:
    """Return an address that a host sends as UTF-8, where http.client reads Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _seconds(header: str) -> float:
    """Return how long a host asks us to wait, which it says as seconds or as a date."""
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return float(header.strip())
    try:
        return max(0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ArithmeticError, OSError, TypeError, ValueError):
        return 0
