"""Shared fixtures. The network is dead by default (pytest-socket, see pyproject.toml); only the loopback is allowed."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records and the local stand-in; tests that use it are marked `real`."""
    folder = Path(os.environ.get("EVIDENCE_WATCH_SHARED") or ROOT.parent / "shared")
    if not (folder / "standin" / "server.py").exists():
        pytest.skip(f"real records not here: set EVIDENCE_WATCH_SHARED (looked in {folder})")
    return folder
