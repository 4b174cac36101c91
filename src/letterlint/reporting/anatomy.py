"""`letterlint anatomy`: how a letter is read, and by which lines of the pack."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterlint.letter import Evidence, Letter
from letterlint.packs import place_of
from letterlint.reading.source import Source
from letterlint.reporting.text import printable
from letterlint.zones import BODY

_PHRASE_WIDTH = 100
"""Characters of a phrase that are shown; the line of the pack has the rest."""


def show(letter: Letter, source: Source, console: Console, pack: Path) -> None:
    """Print the zones of a letter in order, and each body sentence with its moves and the phrases that caused them.

    Args:
        letter: the letter as it is read.
        source: its text.
        console: where to print.
        pack: the folder of the pack that it was read with.
    """
    console.print(
        Text.assemble((printable(source.path), "bold"), f": {letter.language}, {letter.kind}, {letter.medium}"),
        soft_wrap=True,
    )
    for zone in letter.zones:
        if zone.label != BODY:
            console.print(_table(_row(source, zone.start, zone.end, Text(zone.label, style="cyan"))))
            continue
        for sentence in letter.sentences:
            if zone.start <= sentence.start < zone.end:
                console.print(_table(_row(source, sentence.start, sentence.end, Text(BODY, style="cyan"))))
                for evidence in sentence.sure:
                    console.print(_cause(evidence, "green", "", pack), soft_wrap=True)
                for evidence in sentence.possible:
                    if evidence.move not in sentence.moves:
                        console.print(_cause(evidence, "yellow", "possibly ", pack), soft_wrap=True)


def _row(source: Source, start: int, end: int, label: Text) -> tuple[Text, Text, Text]:
    line, _ = source.line_and_column(start)
    return Text(str(line), style="dim"), label, Text(printable(" ".join(source.text[start:end].split())))


def _table(row: tuple[Text, Text, Text]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=4, justify="right")
    table.add_column(width=11)
    table.add_column()
    table.add_row(*row)
    return table


def _cause(evidence: Evidence, style: str, how: str, pack: Path) -> Text:
    """A move, and the line of the pack with the phrase that caused it."""
    cue = evidence.cue
    why = f"  {place_of(cue.phrase, pack)}  {_shortened(cue.phrase.text)}" if cue else "  by its place"
    return Text.assemble(" " * 17, (how + evidence.move, style), (why, "dim"))


def _shortened(phrase: str) -> str:
    return phrase if len(phrase) <= _PHRASE_WIDTH else f"{phrase[:_PHRASE_WIDTH]}…"
