"""What a finding says to the writer, for formats with one text for all of it."""

from letterlint.findings import Finding


def told(finding: Finding) -> str:
    """Say what is wrong, what to do about it, and in which words, a line each."""
    suggestion = finding.suggestion and f"“{finding.suggestion}”"
    return "\n".join(filter(None, (finding.message, finding.advice, suggestion)))
