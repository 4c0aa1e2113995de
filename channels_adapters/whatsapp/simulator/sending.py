"""What the stand-in does with a message that the business sends: check, take, deliver, report."""

from typing import Any

from channels_adapters.whatsapp.simulator import webhooks
from channels_adapters.whatsapp.simulator.bodies import MessageBody, message_body
from channels_adapters.whatsapp.simulator.faults import Fault, Planned
from channels_adapters.whatsapp.simulator.limits import (
    check_file,
    check_recipient,
    check_template,
    window_is_open,
)
from channels_adapters.whatsapp.simulator.refusals import Refusal
from channels_adapters.whatsapp.simulator.webhooks import Change, Webhooks
from channels_adapters.whatsapp.simulator.world import (
    RANK,
    Accepted,
    Bubble,
    BusinessNumber,
    Customer,
    World,
    new_wamid,
)


class Sending:
    """``refuses_late``: outside the window the call is answered 200, and ``failed`` comes after."""

    def __init__(self, world: World, posts: Webhooks) -> None:
        self._world = world
        self._posts = posts
        self.refuses_late = False
        self.reports_delivery = True

    def take(self, number: BusinessNumber, value: Any, fault: Planned | None) -> dict[str, Any]:
        """The answer to the call. Raises Refusal."""
        body = message_body(value)
        if number.locked_by:
            raise Refusal(number.locked_by)
        now = self._world.clock.now()
        if not number.throughput.takes(now):
            raise Refusal(130429, "Cloud API message throughput has been reached.")
        customer = check_recipient(number, body)
        late = self._check_content(number, customer, body)
        if not customer.pair.takes(now):
            raise Refusal(131056, "Too many messages sent from this number to the same user")
        if fault is not None and fault.fault in (Fault.FAILS_LATER, Fault.FAILS_AND_ARRIVES):
            late = Refusal(fault.code or 131026)
        bubble = self._keep(number, customer, body)
        self._report(number, customer, bubble, late)
        if fault is not None and fault.fault is Fault.FAILS_AND_ARRIVES:
            self.advance(number, customer, bubble, "delivered", over_failed=True)
        return _answer(customer, body, bubble.id)

    def _check_content(
        self, number: BusinessNumber, customer: Customer, body: MessageBody
    ) -> Refusal | None:
        """Raises Refusal, or gives one that is told only later."""
        check_file(self._world, number, body)
        if body.template is not None:
            check_template(number, body.template)
            return None
        if window_is_open(self._world, customer):
            return None
        told = "More than 24 hours have passed since the customer last replied to this number."
        refusal = Refusal(131047, f"Message failed to send because {told[0].lower()}{told[1:]}")
        if not self.refuses_late:
            raise refusal
        return refusal

    def _keep(self, number: BusinessNumber, customer: Customer, body: MessageBody) -> Bubble:
        now = self._world.clock.now()
        content = body.content().model_dump(exclude_none=True)
        bubble = Bubble(
            id=new_wamid(),
            inbound=False,
            type=body.type,
            content=content,
            at=now,
            correlation_id=body.biz_opaque_callback_data,
            quoted_id=body.context.message_id if body.context else None,
        )
        if body.reaction is not None:
            self._react(customer, number, body.reaction.message_id, body.reaction.emoji)
        else:
            customer.chat.append(bubble)
        address = (body.to or body.recipient or "").removeprefix("+")
        whole = body.model_dump(exclude_none=True)
        self._world.accepted.append(Accepted(bubble.id, address, bubble.correlation_id, whole, now))
        return bubble

    def _react(self, customer: Customer, number: BusinessNumber, id: str, emoji: str) -> None:
        target = customer.bubble(id)
        if target is None:
            return
        target.reactions.pop(number.id, None)
        if emoji:
            target.reactions[number.id] = emoji

    def _report(
        self, number: BusinessNumber, customer: Customer, bubble: Bubble, late: Refusal | None
    ) -> None:
        if late is not None:
            self.fail(number, customer, bubble, late)
            return
        self.advance(number, customer, bubble, "sent")
        if self.reports_delivery and customer.has_phone_on:
            self.arrive(number, customer, bubble)

    def arrive(self, number: BusinessNumber, customer: Customer, bubble: Bubble) -> None:
        """On his phone. Of an open chat Meta reports ``read`` alone."""
        self.advance(number, customer, bubble, "read" if customer.chat_is_open else "delivered")

    def advance(
        self,
        number: BusinessNumber,
        customer: Customer,
        bubble: Bubble,
        status: str,
        *,
        over_failed: bool = False,
    ) -> None:
        """Never backwards."""
        if bubble.status == "failed" and not over_failed:
            return
        if not over_failed and RANK[status] <= RANK[bubble.status]:
            return
        bubble.status, bubble.error = status, None
        self._tell(number, customer, bubble, status)

    def fail(
        self, number: BusinessNumber, customer: Customer, bubble: Bubble, refusal: Refusal
    ) -> None:
        bubble.status, bubble.error = "failed", refusal.in_status()
        self._tell(number, customer, bubble, "failed", errors=[refusal.in_status()])

    def _tell(
        self, number: BusinessNumber, customer: Customer, bubble: Bubble, status: str, **more: Any
    ) -> None:
        now = self._world.clock.now()
        told = webhooks.status_of(customer, bubble.id, status, now, bubble.correlation_id) | more
        if status == "sent":
            told["pricing"] = _pricing(bubble)
        value = webhooks.value_of(number, statuses=[told], contacts=[webhooks.sender_of(customer)])
        self._posts.tell(Change(number, "messages", value, now))


def _pricing(bubble: Bubble) -> dict[str, Any]:
    """Answers inside the window cost nothing."""
    is_free = bubble.type != "template"
    kind = "free_customer_service" if is_free else "regular"
    category = "service" if is_free else "utility"
    return {"billable": not is_free, "pricing_model": "PMP", "type": kind, "category": category}


def _answer(customer: Customer, body: MessageBody, wamid: str) -> dict[str, Any]:
    contact = {"input": body.to or body.recipient}
    if body.to is not None:
        contact["wa_id"] = customer.wa_id
    else:
        contact["user_id"] = customer.user_id
    message = {"id": wamid}
    if body.template is not None:
        message["message_status"] = "accepted"
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]}
