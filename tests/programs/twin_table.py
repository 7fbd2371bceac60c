"""What the test of the mirrored twins knows of each address and field of programs; what is missing here fails it."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.programs.forms.assigning import TYPED
from cases.programs.models import JoinCode
from cases.programs.selectors.competencies import text_of
from cases.programs.services.replacing_competencies import seen_of
from tests.programs.twins import Twin, ids

# Parameters that name a row of one program alone: swapped for the twin's, the address does not exist.
SECRET = {
    "snooze_id",
    "program_id",
    "cohort_id",
    "learner_id",
    "assignment_id",
    "item_id",
    "attempt_id",
    "note_id",
    "membership_id",
    "appointment_id",
    "invitation_id",
}
# Names of what everybody may read, or of a place in a row that another parameter names.
OPEN = {"slug", "position", "rule"}
# The address itself is the permission, for whoever holds it: it ends one person's reminders and tells nothing, or asks
# whoever is at the invited address whether they want to join.
BEARER = {"token"}

# Which of a twin's own ids an address is for, where it is not the first.
NOT_THE_FIRST = {("programs:read_part", "item_id"): 1, ("programs:invitation", "token"): 1}

# Fields of forms, sent or asked for in an address: which of the twin's ids they are tried with.
FIELDS = {
    "learner": "learner_id",
    "case": "slug",
    "cohort": "cohort_id",
    "assignment": "assignment_id",
    "key": "note_key",
    "cases": "document",
    "sections": "document",
    "carried": "carried",
    "before": "assignment_id",
    "after": "assignment_id",
}
# Where a field of that name is another thing.
FIELD_OF = {("programs:begin_part", "key"): "start_key"}
# Words, dates and choices that name no row of a program; an address is that of an account of the site. A join code lets
# in whoever has it.
PLAIN = {
    "of",
    "rule",
    "aside",
    "until",
    "note",
    "unsafe_days",
    "sure_percent",
    "sure_n",
    "overdue_days",
    "below_sd",
    "below_n",
    "quiet_days",
    "code",
    "days",
    "file",
    "email",
    "name",
    "post",
    "text",
    "title",
    "purpose",
    "opens_at",
    "due_at",
    "closes_at",
    "mode",
    "certainty_asked",
    "minutes",
    "threshold",
    "practice_closed",
    "reason",
    "page",
    "sort",
    "former",
    "by",
    "turned",
    "columns",
    "standing",
    "attention",
    "practice",
    "seen",
}
# Ids that everybody may set: what is published is no program's own.
PUBLIC_FIELDS = {"cases", "sections"}


def _words(made: Twin) -> dict:
    return {"key": uuid4(), "text": made.word("typed")}


def _key(_made: Twin) -> dict:
    return {"key": uuid4()}


def _nothing(_made: Twin) -> dict:
    return {}


def _assignment(made: Twin) -> dict:
    set_, zone = made.assignment, made.program.zone
    return {
        "title": made.word("assignment"),
        "purpose": set_.purpose,
        "cases": [item.document_id for item in set_.items.filter(document__kind="case")],
        "sections": [item.document_id for item in set_.items.filter(document__kind="section")],
        "opens_at": set_.opens_at.astimezone(zone).strftime(TYPED),
        "due_at": (set_.due_at.astimezone(zone) + timedelta(days=1)).strftime(TYPED),
        "mode": set_.mode,
        "certainty_asked": "on",
    }


def _extension(made: Twin) -> dict:
    due = timezone.now().astimezone(made.program.zone) + timedelta(days=60)
    return {"learner": made.learner.pk, "due_at": due.strftime(TYPED), "reason": made.word("typed")}


def _appointed(made: Twin) -> dict:
    return {"email": made.learner.email, "post": "coordinator"}


def _cohort(made: Twin) -> dict:
    return {"name": made.word("typed")}


def _moved(made: Twin) -> dict:
    return {"cohort": made.program.cohorts.exclude(pk=made.cohort.pk).get().pk}


def _days(_made: Twin) -> dict:
    return {"days": 7}


def _invited(made: Twin) -> dict:
    return {"email": f"{made.word('typed')}@example.org", "name": made.word("typed"), "days": 7}


def _file(made: Twin) -> dict:
    line = f"{made.word('typed')}@example.org,{made.word('typed')}"
    return {"file": SimpleUploadedFile("people.csv", line.encode()), "days": 7}


def _carried(made: Twin) -> dict:
    return {"carried": ids(made)["carried"][0]}


def _code(made: Twin) -> dict:
    return {"code": JoinCode.objects.get(cohort=made.cohort).code}


def _competencies(made: Twin) -> dict:
    return {"file": SimpleUploadedFile("competencies.yaml", text_of(made.program).encode())}


def _competencies_again(made: Twin) -> dict:
    return {"text": text_of(made.program), "seen": seen_of(made.program)}


def _competencies_seen(made: Twin) -> dict:
    return {"seen": seen_of(made.program)}


def _aside(made: Twin) -> dict:
    day = timezone.now().astimezone(made.program.zone) + timedelta(days=60)
    return {"until": day.strftime("%Y-%m-%d"), "note": made.word("typed")}


def _limits(_made: Twin) -> dict:
    return {
        "unsafe_days": 30,
        "sure_percent": 20,
        "sure_n": 8,
        "overdue_days": 7,
        "below_sd": "1.5",
        "below_n": 8,
        "quiet_days": 21,
    }


# What is sent so that it is taken, by address; every one that takes a post is here.
FORMS = {
    "programs:competencies": _competencies,
    "programs:replace_competencies": _competencies_again,
    "programs:restore_competencies": _competencies_seen,
    "programs:appoint": _appointed,
    "programs:end_appointment": _nothing,
    "programs:new_cohort": _cohort,
    "programs:edit_cohort": _cohort,
    "programs:archive_cohort": _nothing,
    "programs:move_member": _moved,
    "programs:end_membership": _nothing,
    "programs:new_code": _days,
    "programs:end_code": _nothing,
    "programs:join": _code,
    "programs:leave": _nothing,
    "programs:invite": _invited,
    "programs:invite_file": _file,
    "programs:confirm_file": _carried,
    "programs:resend_invitation": _nothing,
    "programs:revoke_invitation": _nothing,
    "programs:invitation": _nothing,
    "programs:attention_limits": _limits,
    "programs:put_aside": _aside,
    "programs:take_back": _nothing,
    "programs:note": _words,
    "programs:answer_reply": _words,
    "programs:new_assignment": _assignment,
    "programs:edit_assignment": _assignment,
    "programs:cancel_assignment": _nothing,
    "programs:extensions": _extension,
    "programs:choose_reminders": _nothing,
    "programs:stop_reminders": _nothing,
    "programs:begin_part": _key,
    "programs:read_part": _nothing,
    "programs:read_note": _nothing,
    "programs:reply_to_note": _words,
}
# Texts of programs that are no words of people.
NO_WORDS = {
    "programs.Program.time_zone",
    "programs.Program.competencies",
    "programs.Program.attention",
    "programs.Invitation.digest",
    "programs.Snooze.rule",
    "programs.Viewing.what",
}
# Words that no page shows as they are stored: a join code stands there in two halves.
SHOWN_NOWHERE = {"code"}
