"""Which mail a person wants, opened from a mail of ours."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content import access
from content.editorial.public import choose_mail, mail_chosen
from content.forms.mail import MailChoiceForm


@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request: HttpRequest, token: str) -> HttpResponse:
    """Without signing in; the link can do nothing else."""
    person = access.person_of_mail(token)
    form = MailChoiceForm(request.POST if request.method == "POST" else None, initial=mail_chosen(person))
    if form.is_valid():
        choose_mail(user=person, **form.cleaned_data)
        messages.success(request, _("Kept. You can change it again at any time."))
        return HttpResponseRedirect(request.path, status=303)
    return render(request, "content/mail_choice.html", {"form": form, "person": person})
