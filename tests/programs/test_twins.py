"""Mirrored twins: nothing of one program reaches anybody of another, whichever id is swapped in whatever they send.

The addresses come from the resolver and the fields from the forms, so that a new one is in `twin_table` or fails here.
"""

import io
import logging
import re
import zipfile
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from django.forms import BaseForm
from django.urls import get_resolver, reverse

from cases.programs import forms
from tests.cases.players import HTMX
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.programs.twin_table import (
    BEARER,
    FIELD_OF,
    FIELDS,
    FORMS,
    NO_WORDS,
    NOT_THE_FIRST,
    OPEN,
    PLAIN,
    PUBLIC_FIELDS,
    SECRET,
    SHOWN_NOWHERE,
)
from tests.programs.twins import ids, twins
from tests.rows import every_row
from tests.site.test_matrix import addresses

pytestmark = pytest.mark.django_db

MINE, THEIRS = "Quokka", "Numbat"
# Pages of the whole site that show something of programs, or of everything one has.
BESIDE = ("home", "my_page", "my_data", "my_data_file", "account", "programs:programs")
OK, NOT_FOUND, NOT_SERVED, REFUSED = 200, 404, 405, (404, 422)


def parameters():
    return {
        name: dict.fromkeys(found)
        for name, found in addresses(get_resolver())
        if name.startswith("programs:")
    }


def form_fields():
    for module in iter_modules(forms.__path__, "cases.programs.forms."):
        for found in vars(import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, BaseForm) and found.__module__ == module.name:
                yield from found.base_fields


@pytest.fixture
def pair(caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    publish_story()
    publish_story(story(slug="twin"))
    return twins(MINE, THEIRS)


def own(made, name):
    """The first of each of its ids, or the one that the address is for."""
    return {key: ids(made)[key][NOT_THE_FIRST.get((name, key), 0)] for key in parameters()[name]}


def swapped(mine, theirs, name):
    """The address with each secret id replaced singly by each of the twin's."""
    plain, others = own(mine, name), ids(theirs)
    for key in plain:
        if key in SECRET:
            for value in others[key]:
                yield key, reverse(name, kwargs=plain | {key: value})


def told(answer):
    """All that the answer holds: head and body, unpacked where it is a workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{dict(answer.headers)} {answer.cookies} {body.decode(errors='replace')}"


def words_in(text, mark):
    return {word.lower() for word in re.findall(rf"{mark}\w*", text, re.IGNORECASE)}


def leaked(answer, sent=""):
    """Words of the twin that are not the visitor's own."""
    return words_in(told(answer), THEIRS) - words_in(str(sent), THEIRS)


def tried(client, method, address, data=None, headers=None):
    """What is answered, with nothing kept of it."""
    with transaction.atomic():
        answer = getattr(client, method)(address, data or {}, headers=headers or {})
        leak = leaked(answer, data)
        transaction.set_rollback(True)
    assert answer.status_code < 500, f"{method} {address}: {answer.status_code}"
    assert not leak, f"{method} {address} {data or ''} tells {leak}"
    return answer.status_code


def test_every_parameter_form_and_field_of_programs_is_in_the_table(pair):
    known = {key for found in parameters().values() for key in found}
    assert known == SECRET | OPEN | BEARER
    assert set(form_fields()) <= set(FIELDS) | PLAIN
    mine, _theirs = pair
    taking = {
        name
        for name in parameters()
        if tried(mine.clients["director"], "post", reverse(name, kwargs=own(mine, name))) != NOT_SERVED
    }
    assert taking == set(FORMS)


def test_every_free_text_of_programs_is_a_word_of_its_twin(pair):
    for model in apps.get_app_config("programs").get_models():
        rows = list(model.objects.all())
        assert rows, f"the twins have no {model._meta.label}"
        for field in model._meta.concrete_fields:
            free = isinstance(field, (models.CharField, models.TextField)) and not field.choices
            if free and f"{model._meta.label}.{field.name}" not in NO_WORDS:
                texts = [getattr(row, field.attname).lower() for row in rows]
                for mark in (MINE, THEIRS):
                    assert any(mark.lower() in text for text in texts), f"{model._meta.label}.{field.name}"


def test_its_own_people_are_served_and_read_every_word(pair):
    """Without it, what follows would prove nothing."""
    mine, _theirs = pair
    read = set()
    for name in (*parameters(), *BESIDE):
        found = set()
        address = reverse(name, kwargs=own(mine, name) if name in parameters() else {})
        for client in mine.clients.values():
            answer = client.get(address)
            read |= words_in(told(answer), MINE)
            found.add(answer.status_code)
            if name in FORMS:
                found.add(tried(client, "post", address, FORMS[name](mine)))
        assert found & {200, 303}, f"{name}: {found}"
    rows = every_row()
    text = " ".join(str(row) for table in rows.values() for row in table.values())
    assert words_in(text, MINE) - read == {f"{MINE}{word}".lower() for word in SHOWN_NOWHERE}


def test_with_an_id_of_the_twin_no_address_exists_and_nothing_is_written(pair):
    mine, theirs = pair
    before = every_row()
    for name in parameters():
        served = own(mine, name)
        form = FORMS.get(name, lambda _made: {})(mine)
        for client in mine.clients.values():
            post = tried(client, "post", reverse(name, kwargs=served), form)
            get = tried(client, "get", reverse(name, kwargs=served))
            for _key, address in swapped(mine, theirs, name):
                for headers in ({}, HTMX):
                    got = tried(client, "get", address, headers=headers)
                    assert got == (NOT_SERVED if get == NOT_SERVED else NOT_FOUND), f"get {address}: {got}"
                    got = tried(client, "post", address, form, headers)
                    assert got == (NOT_SERVED if post == NOT_SERVED else NOT_FOUND), f"post {address}: {got}"
    assert every_row() == before


def test_a_form_with_an_id_of_the_twin_is_refused_and_writes_nothing(pair):
    mine, theirs = pair
    before, others = every_row(), ids(theirs)
    for name, build in FORMS.items():
        address = reverse(name, kwargs=own(mine, name))
        for key in (key for key in build(mine) if key in FIELDS and key not in PUBLIC_FIELDS):
            for value in others[FIELD_OF.get((name, key), FIELDS[key])]:
                for client in mine.clients.values():
                    got = tried(client, "post", address, build(mine) | {key: value})
                    assert got in REFUSED, f"post {address} with {key} of the twin: {got}"
    assert every_row() == before


def test_no_field_asked_for_in_an_address_brings_the_twin_in(pair):
    """Every page and file with every field of every form, and every name of an id, set to each id of the twin."""
    mine, theirs = pair
    others = ids(theirs)
    asked = {name: name for name in SECRET} | {name.removesuffix("_id"): name for name in SECRET} | FIELDS
    for name in parameters():
        address = reverse(name, kwargs=own(mine, name))
        readers = [one for one in mine.clients.values() if tried(one, "get", address) == OK]
        for client in readers[:1]:
            for field, key in asked.items():
                for value in others[key]:
                    tried(client, "get", address, {field: value})
            for word in (theirs.mark, theirs.learner.email):
                tried(client, "get", address, dict.fromkeys(PLAIN, word))


def test_what_they_share_is_told_without_the_twin(pair):
    """The learner of both and their work: the notes, dates, entries and looks of the other program stay with it."""
    mine, _theirs = pair
    note, director = mine.notes[1], mine.clients["director"]
    shared = {"learner_id": mine.shared.pk, "slug": "made", "attempt_id": note.attempt_id}
    for name, found in parameters().items():
        if "learner_id" in found:
            plain = own(mine, name) | {key: value for key, value in shared.items() if key in found}
            assert tried(director, "get", reverse(name, kwargs=plain)) in {OK, NOT_SERVED}
    trail = reverse("programs:trail", args=[mine.program.pk, mine.shared.pk, note.attempt_id])
    assert note.text in told(director.get(trail))


def test_the_pages_of_the_whole_site_tell_its_people_nothing_of_the_twin(pair):
    mine, _theirs = pair
    for name in BESIDE:
        for client in mine.clients.values():
            assert tried(client, "get", reverse(name)) == OK
    call_command("verify_audit", verbosity=0)
