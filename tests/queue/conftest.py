"""What the tests of the floor share."""

import pytest

from hub.rules.passwords import hash_password
from tests.journeys.people import PASSWORD


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)
