"""What a letter is about: termination, refusal, incident, change, or nothing bad.

Decision: each sentence votes once for each kind that its phrases speak for, with the weight of the strongest of
them: plain news most, a veiled hint less. News is said in more ways than anyone has listed, so what else the letter
does speaks too, once a move: a last invoice is seldom mentioned unless something ends. Faint hints only tip the
scales: together they never make a kind by themselves, so a letter that only might hold bad news is general, and the
rules for bad news keep silent. For the same reason nothing speaks against `general` where no news is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from letterlint.letter import Cue
from letterlint.packs import KINDS, Move

_WEIGHTS = {("news", "sure"): 3.0, ("veiled-news", "sure"): 2.0}
_FAINT = 0.25
_MOST_FAINT = 1.0
"""What all faint hints at a kind are worth together, at most."""
_EARLY = 5
"""Sentences within which a letter of this genre says its news."""
_LATE = 0.5
"""What a vote in a later sentence is worth."""
_THRESHOLD = 2.0
_FIRST = 1.0
"""What the kind that is told first has ahead of the others."""
_AGREEING = 0.4
"""What each further phrase that speaks for the same kind adds to a sentence's vote."""
_MOST_AGREEING = 3
"""How many further phrases count."""


def score_kinds(
    sentences: Iterable[tuple[Sequence[Cue], Iterable[str]]], moves: Mapping[str, Move] = MappingProxyType({})
) -> dict[str, float]:
    """Weigh the votes for each kind.

    Args:
        sentences: the cues of each sentence (and of the subject line), in order, and the moves that it surely makes.
        moves: the moves of the pack.

    Returns:
        The weight of each kind; that of `general` is what another must reach.
    """
    scores: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    faint: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    made: set[str] = set()
    told = False
    for number, (cues, does) in enumerate(sentences):
        made.update(does)
        doubt = min((moves[name].news_in_it for name in does), default=1.0)
        early = 1.0 if number < _EARLY else _LATE
        votes = {kind: weight * doubt * early for kind, weight in _votes(cues).items()}
        for kind, weight in votes.items():
            if weight > _FAINT:
                scores[kind] += weight + (0.0 if told else _FIRST * doubt)
            else:
                faint[kind] += weight
        told = told or any(weight > _FAINT for weight in votes.values())
    for kind, weight in faint.items():
        scores[kind] += min(weight, _MOST_FAINT)
    scores["general"] = _THRESHOLD
    for name in made:
        for kind, weight in moves[name].speaks_for.items():
            scores[kind] += weight if told or weight > 0 else 0.0
    return scores


def _votes(cues: Sequence[Cue]) -> dict[str, float]:
    """The vote of one sentence for each kind: its strongest phrase, and a little for each other sure one."""
    weights: dict[str, list[float]] = {}
    for cue in cues:
        if cue.phrase.kind:
            weight = _WEIGHTS.get((cue.phrase.list, cue.phrase.strength), _FAINT)
            weights.setdefault(cue.phrase.kind, []).append(weight)
    return {
        kind: max(found) + _AGREEING * min(sum(weight > _FAINT for weight in found) - 1, _MOST_AGREEING)
        if max(found) > _FAINT
        else _FAINT
        for kind, found in weights.items()
    }


def most_likely(scores: dict[str, float]) -> str:
    """Pick the kind with the highest score, the first in the catalogue's order where two are equal."""
    return max(scores, key=lambda kind: scores[kind])
