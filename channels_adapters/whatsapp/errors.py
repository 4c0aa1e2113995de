"""What Meta's error codes mean for us. Sources: the Cloud API's error codes and rate limits.

Codes decide, not HTTP status and not titles, which Meta rewords.
"""

import json
from collections.abc import Mapping
from typing import Any

import httpx2

from channels_adapters.base import (
    AccountBroken,
    ChannelError,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.kit.tolerant import Loose, parsed, read

WINDOW_CLOSED = "131047"
PAIR_LIMIT = "131056"

# An admin has to act: the token or a permission is gone, the number or account is locked or limited.
ACCOUNT = {
    *("190", "0", "3", "10", "131005"),
    *(str(code) for code in range(200, 300)),
    *("131048", "131064", "368", "131031", "130497"),
    *("133010", "133016", "131037", "131042", "131045"),
}
# The account or the whole platform is to be asked later.
LATER_FOR_ALL = {"4", "80007", "130429", "131016", "131057", "2"}
# This message, or this recipient, later.
LATER_FOR_ONE = {"131056", "131000", "1"}

YEARS = 10**9
"""Seconds; more is a slip."""

NO_OBJECT = "33"
"""The subcode of 100 that says: no such object, or not for this token."""


class Failure(Loose):
    class Data(Loose):
        details: str | None = None

    code: str | None = None
    error_subcode: str | None = None
    message: str | None = None
    error_user_msg: str | None = None
    error_data: Data | None = None

    def told(self) -> str:
        details = self.error_data.details if self.error_data else None
        return details or self.error_user_msg or self.message or ""


class Answer(Loose):
    error: Failure | None = None


def error_of(response: httpx2.Response, *, missing_is_ours: bool = True) -> ChannelError:
    """Why the Graph API did not do it. ``missing_is_ours``: an unknown object means a wrong set-up."""
    body = parsed(response.content)
    failure = read(Answer, body).error if isinstance(body, dict) else None
    if failure is None or failure.code is None:
        return _without_body(response)
    code, told = failure.code, failure.told()
    if code == WINDOW_CLOSED:
        return SendRefused("window_closed", told)
    if code in ACCOUNT or (missing_is_ours and failure.error_subcode == NO_OBJECT):
        return AccountBroken(code, told)
    if code in LATER_FOR_ALL or code in LATER_FOR_ONE:
        return SendDelayed(
            code,
            told,
            retry_after=_pause(response.headers),
            whole_channel=code in LATER_FOR_ALL,
        )
    if response.status_code in (401, 403):
        return AccountBroken(code, told)
    if response.status_code == 429 or response.status_code >= 500:
        return SendDelayed(code, told, retry_after=_pause(response.headers), whole_channel=True)
    return SendRefused(code, told)


def _without_body(response: httpx2.Response) -> ChannelError:
    """From a gateway in between, or from a host that is not the Graph API."""
    status = response.status_code
    code, told = f"http_{status}", response.reason_phrase
    if status == 504:
        # The gateway had handed it on and heard nothing.
        return SendUncertain(code, told)
    if status in (401, 403):
        return AccountBroken(code, told)
    if status in (408, 425, 429) or status >= 500:
        return SendDelayed(code, told, retry_after=_pause(response.headers), whole_channel=True)
    if 300 <= status < 400 or status in (404, 405):
        return AccountBroken(code, "the address of the Graph API or its version is wrong")
    return SendRefused(code, told)


def _pause(headers: Mapping[str, str]) -> float | None:
    """Seconds: ``Retry-After``, or how long the account's usage keeps it out, told in minutes."""
    for name in ("retry-after", "x-business-use-case-usage"):
        value = parsed(headers.get(name, "").encode())
        found = _minutes(value) * 60 if isinstance(value, dict) else _number(value)
        if found > 0:
            return found
    return None


def _minutes(value: dict[str, Any]) -> float:
    """``{"<account>": [{"estimated_time_to_regain_access": 5, ...}]}``"""
    uses = [use for uses in value.values() if isinstance(uses, list) for use in uses]
    told = [u.get("estimated_time_to_regain_access") for u in uses if isinstance(u, dict)]
    return max(map(_number, told), default=0.0)


def _number(value: Any) -> float:
    """0 for what is none; one that no float holds is merely large."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(min(value, YEARS))


def trouble_of(error: httpx2.HTTPError | httpx2.InvalidURL, *, harmless: bool) -> ChannelError:
    """Of a call that got no answer. ``harmless``: doing it twice does no harm."""
    name = type(error).__name__
    if isinstance(error, httpx2.UnsupportedProtocol | httpx2.InvalidURL):
        return AccountBroken("address", str(error))
    never_written = (
        httpx2.ConnectError,
        httpx2.ConnectTimeout,
        httpx2.PoolTimeout,
        httpx2.WriteError,
        httpx2.WriteTimeout,
        httpx2.ProxyError,
    )
    if harmless or isinstance(error, never_written):
        return SendDelayed("unreachable", name, whole_channel=True)
    return SendUncertain("no_answer", name)


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
