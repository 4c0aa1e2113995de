"""Pictures of the web in a mail: none is loaded unasked, and that there are some is seen."""

import pytest

from hub.presenters.mail_page import NOTHING, REMOTE, has_remote_pictures

REMOTE_ONES = {
    "plain": '<img src="https://x.example/a.png">',
    "with words before": '<img alt="Paket" width="1" src="https://x.example/a.png">',
    "a sign of an end in its words": '<img alt="a > b" src="https://x.example/a.png">',
    "and one in simple quotes": "<img alt='a > b' src='http://x.example/a.png'>",
    "without quotes": "<img src=https://x.example/a.png>",
    "an address with a quote of the other kind": """<img alt="it's" src="https://x.example/it's.png">""",
}
OTHERS = {
    "of the mail": '<img src="cid:a@x">',
    "in place": '<img alt="a > b" src="data:image/gif;base64,R0lGODlhAQABAIAAAA==">',
    "only said": '<img alt=" src=https://x.example/a.png" src="cid:a@x">',
    "a link": '<p>img src="https://x.example"</p><a href="https://x.example">x</a>',
}


@pytest.mark.parametrize("which", REMOTE_ONES)
def test_those_of_the_web_are_seen_and_taken_out(which: str) -> None:
    html = REMOTE_ONES[which]
    assert has_remote_pictures(html)
    without = REMOTE.sub(rf'\1"{NOTHING}"', html)
    assert "x.example" not in without
    assert not has_remote_pictures(without)


@pytest.mark.parametrize("which", OTHERS)
def test_others_are_left(which: str) -> None:
    assert not has_remote_pictures(OTHERS[which])
