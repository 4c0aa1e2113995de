"""The secret links of mails: made when they are needed, stored nowhere.

A link names its object and the round of its sending; the rest is a signature with a key derived from
the one secret. So a copy of the database opens nothing, and admins can be given a link again. The
secret stands behind the ``#`` of the address, which browsers send to no server.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from hub.kit.errors import Conflict, NotFound
from hub.kit.tokens import Signer
from models.documents.base import Id
from models.documents.system_mail import MailLink, SystemMail
from models.words import LinkPurpose, MailState, MailTrouble

PLACE = "{link}"
"""Stands in the stored text of a mail where the link goes."""

PAGES = {LinkPurpose.INVITATION: "/invite", LinkPurpose.PASSWORD_RESET: "/reset"}

TOKEN = re.compile(r"([0-9a-f]{24})\.([1-9][0-9]{0,5})\.([\w-]{43})")


class LinkUnknown(NotFound):
    detail_by_default = "This link is not complete. Open it again from the mail."


class LinkExpired(Conflict):
    detail_by_default = "This link has expired."


class LinkUsed(Conflict):
    detail_by_default = "This link has been used already."


class LinkReplaced(Conflict):
    detail_by_default = "A newer link was sent. Use that one."


class LinkRevoked(Conflict):
    detail_by_default = "This invitation was withdrawn."


@dataclass(frozen=True)
class Link:
    purpose: LinkPurpose
    object_id: Id
    round: int


def token_of(signer: Signer, link: Link) -> str:
    named = f"{link.object_id}.{link.round}"
    return f"{named}.{signer.sign(link.purpose.value, named)}"


def url_of(signer: Signer, public_url: str, link: Link) -> str:
    return f"{public_url}{PAGES[link.purpose]}#{token_of(signer, link)}"


def link_address(signer: Signer, public_url: str, link: MailLink) -> str:
    """Of the link that a mail holds."""
    named = Link(link.purpose, link.object_id, link.round)
    if link.page is None:
        return url_of(signer, public_url, named)
    return f"{public_url}{link.page}#{token_of(signer, named)}"


def read_token(signer: Signer, purpose: LinkPurpose, token: str) -> Link:
    """Raises LinkUnknown, unless it is whole and ours. Whether it still holds is another question."""
    parts = TOKEN.fullmatch(token.strip())
    if parts is None:
        raise LinkUnknown
    object_id, round, signature = parts.groups()
    if not signer.is_signed(purpose.value, f"{object_id}.{round}", signature):
        raise LinkUnknown
    return Link(purpose, Id(object_id), int(round))


def mail_link_ended(mail: SystemMail, now: datetime) -> bool:
    """Whether the link in it is worth nothing any more."""
    expired = mail.link is not None and now >= mail.link.expires_at
    return expired or mail.trouble is MailTrouble.LINK_ENDED


def may_be_given(mail: SystemMail, now: datetime) -> bool:
    """Whether an admin may copy the link. One to a new password only while no mail has carried it, one
    to a customer's chat never.
    """
    if mail.link is None or mail_link_ended(mail, now):
        return False
    if mail.link.purpose is LinkPurpose.RESUME_CHAT:
        return False
    return mail.link.purpose is LinkPurpose.INVITATION or mail.state is not MailState.SENT
