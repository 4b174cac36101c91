"""What a rule can check. Each kind of check is a module: frozen settings, and a function from a letter to hits.

A check knows nothing of any particular rule: which moves, which phrases, where in the letter, is the rule's data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from letterlint.checks import (
    agreement,
    calendar,
    completeness,
    count,
    delay,
    length,
    notice,
    phrase,
    placeholder,
    presence,
    readability,
    versions,
    zone,
)
from letterlint.checks.hits import Hit
from letterlint.errors import PackError, UsageError, unknown
from letterlint.findings import FileReport
from letterlint.letter import Letter
from letterlint.packs import Pack, Rule


class _Kind(msgspec.Struct, frozen=True):
    """A kind of check: its settings, and what it does."""

    settings: type[msgspec.Struct]
    run: Callable[[Any, Any], Iterable[Any]]


_KINDS = {
    module.__name__.rpartition(".")[2]: _Kind(module.Settings, module.run)
    for module in (
        agreement,
        calendar,
        completeness,
        count,
        delay,
        length,
        notice,
        phrase,
        placeholder,
        presence,
        readability,
        versions,
        zone,
    )
}


Check = Callable[[Letter], Iterable[Hit]]
"""What a rule does with a letter."""
Comparison = Callable[[Mapping[str, FileReport]], Iterable[tuple[str, Hit]]]
"""What a rule does with the versions of a letter; see `letterlint.checks.versions`."""


def _tables(rule: Rule) -> tuple[dict[str, object], ...]:
    """The checks of a rule, as written."""
    return rule.text.check if isinstance(rule.text.check, tuple) else (rule.text.check,)


def is_comparison(rule: Rule) -> bool:
    """Whether a rule compares the versions of a letter, and has nothing to say of one alone."""
    return any(table.get("kind") == "versions" for table in _tables(rule))


def prepare_comparison(pack: Pack, rule: Rule) -> Comparison:
    """Make the check of a rule that compares.

    Raises:
        PackError: the rule's `check` table is malformed, or stands beside another.
    """
    table, *others = _tables(rule)
    if others:
        raise PackError(f"{rule.file}: check: a 'versions' check stands alone; make a rule of its own of the others")
    return _prepare(pack, rule, dict(table), {})


def prepare(pack: Pack, rule: Rule, limits: Mapping[str, float] = MappingProxyType({})) -> Check:
    """Make the check of a rule; one that has several does them in order.

    Args:
        pack: the pack that the rule is of.
        rule: the rule.
        limits: the rule's limits that the user has set otherwise.

    Raises:
        PackError: the rule's `check` table is malformed, or names a move that the pack does not have.
        UsageError: the rule has no such limit.
    """
    for name in limits:
        if name not in rule.text.limits:
            raise UsageError(f"{rule.name}: {unknown('limit', name, rule.text.limits)}")
    checks = [_prepare(pack, rule, dict(table), {**rule.text.limits, **limits}) for table in _tables(rule)]
    return lambda letter: (hit for check in checks for hit in check(letter))


def _prepare(
    pack: Pack, rule: Rule, table: dict[str, object], limits: Mapping[str, float]
) -> Callable[[Any], Iterable[Any]]:
    """Make one check, from its table and the limits that it knows."""
    kind = str(table.pop("kind", ""))
    if kind not in _KINDS:
        raise PackError(f"{rule.file}: check: {unknown('kind of check', kind, _KINDS)}")
    fields = _KINDS[kind].settings.__struct_encode_fields__
    known = {"limits": limits} if "limits" in fields else {name: limits[name] for name in fields if name in limits}
    try:
        settings = msgspec.convert({**table, **known}, _KINDS[kind].settings)
    except msgspec.ValidationError as error:
        raise PackError(f"{rule.file}: check: {error}; a '{kind}' check has: {', '.join(fields)}") from error
    for key in ("moves", "or_surely", "in_moves", "unless_moves", "not_in"):
        for move in getattr(settings, key, ()):
            if move not in pack.moves:
                raise PackError(f"{rule.file}: check: {unknown('move', move, pack.moves)}")
    for index in getattr(settings, "index", {}).values():
        if index not in readability.INDICES:
            raise PackError(f"{rule.file}: check: {unknown('index', index, readability.INDICES)}")
    run = _KINDS[kind].run
    return lambda subject: run(settings, subject)
