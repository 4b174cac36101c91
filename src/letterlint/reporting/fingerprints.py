"""By what CI systems know a finding again after the letter was edited.

Decision: a finding is the same as long as the same rule says something about the same words of the same file. Lines
and columns do not count, for they move with every edit above; nor does the message, for it may be put better in a
later version, or in another language; nor how the words are broken into lines. Where the same rule finds the same
words twice, they are told apart by their order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

import msgspec

from letterlint.findings import FileReport, Finding, Suppressed
from letterlint.reporting.paths import uri


class Identified(msgspec.Struct, frozen=True):
    """A finding with its fingerprint, and with the exception that was taken to it."""

    finding: Finding
    fingerprint: str
    suppressed: Suppressed | None = None


def identified(file: FileReport) -> list[Identified]:
    """Give every finding of a file its fingerprint, in the order of the text.

    Suppressed findings are among them, so that no fingerprint changes when an exception is taken to another finding.
    """
    found: list[tuple[Finding, Suppressed | None]] = [(finding, None) for finding in file.findings]
    found += [(suppressed.finding, suppressed) for suppressed in file.suppressed]
    found.sort(key=lambda pair: (pair[0].start, pair[0].end))
    name = uri(file.path)
    prints = fingerprints((finding.rule, name, " ".join(finding.text.split())) for finding, _ in found)
    return [
        Identified(finding, fingerprint, suppressed)
        for (finding, suppressed), fingerprint in zip(found, prints, strict=True)
    ]


def fingerprints(identities: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Give each of some identities a fingerprint, and equal ones different ones by their order."""
    seen = Counter[tuple[str, ...]]()
    for identity in identities:
        seen[identity] += 1
        parts = "\0".join((*identity, str(seen[identity])))
        yield sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
