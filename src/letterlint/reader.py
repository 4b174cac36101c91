"""Reads letters: from a text to what each of its sentences does."""

from __future__ import annotations

from letterlint import steps
from letterlint.kinds import most_likely
from letterlint.letter import Letter
from letterlint.medium import find_medium
from letterlint.packs import Pack
from letterlint.reading.source import Source
from letterlint.recogniser import recogniser_of


class Reader:
    """Reads letters in one language with one pack.

    Raises:
        UsageError: the pack does not know the language.
        PackError: the pack is malformed.
    """

    def __init__(self, language: str, pack: Pack) -> None:
        self.language = language
        self._recogniser = recogniser_of(pack, language)

    def read(
        self, source: Source, kind: str | None = None, medium: str | None = None, *, template: bool = False
    ) -> Letter:
        """Read a letter.

        Args:
            source: the letter.
            kind: what the user says the letter is about, if anything; it wins over what the letter says.
            medium: the same for `letter` or `email`.
            template: whether placeholders are meant to stand in it.
        """
        page = steps.Page(self._recogniser.cutter.tokens(source.plain), self._recogniser)
        zones = steps.find_zones(page)
        body = steps.find_sentences(page, zones)
        spans = steps.worded(zones, body)
        slots = steps.find_all_slots(page, spans)
        cues = steps.apply_exceptions(page, spans, steps.find_cues(page, spans, slots))
        told = kind or most_likely(steps.weigh_kinds(page, zones, body, cues))
        headers = self._recogniser.pack.about.mail_headers
        return Letter(
            text=source.view.text,
            language=self.language,
            kind=told,
            declared=kind is not None,
            medium=medium or find_medium(page.text, zones, headers, template=template),
            zones=tuple(zones),
            sentences=tuple(steps.find_moves(page, body, cues, told)),
            cues=tuple(cues),
            slots=tuple(slots),
            template=template,
        )
