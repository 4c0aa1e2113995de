"""The stand-in as a whole: what a test or the demo holds in its hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.applications import Starlette

from channels_adapters.kit.bucket import Bucket
from channels_adapters.whatsapp.simulator import webhooks
from channels_adapters.whatsapp.simulator.control import Control
from channels_adapters.whatsapp.simulator.customers import Person
from channels_adapters.whatsapp.simulator.faults import Faults
from channels_adapters.whatsapp.simulator.graph import Graph
from channels_adapters.whatsapp.simulator.sending import Sending
from channels_adapters.whatsapp.simulator.templates import TEMPLATES
from channels_adapters.whatsapp.simulator.webhooks import Change, Habits, Webhooks
from channels_adapters.whatsapp.simulator.world import (
    Accepted,
    BusinessNumber,
    Clock,
    Customer,
    World,
)

NUMBER = BusinessNumber(
    id="106540352242922",
    waba_id="102290129340398",
    display_number="622150001234",
    access_token="EAAJB-stand-in-token",
    app_secret="a1b2c3d4e5f60718293a4b5c6d7e8f90",
    verify_token="simpul-verify",
)


class Simulator:
    """``app`` is to be served by a real server. ``number`` is the first business number.

    ``habits`` say how webhooks come; ``faults.plan(...)`` makes calls fail; ``clock.jump(seconds)``
    lets time pass; ``graph.is_down`` takes all of it away. ``accepted`` is the truth about what was
    sent: every message that was taken, once each.
    """

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self.clock = Clock(now) if now else Clock()
        self.world = World(self.clock)
        self.faults = Faults()
        self.webhooks = Webhooks()
        self.sending = Sending(self.world, self.webhooks)
        self.graph = Graph(self.world, self.sending, self.faults)
        self.control = Control(self)
        self.app = Starlette(routes=[*self.control.routes(), *self.graph.routes()])
        self.number = self.add_number()

    @property
    def habits(self) -> Habits:
        return self.webhooks.habits

    @property
    def accepted(self) -> list[Accepted]:
        return self.world.accepted

    def times_accepted(self, correlation_id: str) -> int:
        """How often a message of ours was taken; more than once is twice too much."""
        return sum(each.correlation_id == correlation_id for each in self.accepted)

    def add_number(self, **values: Any) -> BusinessNumber:
        fresh: dict[str, Any] = {
            "customers": {},
            "files": {},
            "templates": [dict(each) for each in TEMPLATES],
            "throughput": Bucket(80, 80),
        }
        number = replace(NUMBER, **(fresh | values))
        self.world.numbers[number.id] = number
        return number

    async def connect(self, url: str, number: BusinessNumber | None = None) -> bool:
        """Enter the callback address, as in the App Dashboard, and subscribe. False if not verified."""
        number = number or self.number
        if not await webhooks.handshake(url, number.verify_token):
            return False
        number.webhook_url, number.is_subscribed = url, True
        return True

    def locks(self, code: int = 131031, number: BusinessNumber | None = None) -> None:
        """Meta switches the account off, or (0) lets it send again, and says so."""
        number = number or self.number
        number.locked_by = code
        state = "DISABLE" if code else "REINSTATE"
        ban = {"waba_ban_state": state, "waba_ban_date": f"{self.clock.now():%B %d, %Y}"}
        self.tells_account({"event": "DISABLED_UPDATE", "ban_info": ban}, number=number)

    def tells_account(
        self,
        value: dict[str, Any],
        field: str = "account_update",
        *,
        number: BusinessNumber | None = None,
    ) -> None:
        """News of the business account."""
        self.webhooks.tell(Change(number or self.number, field, value, self.clock.now()))

    def person(
        self,
        wa_id: str,
        name: str | None = None,
        *,
        number: BusinessNumber | None = None,
        **values: Any,
    ) -> Person:
        """Somebody with WhatsApp; the same number is the same person."""
        number = number or self.number
        customer = number.customers.get(wa_id)
        if customer is None:
            user_id = values.pop("user_id", f"ID.{int(wa_id) * 7919 % 10**15:015d}")
            customer = Customer(wa_id, user_id, name, **values)
            number.customers[wa_id] = customer
        return Person(customer, number, self.world, self.webhooks, self.sending)

    async def close(self) -> None:
        await self.webhooks.close()
