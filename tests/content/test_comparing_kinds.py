"""Whatever an editor can change in a text of any kind, a comparison shows, in words people know."""

import pytest

from content.editorial.public import kind_of

KINDS = ["section", "article", "notice", "glossary", "trials", "case"]


def words(runs):
    return [(run.change.value, run.text.strip()) for run in runs]


def told(blocks):
    return [(block.place, block.change.value) for block in blocks]


def recommendation(**more):
    return {
        "key": "gp",
        "title": "GP",
        "claim": "Give gemcitabine with cisplatin.",
        "direction": "for",
        "population": "Fit.",
        "exclusions": "",
        "issuer": "ESMO",
        "scheme": "ESMO",
        "level": "I",
        "grade": "A",
        "grading": "graded",
        "citations": ["GEM16"],
    } | more


def section(*rows, **more):
    return {"slug": "s", "title": "S", "summary": "", "body": "Text.", "recommendations": list(rows)} | more


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("claim", "Give it.", "Claim"),
        ("direction", "against", "Direction"),
        ("population", "Everybody.", "Population"),
        ("exclusions", "Deaf.", "Exclusions"),
        ("issuer", "CSCO", "Issuer"),
        ("scheme", "CSCO", "Scheme"),
        ("level", "II", "Level"),
        ("grade", "B", "Grade"),
        ("grading", "not-verified", "Grading"),
        ("citations", ["GEM16", "GEM21"], "Sources"),
    ],
)
def test_every_field_of_a_recommendation_is_compared_by_itself(field, value, label):
    changes = kind_of("section").compare(section(recommendation()), section(recommendation(**{field: value})))
    (changed,) = (block for block in changes if block.is_changed)
    assert (changed.place, changed.heading) == ("recommendations/gp", "Recommendation: GP")
    assert [found.label for found in changed.changed_fields] == [label]


def test_a_recommendations_direction_is_said_in_the_readers_words():
    changes = kind_of("section").compare(
        section(recommendation()), section(recommendation(direction="conditional"))
    )
    (field,) = next(block for block in changes if block.is_changed).changed_fields
    assert words(field.runs) == [("removed", "For"), ("added", "Conditional")]


def test_a_recommendation_that_came_or_went_is_a_block_of_its_own():
    both, one = section(recommendation(), recommendation(key="x", title="X")), section(recommendation())
    for old, new, change in ((one, both, "added"), (both, one, "removed")):
        found = [b for b in kind_of("section").compare(old, new) if b.is_changed]
        assert told(found) == [("recommendations/x", change)]


def test_a_first_text_is_compared_with_nothing():
    found = kind_of("section").compare({}, section(recommendation()))
    assert {block.change.value for block in found if block.fields[0].runs} == {"added"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_compared_with_itself_has_no_change(kind):
    payload = next(iter(kind_of(kind).read_library())).payload
    changes = kind_of(kind).compare(payload, payload)
    assert changes
    assert not [block for block in changes if block.is_changed]


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif path[-1] not in ("slug", "key"):
        yield path


def changed_at(value, path):
    if not path:
        return [*value, "another"] if isinstance(value, list) else "another"
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed_at(value[path[0]], path[1:])
    return copy


@pytest.mark.parametrize("kind", KINDS)
def test_no_place_of_any_kind_can_change_unseen(kind):
    payload = next(iter(kind_of(kind).read_library())).payload
    fields = {}
    for path in leaves(payload):
        fields.setdefault(tuple(step for step in path if isinstance(step, str)), path)
    for path in fields.values():
        if path[-1] in ("direction", "grading"):
            continue  # two words from a closed list, tested above
        changes = kind_of(kind).compare(payload, changed_at(payload, path))
        assert [block for block in changes if block.is_changed], path
