"""The head of a mail, mended: what programs have put before, between and behind its lines. Never raises.

A mark of byte order, a line of a mailbox file (``From budi Thu Nov 26 ...``), blank lines before the
first, a space before a colon, bytes of nothing, a line that is none of a head, ends of lines doubled.
The standard library takes what follows the first such line for the body. A sound mail is left alone.
"""

import codecs
import re

MOST_OF_HEAD = 1024 * 1024
MOST_BEFORE = 2_000

LINE = re.compile(rb"([^\r\n]*)(\r*\n|\r|$)")
FIELD = re.compile(rb"([!-9;-~]{1,100})([ \t]*):")
ENVELOPE_LINE = re.compile(rb">?From [^:]{0,200}?\d\d?:\d\d")
"""As files of mailboxes begin each mail, and some servers hand it on."""
ENVELOPE_NAME = "X-Envelope-Line"
"""Under which name it is kept: it tells who sent, and when."""

STRAY_NAME = "X-Stray-Line"
"""Under which name a line is kept that is none of a head."""

KNOWN = {
    *(b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path", b"cc"),
    *(b"mime-version", b"content-type", b"content-transfer-encoding", b"delivered-to", b"sender"),
    *(b"reply-to", b"in-reply-to", b"references", b"dkim-signature", b"x-mailer", b"x-received"),
    *(b"authentication-results", b"arc-seal", b"x-original-to", b"envelope-to", b"user-agent"),
}


def mended(raw: bytes) -> bytes:
    """The same bytes where nothing is wrong."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode("utf-8")
    begins = _beginning(raw)
    lines, body = _lines(raw, begins)
    kept = _fields(lines)
    if not begins and kept == [line for line, _ in lines] and not _is_doubled(lines):
        return raw
    rest = raw[body:]
    if _is_doubled(lines):
        rest = rest.replace(b"\r\r\n", b"\r\n")
    return b"\r\n".join(kept) + (b"\r\n\r\n" if kept else b"\r\n") + rest


def _beginning(raw: bytes) -> int:
    """Where the first line stands; blank ones before it count only where a head follows."""
    before = re.match(rb"(?:\xef\xbb\xbf|[ \t\x00]*[\r\n]|\x00)*", raw[:MOST_BEFORE])
    at = before.end() if before else 0
    first = LINE.match(raw, at)
    if not at or first is None or not (_known(first[1]) or ENVELOPE_LINE.match(first[1])):
        return len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    return at


def _known(line: bytes) -> bytes | None:
    """Its name, if it is one that mails have."""
    found = FIELD.match(line)
    name = found[1].lower() if found else None
    return name if name and (name in KNOWN or name.startswith(b"x-")) else None


def _lines(raw: bytes, at: int) -> tuple[list[tuple[bytes, bytes]], int]:
    """Those of the head, each with its end, and where the body begins."""
    lines: list[tuple[bytes, bytes]] = []
    last = at + MOST_OF_HEAD
    while at < len(raw) and at < last:
        found = LINE.match(raw, at)
        assert found is not None
        at = found.end()
        if not found[1].strip(b" \t\x00"):
            after = LINE.match(raw, at)
            folds = found[1] and after is not None and re.match(rb"[ \t]+\S", after[1])
            if not folds and not (found[1] and after is not None and FIELD.match(after[1])):
                break
        lines.append((found[1], found[2]))
    return lines, at


def _is_doubled(lines: list[tuple[bytes, bytes]]) -> bool:
    return any(end.startswith(b"\r\r") for _, end in lines)


def _fields(lines: list[tuple[bytes, bytes]]) -> list[bytes]:
    """The lines as they should be. From the first that can be none of a head on it is the body."""
    names = [_known(line) for line, _ in lines]
    kept: list[bytes] = []
    seen: set[bytes] = set()
    for at, (line, _) in enumerate(lines):
        line = line.replace(b"\x00", b"").removeprefix(codecs.BOM_UTF8)
        if at == 0 and _known(line.lstrip(b" \t")):
            line = line.lstrip(b" \t")
        found = FIELD.match(line)
        if ENVELOPE_LINE.match(line):
            kept.append(ENVELOPE_NAME.encode() + b": " + line.lstrip(b">")[5:])
        elif found is not None:
            seen.add(found[1].lower())
            kept.append(line if not found[2] else found[1] + b":" + line[found.end() :])
        elif line[:1] in (b" ", b"\t"):
            kept.append(line)
        elif not _goes_on(names[at:], seen):
            kept += [b"", *(one for one, _ in lines[at:])]
            break
        else:
            kept.append(STRAY_NAME.encode() + b": " + line)
    return kept


def _goes_on(names: list[bytes | None], seen: set[bytes]) -> bool:
    """Whether what belongs into a head, and was not in it yet, still follows."""
    return any(name in KNOWN and name not in seen for name in names if name)
