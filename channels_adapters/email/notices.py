"""What stands where a mail says nothing that we can read: why, and where its words are. In both languages, as
whoever reads it may speak either.
"""

ENCRYPTED = (
    "[Encrypted: it cannot be read here. The whole of it is attached. / "
    "Terenkripsi: tidak dapat dibaca di sini. Seluruh isinya terlampir.]"
)
PACKED = (
    "[Packed by Outlook (winmail.dat): the text is within the attached file. / "
    "Dikemas oleh Outlook (winmail.dat): isinya ada di dalam berkas terlampir.]"
)
PIECE = (
    "[Part {number} of {total} of a larger mail; it is attached as it came. / "
    "Bagian {number} dari {total} sebuah email besar; terlampir sebagaimana diterima.]"
)
