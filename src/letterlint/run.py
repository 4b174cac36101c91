"""A run: from paths to a report, with the settings, exceptions and baselines that hold for each letter.

The command line and the Python functions are two doors to the same run.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec
from msgspec.structs import replace

from letterlint.errors import ReadError, unknown
from letterlint.findings import FileReport, Level, Notice, Report
from letterlint.options import DEFAULT, Options, check_options
from letterlint.packs import Pack, joined, load_pack
from letterlint.parallel import Job, Linters, lint_all
from letterlint.reading.comments import find_skips
from letterlint.reading.files import STDIN, Unread, find_files, read_file
from letterlint.reading.formats import is_template
from letterlint.reading.front_matter import find_front_matter
from letterlint.reading.source import Source
from letterlint.results import Results, folder_of, key_of
from letterlint.settings import FRONT_MATTER, Finder, Settings, Value, below, flat, globs, pack_of
from letterlint.suppression import Exceptions, Linted, misunderstood
from letterlint.versions import sisters
from letterlint.versions import versions as find_versions

if TYPE_CHECKING:
    from letterlint.letter import Letter
    from letterlint.lint import Linter

NEVER = "never"
COMMAND_LINE = "command line"
Track = Callable[[Iterable[FileReport], int], Iterable[FileReport]]
"""Hands on reports one by one, of which there will be some number, and may show how far the run is."""


def untracked(reports: Iterable[FileReport], number: int) -> Iterable[FileReport]:
    """Hand on reports, and show nothing."""
    del number
    return reports


class Request(msgspec.Struct, frozen=True):
    """What the user asks for."""

    paths: tuple[str, ...]
    options: Options = msgspec.field(default_factory=Options)
    """What the user says of the letters; it wins over the settings."""
    config: Path | None = None
    """The settings file that holds for all letters, instead of the nearest one."""
    fail_on: str | None = None
    force_exclude: bool = False
    changed_since: str | None = None
    """A revision of git: only the files that differ from it are linted."""
    use_baseline: bool = True
    stdin: BinaryIO = msgspec.field(default_factory=io.BytesIO)
    stdin_name: str = "<stdin>"
    jobs: int | None = None
    """How many processes may lint; as many as there are processors for us, unless given."""
    use_cache: bool = False
    """Whether what was linted before is not linted anew."""
    cache: Path | None = None
    """The folder of what was linted before, instead of the one beside the settings, or in the current folder."""


class _Letter(msgspec.Struct, frozen=True):
    """A letter that is to be linted."""

    source: Source
    settings: Settings
    options: Options
    pack: Pack

    def linted(self, report: FileReport) -> Linted:
        """The letter with its report, which may come from another file with the same text."""
        report = replace(report, path=self.source.path, text=self.source.text)
        skips = tuple(find_skips(self.source, template=bool(self.options.template)))
        return Linted(report, self.settings, self.options, self.pack.rules.keys(), skips)


class Run:
    """Lints what one request asks for.

    Its methods raise:
        SettingsError: the settings, or a baseline, are malformed.
        UsageError: the request makes no sense.
        PackError: a pack is malformed.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._finder = Finder(request.config)
        self._packs: dict[str, Pack] = {}
        self._linters = Linters()
        self._usual: dict[tuple[str, bool], Options] = {}
        """For some settings the options of the letters of which nothing more is said, if templates or not."""

    @cached_property
    def files(self) -> Sequence[str | Unread]:
        """The files to lint, in order."""
        request = self._request
        found = find_files(request.paths, self._finder.settings_of, force_exclude=request.force_exclude)
        if request.changed_since is None:
            return found
        from letterlint.changes import only_changed  # noqa: PLC0415  # few runs ask git

        return only_changed(found, request.changed_since)

    def lint(self, track: Track = untracked) -> Report:
        """Lint the files."""
        letters = self._compared(self._lint(self.files, track))
        exceptions = Exceptions(use_baseline=self._request.use_baseline)
        reports = tuple(exceptions.apply(letter) for letter in letters)
        walked = [settings for settings in self._finder.found if self._is_walked(settings)]
        notices = [
            *(notice for letter in letters for notice in misunderstood(letter)),
            *exceptions.notices(walked),
            *(notice for settings in walked for notice in _idle(settings, [Path(one.path) for one in reports])),
        ]
        return Report(reports, tuple(notices))

    def fails(self, report: Report) -> bool:
        """Whether a letter has a finding of the level that the user, or its settings, call a failure."""
        return any(
            finding.level >= Level[least.upper()]
            for file in report.files
            if (least := self._fail_on(file)) != NEVER
            for finding in file.findings
        )

    def pack(self, settings: Settings) -> Pack:
        """The rules that some settings ask for."""
        if settings.place not in self._packs:
            self._packs[settings.place] = pack_of(settings)
        return self._packs[settings.place]

    @property
    def whole_pack(self) -> Pack:
        """All rules that letters of the run were checked for, of whatever settings."""
        return joined(list({pack.folders: pack for pack in self._packs.values()}.values()) or [load_pack()])

    def settings_of(self, path: str) -> Settings:
        """The settings that hold for a file."""
        return self._finder.settings_of_file(path)

    def values(self, path: str) -> dict[str, Value]:
        """What holds for a letter, for each key with its origin.

        Raises:
            ReadError: the letter cannot be read, or its front matter is malformed.
        """
        source = self._source(path)
        settings = self.settings_of(path)
        self.pack(settings)
        excepted = [
            (f"exceptions {number}", list(globs(table.rules)), f"{settings.place}: {table.reason}")
            for number, (glob, table) in enumerate(settings.exceptions, 1)
            if Path(path) in glob
        ]
        return {
            **flat([(settings.place, settings.of_run()), *self._layers(source, settings)]),
            **{key: (rules, origin) for key, rules, origin in excepted},
            **({"excluded": (True, f"{settings.place}: exclude")} if Path(path) in settings.exclude else {}),
        }

    def _fail_on(self, file: FileReport) -> str:
        return self._request.fail_on or self.settings_of(file.path).table.fail_on or "warning"

    def _is_walked(self, settings: Settings) -> bool:
        """Whether all letters of some settings were linted."""
        folders = [Path(path) for path in self._request.paths if Path(path).is_dir()]
        return self._request.changed_since is None and any(below(settings.folder, folder) for folder in folders)

    def _layers(self, source: Source, settings: Settings) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """What is said of a letter, least weighty first."""
        if is_template(source.path):
            yield "file name", {"template": True}
        yield from settings.layers(Path(source.path), source.text)
        said = {name: getattr(self._request.options, name) for name in Options.__struct_fields__}
        yield COMMAND_LINE, {name: value for name, value in said.items() if value != getattr(DEFAULT, name)}

    def read(self, path: str) -> tuple[Source, Letter]:
        """Read a letter, and do not lint it.

        Raises:
            ReadError: it cannot be read.
        """
        source = self._source(path)
        options = self._options_for(source)
        linter = self._linters.linter(options, self.pack(self.settings_of(source.path)))
        return source, linter.read(source)

    def _source(self, file: str | Unread) -> Source:
        found = file if isinstance(file, Unread) else read_file(file, self._request.stdin, self._request.stdin_name)
        if isinstance(found, Unread):
            raise found.error
        return found

    def _options_for(self, source: Source) -> Options:
        """The options that hold for a letter.

        Raises:
            ReadError: the letter's front matter is malformed.
            UsageError: they name what is not there.
        """
        settings = self.settings_of(source.path)
        is_usual = settings.say_the_same_of_all and find_front_matter(source.text) is None
        key = settings.place, is_template(source.path)
        if is_usual and key in self._usual:
            return self._usual[key]
        values, pack = flat(self._layers(source, settings)), self.pack(settings)
        _check_language(values, pack)
        options = _options(values)
        check_options(options, pack)
        if is_usual:
            self._usual[key] = options
        return options

    def _prepared(self, file: str | Unread) -> Linted | _Letter:
        """Read a file, and say how its letter is to be linted."""
        path = file.path if isinstance(file, Unread) else self._request.stdin_name if file == STDIN else file
        settings = self.settings_of(path)
        try:
            source = self._source(file)
            options = self._options_for(source)
        except ReadError as error:
            return Linted(FileReport(path, error=str(error)), settings)
        return _Letter(source, settings, options, self.pack(settings))

    def _lint(self, files: Iterable[str | Unread], track: Track = untracked) -> list[Linted]:
        """Lint files; what was linted before is not linted anew."""
        prepared = [self._prepared(file) for file in files]
        letters = {number: one for number, one in enumerate(prepared) if isinstance(one, _Letter)}
        results = Results(self._cache)
        keys = {number: self._key(letter) for number, letter in letters.items()}
        known = results.find(list(keys.values()))
        todo = {number: letter for number, letter in letters.items() if keys[number] not in known}
        jobs = [Job(one.source, one.options, one.pack) for one in todo.values()]
        made = dict(zip(todo, track(lint_all(jobs, self._linters, self._workers), len(jobs)), strict=True))
        results.keep((keys[number], report) for number, report in made.items())
        return [
            one if isinstance(one, Linted) else one.linted(made.get(number) or known[keys[number]])
            for number, one in enumerate(prepared)
        ]

    @property
    def _workers(self) -> int:
        """How many processes may lint."""
        if self._request.jobs is not None:
            return self._request.jobs
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    @cached_property
    def _cache(self) -> Path | None:
        """The folder of what was linted before."""
        if not self._request.use_cache:
            return None
        return folder_of(self._request.cache, self._finder)

    def _key(self, letter: _Letter) -> bytes:
        """What a letter's report is found again by; nothing, where none is kept."""
        if not self._cache:
            return b""
        return key_of(letter.source.path, letter.source.text, letter.options, letter.pack.signature)

    def _compared(self, letters: Sequence[Linted]) -> list[Linted]:
        """Compare the letters with their versions in other languages, also with those that were not asked for."""
        found = {letter.report.path: letter for letter in letters}
        groups: dict[str, list[Linted]] = {}
        for letter in letters:
            groups.setdefault(letter.settings.place, []).append(letter)
        for group in groups.values():
            settings = group[0].settings
            pack = self.pack(settings)
            languages = pack.about.languages
            paths = [letter.report.path for letter in group]
            beside = (path for path in sisters(paths, languages, settings.versions) if path not in found)
            found |= {one.report.path: one for one in self._lint([path for path in beside if os.path.isfile(path)])}  # noqa: PTH113  # never raises
            readable = [path for path, letter in found.items() if letter.options and letter.report.error is None]
            for versions in find_versions(readable, languages, settings.versions):
                reports = {language: found[path].report for language, path in versions.items()}
                compared: dict[Linter, Sequence[FileReport]] = {}
                for number, path in enumerate(versions.values()):
                    if path in paths and (options := found[path].options):
                        linter = self._linters.linter(options, pack)
                        if linter not in compared:  # mostly they share one
                            compared[linter] = linter.compare(reports)
                        found[path] = replace(found[path], report=compared[linter][number])
        return [found[letter.report.path] for letter in letters]


def _check_language(values: Mapping[str, Value], pack: Pack) -> None:
    """Check the language that a letter's front matter names; that of the settings is checked with them."""
    language, origin = values.get("language", (None, ""))
    if origin == FRONT_MATTER and language not in pack.about.languages:
        raise ReadError(f"front matter: {unknown('language', str(language), pack.about.languages)}")


def _options(values: Mapping[str, Value]) -> Options:
    """The options that the layers amount to."""
    plain: dict[str, Any] = {"levels": {}, "limits": {}}
    selected, origin = values.get("select", ((), ""))
    if origin == COMMAND_LINE:  # who asks for a rule by name wants it, whatever the settings say
        ignored = ("ignore", *(f"levels.{rule}" for rule in cast("tuple[str, ...]", selected)))
        values = {key: value for key, value in values.items() if key not in ignored or value[1] == COMMAND_LINE}
    for key, (value, _) in values.items():
        match key.split("."):
            case ["limits", rule, limit]:
                plain["limits"].setdefault(rule, {})[limit] = value
            case ["levels", rule]:
                plain["levels"][rule] = value
            case _:
                plain[key] = value
    return Options(**plain)


def _idle(settings: Settings, files: Sequence[Path]) -> Iterator[Notice]:
    """Tell which globs of some settings name no letter, though all letters there were linted."""
    for glob in (settings.templates, *(glob for glob, _ in (*settings.overrides, *settings.exceptions))):
        if glob.patterns and not any(file in glob for file in files):
            yield Notice(settings.place, f"{glob.place}: no letter matches {', '.join(map(repr, glob.patterns))}")
