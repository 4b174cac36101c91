"""What is compiled once is kept, safely, and made anew when it no longer fits."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from letterlint import compiled, reader, store
from letterlint.compiled import Compiled, compile_language
from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.packs import Pack, load_pack, own_pack_folder
from letterlint.reading.source import Source
from letterlint.recogniser import recogniser_of
from tests.library import BAD


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "letterlint"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages that are compiled, in order."""
    done: list[str] = []

    def counted(pack: Pack, language: str) -> Compiled:
        done.append(language)
        return compile_language(pack, language)

    monkeypatch.setattr(compiled, "compile_language", counted)
    return done


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each linter read its pack anew, as in a process of its own."""
    monkeypatch.setattr(reader, "recogniser_of", recogniser_of.__wrapped__)  # the cache is in the way


def findings(pack: Pack) -> list[tuple[str, str | None]]:
    report = Linter(Options(language="en"), pack).lint(Source("a.txt", BAD))
    return [(finding.rule, finding.cause) for finding in report.findings]


def test_a_language_is_compiled_once_and_found_again_with_the_same_findings(
    cache: Path, compilations: list[str]
) -> None:
    first = findings(load_pack())
    assert compilations == ["en"]
    assert findings(load_pack()) == first
    assert compilations == ["en"]
    assert len(list(cache.glob("en-*"))) == 1


def test_a_changed_phrase_is_found_at_once(cache: Path, compilations: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(own_pack_folder(), folder)
    assert "avoids-euphemism" in dict(findings(load_pack(folder)))
    path = folder / "phrases" / "en" / "euphemism.toml"
    path.write_text(path.read_text().replace("(part|parts|parted|parting) (ways|company)", "nothing like it"))
    assert "avoids-euphemism" not in dict(findings(load_pack(folder)))
    assert compilations == ["en", "en"]


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "foreign data", "others may write"])
def test_what_cannot_be_trusted_is_made_anew(cache: Path, compilations: list[str], harm: str) -> None:
    first = findings(load_pack())
    (path,) = cache.glob("en-*")
    data = path.read_bytes()
    match harm:
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "changed":
            path.write_bytes(data[:500] + bytes([data[500] ^ 1]) + data[501:])
        case "empty":
            path.write_bytes(b"")
        case "foreign data":
            store.write(path, msgspec.msgpack.encode(["something", "else"]))
        case _:
            path.chmod(0o666)
    assert findings(load_pack()) == first
    assert compilations == ["en", "en"]
    assert findings(load_pack()) == first
    assert compilations == ["en", "en"]


def test_where_nothing_can_be_kept_letters_are_linted_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert findings(load_pack())


def test_no_more_is_kept_than_a_few_versions_need(tmp_path: Path) -> None:
    for number in range(5):
        store.write(tmp_path / f"{number}.pack", b"x")
    store.prune(tmp_path, 2)
    assert len(list(tmp_path.iterdir())) == 2
