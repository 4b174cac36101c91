"""Letters may break rules where somebody says so outside their text; what no longer counts is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.library import BAD, ONE, PLAIN, write

Run = Callable[..., Result]
SETTINGS = """
[[exceptions]]
files = "old/**"
rules = ["avoids-euphemism"]
reason = "These went out years ago."
"""


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def excepted(result: Result) -> list[tuple[str, str, str | None]]:
    return [
        (one["rule"], one["by"], one["reason"])
        for file in json.loads(result.stdout)["files"]
        for one in file["excepted"]
    ]


def test_the_settings_let_letters_break_a_rule_and_say_why(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": SETTINGS, "old/a.txt": BAD, "b.txt": BAD})
    result = run(".", *ONE)
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["b.txt"]
    found = run("old", "--select", "avoids-euphemism", "--format", "json")
    assert excepted(found) == [("avoids-euphemism", "settings", "These went out years ago.")]
    assert found.exit_code == 0


def test_an_exception_that_covers_nothing_is_told_once_all_it_could_cover_was_checked(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": SETTINGS, "old/a.txt": PLAIN, "old/b.txt": PLAIN})
    notice = "letterlint.toml: notice: exceptions 1: no finding of 'avoids-euphemism' to cover; remove the exception\n"
    assert run(".", "--format", "concise").stdout == notice
    assert run("old/a.txt", "--format", "concise").stdout == ""
    assert run(".", "--select", "signs-off", "--format", "concise").stdout == ""


COMMENTS = [
    ("a.html", "<!-- letterlint: skip avoids-euphemism -- a quotation -->"),
    ("a.md", "<!-- letterlint: skip avoids-euphemism -- a quotation -->"),
    ("a.md", "[//]: # (letterlint: skip avoids-euphemism -- a quotation)"),
    ("a.txt.j2", "{# letterlint: skip avoids-euphemism -- a quotation #}"),
    ("a.txt.liquid", "{% comment %} letterlint: skip avoids-euphemism -- a quotation {% endcomment %}"),
    ("a.txt.hbs", "{{!-- letterlint: skip avoids-euphemism -- a quotation --}}"),
    ("a.txt.mustache", "{{! letterlint: skip avoids-euphemism -- a quotation }}"),
    ("a.txt.erb", "<%# letterlint: skip avoids-euphemism -- a quotation %>"),
    ("a.txt.ftl", "<#-- letterlint: skip avoids-euphemism -- a quotation -->"),
    ("a.txt.tpl", "{* letterlint: skip avoids-euphemism -- a quotation *}"),
    ("a.txt.mako", "## letterlint: skip avoids-euphemism -- a quotation"),
    ("a.blade.php", "{{-- letterlint: skip avoids-euphemism -- a quotation --}}"),
    ("a.cshtml", "@* letterlint: skip avoids-euphemism -- a quotation *@"),
]


@pytest.mark.parametrize(("name", "comment"), COMMENTS)
def test_a_comment_that_never_reaches_the_reader_lets_its_letter_break_a_rule(
    run: Run, library: Path, name: str, comment: str
) -> None:
    write(library, {name: f"{comment}\n{BAD}"})
    result = run(name, "--select", "avoids-euphemism", "--format", "json")
    assert excepted(result) == [("avoids-euphemism", "comment", "a quotation")]
    end = "<br>\n" if name == "a.html" else "\n"
    write(library, {name: comment + "\n" + PLAIN.replace("\n", end)})
    told = run(name, "--format", "concise").stdout
    assert (
        told == f"{name}:1: notice: letterlint: skip: no finding of 'avoids-euphemism' to cover; remove the exception\n"
    )


def test_what_would_reach_the_reader_is_no_comment(run: Run, library: Path) -> None:
    write(library, {"a.txt": f"{BAD}\n<!-- letterlint: skip avoids-euphemism -- a quotation -->\n"})
    assert run("a.txt", *ONE).exit_code == 1


@pytest.mark.parametrize(
    ("comment", "complaint"),
    [
        ("letterlint: skip avoids-euphemism", "a.md:1: notice: comment not understood"),
        ("letterlint: skip", "a.md:1: notice: comment not understood"),
        ("letterlint: off", "a.md:1: notice: comment not understood"),
        ("letterlint: skip avoid-euphemism -- why", "did you mean 'avoids-euphemism'?"),
    ],
)
def test_a_comment_that_cannot_be_understood_is_told(run: Run, library: Path, comment: str, complaint: str) -> None:
    write(library, {"a.md": f"<!-- {comment} -->\n{BAD}"})
    result = run("a.md", *ONE)
    assert complaint in result.stdout
    assert "[avoids-euphemism]" in result.stdout


def test_a_baseline_lets_pass_what_is_known_and_survives_edits_elsewhere(run: Run, library: Path) -> None:
    write(library, {"a.txt": BAD, "deep/b.txt": BAD})
    assert run("baseline", ".").exit_code == 0
    assert run(".").exit_code == 0
    write(library, {"a.txt": f"The Old Mill\n\n2 May 2027\n\n{BAD}"})
    assert run(".", *ONE).stdout == ""
    assert run(".", *ONE, "--no-baseline").stdout.count("avoids-euphemism") == 2


def test_a_letter_that_breaks_a_rule_more_often_than_known_is_told_all_of_it(run: Run, library: Path) -> None:
    write(library, {"a.txt": BAD})
    run("baseline", ".")
    write(library, {"a.txt": BAD.replace("with you.", "with you. We will transition you out.")})
    assert run(".", *ONE).stdout.count("avoids-euphemism") == 2


def test_known_findings_that_are_gone_are_told_and_pruned_and_none_is_added(run: Run, library: Path) -> None:
    write(library, {"a.txt": BAD, "b.txt": BAD})
    run("baseline", ".")
    known = json.loads((library / "letterlint-baseline.json").read_text())["files"]
    write(library, {"a.txt": PLAIN, "c.txt": BAD})
    number = sum(known["a.txt"].values())
    assert f"{number} known findings are gone" in run(".", "--format", "concise").stdout
    run("baseline", "--prune", ".")
    pruned = json.loads((library / "letterlint-baseline.json").read_text())["files"]
    assert pruned == {"b.txt": known["b.txt"]}
    (library / "b.txt").unlink()
    assert "known findings are gone" in run(".", "--format", "concise").stdout


def test_a_baseline_knows_nothing_of_letters_that_other_exceptions_cover(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": SETTINGS, "old/a.txt": BAD})
    run("baseline", ".")
    known = json.loads((library / "letterlint-baseline.json").read_text())["files"]["old/a.txt"]
    assert known
    assert "avoids-euphemism" not in known


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "no valid JSON"),
        ("[]", "a table is expected, not a list"),
        ('{"version": 2, "files": {}}', "version"),
        ('{"version": 1, "files": {"a.txt": {"gives-reason": "many"}}}', "a whole number is expected, not a text"),
        ('{"version": 1, "fils": {}}', "unknown key 'fils'; did you mean 'files'?"),
    ],
)
def test_a_malformed_baseline_is_an_error(run: Run, library: Path, text: str, complaint: str) -> None:
    write(library, {"letterlint-baseline.json": text, "a.txt": BAD})
    result = run(".")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("letterlint: letterlint-baseline.json: ")
    assert complaint in result.stderr
