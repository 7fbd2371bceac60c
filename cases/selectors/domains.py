"""What the domains of key decisions are called."""

from django.utils.translation import gettext as _

from cases.engine.words import Domain


def domain_label(slug: str) -> str:
    """Raises ValueError for a slug that is no domain."""
    return {
        Domain.DIAGNOSIS: _("Diagnosis and staging"),
        Domain.FITNESS: _("Fitness and safety checks"),
        Domain.SYSTEMIC: _("Systemic treatment"),
        Domain.LOCOREGIONAL: _("Locoregional and local treatment"),
        Domain.TOXICITY: _("Toxicity and emergencies"),
        Domain.MONITORING: _("Monitoring and follow-up"),
        Domain.COMMUNICATION: _("Communication and goals of care"),
    }[Domain(slug)]


def domain_choices() -> list[tuple[str, str]]:
    return [(domain.value, domain_label(domain)) for domain in Domain]
