"""Whether a text is a letter on paper or an e-mail: an e-mail begins with a header block, or with its subject.

Decisions:

- A reference ("Ref.:", "Re:") in the first line is no subject of an e-mail; letters begin with it too.
- A template that begins with its greeting is one of an e-mail: what stands above the greeting, the sender and the date,
  is put there by the program that sends it.
"""

import re
from collections.abc import Collection, Sequence

from letterlint import zones
from letterlint.zones import Zone

_HEADER = re.compile(r"^\W*(?P<name>[^\W\d_][\w. -]*?)\s*:")


def find_medium(text: str, found: Sequence[Zone], headers: Collection[str], *, template: bool = False) -> str:
    """Tell `email` from `letter`.

    Args:
        text: the letter.
        found: its zones.
        headers: the names of the lines of a header block, in small letters, in all languages.
        template: whether it is a template.
    """
    if template and found and found[0].label in {zones.SALUTATION, zones.BODY}:
        return "email"
    head = [
        match["name"].lower()
        for zone in found
        if zone.label in {zones.SUBJECT, zones.LETTERHEAD, zones.RECIPIENT, zones.DATE}
        and (match := _HEADER.match(text[zone.start : zone.end]))
    ]
    if sum(name in headers for name in head) >= 2:  # noqa: PLR2004  # two header lines make a header block
        return "email"
    is_subject_first = bool(found) and found[0].label == zones.SUBJECT and bool(head) and head[0] in headers
    return "email" if is_subject_first else "letter"
