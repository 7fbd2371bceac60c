"""`manage.py case lint|paths|play|policies|export|import`: for authors at the command line.

All but the last two read files and no database.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.engine import lint, paths, play, policies, reference, score, written
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started, State
from cases.engine.words import StepKind
from cases.management import exchange, report
from cases.services.exchange import BadCaseFile, CaseFile, read_file

LIBRARY = Path(__file__).resolve().parents[2] / "library"


class Command(BaseCommand):
    help = (
        "Checks case files (lint), lists routes (paths), plays one (play), tries machines on them (policies)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        _add_lint(verbs.add_parser("lint", help="One line per fault; status 1 when any of them is an error."))
        _add_paths(verbs.add_parser("paths", help="The routes through a case, counted and scored."))
        _add_play(verbs.add_parser("play", help="Plays a case by the decisions given and prints the result."))
        _add_policies(
            verbs.add_parser(
                "policies", help="Mean scores of machine policies; status 1 when a lazy one gets far."
            )
        )
        exchange.add_export(verbs.add_parser("export", help="Prints or writes the working copy of a case."))
        exchange.add_import(verbs.add_parser("import", help="Makes a file the working copy of its case."))

    def handle(self, *args: Any, **options: Any) -> None:
        does = {"lint": self._lint, "paths": self._paths, "play": self._play, "policies": self._policies}
        if options["verb"] in does:
            does[options["verb"]](options)
        elif options["verb"] == "export":
            exchange.export(options, self.stdout)
        else:
            exchange.import_file(options, self.stdout)

    def _lint(self, options: dict[str, Any]) -> None:
        errors = sum(self._lint_file(Path(file)) for file in options["files"])
        if errors:
            raise CommandError(f"{errors} error{'s' if errors > 1 else ''} to mend.")

    def _lint_file(self, file: Path) -> int:
        """Prints the faults of one file and counts those that bar it."""
        try:
            faults = read_file(file).lint()
        except BadCaseFile as bad:
            faults = bad.faults
        for fault in faults:
            self.stdout.write(str(fault))
        if not faults:
            self.stdout.write(f"{file}: no faults")
        return sum(fault.bars for fault in faults)

    def _paths(self, options: dict[str, Any]) -> None:
        if options["bound"] < 1:
            raise CommandError("--bound must be 1 or more.")
        found = paths.routes(_playable(options["file"]), bound=options["bound"])
        self.stdout.write("\n".join(report.route_lines(found, everything=options["all"])))

    def _play(self, options: dict[str, Any]) -> None:
        if bool(options["choose"]) == options["reference"]:
            raise CommandError("Give either --choose step=option[,option] …, or --reference.")
        scenario = _playable(options["file"])
        state = _along_reference(scenario) if options["reference"] else _along(scenario, options["choose"])
        result = score.result(scenario, state)
        if options["json"]:
            self.stdout.write(json.dumps(report.plain(result), indent=2))
            return
        self.stdout.write("\n".join(report.result_lines(scenario, state, result)))

    def _policies(self, options: dict[str, Any]) -> None:
        files = options["files"] or sorted(str(file) for file in LIBRARY.glob("*.yaml"))
        rows = [report.PolicyRow.of(_playable(file)) for file in files]
        self.stdout.write("\n".join(report.policy_lines(rows)))
        passed = [f"{row.slug} by {name}" for row in rows for name in row.passed()]
        if passed:
            raise CommandError(
                f"Rework {', '.join(passed)}: nobody should get {policies.HIGHEST_LAZY} unread."
            )


def _add_policies(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help="by default every case of the library")


def _add_lint(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")


def _add_paths(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--bound", type=int, default=paths.BOUND, help="stop after so many routes")
    parser.add_argument("--all", action="store_true", help="print every route, not the best and worst only")


def _add_play(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    advice = (
        "a decision, in the order they are asked; options of a ranking in their order, a number with its unit "
        "(335mg); steps that ask nothing go on by themselves"
    )
    parser.add_argument(
        "--choose", nargs="+", action="extend", default=[], metavar="STEP=OPTION[,OPTION]", help=advice
    )
    parser.add_argument("--reference", action="store_true", help="play the reference path")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _playable(file: str) -> Scenario:
    """The scenario of `file`; raises CommandError with its faults when it cannot be played."""
    try:
        case: CaseFile = read_file(Path(file))
    except BadCaseFile as bad:
        raise CommandError(str(bad)) from bad
    faults = lint.unplayable(case.scenario)
    if faults:
        raise CommandError(f"{file} cannot be played: {faults[0]} See `case lint` for all faults.")
    return case.scenario


def _along_reference(scenario: Scenario) -> State:
    try:
        return reference.played(scenario)
    except reference.ReferencePathError as broken:
        raise CommandError(f"{broken.place}: {broken}") from broken


def _along(scenario: Scenario, moves: list[str]) -> State:
    state = reference.went_on(scenario, play.begin(scenario, Started()))
    for move in moves:
        try:
            state = reference.went_on(scenario, play.decide(scenario, state, _decided(scenario, move)))
        except play.Refused as refused:
            message = f"--choose {move}: {refused.message} The case is at “{state.step}”."
            raise CommandError(message) from refused
    return state


def _decided(scenario: Scenario, move: str) -> Decided:
    step, sign, options = move.partition("=")
    if not sign or not step or not options:
        raise CommandError(f"--choose {move}: write it as step=option or step=option,option.")
    if not scenario.has_step(step):
        raise CommandError(f"--choose {move}: there is no step “{step}”.")
    if scenario.step(step).kind is StepKind.NUMBER:
        return _numbered(move, step, options)
    picks = tuple(options.split(","))
    for pick in picks:
        if not scenario.step(step).has_option(pick):
            known = ", ".join(option.slug for option in scenario.step(step).options) or "nothing"
            raise CommandError(f"--choose {move}: “{step}” has no option “{pick}”; it offers {known}.")
    if scenario.step(step).kind is StepKind.RANKING:
        return Decided(step, ranking=picks)
    return Decided(step, picks)


def _numbered(move: str, step: str, answer: str) -> Decided:
    """`335mg`: the number, then its unit."""
    digits = answer[: len(answer) - len(answer.lstrip("0123456789.,"))]
    try:
        return Decided(step, number=written.number(digits), unit=answer.removeprefix(digits))
    except play.Refused as refused:
        raise CommandError(f"--choose {move}: {refused.message}") from refused
