"""`--format sarif`: SARIF 2.1.0 (OASIS, with errata 01), for code scanning and for viewers of findings.

Decisions:

- The document is built of plain dictionaries. Of the libraries of SARIF's object model one has had no release since
  2019, another none since 2023, and that which is kept up brings pydantic and takes 0.2 s to import; the schema,
  which the tests validate against, says more than their types.
- All rules of the pack are listed, found or not, as GitHub asks: a run differs from another in its results only.
  Their help says why and where it comes from; the letters that break and keep a rule are left to `letterlint
  explain`, for they would more than double every file.
- Of `partialFingerprints`, GitHub uses `primaryLocationLineHash` alone. It would compute one from the lines, which in
  a letter with a paragraph a line takes two findings for one; so ours goes under that name too.
- Findings to which the user took exception are results with `suppressions`, as the standard has it. GitHub's code
  scanning shows these like any other unless a later step dismisses them.
- A suggestion is words to adapt, no safe replacement, and so no `fixes`.
- Messages quote letters, and SARIF reads `[text](target)` in a message as a link: the two halves are kept apart.
- What a run says of settings, baseline and comments is a configuration notification of level `note`: it never changes
  the exit status.

GitHub refuses a file of more than 25,000 results, or of more than 10 MB when compressed, and shows the first 5,000.
"""

from collections.abc import Mapping

from letterlint import __version__
from letterlint.findings import FileReport, Notice, Report
from letterlint.packs import Pack, Rule
from letterlint.reporting.fingerprints import Identified, identified
from letterlint.reporting.json_text import dumps
from letterlint.reporting.paths import uri
from letterlint.reporting.told import told

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS: Mapping[str, str] = {"error": "error", "warning": "warning", "info": "note"}
_LONGEST_DESCRIPTION = 1024
"""Characters; GitHub takes no more."""

_Object = dict[str, object]


def render(report: Report, pack: Pack) -> str:
    """Render a report as one SARIF log of one run."""
    numbers = {name: number for number, name in enumerate(pack.rules)}
    run = {
        "tool": {
            "driver": {
                "name": "letterlint",
                "version": __version__,
                "rules": [_rule(rule, pack) for rule in pack.rules.values()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.unreadable,
                "toolExecutionNotifications": [_unread(file) for file in report.files if file.error is not None],
                "toolConfigurationNotifications": [_notice(notice) for notice in report.notices],
            }
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which letterlint was run."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n", "\u2028", "\u2029", "\u0085"],
        "results": [result for file in report.files for result in _results(file, numbers)],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(rule: Rule, pack: Pack) -> _Object:
    why = " ".join(rule.text.why.split())
    source = f"{pack.about.sources[rule.text.source.document]}, “{rule.text.source.section}”"
    examples = f"letterlint explain {rule.name}"
    return {
        "id": rule.name,
        "shortDescription": {"text": _cut(rule.text.summary)},
        "fullDescription": {"text": _cut(why)},
        "help": {
            "text": f"{why}\n\nSource: {source}\n\nExamples: {examples}",
            "markdown": f"{why}\n\n**Source:** {source}\n\n**Examples:** `{examples}`",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.text.level]},
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_DESCRIPTION else text[: _LONGEST_DESCRIPTION - 1] + "…"


def _results(file: FileReport, numbers: Mapping[str, int]) -> list[_Object]:
    place = _place(file.path)
    return [_result(item, place, numbers) for item in identified(file)]


def _result(item: Identified, place: _Object, numbers: Mapping[str, int]) -> _Object:
    finding, at = item.finding, item.finding.position
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "snippet": {"text": finding.text},
    }
    result: _Object = {
        "ruleId": finding.rule,
        "level": _LEVELS[str(finding.level)],
        "message": _message(told(finding)),
        "locations": [_location(place, region)],
        "partialFingerprints": {
            "letterlint/v1": item.fingerprint,
            "primaryLocationLineHash": item.fingerprint,
        },
    }
    if finding.rule in numbers:
        result["ruleIndex"] = numbers[finding.rule]
    if item.suppressed:
        suppression = {"kind": "inSource" if item.suppressed.by == "comment" else "external"}
        if item.suppressed.reason is not None:
            suppression["justification"] = item.suppressed.reason
        result["suppressions"] = [suppression]
    return result


def _unread(file: FileReport) -> _Object:
    return {"level": "error", "message": _message(str(file.error)), "locations": [_location(_place(file.path))]}


def _notice(notice: Notice) -> _Object:
    region: _Object | None = {"startLine": notice.line} if notice.line is not None else None
    return {"level": "note", "message": _message(notice.message), "locations": [_location(_place(notice.path), region)]}


def _message(text: str) -> _Object:
    return {"text": text.replace("](", "] (")}


def _place(path: str) -> _Object:
    """A file, as a part of the places in it."""
    name = uri(path)
    return {"artifactLocation": {"uri": name} if name.startswith("file:") else {"uri": name, "uriBaseId": _ROOT}}


def _location(place: _Object, region: _Object | None = None) -> _Object:
    return {"physicalLocation": place | {"region": region} if region else place}
