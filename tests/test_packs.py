"""A malformed pack is an error that names the file, the place and the remedy; never a silent pass."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from letterlint import packs
from letterlint.errors import PackError
from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.packs import load_pack, own_pack_folder
from letterlint.pipeline import load
from letterlint.reading.source import Source
from letterlint.tables import read_toml

LETTER = Source("a.txt", "Dear Sam,\n\nWe never lose a parcel on the way.\n")
RULE = """\
summary = "Never say never"
why = "Because."
level = "info"
source = { document = "house", section = "1" }
check = { kind = "phrase", phrases = ["never"] }
[message]
en = "“{phrase}” is too strong."
[advice]
en = "Say “{plain}”."
[[bad]]
language = "en"
letter = "Dear Sam,\\n\\nWe [[never]] lose a parcel.\\n"
[[good]]
language = "en"
letter = "Dear Sam,\\n\\nWe seldom lose a parcel.\\n"
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A company's own small pack, with one rule, one language and no moves."""
    folder = tmp_path / "house"
    (folder / "phrases" / "en").mkdir(parents=True)
    (folder / "moves").mkdir()
    (folder / "pack.toml").write_text('name = "house"\n[languages]\nen = "English"\n[sources]\nhouse = "House style"\n')
    (folder / "say-seldom.toml").write_text(RULE)
    (folder / "phrases/en/classes.toml").write_text('[classes]\nstrong = ["never", "in no case"]\n')
    (folder / "phrases/en/never.toml").write_text('[[phrases]]\nsure = ["<strong>"]\nplain = "seldom"\n')
    return folder


def test_a_companys_own_pack_works_like_ours(pack: Path, run: Callable[..., Result]) -> None:
    assert run("test", pack).output == "2 examples, 0 wrong\n"
    (finding,) = (
        Linter(pack=load_pack(pack)).lint(Source("x", "Dear Sam,\n\nWe never lose a parcel on the way.\n")).findings
    )
    assert (finding.rule, finding.text, finding.suggestion) == ("say-seldom", "never", "seldom")
    assert finding.message == "“never” is too strong."
    assert finding.advice == "Say “seldom”."
    assert finding.source == "house: 1"


def test_a_spacy_pipeline_finds_what_a_pack_says_now(pack: Path) -> None:
    text = "Dear Sam,\n\nWe never lose a parcel, and hardly a letter.\n"
    before = load("en", load_pack(pack))(text)
    (pack / "phrases/en/never.toml").write_text('[[phrases]]\nsure = ["hardly"]\nplain = "seldom"\n')
    after = load("en", load_pack(pack))(text)
    assert [[span.text for span in doc.spans["cues"]] for doc in (before, after)] == [["never"], ["hardly"]]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The files of packs that are read as TOML, in order; nothing is kept yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    done: list[Path] = []

    def counted(path: Path, error: type[PackError]) -> dict[str, object]:
        done.append(path)
        return read_toml(path, error)

    monkeypatch.setattr(packs, "read_toml", counted)
    return done


def test_the_rules_of_a_pack_are_parsed_once(parsed: list[Path], pack: Path) -> None:
    packs._load_known.cache_clear()  # noqa: SLF001  # as in a process of its own
    first = load_pack(pack)
    assert pack / "say-seldom.toml" in parsed
    parsed.clear()
    packs._load_known.cache_clear()  # noqa: SLF001  # the same
    again = load_pack(pack)
    assert (again.rules, again.moves, again.about, again.folders) == (first.rules, first.moves, first.about, (pack,))
    assert parsed == []


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "say-seldom.toml",
            'level = "info"',
            'level = "loud"',
            "level: unknown value 'loud'; known: error, info, warning",
        ),
        ("say-seldom.toml", "summary", "sumary", "unknown key 'sumary'; did you mean 'summary'?"),
        ("say-seldom.toml", 'why = "Because."', "", "missing required field `why`"),
        ("say-seldom.toml", "[message]", "[message", "no valid TOML"),
        ("say-seldom.toml", '"phrase"', '"phrases"', "unknown kind of check 'phrases'; did you mean 'phrase'?"),
        ("say-seldom.toml", "phrases =", "words =", "a 'phrase' check has: phrases"),
        ("say-seldom.toml", 'document = "house"', 'document = "hose"', "unknown source 'hose'; did you mean 'house'?"),
        ("say-seldom.toml", "[advice]\nen", "[advice]\nes", "[advice] has no text in 'en'"),
        ("say-seldom.toml", 'language = "en"', 'language = "fr"', "unknown language 'fr'"),
        ("phrases/en/never.toml", "<strong>", "<strnog>", "unknown class <strnog>"),
        ("phrases/en/never.toml", '"<strong>"', '"(never"', "')' is missing"),
        ("phrases/en/never.toml", "sure", "shure", "unknown key 'shure'; did you mean 'sure'?"),
        ("phrases/en/never.toml", "plain", "place", "unknown value 'seldom'"),
        ("phrases/en/classes.toml", '"in no case"', '"<strong>"', "contains itself"),
        ("pack.toml", "name", "nom", "unknown key 'nom'; did you mean 'name'?"),
    ],
)
def test_a_mistake_in_a_pack_is_told_with_its_file_and_its_remedy(  # noqa: PLR0913, PLR0917  # a table
    pack: Path, run: Callable[..., Result], file: str, old: str, new: str, complaint: str
) -> None:
    path = pack / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    result = run("test", pack)
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert complaint.lower() in result.stderr.lower()
    assert len(result.stderr.splitlines()) == 1


def test_a_check_of_a_move_that_the_pack_does_not_have_is_an_error(pack: Path) -> None:
    (pack / "moves/thanks.toml").write_text('summary = "thanks"\n')
    rule = RULE.replace('kind = "phrase", phrases = ["never"]', 'kind = "presence", moves = ["thank"]')
    (pack / "say-seldom.toml").write_text(rule)
    with pytest.raises(PackError, match="unknown move 'thank'; did you mean 'thanks'"):
        Linter(pack=load_pack(pack))


@pytest.mark.parametrize("code", ["../../elsewhere", "/elsewhere", "EN", "e", "english"])
def test_a_language_is_named_by_its_code_alone(pack: Path, code: str) -> None:
    path = pack / "pack.toml"
    path.write_text(path.read_text().replace('en = "English"', f'en = "English"\n"{code}" = "x"'))
    with pytest.raises(PackError, match=r"pack\.toml.*no language code; write"):
        load_pack(pack)


@pytest.mark.parametrize("phrase", ["so ...1000000 long", "[so|so long] " * 12_000])
def test_a_phrase_that_nobody_could_match_is_an_error(pack: Path, phrase: str) -> None:
    (pack / "phrases/en/never.toml").write_text(f'[[phrases]]\nsure = ["{phrase}"]\n')
    with pytest.raises(PackError, match=r"never\.toml.*make it shorter"):
        Linter(pack=load_pack(pack)).lint(LETTER)


def test_classes_that_may_be_empty_and_name_each_other_are_an_error_in_time(pack: Path) -> None:
    classes = ['deep0 = ["[x]"]', *(f'deep{depth + 1} = ["<deep{depth}> <deep{depth}>"]' for depth in range(40))]
    (pack / "phrases/en/classes.toml").write_text("[classes]\n" + "\n".join(classes))
    (pack / "phrases/en/never.toml").write_text('[[phrases]]\nsure = ["<deep40>"]\n')
    with pytest.raises(PackError, match=r"classes\.toml.*make it shorter"):
        Linter(pack=load_pack(pack)).lint(LETTER)


def test_a_folder_that_is_no_pack_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml is missing"):
        load_pack(tmp_path)


def test_texts_of_a_pack_reach_nothing_but_their_fields(pack: Path) -> None:
    path = pack / "say-seldom.toml"
    path.write_text(path.read_text().replace("is too strong", "{phrase.__class__} {0} {other}"))
    (finding,) = (
        Linter(pack=load_pack(pack)).lint(Source("x", "Dear Sam,\n\nWe never lose a parcel on the way.\n")).findings
    )
    assert finding.message == "“never” {phrase.__class__} {0} {other}."


PORTUGUESE = {
    "pack.toml": """
name = "casa"
[languages]
pt = "português"
[sources]
casa = "Manual da casa"
""",
    "moves/news.toml": 'summary = "diz a má notícia"\n',
    "moves/end-date.toml": 'summary = "diz quando acaba"\nkinds = ["termination"]\n',
    "phrases/pt/classes.toml": """
[classes]
encerrar = ["(encerramos|encerraremos|fechamos|vamos (encerrar|fechar))"]
""",
    "phrases/pt/news.toml": """
[[phrases]]
kind = "termination"
sure = ["<encerrar> ...4 conta"]
""",
    "phrases/pt/date.toml": '[[phrases]]\nsure = ["CALENDAR"]\n',
    "phrases/pt/salutation.toml": '[[phrases]]\nsure = ["^ car*"]\n',
    "phrases/pt/end-date.toml": '[[phrases]]\nplace = "with-news"\nsure = ["DATE"]\n',
    "diz-a-data.toml": """
summary = "Diga quando acaba"
why = "Quem perde uma conta precisa de tempo."
level = "error"
kinds = ["termination"]
source = { document = "casa", section = "3" }
check = { kind = "presence", moves = ["end-date"], at = ["news"] }
[message]
pt = "Nenhuma data na notícia, «{news}»."
[advice]
pt = "Ponha a data."
[[bad]]
language = "pt"
letter = "Caro Rui,\\n\\n[[Vamos encerrar a sua conta.]]\\n\\nAna\\n"
[[good]]
language = "pt"
letter = "Caro Rui,\\n\\nVamos encerrar a sua conta no dia 3 de março de 2027.\\n\\nAna\\n"
""",
}


def test_another_language_costs_no_code(tmp_path: Path, run: Callable[..., Result]) -> None:
    for name, text in PORTUGUESE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert run("test", tmp_path).output == "2 examples, 0 wrong\n"
    text = "Caro Rui,\n\nObrigado pela confiança. Encerraremos a sua conta em breve.\n\nAna\n"
    report = Linter(pack=load_pack(tmp_path)).lint(Source("carta", text))
    (finding,) = report.findings
    assert (report.language, report.kind) == ("pt", "termination")
    assert (finding.text, finding.rule) == ("Encerraremos a sua conta em breve.", "diz-a-data")
    assert finding.cause == f"{tmp_path.name}/phrases/pt/news.toml:4: <encerrar> ...4 conta"


def test_what_a_rule_depends_on_must_be_there(pack: Path) -> None:
    for key, complaint in (
        ('yields-to = ["say"]', "unknown rule 'say'"),
        ('requires = ["fault"]', "unknown move 'fault'"),
    ):
        (pack / "say-seldom.toml").write_text(f"{key}\n{RULE}")
        with pytest.raises(PackError, match=complaint):
            load_pack(pack)


def test_what_a_proof_must_show_is_checked(pack: Path, run: Callable[..., Result]) -> None:
    path = pack / "say-seldom.toml"
    path.write_text(RULE.replace("We [[never]] lose a", "We never lose [[a]]").replace("seldom lose", "never lose"))
    result = run("test", pack)
    assert result.exit_code == 1
    assert "bad example 1 (en): flagged 'never'" in result.output
    assert "good example 1 (en): flagged 'never'" in result.output
    path.write_text("bad = []\ngood = []\n" + RULE.partition("[[bad]]")[0])
    assert "no bad example in 'en'; add one" in run("test", pack).output


def test_our_own_pack_is_proven(run: Callable[..., Result]) -> None:
    result = run("test", own_pack_folder())
    assert result.exit_code == 0, result.output


def test_phrases_of_unknown_languages_are_not_looked_for(pack: Path) -> None:
    shutil.rmtree(pack / "phrases" / "en")
    with pytest.raises(PackError, match=r"classes\.toml"):
        Linter(Options(language="en"), load_pack(pack)).lint(Source("x", "Dear Sam,\n\nWe never lose a parcel.\n"))
