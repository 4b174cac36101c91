"""Reads and validates rule packs: folders of TOML, in the form that `rules/README.md` describes.

Decisions:

- A pack is data. Nothing in it is executed, and texts are filled by plain replacement, not by `str.format`, which
  would let a pack's author reach into objects.
- Each value is checked against the types below when the pack is read; a malformed pack is an error, never a
  silent pass.
- The phrases of a language are read only when a letter in that language is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from letterlint.errors import PackError, unknown

Kind = Literal["termination", "refusal", "incident", "change", "general"]
KINDS: tuple[Kind, ...] = ("termination", "refusal", "incident", "change", "general")
Place = Literal[
    "ahead-of-news",
    "before-news",
    "with-news",
    "beside-news",
    "after-news",
    "first-paragraph",
    "last-paragraph",
    "last-sentence",
]
LevelName = Literal["error", "warning", "info"]
Medium = Literal["letter", "email"]
MEDIA: tuple[Medium, ...] = ("letter", "email")
Text = Annotated[str, msgspec.Meta(min_length=1)]
"""A text that must not be empty."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A TOML table with known keys only."""


class PhraseGroup(_Table, frozen=True, kw_only=True):
    """Phrases that mean the same, in the same place."""

    sure: tuple[Text, ...] = ()
    possible: tuple[Text, ...] = ()
    place: Place | None = None
    kind: Kind | None = None
    plain: str | None = None
    form: str | None = None
    """For phrases that address the reader, the form of address that they use."""


class PhraseFile(_Table, frozen=True, kw_only=True):
    """A list of phrases, as written."""

    phrases: tuple[PhraseGroup, ...]
    except_: tuple[Text, ...] = msgspec.field(default=(), name="except")


class ClassFile(_Table, frozen=True, kw_only=True):
    """The word classes and the numbers of a language."""

    classes: dict[str, tuple[Text, ...]] = {}
    numbers: dict[str, int] = {}
    abbreviations: tuple[Text, ...] = ()
    """What ends in a full stop that ends no sentence, besides what the segmenter knows."""
    not_abbreviations: tuple[Text, ...] = ()
    """Words that the segmenter takes for abbreviations and that mostly are none: "no", "mar"."""


class Possible(_Table, frozen=True, kw_only=True):
    """Where a sentence's place, or another list of phrases, makes a move possible."""

    place: Place | None = None
    having: str | None = None
    """A list of phrases of which it must have one."""
    lacking: str | None = None
    """A list of phrases of which it must have none."""
    unless: tuple[str, ...] = ()
    """The moves that it must not surely make; none at all, unless given."""


class Move(_Table, frozen=True, kw_only=True):
    """What a sentence may do."""

    summary: Text
    kinds: tuple[Kind, ...] = KINDS
    """The kinds of letter in which it is made: what is put right is put right in an incident."""
    possible: tuple[Possible, ...] = ()
    yields_to: tuple[str, ...] = ()
    """Lists whose sure hits take words away from this move: a euphemism's words say nothing plainly."""
    news_in_it: float = 1.0
    """What words of news are worth, from 0 to 1, in a sentence that surely makes this move: thanks tell no news."""
    speaks_for: dict[Kind, float] = {}
    """The kinds of letter that have it and others seldom do, with the weight of that; plain news weighs 3.

    A negative weight speaks against a kind: nobody explains good news.
    """


class Source(_Table, frozen=True, kw_only=True):
    """Where a rule comes from."""

    document: Text
    section: Text


class Example(_Table, frozen=True, kw_only=True):
    """A letter in which a rule must find the stretches in `[[…]]`, and nothing else; or nothing at all."""

    language: Text
    letter: Text
    kind: Kind | None = None


class Case(_Table, frozen=True, kw_only=True):
    """What a rule says in a case of its own, in each language; what is left out is as in the other cases."""

    message: dict[str, Text] = {}
    advice: dict[str, Text] = {}
    suggestion: dict[str, Text] = {}


class RuleFile(_Table, frozen=True, kw_only=True):
    """A rule, as written."""

    summary: Text
    why: Text
    level: LevelName
    kinds: tuple[Kind, ...] = KINDS
    levels: dict[Kind, LevelName] = {}
    media: tuple[Medium, ...] = MEDIA
    languages: tuple[Text, ...] = ()
    """The languages of the letters that it is for; all of the pack unless given."""
    requires: tuple[str, ...] = ()
    """Moves of which the letter must surely make one: a letter that admits no fault owes no apology."""
    yields_to: tuple[str, ...] = ()
    """Rules that, where they have something to say, have said this too."""
    limits: dict[str, float] = {}
    """Numbers that the user may set otherwise."""
    source: Source
    check: dict[str, object] | tuple[dict[str, object], ...]
    """A check, or several, each of which may find something."""
    message: dict[str, Text] = {}
    advice: dict[str, Text] = {}
    suggestion: dict[str, Text] = {}
    cases: dict[str, Case] = {}
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


class PackFile(_Table, frozen=True, kw_only=True):
    """What a pack says of itself."""

    name: Text
    languages: dict[str, Text]
    """The languages by their codes (ISO 639-1), each with its own name for itself."""
    sources: dict[str, Text]
    regions: dict[str, tuple[str, ...]] = {}
    """For each language the countries (ISO 3166-1) whose telephone numbers need no prefix."""
    mail_headers: tuple[str, ...] = ()
    """The names of an e-mail's header lines, in small letters, in all languages."""
    placeholders: dict[str, tuple[str, ...]] = {}
    """For each slot the word stems by which a placeholder says that it fills it."""
    expected: dict[Kind, tuple[str, ...]] = {}
    """The moves that a good letter of each kind makes, in their usual order; "a or b" where either will do."""


class Phrase(_Table, frozen=True, kw_only=True):
    """One phrase of one list; `id` names it in findings and in `Span.id_`."""

    id: str
    text: str
    list: str
    file: str
    strength: Literal["sure", "possible", "except"]
    place: Place | None = None
    kind: Kind | None = None
    plain: str | None = None
    form: str | None = None


class LanguageData(_Table, frozen=True, kw_only=True):
    """What a pack knows of one language."""

    code: str
    classes: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    abbreviations: tuple[str, ...]
    not_abbreviations: tuple[str, ...]
    phrases: tuple[Phrase, ...]


class Rule(_Table, frozen=True, kw_only=True):
    """A rule of a pack."""

    name: str
    file: str
    text: RuleFile

    def level(self, kind: str) -> LevelName:
        """Say how serious the rule is in a letter of this kind."""
        return next((level for name, level in self.text.levels.items() if name == kind), self.text.level)

    def said(
        self, what: Literal["message", "advice", "suggestion"], language: str, cases: Iterable[str | None]
    ) -> str | None:
        """What the rule says in a language: in the first of the cases that it has a text for, else in all."""
        texts = [getattr(self.text.cases[case], what) for case in cases if case in self.text.cases]
        return next((text[language] for text in (*texts, getattr(self.text, what)) if language in text), None)


class Pack(_Table, frozen=True, kw_only=True):
    """A folder of rules, moves and phrases."""

    folder: Path
    about: PackFile
    moves: dict[str, Move]
    rules: dict[str, Rule]

    def language(self, code: str) -> LanguageData:
        """Read the phrases of one language.

        Raises:
            PackError: a file of it is malformed.
        """
        return _language(self.folder, code)

    def cite(self, rule: Rule) -> str:
        """Name the document and the section that a rule comes from."""
        return f"{rule.text.source.document}: {rule.text.source.section}"


def own_pack_folder() -> Path:
    """Find the pack that comes with letterlint: inside the installed package, or at the top of a checkout."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"


_T = TypeVar("_T")
_UNKNOWN_FIELD = re.compile(r"unknown field `(?P<field>[^`]+)`(?P<where> - at `[^`]+`)?")


def _read(path: Path, type_: type[_T]) -> _T:
    """Read one TOML file of a pack."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}; a pack needs this file") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path}: no valid TOML: {error}") from error
    try:
        return msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        raise PackError(f"{path}: {_explain(str(error))}") from error


def _explain(complaint: str) -> str:
    """Add the nearest known key to a complaint about an unknown one."""
    found = _UNKNOWN_FIELD.search(complaint)
    if not found:
        return complaint[0].lower() + complaint[1:]
    known = {key for table in _Table.__subclasses__() for key in table.__struct_encode_fields__}
    return unknown("key", found["field"], known) + (found["where"] or "")


def _language(folder: Path, code: str) -> LanguageData:
    home = folder / "phrases" / code
    words = _read(home / "classes.toml", ClassFile)
    phrases: list[Phrase] = []
    for path in sorted(home.glob("*.toml")):
        if path.stem == "classes":
            continue
        name, file = path.stem, str(path)
        content = _read(path, PhraseFile)
        texts = [(text, "except", PhraseGroup()) for text in content.except_]
        for group in content.phrases:
            texts += [(text, "sure", group) for text in group.sure]
            texts += [(text, "possible", group) for text in group.possible]
        phrases += [
            Phrase(
                id=f"{code}/{name}#{number}",
                text=text,
                list=name,
                file=file,
                strength=strength,  # type: ignore[arg-type]  # a tuple forgets that it holds literals
                place=group.place,
                kind=group.kind,
                plain=group.plain,
                form=group.form,
            )
            for number, (text, strength, group) in enumerate(texts, 1)
        ]
    return LanguageData(
        code=code,
        classes=words.classes,
        numbers=words.numbers,
        abbreviations=words.abbreviations,
        not_abbreviations=words.not_abbreviations,
        phrases=tuple(phrases),
    )


def load_pack(folder: Path) -> Pack:
    """Read a pack's rules and moves.

    Raises:
        PackError: there is no pack, or a file of it is malformed.
    """
    if not (folder / "pack.toml").is_file():
        raise PackError(f"{folder}: no rule pack: pack.toml is missing")
    about = _read(folder / "pack.toml", PackFile)
    moves = {path.stem: _read(path, Move) for path in sorted((folder / "moves").glob("*.toml"))}
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml"), key=lambda path: path.stem):
        if path.name == "pack.toml":
            continue
        text = _read(path, RuleFile)
        _check_rule(path, text, about)
        rules[path.stem] = Rule(name=path.stem, file=str(path), text=text)
    pack = Pack(folder=folder, about=about, moves=moves, rules=rules)
    _check_names(pack)
    return pack


def _check_rule(path: Path, rule: RuleFile, about: PackFile) -> None:
    """Check what a rule's types alone do not say."""
    codes = rule.languages or tuple(about.languages)
    for key in ("message", "advice"):
        everywhere: dict[str, str] = getattr(rule, key)
        for name, texts in [(f"cases.{name}.{key}", getattr(case, key)) for name, case in rule.cases.items()] or [
            (key, everywhere)
        ]:
            for code in codes:
                if code not in texts and code not in everywhere:
                    raise PackError(f"{path}: [{name}] has no text in '{code}'; add one")
    if rule.source.document not in about.sources:
        raise PackError(f"{path}: {unknown('source', rule.source.document, about.sources)}, or add it to pack.toml")
    for code in {example.language for example in (*rule.bad, *rule.good)} | set(rule.suggestion) | set(codes):
        if code not in about.languages:
            raise PackError(f"{path}: {unknown('language', code, about.languages)}")


def _check_names(pack: Pack) -> None:
    """Check that what rules name is there."""
    for rule in pack.rules.values():
        for key, names, what, known in (
            ("requires", rule.text.requires, "move", pack.moves),
            ("yields-to", rule.text.yields_to, "rule", pack.rules),
        ):
            for name in names:
                if name not in known:
                    raise PackError(f"{rule.file}: {key}: {unknown(what, name, known)}")


@cache
def _written(file: str) -> tuple[str, ...]:
    """The lines of a pack's file, as they are written."""
    return tuple(Path(file).read_text(encoding="utf-8").splitlines())


def place_of(phrase: Phrase, folder: Path) -> str:
    """Say where a phrase stands in its pack: `phrases/en/thanks.toml:12`."""
    spellings = (phrase.text, phrase.text.replace("\\", "\\\\").replace('"', '\\"'))
    quoted = [mark + text + mark for text in spellings for mark in "\"'"]
    lines = [number for number, line in enumerate(_written(phrase.file), 1) if any(text in line for text in quoted)]
    file = Path(phrase.file).relative_to(folder).as_posix()
    return f"{file}:{lines[0]}" if lines else file
