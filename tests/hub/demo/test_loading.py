"""The demo's house: who can sign in, what there is, and that loading twice changes nothing."""

import pytest

from hub.demo import load
from hub.demo.book import Book
from hub.demo.present import scenes
from hub.rules.passwords import password_fits, weakness
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Attachment, Conversation, Due, Member
from models.words import DueKind


class Killed(BaseException):
    pass


async def test_everybody_who_is_told_of_can_sign_in(loaded: Hub) -> None:
    made = await load(loaded)
    roles = [account["role"] for account in made["accounts"]]
    assert (roles.count("admin"), roles.count("supervisor"), roles.count("agent")) == (1, 2, 5)
    stored = {member.email: member for member in await loaded.store.find(Member, {})}
    for account in made["accounts"]:
        assert stored[account["email"]].name == account["name"]
        assert weakness(account["password"]) is None
    # Hashing is slow on purpose, and they all have the one password.
    admin = made["accounts"][0]
    assert password_fits(stored[admin["email"]].password_hash, admin["password"])


async def test_the_sheet_names_the_channel_of_the_demo_page_first(loaded: Hub) -> None:
    made = await load(loaded)
    first = made["channels"][0]
    assert (first["kind"], first["name"]) == ("livechat", "Situs Paketara")
    assert made["widgetUrl"] == "http://127.0.0.1:8000/demo"


async def test_loading_again_adds_nothing_and_tells_the_same(empty_hub: Hub) -> None:
    first = await load(empty_hub)
    before = await counts(empty_hub)
    again = await load(empty_hub)
    assert await counts(empty_hub) == before
    assert again == first


async def test_a_load_that_broke_off_leaves_nothing_in_the_way_of_the_next(
    empty_hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def break_off(book: Book, tx: Transaction) -> None:
        await write(book, tx)
        raise Killed

    write = Book.write
    monkeypatch.setattr(Book, "write", break_off)
    with pytest.raises(Killed):
        await load(empty_hub)
    monkeypatch.undo()
    left = await counts(empty_hub)
    assert not any(left.get(name) for name in ("members", "conversations", "messages", "events"))
    staged = await empty_hub.store.find(Attachment, {})
    dues = await empty_hub.store.find(Due, {"kind": DueKind.SWEEP_ATTACHMENT})
    assert {each.id for each in staged} == {due.object_id for due in dues}

    made = await load(empty_hub)
    assert len(made["accounts"]) == (await counts(empty_hub))["members"]
    assert await empty_hub.store.count(Conversation, {"open": True}) == len(scenes())


async def counts(hub: Hub) -> dict[str, int]:
    names = await hub.store.db.list_collection_names()
    return {name: await hub.store.db[name].count_documents({}) for name in sorted(names)}
