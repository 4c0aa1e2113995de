"""WebSocket frames (RFC 6455) as a server reads and writes them, without extensions."""

from typing import Final

from websockets.speedups import apply_mask

TEXT: Final = 0x1
BINARY: Final = 0x2
CLOSE: Final = 0x8
PING: Final = 0x9
PONG: Final = 0xA
_CONTINUATION: Final = 0x0
_KNOWN: Final = frozenset((_CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG))
_CONTROL_PAYLOAD: Final = 125
# No client of ours sends fragments; a stream of empty ones must not fill the memory.
_MOST_FRAGMENTS: Final = 64

NORMAL_CLOSURE: Final = 1000
GOING_AWAY: Final = 1001
PROTOCOL_ERROR: Final = 1002
INVALID_TEXT: Final = 1007
POLICY_VIOLATION: Final = 1008
TOO_BIG: Final = 1009


class BadFrame(Exception):
    """The peer broke the protocol; `code` is the close code that says how."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def build(opcode: int, payload: bytes) -> bytes:
    """One whole frame, unmasked as servers send it."""
    size = len(payload)
    if size < 126:
        head = bytes((0x80 | opcode, size))
    elif size < 65536:
        head = bytes((0x80 | opcode, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x80 | opcode, 127)) + size.to_bytes(8, "big")
    return head + payload


def build_close(code: int) -> bytes:
    """A close frame with its code and no reason."""
    return build(CLOSE, code.to_bytes(2, "big"))


class Reader:
    """Cuts a stream of bytes into messages; holds nothing while no message is half here."""

    __slots__ = ("_buffer", "_limit", "_opcode", "_parts", "_size")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = b""
        self._opcode = 0
        self._parts: tuple[bytes, ...] = ()
        self._size = 0

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """The messages that `data` completes, as (opcode, payload). Raises BadFrame."""
        data = self._buffer + data if self._buffer else data
        messages: list[tuple[int, bytes]] = []
        position = 0
        while (end := self._read_one(data, position, messages)) is not None:
            position = end
        self._buffer = bytes(data[position:])
        return messages

    def _read_one(self, data: bytes, start: int, messages: list[tuple[int, bytes]]) -> int | None:
        """Read the frame at `start`; its end, or None when it is not all here yet."""
        if len(data) < start + 2:
            return None
        first, second = data[start], data[start + 1]
        opcode, size, position = first & 0x0F, second & 0x7F, start + 2
        if first & 0x70 or opcode not in _KNOWN or not second & 0x80:
            raise BadFrame(PROTOCOL_ERROR)
        if opcode & 0x8 and (size > _CONTROL_PAYLOAD or not first & 0x80):
            raise BadFrame(PROTOCOL_ERROR)
        if size > _CONTROL_PAYLOAD:
            width = 2 if size == 126 else 8
            if len(data) < position + width:
                return None
            size = int.from_bytes(data[position : position + width], "big")
            position += width
        if not opcode & 0x8 and self._size + size > self._limit:
            raise BadFrame(TOO_BIG)
        end = position + 4 + size
        if len(data) < end:
            return None
        payload = apply_mask(data[position + 4 : end], data[position : position + 4])
        self._accept(opcode, bool(first & 0x80), payload, messages)
        return end

    def _accept(
        self, opcode: int, final: bool, payload: bytes, messages: list[tuple[int, bytes]]
    ) -> None:
        """Put a frame to its message, and the message out when it is whole."""
        if opcode & 0x8:
            messages.append((opcode, payload))
            return
        if (opcode == _CONTINUATION) != bool(self._opcode):
            raise BadFrame(PROTOCOL_ERROR)
        if final and not self._opcode:
            messages.append((opcode, payload))
            return
        self._opcode = self._opcode or opcode
        self._parts = (*self._parts, payload)
        self._size += len(payload)
        if len(self._parts) > _MOST_FRAGMENTS:
            raise BadFrame(TOO_BIG)
        if final:
            messages.append((self._opcode, b"".join(self._parts)))
            self._opcode, self._parts, self._size = 0, (), 0
