"""How fast letterlint is, beside tools that understand nothing. It is a benchmark and no test: pytest leaves it alone.

    python -m tests.benchmarks --output table.md

from the top of a checkout, with the interpreter in which letterlint is installed. It installs the peers from npm and
PyPI into a folder of its own (`--folder DIR` keeps it for the next time), writes letters there, runs everything side by
side, and prints one Markdown table. `--long` adds 20,000 letters and a letter of 10 MB; `--smoke` takes a few letters
and no peers, and is done in a minute. Nothing else should run on the machine meanwhile.

Decisions:

- Contestants take turns, so that a machine that slows down slows all of them; of several rounds the median counts. One
  round before is not counted: files are in the system's memory, and what is compiled once is compiled.
- The peers read English only, so what is compared with them is English; the other languages stand beside it.
- Each peer gets all its files in one process, as its own command line takes them; one that needs more than two minutes
  for many letters gets a tenth of them. letterlint gets the folder. What they say goes to a file.
- Of many letters, and where growth is measured, letterlint writes a line a finding, as the peers do; one letter, and
  letters known but for one, are told as a user sees them (these also in lines).
- The process that measures imports neither letterlint nor spaCy: Linux counts what a parent uses to the peak of memory
  of its child.
- Letters by the thousand are made of some two thousand sentences, which letterlint remembers. What a letter costs of
  which no sentence was read before, the corpora's letters tell: analysis alone is measured on them too.
- A letter without the start-up is the time of many less the time of one, divided by how many more they are.
- Seconds are asserted nowhere. What tests assert is counts: `tests/test_counts.py`.
"""
