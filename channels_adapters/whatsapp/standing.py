"""How Meta's news of an account stand in the way of sending, and when they no longer do.

Sources: Meta's webhook references of ``account_update`` (``violation_info``, ``ban_info`` with
``waba_ban_state``, ``restriction_info`` with ``restriction_type`` and ``expiration``), ``account_alerts``
(``alert_info``) and ``account_review_update`` (``decision``); the Cloud API's error codes, which come in
``errors`` of a status or of a value. A restriction ends by itself, everything else with further news or
with a good connection test.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from channels_adapters.kit.cleaning import clean_text, moment_of
from channels_adapters.kit.tolerant import Loose, read
from channels_adapters.whatsapp.errors import ACCOUNT
from models.envelopes import AccountTrouble

DISABLED, DISABLING, VIOLATION = "account_disabled", "account_disabling", "account_violation"
DELETED, REJECTED = "account_deleted", "account_rejected"
RESTRICTED, LIMITED, ALERT = "account_restricted", "account_limited", "account_alert"

LOCKS = {"368", "131031"}
"""How Meta refuses to send for an account that is locked."""

BANS = {"DISABLE": DISABLED, "SCHEDULE_FOR_DISABLE": DISABLING}

NO_ANSWERS = "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"
"""Without it, customers can still be answered."""

OF_COUNTRIES = {"130497"}
"""Said of one recipient, whose country the account may not write to; others may be written to."""


class _News(Loose):
    class Ban(Loose):
        waba_ban_state: str | None = None

    class Restriction(Loose):
        restriction_type: str | None = None
        expiration: Any = None

    class Alert(Loose):
        alert_severity: str | None = None
        alert_status: str | None = None
        alert_type: str | None = None
        alert_description: str | None = None

    event: str | None = None
    decision: str | None = None
    ban_info: Ban | None = None
    restriction_info: list[Restriction] | None = None
    alert_info: Alert | None = None


Standing = tuple[AccountTrouble | None, frozenset[str]]
"""What has begun, and the codes of what is over."""


def standing_of(field: str, value: dict[str, Any]) -> Standing:
    """``value`` as it came; it is changed where it does not fit."""
    news = read(_News, value)
    if field == "account_alerts" and news.alert_info is not None:
        return _of_alert(news.alert_info)
    if field == "account_review_update":
        decided = clean_text(news.decision)
        over = {REJECTED} if decided == "APPROVED" else set()
        return _begun(REJECTED if decided == "REJECTED" else None), frozenset(over)
    if field == "account_update":
        return _of_update(news)
    return None, frozenset()


def trouble_behind(code: str | None) -> AccountTrouble | None:
    """Of an error that came after a call was taken: whether all of the account suffers from it."""
    return _begun(code if code in ACCOUNT - OF_COUNTRIES else None)


def _of_update(news: _News) -> Standing:
    if news.ban_info is not None:
        state = clean_text(news.ban_info.waba_ban_state)
        over = {DISABLED, DISABLING, VIOLATION, *LOCKS} if state == "REINSTATE" else set()
        code = BANS.get(state)
        return _begun(code, stops=code == DISABLED), frozenset(over)
    if news.event == "ACCOUNT_RESTRICTION":
        over = set() if news.restriction_info else {RESTRICTED, LIMITED}
        return _of_restrictions(news.restriction_info or []), frozenset(over)
    if news.event == "ACCOUNT_VIOLATION":
        return _begun(VIOLATION, stops=False), frozenset()
    return _begun(DELETED if news.event == "ACCOUNT_DELETED" else None), frozenset()


def _of_restrictions(found: Sequence[_News.Restriction]) -> AccountTrouble | None:
    """The longest of those that matter most: that nobody can be answered, before anything else."""
    hard = [each for each in found if each.restriction_type == NO_ANSWERS]
    ends = [_end_of(each) for each in hard or found]
    if not ends:
        return None
    until = max((end for end in ends if end is not None), default=None)
    return AccountTrouble(
        code=RESTRICTED if hard else LIMITED,
        stops=bool(hard),
        until=until if None not in ends else None,
    )


def _end_of(restriction: _News.Restriction) -> datetime | None:
    """Seconds, or as ``2026-04-19T13:59:20+0000``."""
    told = restriction.expiration
    try:
        end = datetime.fromisoformat(str(told))
        return end if end.tzinfo else end.replace(tzinfo=UTC)
    except ValueError:
        return moment_of(told)


def _of_alert(alert: _News.Alert) -> Standing:
    if alert.alert_status == "NONE":
        return None, frozenset({ALERT})
    is_serious = alert.alert_severity in ("CRITICAL", "WARNING")
    return _begun(ALERT if is_serious else None, stops=False), frozenset()


def _begun(code: str | None, *, stops: bool = True) -> AccountTrouble | None:
    return AccountTrouble(code=code, stops=stops) if code else None
