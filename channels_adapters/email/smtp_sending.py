"""Handing one mail to a mail server, and what its answers mean: later, never, an admin, nobody knows."""

import re
import ssl
from contextlib import suppress
from dataclasses import dataclass, field

import aiosmtplib
from aiosmtplib import SMTP

from channels_adapters.base import AccountBroken, SendDelayed, SendRefused, SendUncertain
from channels_adapters.email.composing import Composed

CONNECT_SECONDS, ANSWER_SECONDS, DATA_SECONDS = 20.0, 60.0, 180.0
"""For connecting, for each answer, and for the whole of a message."""

MOST_SAID = 300

TOO_MANY = re.compile(r"\b[45]\.5\.3\b|\btoo many recipients\b", re.I)
"""So many this server never takes at once (RFC 5321, 4.5.3.1): waiting helps nobody."""

CLOSING = 421
"""The server goes, whatever it was asked."""

UNKNOWN_WAY = {500, 502, 503, 504, 534}
"""Not this way of signing in; another one may do."""

SPENT = re.compile(
    r"\b[45]\.4\.5\b|\b5\.1\.90\b|\b5\.7\.23[236]\b|SubmissionQuotaExceeded|\bDaily .*(quota|limit)"
    r"|\bsending (rate|limit)\b|\b(rate|thread) limit\b|\bthrottl",
    re.I,
)
"""The account has sent as much as its provider takes (Google, Microsoft, Amazon, policy servers); some
say so with a code that otherwise means never."""

SPENT_SECONDS = 300.0

LINE_END = re.compile(rb"\r\n|\r|\n")
DOT = re.compile(rb"^\.", re.M)
GO_ON = 354

BRACKETED = re.compile(r"<([^<>\s]+@[^<>\s]+)>")

AMAZON = re.compile(r"email-smtp(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com")
AMAZON_ID = re.compile(r"\bOk ([0-9a-f-]{40,})", re.I)


@dataclass(frozen=True)
class SmtpServer:
    """``security``: ``tls`` from the first byte, ``starttls`` before the sign-in, or ``none``.

    Signs in with ``token`` (XOAUTH2) if there is one, else with ``password``, else not at all.
    """

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    token: str = ""
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True)
class Handed:
    """``refused``: addresses that were not taken, while others were; ``deferred``: those that may be taken
    later. ``other_ids``: Message-IDs that the server has put in the place of ours, as far as its answer
    tells.
    """

    refused: dict[str, str] = field(default_factory=dict)
    deferred: dict[str, str] = field(default_factory=dict)
    other_ids: list[str] = field(default_factory=list)


async def hand_over(server: SmtpServer, mail: Composed) -> Handed:
    """Raises SendRefused, SendDelayed, SendUncertain, AccountBroken."""
    client = await connect(server, mail.sender.rpartition("@")[2])
    try:
        _check_fits(client, mail)
        not_taken = await _say_envelope(client, mail)
        said = await _give(client, mail)
    finally:
        await leave(client)
    refused = {address: words for address, words in not_taken.items() if _is_final(words)}
    deferred = {address: words for address, words in not_taken.items() if address not in refused}
    return Handed(refused, deferred, other_ids(server.host, said, mail.message_id))


async def connect(server: SmtpServer, own_name: str) -> SMTP:
    """Connected and signed in. Raises SendDelayed for the whole channel, or AccountBroken."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security == "tls",
        start_tls=False,
        local_hostname=own_name,
        timeout=ANSWER_SECONDS,
        tls_context=server.tls,
    )
    try:
        await client.connect(timeout=CONNECT_SECONDS)
        await _greet(client)
        if server.security == "starttls":
            await client.starttls()
            await _greet(client)
        await _sign_in(client, server)
    except (aiosmtplib.SMTPException, OSError) as error:
        await leave(client)
        raise _not_connected(error) from None
    return client


async def _greet(client: SMTP) -> None:
    """A server that knows no EHLO can do without; one that goes away is not taken for such a one."""
    try:
        if client.is_ehlo_or_helo_needed:
            await client.ehlo()
    except aiosmtplib.SMTPHeloError as error:
        if error.code < 500:
            raise


async def leave(client: SMTP) -> None:
    """Say goodbye; whatever comes of it, the connection is closed."""
    with suppress(aiosmtplib.SMTPException, OSError):
        if client.is_connected:
            await client.quit(timeout=5)
    client.close()


def other_ids(host: str, said: str, own: str) -> list[str]:
    """The ids that a server gave the mail, from its answer; answers to it will name them."""
    found = [one for one in BRACKETED.findall(said) if one != own]
    amazon, token = AMAZON.fullmatch(host), AMAZON_ID.search(said)
    if amazon and token:
        region = "email" if amazon.group(1) == "us-east-1" else amazon.group(1)
        found.append(f"{token.group(1)}@{region}.amazonses.com")
    return list(dict.fromkeys(found))


async def _sign_in(client: SMTP, server: SmtpServer) -> None:
    """Raises SMTPException."""
    if server.token:
        await client.auth_xoauth2(server.user, server.token)
    elif server.user:
        await _log_in(client, server)


async def _log_in(client: SMTP, server: SmtpServer) -> None:
    """By the first way that the server really has. Once it has judged the password nothing else is tried,
    and what it said stands though it hangs up: that is no outage.
    """
    ways = {
        "cram-md5": client.auth_crammd5,
        "plain": client.auth_plain,
        "login": client.auth_login,
    }
    encrypted = client.get_transport_info("sslcontext") is not None
    order = ("plain", "login", "cram-md5") if encrypted else ("cram-md5", "plain", "login")
    refused: aiosmtplib.SMTPAuthenticationError | None = None
    for way in [one for one in order if one in client.server_auth_methods]:
        try:
            await ways[way](server.user, server.password)
        except aiosmtplib.SMTPAuthenticationError as error:
            refused = error
            # A server that keeps no plain passwords refuses every answer to its riddle.
            if error.code not in UNKNOWN_WAY and way != "cram-md5":
                break
        except (aiosmtplib.SMTPException, OSError):
            if refused is None:
                raise
            break
        else:
            return
    raise refused or aiosmtplib.SMTPException(
        "The server offers no way to sign in that we know, perhaps not without encryption."
    )


def _not_connected(error: Exception) -> Exception:
    cause = error if isinstance(error, ssl.SSLError) else error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return AccountBroken("certificate", cause.verify_message)
    if isinstance(cause, ssl.SSLError):
        return AccountBroken("no_tls", "the server does not speak TLS on this port")
    if isinstance(error, aiosmtplib.SMTPResponseException):
        if error.code < 500:
            return SendDelayed(f"smtp_{error.code}", _words(error), whole_channel=True)
        signing = isinstance(error, aiosmtplib.SMTPAuthenticationError)
        return AccountBroken("auth_failed" if signing else "server_refuses", _words(error))
    if isinstance(error, OSError):
        return SendDelayed("unreachable", str(error)[:MOST_SAID], whole_channel=True)
    # What is left says that the server cannot do what the settings ask for.
    return AccountBroken("not_supported", str(error)[:MOST_SAID])


def _check_fits(client: SMTP, mail: Composed) -> None:
    limit = client.esmtp_extensions.get("size", "")
    if limit.isdigit() and 0 < int(limit) < len(mail.raw):
        raise SendRefused("too_large", f"{len(mail.raw)} bytes; the mail server takes {limit}")
    if mail.needs_utf8 and not client.supports_extension("smtputf8"):
        raise SendRefused("address_not_supported", "the mail server takes ASCII addresses only")


async def _say_envelope(client: SMTP, mail: Composed) -> dict[str, str]:
    """Who it is from and for; the addresses that were not taken while others were."""
    options = [f"size={len(mail.raw)}"] if client.supports_extension("size") else []
    encoding = "utf-8" if mail.needs_utf8 else "ascii"
    try:
        await client.mail(
            mail.sender,
            options=[*options, *(["SMTPUTF8"] if mail.needs_utf8 else [])],
            encoding=encoding,
        )
        answers = [await _offer(client, one, encoding) for one in mail.recipients]
    except aiosmtplib.SMTPSenderRefused as refused:
        raise _sender_refused(refused) from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise SendDelayed("connection_lost", str(error)[:MOST_SAID], whole_channel=True) from None
    return _judged(dict(zip(mail.recipients, answers, strict=True)))


async def _offer(client: SMTP, recipient: str, encoding: str) -> tuple[int, str] | None:
    """None: it was taken."""
    try:
        await client.rcpt(recipient, encoding=encoding)
    except aiosmtplib.SMTPRecipientRefused as refused:
        if 200 <= refused.code < 300:
            return None
        return refused.code, _words(refused)
    return None


def _judged(answers: dict[str, tuple[int, str] | None]) -> dict[str, str]:
    """Those not taken. Raises SendRefused when nobody is left, SendDelayed when all may be tried later."""
    not_taken = {address: said for address, said in answers.items() if said is not None}
    all_said = [said for _, said in not_taken.values()]
    if spent := [said for said in all_said if SPENT.search(said)]:
        raise _spent(spent[0])
    if gone := [said for code, said in not_taken.values() if code == CLOSING]:
        raise SendDelayed(str(CLOSING), gone[0], whole_channel=True)
    if len(not_taken) < len(answers):
        return {address: said for address, (_, said) in not_taken.items()}
    if len(answers) > 1 and (many := [said for said in all_said if TOO_MANY.search(said)]):
        raise SendRefused("too_many_recipients", many[0])
    if later := [said for said in all_said if not _is_final(said)]:
        raise SendDelayed(later[0].partition(" ")[0], later[0])
    raise SendRefused(_status(all_said[0]) or all_said[0].partition(" ")[0], all_said[0])


def _is_final(said: str) -> bool:
    """With the first who are taken a server that takes no more of them at once means those behind it."""
    return said.startswith("5") and not TOO_MANY.search(said)


async def _give(client: SMTP, mail: Composed) -> str:
    """The message itself; what the server said to it. Before it has said to go on it has nothing."""
    try:
        told = await client.execute_command(b"DATA")
    except (aiosmtplib.SMTPException, OSError) as error:
        raise SendDelayed("connection_lost", str(error)[:MOST_SAID], whole_channel=True) from None
    try:
        if told.code != GO_ON:
            raise aiosmtplib.SMTPDataError(told.code, told.message)
        answer = await _write(client, mail.raw)
    except aiosmtplib.SMTPDataError as error:
        said = _words(error)
        if SPENT.search(said):
            raise _spent(said) from None
        if error.code >= 500:
            large = error.code == 552
            code = "too_large" if large else _status(said) or str(error.code)
            raise SendRefused(code, said) from None
        if error.code < 400 and told.code == GO_ON:
            # It may be a yes.
            raise SendUncertain("strange_answer", said) from None
        whole = error.code == CLOSING
        raise SendDelayed(str(error.code), said, whole_channel=whole) from None
    except (aiosmtplib.SMTPException, OSError) as error:
        client.close()
        # The server may have it, whatever we heard.
        raise SendUncertain("answer_lost", str(error)[:MOST_SAID]) from None
    return f"{answer.code} {answer.message}"


async def _write(client: SMTP, raw: bytes) -> aiosmtplib.SMTPResponse:
    """The library's own way cannot tell a server that was gone before the message from one after it."""
    server = client.protocol
    if server is None:
        raise aiosmtplib.SMTPServerDisconnected("gone before the message")
    text = DOT.sub(b"..", LINE_END.sub(b"\r\n", raw))
    server._response_pending = True
    server.write(text + (b"" if text.endswith(b"\r\n") else b"\r\n") + b".\r\n")
    answer = await server.read_response(timeout=DATA_SECONDS)
    if answer.code != aiosmtplib.SMTPStatus.completed:
        raise aiosmtplib.SMTPDataError(answer.code, answer.message)
    return answer


def _sender_refused(error: aiosmtplib.SMTPSenderRefused) -> Exception:
    said = _words(error)
    if SPENT.search(said):
        return _spent(said)
    if error.code < 500:
        return SendDelayed(str(error.code), said, whole_channel=True)
    if error.code == 552 or " 5.3.4" in said:
        return SendRefused("too_large", said)
    return AccountBroken("sender_refused", said)


def _spent(said: str) -> SendDelayed:
    return SendDelayed("spent", said, retry_after=SPENT_SECONDS, whole_channel=True)


def _words(error: aiosmtplib.SMTPResponseException) -> str:
    said = "".join(c if c.isprintable() else " " for c in f"{error.code} {error.message}")
    return " ".join(said.split())[:MOST_SAID]


def _status(said: str) -> str | None:
    """The enhanced code of RFC 3463 in an answer, such as ``5.1.1``."""
    found = re.search(r"\b[245]\.\d{1,3}\.\d{1,3}\b", said)
    return found.group() if found else None
