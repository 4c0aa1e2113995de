from hub.kit.errors import Conflict, HubError, TooMany


class AgentAtCapacity(Conflict):
    detail_by_default = "This agent holds as many conversations as allowed."


def test_the_class_name_is_the_word_on_the_wire() -> None:
    assert AgentAtCapacity.error == "agent_at_capacity"
    assert AgentAtCapacity().status == 409
    assert Conflict.error == "conflict"


def test_the_body_holds_word_detail_fields_and_extra() -> None:
    refusal = AgentAtCapacity(fields={"memberId": "is full"}, extra={"holder": "Budi"})
    assert refusal.body() == {
        "error": "agent_at_capacity",
        "detail": "This agent holds as many conversations as allowed.",
        "fields": {"memberId": "is full"},
        "holder": "Budi",
    }


def test_extra_never_hides_the_word_or_the_detail() -> None:
    assert HubError("no", extra={"error": "x", "detail": "y"}).body() == {
        "error": "hub_error",
        "detail": "no",
    }


def test_too_many_waits_at_least_a_second() -> None:
    assert TooMany(retry_after=0).retry_after == 1
    assert TooMany(retry_after=30).retry_after == 30
