"""The same people in every test."""

import pytest

from npcsite.accounts.models import Audience, Role, User
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Signing in costs a tenth of a second with the real hasher, which these tests do not test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _site_person(name: str, *roles: Role) -> User:
    return UserFactory(
        email=f"{name.lower()}@example.org",
        name=name,
        audience=Audience.SPECIALIST,
        is_staff=True,
        roles=roles,
    )


@pytest.fixture
def lena(db) -> User:
    """The learner."""
    return UserFactory(email="lena@example.org", name="Lena")


@pytest.fixture
def eddie(db) -> User:
    """The editor."""
    return _site_person("Eddie", Role.EDITOR)


@pytest.fixture
def rita(db) -> User:
    """A reviewer."""
    return _site_person("Rita", Role.REVIEWER)


@pytest.fixture
def ravi(db) -> User:
    """The other reviewer."""
    return _site_person("Ravi", Role.REVIEWER)


@pytest.fixture
def chloe(db) -> User:
    """The chief editor."""
    return _site_person("Chloe", Role.CHIEF_EDITOR)


@pytest.fixture
def dora(db) -> User:
    """The director of a residency program; not site staff."""
    return UserFactory(
        email="dora@example.org", name="Dora", audience=Audience.SPECIALIST, roles=[Role.DIRECTOR]
    )


@pytest.fixture
def otto(db) -> User:
    """The outsider: a learner of another program, with no right to anything of the others."""
    return UserFactory(email="otto@example.org", name="Otto", audience=Audience.RESIDENT)


@pytest.fixture
def sam(db) -> User:
    """The superuser, who follows the same rules as everybody."""
    return UserFactory(email="sam@example.org", name="Sam", is_staff=True, is_superuser=True)
