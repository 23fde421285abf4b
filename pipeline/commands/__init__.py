"""One file per command; the stages need none. `cli` gets stages, settings and clock from here, not from their rooms.

A name is imported when it is first used, so that `--help` loads none of the libraries behind the commands.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.commands import docs, doctor, impact, label, raw, refresh, review, verify
    from pipeline.commands.review import Decision
    from pipeline.stages import STAGES
    from pipeline.stages.settings import Settings
    from pipeline.stores.clients.service import ServiceSettings
    from pipeline.stores.pace import Clock

# Every command, by the name of its module. The stages are commands too; `refresh.run_stages` runs them.
COMMANDS = ("refresh", "raw", "label", "impact", "review", "verify", "doctor", "docs")
STAGE_COMMANDS = {
    "fetch": "questions in, raw out",
    "normalise": "raw, snapshot, questions and corrections in; tables out",
    "check": "tables in; findings, counts, question status and the history's new rows out",
    "summarise": "tables, findings and history in; Markdown reports out",
}
_PLACES = {
    "Decision": "pipeline.commands.review",
    "STAGES": "pipeline.stages",
    "Settings": "pipeline.stages.settings",
    "ServiceSettings": "pipeline.stores.clients.service",
    "Clock": "pipeline.stores.pace",
}

__all__ = [
    "COMMANDS",
    "STAGES",
    "STAGE_COMMANDS",
    "Clock",
    "Decision",
    "ServiceSettings",
    "Settings",
    "docs",
    "doctor",
    "impact",
    "label",
    "raw",
    "refresh",
    "review",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Import a command's module, or a name listed in `_PLACES`, on first use (PEP 562)."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    if name in COMMANDS:
        return import_module(f"pipeline.commands.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
