"""Reading takes time linear in the letter: what is done for each sentence does not depend on how many there are."""

from __future__ import annotations

import tracemalloc

from letterlint.packs import load_pack
from letterlint.pipeline import load
from letterlint.reader import Reader
from letterlint.reading.decoding import MAX_BYTES
from letterlint.reading.source import Source
from letterlint.stretches import Stretches

SENTENCE = "Thank you for your trust. We are closing your account on 3 May 2027. "


def test_any_letter_that_is_read_is_not_too_long_for_spacy() -> None:
    assert load("en").max_length >= MAX_BYTES


def test_a_long_letter_is_read_to_its_end() -> None:
    doc = load("en")("Dear Sam,\n\n" + (SENTENCE * 5 + "\n\n") * 100)
    moves = [span.label_ for span in doc.spans["moves"]]
    assert len(doc.spans["sentences"]) == 1000
    assert moves.count("thanks") >= 500
    assert moves.count("end-date") >= 500


def test_stretches_are_found_by_what_they_hold() -> None:
    stretches = Stretches([(10, 20), (0, 5), (18, 25)])
    assert [stretches.holding(offset) for offset in (0, 4, 5, 10, 24, 25)] == [
        (0, 5),
        (0, 5),
        None,
        (10, 25),
        (10, 25),
        None,
    ]
    assert stretches.group([1, 7, 12, 24, 30], lambda offset: offset) == [[1], [12, 24]]


def test_what_has_no_spaces_takes_memory_linear_in_its_length() -> None:
    reader = Reader("en", load_pack())
    reader.read(Source("a.txt", f"Dear Sam,\n\n{SENTENCE}\n"))
    tracemalloc.start()
    reader.read(Source("a.txt", f"Dear Sam,\n\n{SENTENCE * 3}{'QmFzZTY0' * 12_500}\n"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50 * 100_000  # bytes a character
