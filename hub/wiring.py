"""The object graph below the entrances on one page: what every process of the hub has."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hub.flows.accept_invitation import AcceptInvitation
from hub.flows.acknowledge_messages import AcknowledgeMessages
from hub.flows.add_contact import AddContact
from hub.flows.alter_messages import AlterMessages
from hub.flows.answer_callback import AnswerCallback
from hub.flows.answer_conversation import AnswerConversation
from hub.flows.assign_conversation import AssignConversation
from hub.flows.block_sender import BlockSender
from hub.flows.check_channel import CheckChannel
from hub.flows.claim_conversation import ClaimConversation
from hub.flows.clear_of_spam import ClearOfSpam
from hub.flows.distribute_queue import DistributeQueue
from hub.flows.edit_contact import EditContact
from hub.flows.end_channel_trouble import EndChannelTrouble
from hub.flows.erase_contact import EraseContact
from hub.flows.export_contact import ExportContact
from hub.flows.fetch_files import FetchFiles
from hub.flows.follow_person import FollowPerson
from hub.flows.force_distribution import ForceDistribution
from hub.flows.hand_over_message import HandOverMessage
from hub.flows.import_history import ImportHistory
from hub.flows.invite_members import InviteMembers
from hub.flows.label_conversation import LabelConversation
from hub.flows.lose_connections import LoseConnections
from hub.flows.mail_mention import MailMention
from hub.flows.mail_unread_answers import MailUnreadAnswers
from hub.flows.mark_expired import MarkExpired
from hub.flows.mark_idle import MarkIdle
from hub.flows.mark_left import MarkLeft
from hub.flows.mark_offline import MarkOffline
from hub.flows.mark_quiet import MarkQuiet
from hub.flows.mark_target import MarkTarget
from hub.flows.mark_unanswered import MarkUnanswered
from hub.flows.merge_contacts import MergeContacts
from hub.flows.move_conversation import MoveConversation
from hub.flows.note_account_news import NoteAccountNews
from hub.flows.note_arrivals import NoteArrivals
from hub.flows.note_bounces import NoteBounces
from hub.flows.note_channel_trouble import NoteChannelTrouble
from hub.flows.note_visits import NoteVisits
from hub.flows.rate_conversation import RateConversation
from hub.flows.reach_late_recipients import ReachLateRecipients
from hub.flows.read_conversation import ReadConversation
from hub.flows.read_secret_link import ReadSecretLink
from hub.flows.receive_message import ReceiveMessages
from hub.flows.receive_statuses import ReceiveStatuses, Report
from hub.flows.remove_department import RemoveDepartment
from hub.flows.request_reset import RequestReset
from hub.flows.requeue_conversation import RequeueConversation
from hub.flows.resolve_conversation import ResolveConversation
from hub.flows.resolve_expired import ResolveExpired
from hub.flows.resolve_inactive import ResolveInactive
from hub.flows.resolve_left import ResolveLeft
from hub.flows.resume_chat import ResumeChat
from hub.flows.retry_message import RetryMessage
from hub.flows.return_conversations import ReturnConversations
from hub.flows.return_silent import ReturnSilent
from hub.flows.save_draft import SaveDraft
from hub.flows.send_trial import SendTrial
from hub.flows.set_message_aside import SetMessageAside
from hub.flows.set_password import SetPassword
from hub.flows.set_presence import SetPresence
from hub.flows.set_priority import SetPriority
from hub.flows.settle_mail import SettleMail
from hub.flows.sign_out import SignOut
from hub.flows.snooze_conversation import SnoozeConversation, WakeConversation
from hub.flows.start_chat import StartChat
from hub.flows.sweep_attachment import SweepAttachment
from hub.flows.sync_templates import SyncTemplates
from hub.flows.take_over_conversation import TakeOverConversation
from hub.flows.take_payload import Stories, TakePayload
from hub.flows.tell_long_wait import TellLongWait
from hub.flows.transfer_conversation import TransferConversation
from hub.flows.undo_resolve import UndoResolve
from hub.flows.undo_send import UndoSend
from hub.flows.wake_agents import WakeAgents
from hub.kit.awake import Awake
from hub.kit.clock import Clock, SystemClock
from hub.kit.errors import Invalid, Unavailable
from hub.kit.fetching import Fetching
from hub.kit.pace import Pace
from hub.kit.settings import Settings
from hub.kit.tokens import Signer
from hub.rules.actors import SYSTEM
from hub.rules.incoming import Incoming, Received
from hub.rules.passwords import hash_password, weakness
from hub.services import accounts, members
from hub.services.grants import GrantsOfChannel
from hub.services.members import NewMember
from hub.services.sightings import Sightings
from hub.services.webhook_sightings import WebhookSightings
from hub.store import migrations
from hub.store.bus import Bus, LocalBus, RedisBus
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.groups import Groups
from hub.store.journal import ensure_head
from hub.store.mongo import Store
from hub.store.redis import open_redis
from hub.store.transaction import Transaction
from models.words import Role

FEED_FRESH = 3.0
"""Seconds since the relay's last word within which events count as flowing."""


@dataclass(frozen=True)
class Readiness:
    """``checks`` says of each thing looked at whether it is well."""

    ready: bool
    checks: dict[str, bool]


STATUS_BYTES = 300

VISITOR_BURST, VISITOR_PER_SECOND = 300, 10.0
"""What one visitor may write into a chat at once, and in the long run. No person is that fast."""

NEWCOMER_BURST, NEWCOMERS_PER_SECOND = 2_000, 5.0
"""How many visitors may begin from one address. A whole school behind one is not that fast."""


class Hub:
    """What the entrances of a process work with."""

    def __init__(self, settings: Settings, store: Store, bus: Bus, clock: Clock) -> None:
        self.settings = settings
        self.store = store
        self.bus = bus
        self.clock = clock
        self.visitors_pace = Pace(clock, burst=VISITOR_BURST, per_second=VISITOR_PER_SECOND)
        self.newcomers_pace = Pace(clock, burst=NEWCOMER_BURST, per_second=NEWCOMERS_PER_SECOND)
        self.signer = Signer(settings.secret_key, clock)
        self.sealing_key = self.signer.derived_key("channel secrets")
        self.directory = Directory(store)
        self.files = Files(store)
        self.http = Fetching()
        self.accounts = accounts.Accounts(
            self.http.client,
            self.sealing_key,
            settings.public_url,
            lambda channel_id: GrantsOfChannel(store, self.sealing_key, channel_id),
        )

        self.receive_messages = ReceiveMessages(store, self.directory)
        self.ingest: Groups[Incoming, Received] = Groups(
            self.receive_messages,
            size_of=_size,
            is_away=_is_away,
            set_aside=SetMessageAside(store),
        )
        self.receive_statuses = ReceiveStatuses(store)
        self.statuses: Groups[Report, None] = Groups(
            self.receive_statuses, size_of=lambda _: STATUS_BYTES, is_away=_is_away
        )
        self.alter_messages = AlterMessages(store)
        self.follow_person = FollowPerson(store)
        self.send_trial = SendTrial(store, self.accounts.of)
        self.take_payload = TakePayload(
            store,
            self.files,
            self.directory,
            self.accounts.of,
            self.signer,
            Stories(
                message=self.ingest.submit,
                history=ImportHistory(store, self.directory),
                bounce=NoteBounces(store, self.signer),
                status=lambda channel, status: self.statuses.submit(Report(channel, status)),
                alteration=self.alter_messages,
                person=self.follow_person,
                account=NoteAccountNews(store),
                callback=AnswerCallback(self.accounts.of),
                returned=self.send_trial.came_back,
            ),
        )
        self.fetch_files = FetchFiles(store, self.files, self.accounts.of)
        self.check_channel = CheckChannel(store, self.accounts.of, settings.public_url)
        self.webhook_sightings = WebhookSightings(store)
        self.start_chat = StartChat(store, self.directory)
        self.resume_chat = ResumeChat(store, self.signer)
        self.mail_unread_answers = MailUnreadAnswers(store, self.directory)
        self.claim_conversation = ClaimConversation(store, self.directory)
        self.add_contact = AddContact(store, self.directory)
        self.merge_contacts = MergeContacts(store)
        self.export_contact = ExportContact(store, self.files)
        self.erase_contact = EraseContact(store, self.files)
        self.edit_contact = EditContact(store, self.directory)
        self.assign_conversation = AssignConversation(store, self.directory)
        self.distribute_queue = DistributeQueue(store, self.directory)
        self.force_distribution = ForceDistribution(store, self.directory)
        self.transfer_conversation = TransferConversation(store, self.directory)
        self.block_sender = BlockSender(store)
        self.move_conversation = MoveConversation(store, self.directory)
        self.requeue_conversation = RequeueConversation(store)
        self.take_over_conversation = TakeOverConversation(store, self.directory)
        self.set_priority = SetPriority(store)
        self.snooze_conversation = SnoozeConversation(store)
        self.answer_conversation = AnswerConversation(store, self.directory)
        self.hand_over_message = HandOverMessage(store)
        self.reach_late_recipients = ReachLateRecipients(store)
        self.sync_templates = SyncTemplates(store, self.accounts)
        self.retry_message = RetryMessage(store)
        self.undo_send = UndoSend(store, self.directory)
        self.note_channel_trouble = NoteChannelTrouble(store)
        self.end_channel_trouble = EndChannelTrouble(store)
        self.resolve_conversation = ResolveConversation(store, self.directory)
        self.resolve_expired = ResolveExpired(store)
        self.clear_of_spam = ClearOfSpam(store)
        self.undo_resolve = UndoResolve(store, self.directory)
        self.read_conversation = ReadConversation(store)
        self.label_conversation = LabelConversation(store)
        self.save_draft = SaveDraft(store)
        self.remove_department = RemoveDepartment(store, self.directory)
        self.sightings = Sightings(store)
        self.rate_conversation = RateConversation(store)
        self.acknowledge_messages = AcknowledgeMessages(store)
        self.mark_unanswered = MarkUnanswered(store, self.directory)
        self.mark_target = MarkTarget(store, self.directory)
        self.set_presence = SetPresence(store)
        self.mark_expired = MarkExpired(store)
        self.mark_quiet = MarkQuiet(store, self.directory)
        self.awake = Awake(clock)
        self.return_conversations = ReturnConversations(store, self.awake)
        self.return_silent = ReturnSilent(store)
        self.wake_conversation = WakeConversation(store)
        self.note_arrivals = NoteArrivals(store, self.directory)
        self.wake_agents = WakeAgents(store, self.directory)
        self.lose_connections = LoseConnections(store)
        self.mark_offline = MarkOffline(store)
        self.mark_idle = MarkIdle(store)
        self.note_visits = NoteVisits(store)
        self.mark_left = MarkLeft(store, self.directory)
        self.resolve_inactive = ResolveInactive(store)
        self.resolve_left = ResolveLeft(store, self.awake)
        self.sign_out = SignOut(store)
        self.tell_long_wait = TellLongWait(store)
        self.mail_mention = MailMention(store, self.directory, settings.public_url)
        self.sweep_attachment = SweepAttachment(store, self.files)

        self.invite_members = InviteMembers(store, self.directory)
        self.accept_invitation = AcceptInvitation(store, self.signer)
        self.request_reset = RequestReset(store, self.directory)
        self.set_password = SetPassword(store, self.directory, self.signer)
        self.settle_mail = SettleMail(store)
        self.read_secret_link = ReadSecretLink(store, self.signer, settings.public_url)

        self.serving = True
        self.feed_lag: Callable[[], float | None] | None = None

    @classmethod
    @asynccontextmanager
    async def open(
        cls, settings: Settings, clock: Clock | None = None, *, migrating: bool = True
    ) -> AsyncIterator["Hub"]:
        """Connect and build. In one process the bus is a queue; beyond it, Redis.

        ``migrating``: bring the database to this version first.
        """
        clock = clock or SystemClock()
        redis = open_redis(settings.redis_url) if settings.redis_url else None
        bus = RedisBus(redis) if redis is not None else LocalBus()
        store = await Store.open(settings.mongodb_url, clock, bus)
        try:
            if migrating:
                await migrations.migrate(store)
            if isinstance(bus, RedisBus):
                bus.journal = (await ensure_head(store)).epoch
            hub = cls(settings, store, bus, clock)
            await hub.directory.refresh()
            try:
                yield hub
            finally:
                await hub.http.aclose()
        finally:
            await store.close()
            if redis is not None:
                await redis.aclose()

    async def readiness(self) -> Readiness:
        """Whether events flow end to end: database at this version, relay heard, nothing behind."""
        checks = {"serving": self.serving}
        try:
            version = await asyncio.wait_for(migrations.present_version(self.store), 3.0)
            checks |= {"database": True, "version": version == migrations.VERSION}
        except (TimeoutError, Unavailable):
            checks |= {"database": False}
        if self.feed_lag is not None:
            lag = self.feed_lag()
            checks["feed"] = lag is not None and lag < FEED_FRESH
        return Readiness(all(checks.values()), checks)


def _size(incoming: Incoming) -> int:
    return len(incoming.envelope.text) + 500


def _is_away(error: Exception) -> bool:
    return isinstance(error, Unavailable)


async def migrate(settings: Settings) -> int:
    """Bring the database of these settings to this version; the version reached."""
    store = await Store.open(settings.mongodb_url, SystemClock(), LocalBus())
    try:
        return await migrations.migrate(store)
    finally:
        await store.close()


async def create_admin(settings: Settings, *, email: str, password: str, name: str) -> None:
    """Add an admin who can sign in at once. Raises Invalid, or a conflict when he exists."""
    if wrong := weakness(password):
        raise Invalid(wrong, fields={"password": wrong})
    await migrate(settings)
    store = await Store.open(settings.mongodb_url, SystemClock(), LocalBus())
    hashed = await asyncio.to_thread(hash_password, password)
    new = NewMember(
        email=email,
        name=name,
        role=Role.ADMIN,
        department_ids=[],
        supervised_ids=[],
        password_hash=hashed,
    )

    async def work(tx: Transaction) -> None:
        await members.create(tx, new, SYSTEM)

    try:
        await store.transact(work)
    finally:
        await store.close()
