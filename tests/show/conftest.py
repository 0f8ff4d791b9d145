from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from tests.show.opened_report import browser, opened  # noqa: F401  # fixtures


@pytest.fixture(scope="session", autouse=True)
def _without_windows() -> None:
    mpl.use("agg")


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)
