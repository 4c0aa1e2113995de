"""Of what a mail says: the same Message-ID above something else is another mail."""

import hashlib

from channels_adapters.email.found import Found


def fingerprints(plain: str, found: Found, html: str | None) -> tuple[str, str]:
    """That of today, of the html as it came; and that of earlier versions, of the html as it was made safe."""
    written = "\n".join(found.html).encode("utf-8", "replace")
    return _fingerprint(plain, written, found), _fingerprint(plain, (html or "").encode(), found)


def _fingerprint(plain: str, html: bytes, found: Found) -> str:
    digest = hashlib.sha256(plain.encode())
    digest.update(b"\x00" + html)
    for one in found.files:
        if not one.was_within:
            digest.update(b"\x00" + one.name.encode() + hashlib.sha256(one.content).digest())
    return digest.hexdigest()[:32]
