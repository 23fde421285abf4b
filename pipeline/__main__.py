"""`python -m pipeline`, and the command `evidence-watch` of an installed package."""

from pipeline.cli import main
from pipeline.rim.stopping import leave


def run() -> None:
    """Run the command line and end the process with its exit code."""
    leave(main())


if __name__ == "__main__":
    run()
