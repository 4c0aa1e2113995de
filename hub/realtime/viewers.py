"""Who looks at a conversation now, over all processes: never stored, the newest wins.

Who looks here is read from the rooms, so whoever goes, or loses his rights, is gone from the list by
that alone. Each process says whom it has when that changes, and again every few seconds: a process
that falls silent has been killed, and its people are forgotten.
"""

import asyncio
import secrets
from contextlib import suppress

import orjson

from hub.realtime.engine import Engine
from hub.realtime.fan_out import Frame, encode, write, write_all
from hub.realtime.socket import Socket
from hub.realtime.told import AGENT
from hub.rules.audience import conversation_of_viewers_room, viewers_room
from hub.store.bus import Bus, Topic

SAY_AGAIN = 5.0
FORGET_AFTER = 3 * SAY_AGAIN
AT_MOST_EVERY = 0.1
"""Seconds."""

Names = dict[str, str]
"""Members by id."""


class Viewers:
    def __init__(self, bus: Bus, engine: Engine) -> None:
        self._bus = bus
        self._engine = engine
        self._process = secrets.token_hex(6)
        self._said: dict[str, Names] = {}
        self._heard: dict[str, dict[str, tuple[Names, float]]] = {}
        self._told: dict[str, Names] = {}
        self._changed = asyncio.Event()

    def change(self) -> None:
        """Somebody began or ceased to look."""
        self._changed.set()

    def welcome(self, socket: Socket, conversation_id: str) -> None:
        """Who was here before; that he has come, everybody hears in a moment."""
        write(socket, self._frame(conversation_id))
        self.change()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        say_again_at = loop.time() + SAY_AGAIN
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(say_again_at):
                    await self._changed.wait()
            self._changed.clear()
            everything = loop.time() >= say_again_at
            if everything:
                say_again_at = loop.time() + SAY_AGAIN
                self._forget(loop.time() - FORGET_AFTER)
            self._say(everything=everything)
            await asyncio.sleep(AT_MOST_EVERY)

    async def listen(self) -> None:
        async for _, payload in self._bus.listen(Topic.VIEWERS):
            said = orjson.loads(payload)
            at = asyncio.get_running_loop().time()
            heard = self._heard.setdefault(said["c"], {})
            if said["v"]:
                heard[said["p"]] = (said["v"], at)
            else:
                heard.pop(said["p"], None)
            self._tell(said["c"])

    def _say(self, *, everything: bool) -> None:
        here = self._here()
        for id in here.keys() | self._said.keys():
            names = here.get(id, {})
            if everything or names != self._said.get(id):
                said = {"p": self._process, "c": id, "v": names}
                self._bus.publish(Topic.VIEWERS, orjson.dumps(said))
        self._said = here

    def _here(self) -> dict[str, Names]:
        """Members of this process by the conversation they look at."""
        found: dict[str, Names] = {}
        for room in self._engine.rooms_of(AGENT):
            id = conversation_of_viewers_room(room)
            if id is not None:
                members = [one.data.member for one in self._engine.sockets_in(AGENT, [room])]
                found[id] = {str(member.id): member.name for member in members}
        return found

    def _forget(self, before: float) -> None:
        for id, heard in list(self._heard.items()):
            silent = [process for process, (_, at) in heard.items() if at < before]
            for process in silent:
                del heard[process]
            if silent:
                self._tell(id)

    def _tell(self, id: str) -> None:
        names = self._names(id)
        if not names:
            self._heard.pop(id, None)
        if names == self._told.get(id, {}):
            return
        if names:
            self._told[id] = names
        else:
            self._told.pop(id, None)
        sockets = self._engine.sockets_in(AGENT, [viewers_room(id)])
        write_all(sockets, self._frame(id))

    def _names(self, id: str) -> Names:
        merged: Names = {}
        for names, _ in self._heard.get(id, {}).values():
            merged |= names
        return dict(sorted(merged.items(), key=lambda one: one[1]))

    def _frame(self, id: str) -> Frame:
        viewers = [{"id": member, "name": name} for member, name in self._names(id).items()]
        return encode(AGENT, "viewers", {"conversationId": id, "viewers": viewers})
