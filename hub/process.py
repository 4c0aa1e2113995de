"""One process of the hub: the entrances of its roles, and the owner of its long-lived tasks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from hub.jobs.account_mailing import AccountMailing
from hub.jobs.calls import Calls
from hub.jobs.distribution import Distribution
from hub.jobs.due_times import Act, DueTimes
from hub.jobs.handing_over import HandingOver
from hub.jobs.mailing import Mailing
from hub.jobs.presence_keeper import PresenceKeeper
from hub.jobs.reactions.agent_updates import AgentUpdates
from hub.jobs.reactions.answer_targets import AnswerTargets
from hub.jobs.reactions.answer_times import AnswerTimes
from hub.jobs.reactions.closed_notices import ClosedNotices
from hub.jobs.reactions.gone_agents import GoneAgents
from hub.jobs.reactions.gone_visitors import GoneVisitors
from hub.jobs.reactions.inactive_chats import InactiveChats
from hub.jobs.reactions.mail_addresses import MailAddresses
from hub.jobs.reactions.merge_suggestions import MergeSuggestions
from hub.jobs.reactions.notifications import Notifications
from hub.jobs.reactions.reader import POLL, Reaction, ReactionReader
from hub.jobs.reactions.recent_rows import RecentRows
from hub.jobs.reactions.vocabulary import Vocabulary
from hub.jobs.relay import Relay
from hub.jobs.sending import Sending
from hub.jobs.template_sync import TemplateSyncing
from hub.jobs.watching import Watching
from hub.kit.clock import Clock
from hub.kit.settings import Settings
from hub.kit.supervisor import Supervisor
from hub.store.orphans import Orphans
from hub.wiring import Hub
from models.words import DueKind

if TYPE_CHECKING:
    from hub.realtime.asgi_door import Receive, Scope, Send
    from hub.realtime.sockets import Sockets

FETCHERS = 3
"""Files that one worker fetches from providers at the same time."""

FETCH_CLAIM_SECONDS = 300

WEB, RELAY, WORKER = "web", "relay", "worker"


class Process:
    """``roles`` are any of web, relay, worker."""

    def __init__(self, hub: Hub, roles: set[str]) -> None:
        self.hub = hub
        self.roles = roles
        self.sockets: Sockets | None = None
        self._supervisor = Supervisor()
        own = partial(self._supervisor.own, restarts=True)
        own("bus", hub.bus.run)
        own("directory", hub.directory.run)
        if WEB in roles:
            self._serve_web(own)
        if roles & {WEB, WORKER}:
            own("ingest", hub.ingest.run)
            own("statuses", hub.statuses.run)
        if RELAY in roles:
            relay = Relay(hub.store, hub.bus)
            own("relay_listener", relay.listen)
            own("relay", relay.run)
            own("orphans", Orphans(hub.store).run)
        if WORKER in roles:
            acts: dict[DueKind, Act] = {
                DueKind.CONVERSATION_UNANSWERED: hub.mark_unanswered,
                DueKind.AGENT_GONE: hub.return_conversations,
                DueKind.MENTION_UNREAD: hub.mail_mention,
                DueKind.DEPARTMENT_REMOVED: hub.remove_department.clear,
                DueKind.CONVERSATION_SILENT: hub.return_silent,
                DueKind.CONVERSATION_LEFT: hub.resolve_left,
                DueKind.CONVERSATION_TARGET: hub.mark_target,
                DueKind.CONVERSATION_QUIET: hub.mark_quiet,
                DueKind.CONVERSATION_INACTIVE: hub.resolve_inactive,
                DueKind.CONVERSATION_EXPIRED: hub.mark_expired,
                DueKind.CONVERSATION_SNOOZED: hub.wake_conversation,
                DueKind.CONVERSATION_LONG_WAIT: hub.tell_long_wait,
                DueKind.SWEEP_ATTACHMENT: hub.sweep_attachment,
                DueKind.SEND_RESET: hub.request_reset.send,
                DueKind.EARLY_REPORT: hub.alter_messages.look_again,
                DueKind.ANSWERS_UNREAD: hub.mail_unread_answers,
                DueKind.BLOCK_ENDED: hub.block_sender.end,
                DueKind.CHANNEL_TROUBLE_ENDED: hub.end_channel_trouble,
            }
            distribution = Distribution(hub.store, hub.bus, hub.directory, hub.distribute_queue)
            own("distribution_listener", distribution.listen)
            own("distribution", distribution.run)
            due_times = DueTimes(hub.store, acts, hub.awake.stood_still)
            own("due_times", due_times.run)
            for number in range(FETCHERS):
                fetches: dict[DueKind, Act] = {DueKind.FETCH_FILES: hub.fetch_files}
                fetching = DueTimes(hub.store, fetches, claim_seconds=FETCH_CLAIM_SECONDS)
                own(f"fetching_{number}", fetching.run)
            watching = Watching(
                hub.store,
                hub.take_payload,
                hub.accounts.of,
                hub.note_channel_trouble,
                hub.webhook_sightings.came,
            )
            own("watching", watching.run)
            mailing = Mailing(hub.store, hub.directory, hub.signer, hub.settings, hub.settle_mail)
            own("mailing", mailing.run)
            account_mailing = AccountMailing(
                hub.store,
                hub.directory,
                hub.signer,
                hub.settings.public_url,
                hub.accounts.of,
                hub.settle_mail,
            )
            own("account_mailing", account_mailing.run)
            calls = Calls(hub.store, hub.directory, hub.files, hub.signer)
            handing = HandingOver(
                hub.store, calls, hub.hand_over_message, hub.reach_late_recipients
            )
            sending = Sending(
                hub.store, hub.bus, handing, hub.accounts.of, hub.note_channel_trouble
            )
            own("sending_listener", sending.listen)
            own("sending", sending.run)
            own("template_sync", TemplateSyncing(hub.store, hub.sync_templates).run)
            keeper = PresenceKeeper(
                hub.store,
                hub.lose_connections,
                hub.mark_offline,
                hub.mark_idle,
                hub.note_visits,
                hub.mark_left,
            )
            own("presence", keeper.run)
            recent = RecentRows(hub.store, fresh_seconds=POLL / 2)
            for reaction in self._reactions():
                own(reaction.name, ReactionReader(hub.store, reaction, recent).run)

    def _reactions(self) -> list[Reaction]:
        directory = self.hub.directory
        return [
            ClosedNotices(directory),
            GoneAgents(),
            GoneVisitors(),
            AnswerTargets(directory),
            InactiveChats(),
            AnswerTimes(),
            Notifications(),
            AgentUpdates(),
            Vocabulary(),
            MailAddresses(directory),
            MergeSuggestions(),
        ]

    def _serve_web(self, own: Any) -> None:
        # Only here: they are a third of all that there is to load, and relays and workers start
        # without it.
        from hub.http import app as http
        from hub.realtime import asyncapi
        from hub.realtime.attendance import Attendance
        from hub.realtime.sockets import Sockets

        hub = self.hub
        attendance = Attendance(hub.store, hub.note_arrivals, hub.wake_agents, hub.note_visits)
        self.sockets = Sockets(
            hub.store,
            hub.bus,
            hub.directory,
            hub.signer,
            hub.clock,
            hub.settings.public_url,
            attendance,
            own,
        )
        hub.feed_lag = self.sockets.delivery.lag
        self._app = self.sockets.engine.asgi(http.build(hub, asyncapi.build))

    @classmethod
    @asynccontextmanager
    async def open(
        cls, settings: Settings, roles: set[str], clock: Clock | None = None
    ) -> AsyncIterator["Process"]:
        # A role of its own leaves that to `migrate`, so that many may start at once.
        alone = roles == {WEB, RELAY, WORKER}
        async with Hub.open(settings, clock, migrating=alone) as hub:
            yield cls(hub, roles)

    async def app(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """The ASGI application of the web role."""
        await self._app(scope, receive, send)

    def uvicorn_options(self) -> dict[str, Any]:
        return self.sockets.engine.uvicorn_options() if self.sockets else {}

    async def run(self) -> None:
        """Run every long-lived task until cancelled."""
        await self._supervisor.run()

    async def drain(self) -> None:
        """Stop taking part: not ready any more, transports closed in slices over 5 s."""
        self.hub.serving = False
        if self.sockets is not None:
            await self.sockets.drain()
