"""The settings of a folder of letters: `letterlint.toml`, or `[tool.letterlint]` of `pyproject.toml`.

Decisions:

- The nearest settings file above a letter holds for it, and it alone: what a folder's letters are checked for can be
  read in one place. In one folder `letterlint.toml` wins.
- What holds for a letter is said in layers, each of which wins over those before: the settings, each of their
  overrides that names the letter, the letter's front matter, the command line.
- Paths and globs count from the folder of the settings file; globs are those of `.gitignore`.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from letterlint.errors import ReadError, SettingsError, unknown
from letterlint.packs import Kind, LevelName, Medium, Pack, load_pack
from letterlint.reading.front_matter import read_front_matter
from letterlint.tables import Table, convert, read_toml
from letterlint.versions import DEFAULT
from letterlint.versions import versions as find_versions

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAMES = ("letterlint.toml", "pyproject.toml")
FRONT_MATTER = "front matter"
Globs = tuple[str, ...] | str
FailOn = Literal["error", "warning", "info", "never"]


class LetterSettings(Table, frozen=True, kw_only=True):
    """What can be said of a letter."""

    kind: Kind | None = None
    """What the letter is about; the letter itself tells unless given."""
    language: str | None = None
    """The language of the letter, by its code (ISO 639-1)."""
    medium: Medium | None = None
    """Whether it goes out on paper or as an e-mail."""
    template: bool | None = None
    """Whether placeholders are meant to stand in it."""
    messages: str | None = None
    """The language of the messages; the letter's unless given."""
    select: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] | None = None
    """The rules to check; all unless given."""
    ignore: tuple[str, ...] | None = None
    """The rules to leave out."""
    levels: dict[str, LevelName | Literal["off"]] = msgspec.field(default_factory=dict)
    """For each rule how serious it is; `off` leaves it out."""
    limits: dict[str, dict[str, Annotated[float, msgspec.Meta(ge=0)]]] = msgspec.field(default_factory=dict)
    """For each rule its limits."""


class Override(LetterSettings, frozen=True, kw_only=True):
    """What holds for some letters only."""

    files: Globs
    """The letters that this is for, as globs."""


class Exemption(Table, frozen=True, kw_only=True):
    """Rules that some letters may break, and why they may."""

    files: Globs
    """The letters that this is for, as globs."""
    rules: Globs
    """The rules that they may break."""
    reason: str
    """Why they may."""


class SettingsFile(LetterSettings, frozen=True, kw_only=True):
    """A settings file, as written."""

    fail_on: FailOn | None = None
    """The least level that makes the exit status 1."""
    include: Globs | None = None
    """The files of a folder that are letters; told by their extensions unless given."""
    exclude: Globs = ()
    """Files and folders that are passed over in a folder."""
    templates: Globs = ()
    """The files that are templates, besides those whose extension says so."""
    packs: tuple[str, ...] = ()
    """Folders of rules."""
    versions: tuple[str, ...] | None = None
    """How the paths of one letter's versions in several languages are made: `{name}.{language}.txt`."""
    baseline: str = "letterlint-baseline.json"
    """The file of findings that are known and let pass."""
    overrides: tuple[Override, ...] = ()
    """What holds for some letters only."""
    exceptions: tuple[Exemption, ...] = ()
    """Letters that may break a rule, and why."""


def globs(written: Globs) -> tuple[str, ...]:
    """One glob or several, as several."""
    return (written,) if isinstance(written, str) else written


class Glob(msgspec.Struct, frozen=True, dict=True):
    """Globs of the settings, the place where they stand there, and the folder from which they count."""

    patterns: tuple[str, ...]
    place: str
    folder: Path

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415  # few letters have settings with globs

        return GitIgnoreSpec.from_lines(self.patterns)

    def __contains__(self, path: Path) -> bool:
        """Whether a file below the folder is meant."""
        relative = below(path, self.folder) if self.patterns else None
        return relative is not None and self._spec.match_file(relative)

    def holds_folder(self, path: Path) -> bool:
        """Whether all that is in a folder is meant."""
        relative = below(path, self.folder)
        return relative is not None and self._spec.match_file(f"{relative}/")


def below(path: Path, folder: Path) -> str | None:
    """A file's path from a folder, with `/`; None if it is not below it. Neither need exist; links are not followed."""
    try:
        return Path(absolute(path)).relative_to(absolute(folder)).as_posix()
    except ValueError:
        return None


def shown(path: Path) -> str:
    """A path as it is shown: from the current folder, if it is below that."""
    return below(path, Path()) or str(path)


def absolute(path: Path) -> Path:
    """A path from the root, without `..`, and with its links as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # Path.resolve follows links


Value = tuple[object, str]
"""A value, and where it comes from."""


class Settings(msgspec.Struct, frozen=True, dict=True):
    """The settings that hold for some letters, and the file that they come from; None where there is none."""

    table: SettingsFile = msgspec.field(default_factory=SettingsFile)
    path: Path | None = None
    folder: Path = msgspec.field(default_factory=Path)

    @cached_property
    def place(self) -> str:
        """What to call the file: its path from the current folder, if it is below that."""
        return shown(self.path) if self.path else "default"

    def glob(self, written: Globs, key: str) -> Glob:
        """Globs that stand at a key of the file."""
        return Glob(globs(written), key, self.folder)

    @cached_property
    def include(self) -> Glob | None:
        """The files of a folder that are letters, if the user says."""
        return None if self.table.include is None else self.glob(self.table.include, "include")

    @cached_property
    def exclude(self) -> Glob:
        """Files that are passed over in a folder."""
        return self.glob(self.table.exclude, "exclude")

    @cached_property
    def templates(self) -> Glob:
        """The files that are templates."""
        return self.glob(self.table.templates, "templates")

    @cached_property
    def overrides(self) -> tuple[tuple[Glob, Override], ...]:
        """What holds for some letters only, with their globs."""
        tables = enumerate(self.table.overrides, 1)
        return tuple((self.glob(table.files, f"overrides {number}"), table) for number, table in tables)

    @cached_property
    def exceptions(self) -> tuple[tuple[Glob, Exemption], ...]:
        """The exceptions, with their globs."""
        tables = enumerate(self.table.exceptions, 1)
        return tuple((self.glob(table.files, f"exceptions {number}"), table) for number, table in tables)

    @property
    def packs(self) -> tuple[Path, ...]:
        """The folders of rules."""
        return tuple(self.folder / pack for pack in self.table.packs)

    @property
    def versions(self) -> tuple[str, ...]:
        """How the paths of one letter's versions in several languages are made."""
        return DEFAULT if self.table.versions is None else self.table.versions

    @cached_property
    def baseline(self) -> Path:
        """The file of findings that are known and let pass."""
        return self.folder / self.table.baseline

    def name_of(self, path: str) -> str:
        """What a baseline calls a file: its path from the folder of the settings."""
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def has_file(self, name: str) -> bool:
        """Whether there still is a file that a baseline names."""
        return os.path.exists(self.folder / name)  # noqa: PTH110  # never raises

    def of_run(self) -> dict[str, Any]:
        """What is said of a run, not of a letter."""
        names = ("fail_on", "include", "exclude", "templates", "packs", "versions", "baseline")
        default = SettingsFile()
        said = {name: getattr(self.table, name) for name in names}
        return {name.replace("_", "-"): value for name, value in said.items() if value != getattr(default, name)}

    @cached_property
    def say_the_same_of_all(self) -> bool:
        """Whether what they say of a letter does not depend on its file."""
        return not (self.table.templates or self.table.overrides)

    @cached_property
    def _said(self) -> Mapping[str, Any]:
        """What is said of all letters."""
        return _said(self.table)

    def layers(self, path: Path, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """What is said of a letter, least weighty first, each with its origin.

        Args:
            path: the letter's file.
            text: what stands in it.

        Raises:
            ReadError: its front matter is malformed.
        """
        yield self.place, self._said
        if path in self.templates:
            yield f"{self.place}: templates", {"template": True}
        for glob, table in self.overrides:
            if path in glob:
                yield f"{self.place}: {glob.place}", _said(table)
        if values := read_front_matter(text):
            yield FRONT_MATTER, _said(convert(values, LetterSettings, FRONT_MATTER, ReadError, strict=False))


def _said(table: LetterSettings) -> dict[str, Any]:
    """What a table says of a letter; what it leaves open is left out."""
    values = {name: getattr(table, name) for name in LetterSettings.__struct_fields__}
    return {name: value for name, value in values.items() if value is not None}


def flat(layers: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Value]:
    """What holds after all layers: for each key, written `limits.gives-notice.days`, its value and its origin."""
    return {key: (value, origin) for origin, values in layers for key, value in _leaves(values)}


def _leaves(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


class Finder:
    """Finds the settings of each folder, and reads each settings file once.

    Args:
        config: the settings file that holds for all, if the user names one.
    """

    def __init__(self, config: Path | None = None) -> None:
        self._config = read_settings(config) if config else None
        self._known: dict[Path, Settings] = {}
        """By folder, as a path from the root."""
        self._of_files: dict[str, Settings] = {}
        """By folder, as it is written in the path of a file."""

    def settings_of_file(self, path: str) -> Settings:
        """The settings of one letter; for what is raised see `settings_of`."""
        folder = os.path.dirname(path)  # noqa: PTH120  # a hundredth of the time of Path.parent
        if folder not in self._of_files:
            self._of_files[folder] = self.settings_of(Path(folder))
        return self._of_files[folder]

    def settings_of(self, folder: Path) -> Settings:
        """The settings of the letters of a folder.

        Raises:
            SettingsError: their file is malformed.
        """
        if self._config:
            return self._config
        passed: list[Path] = []
        for home in (absolute(folder), *absolute(folder).parents):
            if home in self._known:
                break
            passed.append(home)
            if found := _in_folder(home):
                self._known[home] = found
                break
        else:
            self._known[home] = Settings()
        self._known.update(dict.fromkeys(passed, self._known[home]))
        return self._known[home]

    @property
    def found(self) -> tuple[Settings, ...]:
        """All settings that were asked for and come from a file."""
        all_ = (self._config,) if self._config else self._known.values()
        return tuple({one.path: one for one in all_ if one.path}.values())


def _in_folder(folder: Path) -> Settings | None:
    """The settings that stand in a folder itself."""
    for name in NAMES:
        path = folder / name
        if os.path.isfile(path) and (name != "pyproject.toml" or _section(path) is not None):  # noqa: PTH113  # never raises
            return read_settings(path)
    return None


def _section(path: Path) -> dict[str, Any] | None:
    """The part of a `pyproject.toml` that is ours."""
    tool = read_toml(path, SettingsError).get("tool")
    return tool.get("letterlint") if isinstance(tool, dict) else None


def read_settings(path: Path) -> Settings:
    """Read a settings file.

    Raises:
        SettingsError: it is not there, or malformed.
    """
    data = _section(path) if path.name == "pyproject.toml" else read_toml(path, SettingsError)
    if data is None:
        raise SettingsError(f"{path}: no settings in it; add a table [tool.letterlint]")
    settings = Settings(convert(data, SettingsFile, shown(path), SettingsError), path, path.parent)
    table = settings.table
    for number, exception in enumerate(table.exceptions, 1):
        if not exception.reason.strip():
            raise SettingsError(
                f"{settings.place}: exceptions {number}: the reason is empty; say why the rule may be broken"
            )
    for pack in settings.packs:
        if not (pack / "pack.toml").is_file():
            raise SettingsError(f"{settings.place}: packs: {shown(pack)}: no rule pack there; check the path")
    _check_globs(settings)
    try:
        find_versions((), (), settings.versions)
    except SettingsError as error:
        raise SettingsError(f"{settings.place}: {error}") from error
    return settings


def _check_globs(settings: Settings) -> None:
    marked = [settings.exclude, settings.templates, *(glob for glob, _ in (*settings.overrides, *settings.exceptions))]
    for glob in [*marked, *([settings.include] if settings.include else [])]:
        try:
            glob.__contains__(settings.folder / "letter.txt")
        except ValueError as error:
            raise SettingsError(f"{settings.place}: {glob.place}: no valid glob: {error}") from error


def pack_of(settings: Settings) -> Pack:
    """Load the rules that some settings ask for, and check what the settings say of them.

    Raises:
        PackError: a pack is malformed.
        SettingsError: the settings name a rule, a limit or a language that is not there.
    """
    pack = load_pack(*settings.packs)
    _check_names(settings, pack)
    return pack


def _check_names(settings: Settings, pack: Pack) -> None:
    """Check that the rules and languages that settings name are there.

    Raises:
        SettingsError: one is not.
    """
    tables: list[tuple[str, LetterSettings]] = [("", settings.table)]
    tables += [(f"{glob.place}: ", table) for glob, table in settings.overrides]
    named: list[tuple[str, str, str, Collection[str]]] = [
        (place + key, "rule", name, pack.rules)
        for place, table in tables
        for key in ("select", "ignore", "levels", "limits")
        for name in getattr(table, key) or ()
    ]
    named += [
        (place + key, "language", name, pack.about.languages)
        for place, table in tables
        for key in ("language", "messages")
        if (name := getattr(table, key))
    ]
    named += [
        (f"{glob.place}: rules", "rule", name, pack.rules)
        for glob, table in settings.exceptions
        for name in globs(table.rules)
    ]
    named += [
        (f"{place}limits: {rule}", "limit", name, pack.rules[rule].text.limits)
        for place, table in tables
        for rule, limits in table.limits.items()
        if rule in pack.rules
        for name in limits
    ]
    for place, what, name, known in named:
        if name not in known:
            raise SettingsError(f"{settings.place}: {place}: {unknown(what, name, known)}")
