"""Mails broken in every way that has been seen, for tests and benchmarks: each the same at every call."""

import random
from collections.abc import Sequence

HEAD = (
    b"From: Pelanggan %d <p%d@pelanggan.example>\r\nTo: help@kirim.example\r\n"
    b"Date: Thu, 26 Nov 2026 09:00:00 +0700\r\nSubject: Surat %d\r\n"
)

BREAKS: dict[str, bytes] = {
    "id in brackets": b"Message-ID: <[...@x]>\r\n\r\nx",
    "empty id": b"Message-ID: <>\r\n\r\nx",
    "from with a newline": b"From: =?utf-8?q?a=0Ab?= <z@z.example>\r\n\r\nx",
    "from that is a quote": b'From: "\r\n\r\nx',
    "from that is a comment": b"From: (c):\r\n\r\nx",
    "junk charset": b'Content-Type: text/plain; charset="\x00\xff-nope"\r\n\r\n\xe9',
    "charset that is no text": b"Content-Type: text/plain; charset=hex\r\n\r\nzz",
    "charset base64": b"Content-Type: text/plain; charset=base64\r\n\r\nzz",
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\n--a\r\n\r\nx\r\n--a--",
    "empty boundary": b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx',
    "star without value": b"Content-Type: text/plain; name*\r\n\r\nx",
    "broken rfc2231": b"Content-Type: text/plain; name*0*=x'; name*9999=y\r\n\r\nx",
    "broken base64": b"Content-Transfer-Encoding: base64\r\n\r\n=====A*&^\xff",
    "broken quoted-printable": b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=zz=\xff=",
    "unknown encoding": b"Content-Transfer-Encoding: 9bit\r\n\r\nx",
    "boundary never comes": b"Content-Type: multipart/mixed; boundary=b\r\n\r\nno parts at all",
    "boundary never ends": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx",
    "date of nonsense": b"Date: Foo, 99 Bar 99999 99:99:99 +9999\r\n\r\nx",
    "NUL everywhere": b"Subject: a\x00b\r\nX-\x00: y\r\n\r\n\x00\x00text\x00",
    "no head": b"\r\n\r\nbody only",
    "no body": b"X-Last: one",
    "colon only": b": : :\r\n::\r\n\r\nx",
    "lone surrogate": b"Subject: =?utf-16?B?2AA=?= \r\n\r\n\xed\xa0\x80",
    "report of nothing": (
        b"Return-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status;"
        b" boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\xff\xff\r\n--b--"
    ),
    "rfc822 of nothing": b"Content-Type: message/rfc822\r\n\r\n",
    "rfc822 in base64": (
        b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nRnJvbTogYQoKeA=="
    ),
    "html that never closes": b"Content-Type: text/html\r\n\r\n" + b"<div><table><tr><td>" * 400,
    "html of tricks": b"Content-Type: text/html\r\n\r\n<img src=x onerror=alert(1)><svg/onload=x>",
    "long line": b"\r\n" + b"On " * 3000 + b"x" * 90_000,
    "long header": b"References: " + b"<a@b> " * 8000 + b"\r\n\r\nx",
    "many recipients": b"Cc: "
    + b", ".join(b"u%d@x.example" % n for n in range(3000))
    + b"\r\n\r\nx",
    "deep": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(120)
    )
    + b"\r\nbottom",
    "many parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 600,
    "winmail cut off": b"Content-Type: application/ms-tnef\r\n\r\nx\x9f\x3e\x22",
    "file without a name": b"Content-Type: application/pdf\r\n\r\nMZ",
    "name of dots": b'Content-Disposition: attachment; filename="../.."\r\n\r\nx',
    "uuencoded": b"Content-Transfer-Encoding: uuencode\r\n\r\nbegin 644 x\r\n!!!!\r\nend",
    "ids of prose": b"In-Reply-To: your mail of <today> and <a@b>\r\n\r\nx",
    "encoded word cut": b"Subject: =?utf-8?B?w6k=?==?utf-8?Q?=C3?=\r\n =?x?z?z?=\r\n\r\nx",
}


def broken(number: int) -> bytes:
    """The ``number``-th broken mail: one of the above, or a whole one with bytes of it spoilt."""
    names = list(BREAKS)
    head = HEAD % (number, number, number)
    tail = BREAKS[names[number % len(names)]]
    if number < len(names):
        own = tail.split(b"\r\n\r\n")[0].lower()
        kept = [
            line for line in head.splitlines(True) if line.split(b":")[0].lower() + b":" not in own
        ]
        return b"".join(kept) + tail
    raw = bytearray(head + b"Message-ID: <broken%d@pelanggan.example>\r\n" % number + tail)
    chance = random.Random(number)
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(raw))
        match chance.randrange(3):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randrange(1, 20)]
            case _:
                raw[at:at] = chance.choice(
                    (b"\x00", b"\xff\xfe", b'"', b"=?", b"\r\n", b"--b", b"(", b"<")
                )
        if not raw:
            break
    return bytes(raw)


PIECES = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"=?",
        b"?=",
        b"=?utf-8?B?",
        b"\r\n",
        b"\r",
        b"\n",
        b"\r\n\r\n",
    ),
    *(
        b"--b",
        b"--b--\r\n",
        b"(",
        b")",
        b"<",
        b">",
        b"@",
        b",",
        b";",
        b":",
        b"\\",
        b"%",
        b"=",
        b"=3D",
        b"\t",
    ),
    *(b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Transfer-Encoding: base64\r\n"),
    *(
        b"Content-Type: message/rfc822\r\n\r\n",
        b"charset=",
        b"utf-16",
        b"\x1b$B",
        b"\xed\xa0\x80",
        b"*0*=",
    ),
    *(
        b"<div>",
        b"</",
        b"<!--",
        b"<style>",
        b"&#",
        b"begin 644 x\r\n",
        b"=ybegin name=x\r\n",
        b"> ",
    ),
    *(b"On Mon wrote:\r\n", b"-- \r\n", b" " * 50, b"a" * 3000, b"<a@b> " * 200, b"1" * 40),
)


def mutated(mails: Sequence[bytes], number: int) -> bytes:
    """The ``number``-th of what becomes of these when bytes are changed, lost, doubled, moved and mixed."""
    chance = random.Random(number)
    raw = bytearray(chance.choice(mails))
    for _ in range(chance.choice((1, 2, 3, 5, 10, 30))):
        at, length = chance.randrange(len(raw) + 1), chance.randrange(1, 200)
        other = chance.choice(mails)
        match chance.randrange(6):
            case 0:
                raw[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del raw[at : at + length % 60]
            case 2 | 3:
                raw[at:at] = chance.choice(PIECES)
            case 4:
                begins = chance.randrange(len(other))
                raw[at:at] = other[begins : begins + 2 * length]
            case _:
                raw[at:at] = raw[at : at + length] * chance.randrange(1, 8)
    return bytes(raw)
