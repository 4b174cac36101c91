"""`letterlint rules` and `letterlint explain RULE`."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from letterlint.packs import KINDS, Pack, Rule
from letterlint.reporting.text import listed


def show_rules(pack: Pack, console: Console) -> None:
    """Print each rule with its level, its kinds of letter and what it asks."""
    table = Table.grid(padding=(0, 2))
    for rule in pack.rules.values():
        table.add_row(Text(rule.name, style="bold"), rule.text.level, Text(rule.text.summary))
    console.print(table)


def markdown(pack: Pack) -> str:
    """Render the index of the rules in Markdown, for the README of the pack."""
    rows = [
        f"| [`{rule.name}`]({rule.name}.toml) | {_levels(rule)} | {_kinds(rule)} | {rule.text.summary} |"
        for rule in pack.rules.values()
    ]
    return "\n".join(["| rule | level | letters | what it asks |", "|---|---|---|---|", *rows, ""])


def _levels(rule: Rule) -> str:
    return listed([rule.text.level, *(f"{level} in a {kind} letter" for kind, level in rule.text.levels.items())])


def _kinds(rule: Rule) -> str:
    return "all" if set(rule.text.kinds) == set(KINDS) else listed(rule.text.kinds)


def _limits(rule: Rule) -> str:
    """The limits of a rule, as `--limit` takes them."""
    return listed(f"{rule.name}.{name}={value:g}" for name, value in rule.text.limits.items())


def explain_rule(pack: Pack, rule: Rule, console: Console) -> None:
    """Print all that a pack says of a rule, with an example of each sort in each language."""
    text = rule.text
    console.print(Text.assemble((rule.name, "bold"), f"  {text.summary}"))
    console.print()
    console.print(Text(" ".join(text.why.split())))
    console.print()
    facts = Table.grid(padding=(0, 2))
    facts.add_column()
    facts.add_column(overflow="fold")
    facts.add_row("level", _levels(rule))
    facts.add_row("letters", _kinds(rule))
    if text.limits:
        facts.add_row("limits", _limits(rule))
    facts.add_row("source", Text(f"{pack.about.sources[text.source.document]}, “{text.source.section}”"))
    facts.add_row("file", Text(rule.file))
    console.print(facts)
    for language, name in pack.about.languages.items():
        for title, style, examples in (("not so", "bold red", text.bad), ("but so", "bold green", text.good)):
            if example := next((example for example in examples if example.language == language), None):
                console.print()
                console.print(Text(f"{name}, {title}:", style=style))
                for code, letter in {"": example.letter, **example.versions}.items():
                    if code:
                        console.print(Text(f"  {pack.about.languages[code]}:", style="dim"))
                    console.print(Padding(Text(letter.strip()), (0, 0, 0, 2)))
