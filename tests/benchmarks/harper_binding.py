"""Harper has no command line in its Python binding: this is one. Run by the interpreter of the binding's own venv."""

from __future__ import annotations

import sys
from pathlib import Path

from harper import Linter  # type: ignore[import-not-found]  # stands in that venv only

linter = Linter()
for name in sys.argv[1:]:
    for found in linter.lint(Path(name).read_text(encoding="utf-8"), language="plaintext"):
        sys.stdout.write(f"{name}:{found.span.start}: {found.message}\n")
