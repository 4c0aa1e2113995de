"""Every door x every kind of caller x objects of his own, a colleague's and foreign ones.

Drawn from the declared doors and the policy table: a new door joins by being declared, and fails
here until the world knows an object for its path and a body for its model.
"""

import pytest

from hub.http.app import all_doors
from hub.http.doorway.door import BadDoor, Door, Doors
from hub.rules.policy import TABLE, Act, Reach, Who, is_open, reach
from hub.wiring import Hub
from models.documents import Conversation
from models.documents.base import Id
from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.rights_bodies import body_of
from tests.hub.http.rights_objects import object_id
from tests.hub.http.rights_world import CALLERS, Whose, World

DOORS = [(prefix, door) for prefix, door in all_doors() if "{path" not in door.path]
REFUSED = {401, 403, 404}
SIGNED_ADDRESS = Act.READ_CHAT_FILE
"""Open to whoever holds the address; the signature in it carries the right."""

FILE = {"file": ("catatan.txt", b"catatan", "text/plain")}


def relations(door: Door) -> list[Whose]:
    names = {name for name, _ in door.parameters}
    if not names:
        return [Whose.OWN]
    if names & {"conversation_id", "attachment_id", "member_id", "message_id"}:
        return list(Whose)
    return [Whose.OWN, Whose.FOREIGN]


def may(who: Who, door: Door, whose: Whose) -> bool:
    """What the policy table says, applied to an object."""
    if door.act is SIGNED_ADDRESS:
        return whose is Whose.OWN
    if is_open(door.act):
        return True
    far = reach(who, door.act)
    if far is Reach.ANY:
        return True
    if far is Reach.SCOPE:
        return whose is Whose.OWN or (whose is Whose.COLLEAGUE and who is Who.SUPERVISOR)
    return far is Reach.OWN and whose is Whose.OWN


@pytest.mark.parametrize(
    ("prefix", "door"), [pytest.param(p, d, id=f"{d.method} {p}{d.path}") for p, d in DOORS]
)
async def test_every_door_opens_for_whom_the_table_names_and_nobody_else(
    api: Api, hub: Hub, staff: Staff, site: Site, prefix: str, door: Door
) -> None:
    world = await World.made(hub, staff, site)
    for who in CALLERS:
        for whose in relations(door):
            await _try(api, world, prefix, door, who, whose)


async def _try(api: Api, world: World, prefix: str, door: Door, who: Who, whose: Whose) -> None:
    path = prefix + door.path
    query: dict[str, str] = {}
    named: dict[str, str] = {}
    if door.act is SIGNED_ADDRESS:
        path, query = await world.link(who, whose)
    else:
        for name, _ in door.parameters:
            named[name] = await object_id(world, name, who, whose)
            path = path.replace("{" + name + "}", named[name])
    before = await _version(world, named)
    # Ending one's session or signing out would take the token of the next try.
    token = await _fresh_token(world, door, who)
    sent = {"Authorization": f"Bearer {token}"} if token else {}
    answer = await api.client.request(
        door.method,
        path,
        params=query,
        headers=sent,
        json=await body_of(world, door),
        files=FILE if door.takes else None,
    )
    api.client.cookies.clear()
    case = f"{door.method} {path} by {who.value}, {whose.value}: {answer.status_code} {answer.text}"
    if may(who, door, whose):
        assert answer.status_code not in REFUSED or _absent_by_nature(door), case
        assert answer.status_code < 500 or answer.status_code == 503, case
        return
    # Who sees it, or hears of it in his department, may learn who holds it, but no more than that.
    told = whose is Whose.COLLEAGUE or reach(who, door.act) is Reach.OWN
    assert answer.status_code in (REFUSED | {409} if told else REFUSED), case
    assert (answer.status_code == 401) == (token is None and not is_open(door.act)), case
    assert "contact" not in answer.text, case
    assert await _version(world, named) == before, f"{case}, yet something changed"


def _absent_by_nature(door: Door) -> bool:
    """Pages that this hub does not have: no demo, perhaps no built faces. And figures, which are told by
    where one calls from, whoever one is (``test_strangers.py``); and providers, who prove themselves by
    their signature (``tests/inbound/test_webhooks.py``)."""
    by_signature = (Act.VERIFY_WEBHOOK, Act.RECEIVE_WEBHOOK)
    return door.act in (Act.READ_PAGE, *by_signature) or door.path == "/metrics"


async def _version(world: World, named: dict[str, str]) -> int | None:
    if "conversation_id" not in named:
        return None
    found = await world.hub.store.get(Conversation, {"_id": Id(named["conversation_id"])})
    assert found is not None
    return found.version


async def _fresh_token(world: World, door: Door, who: Who) -> str | None:
    if door.act in (Act.SIGN_OUT, Act.END_SIGN_INS) and who in (
        Who.ADMIN,
        Who.SUPERVISOR,
        Who.AGENT,
    ):
        return await world.new_token(who)
    return world.token(who)


def test_every_act_has_a_row_and_every_row_lets_somebody_in() -> None:
    assert set(TABLE) == set(Act)
    assert all(TABLE.values())


def test_a_door_whose_act_has_no_row_cannot_be_declared() -> None:
    doors = Doors("Test")
    with pytest.raises(BadDoor, match="no row"):
        doors.get("/secrets", "secrets.read")  # type: ignore[arg-type]


def test_a_handler_that_does_not_fit_its_path_cannot_be_declared() -> None:
    doors = Doors("Test")

    async def handler(call: object) -> None: ...

    with pytest.raises(BadDoor, match="takes"):
        doors.get("/things/{thing_id}", Act.READ_ACCOUNT)(handler)


def test_no_two_doors_have_one_name_or_one_place() -> None:
    names = [door.name for _, door in all_doors()]
    places = [(door.method, prefix + door.path) for prefix, door in all_doors()]
    assert len(names) == len(set(names))
    assert len(places) == len(set(places))
