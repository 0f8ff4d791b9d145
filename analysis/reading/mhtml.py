"""MHTML: the page in a saved web page."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from analysis.reading.limits import UnreadableError


def body_of(raw: bytes) -> tuple[bytes, bool]:
    """Return the bytes of the page in a saved web page, and whether it is HTML.

    Raises
    ------
    UnreadableError
        When there is none.
    """
    try:
        message = email.message_from_bytes(raw, EmailMessage, policy=email.policy.default.clone(max_line_length=None))
        if message.get("content-type") is None:
            raise UnreadableError("mhtml", "")
        for kind in ("text/html", "text/plain"):
            for part in message.walk():
                if part.get_content_type() == kind and isinstance(body := part.get_payload(decode=True), bytes):
                    return body, kind == "text/html"
    except UnreadableError:
        raise
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError, IndexError) as error:
        raise UnreadableError("mhtml", str(error)) from error  # the parser of headers fails on some in many ways
    raise UnreadableError("mhtml", "")
