"""WhatsApp by Meta's Cloud API: one channel is one business number."""

from collections.abc import Mapping

from pydantic import BaseModel

from channels_adapters.base import Account, AddressKind, CheckStep, Limit, RemoteFile, Traits
from channels_adapters.whatsapp import checking, media, sending, signing, templates
from channels_adapters.whatsapp.files import SIZES, TAKEN
from channels_adapters.whatsapp.limits import limits_of
from channels_adapters.whatsapp.normalising import envelopes_of
from channels_adapters.whatsapp.settings import WhatsAppSecrets, WhatsAppSettings
from models.envelopes import AnyEnvelope, Outgoing, Sent, Template
from models.words import Language

TITLES = {Language.ENGLISH: "WhatsApp", Language.INDONESIAN: "WhatsApp"}

TRAITS = Traits(
    window=24 * 60 * 60,
    answer_target=300,
    max_text=sending.MAX_TEXT,
    max_caption=sending.MAX_CAPTION,
    max_file=SIZES["document"],
    max_file_of=SIZES,
    mimes=TAKEN,
    has_templates=True,
    starts=True,
    addressed_by=AddressKind.PHONE,
    verified_phone=True,
    reports_reading=True,
    confirms_address=True,
)


class WhatsAppAdapter:
    kind = "whatsapp"
    titles: dict[Language, str] = TITLES
    traits = TRAITS
    Settings: type[BaseModel] = WhatsAppSettings
    Secrets: type[BaseModel] = WhatsAppSecrets

    def normalise(self, raw: bytes, settings: BaseModel | None = None) -> list[AnyEnvelope]:  # noqa: ARG002
        return envelopes_of(raw)

    def is_authentic(self, account: Account, raw: bytes, headers: Mapping[str, str]) -> bool:
        names = ("app_secret", "previous_app_secret")
        secrets = [account.secrets.get(name, "") for name in names]
        return signing.is_signed(raw, headers, secrets)

    def owns(self, account: Account, account_id: str) -> bool:
        """News of the business account belongs to each of its numbers."""
        return account_id in (account.settings.phone_number_id, account.settings.waba_id)

    def handshake(self, account: Account, query: Mapping[str, str]) -> str | None:
        expected = account.secrets.get("verify_token", "")
        if query.get("hub.mode") != "subscribe":
            return None
        if not signing.same_token(expected, query.get("hub.verify_token", "")):
            return None
        return query.get("hub.challenge", "")

    def split(self, outgoing: Outgoing) -> list[Outgoing]:
        return sending.split(outgoing)

    async def send(self, account: Account, outgoing: Outgoing) -> Sent:
        return await sending.send(account, outgoing)

    def limits(self, account: Account, outgoing: Outgoing) -> list[Limit]:
        return limits_of(account.settings, outgoing)

    async def fetch(self, account: Account, remote_id: str) -> RemoteFile:
        return await media.fetch(account, remote_id)

    async def templates(self, account: Account) -> list[Template]:
        return await templates.templates(account)

    async def check(self, account: Account) -> list[CheckStep]:
        return await checking.check(account)

    async def connect(self, account: Account) -> None:
        await checking.connect(account)

    async def disconnect(self, account: Account) -> None:
        """Nothing is said: the subscription is the business account's, and its other numbers need it."""


ADAPTER = WhatsAppAdapter()
