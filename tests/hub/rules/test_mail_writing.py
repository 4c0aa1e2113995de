"""What a mail that staff write is made of: subject, addresses, token, html, signature."""

from datetime import UTC, datetime

import pytest

from hub.kit.clock import SettableClock
from hub.kit.errors import Invalid
from hub.kit.tokens import Signer
from hub.rules.mail_html import files_in, is_blank, quoted_safely, signed_safely, written_safely
from hub.rules.mail_recipients import Recipients, answered, chosen
from hub.rules.signature_text import filled
from hub.rules.subjects import base_subject, reply_subject
from hub.rules.thread_tokens import read_thread_token, thread_token
from models.documents import Message
from models.documents.base import Id
from models.documents.message import Mail
from models.words import Direction

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
SIGNER = Signer("a secret for tests", SettableClock(NOW))
OWN = {"help@kirim.example", "sales@kirim.example"}


def mail(direction: Direction, **head: object) -> Message:
    made: Message = Message.model_construct(direction=direction, mail=Mail.model_validate(head))
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Paket hilang", "Re: Paket hilang"),
        ("Re: Paket hilang", "Re: Paket hilang"),
        ("RE: re:AW: Sv: Paket", "Re: Paket"),
        ("Re[2]: Paket", "Re: Paket"),
        ("Balas: Paket", "Re: Paket"),
        ("Fwd: Paket", "Re: Fwd: Paket"),
        ("Regarding: x", "Re: Regarding: x"),
        ("a\r\nBcc: x@y", "Re: a Bcc: x@y"),
        ("", "Re:"),
    ],
)
def test_an_answer_has_one_re(before: str, after: str) -> None:
    assert reply_subject(before) == after


def test_the_base_of_a_subject_has_none() -> None:
    assert base_subject("Re: Re: Paket") == "Paket"


def test_a_token_leads_to_its_conversation_and_no_other() -> None:
    conversation = Id()
    token = thread_token(SIGNER, conversation)
    assert len(token) == 32
    assert read_thread_token(SIGNER, token) == conversation
    assert read_thread_token(SIGNER, token.upper()) == conversation
    other = thread_token(SIGNER, Id())
    forged = token[:20] + other[20:]
    assert read_thread_token(SIGNER, forged) is None
    assert read_thread_token(Signer("another", SettableClock(NOW)), token) is None
    assert read_thread_token(SIGNER, "") is None


def test_an_answer_goes_to_the_writer_with_copies_to_all_who_had_it() -> None:
    last = mail(
        Direction.INBOUND,
        from_address="ani@x.example",
        to=["help+abc@kirim.example", "budi@x.example"],
        cc=["Ani@x.example", "c@y.example", "SALES@kirim.example"],
    )
    assert answered("ani@x.example", last, OWN) == Recipients(
        ["ani@x.example"], ["budi@x.example", "c@y.example"]
    )


def test_it_goes_where_the_writer_wants_it_but_not_what_nobody_wrote() -> None:
    last = mail(
        Direction.INBOUND,
        from_address="ani@kantor.example",
        reply_to=["ani@rumah.example", "SALES@kirim.example"],
        to=["help@kirim.example", "ani@kantor.example", "budi@x.example"],
    )
    at_home = Recipients(["ani@rumah.example"], ["budi@x.example"])
    at_work = Recipients(["ani@kantor.example"], ["budi@x.example"])
    assert answered("ani@kantor.example", last, OWN) == at_home
    assert answered("ani@kantor.example", last, OWN, by_machine=True) == at_work


def test_after_our_own_mail_it_goes_to_the_same_again() -> None:
    last = mail(Direction.OUTBOUND, to=["ani@x.example"], cc=["b@x.example"], bcc=["z@x.example"])
    assert answered("c@x.example", last, OWN) == Recipients(["ani@x.example"], ["b@x.example"])


def test_without_a_mail_it_goes_to_the_customer() -> None:
    assert answered("ani@x.example", None, OWN) == Recipients(["ani@x.example"])


def test_what_the_agent_chose_stands_and_each_address_once() -> None:
    default = Recipients(["ani@x.example"], ["b@x.example"])
    got = chosen(
        ["Ani@X.example", "ani@x.example"], [], ["ani@x.example", "c@x.example"], default, set()
    )
    assert got == Recipients(["Ani@x.example"], [], ["c@x.example"])
    assert chosen(None, None, [], default, set()) == default


@pytest.mark.parametrize("wrong", ["ani", "a b@x.example", "a@x\r\nBcc: b@x", "<a@x.example>", ""])
def test_a_wrong_address_is_named(wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        chosen(["ani@x.example"], [wrong], [], Recipients([]), set())
    assert "email.cc" in (refused.value.fields or {})


def test_a_mail_needs_somebody_it_goes_to() -> None:
    with pytest.raises(Invalid):
        chosen([], None, [], Recipients(["ani@x.example"]), set())


def test_written_html_keeps_form_and_loses_what_could_harm() -> None:
    html = written_safely(
        '<p onclick="x()" style="color:red">a <b>b</b></p><script>x</script>'
        '<a href="javascript:x">l</a><a href="https://x.example">m</a>'
        '<img src="https://track.example/1.gif"><img src="/api/v1/attachments/'
        + "a" * 24
        + '" alt="peta">'
    )
    assert "script" not in html
    assert "onclick" not in html
    assert "javascript" not in html
    assert "track.example" not in html
    assert '<a href="https://x.example">m</a>' in html
    assert files_in(html) == ["a" * 24]


OWN_FILE = f"/api/v1/attachments/{'b' * 24}"


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="https://track.example/1.gif" alt="a">',
        '<img src="//track.example/1.gif">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        '<img src="cid:somebody@else">',
        '<img src="file:///C:/Users/a.png" width="3">',
        f'<img src="https://track.example{OWN_FILE}">',
        f'<img src="{OWN_FILE}/../../me">',
        f'<img srcset="{OWN_FILE} 2x" alt=\' src="cid:{"b" * 24}"\'>',
        "<svg><image href='https://track.example/1.svg'></image></svg>",
    ],
)
def test_a_picture_that_is_no_file_of_ours_leaves_nothing(picture: str) -> None:
    assert written_safely(f"<p>a{picture}b</p>") == "<p>ab</p>"


def test_a_table_keeps_its_form_and_a_picture_its_width() -> None:
    table = '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'
    assert written_safely(table.replace("<table>", '<table class="x" style="width:9px">')) == table
    assert written_safely('<td colspan="1" rowspan="x" onclick="y">a</td>') == "a"
    kept = f'<img src="cid:{"b" * 24}" alt="x &gt; y" width="320">'
    assert written_safely(f'<img src="{OWN_FILE}" alt="x > y" width="320" height="9em">') == kept


@pytest.mark.parametrize("address", ["tel:+6281", "javascript:x", "file:///etc", "/api/v1/me", "x"])
def test_a_link_leads_to_the_web_or_to_a_mailbox(address: str) -> None:
    assert written_safely(f'<a href="{address}">l</a>') == "<a>l</a>"
    assert "href" in written_safely('<a href="mailto:a@x.example">l</a>')
    assert 'href="HTTPS://x.example"' in written_safely('<a href=" HTTPS://x.example">l</a>')


def test_a_signature_has_no_pictures() -> None:
    assert signed_safely(f'<p>Sari<img src="{OWN_FILE}"></p>') == "<p>Sari</p>"


def test_quoted_html_has_no_pictures() -> None:
    html = quoted_safely('<div>a<img src="cid:x"><img src="/api/v1/attachments/1"></div>')
    assert html == "<div>a</div>"


def test_blank_html_is_blank() -> None:
    assert is_blank("<p></p><p> &nbsp;</p>")
    assert not is_blank("<p>a</p>")


def test_a_signature_is_filled_and_escaped() -> None:
    values = {"agent.name": "Sari <b>", "contact.name": None}
    html = "<p>{{agent.name}}, {{contact.name|Bapak/Ibu}}{{nobody}}</p>"
    assert filled(html, values) == "<p>Sari &lt;b&gt;, Bapak/Ibu</p>"
