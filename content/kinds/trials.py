"""The trial table: published arms, kept as the strings their source printed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from content.editorial.public import Cite, Document, Fault, World
from content.kinds.written import WrittenKind, cite_each, spoken
from content.models import Arm, Comparison, Trial, TrialTable
from content.services.library_files import LibraryFile

TRIAL = ("slug", "name", "setting", "population", "design")
COMPARISON = ("slug", "endpoint", "follow_up_months", "hr", "p", "status", "note")
COMPARISON_LISTS = ("hr_ci", "references")
ARM = ("name", "n", "median_months", "median_note")
ARM_LISTS = ("median_ci", "landmarks")


class TrialsKind(WrittenKind):
    name: ClassVar[str] = "trials"
    order: ClassVar[int] = 30
    model: ClassVar[type[Document]] = TrialTable
    pattern: ClassVar[str] = "trials.yaml"
    page: ClassVar[str] = "content:trials"
    labels: ClassVar[Mapping[str, Any]] = {
        "title": _("Title"),
        "language": _("Language"),
        "trials": _("Trial"),
        "name": _("Name"),
        "setting": _("Setting"),
        "population": _("Population"),
        "design": _("Design"),
        "comparisons": _("Comparison"),
        "endpoint": _("Endpoint"),
        "hr": _("Hazard ratio"),
        "hr_ci": _("95% confidence interval of the hazard ratio"),
        "p": _("p value"),
        "arms": _("Arm"),
        "n": _("Number of patients"),
        "median_months": _("Median, months"),
        "median_ci": _("95% confidence interval of the median"),
        "landmarks": _("Rate"),
        "follow_up_months": _("Follow-up, months"),
        "status": _("How far it was read"),
        "references": _("Sources"),
    }

    def payload(self, file: LibraryFile) -> dict[str, Any]:
        return {
            "slug": file.data["slug"],
            "title": file.data["title"],
            "trials": [_trial(row) for row in file.data["trials"]],
        }

    def places(self, file: LibraryFile) -> dict[str, str]:
        return {
            f"trials/{entry['slug']}": f"trials/{at}/comparisons/{place}"
            for at, row in enumerate(file.data["trials"])
            for place, entry in enumerate(row["comparisons"])
        }

    def freeze(self, document: Document) -> dict[str, Any]:
        table = TrialTable.objects.get(pk=document.pk)
        rows = table.trials.prefetch_related("comparisons__arms")
        return {
            "slug": table.slug,
            "title": table.title,
            "trials": [_frozen_trial(row) for row in rows],
            **spoken(table.language),
        }

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        table = TrialTable.objects.get(pk=document.pk)
        table.trials.all().delete()
        for position, row in enumerate(payload["trials"]):
            trial = Trial.objects.create(table=table, position=position, **{f: row[f] for f in TRIAL})
            for place, entry in enumerate(row["comparisons"]):
                _thaw_comparison(trial, place, entry)

    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        return {}

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        return [
            cite
            for trial in payload["trials"]
            for entry in trial["comparisons"]
            for cite in cite_each((f"@{key}" for key in entry["references"]), place=f"trials/{entry['slug']}")
        ]

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        return []

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """With its sources as `citations`, so that they are frozen along with a trial that is cited."""
        return {
            f"trial:{trial['slug']}": {**trial, "citations": _sources(trial)} for trial in payload["trials"]
        }


def _sources(trial: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(key for entry in trial["comparisons"] for key in entry["references"]))


def _picked(row: Any, fields: tuple[str, ...], lists: tuple[str, ...]) -> dict[str, Any]:
    return {f: str(row.get(f, "")).strip() for f in fields} | {f: list(row.get(f, [])) for f in lists}


def _trial(row: Any) -> dict[str, Any]:
    comparisons = [
        _picked(entry, COMPARISON, COMPARISON_LISTS)
        | {"arms": [_picked(arm, ARM, ARM_LISTS) for arm in entry["arms"]]}
        for entry in row["comparisons"]
    ]
    return _picked(row, TRIAL, ()) | {"comparisons": comparisons}


def _frozen_trial(trial: Trial) -> dict[str, Any]:
    comparisons = [
        {f: getattr(entry, f) for f in (*COMPARISON, *COMPARISON_LISTS)}
        | {"arms": [{f: getattr(arm, f) for f in (*ARM, *ARM_LISTS)} for arm in entry.arms.all()]}
        for entry in trial.comparisons.all()
    ]
    return {f: getattr(trial, f) for f in TRIAL} | {"comparisons": comparisons}


def _thaw_comparison(trial: Trial, position: int, entry: dict[str, Any]) -> None:
    fields = {f: entry[f] for f in (*COMPARISON, *COMPARISON_LISTS)}
    made = Comparison.objects.create(trial=trial, position=position, **fields)
    Arm.objects.bulk_create(
        Arm(comparison=made, position=place, **{f: arm[f] for f in (*ARM, *ARM_LISTS)})
        for place, arm in enumerate(entry["arms"])
    )
