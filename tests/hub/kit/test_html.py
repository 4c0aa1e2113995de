"""Html and plain text say the same."""

import pytest

from hub.kit.html import html_of, plain_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Halo <b>Ibu</b></p><p>Apa kabar?<br>Baik.</p>", "Halo Ibu\n\nApa kabar?\nBaik."),
        ("<ul><li>satu</li><li><p>dua</p><p>lagi</p></li></ul>", "- satu\n- dua\n\n  lagi"),
        ("<ol><li>satu</li><li>dua</li></ol><p>x</p>", "1. satu\n2. dua\n\nx"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ('<a href="https://x.example/a">here</a>', "here <https://x.example/a>"),
        ('<a href="https://x.example/">https://x.example</a>', "https://x.example"),
        ('<a href="mailto:a@x.example">a@x.example</a>', "a@x.example"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<ul><li><pre><code>if x:\n\ty</code></pre></li></ul>", "- if x:\n      y"),
        ('<ol start="3"><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>', "3. a\n   - b"),
        ('<p>Lihat <img alt=" peta ">.</p><img>', "Lihat [peta]."),
        ("<p>1 &lt; 2 &amp; 3</p>", "1 < 2 & 3"),
        ("<style>p{}</style><script>x</script><p>a</p>", "a"),
        ("", ""),
    ],
)
def test_plain_text_keeps_what_the_html_says(html: str, text: str) -> None:
    assert plain_of(html) == text


def test_plain_text_becomes_paragraphs_with_links() -> None:
    html = html_of("a <b>\nb\n\nsee https://x.example/?a=1&b=2.")
    assert html == (
        "<p>a &lt;b&gt;<br>b</p><p>see "
        '<a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a>.</p>'
    )


def test_plain_text_through_html_is_the_same() -> None:
    text = "Halo,\n\nbaris satu\nbaris dua\n\nhttps://x.example/a"
    assert plain_of(html_of(text)) == text


def test_boxes_a_thousand_deep_keep_their_words() -> None:
    assert plain_of("<div>" * 3000 + "dalam" + "</div>" * 3000) == "dalam"


TABLE = (
    "<p>Halo</p><table><tbody><tr><th><p>Kota</p></th><th><p>Tiba</p></th></tr>"
    "<tr><td><p>Bandung</p></td><td><p>12 <b>November</b></p></td></tr>"
    "<tr><td><p>東京</p></td><td></td></tr></tbody></table><p>Salam</p>"
)


def test_a_table_stands_in_columns() -> None:
    assert plain_of(TABLE).split("\n") == [
        "Halo",
        "",
        "Kota      Tiba",
        "-------   -----------",
        "Bandung   12 November",
        "東京",
        "",
        "Salam",
    ]


def test_a_table_too_wide_for_a_line_is_told_row_by_row() -> None:
    wide = TABLE.replace("12 <b>", "<b>pagi sekali, " * 6).replace("<b>", "")
    assert plain_of(wide).split("\n")[2:6] == [
        "Kota: Bandung",
        f"Tiba: {'pagi sekali, ' * 6}November".replace("  ", " "),
        "",
        "Kota: 東京",
    ]
    two = "<table><tr><td><p>satu</p><p>dua</p></td><td>tiga</td></tr></table>"
    assert plain_of(two) == "satu\n\ndua\ntiga"


def test_a_table_within_a_table_is_told_once() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    assert plain_of(f"<table><tr><td>{inner}</td></tr></table>") == "a   b"
