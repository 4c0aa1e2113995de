"""The story over real HTTP and sockets: visitor and agent side by side, nothing twice, nothing lost."""

import socketio
from socketio.exceptions import ConnectionError as SocketRefused

from tests.journeys.people import Client, Running


async def test_a_customer_writes_and_an_agent_answers_live(running: Running) -> None:
    sari, maya = await running.sign_in("sari"), await running.visit(name="Maya Putri")
    await sari.live.connect()
    await maya.live.connect()

    written = await maya.write("Halo, paket saya belum sampai")
    assert written.status_code == 201, written.text
    await sari.live.until(lambda picture: picture.texts() == ["Halo, paket saya belum sampai"])
    [conversation] = sari.live.picture.objects["conversation"].values()
    assert conversation["state"] == "queued"
    assert conversation["contact"]["name"] == "Maya Putri"

    claimed = await sari.post(f"/conversations/{conversation['id']}/claim")
    assert claimed.status_code == 200, claimed.text
    answered = await sari.answer(conversation["id"], "Selamat pagi, saya cek dulu")
    assert answered.status_code == 201, answered.text
    await maya.live.until(
        lambda picture: (
            picture.texts() == ["Halo, paket saya belum sampai", "Selamat pagi, saya cek dulu"]
        )
    )
    told = maya.live.picture.objects["conversation"][conversation["id"]]
    assert told["agent"] == {"name": "Sari"}
    await maya.http.post("/receipts", json={"delivered": 2, "read": 2})
    await sari.live.until(lambda picture: picture.messages()[-1]["status"] == "read")

    resolved = await sari.post(f"/conversations/{conversation['id']}/resolve")
    assert resolved.status_code == 200, resolved.text
    await maya.live.until(
        lambda picture: picture.objects["conversation"][conversation["id"]]["state"] == "resolved"
    )
    await maya.write("Satu lagi")
    await sari.live.until(lambda picture: picture.texts()[-1] == "Satu lagi")
    assert sari.live.picture.objects["conversation"][conversation["id"]]["state"] == "handled"


async def test_who_was_beaten_sees_it_vanish_and_is_told_by_whom(running: Running) -> None:
    sari, budi = await running.sign_in("sari"), await running.sign_in("budi")
    maya = await running.visit()
    await sari.live.connect()
    await budi.live.connect()
    await maya.write("Halo")
    await budi.live.until(lambda picture: len(picture.objects.get("conversation", {})) == 1)
    [id] = budi.live.picture.objects["conversation"]

    await sari.post(f"/conversations/{id}/claim")
    await budi.live.until(lambda picture: not picture.objects["conversation"])
    beaten = await budi.post(f"/conversations/{id}/claim")

    assert beaten.status_code == 409
    assert beaten.json()["assignee"]["name"] == "Sari Wulandari"
    told = [each for each in budi.live.picture.events if each["type"] == "conversation.assigned"]
    assert [each["data"] for each in told] == [{"gone": True}]


async def test_an_agent_of_another_department_hears_nothing(running: Running) -> None:
    tono, hana, maya = (
        await running.sign_in("tono"),
        await running.sign_in("hana"),
        await running.visit(),
    )
    await tono.live.connect()
    await hana.live.connect()

    await maya.write("Halo")
    await hana.live.until(lambda picture: picture.texts() == ["Halo"])

    heard = [told["type"] for told in tono.live.picture.events]
    # Who is there, and who is known, is the whole staff's; what he writes is not.
    assert [type for type in heard if not type.startswith(("agent.", "contact."))] == []
    [id] = hana.live.picture.objects["conversation"]
    assert (await tono.http.get(f"/conversations/{id}")).status_code == 404


async def test_a_private_note_reaches_colleagues_and_never_the_customer(running: Running) -> None:
    sari, hana, maya = (
        await running.sign_in("sari"),
        await running.sign_in("hana"),
        await running.visit(),
    )
    for person in (sari, hana, maya):
        await person.live.connect()
    await maya.write("Halo")
    await sari.live.until(lambda picture: len(picture.texts()) == 1)
    [id] = sari.live.picture.objects["conversation"]
    await sari.post(f"/conversations/{id}/claim")

    noted = await sari.answer(id, "Pelanggan lama, hati-hati", visibility="internal")
    await hana.live.until(lambda picture: "Pelanggan lama, hati-hati" in picture.texts())
    await sari.answer(id, "Pagi")
    await maya.live.until(lambda picture: "Pagi" in picture.texts())

    assert noted.status_code == 201
    assert maya.live.picture.texts() == ["Halo", "Pagi"]
    assert [message["text"] for message in await maya.thread()] == ["Halo", "Pagi"]
    assert "Pelanggan" not in str(maya.live.picture.events)


async def test_who_comes_back_gets_what_he_missed_and_nothing_twice(running: Running) -> None:
    sari, maya = await running.sign_in("sari"), await running.visit()
    await sari.live.connect()
    await maya.write("satu")
    await sari.live.until(lambda picture: picture.texts() == ["satu"])
    before = len(sari.live.picture.events)
    await sari.live.disconnect()
    for text in ("dua", "tiga", "empat"):
        await maya.write(text)

    await sari.live.connect()

    # The last of them may be handed on only after she has come in.
    await sari.live.until(lambda picture: picture.texts() == ["satu", "dua", "tiga", "empat"])
    ids = [event["id"] for event in sari.live.picture.events[before:]]
    assert len(ids) == len(set(ids))


async def test_polling_clients_take_part_as_well(running: Running) -> None:
    sari, maya = await running.sign_in("sari"), await running.visit()
    await sari.live.connect(transports=["polling"])
    await maya.live.connect(transports=["polling"])

    await maya.write("Halo")
    await sari.live.until(lambda picture: picture.texts() == ["Halo"])
    [id] = sari.live.picture.objects["conversation"]
    await sari.answer(id, "Pagi")

    await maya.live.until(lambda picture: picture.texts() == ["Halo", "Pagi"])


async def test_typing_is_seen_by_the_other_side(running: Running) -> None:
    sari, maya = await running.sign_in("sari"), await running.visit()
    await sari.live.connect()
    await maya.live.connect()
    await maya.write("Halo")
    await sari.live.until(lambda picture: len(picture.texts()) == 1)
    [id] = sari.live.picture.objects["conversation"]
    await sari.post(f"/conversations/{id}/claim")

    await sari.live.signal("typing", {"conversationId": id, "on": True, "kind": "reply"})
    await maya.live.until(lambda picture: any(event == "typing" for event, _ in picture.ephemeral))
    await maya.live.signal("typing", {"on": True})
    await sari.live.until(lambda picture: any(event == "typing" for event, _ in picture.ephemeral))

    [seen] = [body for event, body in maya.live.picture.ephemeral if event == "typing"]
    assert seen["author"] == {"kind": "agent", "name": "Sari"}


async def test_a_waiting_visitor_is_told_his_place(running: Running) -> None:
    first, second = await running.visit(), await running.visit()
    await first.write("Halo")
    await second.write("Halo")

    await second.live.connect()

    await second.live.until(
        lambda picture: any(
            event == "queue.position" and body["position"] == 2 for event, body in picture.ephemeral
        )
    )


async def test_strangers_are_refused_with_the_reason(running: Running) -> None:
    maya = await running.visit()
    token, channel = maya.session["token"], str(running.channel.id)
    refusals = {
        "unauthenticated": Client(running.url, "/agent", {"token": "nonsense"}),
        "unknown_channel": Client(running.url, "/visitor", {"channelId": "0" * 24, "token": token}),
        "token_invalid": Client(running.url, "/visitor", {"channelId": channel, "token": "x"}),
        "origin_not_allowed": Client(
            running.url, "/agent", {"token": "x"}, Origin="https://evil.example"
        ),
    }
    for reason, client in refusals.items():
        told: list[object] = []
        socket = socketio.AsyncClient(reconnection=False)
        socket.on("connect_error", told.append, namespace=client.namespace)
        try:
            await socket.connect(
                running.url,
                auth=client.auth,
                namespaces=[client.namespace],
                headers=client.headers,
                transports=["websocket"],
            )
        except SocketRefused:
            pass
        assert reason in str(told), (reason, told)
        await socket.disconnect()


async def test_signing_out_closes_the_sockets_of_that_place_only(running: Running) -> None:
    here, there = await running.sign_in("sari"), await running.sign_in("sari")
    await here.live.connect()
    await there.live.connect()

    await here.post("/auth/sign-out")
    await here.live.until_closed()

    maya = await running.visit()
    await maya.write("Halo")
    await there.live.until(lambda picture: picture.texts() == ["Halo"])
    heard = [told["type"] for told in here.live.picture.events]
    assert [type for type in heard if not type.startswith("agent.")] == []


async def test_a_member_who_loses_his_department_hears_nothing_of_it_any_more(
    running: Running,
) -> None:
    dewi, budi, maya = (
        await running.sign_in("dewi"),
        await running.sign_in("budi"),
        await running.visit(),
    )
    await budi.live.connect()
    await maya.write("Halo")
    await budi.live.until(lambda picture: picture.texts() == ["Halo"])

    await dewi.http.patch(f"/members/{budi.member['id']}", json={"departmentIds": []})
    await budi.live.until(lambda picture: picture.resyncs == 1)
    before = len(budi.live.picture.events)
    await maya.write("Masih di sana?")
    await dewi.live.connect()
    await maya.write("Halo?")
    await dewi.live.until(lambda picture: "Halo?" in picture.texts())

    # Who is there is the whole staff's, and Dewi has just come.
    heard = {event["type"] for event in budi.live.picture.events[before:]}
    assert {type for type in heard if not type.startswith("agent.")} <= {"settings.changed"}
