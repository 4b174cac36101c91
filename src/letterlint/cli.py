"""The command line. Every module that needs spaCy is imported by the command that needs it: `--help` is instant."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from letterlint import __version__
from letterlint.errors import LetterlintError, UsageError
from letterlint.findings import FileReport, Level, Report

if TYPE_CHECKING:
    from rich.console import Console

    from letterlint.packs import Pack

FORMATS = ("rich", "concise", "json")
NEVER = "never"


class _LintByDefault(click.Group):
    """`letterlint draft.txt` means `letterlint lint draft.txt`; a file named like a command is written `./rules`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `lint` in front of arguments that name no command."""
        own = {"--help", "-h", "--version"}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["lint", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as click declares it
        """Tell what went wrong in one line."""
        try:
            return super().invoke(ctx)
        except LetterlintError as error:
            fail(str(error))


def fail(message: str) -> NoReturn:
    """Say what went wrong, in one line, and end with status 2."""
    from letterlint.reporting.text import printable  # noqa: PLC0415

    click.echo(f"letterlint: {printable(message)}", err=True)
    sys.exit(2)


@click.group(
    cls=_LintByDefault,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`letterlint PATH…` is short for `letterlint lint PATH…`; its options: `letterlint lint --help`. "
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or a file that could not be read.",
)
@click.version_option(__version__, message="letterlint %(version)s")
def main() -> None:
    """Read a draft of a letter nobody wants to get, and say what it lacks.

    letterlint reads letters in English, Spanish and Catalan. Nothing leaves the machine.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a character shows its number
            stream.reconfigure(errors="backslashreplace")


def _names(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Read a list of names, separated by commas."""
    return tuple(name.strip() for part in value for name in part.split(",") if name.strip())


def _limits(
    _context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]
) -> dict[str, dict[str, float]]:
    """Read limits, each written RULE.LIMIT=NUMBER."""
    limits: dict[str, dict[str, float]] = {}
    for part in value:
        found = _LIMIT.fullmatch(part)
        if not found:
            raise click.BadParameter(f"'{part}' is no limit; write one as in gives-notice.days=30")
        limits.setdefault(found["rule"], {})[found["limit"]] = float(found["number"])
    return limits


_LIMIT = re.compile(r"(?P<rule>[a-z-]+)\.(?P<limit>[a-z-]+)=(?P<number>\d+(?:\.\d+)?)")
_Command = Callable[..., None]


def _letter_options(command: _Command) -> _Command:
    """Add the options that say what a letter is, where it does not say so itself."""
    for option in (
        click.option(
            "--medium", type=click.Choice(("letter", "email")), help="What it is sent as, whatever it looks like."
        ),
        click.option("--language", metavar="CODE", help="The language of the letter, whatever it looks like."),
        click.option("--kind", metavar="KIND", help="termination, refusal, incident, change or general."),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="rich", show_default=True, help="How to print."
)
@click.option("--output", type=click.Path(dir_okay=False, writable=True), help="Print to this file.")
@_letter_options
@click.option("--template", is_flag=True, help="The letter is a template; placeholders are expected in it.")
@click.option("--select", multiple=True, callback=_names, metavar="RULE,…", help="Check these rules only.")
@click.option("--ignore", multiple=True, callback=_names, metavar="RULE,…", help="Leave these rules out.")
@click.option(
    "--limit", "limits", multiple=True, callback=_limits, metavar="RULE.LIMIT=N", help="Set a limit of a rule."
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", NEVER)),
    default="warning",
    show_default=True,
    help="The least level that makes the exit status 1.",
)
@click.option("--stdin-filename", default="<stdin>", metavar="FILE", help="What to call standard input in findings.")
@click.option("--messages", metavar="CODE", help="The language of the messages; the letter's unless given.")
def lint(  # noqa: PLR0913, PLR0917  # one argument an option
    paths: tuple[str, ...],
    format_: str,
    output: str | None,
    kind: str | None,
    language: str | None,
    medium: str | None,
    template: bool,  # noqa: FBT001  # click passes it by name
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    limits: dict[str, dict[str, float]],
    fail_on: str,
    stdin_filename: str,
    messages: str | None,
) -> None:
    """Lint letters: files, folders, or - for standard input."""
    from letterlint.lint import Linter, Options  # noqa: PLC0415
    from letterlint.reading.files import read_all  # noqa: PLC0415

    linter = Linter(Options(kind, language, medium, template, messages, select, ignore, limits))
    report = Report(
        tuple(
            FileReport(found[0], error=str(found[1])) if isinstance(found, tuple) else linter.lint(found)
            for found in read_all(paths, sys.stdin.buffer, stdin_filename)
        )
    )
    _print(report, format_, output, linter.pack)
    sys.exit(_status(report, fail_on))


def _print(report: Report, format_: str, output: str | None, pack: Pack) -> None:
    if format_ == "rich":
        from letterlint.reporting import rich  # noqa: PLC0415

        if output is None:
            rich.show(report, _console(), pack)
        else:
            with _open(output) as file:
                rich.show(report, _console(file), pack)
        return
    if format_ == "concise":
        from letterlint.reporting import concise as text_format  # noqa: PLC0415
    else:
        from letterlint.reporting import json as text_format  # type: ignore[no-redef]  # noqa: PLC0415
    text = text_format.render(report)
    if output is None:
        sys.stdout.write(text)
    else:
        with _open(output) as file:
            file.write(text)


def _open(path: str) -> Any:  # noqa: ANN401  # a text file
    try:
        return Path(path).open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error


def _console(file: Any = None) -> Console:  # noqa: ANN401  # a text file
    from rich.console import Console  # noqa: PLC0415

    return Console(file=file, highlight=False, markup=False, emoji=False)


def _status(report: Report, fail_on: str) -> int:
    if report.unreadable:
        return 2
    if fail_on == NEVER:
        return 0
    least = Level[fail_on.upper()]
    return int(any(finding.level >= least for file in report.files for finding in file.findings))


@main.command()
@click.argument("path")
@_letter_options
def anatomy(path: str, kind: str | None, language: str | None, medium: str | None) -> None:
    """Show how a letter is read: its zones, its kind, and what each sentence does."""
    from letterlint.lint import Linter, Options  # noqa: PLC0415
    from letterlint.reading.files import read_all  # noqa: PLC0415
    from letterlint.reporting.anatomy import show  # noqa: PLC0415

    linter = Linter(Options(kind, language, medium))
    for found in read_all([path], sys.stdin.buffer, "<stdin>"):
        if isinstance(found, tuple):
            fail(f"{found[0]}: {found[1]}")
        try:
            letter = linter.read(found)
        except LetterlintError as error:
            fail(f"{found.path}: {error}")
        show(letter, found, _console(), linter.pack.folder)


@main.command()
@click.option("--format", "format_", type=click.Choice(("rich", "markdown")), default="rich", show_default=True)
def rules(format_: str) -> None:
    """List the rules, a line each."""
    from letterlint.reporting.rules import markdown, show_rules  # noqa: PLC0415

    if format_ == "markdown":
        click.echo(markdown(_own_pack()), nl=False)
    else:
        show_rules(_own_pack(), _console())


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say why a rule is there, where it comes from, and show a letter that breaks it and one that keeps it."""
    from letterlint.errors import unknown  # noqa: PLC0415
    from letterlint.reporting.rules import explain_rule  # noqa: PLC0415

    pack = _own_pack()
    if rule not in pack.rules:
        raise UsageError(unknown("rule", rule, pack.rules))
    explain_rule(pack, pack.rules[rule], _console())


def _own_pack() -> Pack:
    from letterlint.packs import load_pack, own_pack_folder  # noqa: PLC0415

    return load_pack(own_pack_folder())


@main.command()
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--language", metavar="CODE", default="en", show_default=True, help="The language of a bank of sentences."
)
@click.option("--format", "format_", type=click.Choice(("rich", "markdown", "json")), default="rich", show_default=True)
@click.option("--mistakes", is_flag=True, help="List each finding that is wrong or missed.")
@click.option(
    "--not-below",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Fail if a figure is below the one in FILE, a score in JSON.",
)
def score(
    corpus: Path,
    language: str,
    format_: str,
    mistakes: bool,  # noqa: FBT001  # click passes it by name
    not_below: Path | None,
) -> None:
    """Score letterlint on a labelled corpus: precision, recall and F1 by rule, move and language.

    CORPUS is a folder of letters with their labels, or a bank of sentences (.tsv).
    """
    from letterlint.lint import Linter  # noqa: PLC0415
    from letterlint.reporting import scores as tables  # noqa: PLC0415
    from letterlint.scoring import score_corpus  # noqa: PLC0415

    linter = Linter()
    if corpus.is_file():
        from letterlint.pipeline import Reader  # noqa: PLC0415
        from letterlint.sentence_scoring import score_bank  # noqa: PLC0415

        shares = score_bank(corpus, Reader(language, linter.pack.folder), linter.pack.moves)
        tables.show_shares(shares, _console())
        return
    scores = score_corpus(corpus, linter)
    if format_ == "rich":
        tables.show(scores, _console())
    else:
        click.echo(tables.markdown(scores) if format_ == "markdown" else tables.as_json(scores), nl=False)
    if mistakes:
        _echo_lines(f"{one.name}/{line}" for one in scores for line in one.mistakes)
    if not_below and (drops := tables.drops(scores, not_below)):
        _echo_lines(drops, err=True)
        sys.exit(1)


def _echo_lines(lines: Iterable[str], *, err: bool = False) -> None:
    from letterlint.reporting.text import printable  # noqa: PLC0415

    for line in lines:
        click.echo(printable(line), err=err)


@main.command()
@click.argument("pack", type=click.Path(exists=True, file_okay=False, path_type=Path))
def test(pack: Path) -> None:
    """Prove a rule pack: run the examples inside it, and check that each rule has them."""
    from letterlint.proof import prove  # noqa: PLC0415

    examples, complaints = prove(pack)
    _echo_lines(complaints)
    click.echo(f"{examples} examples, {len(complaints)} wrong")
    sys.exit(1 if complaints else 0)
