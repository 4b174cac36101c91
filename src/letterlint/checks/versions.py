"""`versions`: versions of one letter in several languages that do not say the same.

Decisions:

- Facts are the strength of this check: a date, an amount, a contact or a placeholder that one version has and another
  has not, in whatever form. A sentence is too often misunderstood for that: a move is told only where two other
  versions or more surely make it, and this one, of the same kind, not even possibly.
- Letters are versions of each other only if they share two names, long figures or facts, whatever their paths say, and
  half of the facts of the one that states fewer, or, if they are taken for different kinds, of the one that states
  more. Of others nothing is told. (Of 20,000 pairs of unrelated letters in two languages, one is taken for versions.)
- What states hundreds of facts is no letter but a table, and is compared with nothing: the time grows with the square.
- What most versions have, the others lack. What fewer have is told only where those few lack nothing that most have:
  a wrong date in one of three versions is told once, in that one.
- Where each of two versions has a mailbox at the same firm that the other has not, each speaks to its own readers.
- One finding for each category and letter. It points at what this version has in the place of what it lacks, if
  anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

import msgspec

from letterlint.checks.hits import Hit, Value
from letterlint.facts import Category, Fact, Facts, Place, agree
from letterlint.findings import FileReport
from letterlint.versions import code_of

_NAMED = 3
"""How many of the facts that a version lacks a finding names."""
_KIN = 2
"""How many names, long figures and facts versions of one letter share at least, if they have so many."""
_SHARE = 1 / 2
"""How many of the facts of the one that has fewer are in the other; of the one that has more, if the kinds differ."""
_WITNESSES = 2
"""How many other versions make a move at least that is told to be missing."""
_MOST = 300
"""How many facts a letter states at most."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a `versions` check."""

    facts: dict[Category, Place] = {}
    """The categories of facts that are compared, each with the place where one that is missing is told."""
    moves: dict[str, Place] = {}
    """The moves that are compared, likewise."""
    language: Place = "first-sentence"
    """Where it is told that a version is in another language than its path says."""


class _Version(msgspec.Struct, frozen=True):
    """A version of a letter, in the language that its path says."""

    language: str
    path: str
    kind: str | None
    facts: Facts


class _Lack(msgspec.Struct, frozen=True):
    """A fact that a version lacks, and the versions that have it."""

    fact: Fact
    having: tuple[_Version, ...]


def run(settings: Settings, reports: Mapping[str, FileReport]) -> Iterator[tuple[str, Hit]]:
    """Yield hits, each with the version that it is in.

    Args:
        settings: what is compared.
        reports: the versions of one letter, by the language that the path of each says.

    Yields:
        The language of a version, and a hit in it; its stretch is that of the file, its case the category of facts
        (`date`, or `date-missing` where nothing stands in its place), a move, or `language`.
    """
    versions = []
    for language, report in reports.items():
        facts = report.facts
        if facts is None or len(facts.stated) > _MOST:
            continue
        if report.language == code_of(language):
            versions.append(_Version(language, report.path, report.kind, facts))
        else:
            name = PurePath(report.path).name
            fields: dict[str, Value] = {"version": name, "said": language, "read": report.language or ""}
            yield language, Hit(*facts.stretch(settings.language), case="language", fields=fields)
    for version in versions:
        kin = [other for other in versions if other is not version and _are_kin(version, other)]
        for hit in (*_facts(settings, version, kin), *_moves(settings, version, kin)):
            yield version.language, hit


def _are_kin(one: _Version, other: _Version) -> bool:
    """Whether two letters have so much in common that they are versions of one."""
    ours, theirs = _telling(one.facts), _telling(other.facts)
    shared = min(sum(map(other.facts.states, ours)), sum(map(one.facts.states, theirs)))
    fewer, more = sorted((len(ours), len(theirs)))
    marks = len(one.facts.marks & other.facts.marks)
    all_there_is = fewer + min(len(one.facts.marks), len(other.facts.marks))
    enough = _SHARE * (fewer if one.kind == other.kind else more)
    return shared + marks >= max(1, min(_KIN, all_there_is)) and shared >= enough


def _telling(facts: Facts) -> list[Fact]:
    """The facts by which versions know each other: any template may have a place for a date or a name."""
    return [fact for fact in facts.stated if not fact.readings[0].startswith("slot:")]


def _facts(settings: Settings, version: _Version, kin: Sequence[_Version]) -> Iterator[Hit]:
    """What is stated in the others: a hit for each category."""
    for category, place in settings.facts.items():
        lacks = _lacks(version, kin, category)
        if not lacks:
            continue
        having = lacks[0].having
        facts = [lack.fact for lack in lacks if lack.having == having]
        fields = {"what": _listed(facts), "version": _names(version, having)}
        if instead := _instead(version, having, facts[0]):
            yield Hit(instead.start, instead.end, case=category, fields={**fields, "phrase": instead.text})
        else:
            yield Hit(*version.facts.stretch(place), case=f"{category}-missing", fields=fields)


def _lacks(version: _Version, kin: Sequence[_Version], category: Category) -> list[_Lack]:
    """The facts of a category that most versions have, or that some have who lack nothing themselves."""
    lacks = _all_lacks(version, kin, category)

    def is_at_fault(other: _Version) -> bool:
        """Whether another version lacks what most have."""
        others = [version, *(one for one in kin if one is not other)]
        return any(_is_in_most(lack, others) for lack in _all_lacks(other, others, category))

    return [lack for lack in lacks if _is_in_most(lack, kin) or not any(is_at_fault(other) for other in lack.having)]


def _is_in_most(lack: _Lack, others: Sequence[_Version]) -> bool:
    """Whether at least half of the versions have what one lacks."""
    return 2 * len(lack.having) >= len(others) + 1


def _all_lacks(version: _Version, kin: Sequence[_Version], category: Category) -> list[_Lack]:
    lacks: list[_Lack] = []
    for other in kin:
        for fact in other.facts.of(category):
            known = any(agree(fact, lack.fact) for lack in lacks)
            if not known and not version.facts.may_state(fact) and not _has_own_mailbox(version, other, fact):
                lacks.append(_Lack(fact, tuple(one for one in kin if one.facts.states(fact))))
    return lacks


def _has_own_mailbox(version: _Version, other: _Version, fact: Fact) -> bool:
    """Whether a version has a mailbox where the other's is, for its own readers."""
    return any(
        own.mailbox_at and own.mailbox_at == fact.mailbox_at and not other.facts.states(own)
        for own in version.facts.of("contact")
    )


def _instead(version: _Version, having: Sequence[_Version], fact: Fact) -> Fact | None:
    """What a version has of the same sort, and those that have the fact have not."""
    return next(
        (
            own
            for own in version.facts.of(fact.category)
            if _sort(own) == _sort(fact) and not any(other.facts.may_state(own) for other in having)
        ),
        None,
    )


def _sort(fact: Fact) -> str:
    """A telephone number, a mailbox …; of dates and amounts there is one sort."""
    scheme, colon, _ = fact.readings[0].partition(":")
    return scheme if colon else ""


def _listed(facts: Sequence[Fact]) -> str:
    texts = list(dict.fromkeys(fact.text for fact in facts))
    return ", ".join(texts[:_NAMED]) + (" …" if len(texts) > _NAMED else "")


def _names(version: _Version, others: Sequence[_Version]) -> str:
    """What the others are called: their paths, from the folder in which they part."""
    home = PurePath(version.path).parts
    return ", ".join(
        PurePath(*parts[next(at for at, part in enumerate(parts) if part != home[at]) :]).as_posix()
        for parts in (PurePath(other.path).parts for other in others)
    )


def _moves(settings: Settings, version: _Version, kin: Sequence[_Version]) -> Iterator[Hit]:
    """What all others do beyond doubt, and this version does not even possibly."""
    if len(kin) < _WITNESSES or any(other.kind != version.kind for other in kin):
        return
    for move, place in settings.moves.items():
        if move not in version.facts.possible and all(move in other.facts.sure for other in kin):
            yield Hit(*version.facts.stretch(place), case=move, fields={"version": _names(version, kin)})
