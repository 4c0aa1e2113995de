"""Is the number well connected? Each line of the verdict, and what to do when it is not well.

Also what is said to Meta when a channel is switched on.
"""

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urlsplit

from channels_adapters.base import (
    Account,
    AccountBroken,
    ChannelError,
    CheckStep,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.kit.cleaning import clean_line, moment_of
from channels_adapters.kit.tolerant import Loose, read
from channels_adapters.whatsapp.graph import Graph
from channels_adapters.whatsapp.wording import REMEDIES, TITLES

NEEDED = ("whatsapp_business_messaging", "whatsapp_business_management")
NUMBER_FIELDS = "display_phone_number,verified_name,code_verification_status,status,quality_rating"


class _Token(Loose):
    class Data(Loose):
        is_valid: bool | None = None
        expires_at: int | None = None
        scopes: list[str] = []

    data: Data = Data()


class _Number(Loose):
    id: str | None = None
    display_phone_number: str | None = None
    verified_name: str | None = None
    code_verification_status: str | None = None
    status: str | None = None


class _Health(Loose):
    """Sources: "Messaging health status" of the Cloud API."""

    class Status(Loose):
        class Entity(Loose):
            class Failure(Loose):
                error_code: str | None = None
                error_description: str | None = None
                possible_solution: str | None = None

            errors: list[Failure] = []

        can_send_message: str | None = None
        entities: list[Entity] = []

    health_status: Status = Status()


class _Numbers(Loose):
    data: list[_Number] = []


class _Subscriptions(Loose):
    class App(Loose):
        class About(Loose):
            name: str | None = None

        whatsapp_business_api_data: About = About()
        override_callback_uri: str | None = None

    data: list[App] = []


async def check(account: Account) -> list[CheckStep]:
    """Stops at the first thing without which the rest cannot be asked."""
    steps: list[CheckStep] = []
    graph = Graph(account)
    steps += await _token(graph)
    if not all(step.well for step in steps if step.name in ("reachable", "token")):
        return steps
    for name, ask in (
        ("secret", _secret),
        ("number", _number),
        ("account", _account),
        ("sending", _sending),
        ("subscribed", _subscribed),
    ):
        steps.append(await _step(name, ask, graph))
    return steps


async def _step(
    name: str, ask: Callable[[Graph], Awaitable[tuple[bool, str]]], graph: Graph
) -> CheckStep:
    try:
        well, detail = await ask(graph)
    except ChannelError as error:
        well, detail = False, _told(error)
    return _line(name, well, detail)


def _line(name: str, well: bool, detail: str = "", at: datetime | None = None) -> CheckStep:
    told = {} if well else REMEDIES[name]
    return CheckStep(name, TITLES[name], well, detail, told, at)


def _told(error: ChannelError) -> str:
    return f"{error.code}: {error.detail}" if error.detail else error.code


async def _token(graph: Graph) -> list[CheckStep]:
    """Reachable, whether the token is valid, whether it will last, whether it may do enough."""
    try:
        headers = graph.headers()
        token = headers["Authorization"].removeprefix("Bearer ")
        answer = await graph.get("debug_token", query={"input_token": token})
    except AccountBroken as error:
        if error.code == "address" or error.code.startswith("http_"):
            return [_line("reachable", False, _told(error))]
        return [_line("reachable", True), _line("token", False, _told(error))]
    except SendRefused as error:
        return [_line("reachable", True), _line("token", False, _told(error))]
    except (SendDelayed, SendUncertain) as error:
        return [_line("reachable", False, _told(error))]
    data = read(_Token, answer).data
    if not data.is_valid:
        return [_line("reachable", True), _line("token", False)]
    missing = [scope for scope in NEEDED if data.scopes and scope not in data.scopes]
    return [
        _line("reachable", True),
        _line("token", True),
        _lasting(data.expires_at),
        _line("permissions", not missing, ", ".join(missing)),
    ]


def _lasting(expires_at: int | None) -> CheckStep:
    """0 is for ever. The token of the API Setup page ends within a day."""
    ends = moment_of(expires_at) if expires_at else None
    return _line("lasting", ends is None, at=ends)


async def _secret(graph: Graph) -> tuple[bool, str]:
    """Meta refuses a call that carries a proof made with another app's secret."""
    secret = graph.account.secrets.get("app_secret", "")
    if not secret:
        return False, ""
    token = graph.headers()["Authorization"].removeprefix("Bearer ")
    proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    query = {"fields": "id", "appsecret_proof": proof}
    await graph.get(graph.settings.phone_number_id, query=query)
    return True, ""


async def _number(graph: Graph) -> tuple[bool, str]:
    query = {"fields": NUMBER_FIELDS}
    number = read(_Number, await graph.get(graph.settings.phone_number_id, query=query))
    told = [clean_line(number.display_phone_number), clean_line(number.verified_name)]
    is_connected = (number.status or "CONNECTED").upper() == "CONNECTED"
    return is_connected, ", ".join(each for each in told if each)


async def _account(graph: Graph) -> tuple[bool, str]:
    """The number is one of the business account's."""
    query = {"fields": "id", "limit": "100"}
    answer = await graph.get(graph.settings.waba_id, "phone_numbers", query=query)
    ids = [number.id for number in read(_Numbers, answer).data]
    return graph.settings.phone_number_id in ids, ""


async def _sending(graph: Graph) -> tuple[bool, str]:
    """Bans, restrictions, missing payment: whatever stands in the way of number, account or business."""
    query = {"fields": "health_status"}
    answer = await graph.get(graph.settings.phone_number_id, query=query)
    health = read(_Health, answer).health_status
    failures = [failure for entity in health.entities for failure in entity.errors]
    told = [(each.error_description, each.possible_solution) for each in failures]
    lines = [": ".join(each for text in both if (each := clean_line(text, 300))) for both in told]
    return health.can_send_message != "BLOCKED", " ".join(lines)


async def _subscribed(graph: Graph) -> tuple[bool, str]:
    """Some app hears of the account, and where it was told an address, it is ours."""
    answer = await graph.get(graph.settings.waba_id, "subscribed_apps")
    apps = read(_Subscriptions, answer).data
    addresses = {app.override_callback_uri for app in apps if app.override_callback_uri}
    names = ", ".join(app.whatsapp_business_api_data.name or "" for app in apps)
    is_ours = not addresses or graph.account.webhook_url in addresses
    return bool(apps) and is_ours, names if is_ours else ", ".join(sorted(addresses))


def _may_be_called(graph: Graph) -> bool:
    """Meta calls public addresses with TLS; a stand-in on this machine also others."""
    is_public = urlsplit(graph.account.webhook_url).scheme == "https"
    return is_public or urlsplit(graph.settings.api_base).scheme == "http"


async def connect(account: Account) -> None:
    """Have the business account's news sent to us.

    Meta is asked to call this very address, which it tries at once; where that does not work (the
    address is not public yet), the app's own callback address holds. Raises SendRefused, SendDelayed,
    AccountBroken.
    """
    graph = Graph(account)
    token = account.secrets.get("verify_token", "")
    try:
        if token and _may_be_called(graph):
            ours = {"override_callback_uri": account.webhook_url, "verify_token": token}
            try:
                await graph.post(graph.settings.waba_id, "subscribed_apps", body=ours)
                return
            except SendRefused:
                pass
        await graph.post(graph.settings.waba_id, "subscribed_apps")
    except SendUncertain as error:
        raise SendDelayed(error.code, error.detail) from error
