"""For the rights matrix: a valid body for every door."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from hub.http.doorway.door import Door
from hub.rules.policy import Act
from models.wire import (
    agent,
    block,
    bulk,
    chat,
    compose,
    contact,
    conversation,
    draft,
    invitation,
    label,
    message,
    notification,
    people,
    quick_reply,
    rating,
    settings,
    setup,
    starting,
    workspace,
)
from tests.hub.http import rights_objects
from tests.hub.http.doors import PASSWORD
from tests.hub.http.rights_world import NOBODY, World, numbers


async def body_of(world: World, door: Door) -> dict[str, Any] | None:
    """A valid body for this door. Links work once, so each try has its own."""
    if door.body is None:
        return None
    body = bodies(world)[door.body]
    if "token" in body:
        invites = door.act is Act.ACCEPT_INVITATION
        body["token"] = await (
            rights_objects.invite_token(world) if invites else rights_objects.reset_token(world)
        )
    if "intoId" in body:
        body["intoId"] = str((await world.contact()).id)
    if "mergeId" in body:
        body["mergeId"] = await rights_objects.merge(world)
    return body


def bodies(world: World) -> Mapping[type[BaseModel], dict[str, Any]]:
    """One valid body for every model. A model that is not known here fails the matrix."""
    unique = next(numbers)
    return {
        people.SignInBody: {"email": "budi@toko.example", "password": PASSWORD},
        people.MePatch: {},
        people.MemberBody: {
            "email": f"new{unique}@toko.example",
            "name": "New",
            "role": "agent",
        },
        people.MemberPatch: {},
        invitation.InvitationsBody: {"emails": [f"e{unique}@toko.example"], "role": "agent"},
        invitation.LinkBody: {"token": ""},
        invitation.AcceptBody: {"token": "", "name": "Eka", "password": PASSWORD},
        invitation.ForgotBody: {"email": f"nobody{unique}@toko.example"},
        invitation.ResetBody: {"token": "", "password": f"{PASSWORD} {unique}"},
        invitation.PasswordBody: {"present": PASSWORD, "password": f"{PASSWORD} {unique}"},
        agent.PresenceBody: {"state": "online"},
        agent.AwayReasonBody: {"name": {"id": f"Baru {unique}", "en": f"New {unique}"}},
        agent.AwayReasonPatch: {"icon": "break"},
        label.LabelCategoryBody: {"name": f"Kind {unique}"},
        label.LabelCategoryPatch: {"rank": 3},
        label.LabelBody: {"name": f"New {unique}", "categoryId": str(world.category_id)},
        label.LabelPatch: {"color": "green"},
        label.LabelsBody: {"labelIds": []},
        quick_reply.QuickReplyBody: {
            "shortcut": f"new{unique}",
            "title": "Salam",
            "text": "Halo {{contact.name}}",
        },
        quick_reply.QuickReplyPatch: {"title": "Salam baru"},
        compose.SignatureBody: {"html": "<p>Salam</p>"},
        draft.DraftBody: {"kind": "reply", "text": "Baik, "},
        settings.DepartmentBody: {"name": f"New {unique}"},
        settings.DepartmentPatch: {},
        workspace.WorkspacePatch: {},
        setup.SetupPatch: {},
        settings.ChannelBody: {"kind": "livechat", "name": "New"},
        settings.ChannelPatch: {},
        settings.TrialBody: {},
        conversation.AssignBody: {"memberId": str(world.staff.agent_id)},
        conversation.TransferBody: {"departmentId": str(world.staff.billing_id)},
        block.BlockIdentityBody: {"reason": "iklan"},
        block.BlockBody: {"kind": "domain", "value": f"iklan{unique}.example"},
        conversation.MoveBody: {
            "channelId": str(world.number_id),
            "address": f"0812 {unique:07}",
        },
        starting.StartBody: {
            "clientId": f"matrix-{unique:08}",
            "channelId": str(world.number_id),
            "address": f"0813 {unique:07}",
        },
        conversation.PriorityBody: {"priority": "high"},
        conversation.SnoozeBody: {
            "until": (world.hub.clock.now() + timedelta(hours=1)).isoformat()
        },
        conversation.ResolveBody: {},
        conversation.NotSpamBody: {},
        bulk.BulkTransferBody: {
            "conversationIds": [NOBODY],
            "departmentId": str(world.staff.billing_id),
        },
        bulk.BulkResolveBody: {"conversationIds": [NOBODY]},
        bulk.BulkLabelBody: {"conversationIds": [NOBODY]},
        bulk.ResolveExpiredBody: {},
        bulk.ForceBody: {"oldest": 1},
        conversation.ReadBody: {},
        message.MessageBody: {
            "clientId": f"matrix-{unique:08}",
            "text": "Catatan",
            "visibility": "internal",
        },
        contact.ContactPatch: {"version": 1},
        contact.ContactBody: {"clientId": f"contact-{unique:04}", "name": "Maya"},
        contact.ContactFieldBody: {"name": f"Field {unique}", "type": "text"},
        contact.ContactFieldPatch: {},
        contact.MergeBody: {"intoId": ""},
        contact.UnmergeBody: {"mergeId": ""},
        contact.ExportBody: {},
        contact.EraseBody: {"reason": "Diminta pelanggan"},
        notification.ReadNotificationsBody: {"all": True},
        notification.NotificationSettingsPatch: {"volume": 40},
        chat.SessionBody: {},
        chat.ChatMessageBody: {"clientId": f"matrix-{unique:08}", "text": "Halo"},
        chat.ReceiptsBody: {"delivered": 1},
        rating.RatingBody: {"score": 4},
    }
