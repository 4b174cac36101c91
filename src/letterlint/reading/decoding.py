"""Bytes to text.

Decision: strict UTF-8 first (nothing else looks like it by chance), UTF-16 by its mark or its zero bytes, and
only then a guess between the Western encodings, which charset-normalizer makes. A letter is never read with
replacement characters: text that cannot be trusted is an error.
"""

import codecs

import msgspec

from letterlint.errors import ReadError

MAX_BYTES = 16 * 1024 * 1024
"""A longer file is no letter, nor a collection of them that anyone keeps in one file."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = ["cp1252", "latin_1"]
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})
_SAMPLE = 4096


class Encoding(msgspec.Struct, frozen=True):
    """How a file's text is written in bytes: behind a byte order mark, or none, in a codec of Python's."""

    codec: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Write a text in bytes.

        Raises:
            UnicodeEncodeError: the encoding has no bytes for a character of it.
        """
        return self.mark + text.encode(self.codec)


def decode(data: bytes) -> str:
    """Decode the bytes of a file, with line ends as they are.

    Raises:
        ReadError: the file is empty, binary, too large, or in no encoding that letterlint reads.
    """
    return decode_knowing(data)[0]


def decode_knowing(data: bytes) -> tuple[str, Encoding]:
    """Decode the bytes of a file, and say how they were encoded; see `decode`."""
    if len(data) > MAX_BYTES:
        raise ReadError(f"too large for a letter; the limit is {MAX_BYTES // 2**20} MiB")
    encoding = _encoding(data)
    text = _strictly(data, encoding)
    if not text.strip():
        raise ReadError("the file is empty; write the letter first")
    return text, encoding


def _encoding(data: bytes) -> Encoding:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, mark)
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _CONTROL)) < len(sample):
        if (unmarked := _unmarked_utf16(sample)) is not None:
            return Encoding(unmarked)
        raise ReadError("a binary file, not plain text; save the letter as plain text (.txt)")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Encoding(_guess(data, error.start))
    return Encoding("utf-8")


def _strictly(data: bytes, encoding: Encoding) -> str:
    try:
        return data[len(encoding.mark) :].decode(encoding.codec)
    except UnicodeDecodeError as error:
        name, _, _ = encoding.codec.upper().partition("-LE")
        at = error.start + len(encoding.mark)
        raise ReadError(f"not valid {name} at byte {at}; save the letter as UTF-8") from error


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero byte that every second byte of a Western text is."""
    half = len(sample) // 2
    if half < 2:  # noqa: PLR2004  # two characters: too little to tell
        return None
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.7 * half and sample.count(0) < 1.2 * half:
            return encoding
    return None


def _guess(data: bytes, first_bad_byte: int) -> str:
    """The Western codec that the bytes are most likely in."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # most letters are UTF-8 and do without it

    best = from_bytes(data, cp_isolation=_WESTERN).best()
    if best is None:
        raise ReadError(
            f"neither UTF-8 (byte {first_bad_byte}) nor UTF-16 nor Windows-1252/Latin-1; save the letter as UTF-8"
        )
    return best.encoding
