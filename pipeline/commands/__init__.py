"""One file per command that is more than a stage. `cli` knows no other room."""

from pipeline.commands import docs, doctor, impact, label, raw, refresh, review, verify
from pipeline.commands.review import Decision
from pipeline.stages import STAGES
from pipeline.stages.settings import Settings
from pipeline.stores.crossref import CrossrefSettings
from pipeline.stores.eutils import EUtilitiesSettings
from pipeline.stores.openfda import LabelSettings
from pipeline.stores.pace import Clock
from pipeline.stores.retraction_watch import RetractionWatchSettings

# Every command by the module that holds it; the stages are commands too, run by `refresh.run_stages`.
COMMANDS = (refresh, raw, label, impact, review, verify, doctor, docs)

__all__ = [
    "COMMANDS",
    "STAGES",
    "Clock",
    "CrossrefSettings",
    "Decision",
    "EUtilitiesSettings",
    "LabelSettings",
    "RetractionWatchSettings",
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
