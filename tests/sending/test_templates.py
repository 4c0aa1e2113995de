"""Templates: synced from the provider, checked before they are sent, read in the thread as filled in."""

import json
from datetime import timedelta

import pytest

from channels_adapters.base import Account, HasTemplates
from channels_adapters.whatsapp.adapter import ADAPTER
from hub.flows.note_account_news import NoteAccountNews
from hub.flows.sync_templates import ProviderAway, ProviderRefuses
from hub.jobs.template_sync import TemplateSyncing
from hub.kit.errors import Invalid
from hub.services import template_reading, templates
from models.envelopes import SystemEnvelope, Template
from models.words import MessageStatus
from tests.made_files import png
from tests.sending.conftest import Post

DAY = 24 * 3600
ORDER = {"name": "order_update", "language": "en", "parameters": {"1": "Dewi", "2": "NP-2201"}}


async def test_outside_the_window_a_template_goes_out_and_reads_as_filled_in(post: Post) -> None:
    dewi = await post.customer(1)
    await post.sync_templates()
    post.clock.advance(2 * DAY)

    message = await post.send(dewi, template=ORDER)
    await post.worker().send_due()

    expected = (
        "Hello Dewi, parcel NP-2201 is on its way. Reply to this message if you have a question."
        "\n\nPaketara"
    )
    stored = await post.message(message)
    assert (stored.text, stored.status) == (expected, MessageStatus.SENT)
    assert stored.template is not None
    assert stored.template.parameters == {"1": "Dewi", "2": "NP-2201"}
    [accepted] = post.simulator.accepted
    assert accepted.body["template"]["name"] == "order_update"


async def test_named_places_headers_and_buttons_are_filled_where_they_stand(post: Post) -> None:
    dewi = await post.customer(1)
    await post.sync_templates()
    filled = {"header.topic": "paket", "customer_name": "Dewi"}
    named = {"name": "continue_chat", "language": "id", "parameters": filled}
    await post.send(dewi, template=named)
    button = {"1": "Dewi", "2": "NP-1", "button.1": "NP-1"}
    await post.send(dewi, template={"name": "order_update", "language": "id", "parameters": button})
    await post.worker().send_due()
    assert await post.statuses(dewi) == [MessageStatus.SENT] * 2


async def test_a_picture_in_the_header_is_sent_with_it(post: Post) -> None:
    dewi = await post.customer(1)
    await post.sync_templates()
    proof = {"name": "proof_of_delivery", "language": "id", "parameters": {"1": "NP-1"}}
    with pytest.raises(Invalid) as without:
        await post.send(dewi, template=proof)
    assert without.value.fields == {"attachmentIds": "this template takes one file: image"}
    picture = await post.file("pintu.png", png(), "image/png")
    await post.send(dewi, template=proof, attachment_ids=[picture])
    await post.worker().send_due()
    assert await post.statuses(dewi) == [MessageStatus.SENT]


@pytest.mark.parametrize(
    ("used", "field"),
    [
        ({**ORDER, "parameters": {"1": "Dewi"}}, "template.parameters.2"),
        ({**ORDER, "parameters": {"1": "Dewi", "2": " "}}, "template.parameters.2"),
        ({**ORDER, "parameters": {**ORDER["parameters"], "3": "x"}}, "template.parameters.3"),  # type: ignore[dict-item]
        ({"name": "survey", "language": "id", "parameters": {"1": "Dewi"}}, "template.name"),
        ({"name": "no_such", "language": "id"}, "template.name"),
    ],
)
async def test_a_template_that_would_be_refused_is_refused_before(
    post: Post, used: dict[str, object], field: str
) -> None:
    dewi = await post.customer(1)
    await post.sync_templates()
    with pytest.raises(Invalid) as wrong:
        await post.send(dewi, template=used)
    assert wrong.value.fields is not None
    assert field in wrong.value.fields
    assert await post.nothing_waits()


async def test_a_template_and_a_text_are_two_messages(post: Post) -> None:
    dewi = await post.customer(1)
    await post.sync_templates()
    with pytest.raises(Invalid):
        await post.send(dewi, template=ORDER, text="dan ini")


async def test_they_are_read_again_every_hour_and_what_the_provider_has_counts(post: Post) -> None:
    await post.customer(1)
    accounts_sync = TemplateSyncing(post.store, post.syncing)
    await accounts_sync.sync_due()
    first = await templates.list_of(post.store, post.channel.id)
    assert len(first) == len(post.simulator.number.templates)

    post.simulator.number.templates[1]["status"] = "PAUSED"
    del post.simulator.number.templates[0]
    await accounts_sync.sync_due()
    assert await templates.list_of(post.store, post.channel.id) == first
    post.clock.advance(3601)
    await accounts_sync.sync_due()
    now = await templates.list_of(post.store, post.channel.id)
    assert len(now) == len(first) - 1
    assert {one.status for one in now if one.name == "order_update"} == {"PAUSED"}


async def test_what_the_provider_says_of_a_template_is_looked_up_at_once(post: Post) -> None:
    syncing, told = TemplateSyncing(post.store, post.syncing), NoteAccountNews(post.store)
    await syncing.sync_due()
    post.simulator.number.templates[1]["status"] = "PAUSED"
    for field, heard in (
        ("phone_number_quality_update", False),
        ("message_template_status_update", True),
    ):
        await told(post.channel, _news(post, field))
        await syncing.sync_due()
        now = await templates.list_of(post.store, post.channel.id)
        assert ("PAUSED" in {one.status for one in now if one.name == "order_update"}) is heard
    assert await templates.tried_since(post.store, post.clock.now(), timedelta(hours=1))


async def test_what_it_says_while_they_are_being_read_is_looked_up_afterwards(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several that Meta approves in a row the second is told while the first is looked up."""
    syncing, told = TemplateSyncing(post.store, post.syncing), NoteAccountNews(post.store)
    read = template_reading.read

    async def and_then_it_changes(adapter: HasTemplates, account: Account) -> list[Template]:
        before = await read(adapter, account)
        post.simulator.number.templates[1]["status"] = "PAUSED"
        await told(post.channel, _news(post))
        return before

    for first_of_all in (True, False):
        post.simulator.number.templates[1]["status"] = "APPROVED"
        monkeypatch.setattr(template_reading, "read", and_then_it_changes)
        if not first_of_all:
            await told(post.channel, _news(post))
        await syncing.sync_due()
        monkeypatch.setattr(template_reading, "read", read)

        await syncing.sync_due()

        now = await templates.list_of(post.store, post.channel.id)
        assert "PAUSED" in {one.status for one in now if one.name == "order_update"}
    assert await templates.tried_since(post.store, post.clock.now(), timedelta(hours=1))


def _news(post: Post, field: str = "message_template_status_update") -> SystemEnvelope:
    value = {"event": "PAUSED", "message_template_name": "order_update"}
    change = {"field": field, "value": value}
    body = {"entry": [{"id": post.simulator.number.waba_id, "changes": [change]}]}
    [news] = ADAPTER.normalise(json.dumps(body).encode())
    assert isinstance(news, SystemEnvelope)
    return news


async def test_those_that_are_there_stay_while_the_provider_is_away_or_refuses(post: Post) -> None:
    await post.sync_templates()
    before = await templates.list_of(post.store, post.channel.id)
    post.simulator.graph.is_down = True
    with pytest.raises(ProviderAway):
        await post.sync_templates()
    post.simulator.graph.is_down = False
    post.simulator.number.access_token = "another"
    with pytest.raises(ProviderRefuses):
        await post.sync_templates()
    assert await templates.list_of(post.store, post.channel.id) == before
    sync = await templates.sync_of(post.store, post.channel.id)
    assert sync is not None
    assert sync.code == "190"
