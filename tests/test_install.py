"""What a user installs is what the package imports; what its makers need comes on top, in the same versions."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.M)
# the package that a module comes from, where the names differ
PACKAGES = {"yaml": "PyYAML", "markdown_it": "markdown-it-py", "Bio": "biopython"}


def pins(name: str) -> set[tuple[str, str]]:
    return set(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


def wanted(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {re.sub(r"\[.*\]", "", line).lower() for line in lines if line and line[0] not in "#-"}


def imported() -> set[str]:
    names = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return {PACKAGES.get(name, name).lower() for name in names - sys.stdlib_module_names - {"pipeline"}}


def test_the_run_time_set_is_what_the_package_imports() -> None:
    assert imported() == wanted("requirements.in")


def test_the_wheel_has_every_file_of_the_package() -> None:
    """`package-data` names them; `.ci/installed` builds the wheel and refreshes with what is in it."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    named = {path for pattern in options["package-data"]["*"] for path in (ROOT / "pipeline").rglob(pattern)}
    rest = {p for p in (ROOT / "pipeline").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")}
    assert rest
    assert rest == named
    assert all((p.parent / "__init__.py").is_file() for p in rest)  # else setuptools takes the folder for no package


def test_the_makers_set_holds_the_run_time_set_in_the_same_versions() -> None:
    assert pins("requirements.lock")
    assert pins("requirements.lock") < pins("requirements-dev.lock")


def test_each_named_package_is_locked() -> None:
    for name in ("requirements", "requirements-dev"):
        locked = {package.lower() for package, _ in pins(f"{name}.lock")}
        assert {w.replace("_", "-") for w in wanted(f"{name}.in")} <= locked
