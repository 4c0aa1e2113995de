"""Heads as they really come: with what mailbox files, old programs and broken gateways make of them."""

import pytest

from channels_adapters.email.heads import mended
from channels_adapters.email.normalising import normalised
from models.envelopes import MessageEnvelope


def mail(raw: bytes) -> MessageEnvelope:
    [found] = normalised(raw)
    assert isinstance(found, MessageEnvelope)
    return found


FROM = b"From: Budi <b@x.example>\r\n"
SUBJECT = b"Subject: Paket\r\n"

BROKEN: dict[str, bytes] = {
    "sound": FROM + SUBJECT + b"\r\nHalo",
    "a mark of byte order": b"\xef\xbb\xbf" + FROM + SUBJECT + b"\r\nHalo",
    "such a mark behind the watcher's line": b"X-Simpul-Folder: junk\r\n\xef\xbb\xbf"
    + FROM
    + SUBJECT
    + b"\r\nHalo",
    "saved in UTF-16": (FROM + SUBJECT + b"\r\nHalo").decode().encode("utf-16"),
    "out of a mailbox file": b"From b@x.example Thu Nov 26 09:00:00 2026\r\n"
    + FROM
    + SUBJECT
    + b"\r\nHalo",
    "out of one, quoted": b">From b@x.example Thu Nov 26 09:00:00 2026\n"
    + FROM
    + SUBJECT
    + b"\r\nHalo",
    "such a line in the middle": FROM
    + b">From b@x.example Thu Nov 26 09:00:00 2026\r\n"
    + SUBJECT
    + b"\r\nHalo",
    "blank lines first": b"\r\n \r\n" + FROM + SUBJECT + b"\r\nHalo",
    "the first line pushed in": b" " + FROM + SUBJECT + b"\r\nHalo",
    "a space before the colon": b"From : Budi <b@x.example>\r\nSubject : Paket\r\n\r\nHalo",
    "ends of old Macintoshes": (FROM + SUBJECT + b"\r\nHalo").replace(b"\r\n", b"\r"),
    "ends of several kinds": b"From: Budi <b@x.example>\nSubject: Paket\r\n\nHalo",
    "ends doubled": (FROM + SUBJECT + b"\r\nHalo").replace(b"\r\n", b"\r\r\n"),
    "bytes of nothing": b"From: Budi\x00 <b@x.example>\r\nSub\x00ject: Pa\x00ket\r\n\r\nHa\x00lo",
    "a line that is none": FROM + b"this line is no field\r\n" + SUBJECT + b"\r\nHalo",
    "no blank line before the body": FROM + SUBJECT + b"Halo",
    "a blank line with a space in it": FROM + SUBJECT + b" \r\nHalo",
    "two subjects, one empty": FROM + b"Subject:\r\n" + SUBJECT + b"\r\nHalo",
    "small letters": b"from: Budi <b@x.example>\r\nsubject: Paket\r\n\r\nHalo",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_head_is_read_however_it_is_broken(name: str) -> None:
    found = mail(BROKEN[name])
    told = (found.sender_id, found.sender_name, found.subject, found.text)
    assert told == ("b@x.example", "Budi", "Paket", "Halo")


def test_a_sound_mail_is_not_touched() -> None:
    raw = FROM + b"X-Long: one\r\n\ttwo\r\n" + SUBJECT + b"\r\n From : x\r\n\r\nFrom b Thu 09:00"
    assert mended(raw) is raw


def test_words_that_look_like_a_head_stay_in_the_body() -> None:
    said = b"Tarif berapa\r\nFrom: Jakarta\r\nTo: Bandung"
    assert mail(FROM + b"To: h@x.example\r\n" + SUBJECT + said).text == said.decode().replace(
        "\r\n", "\n"
    )
    assert mail(FROM + SUBJECT + b"\r\n" + said).text.startswith("Tarif berapa")


def test_words_astray_in_a_head_bring_the_whole_mail_along_where_there_are_no_others() -> None:
    raw = FROM + b"Halo\r\n" + SUBJECT + b"\r\n"
    found = mail(raw)
    assert (found.subject, found.text, found.attachments[0].content) == ("Paket", "", raw)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "latin-1", "shift_jis", "gb18030", "euc_kr", "cp1251", "iso2022_jp", "big5"],
)
@pytest.mark.parametrize("said", [True, False], ids=["the body says it", "nobody says it"])
def test_bare_words_of_any_charset_are_read(encoding: str, said: bool) -> None:
    word = {
        "utf-8": "Zoë été",
        "latin-1": "Zoë été",
        "shift_jis": "注文について",
        "gb18030": "我的包裹在哪里",
        "euc_kr": "배송 문의",
        "cp1251": "Где посылка",
        "iso2022_jp": "注文について",
        "big5": "我的包裹在哪裡",
    }[encoding]
    bare = word.encode(encoding)
    body = b"Content-Type: text/plain; charset=" + encoding.encode() + b"\r\n\r\n" + bare
    found = mail(
        b'From: "%s" <a@x.example>\r\nSubject: %s\r\n' % (bare, bare)
        + (body if said else b"\r\nHalo")
    )
    assert (found.sender_name, found.subject) == (word, word)


SUBJECTS: dict[bytes, str] = {
    b"=?utf-8?B?8J+Y?=\r\n =?utf-8?B?gA==?= x": "😀 x",
    b"=?utf-8?Q?caf=C3?=\r\n =?UTF-8?B?qQ==?= dua": "café dua",
    b"=?utf-8?Q?Hello World caf=C3=A9?=": "Hello World café",
    b"=?utf-8?Q?Di mana?apa=3F?=": "Di mana?apa?",
    b"=?utf-8?B?SGFsbyBk\r\n dW5pYQ==?=": "Halo dunia",
    b"=?utf-8*en?Q?caf=C3=A9?=": "café",
    b"Re:=?utf-8?Q?caf=C3=A9?=": "Re:café",
    b"=?utf-8?B?Y2Fmw6kg?= =?utf-8?B?ZHVh": "café dua",
    b"=?utf-8?Q??=": "",
    b"=??Q?Re=3A_caf=C3=A9?=": "Re: café",
    b"=?utf-8?X?abc?=": "=?utf-8?X?abc?=",
    b"=?gb2312?B?ztK1xLD8uQ==?=\r\n =?gb2312?B?/NTaxMTA7w==?=": "我的包裹在哪里",
    b"satu\r\n dua\r\n\ttiga\r\n \r\n empat": "satu dua tiga empat",
}


@pytest.mark.parametrize("raw", SUBJECTS, ids=SUBJECTS.values())
def test_a_subject_is_read(raw: bytes) -> None:
    assert mail(FROM + b"Subject: " + raw + b"\r\n\r\nHalo").subject == SUBJECTS[raw]


SENDERS: dict[str, tuple[str, str | None]] = {
    "From: Santoso, Budi <budi@x.id>": ("budi@x.id", "Santoso, Budi"),
    "From: Budi, S.Kom, M.M. <budi@x.id>": ("budi@x.id", "Budi, S.Kom, M.M."),
    "From: =?utf-8?Q?Santos=C3=B3, Budi?= <budi@x.id>": ("budi@x.id", "Santosó, Budi"),
    'From: "=?utf-8?Q?Jos=C3=A9,_S?=" <a@x.id>': ("a@x.id", "José, S"),
    "From: =?utf-8?B?QnVkaSA8YnVkaUB4LmlkPg==?=": ("budi@x.id", "Budi"),
    "From: budi@x.id <budi@x.id>": ("budi@x.id", None),
    "From: budi@x.id (Budi Santoso)": ("budi@x.id", "Budi Santoso"),
    "From: Budi Santoso budi@x.id": ("budi@x.id", "Budi Santoso"),
    "From: Budi <mailto:budi@x.id>": ("budi@x.id", "Budi"),
    "From: Budi [mailto:budi@x.id]": ("budi@x.id", "Budi"),
    "From: <<budi@x.id>>": ("budi@x.id", None),
    "From: Budi <budi @ x.id>": ("budi@x.id", "Budi"),
    "From: Budi\r\n\tSantoso\r\n <budi@x.id>": ("budi@x.id", "Budi Santoso"),
    'From: "Budi <budi@x.id>': ("budi@x.id", "Budi"),
    'From: "budi santoso"@x.id': ('"budi santoso"@x.id', None),
    "From: <@a.example,@b.example:budi@x.id>": ("budi@x.id", None),
    "From: a@[192.168.1.1]": ("a@[192.168.1.1]", None),
    "From: Büro <büro@bücher.example>": ("büro@bücher.example", "Büro"),
    "From: 用户 <用户@例子.广告>": ("用户@例子.广告", "用户"),
    "From: a@x.id, b@x.id\r\nSender: b@x.id": ("a@x.id", None),
    "From: a@x.id\r\nFrom: b@x.id": ("a@x.id", None),
    "From:\r\nSender: s@x.id": ("s@x.id", None),
    "From: Budi Santoso\r\nReply-To: b@x.id": ("b@x.id", "Budi Santoso"),
    "Return-Path: <rp@x.id>": ("rp@x.id", None),
    "From rp@x.id Thu Nov 26 09:00:00 2026": ("rp@x.id", None),
    "From: Budi via Toko <toko@x.id>\r\nReply-To: budi@x.id": ("budi@x.id", "Budi"),
    "From: Budi <b@x.id>\r\nReply-To: l@list.id\r\nList-Post: <mailto:l@list.id>": (
        "b@x.id",
        "Budi",
    ),
    "From: root": ("unknown@invalid", "root"),
    "From: \u202egnp.exe\u202c <b@x.id>": ("b@x.id", "gnp.exe"),
}


@pytest.mark.parametrize("head", SENDERS)
def test_who_wrote_is_read(head: str) -> None:
    found = mail(head.encode() + b"\r\nTo: h@x.example\r\nSubject: x\r\n\r\nHalo")
    assert (found.sender_id, found.sender_name) == SENDERS[head]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("Reply-To: Budi <rumah@y.id>, dewi@y.id", ["rumah@y.id", "dewi@y.id"]),
        ("Reply-To: B@x.id", []),
        ('Reply-To: <"">', []),
        ("Reply-To: l@list.id\r\nList-Post: <mailto:l@list.id>", []),
        ("Subject: x", []),
    ],
)
def test_where_an_answer_is_wanted_is_read(head: str, wanted: list[str]) -> None:
    found = mail(f"From: Budi <b@x.id>\r\n{head}\r\n\r\nHalo".encode())
    assert (found.sender_id, found.reply_to) == ("b@x.id", wanted)


RECIPIENTS: dict[str, list[str]] = {
    "undisclosed-recipients:;": [],
    "Undisclosed recipients: ;": [],
    'Tim: b@x.id, "C, D" <c@x.id>;, e@x.id': ["b@x.id", "c@x.id", "e@x.id"],
    "Santoso, Budi <b@x.id>, Lestari, Dewi <d@x.id>": ["b@x.id", "d@x.id"],
    "Santoso; Budi <b@x.id>; d@x.id": ["b@x.id", "d@x.id"],
    "b@x.id d@x.id": ["b@x.id"],
    '"b@x.id" <d@x.id>': ["d@x.id"],
    ",, ,b@x.id,,": ["b@x.id"],
}


@pytest.mark.parametrize("said", RECIPIENTS)
def test_to_whom_is_read(said: str) -> None:
    assert mail(FROM + b"To: " + said.encode() + b"\r\n\r\nHalo").to == RECIPIENTS[said]


RELATIVES: dict[str, tuple[str | None, list[str]]] = {
    "References: a@x b@x": (None, ["a@x", "b@x"]),
    "References: <a@x>,<b@x>": (None, ["a@x", "b@x"]),
    "References: <a@x><b@x>": (None, ["a@x", "b@x"]),
    "References: <aaa\r\n bbb@x> <c@x>": (None, ["aaabbb@x", "c@x"]),
    "In-Reply-To: a@x": ("a@x", []),
    "In-Reply-To: [a@x]": ("a@x", []),
    "In-Reply-To: =?us-ascii?Q?=3Ca=40x=3E?=": ("a@x", []),
    "In-Reply-To: Your message of Mon, 2 Nov <a@x>": ("a@x", []),
    "In-Reply-To: Message from budi@x.id of Monday": (None, []),
    "In-Reply-To: <a@x> <b@x>": ("a@x", ["b@x"]),
}


@pytest.mark.parametrize("head", RELATIVES)
def test_what_it_answers_is_read(head: str) -> None:
    found = mail(FROM + head.encode() + b"\r\n\r\nHalo")
    assert (found.in_reply_to, found.references) == RELATIVES[head]


def test_of_hundreds_of_references_the_first_tells_the_thread_and_the_newest_are_kept() -> None:
    ids = b"\r\n ".join(b"<%d@x>" % n for n in range(700))
    found = mail(FROM + b"References: " + ids + b"\r\n\r\nHalo")
    assert (found.thread_key, len(found.references), found.references[-1]) == ("0@x", 100, "699@x")


@pytest.mark.parametrize(
    "head", [b"", b"Message-ID:\r\n", b"Message-ID: <>\r\n", b"Message-ID: < >\r\n"]
)
def test_what_says_no_id_of_its_own_gets_a_lasting_one(head: bytes) -> None:
    found = mail(FROM + head + b"\r\nHalo")
    again = mail(
        b"Received: by another way; Thu, 26 Nov 2026 09:00:00 +0700\r\n" + FROM + b"\r\nHalo"
    )
    other = mail(FROM + head + b"\r\nHalo lagi")
    assert found.channel_message_id == again.channel_message_id != other.channel_message_id


def test_of_two_ids_the_first_counts() -> None:
    head = b"Message-ID: <a@x>\r\nMessage-ID: <b@x>\r\n"
    assert mail(FROM + head + b"\r\nHalo").channel_message_id == "a@x"
