"""From a path to a text: which files, which encoding, what in them is letter and what is template."""
