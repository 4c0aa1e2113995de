"""Templates as they are listed, and as they are filled in."""

import pytest

from channels_adapters.base import Account, AccountBroken, SendRefused
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.simulator import Simulator
from channels_adapters.whatsapp.simulator.templates import TEMPLATES
from channels_adapters.whatsapp.test_files import file
from models.envelopes import Outgoing, TemplateUse

DEWI = "6281234567889"


def using(template: TemplateUse) -> Outgoing:
    return Outgoing(message_id="66a1f0c2e4b0a1b2c3d4e5f7", address=DEWI, template=template)


async def test_all_templates_of_the_account_are_listed(
    simulator: Simulator, account: Account
) -> None:
    more = [{**TEMPLATES[0], "name": f"order_{n}"} for n in range(250)]
    simulator.number.templates += more
    found = await ADAPTER.templates(account)
    assert len(found) == len(TEMPLATES) + 250
    by_name = {(each.name, each.language): each for each in found}
    order = by_name[("order_update", "id")]
    assert (order.status, order.category) == ("APPROVED", "UTILITY")
    assert order.parameters == ["1", "2", "button.1"]
    assert (order.footer, order.buttons) == ("Paketara", ["Hubungi kami", "Lacak paket"])
    chat = by_name[("continue_chat", "id")]
    assert chat.parameters == ["header.topic", "customer_name"]
    assert (chat.header, chat.header_text) == ("text", "Tentang {{topic}}")
    assert by_name[("proof_of_delivery", "id")].header == "image"
    assert by_name[("greeting", "id")].header is None


@pytest.mark.parametrize(
    "template",
    [
        TemplateUse("greeting", "id"),
        TemplateUse(
            "order_update", "id", {"2": "PKT-7742-0918", "button.1": "PKT-7742-0918", "1": "Dewi"}
        ),
        TemplateUse("continue_chat", "id", {"header.topic": "paket", "customer_name": "De\nwi"}),
        TemplateUse("proof_of_delivery", "id", {"1": "PKT-7742-0918"}, media=file()),
    ],
)
async def test_a_template_filled_in_is_taken_without_any_window(
    simulator: Simulator, account: Account, template: TemplateUse
) -> None:
    dewi = simulator.person(DEWI)
    [part] = ADAPTER.split(using(template))
    await ADAPTER.send(account, part)
    assert dewi.customer.chat[-1].type == "template"


async def test_placeholders_stand_in_their_order(simulator: Simulator, account: Account) -> None:
    simulator.person(DEWI)
    values = {"2": "PKT-7742-0918", "button.1": "x", "1": "Dewi"}
    await ADAPTER.send(account, using(TemplateUse("order_update", "id", values)))
    [body, button] = simulator.accepted[0].body["template"]["components"]
    assert [each["text"] for each in body["parameters"]] == ["Dewi", "PKT-7742-0918"]
    assert (button["sub_type"], button["index"]) == ("url", 1)


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (TemplateUse("order_update", "id", {"1": "Dewi"}), "132000"),
        (TemplateUse("order_update", "fr", {"1": "Dewi", "2": "x"}), "132001"),
        (TemplateUse("ramadan_promo", "id", {"1": "Dewi"}), "132001"),
        (TemplateUse("continue_chat", "id", {"header.topic": "a", "name": "Dewi"}), "132012"),
        (TemplateUse("proof_of_delivery", "id", {"1": "PKT-7742-0918"}), "132012"),
        (TemplateUse("survey", "id", {"1": "Dewi"}), "132015"),
    ],
)
async def test_a_template_that_does_not_fit_is_refused_for_good(
    simulator: Simulator, account: Account, template: TemplateUse, code: str
) -> None:
    simulator.person(DEWI)
    with pytest.raises(SendRefused) as refused:
        await ADAPTER.send(account, using(template))
    assert refused.value.code == code


async def test_without_a_token_there_are_none(simulator: Simulator, account: Account) -> None:
    simulator.number.access_token = "another"
    with pytest.raises(AccountBroken):
        await ADAPTER.templates(account)
