"""What a letter is about: termination, refusal, incident, change, or nothing bad.

Decision: each cue whose phrases name a kind votes for it, with the weight of what it is worth: plain news most, a veiled hint
less, a mere possibility least. A kind needs more than one faint hint: a letter that only might hold bad news is general, and
the rules for bad news keep silent.
"""

from collections.abc import Iterable

from letterlint.letter import Cue
from letterlint.packs import KINDS

_WEIGHTS = {("news", "sure"): 3.0, ("veiled-news", "sure"): 2.0}
_FAINT = 0.5
_THRESHOLD = 2.0
_FIRST = 1.0
"""What the kind that is told first has ahead of the others."""


def score_kinds(cues: Iterable[Cue]) -> dict[str, float]:
    """Weigh the votes for each kind; `general` has what is left of the threshold."""
    scores = dict.fromkeys(KINDS, 0.0)
    told = False
    seen: set[tuple[str, int, int]] = set()
    for cue in sorted(cues, key=lambda cue: cue.start):
        kind = cue.phrase.kind
        if kind is None or (kind, cue.start, cue.end) in seen:
            continue
        seen.add((kind, cue.start, cue.end))
        weight = _WEIGHTS.get((cue.phrase.list, cue.phrase.strength), _FAINT)
        if weight > _FAINT and not told:
            weight += _FIRST
            told = True
        scores[kind] += weight
    scores["general"] = max(0.0, _THRESHOLD - max(scores.values()))
    return scores


def most_likely(scores: dict[str, float]) -> str:
    """Pick the kind with the highest score, the first in the catalogue's order where two are equal."""
    return max(scores, key=lambda kind: scores[kind])
