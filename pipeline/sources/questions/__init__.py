"""The parser of question files, which reports every mistake with a way to fix it. Pure: no disk, no network."""
