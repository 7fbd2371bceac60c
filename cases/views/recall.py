"""The recall queue: what is due, a decision asked once more, its feedback, and the ways to be asked less."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.access import get_recall_answer, get_recall_item, owner_of
from cases.engine.play import Refused
from cases.forms.playing import DecisionForm, DropForm
from cases.models import Attempt
from cases.selectors import playing
from cases.selectors.recall import due_now, recall_page
from cases.selectors.recall_pages import Asking, ask_page, asking_of, recall_feedback, recalled
from cases.selectors.retrying import Retry, retry_at
from cases.selectors.steps import NOTHING_TYPED, Typed
from cases.selectors.wording import refused
from cases.services.recalling import NotAsked, answer_recall, clear_queue, drop_item
from cases.views.attempts import intent_of, typed_in
from cases.views.layout import SeeOther, Shown, player_page, player_view
from npcsite.accounts.access import person_of

# In the query while the missed decisions of an attempt are retried.
RETRIED = "retry"


@require_safe
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """A guest is told that an account keeps a queue."""
    user_id = owner_of(request).user_id
    page = recall_page(user_id, timezone.now()) if user_id is not None else None
    return render(request, "cases/recall.html", {"page": page})


@require_safe
@player_view
def ask(request: HttpRequest, item_id: UUID) -> HttpResponse:
    return _asked(request, asking_of(get_recall_item(request, item_id)))


@require_POST
@player_view
def answer(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """12 statements and the transaction at most, however many items and answers."""
    asking, form = asking_of(get_recall_item(request, item_id)), DecisionForm(request.POST)
    if not form.is_valid():
        return _asked(request, asking, typed_in(form))
    try:
        given = answer_recall(asking=asking, intent=intent_of(form.cleaned_data), at=timezone.now())
    except NotAsked:
        return _closed(request, asking)
    except Refused as refusal:
        form.refuse(refusal.code, refused(refusal))
        return _asked(request, asking, typed_in(form))
    address = reverse("cases:recall_answered", args=[item_id, given.position])
    return SeeOther(f"{address}?{RETRIED}=1" if RETRIED in request.GET else address)


@require_safe
@player_view
def answered(request: HttpRequest, item_id: UUID, position: int) -> HttpResponse:
    item = get_recall_item(request, item_id)
    given = get_recall_answer(item, position)
    then, due = recalled(given), due_now(person_of(request).pk, timezone.now())
    retry = _retry(request, given.attempt, given.attempt_position)
    page = recall_feedback(then, given, due, retry)
    return player_page(request, then, Shown("cases/recall_answered.html", page))


@require_POST
@login_required
def drop(request: HttpRequest) -> HttpResponse:
    form = DropForm(request.POST)
    learner_id, at = person_of(request).pk, timezone.now()
    if not form.is_valid() or not drop_item(learner_id=learner_id, item_id=form.cleaned_data["item"], at=at):
        raise Http404
    messages.success(request, _("This decision is not asked any more. Miss it again and it comes back."))
    return SeeOther(reverse("cases:recall"))


@require_POST
@login_required
def clear(request: HttpRequest) -> HttpResponse:
    count = clear_queue(learner_id=person_of(request).pk, at=timezone.now())
    told = ngettext(
        "%(count)d decision is not asked any more.", "%(count)d decisions are not asked any more.", count
    )
    messages.success(request, told % {"count": count})
    return SeeOther(reverse("cases:recall"))


def _retry(request: HttpRequest, attempt: Attempt, position: int) -> Retry | None:
    """Where the retry of the attempt stands, None outside of one."""
    return retry_at(playing.load(attempt), position) if RETRIED in request.GET else None


def _asked(request: HttpRequest, asking: Asking, typed: Typed = NOTHING_TYPED) -> HttpResponse:
    """The decision, or the queue with the reason why it is not asked."""
    item = asking.item
    if asking.playing is None or asking.why_not(timezone.now()):
        return _closed(request, asking)
    page = ask_page(item, asking.playing, _retry(request, item.attempt, item.position), typed)
    status = 422 if typed.errors else 200
    return player_page(request, asking.playing, Shown("cases/recall_item.html", page, status=status))


def _closed(request: HttpRequest, asking: Asking) -> HttpResponse:
    why = asking.why_not(timezone.now()) or _("It was answered meanwhile, perhaps in another tab.")
    messages.info(request, why)
    return SeeOther(reverse("cases:recall"))
