"""Templates filled wrongly, too long, or not approved: told at the door, as the provider would."""

from typing import Any

from hub.rules.templates import MOST_BODY, MOST_HEADER
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import (
    ChannelTemplate,
)
from models.documents.base import Id
from tests.hub.http.desk import desk
from tests.hub.http.doors import Api, Staff


async def stored_template(store: Store, channel_id: Id, **values: Any) -> None:
    made = {
        "name": "salam",
        "language": "id",
        "category": "UTILITY",
        "status": "APPROVED",
        "header": "text",
        "header_text": "Tentang {{1}}",
        "body": "Halo {{1}}, " + "k" * 900 + " {{2}}",
        "footer": None,
        "buttons": ["Lacak"],
        "parameters": ["header.1", "1", "2", "button.0"],
    }
    await store.insert(ChannelTemplate(channel_id=channel_id, **{**made, **values}))


FILLED = {"header.1": "paket", "1": "Dewi", "2": "NP-1", "button.0": "NP-1"}


FILLED_WRONGLY: list[tuple[dict[str, str], str | None]] = [
    ({"2": ""}, "2"),
    ({"2": "\n\t"}, "2"),
    ({"2": "\u200b\u2060"}, "2"),
    ({"2": "k" * 200}, "2"),
    ({"1": "k" * 120, "2": "k"}, "1"),
    ({"header.1": "k" * (MOST_HEADER - 7)}, "header.1"),
    ({"2": "k" * 1025}, None),
    ({"3": "lebih"}, "3"),
]


async def test_a_template_is_filled_as_the_provider_takes_it(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    await stored_template(store, ana.conversation.channel_id)
    used: dict[str, Any] = {"name": "salam", "language": "id"}
    for given, field in FILLED_WRONGLY:
        template = {**used, "parameters": {**FILLED, **given}}
        await ana.is_refused(field and f"template.parameters.{field}", template=template)
    for name in FILLED:
        less = {key: value for key, value in FILLED.items() if key != name}
        await ana.is_refused(f"template.parameters.{name}", template={**used, "parameters": less})


async def test_line_ends_and_gaps_in_a_place_become_one_space_and_count_so(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    await stored_template(store, ana.conversation.channel_id, body="Halo {{1}}: {{2}}")
    gaps = {**FILLED, "1": "Dewi\r\n\tLestari", "2": "a" + " " * 1000 + "b"}
    used = {"name": "salam", "language": "id", "parameters": gaps}
    message = await ana.is_taken(template=used)
    assert message["text"] == "Tentang paket\n\nHalo Dewi Lestari: a b"
    assert len(message["text"]) < MOST_BODY


async def test_a_template_that_is_not_approved_now_says_what_it_is(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    used: dict[str, Any] = {"language": "id", "parameters": FILLED}
    for status in ("PAUSED", "REJECTED", "PENDING", "DISABLED", "IN_APPEAL"):
        used["name"] = f"is_{status.lower()}"
        await stored_template(store, ana.conversation.channel_id, name=used["name"], status=status)
        told = await ana.is_refused("template.name", template=used)
        assert status.lower() in told["fields"]["template.name"]
    await ana.is_refused("template.name", template={**used, "language": "en"})
    await ana.is_refused("text", template=used, text="dan ini")
