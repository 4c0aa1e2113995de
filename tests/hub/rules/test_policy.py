"""The policy table says who may do what."""

from hub.rules.policy import TABLE, Act, Reach, Who, is_open, reach

OPEN = {
    Act.READ_PAGE,
    Act.READ_HEALTH,
    Act.READ_CONTRACT,
    Act.READ_WORKSPACE,
    Act.READ_CHAT_FILE,
    Act.SIGN_IN,
    Act.ACCEPT_INVITATION,
    Act.RESET_PASSWORD,
    Act.START_CHAT,
    Act.VERIFY_WEBHOOK,
    Act.RECEIVE_WEBHOOK,
}
SETTINGS = {
    Act.CREATE_MEMBER,
    Act.CHANGE_MEMBER,
    Act.READ_STANDING,
    Act.LIST_INVITATIONS,
    Act.INVITE,
    Act.READ_MAIL_LOG,
    Act.SEND_MAIL,
    Act.READ_SECRET_LINK,
    Act.CREATE_DEPARTMENT,
    Act.CHANGE_DEPARTMENT,
    Act.CREATE_CHANNEL,
    Act.CHANGE_CHANNEL,
}


def test_without_a_sign_in_only_these_acts_are_open() -> None:
    assert {act for act in Act if is_open(act)} == OPEN


def test_settings_are_for_admins_alone() -> None:
    for act in SETTINGS:
        assert TABLE[act] == {Who.ADMIN: Reach.ANY}, act


def test_agents_do_not_assign_to_others_and_resolve_only_their_own() -> None:
    assert reach(Who.AGENT, Act.ASSIGN) is None
    assert reach(Who.SUPERVISOR, Act.ASSIGN) is Reach.SCOPE
    assert reach(Who.AGENT, Act.RESOLVE) is Reach.OWN


def test_a_visitor_reaches_nothing_but_his_own_chat() -> None:
    allowed = {act for act in Act if reach(Who.VISITOR, act) and not is_open(act)}
    assert allowed == {
        Act.READ_CHAT,
        Act.WRITE_CHAT,
        Act.ACKNOWLEDGE_CHAT,
        Act.RATE_CHAT,
        Act.UPLOAD_CHAT_FILE,
        Act.READ_FILE,
        Act.SIGNAL_CHAT_TYPING,
    }
    assert all(reach(Who.VISITOR, act) is Reach.OWN for act in allowed)


def test_only_admins_reach_every_conversation() -> None:
    for act in (Act.LIST_CONVERSATIONS, Act.READ_CONVERSATION, Act.CLAIM, Act.WRITE_MESSAGE):
        assert reach(Who.ADMIN, act) is Reach.ANY
        assert reach(Who.SUPERVISOR, act) is Reach.SCOPE
        assert reach(Who.AGENT, act) is Reach.SCOPE


def test_jobs_are_run_by_the_system_alone() -> None:
    assert TABLE[Act.RUN_JOB] == {Who.SYSTEM: Reach.ANY}
