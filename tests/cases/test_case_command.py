"""`manage.py case`: what authors see at the command line, and its exit status."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.engine.fixtures import SMALL


def case(capsys, *words: str) -> str:
    call_command("case", *words)
    return capsys.readouterr().out


def sentence(*words: str) -> str:
    with pytest.raises(CommandError) as error:
        call_command("case", *words)
    assert error.value.returncode == 1
    return str(error.value)


def file_with(tmp_path, old: str, new: str):
    path = tmp_path / "case.yaml"
    source = SMALL.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    return path


def test_lint_passes_a_case_that_has_warnings_only(capsys):
    out = case(capsys, "lint", str(SMALL))
    assert out.count("\n") == 1
    assert f"{SMALL}:" in out
    assert " W703 steps: " in out


def test_lint_says_so_when_there_is_nothing_to_say(capsys, tmp_path):
    hint = "transitions: [{goto: staging}]\n"
    talk = "  - {slug: talk, kind: info, title: Talk, body: He talks., transitions: [{goto: staging}]}\n"
    path = file_with(tmp_path, hint, "transitions: [{goto: talk}]\n" + talk)
    assert case(capsys, "lint", str(path)) == f"{path}: no faults\n"


def test_lint_prints_one_line_per_fault_and_fails(capsys, tmp_path):
    path = file_with(tmp_path, "    transitions: [{goto: treatment}]", "    transitions: [{goto: cure}]")
    assert sentence("lint", str(SMALL), str(path)) == "1 error to mend."
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [str(SMALL), str(path), str(path)]
    assert lines[2].endswith(": There is no step 'cure'; mend the name or add the step.")


def test_lint_of_a_missing_file_is_one_line(capsys, tmp_path):
    assert sentence("lint", str(tmp_path / "none.yaml")) == "1 error to mend."
    assert (
        capsys.readouterr().out
        == f"{tmp_path / 'none.yaml'}:1: E011: The file cannot be read: No such file or directory.\n"
    )


def test_the_reference_path_scores_100(capsys):
    out = case(capsys, "play", str(SMALL), "--reference")
    assert out.startswith("score 100.000 · harm 0 · ending end-response · day 49\n")


def test_json_has_the_promised_keys(capsys):
    found = json.loads(case(capsys, "play", str(SMALL), "--reference", "--json"))
    assert list(found) == ["score", "unsafe", "harm", "ending", "day", "key_decisions"]
    assert found["score"] == 100
    assert found["key_decisions"][2] == {
        "slug": "treatment",
        "weight": 4,
        "reached": True,
        "credit": 1.0,
        "timing": 1.0,
        "earned": 4.0,
    }


def test_a_dangerous_path_is_unsafe_and_capped(capsys):
    moves = ["--choose", "staging=mri,petct", "--choose", "fitness=measure", "--choose", "treatment=double"]
    found = json.loads(case(capsys, "play", str(SMALL), *moves, "--json"))
    # 100 · (2 + 1) / 8 − 30
    assert (found["score"], found["unsafe"], found["harm"], found["ending"]) == (
        7.5,
        True,
        30,
        "end-toxicity",
    )


def test_an_early_end_scores_what_was_earned_over_the_whole(capsys):
    found = json.loads(case(capsys, "play", str(SMALL), "--choose", "staging=ebv-dna", "--json"))
    assert (found["score"], found["ending"]) == (0, "end-blind")
    assert [key["reached"] for key in found["key_decisions"]] == [True, False, False, False]


def test_an_unfinished_play_says_where_it_waits(capsys):
    out = case(capsys, "play", str(SMALL), "--choose", "staging=mri,petct")
    assert "ending not over" in out
    assert "waits at fitness: measure, creatinine, skip" in out


def test_several_decisions_may_follow_one_choose(capsys):
    out = case(capsys, "play", str(SMALL), "--choose", "staging=mri,petct", "fitness=measure")
    assert "waits at treatment" in out


def test_bad_choices_get_one_clear_sentence():
    play = ("play", str(SMALL))
    assert sentence(*play) == "Give either --choose step=option[,option] …, or --reference."
    assert sentence(*play, "--reference", "--choose", "staging=mri") == sentence(*play)
    assert "write it as step=option" in sentence(*play, "--choose", "staging")
    assert "write it as step=option" in sentence(*play, "--choose", "staging=")
    assert "there is no step “board”" in sentence(*play, "--choose", "board=mri")
    assert "has no option “ct”; it offers mri" in sentence(*play, "--choose", "staging=ct")
    assert "has no option “”" in sentence(*play, "--choose", "staging=mri,")
    assert "You are not at this step. The case is at “staging”." in sentence(*play, "--choose", "goals=ask")
    assert "chosen twice" in sentence(*play, "--choose", "staging=mri,mri")
    assert "offers nothing" in sentence(*play, "--choose", "arrival=on")
    assert "Choose one answer only." in sentence(*play, "--choose", "staging=mri", "fitness=measure,skip")


def test_a_case_that_cannot_be_played_is_not_played(tmp_path):
    broken = file_with(tmp_path, "    transitions: [{goto: treatment}]", "    transitions: [{goto: cure}]")
    assert "cannot be played" in sentence("play", str(broken), "--reference")
    assert "cannot be played" in sentence("paths", str(broken))
    unread = file_with(tmp_path, "format: 1", "format: 9")
    assert "E006 format" in sentence("play", str(unread), "--reference")


def test_a_reference_path_that_fails_says_where(tmp_path):
    broken = file_with(tmp_path, "  - {step: fitness, options: [measure]}\n", "")
    assert sentence("play", str(broken), "--reference").startswith("reference/1/step: ")


def test_paths_counts_scores_and_names_the_best_route_with_harm(capsys):
    out = case(capsys, "paths", str(SMALL))
    assert " routes\n" in out.splitlines(keepends=True)[0]
    assert "end-toxicity: " in out
    assert "highest with harm:" in out
    assert (
        " 100.000 harm 0, day 49, end-response: staging=mri,petct fitness=measure treatment=gp-pd1 goals=ask"
        in out
    )


def test_paths_says_when_the_bound_cut(capsys):
    out = case(capsys, "paths", str(SMALL), "--bound", "12", "--all")
    assert out.startswith("12 routes; cut here, complete up to 0 detours")
    assert out.count("staging=") == 13
    assert "1 or more" in sentence("paths", str(SMALL), "--bound", "0")


def test_an_unknown_verb_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("case", "frobnicate")


LIBRARY = SMALL.parents[2] / "cases" / "library"


def test_play_takes_an_order_and_a_number_with_its_unit(capsys):
    leg = str(LIBRARY / "leg-weakness.yaml")
    moves = ["along-the-wall=trunk", "before-five=whole-now", "drug-chart=sixteen"]
    late = case(capsys, "play", leg, "--choose", *moves, "calls=on-call,board,local,cycle-now")
    assert "major harm: board at calls" in late
    fever = str(LIBRARY / "fever-on-day-12.yaml")
    assert "wanted in mg" in sentence("play", fever, "--choose", *FEVER, "milligrams=1440mg/m²")
    assert "thousands" in sentence("play", fever, "--choose", *FEVER, "milligrams=1,440mg")
    assert "milligrams: 2.000 of 2" in case(capsys, "play", fever, "--choose", *FEVER, "milligrams=1440mg")


FEVER = (
    "day-eight=threshold", "night-call=ambulance", "first-hour=cultures,beta-lactam,count,ct,methylprednisolone",
    "risk=admit", "ward=told-straight", "cycle-three-due=wait-a-week", "next-orders=kidney-check",
)  # fmt: skip


def test_policies_prints_a_table_and_names_what_has_to_be_reworked(capsys):
    out = case(capsys, "policies", str(LIBRARY / "leg-weakness.yaml"))
    assert out.splitlines()[0].split()[-7:] == [
        "random", "aggressive", "least", "longest", "shortest", "first", "fp-habit",
    ]  # fmt: skip
    assert out.splitlines()[1].split()[:2] == ["leg-weakness", "100.0"]
    assert "small by longest" in sentence("policies", str(SMALL))
