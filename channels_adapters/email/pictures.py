"""Pictures that were put into html itself, taken out where they are large: they come along as files."""

import re

from channels_adapters.email.file_signs import mime_of
from channels_adapters.email.found import File
from channels_adapters.email.headers import unbased
from channels_adapters.email.incoming_html import LARGEST_IN_PLACE
from channels_adapters.kit.cleaning import file_name

IN_PLACE = re.compile(
    rf"data:(image/[a-z0-9.+-]{{1,20}});base64,([A-Za-z0-9+/=\s]{{{LARGEST_IN_PLACE},}})", re.I
)
MOST = 50


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
