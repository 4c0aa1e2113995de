"""Whatever the hub refuses, the person before the screen reads why in the language of the screen."""

import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import hub
from hub.kit.errors import HubError

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "web" / "inbox" / "src" / "texts"
INBOX = ROOT / "web" / "inbox" / "src"

NOT_FOR_STAFF = {
    # Operators read these in the log or the terminal.
    *("mongodb_unsuitable", "redis_unsuitable", "private_mongod_failed", "away", "hub_error"),
    "data_folder_in_use",
    # The house's own mail server is told by them; the mail log has words of its own for each state.
    *("mail_delayed", "mail_refused", "mail_uncertain", "mail_unreachable", "mail_unusable"),
    # Providers and programs call wrongly.
    *("handshake_refused", "signature_invalid", "method_not_allowed", "unsupported_media_type"),
    *("range_not_satisfiable",),
    # The widget alone: it begins anew, shows what it has, or says that it is not set up for this page.
    *("token_expired", "token_invalid", "origin_not_allowed", "rating_not_asked"),
}

NOBODY_MEETS = {
    # Only who writes requests by hand: the faces send what they have got from the hub.
    "This is no mail.",
    "not on this channel",
    "This cause is not given by hand.",
    "Channels of this kind need no test message.",
    "Channels of this kind have no templates.",
    "must be online or away; to be offline, sign out",
    "Say to whom.",
    "Say which: ids, all, or upTo.",
    "exactly one of the three",
    "7 is for supervisors",
    "The body holds half of a character.",
    "is too large a number",
    "must not contain the character NUL",
    "There is no file.",
    "Send one file at a time.",
    "is there twice",
    "is none that this list gave",
    "must be one that a page gave",
    "A template has its own text.",
    "not with a template",
    "is no place of this template",
    "Mentions belong to private notes.",
    "not in a reply",
    "is none of this contact on this channel",
    "name a contact or an address",
    "is no secret of this kind",
    "names a category that does not exist or is archived",
    "is no field of this house",
    "must be yes or no",
    "must be a list of choices",
    "must be a text",
    "There are signatures of: 7.",
    "is not asked for by this chat",
    "is not one of the topics of this chat",
    "is not in use on this channel",
    "7 is no picture in attachmentIds",
    "must be between 7 and 7",
    # The visitor's side, where the widget begins anew.
    "There is no such chat.",
    # Beside a sentence that is told, or made of some that are.
    "This channel does not take it: 7.",
    *("too many", "not ahead", "not active", "handles it already", "not in it", "is its own"),
    *("is not there", "is 7", "not by hand", "cannot be written to first", "at most 7"),
    *("7: no address", "7: a mailbox of this house", "this template takes no file"),
    *("this template takes one file: 7", "7 is no file of yours that waits to be attached"),
}


def test_every_refusal_has_words_of_its_own_in_both_languages() -> None:
    known = {
        language: json.loads((TEXTS / f"refusals.{language}.json").read_text())
        for language in ("en", "id")
    }
    by_hand = (INBOX / "app" / "refusals.ts").read_text() + (
        INBOX / "live" / "sending.ts"
    ).read_text()
    silent = sorted(
        each.error
        for each in _refusals(HubError)
        if each.error not in NOT_FOR_STAFF
        and f'"{each.error}"' not in by_hand
        and any(f"refusal.{each.error}" not in texts for texts in known.values())
    )
    assert not silent, f"add refusal.<code> to refusals.en.json and refusals.id.json: {silent}"


def test_every_sentence_about_what_was_entered_is_known_to_the_inbox() -> None:
    source = (TEXTS / "serverWords.ts").read_text()
    patterns = [
        re.compile(found.replace("(?<", "(?P<"))
        for found in re.findall(r"\[\s*/(.+)/,\s*\"", source)
    ]
    assert len(patterns) > 80
    unknown = sorted(
        f"{file}: {words}"
        for file, words in _sentences()
        if words not in NOBODY_MEETS and not any(pattern.search(words) for pattern in patterns)
    )
    assert not unknown, "add them to texts/serverWords.ts:\n" + "\n".join(unknown)


def test_the_widget_has_words_for_every_reason_for_which_a_message_is_not_taken() -> None:
    for language in ("en", "id"):
        text = (ROOT / "web" / "widget" / "src" / "app" / "text" / f"{language}.ts").read_text()
        reasons = text[text.index("why: {") :]
        for word in ("too_large", "attachment_unusable", "file_type_refused", "not_found", "other"):
            assert f"{word}:" in reasons, f"{language}: {word}"


def _refusals(kind: type[HubError]) -> Iterator[type[HubError]]:
    for package in ("http", "flows", "services", "rules", "store", "kit", "realtime", "jobs"):
        root = importlib.import_module(f"{hub.__name__}.{package}")
        for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            importlib.import_module(found.name)
    seen: set[type[HubError]] = set()
    waiting = [kind]
    while waiting:
        for each in waiting.pop().__subclasses__():
            if each not in seen and each.__module__.startswith("hub."):
                seen.add(each)
                waiting.append(each)
    return iter(seen)


RAISED = {"Invalid", "Forbidden", "NotFound"}


def _sentences() -> Iterator[tuple[str, str]]:
    """What is said in `Invalid(...)` and its like, and by the settings of the adapters."""
    files = [
        *(ROOT / "hub" / "flows").rglob("*.py"),
        *(ROOT / "hub" / "http").rglob("*.py"),
        *(ROOT / "hub" / "rules").rglob("*.py"),
        *(ROOT / "hub" / "services").rglob("*.py"),
    ]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call):
                yield from ((file.name, words) for words in _said_in(node, RAISED))
    for file in (ROOT / "channels_adapters").glob("*/*.py"):
        if file.name in ("settings.py", "fields.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call):
                    yield from ((file.name, words) for words in _said_in(node, {"ValueError"}))


def _said_in(call: ast.Call, names: set[str]) -> Iterator[str]:
    if not isinstance(call.func, ast.Name) or call.func.id not in names:
        return
    for argument in call.args[:1]:
        yield from _words(argument)
    for keyword in call.keywords:
        if keyword.arg == "fields" and isinstance(keyword.value, ast.Dict):
            for value in keyword.value.values:
                yield from _words(value)


def _words(node: ast.expr) -> Iterator[str]:
    """A text with sevens for its figures and names."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values
        )
