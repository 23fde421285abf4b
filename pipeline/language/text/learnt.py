"""Reads the JSON files of weights and rates that were learnt from labelled data. They are part of this package.

Each file lies beside the module that uses it. Its "card" says what was learnt, from what and with which limits; the
training scripts in benchmarks/ write it. The pure rooms read no disk, with this one exception: what is read here comes
with the code and is the same in every run, so that a result still depends on nothing but its input.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def learnt(package: str, name: str) -> Mapping[str, Any]:
    """The content of the JSON file `name` in `package`, read when it is first asked for and kept.

    A caller makes typed values of it and leaves the lists and objects in it as they are.
    """
    content: dict[str, Any] = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    return MappingProxyType(content)
