"""The command line. What costs time to import is imported by the command that needs it: `--help` is instant."""

from __future__ import annotations

import gc
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TextIO

import click

from letterlint import __version__
from letterlint.errors import LetterlintError, ReadError, UsageError, unknown

if TYPE_CHECKING:
    from rich.console import Console

    from letterlint.findings import FileReport, Report
    from letterlint.packs import Pack

FORMATS = ("rich", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson")
STDIN = "-"
_OBJECTS = 50_000
"""New objects after which Python looks for cycles; letters leave hardly any, and a sixth of the time would go there."""
_SLOW = 1.0
"""Seconds; a run that takes longer shows how far it is."""


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
        except KeyboardInterrupt:
            click.echo("letterlint: interrupted", err=True)
            sys.exit(128 + signal.SIGINT)


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
    gc.set_threshold(_OBJECTS)
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


_LIMIT = re.compile(r"(?P<rule>[\w-]+)\.(?P<limit>[\w-]+)=(?P<number>\d+(?:\.\d+)?)")
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


_Outputs = tuple[tuple[str, str | None], ...]
"""Formats, each with the file that it is printed to; None is standard output."""


def _outputs(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> _Outputs:
    """Read formats, each written FORMAT or FORMAT=FILE."""
    formats: list[tuple[str, str | None]] = []
    for part in value or ("rich",):
        name, is_file, file = part.partition("=")
        if name not in FORMATS:
            raise click.BadParameter(unknown("format", name, FORMATS))
        if is_file and not file:
            raise click.BadParameter(f"'{part}' names no file; write one as in {name}=FILE")
        formats.append((name, file or None))
    return tuple(formats)


_config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings file, instead of the nearest one above each letter.",
)
_cache_dir_option = click.option(
    "--cache-dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to keep what was linted, instead of .letterlint_cache.",
)
_exclude_option = click.option(
    "--force-exclude", is_flag=True, help="Pass over what the settings exclude, even if named."
)


@main.command(short_help="Lint letters.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=_outputs,
    metavar="FORMAT[=FILE]",
    help=f"How to print: {', '.join(FORMATS)} (rich unless given). May be given again, with a file to print to.",
)
@click.option("--output", metavar="FILE", help="Print to this file.")
@_letter_options
@click.option(
    "--template/--no-template",
    default=None,
    help="Whether placeholders are expected in the letters; a file's extension tells unless given.",
)
@click.option("--select", multiple=True, callback=_names, metavar="RULE,…", help="Check these rules only.")
@click.option("--ignore", multiple=True, callback=_names, metavar="RULE,…", help="Leave these rules out.")
@click.option(
    "--limit", "limits", multiple=True, callback=_limits, metavar="RULE.LIMIT=N", help="Set a limit of a rule."
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", "never")),
    help="The least level that makes the exit status 1 (warning unless given).",
)
@click.option("--stdin-filename", default="<stdin>", metavar="FILE", help="What to call standard input in findings.")
@click.option("--messages", metavar="CODE", help="The language of the messages; the letter's unless given.")
@_config_option
@_exclude_option
@_cache_dir_option
@click.option("--no-cache", is_flag=True, help="Lint anew what was linted before.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes may lint; one a processor unless given."
)
@click.option("--changed-since", metavar="REV", help="Lint only the files that git says differ from a revision.")
@click.option("--no-baseline", is_flag=True, help="Tell what the baseline lets pass, too.")
@click.option("--statistics", is_flag=True, help="Count by rule and by folder instead of telling each finding.")
@click.option("--fix", is_flag=True, help="Make the replacements that are safe, show them, and tell what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would replace, and change nothing.")
def lint(  # noqa: PLR0913  # one argument an option
    *,
    paths: tuple[str, ...],
    formats: _Outputs,
    output: str | None,
    fail_on: str | None,
    stdin_filename: str,
    config: Path | None,
    force_exclude: bool,
    cache_dir: Path | None,
    no_cache: bool,
    jobs: int | None,
    changed_since: str | None,
    no_baseline: bool,
    statistics: bool,
    fix: bool,
    diff: bool,
    **said: Any,  # noqa: ANN401  # what the user says of the letters, as Options takes it
) -> None:
    """Lint letters: files, folders, or - for standard input."""
    from letterlint.options import Options  # noqa: PLC0415
    from letterlint.run import Request, Run  # noqa: PLC0415

    outputs = _with_files(formats, output)
    if statistics and not any(name == "rich" for name, _ in outputs):
        raise UsageError("--statistics: goes with --format rich; --format json has the counts in any case")
    if fix and STDIN in paths:
        raise UsageError("--fix: standard input cannot be written to; use --diff, or name the file")
    run = Run(
        Request(
            paths,
            Options(**said),
            config=config,
            fail_on=fail_on,
            force_exclude=force_exclude,
            changed_since=changed_since,
            use_baseline=not no_baseline,
            stdin=_stdin(paths),
            stdin_name=stdin_filename,
            jobs=jobs,
            use_cache=not no_cache,
            cache=cache_dir,
        )
    )
    report = run.lint(_track)
    if fix or diff:
        from letterlint.fixes import apply_fixes, show_diff  # noqa: PLC0415

        changes = show_diff(report)
        click.echo(changes, nl=False, err=not diff)
        if diff:
            _echo_unread(report)
            sys.exit(2 if report.unreadable else int(bool(changes)))
        apply_fixes(report)
        report = run.lint(_track)
    for format_, file in outputs:
        _print(report, format_, file, run.whole_pack, statistics=statistics)
    sys.exit(2 if report.unreadable else int(run.fails(report)))


def _stdin(paths: tuple[str, ...]) -> BinaryIO:
    """Standard input, if it is to be read."""
    if STDIN not in paths:
        return BytesIO()
    if sys.stdin is None:
        raise UsageError("-: standard input is closed; name a file instead")
    return sys.stdin.buffer


def _with_files(formats: _Outputs, output: str | None) -> _Outputs:
    """Say of each format to which file it is printed; two are never printed to one."""
    printed = [name for name, file in formats if file is None]
    if len(printed) > 1:
        raise UsageError(f"--format {printed[1]}: only one format can be printed; write {printed[1]}=FILE")
    if output and not printed:
        raise UsageError(f"--output {output}: each format has its file already; leave --output out")
    outputs = tuple((name, file or output) for name, file in formats)
    for name, file in outputs:
        if [other for _, other in outputs].count(file) > 1:
            raise UsageError(f"--format {name}={file}: another format is printed to this file; name a second one")
    return outputs


def _print(report: Report, format_: str, file: str | None, pack: Pack, *, statistics: bool) -> None:
    if format_ == "rich":
        text = StringIO()
        _show(report, text if file else sys.stdout, pack, statistics=statistics)
        written = text.getvalue()
    else:
        written = import_module(f"letterlint.reporting.{format_}").render(report, pack)
    if file is None:
        sys.stdout.write(written)
    else:
        from letterlint.writing import write_text  # noqa: PLC0415

        write_text(Path(file), written)


def _show(report: Report, stream: TextIO, pack: Pack, *, statistics: bool) -> None:
    """Print a report for people, or its tallies alone."""
    from letterlint.reporting.terminal import is_plain, plain_terminal, rich_terminal  # noqa: PLC0415

    if statistics:
        from letterlint.reporting import statistics as counts  # noqa: PLC0415

        counts.show(report, _console(stream))
    else:
        from letterlint.reporting import rich  # noqa: PLC0415

        rich.show(report, plain_terminal(stream) if is_plain(stream) else rich_terminal(_console(stream)), pack)


def _track(reports: Iterable[FileReport], number: int) -> Iterator[FileReport]:
    """Hand on reports one by one; where that takes long and somebody watches, show how far it is."""
    if not sys.stderr.isatty():
        yield from reports
        return
    progress = None
    begun = time.monotonic()
    try:
        for done, report in enumerate(reports, 1):
            if progress is None and time.monotonic() - begun > _SLOW:
                from rich.console import Console  # noqa: PLC0415
                from rich.progress import Progress  # noqa: PLC0415

                progress = Progress(console=Console(stderr=True), transient=True)
                task = progress.add_task("Reading letters", total=number)
                progress.start()
            if progress:
                progress.update(task, completed=done)
            yield report
    finally:
        if progress:
            progress.stop()


def _console(file: TextIO | None = None) -> Console:
    from rich.console import Console  # noqa: PLC0415

    return Console(file=file, highlight=False, markup=False, emoji=False)


@main.command(short_help="Write down the findings that are known.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--prune", is_flag=True, help="Only take out what is no longer found.")
@_config_option
@_exclude_option
def baseline(*, paths: tuple[str, ...], prune: bool, config: Path | None, force_exclude: bool) -> None:
    """Write down the findings of letters, so that from now on only new ones are told."""
    from letterlint.baseline import update_baselines  # noqa: PLC0415
    from letterlint.run import Request, Run  # noqa: PLC0415

    if STDIN in paths:
        raise UsageError("-: a baseline knows files, not standard input; name a file or a folder")
    run = Run(Request(paths, config=config, force_exclude=force_exclude, use_baseline=False))
    report = run.lint(_track)
    _echo_unread(report)
    for path, number in update_baselines(report, run.settings_of, prune=prune):
        _echo_lines([f"{path}: {number} known {'finding' if number == 1 else 'findings'}"])
    sys.exit(2 if report.unreadable else 0)


@main.command(short_help="Remove what is kept from earlier runs.")
@_cache_dir_option
@_config_option
def clean(*, cache_dir: Path | None, config: Path | None) -> None:
    """Remove what letterlint keeps from earlier runs: in .letterlint_cache, and the compiled rules of this user."""
    from letterlint.results import folder_of, remove  # noqa: PLC0415
    from letterlint.settings import Finder  # noqa: PLC0415
    from letterlint.store import cache_folder  # noqa: PLC0415

    folders = (folder_of(cache_dir, Finder(config)), cache_folder())
    _echo_lines(f"removed {path}" for folder in folders for path in remove(folder))


@main.command(short_help="Show what holds for a letter, and why.")
@click.argument("file", required=False)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of settings files, for editors, instead.")
@_config_option
def config(*, file: str | None, schema: bool, config: Path | None) -> None:
    """Show what holds for a letter, and where each value comes from."""
    if schema:
        import json  # noqa: PLC0415

        from letterlint.schema import schema as of_settings  # noqa: PLC0415

        click.echo(json.dumps(of_settings(), indent=2))
        return
    if file is None:
        raise UsageError("config: which letter? Name its file, or ask for --schema")
    from letterlint.reporting.settings import show_values  # noqa: PLC0415
    from letterlint.run import Request, Run  # noqa: PLC0415

    try:
        values = Run(Request((file,), config=config, stdin=_stdin((file,)))).values(file)
    except ReadError as error:
        fail(f"{file}: {error}")
    show_values(values, _console())


@main.command(short_help="Show how a letter is read.")
@click.argument("path")
@_letter_options
def anatomy(path: str, kind: str | None, language: str | None, medium: str | None) -> None:
    """Show how a letter is read: its zones, its kind, and what each sentence does."""
    from letterlint.options import Options  # noqa: PLC0415
    from letterlint.reporting.anatomy import show  # noqa: PLC0415
    from letterlint.run import Request, Run  # noqa: PLC0415

    run = Run(Request((path,), Options(kind, language, medium), stdin=_stdin((path,))))
    try:
        source, letter = run.read(path)
    except ReadError as error:
        fail(f"{path}: {error}")
    show(letter, source, _console())


@main.command(short_help="List the rules.")
@click.option("--format", "format_", type=click.Choice(("rich", "markdown")), default="rich", show_default=True)
@_config_option
def rules(format_: str, config: Path | None) -> None:
    """List the rules, a line each; those of the current folder's settings too."""
    from letterlint.reporting.rules import markdown, show_rules  # noqa: PLC0415

    pack = _pack_here(config)
    if format_ == "markdown":
        click.echo(markdown(pack), nl=False)
    else:
        show_rules(pack, _console())


@main.command(short_help="Explain a rule, with examples.")
@click.argument("rule")
@_config_option
def explain(rule: str, config: Path | None) -> None:
    """Say why a rule is there, where it comes from, and show a letter that breaks it and one that keeps it."""
    from letterlint.reporting.rules import explain_rule  # noqa: PLC0415

    pack = _pack_here(config)
    if rule not in pack.rules:
        raise UsageError(unknown("rule", rule, pack.rules))
    explain_rule(pack, pack.rules[rule], _console())


def _pack_here(config: Path | None) -> Pack:
    """The rules that the settings of the current folder ask for."""
    from letterlint.settings import Finder, pack_of  # noqa: PLC0415

    return pack_of(Finder(config).settings_of(Path()))


@main.command(short_help="Score letterlint on labelled letters.")
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
        from letterlint.reader import Reader  # noqa: PLC0415
        from letterlint.sentence_scoring import score_bank  # noqa: PLC0415

        shares = score_bank(corpus, Reader(language, linter.pack), linter.pack.moves)
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


def _echo_unread(report: Report) -> None:
    """Say which files could not be read, where the report itself is not printed."""
    _echo_lines((f"letterlint: {file.path}: {file.error}" for file in report.files if file.error is not None), err=True)


def _echo_lines(lines: Iterable[str], *, err: bool = False) -> None:
    from letterlint.reporting.text import printable  # noqa: PLC0415

    for line in lines:
        click.echo(printable(line), err=err)


@main.command(short_help="Prove a pack of rules.")
@click.argument("pack", type=click.Path(exists=True, file_okay=False, path_type=Path))
def test(pack: Path) -> None:
    """Prove a rule pack: run the examples inside it, and check that each rule has them."""
    from letterlint.proof import prove  # noqa: PLC0415

    examples, complaints = prove(pack)
    _echo_lines(complaints)
    click.echo(f"{examples} examples, {len(complaints)} wrong")
    sys.exit(1 if complaints else 0)
