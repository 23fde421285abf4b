"""One client for each outside service. All connect through `stores/web.py`."""

from pipeline.stores.clients.crossref import Crossref
from pipeline.stores.clients.dailymed import DailyMed
from pipeline.stores.clients.eutils import EUtilities
from pipeline.stores.clients.openfda import OpenFda
from pipeline.stores.clients.retraction_watch import RetractionWatch
from pipeline.stores.clients.service import Client

CLIENTS: tuple[type[Client], ...] = (EUtilities, OpenFda, DailyMed, Crossref, RetractionWatch)
