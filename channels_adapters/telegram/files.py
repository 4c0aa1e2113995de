"""Files down from Telegram. The address holds the token: it is used at once and never kept."""

from collections.abc import AsyncIterator

import httpx2

from channels_adapters.base import Account, RemoteFile, SendDelayed, SendRefused
from channels_adapters.kit.tolerant import Loose, read
from channels_adapters.telegram.bot import Bot, trouble_of

PIECE = 64 * 1024
MOST = 20 * 1024 * 1024
"""Bytes; the Bot API gives no larger file."""


class _Place(Loose):
    file_path: str | None = None
    file_size: int | None = None


async def fetch(account: Account, file_id: str) -> RemoteFile:
    """Raises SendRefused when it will never come, SendDelayed, AccountBroken."""
    bot = Bot(account)
    place = read(_Place, await bot.call("getFile", harmless=True, file_id=file_id) or {})
    if not place.file_path or "://" in place.file_path:
        raise SendDelayed("no_answer", "the answer names no file")
    # A Bot API server of one's own answers with an absolute path.
    path = place.file_path.lstrip("/")
    return RemoteFile(pieces=_pieces(bot, path, place.file_size or MOST), size=place.file_size)


async def _pieces(bot: Bot, path: str, most: int) -> AsyncIterator[bytes]:
    size = 0
    try:
        async with bot.account.http.stream(
            "GET", bot.file_url(path), follow_redirects=False
        ) as response:
            if response.status_code == 404:
                raise SendRefused("file_gone", "the file is no longer there")
            if response.is_redirect:
                raise SendRefused(
                    "redirect", "the file lies at another address, which is not followed"
                )
            if response.status_code != 200:
                raise SendDelayed(f"http_{response.status_code}", "the file cannot be had now")
            async for piece in response.aiter_bytes(PIECE):
                size += len(piece)
                if size > most:
                    raise SendRefused("file_size", f"more than {most} bytes")
                yield piece
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise trouble_of(error, harmless=True) from None
