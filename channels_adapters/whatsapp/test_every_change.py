"""Every other field of the webhooks: statuses, people who change, news of the account."""

from typing import Any

import pytest

from channels_adapters.whatsapp.as_printed import DEWI, DEWIS, METADATA, NOON, told, written


@pytest.mark.parametrize(("type", "status"), [("payment", "failed"), ("call", "ACCEPTED")])
def test_a_payment_or_a_call_that_fails_is_no_message_that_failed(type: str, status: str) -> None:
    of = {"id": "wamid.O", "type": type, "status": status, "payment": {"reference_id": "INV-7"}}
    [found] = told({"metadata": METADATA, "statuses": [of]})
    assert (found["event"], found["reason"]) == ("ignore", f"{type} status {status.lower()}")
    [sent] = told({"metadata": METADATA, "statuses": [of | {"type": "message", "status": "sent"}]})
    assert (sent["event"], sent["status"]) == ("status", "sent")


def test_whoever_of_a_group_has_no_number_is_told_by_his_user_id() -> None:
    status = {"id": "wamid.O", "status": "read", "recipient_id": "G1", "recipient_type": "group"}
    [found] = told(
        {"metadata": METADATA, "statuses": [status | {"recipient_participant_user_id": "ID.7"}]}
    )
    assert found["recipientId"] == "ID.7"


def test_a_user_id_that_was_replaced_is_the_same_person() -> None:
    change = {
        "wa_id": DEWI,
        "detail": "User id has been updated.",
        "user_id": {"previous": "ID.1", "current": "ID.2"},
        "parent_user_id": {"previous": "ID.ENT.1", "current": "ID.ENT.2"},
        "timestamp": NOON,
    }
    [found] = told({"metadata": METADATA, "user_id_update": [change]}, "user_id_update")
    assert (found["event"], found["timestamp"]) == ("identity_change", "2026-11-24T02:36:00Z")
    assert (found["oldIds"], found["newIds"]) == (["ID.1", "ID.ENT.1"], ["ID.2", "ID.ENT.2"])
    [lost] = told({"user_id_update": [{"wa_id": DEWI}]}, "user_id_update")
    assert lost["event"] == "ignore"


@pytest.mark.parametrize("own", [{"parent_user_id": "ID.ENT.1"}, {"user_id": "ID.1"}, {}])
def test_a_preference_is_somebodys(own: dict[str, str]) -> None:
    """Where it does not say whose, it is his who is named beside it."""
    stopped = {"category": "marketing_messages", "value": "stop", "timestamp": int(NOON)}
    value = {"contacts": [{"wa_id": f"+{DEWI}"}], "user_preferences": [stopped | own]}
    [found] = told(value, "user_preferences")
    assert (found["event"], found["value"]) == ("preference", "stop")
    assert found["senderId"] == next(iter(own.values()), DEWI)


def test_a_status_may_be_written_in_capitals() -> None:
    [found] = told({"metadata": METADATA, "statuses": [{"id": "wamid.O", "status": "READ"}]})
    assert (found["event"], found["status"]) == ("status", "read")
    lost, paid = told(
        {"metadata": METADATA, "statuses": [{"status": "sent"}, {"id": "w", "status": "captured"}]}
    )
    assert (lost["reason"], paid["reason"]) == ("status sent of no message", "status captured")


CALL = {"id": "wacid.1", "from": DEWI, "event": "terminate", "timestamp": NOON, "status": "FAILED"}
NEWS: dict[str, tuple[dict[str, Any], str]] = {
    "message_template_status_update": (
        {"event": "REJECTED", "message_template_name": "promo", "reason": "INVALID_FORMAT"},
        "promo: REJECTED: INVALID_FORMAT",
    ),
    "message_template_quality_update": (
        {"message_template_name": "promo", "new_quality_score": "YELLOW"},
        "promo: YELLOW",
    ),
    "template_category_update": (
        {"message_template_name": "promo", "new_category": "MARKETING"},
        "promo: MARKETING",
    ),
    "phone_number_quality_update": (
        {"event": "FLAGGED", "current_limit": "TIER_1K"},
        "FLAGGED: TIER_1K",
    ),
    "phone_number_name_update": (
        {"decision": "APPROVED", "requested_verified_name": "Nusa", "rejection_reason": "NONE"},
        "Nusa: APPROVED",
    ),
    "account_update": (
        {
            "event": "ACCOUNT_RESTRICTION",
            "restriction_info": [
                {
                    "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING",
                    "expiration": 1795488000,
                },
                {"restriction_type": "RESTRICTED_ADD_PHONE_NUMBER_ACTION"},
            ],
        },
        "ACCOUNT_RESTRICTION: RESTRICTED_BIZ_INITIATED_MESSAGING, RESTRICTED_ADD_PHONE_NUMBER_ACTION",
    ),
    "account_review_update": ({"decision": "APPROVED"}, "APPROVED"),
    "account_alerts": (
        {"alert_type": "OBA_APPROVED", "alert_description": "Approved"},
        "OBA_APPROVED: Approved",
    ),
    "business_capability_update": ({"max_daily_conversations_per_business": 2000}, "2000"),
    "flows": ({"event": "FLOW_STATUS_CHANGE", "message": "Now"}, "FLOW_STATUS_CHANGE: Now"),
    "security": ({"event": "PIN_CHANGED", "requester": "1"}, "PIN_CHANGED"),
    "calls": ({"metadata": METADATA, "contacts": [DEWIS], "calls": [CALL]}, "terminate: FAILED"),
    "group_lifecycle_update": ({"groups": [{"type": "group_create"}]}, "group_create"),
    "messaging_handovers": ({"control_passed": {"metadata": "x"}}, ""),
    "something_of_next_year": ({"event": "X"}, "X"),
}


@pytest.mark.parametrize("field", NEWS)
def test_news_of_the_account(field: str) -> None:
    value, text = NEWS[field]
    [found] = told(value, field, time=int(NOON))
    assert (found["event"], found["kind"], found["text"]) == ("system", field, text)
    assert found["timestamp"] == "2026-11-24T02:36:00Z"


def test_a_ban_and_a_disconnection_say_why() -> None:
    ban = {"waba_ban_state": "SCHEDULE_FOR_DISABLE", "waba_ban_date": "26 November 2026"}
    gone = {"reason": "PRIMARY_INACTIVITY", "initiated_by": "SYSTEM"}
    [one] = told({"event": "DISABLED_UPDATE", "ban_info": ban}, "account_update")
    [two] = told({"event": "PARTNER_REMOVED", "disconnection_info": gone}, "account_update")
    assert one["text"] == "DISABLED_UPDATE: SCHEDULE_FOR_DISABLE"
    assert two["text"] == "PARTNER_REMOVED: PRIMARY_INACTIVITY"


def test_news_without_an_object_are_still_news() -> None:
    for value in (None, "x", [1]):
        [found] = told(value, "something_of_next_year")
        assert (found["event"], found["kind"]) == ("system", "something_of_next_year")


@pytest.mark.parametrize("field", ["history", "smb_app_state_sync", "standby"])
def test_what_is_not_for_us_says_why(field: str) -> None:
    [found] = told(written("text", {"body": "x"}), field)
    assert found["event"] == "ignore"
