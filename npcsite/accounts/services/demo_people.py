"""The people of a demo: simulated, so in no statistic, and never signing library text."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from npcsite.accounts.models import Audience, Role, User
from npcsite.accounts.services.roles import grant_role


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`role` None is a learner."""

    email: str
    name: str
    audience: Audience
    role: Role | None


LEARNER, DIRECTOR = "lena.learner@example.org", "dora.director@example.org"
DEMO_PEOPLE = (
    DemoPerson(LEARNER, "Lena (demo learner)", Audience.STUDENT, None),
    DemoPerson("eddie.editor@example.org", "Eddie (demo editor)", Audience.SPECIALIST, Role.EDITOR),
    DemoPerson("rita.reviewer@example.org", "Rita (demo reviewer)", Audience.SPECIALIST, Role.REVIEWER),
    DemoPerson("ravi.reviewer@example.org", "Ravi (demo reviewer)", Audience.SPECIALIST, Role.REVIEWER),
    DemoPerson(
        "chloe.chief@example.org", "Chloe (demo chief editor)", Audience.SPECIALIST, Role.CHIEF_EDITOR
    ),
    DemoPerson(DIRECTOR, "Dora (demo director)", Audience.SPECIALIST, Role.DIRECTOR),
)


@transaction.atomic
def create_demo_people() -> tuple[tuple[DemoPerson, str], ...]:
    """Those who are not there yet, each with the password it got; the passwords are kept nowhere else."""
    there = set(User.objects.filter(email__in=[p.email for p in DEMO_PEOPLE]).values_list("email", flat=True))
    return tuple((person, _create(person)) for person in DEMO_PEOPLE if person.email not in there)


def _create(person: DemoPerson) -> str:
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(
        person.email,
        password,
        name=person.name,
        audience=person.audience,
        is_simulated=True,
    )
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    if person.role:
        grant_role(person=user, role=person.role, actor=None)
    return password
