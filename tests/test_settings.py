"""Settings hold for the letters below their file, in layers; what is wrong with them is told with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from letterlint.schema import schema
from letterlint.settings import SettingsFile
from tests.library import BAD, PLAIN, write

Run = Callable[..., Result]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(result: Result) -> dict[str, dict[str, str]]:
    """For each letter the rules that it breaks, with their levels."""
    return {
        file["path"]: {finding["rule"]: finding["level"] for finding in file["findings"]}
        for file in json.loads(result.stdout)["files"]
    }


@pytest.mark.parametrize(("name", "head"), [("letterlint.toml", ""), ("pyproject.toml", "[tool.letterlint]\n")])
def test_settings_switch_rules_on_and_off_and_set_levels_and_limits(
    run: Run, library: Path, name: str, head: str
) -> None:
    settings = 'select = ["avoids-euphemism", "gives-reason", "signs-off"]\nignore = ["signs-off"]\n'
    levels = '[levels]\navoids-euphemism = "info"\ngives-reason = "off"\n'
    if head:
        levels = levels.replace("[levels]", "[tool.letterlint.levels]")
    write(library, {name: head + settings + levels, "deep/down/a.txt": BAD})
    result = run("deep", "--format", "json")
    assert rules(result) == {"deep/down/a.txt": {"avoids-euphemism": "info"}}
    assert result.exit_code == 0


def test_the_nearest_settings_hold_alone(run: Run, library: Path) -> None:
    write(
        library,
        {
            "letterlint.toml": 'select = ["avoids-euphemism"]\n',
            "near/letterlint.toml": 'select = ["opens-with-thanks"]\n',
            "near/pyproject.toml": '[tool.letterlint]\nselect = ["signs-off"]\n',
            "far/pyproject.toml": '[project]\nname = "no settings of ours"\n',
            "near/a.txt": BAD,
            "far/a.txt": BAD,
        },
    )
    assert rules(run(".", "--format", "json")) == {
        "far/a.txt": {"avoids-euphemism": "warning"},
        "near/a.txt": {"opens-with-thanks": "warning"},
    }
    assert rules(run(".", "--format", "json", "--config", "letterlint.toml"))["near/a.txt"].keys() == {
        "avoids-euphemism"
    }


def test_overrides_front_matter_and_the_command_line_win_in_this_order(run: Run, library: Path) -> None:
    write(
        library,
        {
            "letterlint.toml": 'kind = "change"\n[[overrides]]\nfiles = "no/**"\nkind = "refusal"\n',
            "a.txt": PLAIN,
            "no/b.txt": PLAIN,
            "no/c.txt": f"---\ntitle: A picnic\nkind: incident\n---\n{PLAIN}",
            "no/d.txt": f'+++\nkind = "general"\n+++\n{PLAIN}',
        },
    )

    def kinds(*options: str) -> list[str]:
        return [file["kind"] for file in json.loads(run(".", "--format", "json", *options).stdout)["files"]]

    assert kinds() == ["change", "refusal", "incident", "general"]
    assert kinds("--kind", "termination") == ["termination"] * 4


def test_fail_on_is_what_the_settings_of_each_letter_say(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": 'fail-on = "never"\n', "a.txt": BAD, "strict/b.txt": BAD})
    assert run(".").exit_code == 0
    assert run(".", "--fail-on", "error").exit_code == 1
    write(library, {"strict/letterlint.toml": ""})
    assert run(".").exit_code == 1


def test_config_tells_what_holds_and_where_it_comes_from(run: Run, library: Path) -> None:
    write(
        library,
        {
            "letterlint.toml": 'language = "en"\n[limits.gives-notice]\ndays = 30\n'
            '[[overrides]]\nfiles = "no/**"\nkind = "refusal"\n'
            '[[exceptions]]\nfiles = "no/"\nrules = "signs-off"\nreason = "As the law has it"\n',
            "no/b.txt.j2": f"---\nmedium: email\n---\n{PLAIN}",
        },
    )
    assert run("config", "no/b.txt.j2").stdout.splitlines() == [
        'exceptions 1 = ["signs-off"]  # letterlint.toml: As the law has it',
        'kind = "refusal"  # letterlint.toml: overrides 1',
        'language = "en"  # letterlint.toml',
        "limits.gives-notice.days = 30  # letterlint.toml",
        'medium = "email"  # front matter',
        "template = true  # file name",
    ]
    missing = run("config", "none.txt")
    assert (missing.exit_code, missing.stderr) == (2, "letterlint: none.txt: no such file or folder; check the path\n")


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ('selct = ["gives-reason"]', "unknown key 'selct'; did you mean 'select'?"),
        ('kind = "refusl"', "kind: unknown value 'refusl'; did you mean 'refusal'?"),
        ('fail-on = "warn"', "fail-on: unknown value 'warn'; did you mean 'warning'?"),
        ('levels = { gives-reason = "of" }', "levels: unknown value 'of'; did you mean 'off'?"),
        ('ignore = ["give-reason"]', "ignore: unknown rule 'give-reason'; did you mean 'gives-reason'?"),
        ('levels = { give-reason = "off" }', "levels: unknown rule 'give-reason'"),
        ("limits = { gives-notice = { day = 3 } }", "limits: gives-notice: unknown limit 'day'; did you mean 'days'?"),
        ('limits = { gives-notice = { days = "3" } }', "limits: a number is expected, not a text"),
        ("limits = { gives-notice = { days = -3 } }", "limits: expected `float` >= 0"),
        ('ignore = "signs-off"', "ignore: a list is expected, not a text"),
        ("select = []", "select: expected `array` of length >= 1"),
        ("[tool.letterlint]\nkind = 'refusal'", "unknown key 'tool'; in letterlint.toml the keys stand without it"),
        ('[[overrides]]\nfiles = "a"\nkind = "x"', "overrides 1: kind: unknown value 'x'"),
        ("x = " + "[" * 5000, "no valid TOML"),
        ('language = "fr"', "language: unknown language 'fr'"),
        ('packs = ["house"]', "packs: house: no rule pack there"),
        ('[[overrides]]\nkind = "refusal"', "missing required field `files`"),
        ('[[overrides]]\nfiles = "a"\nmesages = "en"', "unknown key 'mesages'; did you mean 'messages'?"),
        ('[[exceptions]]\nfiles = "a"\nrules = "gives-reason"', "missing required field `reason`"),
        ('[[exceptions]]\nfiles = "a"\nrules = "gives-reason"\nreason = " "', "exceptions 1: the reason is empty"),
        ('[[exceptions]]\nfiles = "a"\nrules = "x"\nreason = "y"', "exceptions 1: rules: unknown rule 'x'"),
        ('exclude = "!"', "exclude: no valid glob"),
        ("kind = ", "no valid TOML"),
    ],
)
def test_a_mistake_in_the_settings_is_told_in_one_line_with_its_place(
    run: Run, library: Path, settings: str, complaint: str
) -> None:
    write(library, {"letterlint.toml": settings, "a.txt": BAD})
    result = run(".")
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "letterlint.toml" in line
    assert complaint in line


@pytest.mark.parametrize(
    ("front", "complaint"),
    [
        ("---\nkind: refusl\n---\n", "kind: unknown value 'refusl'; did you mean 'refusal'?"),
        ("---\nknd: refusal\n---\n", "unknown key 'knd'; did you mean 'kind'?"),
        ("---\nlanguage: fr\n---\n", "unknown language 'fr'"),
        ("---\ntemplate: perhaps\n---\n", "template"),
        ("---\nkind: [refusal\n---\n", "no valid YAML (line 3)"),
        ("---\nkind: refusal\n  medium: email\n---\n", "no valid YAML (line 3)"),
        ("+++\nkind = refusal\n+++\n", "no valid TOML"),
        ("+++\nx = " + "[" * 5000 + "\n+++\n", "cannot be read"),
    ],
)
def test_a_mistake_in_front_matter_is_that_letters_error_alone(
    run: Run, library: Path, front: str, complaint: str
) -> None:
    write(library, {"a.txt": front + BAD, "b.txt": BAD})
    result = run(".", "--format", "json")
    first, second = json.loads(result.stdout)["files"]
    assert first["error"].startswith("front matter: ")
    assert complaint in first["error"]
    assert second["findings"]
    assert result.exit_code == 2


def test_front_matter_is_no_part_of_the_letter(run: Run, library: Path) -> None:
    write(library, {"a.txt": BAD, "b.txt": f"---\nauthor: We part ways\nlayout: letter\n---\n{BAD}"})
    plain, fronted = json.loads(run(".", "--format", "json").stdout)["files"]
    for one in fronted["findings"]:
        one["line"], one["end_line"] = one["line"] - 4, one["end_line"] - 4
    assert fronted["findings"] == plain["findings"]


@pytest.mark.parametrize(
    "front",
    [
        "---\ndate: 2027-02-30\nno: 0b_\nlanguages: [en, es]\nkind: refusal\n---\n",
        "---\r\nkind: refusal\r\n---\r\n",
        "---\rkind: refusal\r---\r",
        "\ufeff---\nkind: refusal\n...\n",
        "---\n# # # # # # # # # # # # # # # # # # # # # # # # # # # # # # # # #\n\nkind: refusal\n---\n",
        "---\na: &a {x: 1}\nb: {<<: [*a, *a]}\nkind: refusal\n---\n",
    ],
)
def test_what_front_matter_says_besides_is_other_programs_business(run: Run, library: Path, front: str) -> None:
    (library / "a.txt").write_bytes((front + PLAIN).encode())
    (file,) = json.loads(run("a.txt", "--format", "json").stdout)["files"]
    assert (file["error"], file["kind"]) == (None, "refusal")


def test_empty_front_matter_says_nothing(run: Run, library: Path) -> None:
    write(library, {"a.txt": f"---\n---\n{PLAIN}"})
    assert run("a.txt", "--format", "concise").stdout == ""


def test_who_asks_for_a_rule_by_name_gets_it(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": 'ignore = ["avoids-euphemism"]\nlevels.signs-off = "off"\n', "a.txt": BAD})
    found = rules(run("a.txt", "--select", "avoids-euphemism,signs-off", "--format", "json"))["a.txt"]
    assert "avoids-euphemism" in found
    assert rules(run("a.txt", "--select", "avoids-euphemism", "--ignore", "avoids-euphemism", "--format", "json")) == {
        "a.txt": {}
    }


def test_letters_of_different_packs_are_reported_together(run: Run, library: Path) -> None:
    write(
        library,
        {
            "one/a.txt": BAD,
            "two/letterlint.toml": 'packs = ["house"]\n',
            "two/house/pack.toml": 'name = "house"\nextends = "letterlint"\n[sources]\nhouse = "House"\n',
            "two/house/moves/picnic.toml": 'summary = "invites"\n',
            "two/house/phrases/en/picnic.toml": '[[phrases]]\nsure = ["picnic"]\n',
            "two/b.txt": PLAIN,
        },
    )
    for format_ in ("rich", "sarif", "json"):
        assert run("one/a.txt", "two/b.txt", "--format", format_).exit_code == 1
    assert "picnic" in run("two/b.txt").stdout


def test_the_rules_of_the_folders_settings_are_listed_and_explained(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = '[[{}]]\nlanguage = "en"\nletter = "Dear Sam,\\n\\nThe {} is on Sunday, and you are welcome.\\n"\n'
    write(
        library,
        {
            "letterlint.toml": 'packs = ["house"]\n',
            "house/letterlint.toml": "",
            "house/pack.toml": 'name = "house"\nextends = "letterlint"\n[sources]\nhouse = "House"\n',
            "house/din-5008.toml": 'summary = "Obey"\nwhy = "So."\nlevel = "info"\nlanguages = ["en"]\n'
            "limits = {max-2 = 3}\n"
            'source = {document = "house", section = "1"}\ncheck = {kind = "phrase", phrases = ["outing"]}\n'
            'message.en = "No."\nadvice.en = "Do."\n'
            + example.format("bad", "[[outing]]")
            + example.format("good", "picnic"),
            "house/phrases/en/outing.toml": '[[phrases]]\nsure = ["outing"]\n',
            "a.txt": PLAIN,
        },
    )
    assert "din-5008" in run("rules").stdout
    assert "Obey" in run("explain", "din-5008").stdout
    assert run("a.txt", "--limit", "din-5008.max-2=3").exit_code == 0


def test_a_rule_drawn_above_a_letter_is_no_front_matter(run: Run, library: Path) -> None:
    write(library, {"a.txt": f"---\nThe Old Mill\n---\n{BAD}"})
    assert json.loads(run(".", "--format", "json").stdout)["files"][0]["error"] is None


def test_a_companys_pack_is_added_to_our_rules(run: Run, library: Path) -> None:
    rule = """
        summary = "Call it a picnic"
        why = "It is what it is."
        level = "warning"
        languages = ["en"]
        source = { document = "house", section = "Words" }
        check = { kind = "phrase", phrases = ["outing"] }
        message.en = "“{phrase}” is no word of ours."
        advice.en = "Write “{plain}”."
        """
    example = """
        [[{}]]
        language = "en"
        letter = "Dear Sam,\\n\\nThe {} is on Sunday, and you are most welcome to join us there.\\n"
        """
    write(
        library,
        {
            "letterlint.toml": 'packs = ["house"]\n',
            "house/pack.toml": 'name = "house"\nextends = "letterlint"\n[sources]\nhouse = "House style"\n',
            "house/calls-it-a-picnic.toml": rule
            + example.format("bad", "[[outing]]")
            + example.format("good", "picnic"),
            "house/phrases/en/outing.toml": '[[phrases]]\nsure = ["outing"]\nplain = "picnic"\n',
            "letters/a.txt": PLAIN.replace("picnic", "outing"),
            "letters/b.txt": BAD,
        },
    )
    found = rules(run("letters", "--format", "json"))
    assert found["letters/a.txt"] == {"calls-it-a-picnic": "warning"}
    assert "avoids-euphemism" in found["letters/b.txt"]
    assert json.loads(run("letters/a.txt", "--format", "json").stdout)["files"][0]["findings"][0]["cause"].startswith(
        "house/phrases/en/outing.toml:2"
    )
    assert run("test", "house").output == "2 examples, 0 wrong\n"


def test_globs_that_name_no_letter_are_noticed_where_the_whole_folder_was_linted(run: Run, library: Path) -> None:
    settings = '[[overrides]]\nfiles = "refusal/**"\nkind = "refusal"\n'
    write(library, {"letterlint.toml": settings, "refusals/a.txt": PLAIN})
    assert run(".", "--format", "concise").stdout == (
        "letterlint.toml: notice: overrides 1: no letter matches 'refusal/**'\n"
    )
    assert run("refusals/a.txt", "--format", "concise").stdout == ""


def test_the_schema_for_editors_takes_what_letterlint_takes() -> None:
    document = schema()
    jsonschema.Draft202012Validator.check_schema(document)
    jsonschema.validate({"kind": "refusal", "overrides": [{"files": "a/**", "levels": {"x": "off"}}]}, document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"knid": "refusal"}, document)
    properties = document["$defs"][SettingsFile.__name__]["properties"]
    assert {"fail-on", "versions", "exceptions"} <= properties.keys()
    assert [key for key, told in properties.items() if "description" not in told] == []


def test_a_pattern_of_versions_must_say_where_the_language_stands(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": 'versions = ["lang-*/**"]\n', "a.txt": PLAIN})
    result = run(".")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("letterlint: letterlint.toml: versions: the pattern 'lang-*/**' must say once")
