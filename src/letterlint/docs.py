"""What the components of a pipeline remember of a Doc, in its `user_data`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXT = "letterlint.text"
"""The key of the text, which a Doc would put together anew each time it is asked."""
PIECES = "letterlint.pieces"
"""The key of what the matcher sees of each token."""
SLOTS = "letterlint.slots"
"""The key of what fills a slot by its look alone."""
DECLARED_KIND = "letterlint.kind"
"""The key of the kind that the user says the letter is."""
SENTENCES = "letterlint.sentences"
"""The key of the body's sentences."""


def text_of(doc: Doc) -> str:
    """The text of a Doc."""
    text: str = doc.user_data.get(TEXT) or doc.text
    return text
