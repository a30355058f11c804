"""CloudFront before a bucket of S3: a function for redirects and folders, and a policy for the headers.

S3 itself has neither: its routing rules know beginnings of addresses alone, and would lead on what lies below
an earlier address too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbsite.model.hosting import OWN

if TYPE_CHECKING:
    from kbsite.render.outputs.hosting.rules import Rules


def viewer_function(rules: Rules) -> bytes:
    """Return a CloudFront function for the event viewer-request."""
    moved = json.dumps({sent: new for _, sent, new in rules.moved}, ensure_ascii=True, separators=(",", ":"))
    return (
        "// Made by kbsite. A CloudFront function (cloudfront-js-2.0) for viewer-request.\n"
        f"const moved = {moved};\n"
        "function handler(event) {\n"
        "  const request = event.request;\n"
        f"  if (request.uri.startsWith('/{OWN}')) return {{ statusCode: 404, statusDescription: 'Not Found' }};\n"
        "  if (Object.hasOwn(moved, request.uri)) {\n"
        "    const headers = { location: { value: moved[request.uri] } };\n"
        "    return { statusCode: 301, statusDescription: 'Moved Permanently', headers };\n"
        "  }\n"
        "  if (request.uri.endsWith('/')) request.uri += 'index.html';\n"
        "  return request;\n"
        "}\n"
    ).encode()


def headers_policy(rules: Rules) -> bytes:
    """Return what `aws cloudfront create-response-headers-policy` reads."""
    named = dict(rules.common)
    policy = {
        "Name": "kbsite",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": rules.policy},
            "ContentTypeOptions": {"Override": True},
            "FrameOptions": {"Override": True, "FrameOption": named["X-Frame-Options"]},
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": named["Referrer-Policy"]},
        },
        "CustomHeadersConfig": {
            "Quantity": 1,
            "Items": [{"Header": "Permissions-Policy", "Value": named["Permissions-Policy"], "Override": True}],
        },
    }
    return (json.dumps(policy, indent=2) + "\n").encode()
