"""Whether a word is an e-mail address or the address of a site, as spaCy's `like_email` and `like_url` tell it.

Decision: spaCy's rules are kept as data (see `letterlint.compiled`), so that a letter is read without importing it.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

import msgspec

from letterlint.tokenizer import LAST_NEAR, Regex, near, regex_of

_SIGNS = re.compile(r"[.@]|://")


class AddressRules(msgspec.Struct, frozen=True, array_like=True):
    """What addresses look like."""

    email: Regex
    """A pattern."""
    url: Regex
    """A pattern."""
    near_url: Regex
    """The same for words without a character after `LAST_NEAR`; see `letterlint.tokenizer`."""
    domains: frozenset[str]
    """The top-level domains that make a site of any words before them."""


def address_rules() -> AddressRules:
    """Take spaCy's rules; this imports it."""
    from spacy.lang import lex_attrs  # noqa: PLC0415  # needed only when a pack is compiled
    from spacy.lang.tokenizer_exceptions import URL_MATCH  # noqa: PLC0415  # likewise

    email, url = map(regex_of, (lex_attrs._like_email, URL_MATCH))  # noqa: SLF001  # no public name
    return AddressRules(email, url, near(url), frozenset(lex_attrs._tlds))  # noqa: SLF001  # likewise


class Addresses:
    """Tells addresses.

    Args:
        rules: what they look like.
    """

    def __init__(self, rules: AddressRules) -> None:
        self._rules = rules
        self._known = lru_cache(maxsize=4096)(self._is_address)

    @cached_property
    def _email(self) -> re.Pattern[str]:
        return re.compile(*self._rules.email)

    @cached_property
    def _url(self) -> re.Pattern[str]:
        return re.compile(*self._rules.url)

    @cached_property
    def _near_url(self) -> re.Pattern[str]:
        return re.compile(*self._rules.near_url)

    def __contains__(self, word: str) -> bool:
        """Whether a word is an address."""
        return _SIGNS.search(word) is not None and self._known(word)

    def _is_address(self, word: str) -> bool:
        return self._email.match(word) is not None or self._is_site(word)

    def _is_site(self, word: str) -> bool:
        if word.startswith(("http://", "https://")) or (word.startswith("www.") and word != "www."):
            return True
        if word.startswith(".") or word.endswith(".") or "@" in word or "." not in word:
            return False
        domain = word.rsplit(".", 1)[1].split(":", 1)[0]
        return (
            domain.endswith("/")
            or (domain.isalpha() and domain in self._rules.domains)
            or (self._near_url if max(word) <= LAST_NEAR else self._url).match(word) is not None
        )
