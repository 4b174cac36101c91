"""What the user says of a letter and of how it is checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from letterlint.errors import UsageError, unknown
from letterlint.findings import Level
from letterlint.packs import KINDS, MEDIA, Pack

OFF = "off"
"""The level of a rule that is not checked."""
LEVELS = (*(str(level) for level in Level), OFF)


class Options(msgspec.Struct, frozen=True):
    """What the user said about a letter and about the run; None where the letter itself decides."""

    kind: str | None = None
    language: str | None = None
    medium: str | None = None
    template: bool | None = None
    """Whether placeholders are meant to stand in it; as its file's extension says, unless given."""
    messages: str | None = None
    """The language of the messages; the letter's own unless given."""
    select: tuple[str, ...] = ()
    """The rules to check; all unless given."""
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = msgspec.field(default_factory=dict)
    """For each rule how serious it is, if otherwise than in the pack; `off` leaves it out."""
    limits: Mapping[str, Mapping[str, float]] = msgspec.field(default_factory=dict)
    """For each rule the limits that are set otherwise than in the pack."""


DEFAULT = Options()
"""What holds where the user says nothing."""


def checked_rules(options: Options, rules: Collection[str]) -> frozenset[str]:
    """Those of some rules that are checked."""
    left_out = {*options.ignore, *(name for name, level in options.levels.items() if level == OFF)}
    return frozenset(options.select or rules) - left_out


def check_options(options: Options, pack: Pack) -> None:
    """Check that what some options name is there.

    Raises:
        UsageError: a rule, level, kind, medium or language is unknown.
    """
    named: list[tuple[str, str | None, Collection[str]]] = [
        ("language", options.language, pack.about.languages),
        ("language", options.messages, pack.about.languages),
        ("kind", options.kind, KINDS),
        ("medium", options.medium, MEDIA),
        *(("level", level, LEVELS) for level in options.levels.values()),
        *(("rule", rule, pack.rules) for rule in (*options.select, *options.ignore, *options.levels, *options.limits)),
    ]
    for what, name, known in named:
        if name is not None and name not in known:
            raise UsageError(unknown(what, name, known))
