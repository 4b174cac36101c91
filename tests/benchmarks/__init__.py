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
- Each peer gets all its files in one process, as its own command line takes them.
- The process that measures imports neither letterlint nor spaCy: Linux counts what a parent uses to the peak of memory
  of its child.
- A letter without the start-up is the time of many less the time of one, divided by how many more they are.
"""
