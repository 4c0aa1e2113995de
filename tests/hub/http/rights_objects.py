"""For the rights matrix: what a parameter of a path names, and what a body refers to."""

from collections.abc import Awaitable, Callable

from hub.flows.invite_members import Wanted
from hub.rules.links import Link, token_of
from hub.rules.policy import Who
from hub.rules.quick_reply_rights import place_of
from hub.services import channels, password_resets, quarantine, sign_ins
from models.documents import (
    AwayReason,
    Block,
    Bulk,
    ContactField,
    Identity,
    Invitation,
    Label,
    LabelCategory,
    Member,
    MergeSuggestion,
    PasswordReset,
    QuickReply,
    SystemMail,
)
from models.documents.base import Id, Person
from models.words import (
    BlockKind,
    BulkKind,
    FieldType,
    LabelColor,
    Language,
    LinkPurpose,
    QuickReplyScope,
    Role,
)
from tests.hub.http.rights_world import Whose, World, numbers


async def conversation(world: World, who: Who, whose: Whose) -> Id:
    world.in_path = await world.conversation(who, whose)
    return world.in_path.id


async def message(world: World, who: Who, whose: Whose) -> Id:
    of = world.in_path or await world.conversation(who, whose)
    author = world.member_id(who) if whose is Whose.OWN else world.colleague.id
    return (await world.failed_mail(of, author)).id


async def attachment(world: World, who: Who, whose: Whose) -> Id:
    return (await world.attachment(who, whose)).id


async def session(world: World, who: Who, whose: Whose) -> Id:
    """Begun at another device."""
    owner = world.member_id(who) if whose is Whose.OWN else world.colleague.id
    store = world.hub.store
    await sign_ins.begin(store, owner, device="other", address="")
    listed = await sign_ins.list_of(store, owner)
    return next(one.id for one in listed if one.device == "other")


async def channel(world: World, _: Who, whose: Whose) -> Id:
    return world.site.chat_id if whose is Whose.OWN else world.other_site


async def member(world: World, who: Who, whose: Whose) -> Id:
    return {
        Whose.OWN: world.member_id(who),
        Whose.COLLEAGUE: world.colleague.id,
        Whose.FOREIGN: world.stranger_id,
    }[whose]


async def bulk(world: World, who: Who, whose: Whose) -> Id:
    """What he, or somebody else, has just pushed to agents."""
    own = Person(id=world.member_id(who), name="Rina")
    made = Bulk(
        kind=BulkKind.FORCED,
        by=own if whose is Whose.OWN else world.colleague,
        at=world.hub.clock.now(),
        done=0,
        refused=0,
    )
    await world.hub.store.insert(made)
    return made.id


async def contact(world: World, _: Who, __: Whose) -> Id:
    world.contact_in_path = await world.contact()
    return world.contact_in_path.id


async def identity(world: World, who: Who, whose: Whose) -> Id:
    held = await world.conversation(who, whose)
    made = Identity(
        channel_id=held.channel_id,
        address=held.address,
        contact_id=held.contact.id,
        created_at=held.started_at,
    )
    made.id = held.identity_id
    await world.hub.store.insert(made)
    return made.id


async def block(world: World, _: Who, __: Whose) -> Id:
    made = Block(
        kind=BlockKind.DOMAIN,
        value=f"spam{next(numbers)}.example",
        named="spam.example",
        by=world.colleague,
        at=world.hub.clock.now(),
    )
    await world.hub.store.insert(made)
    return made.id


async def suggestion(world: World, _: Who, __: Whose) -> Id:
    ids = sorted([(await world.contact()).id, (await world.contact()).id])
    made = MergeSuggestion(contact_ids=ids, shared=[], at=world.hub.clock.now())
    await world.hub.store.insert(made)
    return made.id


async def field(world: World, _: Who, __: Whose) -> Id:
    name = f"Hobi {next(numbers)}"
    made = ContactField(name=name, key=name.lower(), type=FieldType.TEXT)
    await world.hub.store.insert(made)
    return made.id


async def kept(world: World, _: Who, __: Whose) -> Id:
    """A payload that was not understood."""
    hub = world.hub
    channel = await channels.find(hub.store, world.site.chat_id)
    assert channel is not None
    return await quarantine.keep(hub.store, hub.files, channel, b"{}", "ValueError: no")


async def reason(world: World, _: Who, __: Whose) -> Id:
    unique = next(numbers)
    made = AwayReason(
        name={Language.INDONESIAN: f"Alasan {unique}", Language.ENGLISH: f"Reason {unique}"},
        position=unique,
    )
    await world.hub.store.insert(made)
    return made.id


async def department(world: World, _: Who, whose: Whose) -> Id:
    return world.staff.sales_id if whose is Whose.OWN else world.staff.billing_id


async def invitation(world: World, _: Who, __: Whose) -> Id:
    return (await invited(world))[0].id


async def mail(world: World, _: Who, __: Whose) -> Id:
    return (await invited(world))[1].id


async def category(world: World, _: Who, __: Whose) -> Id:
    return (await labelled(world)).category_id


async def label(world: World, _: Who, __: Whose) -> Id:
    return (await labelled(world)).id


async def quick_reply(world: World, who: Who, whose: Whose) -> Id:
    """The caller's own; or one of a department that neither agent nor supervisor is in."""
    now = world.hub.clock.now()
    own = whose is Whose.OWN
    scope = QuickReplyScope.PERSONAL if own else QuickReplyScope.DEPARTMENT
    owner = world.member_id(who) if own else None
    department = None if own else world.staff.billing_id
    made = QuickReply(
        shortcut=f"kutip{next(numbers)}",
        title="Salam",
        text="Halo {{contact.name}}",
        scope=scope,
        place=place_of(scope, department, owner),
        department_id=department,
        owner_id=owner,
        created_at=now,
        updated_at=now,
    )
    await world.hub.store.insert(made)
    return made.id


OBJECTS: dict[str, Callable[[World, Who, Whose], Awaitable[Id]]] = {
    "attachment_id": attachment,
    "block_id": block,
    "bulk_id": bulk,
    "category_id": category,
    "channel_id": channel,
    "contact_id": contact,
    "conversation_id": conversation,
    "department_id": department,
    "field_id": field,
    "identity_id": identity,
    "invitation_id": invitation,
    "kept_id": kept,
    "label_id": label,
    "mail_id": mail,
    "member_id": member,
    "message_id": message,
    "owner_id": member,
    "quick_reply_id": quick_reply,
    "reason_id": reason,
    "session_id": session,
    "suggestion_id": suggestion,
}

WORDS = {"scope": "member", "path": "nothing.txt", "setting": "folder"}
"""Parameters that name no object."""


async def object_id(world: World, parameter: str, who: Who, whose: Whose) -> str:
    """What stands in the path. A parameter that is not known here fails the matrix."""
    if parameter in WORDS:
        return WORDS[parameter]
    if parameter not in OBJECTS:
        raise LookupError(f"the matrix has no object for {parameter}: give it one")
    return str(await OBJECTS[parameter](world, who, whose))


async def invited(world: World) -> tuple[Invitation, SystemMail]:
    """An open invitation, and the mail of it."""
    store = world.hub.store
    inviter = await store.get(Member, {"_id": world.staff.admin_id})
    assert inviter is not None
    wanted = Wanted([f"someone{next(numbers)}@toko.example"], Role.AGENT, [], [], None)
    [one] = await world.hub.invite_members(wanted, inviter)
    assert one.invitation is not None
    mail = await store.get(SystemMail, {"link.object_id": one.invitation.id})
    assert mail is not None
    return one.invitation, mail


async def invite_token(world: World) -> str:
    """What stands behind the ``#`` of the link of a fresh invitation."""
    invitation, _ = await invited(world)
    return token_of(world.hub.signer, Link(LinkPurpose.INVITATION, invitation.id, 1))


async def reset_token(world: World) -> str:
    now = world.hub.clock.now()
    reset = PasswordReset(
        email="citra@toko.example",
        member_id=world.colleague.id,
        created_at=now,
        expires_at=now + password_resets.LIFETIME,
    )
    await world.hub.store.insert(reset)
    return token_of(world.hub.signer, Link(LinkPurpose.PASSWORD_RESET, reset.id, 1))


async def merge(world: World) -> str:
    """By which another contact became part of the one in the path."""
    assert world.contact_in_path is not None
    admin = await world.hub.store.get(Member, {"_id": world.staff.admin_id})
    assert admin is not None
    gone = await world.contact()
    _, made = await world.hub.merge_contacts(admin, gone.id, world.contact_in_path.id)
    return str(made.id)


async def labelled(world: World) -> Label:
    """A label in a category of its own."""
    now, name = world.hub.clock.now(), f"label {next(numbers)}"
    category = LabelCategory(name=name, key=name, created_at=now)
    made = Label(name=name, key=name, color=LabelColor.RED, category_id=category.id, created_at=now)
    await world.hub.store.insert(category)
    await world.hub.store.insert(made)
    return made
