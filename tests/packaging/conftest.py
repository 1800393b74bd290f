from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.working_tree import Environment, copy_working_tree, require_package_index, run


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, so that a build cannot leave anything in it."""
    folder = tmp_path_factory.mktemp("checkout")
    require_package_index(tmp_path_factory.mktemp("downloads"))
    copy_working_tree(folder)
    return folder


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, checkout], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel and what it depends on."""
    environment = Environment(tmp_path_factory.mktemp("installed") / "env")
    environment.pip("install", "--quiet", wheel)
    return environment


@pytest.fixture(scope="session")
def editable(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the checkout itself, as a developer has it."""
    environment = Environment(tmp_path_factory.mktemp("editable") / "env")
    environment.pip("install", "--quiet", "--editable", checkout)
    return environment
