"""One file per stage; each joins the pure rooms to disk and network and knows no rule of medicine."""

from pipeline.stages.check import check
from pipeline.stages.fetch.stage import fetch
from pipeline.stages.normalise.stage import normalise
from pipeline.stages.summarise import summarise

# In running order. `refresh` runs them all; each is a command of its own too.
STAGES = (fetch, normalise, check, summarise)
