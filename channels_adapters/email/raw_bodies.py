"""Bodies as they really come, and what is to be seen of them, for tests. Each stands below a sound head."""

from base64 import b64encode, encodebytes
from typing import Any

PNG = b"\x89PNG\r\n\x1a\n"


def container(kind: str, *parts: bytes, boundary: bytes = b"b") -> bytes:
    head = f"Content-Type: multipart/{kind}; boundary=".encode() + boundary + b"\r\n\r\n"
    return (
        head
        + b"".join(b"--%s\r\n%s\r\n" % (boundary, one) for one in parts)
        + b"--%s--\r\n" % boundary
    )


def part(kind: str, content: bytes, *more: str) -> bytes:
    head = "\r\n".join([f"Content-Type: {kind}", *more])
    return head.encode() + b"\r\n\r\n" + content


def _attribute(kind: int, value: bytes) -> bytes:
    return b"\x01" + kind.to_bytes(4, "little") + len(value).to_bytes(4, "little") + value + b"\0\0"


TNEF = (
    b"\x78\x9f\x3e\x22\x01\x00"
    + _attribute(0x0002800C, b"Kata di dalam\0")
    + _attribute(0x00069002, b"\0" * 14)
    + _attribute(0x00018010, b"tagihan.pdf\0")
    + _attribute(0x0006800F, b"%PDF-1")
    + _attribute(0x00069002, b"\0" * 14)
    + _attribute(0x00018010, b"foto.png\0")
    + _attribute(0x0006800F, PNG)
)
INNER = b"Content-Type: text/plain\r\n\r\nDi dalam tanda tangan"
DATA = bytes.fromhex("06092a864886f70d010701")
SIGNED = b"\x30\x80" + DATA + b"\xa0\x80\x24\x80" + b"\x04\x10" + INNER[:16]
SIGNED += b"\x04" + bytes([len(INNER) - 16]) + INNER[16:] + b"\0\0\0\0\0\0"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Rapat\\, tim\r\n"
    b"DTSTART;TZID=Asia/Jakarta:20261201T100000\r\nDTEND:20261201T040000Z\r\nLOCATION:Jakarta\r\n"
    b'ORGANIZER;CN="Budi S":mailto:budi@x.id\r\nDESCRIPTION:Satu\\nDua\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
)
UU = b"begin 644 catatan.txt\r\n#0V%T\r\n`\r\nend\r\n"
YENC = (
    b"=ybegin line=128 size=3 name=a.bin\r\n"
    + bytes(one + 42 for one in b"Cat")
    + b"\r\n=yend size=3\r\n"
)

Expected = dict[str, Any]
"""``text``, ``html``; ``files``: by name and type; ``starts``: how the text begins."""

BODIES: dict[str, tuple[bytes, Expected]] = {
    "lines that flow": (
        part(
            "text/plain; format=flowed",
            b"Satu \r\ndua.\r\n> kutip \r\n> lagi\r\n>> dalam\r\n  menjorok\r\n-- \r\nBudi \r\nSantoso",
        ),
        {"text": "Satu dua.\n> kutip lagi\n>> dalam\n menjorok\n-- \nBudi Santoso"},
    ),
    "lines that flow without their spaces": (
        part("text/plain; charset=utf-8; format=flowed; delsp=yes", "日本 \r\n語です".encode()),
        {"text": "日本語です"},
    ),
    "enriched": (
        part(
            "text/enriched",
            b"<bold>Halo</bold> <color><param>red</param>dunia</color>\r\n\r\n1 << 2\r\n",
        ),
        {"text": "Halo dunia\n1 < 2"},
    ),
    "an invitation alone": (
        part("text/calendar; method=REQUEST", CALENDAR),
        {
            "text": "Invitation / Undangan: Rapat, tim\n2026-12-01 10:00 Asia/Jakarta – 2026-12-01 04:00 UTC\n"
            "Jakarta\nBudi S budi@x.id\n\nSatu\nDua",
            "files": [("invite.ics", "text/calendar")],
        },
    ),
    "an invitation beside words": (
        container("alternative", part("text/plain", b"Diundang"), part("text/calendar", CALENDAR)),
        {"text": "Diundang", "files": [("invite.ics", "text/calendar")]},
    ),
    "an event in a calendar that says nothing": (
        part("text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        {"text": "", "files": [("invite.ics", "text/calendar")]},
    ),
    "uuencoded within the words": (
        b"\r\nHalo\r\n" + UU + b"Salam",
        {"text": "Halo\nSalam", "files": [("catatan.txt", "text/plain")]},
    ),
    "uuencoded alone": (b"\r\n" + UU, {"text": "", "files": [("catatan.txt", "text/plain")]}),
    "words that begin as uuencoded ones": (
        b"\r\nbegin 644 kata\r\nTidak ada berkas di sini.\r\nend",
        {"text": "begin 644 kata\nTidak ada berkas di sini.\nend", "files": []},
    ),
    "yEnc": (
        b"\r\nHalo\r\n" + YENC,
        {"text": "Halo", "files": [("a.bin", "application/octet-stream")]},
    ),
    "packed by Outlook": (
        part("application/ms-tnef; name=winmail.dat", TNEF),
        {
            "text": "Kata di dalam",
            "files": [
                ("winmail.dat", "application/ms-tnef"),
                ("tagihan.pdf", "application/pdf"),
                ("foto.png", "image/png"),
            ],
        },
    ),
    "packed by Outlook, and broken": (
        part("application/ms-tnef; name=winmail.dat", TNEF[:20]),
        {"starts": "[Packed by Outlook", "files": [("winmail.dat", "application/ms-tnef")]},
    ),
    "encrypted by PGP": (
        container(
            "encrypted",
            part("application/pgp-encrypted", b"Version: 1"),
            part("application/octet-stream; name=encrypted.asc", b"-----BEGIN PGP MESSAGE-----"),
        ),
        {
            "starts": "[Encrypted: ",
            "files": [
                ("file.pgp", "application/pgp-encrypted"),
                ("encrypted.asc", "application/octet-stream"),
            ],
        },
    ),
    "signed by PGP": (
        container(
            "signed",
            part("text/plain", b"Halo"),
            part("application/pgp-signature; name=signature.asc", b"-----BEGIN PGP SIGNATURE-----"),
        ),
        {"text": "Halo", "files": [("signature.asc", "application/pgp-signature")]},
    ),
    "encrypted by S/MIME": (
        part("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", b"0\x80\x06"),
        {"starts": "[Encrypted: ", "files": [("smime.p7m", "application/pkcs7-mime")]},
    ),
    "within its signature": (
        part(
            "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            encodebytes(SIGNED),
            "Content-Transfer-Encoding: base64",
        ),
        {"text": "Di dalam tanda tangan", "files": [("smime.p7m", "application/pkcs7-signature")]},
    ),
    "related in alternative in mixed": (
        container(
            "mixed",
            container(
                "alternative",
                part("text/plain", b"Halo"),
                container(
                    "related",
                    part("text/html", b'<p>Halo <img src="cid:a%40b"></p>'),
                    part("image/png", PNG, "Content-ID: <a@b>"),
                    boundary=b"r",
                ),
                boundary=b"a",
            ),
            part("application/pdf; name=x.pdf", b"%PDF-1"),
        ),
        {
            "text": "Halo",
            "html": '<p>Halo <img src="cid:a%40b"></p>',
            "files": [("file.png", "image/png"), ("x.pdf", "application/pdf")],
            "inline": [True, None],
        },
    ),
    "html before plain": (
        container("alternative", part("text/html", b"<p>Halo</p>"), part("text/plain", b"Halo")),
        {"text": "Halo", "html": "<p>Halo</p>"},
    ),
    "a picture of 90 kB in the html": (
        part(
            "text/html",
            b'<p>Satu<img src="data:image/png;base64,'
            + b64encode(PNG + b"z" * 90_000)
            + b'">Dua</p>',
        ),
        {
            "text": "SatuDua",
            "html": '<p>Satu<img src="cid:picture1@in-place.invalid">Dua</p>',
            "files": [("picture.png", "image/png")],
            "inline": [True],
        },
    ),
    "one Content-ID twice": (
        container(
            "related",
            part("text/html", b"<img src=cid:x>"),
            part("image/png; name=1.png", PNG + b"1", "Content-ID: <x>"),
            part("image/png; name=2.png", PNG + b"2", "Content-ID: <x>"),
        ),
        {"files": [("1.png", "image/png"), ("2.png", "image/png")]},
    ),
    "a digest": (
        container(
            "digest",
            b"\r\nFrom: z@x.id\r\nSubject: satu\r\n\r\nisi",
            b"\r\nFrom: z@x.id\r\nSubject: dua\r\n\r\nisi",
        ),
        {"text": "", "files": [("satu.eml", "message/rfc822"), ("dua.eml", "message/rfc822")]},
    ),
    "a piece of a mail": (
        part('message/partial; id="a@b"; number=1; total=3', b"Subject: panjang\r\n\r\nisi"),
        {"starts": "[Part 1 of 3 of", "files": [("panjang.eml", "message/rfc822")]},
    ),
    "base64 with junk": (
        part("text/plain", b"SGFs!!byBk\r\n***dW5pYQ==", "Content-Transfer-Encoding: base64"),
        {"text": "Halo dunia"},
    ),
    "base64 without its end": (
        part("text/plain", b"SGFsbyBkdW5pYQ", "Content-Transfer-Encoding: Base-64"),
        {"text": "Halo dunia"},
    ),
    "base64 in two": (
        part("text/plain", b"SGFsbw==\r\nIGR1bmlh\r\n", "Content-Transfer-Encoding: base64"),
        {"text": "Halo dunia"},
    ),
    "base64 that nobody has said": (
        part("text/plain", b"SGFsbyBkdW5pYSBpbmkgYmVuYXI="),
        {"text": "Halo dunia ini benar"},
    ),
    "a word that could be base64": (part("text/plain", b"terimakasih2"), {"text": "terimakasih2"}),
    "quoted-printable, broken": (
        part(
            "text/plain; charset=utf-8",
            b"caf=C3=\r\n=A9 50% = dua =zz =c3=a9 tamat=",
            "Content-Transfer-Encoding: quoted-printable",
        ),
        {"text": "café 50% = dua =zz é tamat"},
    ),
    "quoted-printable with spaces at its soft ends": (
        part("text/plain", b"satu= \r\ndua", "Content-Transfer-Encoding: quoted-printable"),
        {"text": "satudua"},
    ),
    "a container that was encoded": (
        b"Content-Transfer-Encoding: base64\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + encodebytes(b"--b\r\nContent-Type: text/plain\r\n\r\nHalo\r\n--b--\r\n"),
        {"text": "Halo"},
    ),
    "a boundary that nobody said, parts without a head": (
        b"Content-Type: multipart/mixed\r\n\r\n--xx\r\n\r\nHalo\r\n--xx--",
        {"text": "Halo"},
    ),
    "no semicolon before the boundary": (
        b"Content-Type: multipart/mixed boundary=b\r\n\r\n--b\r\n\r\nHalo\r\n--b--",
        {"text": "Halo"},
    ),
    "only a preamble": (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\nHanya ini\r\n",
        {"text": "Hanya ini"},
    ),
    "a type cut short": (part("html", b"<p>Halo</p>"), {"text": "Halo", "html": "<p>Halo</p>"}),
    "no semicolon before the charset": (
        part("text/plain charset=iso-8859-1", b"d\xe9j\xe0"),
        {"text": "déjà"},
    ),
    "named, and the whole mail": (
        part("text/plain; name=a.txt", b"Halo"),
        {"text": "Halo", "files": []},
    ),
    "named, beside words": (
        container("mixed", part("text/plain", b"Halo"), part("text/plain; name=a.txt", b"isi")),
        {"text": "Halo", "files": [("a.txt", "text/plain")]},
    ),
    "an attachment, in quotes": (
        container(
            "mixed",
            part("text/plain", b"Halo"),
            part("text/plain", b"isi", 'Content-Disposition: "attachment"; filename=x.txt'),
        ),
        {"text": "Halo", "files": [("x.txt", "text/plain")]},
    ),
    "written for another reader": (part("text/markdown", b"# Halo"), {"text": "# Halo"}),
    "utf8 without its dash": (
        part('text/plain; charset="utf8"', "Zoë “a”".encode()),
        {"text": "Zoë “a”"},
    ),
    "latin-1 that is Windows": (
        part('text/plain; charset="iso-8859-1"', b"\x93a\x94"),
        {"text": "“a”"},
    ),
    "an unknown charset": (part("text/plain; charset=x-unknown", "Zoë".encode()), {"text": "Zoë"}),
    "a charset with words behind": (
        part("text/plain; charset=windows-1252http-equivContent-Type", b"\x93Zo\xeb\x94"),
        {"text": "“Zoë”"},
    ),
    "a page of code by its number": (
        part("text/plain; charset=cp-850", "été".encode("cp850")),
        {"text": "été"},
    ),
    "UTF-16 that says so": (
        part("text/plain; charset=utf-16", "Zoë".encode("utf-16-le")),
        {"text": "Zoë"},
    ),
}

NAMES: dict[bytes, str] = {
    b"filename*=UTF-8''%E2%82%AC%20x.pdf": "€ x.pdf",
    b"filename*0*=UTF-8''%E2%82; filename*1*=%AC%20x; filename*2=.pdf": "€ x.pdf",
    b'filename*0="panjang"; filename*1="nama.pdf"': "panjangnama.pdf",
    b"filename*=utf-8''x.pdf; filename=\"lain.pdf\"": "x.pdf",
    b"filename*=ISO-8859-1''%e9.pdf": "é.pdf",
    b"filename*=%e9.pdf": "é.pdf",
    b'filename="=?utf-8?B?w6kucGRm?="': "é.pdf",
    b'filename="=?utf-8?Q?caf=C3?=\r\n =?utf-8?Q?=A9=2Epdf?="': "café.pdf",
    b"filename==?utf-8?B?w6kucGRm?=": "é.pdf",
    b"filename=a b c.pdf": "a b c.pdf",
    b'filename="a\\"b.pdf"': "a_b.pdf",
    b'filename="\xe9.pdf"': "é.pdf",
    b'filename="\xc3\xa9.pdf"': "é.pdf",
    b'filename="\xb2\xe2\xca\xd4\xce\xc4\xbc\xfe.pdf"': "测试文件.pdf",
    b'filename="C:\\Users\\b\\x.pdf"': "x.pdf",
    b'filename="x;y.pdf"': "x;y.pdf",
    b'FileName = "x.pdf"': "x.pdf",
}
