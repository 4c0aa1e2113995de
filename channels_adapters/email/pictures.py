"""Pictures that were put into html itself, taken out where they are large: they come along as files."""

import re
from html import unescape
from urllib.parse import quote

from channels_adapters.email.file_signs import mime_of
from channels_adapters.email.found import File
from channels_adapters.email.headers import unbased
from channels_adapters.email.incoming_html import LARGEST_IN_PLACE
from channels_adapters.kit.cleaning import file_name

IN_PLACE = re.compile(
    rf"data:(image/[a-z0-9.+-]{{1,20}});base64,([A-Za-z0-9+/=\s]{{{LARGEST_IN_PLACE},}})", re.I
)
MOST = 50


SOURCE = re.compile(
    r"""(<(?:img|input)\b(?:[^<>"']|"[^"]*"|'[^']*')*?\ssrc=)("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I
)
"""Not beyond the next tag: html of nothing but beginnings would be looked through from each of them."""


def named_by_id(html: str, files: list[File]) -> str:
    """Pictures of the mail that the html names by their address (RFC 2557), named by an id instead."""
    located = {one.location: one for one in files if one.location}
    if not located:
        return html

    def id_of(found: re.Match[str]) -> str:
        file = located.get(unescape(found[2].strip("\"'")).strip())
        if file is None:
            return found[0]
        if file.content_id is None:
            file.content_id = f"picture-at{files.index(file) + 1}@in-place.invalid"
        return f'{found[1]}"cid:{quote(file.content_id, safe="@$!*+")}"'

    return SOURCE.sub(id_of, html)


def lifted(html: str) -> tuple[str, list[File]]:
    """The html with a name in place of each, as of pictures that came along."""
    files: list[File] = []

    def name(found: re.Match[str]) -> str:
        if len(files) >= MOST:
            return ""
        content = unbased(found[2].encode())
        mime = mime_of(content, found[1])
        id = f"picture{len(files) + 1}@in-place.invalid"
        files.append(File(file_name(None, mime, "picture"), mime, content, id, was_within=True))
        return f"cid:{id}"

    return (IN_PLACE.sub(name, html), files) if "base64," in html.lower() else (html, files)
