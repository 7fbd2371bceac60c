"""The cast, and a made case that is live."""

import pytest
from django.test import Client

from cases.models import Case, ProblemReport
from content.editorial.public import Published
from tests.cases.building import signed_in
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.recalls import Recaller, days_pass, missing, recaller
from tests.cases.reporting import WORDS, report
from tests.cast import chloe, dora, eddie, lena, otto, quick_passwords, ravi, rita, sam  # noqa: F401


@pytest.fixture
def made(db) -> Published:
    return publish_story()


@pytest.fixture
def guest(made) -> Player:
    """A guest who has just started the made case."""
    return Player(Client()).start()


@pytest.fixture
def learner(made, lena) -> Player:  # noqa: F811
    """Lena, who has just started the made case."""
    client = Client()
    client.force_login(lena)
    return Player(client).start()


@pytest.fixture
def reported(learner) -> ProblemReport:
    """Lena's, on the menu before it was answered."""
    learner.decide()
    assert report(learner, WORDS).status_code == 303
    return ProblemReport.objects.get()


@pytest.fixture
def case(made) -> Case:
    """The made case's working copy."""
    return Case.objects.get(slug="made")


@pytest.fixture
def editor(eddie) -> Client:  # noqa: F811
    return signed_in(eddie)


@pytest.fixture
def due(learner) -> Recaller:
    """Lena's miss at the third question, now due: before it she took both tests and the best of two."""
    missing(learner, 3)
    days_pass()
    return recaller(learner.client, "k-3")
