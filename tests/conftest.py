import pytest
from hypothesis import settings

settings.register_profile("boji", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("boji")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what runs commands and notebooks, so that no process is left with a long one at the end."""
    items.sort(key=lambda item: item.path.name not in {"test_contract.py", "test_figures.py"})
