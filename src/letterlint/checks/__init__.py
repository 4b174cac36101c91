"""What a rule can check. Each kind of check is a module: frozen settings, and a function from a letter to hits.

A check knows nothing of any particular rule: which moves, which phrases, where in the letter, is the rule's data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from letterlint.checks import phrase, presence
from letterlint.checks.hits import Hit
from letterlint.errors import PackError, unknown
from letterlint.letter import Letter
from letterlint.packs import Pack, Rule


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of check: its settings, what they may name in a pack, and what it does."""

    settings: type[msgspec.Struct]
    run: Callable[[Any, Letter], Iterable[Hit]]
    moves: Callable[[Any], Iterable[str]]


_KINDS = {
    "presence": _Kind(presence.Settings, presence.run, lambda settings: settings.moves),
    "phrase": _Kind(phrase.Settings, phrase.run, lambda _settings: ()),
}


Check = Callable[[Letter], Iterable[Hit]]
"""What a rule does with a letter."""


def prepare(pack: Pack, rule: Rule) -> Check:
    """Make the check of a rule.

    Raises:
        PackError: the rule's `check` table is malformed, or names a move that the pack does not have.
    """
    table = dict(rule.text.check)
    kind = str(table.pop("kind", ""))
    if kind not in _KINDS:
        raise PackError(f"{rule.file}: check: {unknown('kind of check', kind, _KINDS)}")
    try:
        settings = msgspec.convert(table, _KINDS[kind].settings)
    except msgspec.ValidationError as error:
        fields = _KINDS[kind].settings.__struct_encode_fields__
        raise PackError(f"{rule.file}: check: {error}; a '{kind}' check has: {', '.join(fields)}") from error
    for move in _KINDS[kind].moves(settings):
        if move not in pack.moves:
            raise PackError(f"{rule.file}: check: {unknown('move', move, pack.moves)}")
    run = _KINDS[kind].run
    return lambda letter: run(settings, letter)
