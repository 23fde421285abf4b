"""The last committed version of a file below the root, if git is installed and the root is in a repository."""

import shutil
import subprocess
from pathlib import Path

SECONDS = 20


def committed(root: Path, name: str) -> bytes | None:
    """The bytes of `name` in the last commit (https://git-scm.com/docs/git-show); None if git has none."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-C", str(root), "show", f"HEAD:./{name}"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - a fixed command
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
