"""What may stand in the fields of the admin's form; each says what is wrong."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field


def checked_address(text: str) -> str:
    address = text.strip().lower()
    local, _, domain = address.rpartition("@")
    if not local or "." not in domain or any(c.isspace() or c in '<>",;' for c in address):
        raise ValueError("must be an e-mail address, such as help@company.example")
    return address


def checked_host(text: str) -> str:
    host = text.strip().lower()
    if any(c.isspace() or c in "/:@" for c in host):
        raise ValueError("must be the name of a server, such as smtp.company.example")
    return host


def checked_url(text: str) -> str:
    url = text.strip()
    if url and not re.fullmatch(
        r"https://[^\s/]+/\S*|http://(127\.0\.0\.1|localhost)(:\d+)?/\S*", url
    ):
        raise ValueError("must begin with https://")
    return url


def checked_folder(text: str) -> str:
    if any(c in text for c in "\r\n\x00"):
        raise ValueError("must be one line")
    return text.strip()


def checked_addresses(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(checked_address(one) for one in texts if one.strip()))


Host = Annotated[str, AfterValidator(checked_host)]
Folder = Annotated[str, Field(max_length=200), AfterValidator(checked_folder)]
Port = Annotated[int, Field(ge=1, le=65_535)]
