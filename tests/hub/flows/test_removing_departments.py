"""A department is given up while people write, transfer and join there."""

from datetime import timedelta

from hub.flows.remove_department import LATEST, RemoveDepartment
from hub.rules.actors import SYSTEM
from hub.services import conversations
from hub.store.transaction import Transaction
from models.documents import Conversation, Department, Due, Member
from models.words import ConversationState, Role
from tests.hub.flows.conftest import House


async def test_a_chat_transferred_beside_the_removal_goes_to_the_default_department(
    house: House,
) -> None:
    gone = Department(name="Penagihan", created_at=house.clock.now())
    dewi = Member(
        email="dewi@paketara.example", name="Dewi", role=Role.ADMIN, created_at=house.clock.now()
    )
    await house.store.insert(gone)
    await house.store.insert(dewi)
    held = await house.claim(house.sari, (await house.waiting()).id)
    flow = RemoveDepartment(house.store, house.directory)
    tries = 0

    async def transfer_while_it_is_removed(tx: Transaction) -> Conversation:
        nonlocal tries
        tries += 1
        before = await conversations.heard_of_by(tx, house.sari, held.id)
        department = await tx.get(Department, {"_id": gone.id})
        if tries == 1:
            await flow(dewi, gone.id, None)
        return await conversations.requeue(tx, before, by=SYSTEM, department=department)

    late = await house.store.transact(transfer_while_it_is_removed)
    assert (tries, late.department_id) == (1, gone.id)

    [due] = await house.store.find(Due, {"kind": "department_removed"})
    assert due.at == house.clock.now() + LATEST
    house.clock.set(due.at + timedelta(seconds=1))
    await flow.clear(due)

    stored = await house.store.get(Conversation, {"_id": held.id})
    assert stored is not None
    assert (stored.department_id, stored.state) == (house.department.id, ConversationState.QUEUED)
    assert f"queue:{house.department.id}" in stored.audience
    assert await house.store.find(Due, {"kind": "department_removed"}) == []
