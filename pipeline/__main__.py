"""`python -m pipeline`."""

from pipeline.cli import main
from pipeline.rim.stopping import leave

leave(main())
