"""The parts of a letter, from its letterhead to its enclosures.

How a line begins (`salutation.toml`, `close.toml`, …) is phrases of the pack; where it may stand is decided
here. The salutation is the first line that looks like one, the complimentary close the last; what stands above
and below them is told by its order, which is the same in English, Spanish and Catalan letters. Without either,
the body is what reads as prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

LETTERHEAD = "letterhead"
DATE = "date"
RECIPIENT = "recipient"
SUBJECT = "subject"
SALUTATION = "salutation"
BODY = "body"
CLOSE = "close"
SIGNATURE = "signature"
POSTSCRIPT = "postscript"
ENCLOSURE = "enclosure"


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a letter: its label and its stretch, in code points. Each body paragraph is a zone of its own."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the spaces around it; `block` counts the stretches between blank lines."""

    start: int
    end: int
    text: str
    block: int
    ends_block: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_prose(self) -> bool:
        """Whether it reads like running text rather than a line of an address or a heading."""
        return self.words >= _PROSE_WORDS or (self.words >= _SHORT_PROSE_WORDS and self.text.endswith((".", "!", "?")))


Layout = Callable[[str, Line], int]
"""How many characters of a line's beginning a layout list of the pack recognises; 0 for none."""

_PROSE_WORDS = 9
_SHORT_PROSE_WORDS = 5
_HEAD_LINES = 60
_SALUTATION_WORDS = 12
_CLOSE_WORDS = 16
_SIGNATURE_LINES = 8
_NAME_WORDS = 6
_DATE_WORDS = 9
_HEADING_WORDS = 10
_WRAP = 0.72
"""A line shorter than this share of its block's longest, and ended like a sentence, ends its paragraph."""
_LONG_LINE = 100
"""Nobody wraps by hand at more columns: such a line is a paragraph."""

_CLAUSE_ENDS = (".", "!", "?", ":", ",", ";", "…")
_HEADER = re.compile(r"[^\W\d_][\w. -]{0,24}:\s*\S")
_BULLET = re.compile(r"(?:[-*•·–—▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_ENDED = re.compile(r"[.!?:;…][\"'»)]*$")
_RUNS_ON = re.compile(r"[.!?]$|[,:]\s+\S+(?:\s+\S+){4,}")
"""After the greeting the line goes on with the first sentence."""
_NAME_ONLY = re.compile(r"[^\W\d_][^.?!]*[,:]$")


def lines_of(text: str) -> list[Line]:
    """Cut a text into its lines; blank ones only separate blocks."""
    lines: list[Line] = []
    block = start = 0
    raws = text.split("\n")
    for raw, following in zip(raws, (*raws[1:], "-"), strict=True):
        stripped = raw.strip()
        if stripped:
            at = start + len(raw) - len(raw.lstrip())
            ends_block = not following.strip()
            lines.append(Line(at, at + len(stripped), stripped, block, ends_block=ends_block))
            block += ends_block
        start += len(raw) + 1
    return lines


def find_zones(lines: list[Line], layout: Layout, has_date: Callable[[Line], bool]) -> list[Zone]:
    """Cut a letter into its zones, in the order in which they stand.

    Args:
        lines: those of the letter.
        layout: recognises how a line begins.
        has_date: whether a calendar date stands in a line.
    """
    greeting = _salutation(lines, layout)
    first = _body_start(lines, greeting, layout)
    closing = _close(lines, first, layout)
    zones = list(_head(lines[: greeting if greeting is not None else first], layout, has_date))
    body = lines[first:closing]
    if greeting is not None:
        line = lines[greeting]
        end = _salutation_end(line, layout)
        zones.append(Zone(SALUTATION, line.start, end))
        rest = line.text[end - line.start :].lstrip(" ,:;.-—")
        if rest:
            body.insert(0, replace(line, start=line.end - len(rest), text=rest))
        elif _is_heading(body):
            zones.append(Zone(SUBJECT, body[0].start, body[0].end))
            del body[0]
    body, tail = _split_tail(body, lines[closing:], layout)
    zones += [Zone(BODY, paragraph[0].start, paragraph[-1].end) for paragraph in _paragraphs(body)]
    zones += _foot(tail, layout)
    return sorted(zones, key=lambda zone: zone.start)


def _is_heading(body: Sequence[Line]) -> bool:
    """Whether a body begins with the subject, as British letters do: a short line by itself, then prose."""
    return (
        len(body) > 1
        and body[0].ends_block
        and body[0].words <= _HEADING_WORDS
        and not body[0].text.endswith(_CLAUSE_ENDS)
        and body[1].is_prose
    )


def _salutation(lines: Sequence[Line], layout: Layout) -> int | None:
    """The line that greets the reader: by its words, else a name with a comma or a colon right above the prose."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if layout(SALUTATION, line) and _greets(line, following, layout):
            return index
        named = line.words <= _NAME_WORDS and _NAME_ONLY.match(line.text) and not layout(SUBJECT, line)
        if named and following and following.is_prose:
            return index
        if line.words > _SALUTATION_WORDS and _ENDED.search(line.text) and not _HEADER.match(line.text):
            break
    return None


def _greets(line: Line, following: Line | None, layout: Layout) -> bool:
    """Whether a line that begins like a greeting is one: "Ms Hall" above a street is the recipient's address."""
    goes_on = _salutation_end(line, layout) < line.end
    if following is None or (line.words > _SALUTATION_WORDS and not line.ends_block):
        return goes_on
    return goes_on or line.ends_block or following.is_prose


def _salutation_end(line: Line, layout: Layout) -> int:
    """Where the greeting ends and, on the same line, the body begins."""
    if line.text.endswith((",", ":")) and line.ends_block:
        return line.end
    if line.words <= _NAME_WORDS or (line.words <= _SALUTATION_WORDS and not _RUNS_ON.search(line.text)):
        return line.end
    known = layout(SALUTATION, line)
    stop = re.compile(r"[:!.—]\s|,\s").search(line.text, known)
    return line.start + stop.end() if stop and len(line.text[: stop.end()].split()) <= _SALUTATION_WORDS else line.end


def _body_start(lines: Sequence[Line], greeting: int | None, layout: Layout) -> int:
    if greeting is not None:
        return greeting + 1
    for index, line in enumerate(lines):
        if line.is_prose and not layout(SUBJECT, line) and not _HEADER.match(line.text):
            return index
    return 0


def _close(lines: Sequence[Line], first: int, layout: Layout) -> int:
    """The last line, from the end, that takes leave and that nothing but a signature and notes follow."""
    for index in range(len(lines) - 1, first, -1):
        line = lines[index]
        known = layout(CLOSE, line)
        if not known or line.words > _CLOSE_WORDS:
            continue
        rest = line.text[known:].strip()
        starts_paragraph = line.block != lines[index - 1].block or _ENDED.search(lines[index - 1].text)
        # "Yours sincerely", but not "Best Buildings Ltd".
        if starts_paragraph and (not rest.strip(".,!") or rest.endswith((",", ".", "!")) or rest[0].islower()):
            return index
    return _unknown_close(lines, first)


def _unknown_close(lines: Sequence[Line], first: int) -> int:
    """A few words with a comma that only a signature follows are a close, whatever they are ("Namaste,")."""
    for index in range(len(lines) - 2, first, -1):
        line = lines[index]
        if line.is_prose or line.words > _NAME_WORDS or len(lines) - index > _SIGNATURE_LINES:
            break
        if line.text.endswith(",") and line.block != lines[index - 1].block:
            return index
    return len(lines)


def _split_tail(body: list[Line], tail: list[Line], layout: Layout) -> tuple[list[Line], list[Line]]:
    """Take from the body what belongs below it: postscripts, enclosures, and a signature without a close."""
    for index, line in enumerate(body):
        if index and line.block != body[index - 1].block and (layout(POSTSCRIPT, line) or layout(ENCLOSURE, line)):
            return body[:index], body[index:] + tail
    if tail or not body:
        return body, tail
    last_block = [line for line in body if line.block == body[-1].block]
    cut = len(body)
    while cut > 1 and _is_signature(body[cut - 1], body[cut - 2]) and len(body) - cut < len(last_block):
        cut -= 1
    return body[:cut], body[cut:]


def _is_signature(line: Line, above: Line) -> bool:
    return (
        line.words <= _NAME_WORDS
        and not re.search(r"[.?!:]$", line.text)
        and not _BULLET.match(line.text)
        and (line.block != above.block or not above.is_prose or _ENDED.search(above.text) is not None)
    )


def _head(lines: Sequence[Line], layout: Layout, has_date: Callable[[Line], bool]) -> Iterator[Zone]:
    """Above the salutation: subject and date lines by their form, the rest by its order."""
    labels: list[str | None] = []
    for line in lines:
        if layout(SUBJECT, line):
            labels.append(SUBJECT)
        elif has_date(line) and line.words <= _DATE_WORDS:
            labels.append(DATE)
        elif labels and labels[-1] == SUBJECT and line.block == lines[len(labels) - 1].block:
            labels.append(SUBJECT)
        else:
            labels.append(None)
    open_blocks = [
        block for block, _ in groupby(line.block for line, label in zip(lines, labels, strict=True) if not label)
    ]
    dated = min((line.block for line, label in zip(lines, labels, strict=True) if label == DATE), default=None)
    for line, label in zip(lines, labels, strict=True):
        is_last = len(open_blocks) > 1 and line.block == open_blocks[-1]
        is_recipient = is_last or (dated is not None and line.block > dated)
        yield Zone(label or (RECIPIENT if is_recipient else LETTERHEAD), line.start, line.end)


def _foot(lines: Sequence[Line], layout: Layout) -> Iterator[Zone]:
    """Below the body: the close, the signature, then notes, each up to the end of its block."""
    label, block = SIGNATURE, -1
    for index, line in enumerate(lines):
        if index == 0 and (layout(CLOSE, line) or line.text.endswith(",")):
            yield Zone(CLOSE, line.start, line.end)
            continue
        for note in (POSTSCRIPT, ENCLOSURE):
            if layout(note, line):
                label, block = note, line.block
        if label != SIGNATURE and line.block != block:
            label = SIGNATURE
        yield Zone(label, line.start, line.end)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Join hard-wrapped lines into paragraphs."""
    for _, block in groupby(lines, key=lambda line: line.block):
        paragraph: list[Line] = []
        wrapped = list(block)
        width = max(len(line.text) for line in wrapped)
        for line in wrapped:
            if paragraph and _breaks(paragraph[-1], line, width):
                yield paragraph
                paragraph = []
            paragraph.append(line)
        yield paragraph


def _breaks(above: Line, line: Line, width: int) -> bool:
    """Whether a line end inside a block ends the paragraph."""
    if _BULLET.match(line.text):
        return False
    if len(above.text) > _LONG_LINE:
        return True
    return (
        bool(_ENDED.search(above.text)) and len(above.text) < _WRAP * min(width, 72) and not _BULLET.match(above.text)
    )


def list_items(text: str) -> list[int]:
    """Offsets at which a list item begins in a paragraph."""
    return [found.start(1) for found in re.finditer(rf"(?:^|\n)[ ]*({_BULLET.pattern})", text)]
