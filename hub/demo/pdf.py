"""The smallest true PDF for one page of captions and values (PDF 1.4, standard fonts)."""

from collections.abc import Sequence

A5_LANDSCAPE = (595, 420)
"""Points."""

BRAND = "0.478 0.157 0.337 rg"
INK = "0.1 0.1 0.12 rg"
GREY = "0.45 0.45 0.48 rg"


def page(company: str, title: str, rows: Sequence[tuple[str, str]]) -> bytes:
    width, height = A5_LANDSCAPE
    drawn = [
        f"{BRAND} 0 {height - 64} {width} 64 re f",
        _text("F2", 18, 40, height - 40, company, "1 1 1 rg"),
        _text("F2", 20, 40, height - 120, title, INK),
    ]
    for place, (caption, value) in enumerate(rows):
        y = height - 165 - place * 30
        drawn.append(_text("F1", 11, 40, y, caption, GREY))
        drawn.append(_text("F1", 13, 190, y, value, INK))
        drawn.append(f"0.88 0.88 0.9 RG 40 {y - 10} m {width - 40} {y - 10} l S")
    return _document("\n".join(drawn).encode("latin-1", "replace"))


def _text(font: str, size: int, x: int, y: int, text: str, colour: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"{colour} BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def _document(content: bytes) -> bytes:
    width, height = A5_LANDSCAPE
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 6 0 R"
        b" /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>" % (width, height),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
