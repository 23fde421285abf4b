"""What a stage last read and wrote, as make would know it: a stage with unchanged inputs and outputs is skipped."""

import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.stores import files


class Stamps:
    """The stamps of one root. A lost or broken stamp file only means that stages run again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            found = json.loads(files.read(path) or b"{}")
        except (ValueError, RecursionError):
            found = {}
        self._stamps: dict[str, list[str]] = found if isinstance(found, dict) else {}

    def is_fresh(self, stage: str, inputs: str, outputs: Iterable[Path]) -> bool:
        """Whether `stage` last ran on just these inputs and its outputs still hold what it wrote."""
        return self._stamps.get(stage) == [inputs, files.digest(outputs)]

    def is_changed(self, stage: str, outputs: Iterable[Path]) -> bool:
        """Whether the outputs of `stage` are not what it left; False where it left no stamp."""
        stamp = self._stamps.get(stage)
        return stamp is not None and stamp[-1] != files.digest(outputs)

    def put(self, stage: str, inputs: str, outputs: Iterable[Path]) -> None:
        """Keep what `stage` read and what its outputs hold now."""
        self._stamps[stage] = [inputs, files.digest(outputs)]
        files.write_text(self._path, json.dumps(self._stamps, indent=1, sort_keys=True) + "\n")
