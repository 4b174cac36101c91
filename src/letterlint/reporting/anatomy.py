"""`letterlint anatomy`: how a letter is read, and by which lines of the pack."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterlint.letter import Evidence, Letter
from letterlint.packs import place_of
from letterlint.reading.source import Source
from letterlint.reporting.text import printable
from letterlint.zones import BODY


def show(letter: Letter, source: Source, console: Console) -> None:
    """Print the zones of a letter in order, and each body sentence with its moves and the phrases that caused them.

    Args:
        letter: the letter as it is read.
        source: its text.
        console: where to print.
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
                    _print_cause(evidence, Text(evidence.move, style="green"), console)
                for evidence in sentence.possible:
                    if evidence.move not in sentence.moves:
                        _print_cause(evidence, Text(f"possibly {evidence.move}", style="yellow"), console)


def _row(source: Source, start: int, end: int, label: Text) -> tuple[Text, Text, Text]:
    line, _ = source.line_and_column(source.view.origin(start, end)[0])
    return Text(str(line), style="dim"), label, Text(printable(" ".join(source.view.text[start:end].split())))


def _table(row: tuple[Text, Text, Text]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=4, justify="right")
    table.add_column(width=11)
    table.add_column()
    table.add_row(*row)
    return table


def _print_cause(evidence: Evidence, move: Text, console: Console) -> None:
    """Print a move on one line, with the line of the pack that caused it and as much of the phrase as there is room."""
    cue = evidence.cue
    why = f"{place_of(cue.phrase)}  {cue.phrase.text}" if cue else "by its place"
    line = Text.assemble(" " * 17, move, "  ", (why, "dim"))
    console.print(line, overflow="ellipsis", no_wrap=True)
