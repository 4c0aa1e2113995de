"""What one begins in one place follows in all of one's places, and in nobody else's."""

from tests.journeys.people import Client, Running


async def test_a_draft_follows_to_the_other_tab_until_it_is_sent(running: Running) -> None:
    sari, budi = await running.sign_in("sari"), await running.sign_in("budi")
    other_tab = Client(running.url, "/agent", sari.live.auth)
    for live in (sari.live, budi.live, other_tab):
        await live.connect()
    visitor = await running.visit(name="Rina")
    id = (await visitor.write("Halo")).json()["conversationId"]
    saved = await sari.http.put(f"/drafts/{id}", json={"text": "Baik", "version": 0})
    assert saved.status_code == 200

    def text(live: Client) -> list[str]:
        return [each["text"] for each in live.picture.objects.get("draft", {}).values()]

    await other_tab.until(lambda _: text(other_tab) == ["Baik"])
    assert (await sari.answer(id, "Baik")).status_code == 201
    await other_tab.until(lambda _: text(other_tab) == [""])
    assert text(budi.live) == []
    await other_tab.disconnect()
