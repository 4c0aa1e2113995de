"""A mailbox: mails come in and go out."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from channels_adapters.base import (
    MIB,
    Account,
    AddressKind,
    CheckStep,
    Deliver,
    Limit,
    Medium,
    Traits,
)
from channels_adapters.email import checking, sending, watching
from channels_adapters.email.composing import most_bytes
from channels_adapters.email.limits import limits_of
from channels_adapters.email.normalising import normalised
from channels_adapters.email.settings import EmailSecrets, EmailSettings
from models.envelopes import AnyEnvelope, Outgoing, Sent
from models.words import Language

MOST_ON_THE_WAY = 25 * MIB
"""Of a whole mail; more is refused by most servers."""

TITLES = {Language.ENGLISH: "E-mail", Language.INDONESIAN: "Email"}

FOUR_HOURS = 4 * 3600


class EmailAdapter:
    kind = "email"
    titles: dict[Language, str] = TITLES
    traits = Traits(
        medium=Medium.MAIL,
        answer_target=FOUR_HOURS,
        max_total=most_bytes(MOST_ON_THE_WAY),
        max_file=most_bytes(MOST_ON_THE_WAY),
        starts=True,
        addressed_by=AddressKind.EMAIL,
    )
    Settings: type[BaseModel] = EmailSettings
    Secrets: type[BaseModel] = EmailSecrets

    def normalise(self, raw: bytes, settings: BaseModel | None = None) -> Sequence[AnyEnvelope]:
        return normalised(raw, settings if isinstance(settings, EmailSettings) else None)

    def split(self, outgoing: Outgoing) -> list[Outgoing]:
        return [outgoing]

    async def send(self, account: Account, outgoing: Outgoing) -> Sent:
        return await sending.send(account, outgoing)

    def limits(self, account: Account, outgoing: Outgoing) -> list[Limit]:  # noqa: ARG002
        return limits_of(account.settings)

    async def check(self, account: Account) -> list[CheckStep]:
        return await checking.check(account)

    async def offers(self, account: Account, setting: str) -> list[str]:
        is_folder = setting in ("folder", "junk_folder") and account.settings.imap_host
        return await checking.folders(account) if is_folder else []

    def is_watching(self, account: Account) -> bool:
        return bool(account.settings.imap_host)

    async def watch(self, account: Account, place: Mapping[str, Any], deliver: Deliver) -> None:
        await watching.watch(account, place, deliver)


ADAPTER = EmailAdapter()
