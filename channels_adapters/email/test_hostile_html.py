"""Html that wants to run, to look out of its frame, to be somebody else or to tell that it was read. What is
kept is read as a browser reads it, and each element and attribute in it must be one that does nothing.
"""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from channels_adapters.email.incoming_html import ATTRIBUTES, TAGS, safe

ALWAYS = {"lang", "title", "rel"}
LINKS = re.compile(r"(https?:|mailto:|tel:)", re.I)
PICTURES = re.compile(r"(https?:|cid:|data:image/(png|gif|jpe?g|webp);base64,)", re.I)

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a script within a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a script cut off": "<script src=//x.example/a.js",
    "an event": "<img src=x onerror=alert(1)>",
    "an event after a slash": "<svg/onload=alert(1)>",
    "an event with a line between": "<img src=x o\nnerror=alert(1) onerror\n=alert(1)>",
    "an event in back quotes": "<img src=`x` onerror=`alert(1)`>",
    "an event on anything": '<p onclick="alert(1)" onmouseover=alert(1) onfocus=alert(1) tabindex=0>x</p>',
    "an event that begins by itself": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "an event of a moving picture": "<video><source onerror=alert(1)></video><audio src onerror=alert(1)>",
    "an event behind a quote in a name": '<img alt="x" src="cid:a" title="&quot;onerror=alert(1)">',
    "javascript": '<a href="javascript:alert(1)">x</a>',
    "javascript by signs": '<a href="&#106;avascript&#58;alert(1)">x</a>',
    "javascript by signs without an end": '<a href="&#0000106&#0000097vascript:alert(1)">x</a>',
    "javascript with a tab": '<a href="java&#9;script:alert(1)">x</a>',
    "javascript with a line": '<a href="java\nscript:alert(1)">x</a>',
    "javascript behind bytes of nothing": '<a href="&#1;&#14; javascript:alert(1)">x</a>',
    "javascript in capitals": '<a href="JaVaScRiPt:alert(1)">x</a>',
    "javascript as a picture": '<img src="javascript:alert(1)">',
    "an old script": '<a href="vbscript:msgbox(1)">x</a><a href="livescript:x">y</a>',
    "a page in place": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "a page in place, encoded": '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    "a drawing in place": '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    "a drawing in place, in words": '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "a file of this machine": '<a href="file:///etc/passwd">x</a><img src="file:///c:/a">',
    "a blob": '<a href="blob:https://x.example/1">x</a><img src="filesystem:x">',
    "a link to ourselves": '<a href="/api/v1/me">x</a><img src="/api/v1/auth/sign-out">',
    "a link without a scheme": '<a href="//x.example/a">x</a><img src="//x.example/a.gif">',
    "a back slash": '<a href="\\\\x.example\\a">x</a><a href="https:\\\\x.example">y</a>',
    "a drawing": "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "a drawing that animates": "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "a drawing that uses another": "<svg><use href='data:image/svg+xml;base64,x#y'/></svg>",
    "a drawing that holds html": "<svg><foreignObject><p onclick=alert(1)>x</p></foreignObject></svg>",
    "formulas": "<math><maction actiontype='statusline#http://x' xlink:href='javascript:alert(1)'>x</maction></math>",
    "a formula that becomes html": (
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
    ),
    "a formula within a form": (
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>"
    ),
    "a drawing that ends a style": "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "words that nobody runs": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "a template": "<template><img src=x onerror=alert(1)></template>",
    "a template in a shadow": "<div><template shadowrootmode=open><img src=x onerror=alert(1)></template></div>",
    "a title": "<title><img src=x onerror=alert(1)></title>",
    "a field that swallows": "<textarea><img src=x onerror=alert(1)></textarea>",
    "a frame of old": "<xmp><img src=x onerror=alert(1)></xmp><listing>&lt;img onerror=alert(1)&gt;</listing>",
    "plain to the end": "<plaintext><img src=x onerror=alert(1)>",
    "a remark that ends early": "<!--><img src=x onerror=alert(1)>--><!--!><img src=y onerror=alert(1)>-->",
    "a remark for one browser": "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "cdata": "<![CDATA[<img src=x onerror=alert(1)>]]><svg><![CDATA[<script>alert(1)</script>]]></svg>",
    "an instruction": "<?xml-stylesheet href='javascript:alert(1)'?><?php x ?>",
    "tables that throw out": "<table><tr><td><a href=javascript:alert(1)><table><img src=x onerror=alert(1)>",
    "a selection": "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
    "styles": "<style>@import url(https://x.example/a.css);body{background:url(https://x.example/b.gif)}</style>",
    "styles of one thing": '<p style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</p>',
    "styles that run": '<p style="width:expression(alert(1));behavior:url(x.htc);-moz-binding:url(x)">x</p>',
    "styles that fetch": "<div style=\"background-image:url('https://x.example/p.gif')\">x</div>",
    "a style sheet": '<link rel=stylesheet href="https://x.example/a.css">',
    "something in advance": '<link rel=prefetch href="https://x.example/p"><link rel=dns-prefetch href=//x.example>',
    "another page": '<meta http-equiv=refresh content="0;url=https://x.example">',
    "a cookie": '<meta http-equiv=Set-Cookie content="a=b"><meta http-equiv=Content-Security-Policy content=x>',
    "another base": '<base href="https://x.example/"><a href="a">x</a>',
    "a form": '<form action="https://x.example"><input name=p type=password><button formaction=x>ok</button></form>',
    "a form from outside": '<input form=f formaction="javascript:alert(1)" type=submit><isindex action=x>',
    "frames": "<iframe src=//x.example></iframe><frameset><frame src=x></frameset><iframe srcdoc='<script>'>",
    "things of old": "<object data=x.swf></object><embed src=x.swf><applet code=x></applet><param name=x>",
    "a portal": "<portal src=https://x.example></portal><fencedframe></fencedframe>",
    "pictures for each width": '<img src="cid:a" srcset="https://x.example/1x.gif 1x">',
    "a picture of choice": "<picture><source srcset=https://x.example/a.gif><img src=cid:a></picture>",
    "a picture before a film": '<video poster="https://x.example/p.gif" src="https://x.example/a.mp4"></video>',
    "a picture behind all": '<body background="https://x.example/p.gif"><table background="https://x.example/q.gif">',
    "a picture of old": '<img dynsrc="https://x.example/a" lowsrc="https://x.example/b"><input type=image src=x>',
    "a picture named as a word": "<image src=https://x.example/a onerror=alert(1)>",
    "a call at each press": '<a href="https://x.example" ping="https://x.example/p" attributionsrc>x</a>',
    "a window of its own": '<a href="https://x.example" target="_top" rel="opener" download>x</a>',
    "a map": '<map name=m><area href="javascript:alert(1)" shape=default></map><img src=cid:a usemap="#m">',
    "a name that is ours": '<div id="root">x</div><img name="cookie"><a id="location" href="https://x.example">y</a>',
    "a class of ours": '<span class="mail-mark is-bad">x</span><div class="shell overlay">y</div>',
    "a popover": "<button popovertarget=p>x</button><div popover id=p onbeforetoggle=alert(1)>y</div>",
    "parts of its own": '<x-evil is=y onclick=alert(1)>x</x-evil><p is="x-evil" slot=a part=b>y</p>',
    "something to edit": "<div contenteditable autofocus onfocus=alert(1) accesskey=x draggable=true>x</div>",
    "a mark of order": "\ufeff<\ufeffscript>alert(1)</script>",
    "bytes of nothing in names": "<scr\x00ipt>alert(1)</scr\x00ipt><img s\x00rc=x on\x00error=alert(1)>",
    "a wide letter": "＜script＞alert(1)＜/script＞<ſcript>alert(1)</ſcript>",
    "other names of x": '<p xmlns="http://www.w3.org/2000/svg" xml:base="javascript:" xlink:href="x">x</p>',
    "a marquee": "<marquee onstart=alert(1)>x</marquee><blink>y</blink><bgsound src=https://x.example>",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("twice", [False, True], ids=["once", "what is left of it, again"])
def test_nothing_is_left_that_does_anything(name: str, twice: bool) -> None:
    kept = safe(f"<p>Halo</p>{HOSTILE[name]}") or ""
    kept = (safe(kept) or "") if twice else kept
    page = LexborHTMLParser(f"<!doctype html><body>{kept}")
    assert "Halo" in kept
    assert "<!--" not in kept
    for node in page.css("body *"):
        assert node.tag in TAGS, kept
        for attribute, value in node.attributes.items():
            assert attribute in ATTRIBUTES.get(node.tag, set()) | ALWAYS, kept
            if attribute == "href":
                assert LINKS.match(value or "") and "noopener" in str(node.attributes["rel"]), kept
            if attribute == "src":
                assert PICTURES.match(value or ""), kept
            if attribute in ("id", "class"):
                assert "mail-mark" not in str(value) and "root" not in str(value), kept


def test_what_is_made_safe_once_stays_as_it_is() -> None:
    for hostile in HOSTILE.values():
        kept = safe(f"<p>Halo</p>{hostile}") or ""
        assert safe(kept) == kept
