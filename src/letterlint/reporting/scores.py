"""`letterlint score`: the score of a corpus as a table, as Markdown for its README, and as JSON for the gate."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from letterlint.errors import UsageError
from letterlint.reporting.text import listed
from letterlint.scoring import Score, Tally, metrics, pooled
from letterlint.sentence_scoring import Share

_OVERALL = (
    "letters",
    "rules P",
    "rules R",
    "rules F1",
    "errors and warnings P",
    "moves F1",
    "kinds right",
    "faultless silent",
)
_TALLY = ("P", "R", "F1", "right", "wrong", "missed")
_SLACK = 0.0005
"""Figures are recorded with three decimals."""


def _overall(score: Score) -> tuple[str, ...]:
    rules, moves = score.all_rules, score.all_moves
    figures = (
        rules.precision,
        rules.recall,
        rules.f1,
        score.grave.precision,
        moves.f1,
        score.kinds,
        score.silent,
    )
    return (str(score.letters), *(f"{figure:.3f}" for figure in figures))


def _tally(tally: Tally) -> tuple[str, ...]:
    figures = (tally.precision, tally.recall, tally.f1)
    return (*(f"{figure:.3f}" for figure in figures), str(tally.right), str(tally.wrong), str(tally.missed))


Rows = list[tuple[str, tuple[str, ...]]]


def _tables(scores: Sequence[Score]) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    """The tables: a title, the columns, and the rows with their names."""
    yield "by folder", _OVERALL, [(score.name, _overall(score)) for score in scores]
    for split in sorted({score.name.rpartition("/")[2] for score in scores}):
        of_split = [score for score in scores if score.name.rpartition("/")[2] == split]
        for what, tallies in (
            ("rule", [score.rules for score in of_split]),
            ("move", [score.moves for score in of_split]),
        ):
            names = sorted({name for tally in tallies for name in tally})
            rows = [(name, _tally(pooled(tally[name] for tally in tallies if name in tally))) for name in names]
            yield f"{split}, by {what}", _TALLY, rows


def show(scores: Sequence[Score], console: Console) -> None:
    """Print the tables, and which kinds were told wrongly and which faultless letters were not left in peace."""
    for title, columns, rows in _tables(scores):
        table = Table(title=title, title_justify="left", box=None)
        table.add_column("")
        for column in columns:
            table.add_column(column, justify="right")
        for name, cells in rows:
            table.add_row(name, *cells)
        console.print(table)
        console.print()
    for score in scores:
        if score.wrong_kinds:
            wrong = listed(f"{name} ({true}, taken for {taken})" for name, true, taken in score.wrong_kinds)
            console.print(f"{score.name}: kinds told wrongly: {wrong}")
        if noisy := [name for name, silent in score.faultless if not silent]:
            console.print(f"{score.name}: faultless, but not left in peace: {listed(noisy)}")


def show_shares(shares: Mapping[tuple[str, bool], Share], console: Console) -> None:
    """Print, for each label of a bank, the shares of its odd and of its even lines."""
    table = Table(box=None)
    table.add_column("", no_wrap=True)
    for half in ("odd lines", "even lines"):
        for column in (half, "sure", "possible"):
            table.add_column(column, justify="right", no_wrap=True)
    for label in sorted({label for label, _ in shares}):
        cells: list[str] = []
        for odd in (True, False):
            share = shares.get((label, odd), Share())
            total = max(share.sentences, 1)
            cells += [str(share.sentences), f"{share.sure / total:.2f}", f"{share.possible / total:.2f}"]
        table.add_row(label, *cells)
    console.print(table)


def markdown(scores: Sequence[Score]) -> str:
    """Render the tables in Markdown."""
    lines: list[str] = []
    for title, columns, rows in _tables(scores):
        lines += [f"### {title.capitalize()}", "", f"| | {' | '.join(columns)} |", "|---|" + "---:|" * len(columns)]
        lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows]
        lines.append("")
    return "\n".join(lines)


def as_json(scores: Sequence[Score]) -> str:
    """Render the figures that must not drop."""
    figures = {name: round(value, 3) for score in scores for name, value in metrics(score)}
    return json.dumps(figures, indent=2) + "\n"


def drops(scores: Sequence[Score], recorded: Path) -> list[str]:
    """Compare with recorded figures; a line for each that is lower now, or gone.

    Raises:
        UsageError: the file holds no figures.
    """
    try:
        before = {str(name): float(value) for name, value in json.loads(recorded.read_text(encoding="utf-8")).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise UsageError(f"{recorded}: no score in JSON; write one with --format json") from error
    now = {name: value for score in scores for name, value in metrics(score)}
    return [
        f"{name}: {now.get(name, 0.0):.3f}, recorded {value:.3f}"
        for name, value in before.items()
        if now.get(name, 0.0) < value - _SLACK
    ]
