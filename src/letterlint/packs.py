"""Reads and validates rule packs: folders of TOML, in the form that `rules/README.md` describes.

Decisions:

- A pack is data. Nothing in it is executed, and texts are filled by plain replacement, not by `str.format`, which
  would let a pack's author reach into objects.
- Each value is checked against the types below when the pack is read; a malformed pack is an error, never a
  silent pass.
- The phrases of a language are read only when a letter in that language is. What was read and checked once is kept
  (`letterlint.store`), and read anew when the size or the time of a file changes.
- A pack that says `extends = "letterlint"` adds to letterlint's own: its rules and moves join the others or take the
  place of those with the same name, its phrases and classes are added to the lists that have their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from letterlint import store
from letterlint.errors import PackError, unknown
from letterlint.tables import Table, convert, read_toml

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


class PhraseGroup(Table, frozen=True, kw_only=True):
    """Phrases that mean the same, in the same place."""

    sure: tuple[Text, ...] = ()
    possible: tuple[Text, ...] = ()
    place: Place | None = None
    kind: Kind | None = None
    plain: str | None = None
    form: str | None = None
    """For phrases that address the reader, the form of address that they use."""
    exact: Text | None = None
    """The plain words that may stand in the phrase's place as they are, in any sentence."""


class PhraseFile(Table, frozen=True, kw_only=True):
    """A list of phrases, as written."""

    phrases: tuple[PhraseGroup, ...]
    except_: tuple[Text, ...] = msgspec.field(default=(), name="except")


class ClassFile(Table, frozen=True, kw_only=True):
    """The word classes and the numbers of a language."""

    classes: dict[str, tuple[Text, ...]] = msgspec.field(default_factory=dict)
    numbers: dict[str, int] = msgspec.field(default_factory=dict)
    abbreviations: tuple[Text, ...] = ()
    """What ends in a full stop that ends no sentence, besides what the segmenter knows."""
    not_abbreviations: tuple[Text, ...] = ()
    """Words that the segmenter takes for abbreviations and that mostly are none: "no", "mar"."""


class Possible(Table, frozen=True, kw_only=True):
    """Where a sentence's place, or another list of phrases, makes a move possible."""

    place: Place | None = None
    having: str | None = None
    """A list of phrases of which it must have one."""
    lacking: str | None = None
    """A list of phrases of which it must have none."""
    unless: tuple[str, ...] = ()
    """The moves that it must not surely make; none at all, unless given."""


class Move(Table, frozen=True, kw_only=True):
    """What a sentence may do."""

    summary: Text
    kinds: tuple[Kind, ...] = KINDS
    """The kinds of letter in which it is made: what is put right is put right in an incident."""
    possible: tuple[Possible, ...] = ()
    yields_to: tuple[str, ...] = ()
    """Lists whose sure hits take words away from this move: a euphemism's words say nothing plainly."""
    news_in_it: float = 1.0
    """What words of news are worth, from 0 to 1, in a sentence that surely makes this move: thanks tell no news."""
    speaks_for: dict[Kind, float] = msgspec.field(default_factory=dict)
    """The kinds of letter that have it and others seldom do, with the weight of that; plain news weighs 3.

    A negative weight speaks against a kind: nobody explains good news.
    """


class Source(Table, frozen=True, kw_only=True):
    """Where a rule comes from."""

    document: Text
    section: Text


class Example(Table, frozen=True, kw_only=True):
    """A letter in which a rule must find the stretches in `[[…]]`, and nothing else; or nothing at all."""

    language: Text
    letter: Text
    kind: Kind | None = None
    versions: dict[str, Text] = msgspec.field(default_factory=dict)
    """The same letter in other languages, for a rule that compares them."""


class Case(Table, frozen=True, kw_only=True):
    """What a rule says in a case of its own, in each language; what is left out is as in the other cases."""

    message: dict[str, Text] = msgspec.field(default_factory=dict)
    advice: dict[str, Text] = msgspec.field(default_factory=dict)
    suggestion: dict[str, Text] = msgspec.field(default_factory=dict)


class RuleFile(Table, frozen=True, kw_only=True):
    """A rule, as written."""

    summary: Text
    why: Text
    level: LevelName
    kinds: tuple[Kind, ...] = KINDS
    levels: dict[Kind, LevelName] = msgspec.field(default_factory=dict)
    media: tuple[Medium, ...] = MEDIA
    languages: tuple[Text, ...] = ()
    """The languages of the letters that it is for; all of the pack unless given."""
    requires: tuple[str, ...] = ()
    """Moves of which the letter must surely make one: a letter that admits no fault owes no apology."""
    yields_to: tuple[str, ...] = ()
    """Rules that, where they have something to say, have said this too."""
    limits: dict[str, float] = msgspec.field(default_factory=dict)
    """Numbers that the user may set otherwise."""
    source: Source
    check: dict[str, Any] | tuple[dict[str, Any], ...]
    """A check, or several, each of which may find something."""
    message: dict[str, Text] = msgspec.field(default_factory=dict)
    advice: dict[str, Text] = msgspec.field(default_factory=dict)
    suggestion: dict[str, Text] = msgspec.field(default_factory=dict)
    cases: dict[str, Case] = msgspec.field(default_factory=dict)
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


class PackFile(Table, frozen=True, kw_only=True):
    """What a pack says of itself."""

    name: Text
    extends: Literal["letterlint"] | None = None
    """The pack that it adds to; none if it stands alone."""
    languages: dict[str, Text] = msgspec.field(default_factory=dict)
    """The languages by their codes (ISO 639-1), each with its own name for itself."""
    sources: dict[str, Text] = msgspec.field(default_factory=dict)
    regions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """For each language the countries (ISO 3166-1) whose telephone numbers need no prefix."""
    mail_headers: tuple[str, ...] = ()
    """The names of an e-mail's header lines, in small letters, in all languages."""
    placeholders: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """For each slot the words by which a placeholder says that it fills it; see `letterlint.placeholder_names`."""
    expected: dict[Kind, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """The moves that a good letter of each kind makes, in their usual order; "a or b" where either will do."""


class Phrase(Table, frozen=True, kw_only=True):
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
    exact: str | None = None


class LanguageData(Table, frozen=True, kw_only=True):
    """What a pack knows of one language."""

    classes: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    abbreviations: tuple[str, ...]
    not_abbreviations: tuple[str, ...]
    phrases: tuple[Phrase, ...]


class Rule(Table, frozen=True, kw_only=True):
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


class Pack(Table, frozen=True, kw_only=True, eq=False):
    """The rules, moves and phrases of a folder, or of several of which each adds to those before it.

    Packs are compared by identity.
    """

    folders: tuple[Path, ...]
    about: PackFile
    moves: dict[str, Move]
    rules: dict[str, Rule]
    signature: bytes = b""
    """A digest of the files that it was read from; see `letterlint.store`."""

    def language(self, code: str) -> LanguageData:
        """Read the phrases of one language.

        Raises:
            PackError: a file of it is malformed.
        """
        return _language(self.folders, code)

    def cite(self, rule: Rule) -> str:
        """Name the document and the section that a rule comes from."""
        return f"{rule.text.source.document}: {rule.text.source.section}"


def own_pack_folder() -> Path:
    """Find the pack that comes with letterlint: inside the installed package, or at the top of a checkout."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"


_T = TypeVar("_T")
_CODE = re.compile(r"[a-z]{2,3}")
_ABOUT = "pack.toml"
_NO_RULES = frozenset({_ABOUT, "letterlint.toml", "pyproject.toml"})
"""Files in a pack's folder that hold no rule."""


def _read(path: Path, type_: type[_T]) -> _T:
    """Read one TOML file of a pack."""
    return convert(read_toml(path, PackError), type_, path, PackError)


def _language(folders: Iterable[Path], code: str) -> LanguageData:
    homes = [folder / "phrases" / code for folder in folders]
    written = [path for home in homes if (path := home / "classes.toml").is_file()]
    words = [_read(path, ClassFile) for path in written or [homes[0] / "classes.toml"]]
    classes: dict[str, tuple[str, ...]] = {}
    for one in words:
        for name, members in one.classes.items():
            classes[name] = classes.get(name, ()) + members
    numbering: Counter[str] = Counter()
    phrases: list[Phrase] = []
    for path in (path for home in homes for path in sorted(home.glob("*.toml")) if path.stem != "classes"):
        phrases += _phrases(path, code, numbering)
    return LanguageData(
        classes=classes,
        numbers={word: number for one in words for word, number in one.numbers.items()},
        abbreviations=tuple(word.lower() for one in words for word in one.abbreviations),
        not_abbreviations=tuple(word for one in words for word in one.not_abbreviations),
        phrases=tuple(phrases),
    )


def _phrases(path: Path, code: str, numbering: Counter[str]) -> Iterator[Phrase]:
    """The phrases of one file; `numbering` counts those of each list so far."""
    content = _read(path, PhraseFile)
    texts = [(text, "except", PhraseGroup()) for text in content.except_]
    for group in content.phrases:
        _check_exact(path, group)
        texts += [(text, "sure", group) for text in group.sure]
        texts += [(text, "possible", group) for text in group.possible]
    for text, strength, group in texts:
        numbering[path.stem] += 1
        yield Phrase(
            id=f"{code}/{path.stem}#{numbering[path.stem]}",
            text=text,
            list=path.stem,
            file=str(path),
            strength=strength,  # type: ignore[arg-type]  # a tuple forgets that it holds literals
            place=group.place,
            kind=group.kind,
            plain=group.plain or group.exact,
            form=group.form,
            exact=group.exact,
        )


@cache
def _loose() -> re.Pattern[str]:
    """Match what a phrase may leave open."""
    from letterlint.notation import SLOT_ALIASES  # noqa: PLC0415  # the notation is for those who compile phrases
    from letterlint.patterns import SLOTS  # noqa: PLC0415  # the same

    return re.compile(rf"\.\.\.\d*|\w*\*|\[[^]]*\]?|<[^>]*>?|\b({'|'.join((*SLOTS, *SLOT_ALIASES))})\b")


def _check_exact(path: Path, group: PhraseGroup) -> None:
    """Check that what is replaced is known to the word: no phrase with an exact equivalent leaves a part of it open."""
    for phrase in (*group.sure, *group.possible) if group.exact else ():
        if loose := _loose().search(phrase):
            raise PackError(
                f"{path}: '{phrase}' has an exact equivalent, '{group.exact}', and leaves '{loose[0]}' open; "
                "write each of its forms as a phrase of its own, or say 'plain' instead of 'exact'"
            )


def load_pack(*folders: Path) -> Pack:
    """Read the rules and moves of a pack, and of those that add to it.

    Args:
        folders: each adds to those before it; letterlint's own comes first where the first extends it.

    Raises:
        PackError: there is no pack, or a file of it is malformed.
    """
    named = folders or (own_pack_folder(),)
    if not all((folder / _ABOUT).is_file() for folder in named):
        return _load(*named)  # which says which is missing
    return _load_known(named, store.signature(dict.fromkeys((own_pack_folder(), *named))))


@lru_cache(maxsize=16)
def _load_known(named: tuple[Path, ...], signature: bytes) -> Pack:
    """Load packs whose files have some digest; within a process they are the same object as long as nothing changes."""
    return store.kept(
        "rules",
        (signature,),
        msgspec.msgpack.Decoder(Pack, dec_hook=lambda type_, text: type_(text)).decode,
        lambda: msgspec.msgpack.encode(msgspec.structs.replace(_load(*named), signature=signature), enc_hook=str),
    )


def _load(*folders: Path) -> Pack:
    """Read and check packs; see `load_pack`."""
    abouts = {folder: _about(folder) for folder in folders}
    if next(iter(abouts.values())).extends:
        abouts = {own_pack_folder(): _about(own_pack_folder()), **abouts}
    for folder, about in list(abouts.items())[1:]:
        if not about.extends:
            raise PackError(f'{folder}: this pack stands alone; to add it to another, write extends = "letterlint"')
    about = _joined_abouts(list(abouts.values()))
    moves = {path.stem: _read(path, Move) for folder in abouts for path in sorted((folder / "moves").glob("*.toml"))}
    rules: dict[str, Rule] = {}
    for path in (path for folder in abouts for path in folder.glob("*.toml") if path.name not in _NO_RULES):
        text = _read(path, RuleFile)
        _check_rule(path, text, about)
        rules[path.stem] = Rule(name=path.stem, file=str(path), text=text)
    pack = Pack(folders=tuple(abouts), about=about, moves=moves, rules=dict(sorted(rules.items())))
    _check_names(pack)
    return pack


def joined(packs: Sequence[Pack]) -> Pack:
    """One pack that knows what several know, for reports that speak of letters of all of them."""
    return Pack(
        folders=tuple({folder: None for pack in packs for folder in pack.folders}),
        about=_joined_abouts([pack.about for pack in packs]),
        moves={name: move for pack in packs for name, move in pack.moves.items()},
        rules=dict(sorted((name, rule) for pack in packs for name, rule in pack.rules.items())),
    )


def _about(folder: Path) -> PackFile:
    if not (folder / "pack.toml").is_file():
        raise PackError(f"{folder}: no rule pack: pack.toml is missing")
    about = _read(folder / "pack.toml", PackFile)
    for code in about.languages:
        if not _CODE.fullmatch(code):  # it becomes part of the names of files
            raise PackError(
                f"{folder / 'pack.toml'}: languages: '{code}' is no language code; write one of ISO 639, as 'en'"
            )
    return about


def _joined_abouts(abouts: Sequence[PackFile]) -> PackFile:
    """What packs say of themselves together: tables are merged, lists appended."""
    slots = {slot: () for about in abouts for slot in about.placeholders}
    return msgspec.structs.replace(
        abouts[0],
        languages={code: name for about in abouts for code, name in about.languages.items()},
        sources={key: text for about in abouts for key, text in about.sources.items()},
        regions={code: regions for about in abouts for code, regions in about.regions.items()},
        mail_headers=tuple(name for about in abouts for name in about.mail_headers),
        placeholders={
            slot: tuple(stem for about in abouts for stem in about.placeholders.get(slot, ())) for slot in slots
        },
        expected={kind: moves for about in abouts for kind, moves in about.expected.items()},
    )


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
def _written(file: str) -> str:
    """What stands in a pack's file."""
    return Path(file).read_text(encoding="utf-8")


def place_of(phrase: Phrase) -> str:
    """Say where a phrase stands: `phrases/en/thanks.toml:12`, behind its pack's folder if the pack is not our own."""
    return _place_of(phrase.file, phrase.text)


@cache
def _place_of(file: str, phrase: str) -> str:
    written = _written(file)
    spellings = {phrase, phrase.replace("\\", "\\\\").replace('"', '\\"')}
    quoted = [mark + text + mark for text in spellings for mark in "\"'"]
    places = [written.index(text) for text in quoted if text in written]
    pack = Path(file).parents[2]
    name = Path(file).relative_to(pack if pack == own_pack_folder() else pack.parent).as_posix()
    if not places:
        return name
    line = written.count("\n", 0, min(places)) + 1
    return f"{name}:{line}"
