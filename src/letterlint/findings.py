"""What a run finds, as plain frozen values that outlive the letter they were found in.

Decision: these values, and those that every run makes, are structs of msgspec and no dataclasses: a dataclass takes
half a millisecond to define, each time that letterlint starts, and these are kept and read back besides, without the
names of their fields.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Literal

import msgspec

from letterlint.facts import Facts


class Level(IntEnum):
    """How serious a finding is; the greater, the worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        """Return the name as users write it."""
        return _NAMES[self]


_NAMES = {level: level.name.lower() for level in Level}


class Position(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A stretch of a file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Fix(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Words that may stand in the place of a stretch of the file, whatever the letter says otherwise."""

    start: int
    end: int
    text: str


class Finding(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One thing that a rule has to say about one stretch of one letter."""

    rule: str
    level: Level
    position: Position
    start: int
    """Offset of the stretch in the text, in code points."""
    end: int
    text: str
    """The stretch itself."""
    message: str
    """What is wrong here, in the language of the messages."""
    advice: str
    """What to do about it."""
    suggestion: str | None
    """Words to use instead, or a sentence to adapt."""
    source: str
    """The document and section that the rule comes from."""
    cause: str | None = None
    """The phrase of the pack that the stretch matched, with its list."""
    fix: Fix | None = None
    """What `--fix` replaces."""


class Suppressed(msgspec.Struct, frozen=True, array_like=True):
    """A finding that the user has taken exception to."""

    finding: Finding
    by: Literal["settings", "baseline", "comment"]
    reason: str | None = None


class Notice(msgspec.Struct, frozen=True):
    """What the user should know about the settings, the baseline or the comments; it never changes the exit status."""

    path: str
    message: str
    line: int | None = None


class FileReport(msgspec.Struct, frozen=True, array_like=True):
    """All that a run says of one file."""

    path: str
    text: str = ""
    language: str | None = None
    kind: str | None = None
    medium: str | None = None
    template: bool = False
    error: str | None = None
    findings: tuple[Finding, ...] = ()
    moves: Mapping[str, int] = msgspec.field(default_factory=dict)
    """How many body sentences surely make each move."""
    missing: tuple[str, ...] = ()
    """The moves that a letter of this kind should make and that this one does not, not even possibly."""
    encoded_facts: bytes = b""
    """What it states, as `Facts.encoded` writes it: of the reports that are kept, few are ever compared."""
    suppressed: tuple[Suppressed, ...] = ()
    """What the rules found and the user has taken exception to."""
    typography: tuple[Fix, ...] = ()
    """Slips of the keyboard that no rule speaks of, and that `--fix` mends."""

    @property
    def facts(self) -> Facts | None:
        """What it states, by which it is compared with its versions in other languages."""
        return Facts.decoded(self.encoded_facts) if self.encoded_facts else None


class Report(msgspec.Struct, frozen=True):
    """All that a run says."""

    files: tuple[FileReport, ...]
    notices: tuple[Notice, ...] = ()

    def count(self, level: Level) -> int:
        """Count the findings of one level."""
        return sum(finding.level is level for file in self.files for finding in file.findings)

    @property
    def unreadable(self) -> bool:
        """Whether any file could not be read."""
        return any(file.error is not None for file in self.files)
