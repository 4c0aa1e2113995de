"""The journal was rebuilt, and the relay of the new one is not heard by those who knew the old."""

from hub.kit.settings import Settings
from hub.store.journal import ensure_head
from hub.store.mongo import Store
from models.documents import Head
from tests.journeys.conftest import SECRET, furnish, in_database, listening
from tests.journeys.people import Running


async def test_a_process_that_hears_nothing_finds_the_new_journal_by_itself(
    mongodb_url: str, database_name: str, store: Store, password_hash: str
) -> None:
    await ensure_head(store)
    channel = await furnish(store, password_hash)
    settings = Settings(mongodb_url=in_database(mongodb_url, database_name), secret_key=SECRET)
    async with listening(settings, {"web"}) as (process, address):
        running = Running(address, process, channel)
        sari = await running.sign_in("sari")
        await sari.live.connect()

        rebuilt = {"$set": {"epoch": "rebuilt", "seq": 3}}
        await store.change(Head, {"_id": "head"}, rebuilt)
        await sari.live.until(lambda picture: picture.resyncs == 1)
        await sari.live.disconnect()
        await sari.live.connect()

        assert process.sockets is not None
        assert process.sockets.delivery.position.cursor() == "rebuilt.3"
        assert sari.live.picture.cursor == "rebuilt.3"
        await running.everybody_leaves()
