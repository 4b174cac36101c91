"""The command line does what its help says, and bad input gets one line and status 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

BAD = "Dear Sam,\n\nWe have decided to part ways with you.\n\nYours,\nLee\n"
PLAIN = "Dear Sam,\n\nThe picnic is on Sunday, and you are most welcome to join us there.\n\nYours,\nLee\n"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(BAD)
    return path


def test_findings_make_the_status_1_and_none_makes_it_0(run: Run, letter: Path) -> None:
    assert run(letter).exit_code == 1
    letter.write_text(PLAIN)
    assert run(letter).exit_code == 0


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_says_from_which_level_on_the_status_is_1(run: Run, letter: Path, fail_on: str, status: int) -> None:
    assert run(letter, "--select", "avoids-euphemism", "--fail-on", fail_on).exit_code == status


def test_standard_input_is_linted_under_the_name_that_the_user_gives(run: Run) -> None:
    result = run("-", "--stdin-filename", "mail.txt", "--format", "concise", stdin=BAD.encode())
    assert all(line.startswith("mail.txt:") for line in result.stdout.splitlines())
    assert result.exit_code == 1


def test_concise_is_one_line_a_finding(run: Run, letter: Path) -> None:
    result = run(letter, "--format", "concise", "--select", "avoids-euphemism")
    assert result.stdout.startswith(f"{letter}:3:")
    assert result.stdout.endswith("[avoids-euphemism]\n")
    assert result.stdout.count("\n") == 1


def test_json_holds_what_version_1_promises(run: Run, letter: Path) -> None:
    report = json.loads(run(letter, "--format", "json").stdout)
    assert report["version"] == 1
    assert set(report["summary"]) >= {"files", "errors", "warnings", "infos"}
    (file,) = report["files"]
    assert {name: file[name] for name in ("path", "language", "kind", "medium", "template", "error")} == {
        "path": str(letter),
        "language": "en",
        "kind": "termination",
        "medium": "letter",
        "template": False,
        "error": None,
    }
    finding = next(finding for finding in file["findings"] if finding["rule"] == "avoids-euphemism")
    assert finding["level"] == "warning"
    assert finding["text"] == BAD.splitlines()[2][finding["column"] - 1 : finding["end_column"] - 1]
    assert (finding["line"], finding["end_line"]) == (3, 3)
    assert finding["source"] == "bad-news: Segueix al missatge de mala notícia"
    assert finding["cause"].startswith("phrases/en/euphemism.toml:")
    assert report["summary"]["warnings"] == sum(one["level"] == "warning" for one in file["findings"])


def test_output_goes_to_a_file(run: Run, letter: Path, tmp_path: Path) -> None:
    for format_ in ("rich", "concise", "json"):
        out = tmp_path / format_
        result = run(letter, "--format", format_, "--output", out)
        assert result.stdout == ""
        assert "avoids-euphemism" in out.read_text()


def test_rules_are_selected_and_left_out_by_name(run: Run, letter: Path) -> None:
    chosen = run(letter, "--format", "concise", "--select", "avoids-euphemism,closes-cordially").stdout
    assert {line.rpartition("[")[2] for line in chosen.splitlines()} <= {"avoids-euphemism]", "closes-cordially]"}
    assert "avoids-euphemism" not in run(letter, "--format", "concise", "--ignore", "avoids-euphemism").stdout


def test_the_user_says_what_the_letter_is(run: Run, letter: Path) -> None:
    letter.write_text(PLAIN)
    report = json.loads(run(letter, "--format", "json", "--kind", "refusal", "--medium", "email").stdout)
    assert (report["files"][0]["kind"], report["files"][0]["medium"]) == ("refusal", "email")
    assert "states-news-plainly" in {finding["rule"] for finding in report["files"][0]["findings"]}


def test_messages_come_in_the_letters_language_or_the_one_asked_for(run: Run, letter: Path) -> None:
    assert "softens the news" in run(letter, "--format", "concise").stdout
    assert "suaviza la noticia" in run(letter, "--format", "concise", "--messages", "es").stdout
    assert "suavitza la notícia" in run(letter, "--format", "concise", "--messages", "ca").stdout


def test_the_result_does_not_depend_on_the_order_of_the_files(run: Run, tmp_path: Path) -> None:
    paths = []
    for name, text in (("a.txt", BAD), ("b.txt", PLAIN), ("c.txt", BAD.replace("part ways", "transition"))):
        (tmp_path / name).write_text(text)
        paths.append(tmp_path / name)
    forwards = run(*paths, "--format", "concise").stdout.splitlines()
    backwards = run(*reversed(paths), "--format", "concise").stdout.splitlines()
    assert sorted(forwards) == sorted(backwards)
    assert run(tmp_path, "--format", "concise").stdout.splitlines() == forwards


def test_a_folder_is_searched_for_letters_hidden_files_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    for name in ("north/one.txt", "two.TXT", ".hidden.txt", "labels.toml", "notes.md"):
        (tmp_path / name).write_text(PLAIN)
    report = json.loads(run(tmp_path, "--format", "json").stdout)
    assert [Path(file["path"]).name for file in report["files"]] == ["one.txt", "two.TXT"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--select", "avoid-euphemism"], "unknown rule 'avoid-euphemism'; did you mean 'avoids-euphemism'?"),
        (["--ignore", "close-cordially"], "unknown rule 'close-cordially'; did you mean 'closes-cordially'?"),
        (["--kind", "refusals"], "unknown kind 'refusals'; did you mean 'refusal'?"),
        (["--language", "fr"], "unknown language 'fr'; known: ca, en, es"),
        (["--messages", "eng"], "unknown language 'eng'; did you mean 'en'?"),
        (["--format", "jason"], "unknown format 'jason'; did you mean 'json'?"),
        (["--frobnicate"], "No such option"),
        (["--output", "no/such/folder/out.txt"], "no/such/folder/out.txt"),
    ],
)
def test_bad_usage_is_told_with_the_nearest_known_name(
    run: Run, letter: Path, arguments: list[str], complaint: str
) -> None:
    result = run(letter, *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_rule_cannot_be_explained(run: Run) -> None:
    result = run("explain", "opens-with-thank")
    assert result.exit_code == 2
    assert "did you mean 'opens-with-thanks'?" in result.stderr


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        pytest.param("missing.txt", None, "no such file", id="missing"),
        pytest.param("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", "binary", id="binary"),
        pytest.param("empty.txt", b"", "empty", id="empty"),
        pytest.param("blank.txt", b" \n\n\t\n", "empty", id="blank"),
        pytest.param("huge.txt", b"Dear Sam, " * 2_000_000, "too large", id="20 MB"),
        pytest.param("list.txt", b"milk\n2 loaves of bread\neggs\nwashing powder\n", "no letter", id="shopping list"),
        pytest.param("bytes.txt", b"Dear \x81\x8d\x8f \x90\x9d\x81\x8d, " * 9, "UTF-8", id="undecodable"),
        pytest.param(
            "german.txt", "Sehr geehrte Frau Roca, wir schließen Ihr Konto am 3. Mai.".encode(), "German", id="German"
        ),
    ],
)
def test_a_file_that_cannot_be_linted_is_told_and_the_others_are_linted(
    run: Run, letter: Path, name: str, data: bytes | None, complaint: str
) -> None:
    path = letter.parent / name if data is None else written(letter.parent, name, data)
    result = run(path, letter, "--format", "concise")
    first, *others = result.stdout.splitlines()
    assert first.startswith(f"{path}: error: ")
    assert complaint in first
    assert any(line.startswith(f"{letter}:3:") for line in others)
    assert result.exit_code == 2
    assert json.loads(run(path, "--format", "json").stdout)["files"][0]["error"] == first.removeprefix(
        f"{path}: error: "
    )


def test_a_letter_in_another_language_is_told_which_there_are(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "carta.txt", "Prezada senhora, não podemos aceitar o seu pedido de crédito.\n".encode())
    assert "looks like Portuguese; letterlint reads en, es, ca" in run(path, "--format", "concise").stdout


def test_a_folder_without_letters_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "--format", "concise")
    assert "no letters in this folder (.txt, .text, templates)" in result.stdout
    assert result.exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_an_error(run: Run, letter: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)
    result = run(tmp_path, "--format", "concise")
    locked.chmod(0o700)
    assert f"{locked}: error: cannot be read: Permission denied" in result.stdout
    assert f"{letter}:3:" in result.stdout
    assert result.exit_code == 2


def test_a_folder_whose_reading_fails_is_an_error(
    run: Run, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = run(tmp_path, "--format", "concise")
    assert f"{tmp_path / 'locked'}: error: cannot be read: Permission denied" in result.stdout
    assert f"{letter}:3:" in result.stdout
    assert result.exit_code == 2


def test_a_letters_text_is_never_markup_nor_steers_the_terminal(run: Run, letter: Path) -> None:
    letter.write_text(
        "Dear Sam,\n\nWe [bold] part ways [/bold] [link=x] \x1b[31mred\x1b[0m \u202e on 3 May.\n\nYours,\nLee\n"
    )
    for arguments in (["--format", "rich"], ["--format", "concise"]):
        output = run(letter, *arguments).stdout
        assert "\x1b" not in output
        assert "\u202e" not in output
    assert "[bold] part ways [/bold] [link=x] �[31mred�[0m" in run(letter).stdout
    assert "[bold] part ways [/bold] [link=x]" in run("anatomy", letter).stdout


def test_help_and_version_import_no_spacy() -> None:
    for arguments in (["--help"], ["--version"], ["lint", "--help"], ["rules"], ["explain", "closes-cordially"]):
        program = (
            "import sys; from letterlint.cli import main; sys.argv[1:] = " + repr(arguments) + "\n"
            "try: main()\n"
            "except SystemExit as end: assert not end.code\n"
            "assert not {name for name in sys.modules if name.partition('.')[0] in {'spacy', 'textstat', 'thinc'}}"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_spacys_own_command_line_still_works_after_us() -> None:
    program = "import letterlint.pipeline, spacy, spacy.cli; assert spacy.cli.download and spacy.info(silent=True)"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_shell_can_complete_commands() -> None:
    environment = os.environ | {
        "_LETTERLINT_COMPLETE": "bash_complete",
        "COMP_WORDS": "letterlint an",
        "COMP_CWORD": "1",
    }
    program = Path(sys.executable).with_name("letterlint")
    done = subprocess.run([program], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "plain,anatomy\n"
