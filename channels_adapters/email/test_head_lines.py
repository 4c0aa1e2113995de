"""Heads read back by two readers, whatever people write into them."""

import re
from base64 import b64decode
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses
from quopri import decodestring

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from channels_adapters.email.composing import compose
from channels_adapters.email.head_lines import ascii_domain
from channels_adapters.email.test_composing import NOW, OUTGOING, headed, made, read


def one_line(text: str) -> str:
    """As the hub hands it over."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


WORD = re.compile(r"=\?utf-8\?([bq])\?([^?\s]*)\?=")
PIECES = [
    *("kirim", "Ü", "李小龍", "👨\u200d👩\u200d👧", "مرحبا", "=?utf-8?q?x?=", "=?", "?="),
    *("(", ")", '"', "\\", ",", ";", ":", "<", ">", "@", "[", "]", " ", ".", "x" * 80, "ü" * 60),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=200),
).map(one_line)


def unfolded(value: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", value)


def decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


def each_word(line: str) -> list[str]:
    """Encoded words, decoded each on its own as some readers do."""
    found = []
    for way, said in WORD.findall(line):
        raw = b64decode(said) if way == "b" else decodestring(said, header=True)
        found.append(raw.decode())
    return found


@settings(max_examples=150, deadline=None, database=None)
@given(subject=TEXTS.filter(bool), name=TEXTS)
@example(subject="=?utf-8?q?Gratis?=", name="=?utf-8?q?Bank=2C?= <a@bank.example>,")
@example(subject="k" * 500, name='Sari "S" \\ Kirim')
@example(subject="ü" * 500, name="ü" * 70 + ", " + "x" * 200)
def test_subjects_and_names_arrive_as_they_are(subject: str, name: str) -> None:
    raw = made(headed(subject=subject, from_name=name)).raw
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    for line in head.split("\r\n"):
        assert len(line) <= 78
        assert line.strip()
        assert all(len(word[0]) <= 75 for word in WORD.finditer(line))
        each_word(line)
    modern, plain = read(made(headed(subject=subject, from_name=name))), message_from_bytes(raw)
    assert modern["Subject"] == subject
    assert decoded(unfolded(plain["Subject"])) == subject
    [(shown, address)] = getaddresses([unfolded(plain["From"])])
    assert (decoded(shown), address) == (name, "help@kirim.example")
    # An encoded word within quotes is none to most readers.
    assert '"=?utf-8' not in plain["From"].replace('\\"', "")


def test_ids_that_no_head_can_hold_are_left_out_and_the_answer_goes_out_all_the_same() -> None:
    strange = ["ünï@x.example\x00", "a b@x.example", "é" * 3, "x" * 950 + "@y", "a>b@x", ""]
    message = read(made(headed(in_reply_to=strange[2], references=[*strange, "m1@kirim.example"])))
    assert "In-Reply-To" not in message
    assert message["References"] == "<m1@kirim.example>"


def test_a_mailbox_under_an_international_domain_can_write() -> None:
    own = headed(message_id="m1@bücher.example", references=["a@x.example", "m1@bücher.example"])
    composed = compose(own, {}, address="hilfe@bücher.example", plus_addressing=True, now=NOW)
    assert not composed.needs_utf8
    message = read(composed)
    assert composed.message_id == "m1@xn--bcher-kva.example"
    assert message["Message-ID"] == f"<{composed.message_id}>"
    assert message["References"].split()[-1] == f"<{composed.message_id}>"
    assert message["From"].addresses[0].addr_spec == "hilfe@xn--bcher-kva.example"


def test_no_letter_of_a_domain_becomes_another_one() -> None:
    # By the older rules this would be strasse.example, which is somebody else.
    assert ascii_domain("ani@straße.example") == "ani@xn--strae-oqa.example"


@pytest.mark.parametrize("local", ["ani wijaya", "a,b", 'a"b', "a..b", "a\\b", '"ani"', "a@b>,<c"])
def test_what_stands_before_the_at_is_quoted_where_it_must_be(local: str) -> None:
    raw = made(headed(to=[f"{local}@x.example", "eka@x.example"], cc=[])).raw
    found = getaddresses([unfolded(message_from_bytes(raw)["To"])])
    assert len(found) == 2
    assert found[0][1].endswith("@x.example")


@pytest.mark.parametrize("address", ["a@b\r\nBcc: c@d", "a@b c", "@b", "a@", "a", "a\x00@b"])
def test_no_address_breaks_out_of_its_line(address: str) -> None:
    with pytest.raises(ValueError):
        made(headed(to=[address]))


def test_fifty_recipients_are_in_lines_that_end_between_them() -> None:
    many = [f"p{n}{'x' * (n % 40)}@pelanggan.example" for n in range(50)]
    raw = made(replace(headed(to=many, cc=[]), text=OUTGOING.text)).raw
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert [one for _, one in getaddresses([unfolded(message_from_bytes(raw)["To"])])] == many
