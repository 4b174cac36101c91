"""`--format junit`: JUnit's XML, which most CI systems show as tests.

Decision: a letter is a test case, named by its path, and the run a test suite. A test that keeps its name is one that
a CI system can call broken, mended or flaky; with a case for each finding, a mended fault would be a test that went
away. So a letter with errors or warnings fails, with all of them in the text of the one failure that CI systems read;
remarks (level `info`) stand in its output, and a file that could not be read is an error. What the run says of
settings, baseline and comments stands in the output of the suite.

Source: the schema that Jenkins validates with (`junit-10.xsd` of its xUnit plugin). XML 1.0 has no control characters
and no surrogates, nor can they be escaped; each becomes U+FFFD.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from letterlint.findings import FileReport, Finding, Level, Notice, Report
from letterlint.packs import Pack
from letterlint.reporting.paths import relative
from letterlint.reporting.text import counted, printable
from letterlint.reporting.told import told

_NO_XML = str.maketrans({"\ufffe": "�", "\uffff": "�"})
"""The two characters besides those that nobody can print."""


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report as one test suite."""
    suite = ET.Element("testsuite", name="letterlint")
    for file in report.files:
        suite.append(_case(file))
    if report.notices:
        ET.SubElement(suite, "system-out").text = _lines(_notice(notice) for notice in report.notices)
    for attribute, element in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        suite.set(attribute, str(sum(1 for _ in suite.iter(element))))
    suites = ET.Element("testsuites", dict(suite.attrib))
    suites.append(suite)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _case(file: FileReport) -> ET.Element:
    case = ET.Element("testcase", classname="letterlint", name=_clean(relative(file.path)))
    faults = [finding for finding in file.findings if finding.level > Level.INFO]
    remarks = [finding for finding in file.findings if finding.level is Level.INFO]
    if file.error is not None:
        ET.SubElement(case, "error", type="unreadable", message=_clean(file.error)).text = _clean(file.error)
    if faults:
        worst = max(finding.level for finding in faults)
        ET.SubElement(case, "failure", type=str(worst), message=_summary(faults)).text = _lines(map(_finding, faults))
    if remarks:
        ET.SubElement(case, "system-out").text = _lines(map(_finding, remarks))
    return case


def _summary(faults: list[Finding]) -> str:
    counts = [(sum(finding.level is level for finding in faults), level) for level in (Level.ERROR, Level.WARNING)]
    return ", ".join(counted(count, str(level)) for count, level in counts if count)


def _finding(finding: Finding) -> str:
    at = finding.position
    return f"{at.line}:{at.column}: {finding.level}: {told(finding)} [{finding.rule}]"


def _notice(notice: Notice) -> str:
    place = relative(notice.path) if notice.line is None else f"{relative(notice.path)}:{notice.line}"
    return f"{place}: {notice.message}"


def _lines(texts: Iterable[str]) -> str:
    """Put each text on a line of its own, where no line end in it can begin another."""
    return "".join(f"\n{_clean(' '.join(text.split()))}" for text in texts) + "\n"


def _clean(text: str) -> str:
    return printable(text).translate(_NO_XML)
