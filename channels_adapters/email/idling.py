"""The IMAP client, with ears for what a server says around the beginning of an IDLE. Its own IDLE misses it:
what comes in one piece with the server's consent, as Dovecot tells of a mail of that moment, and takes for an
error what comes before the consent, as from Outlook.
"""

from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError


class IdlingClient(IMAPClient):  # type: ignore[misc]
    def idle(self) -> None:
        """Raises IMAPClientError when the server refuses. What it says before it consents is kept with
        what it said beside earlier answers.
        """
        self._idle_tag = self._imap._command("IDLE")
        while (said := self._imap._get_response()) is not None:
            if self._imap.tagged_commands.get(self._idle_tag):
                raise IMAPClientError(f"IDLE refused: {said!r}")

    def idle_check(self, timeout: float | None = None) -> Any:
        """What was read along with the consent, else what comes within ``timeout`` seconds."""
        return super().idle_check(0) or super().idle_check(timeout)

    def _poll_socket(self, sock: Any, timeout: float | None = None) -> Any:
        """With no time at all it is read without a look: what has been read already lies in a buffer, and
        the socket knows nothing of it.
        """
        return timeout == 0 or super()._poll_socket(sock, timeout)

    def heard_of_mails(self) -> bool:
        """Whether the server has told of mails beside an answer; it does so once, and so does this."""
        return self._imap.untagged_responses.pop("EXISTS", None) is not None
