"""One journal row, ready to be told: the body for each audience is made once, when first needed."""

from collections.abc import Set
from functools import cached_property
from typing import Any

from hub.kit.tokens import Signer
from hub.presenters import event as present
from hub.presenters.event import Material
from hub.realtime.fan_out import Frame, encode
from hub.rules.audience import rooms_of_agent, rooms_of_queue, staff_rooms
from hub.rules.quick_reply_rights import rooms_of_quick_reply
from hub.store.directory import Directory
from hub.store.journal import Position
from models.documents import Event
from models.words import ObjectKind

AGENT, VISITOR = "/agent", "/visitor"

IN_CONVERSATIONS = frozenset({ObjectKind.CONVERSATION, ObjectKind.MESSAGE})


class Told:
    """A row with the documents it is about, as they were when this process handed it on."""

    def __init__(
        self, row: Event, position: Position, material: Material, house: Directory, signer: Signer
    ) -> None:
        self.row = row
        self.position = position
        self.material = material
        self._house = house
        self._signer = signer

    @cached_property
    def rooms(self) -> frozenset[str]:
        """All who are concerned, those who have lost the object among them."""
        return frozenset((*self.row.rooms, *self.row.lost_rooms))

    @cached_property
    def rooms_of_staff(self) -> frozenset[str]:
        return frozenset(staff_rooms(self.rooms))

    @cached_property
    def present_audience(self) -> frozenset[str] | None:
        """The staff rooms that may see the object as it is now; None when all may who hear it."""
        if self.row.object.kind is ObjectKind.AGENT:
            member = self.material.members.get(self.row.object.id)
            return rooms_of_agent(member) if member else frozenset()
        if self.row.object.kind is ObjectKind.QUICK_REPLY:
            reply = self.material.quick_replies.get(self.row.object.id)
            return frozenset(rooms_of_quick_reply(reply)) if reply else None
        if self.row.object.kind not in IN_CONVERSATIONS:
            return None
        conversation = self.material.conversation_of(self.row)
        return frozenset(staff_rooms(conversation.audience)) if conversation else frozenset()

    def for_staff(self, rooms: Set[str]) -> Frame | None:
        """What a member with these rooms hears: the object, that it is gone, or nothing."""
        if self.rooms.isdisjoint(rooms) or self.is_withheld(rooms):
            return None
        audience = self.present_audience
        if audience is not None and audience.isdisjoint(rooms):
            return self.gone
        return self.staff

    def is_withheld(self, rooms: Set[str]) -> bool:
        """Whether it says in person that somebody waits in a queue out of sight of these rooms.

        Who was to be told is read before the row is written, and may have left the department by now.
        """
        if self.row.object.kind is not ObjectKind.NOTIFICATION:
            return False
        entry = self.material.notifications.get(self.row.object.id)
        if entry is None or entry.department_id is None:
            return False
        return rooms_of_queue(entry.department_id).isdisjoint(rooms)

    @cached_property
    def staff(self) -> Frame:
        data = present.for_staff(self.row, self.material, self._house)
        return self.gone if data is None else self._frame(AGENT, data)

    @cached_property
    def gone(self) -> Frame:
        return self._frame(AGENT, {"gone": True})

    @cached_property
    def customer(self) -> Frame | None:
        """What the customer of the conversation hears; None when it is not his to hear."""
        data = present.for_customer(self.row, self.material, self._house, self._signer)
        if data is None:
            return None
        actor = present.as_customers_hear(self.row.actor)
        body = present.envelope(self.row, self.position.cursor(), actor, data)
        return encode(VISITOR, self.row.type.value, body)

    def _frame(self, namespace: str, data: dict[str, Any]) -> Frame:
        body = present.envelope(self.row, self.position.cursor(), self.row.actor, data)
        return encode(namespace, self.row.type.value, body)
