"""A mail within its own signature (S/MIME, ``signed-data``): its words lie in a container of DER. The
signature is not checked. Never raises.
"""

DATA = bytes.fromhex("06092a864886f70d010701")
"""That what follows is content: the object identifier of RFC 5652."""
EXPLICIT, OCTETS, OCTETS_OF_SEVERAL = 0xA0, 0x04, 0x24
DEEPEST = 10


def signed_content(der: bytes) -> bytes | None:
    """What was signed; None where it is encrypted or not there."""
    at = der.find(DATA)
    if at < 0:
        return None
    try:
        tag, begins, _ = _header(der, at + len(DATA))
        if tag != EXPLICIT:
            return None
        content = _octets(der, begins, 0)[0]
    except IndexError:
        return None
    return content or None


def _header(der: bytes, at: int) -> tuple[int, int, int | None]:
    """The tag, where its value begins, and how long that is; None: until it is closed."""
    tag, length = der[at], der[at + 1]
    if length == 0x80:
        return tag, at + 2, None
    if length < 0x80:
        return tag, at + 2, length
    many = length & 0x7F
    return tag, at + 2 + many, int.from_bytes(der[at + 2 : at + 2 + many], "big")


def _octets(der: bytes, at: int, depth: int) -> tuple[bytes, int]:
    """The bytes of one string, which may be made of several, and where it ends."""
    tag, begins, length = _header(der, at)
    if tag == OCTETS and length is not None:
        return der[begins : begins + length], begins + length
    if tag != OCTETS_OF_SEVERAL or depth > DEEPEST:
        raise IndexError
    pieces, end = [], len(der) if length is None else begins + length
    while begins < end and der[begins : begins + 2] != b"\x00\x00":
        piece, begins = _octets(der, begins, depth + 1)
        pieces.append(piece)
    return b"".join(pieces), begins + 2 if length is None else end
