"""How well the layout check does on the corpus: what it finds, what it invents, how long it takes.

A report is matched to a fault by what it says (where, found, expected, clause, title), never by
the name of a rule. A report that names another place than the fault is a false alarm.
"""

from __future__ import annotations

import io
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.checking_corpus.kinds import ABOUT, PLACES, Case, Fault, fold
from wardapp.cli.main import main
from wardapp.core.checking import Verdict
from wardapp.core.places import Places

FILES_A_CALL = 50
SHORTEST_QUOTE = 5
Report = dict[str, Any]


@dataclass
class Tally:
    """What came of one kind of fault."""

    cases: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)


@dataclass
class Measured:
    """The figures of a run."""

    kinds: dict[str, Tally]
    soft_kinds: dict[str, Tally]
    true_reports: int
    near_reports: int  # on the faulty place, but of another thing
    false_reports: list[tuple[Case, Report]]
    not_read: list[str]
    files: int
    clean_files: int
    clean_with_alarm: int
    wrong_standard: list[str]
    by_habit: dict[str, tuple[int, int]]
    milliseconds: list[float]

    @property
    def recall(self) -> float:
        """Share of the hard faults that were reported."""
        cases = sum(tally.cases for tally in self.kinds.values())
        return sum(tally.found for tally in self.kinds.values()) / max(1, cases)

    @property
    def precision(self) -> float:
        """Share of the reports that tell of a fault that was made."""
        right = self.true_reports + self.near_reports
        return right / max(1, right + len(self.false_reports))


def measure(folder: Path, cases: Sequence[Case], places: Places) -> Measured:
    """Check all files and judge what was said."""
    answers, times = check_all(folder, [case.file_name for case in cases], places)
    return judge(cases, answers, times)


def check_all(
    folder: Path, names: Sequence[str], places: Places
) -> tuple[dict[str, Report], list[float]]:
    """Run `wardapp check --json` in this process; return its answers by file, and times."""
    answers: dict[str, Report] = {}
    times: list[float] = []
    for start in range(0, len(names), FILES_A_CALL):
        some = names[start : start + FILES_A_CALL]
        out, err = io.StringIO(), io.StringIO()
        begin = time.perf_counter()
        with redirect_stdout(out), redirect_stderr(err):
            main(["check", "--json", *(str(folder / name) for name in some)], places)
        times.append((time.perf_counter() - begin) * 1000 / len(some))
        for answer in json.loads(out.getvalue()):
            answers[Path(answer["file"]).name] = answer
    return answers, times


def judge(cases: Sequence[Case], answers: dict[str, Report], times: list[float]) -> Measured:
    """Set what was said beside what was made."""
    done = Measured({}, {}, 0, 0, [], [], 0, 0, 0, [], {}, times)
    habits: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        answer = answers.get(case.file_name, {})
        done.files += 1
        if "findings" not in answer:
            done.not_read.append(f"{case.file_name}: {answer.get('error', 'no answer')}")
        if case.standard not in str(answer.get("standard", "")).lower():
            done.wrong_standard.append(f"{case.file_name}: {answer.get('standard')}")
        _judge_case(done, case, answer.get("findings", []), habits[case.habit])
    done.by_habit = {name: (found, of) for name, (found, of) in sorted(habits.items())}
    return done


def _judge_case(done: Measured, case: Case, reports: list[Report], habit: list[int]) -> None:
    fails = [report for report in reports if report["verdict"] == Verdict.FAIL.value]
    hard = [report for report in fails if not is_soft(report)]
    if not case.faults:
        done.clean_files += 1
        done.clean_with_alarm += bool(hard)
    for fault in case.faults:
        kinds = done.soft_kinds if fault.is_soft else done.kinds
        tally = kinds.setdefault(fault.kind, Tally())
        told = any(tells(report, fault) for report in (fails if fault.is_soft else hard))
        tally.cases += 1
        tally.found += told
        habit[0] += told
        habit[1] += 1
        if not told:
            tally.missed.append(case.file_name)
    for report in hard:
        if any(tells(report, fault) for fault in case.faults):
            done.true_reports += 1
        elif any(is_near(report, fault) for fault in case.faults):
            done.near_reports += 1
        else:
            done.false_reports.append((case, report))


def is_soft(report: Report) -> bool:
    """True for practice and advice, which make no paper wrong."""
    return bool(report.get("soft") or report.get("is_soft"))


def said(report: Report, *keys: str) -> str:
    """Return some texts of a report, folded."""
    return fold(" ".join(str(report.get(key) or "") for key in keys))


def tells(report: Report, fault: Fault) -> bool:
    """True when the report tells of this fault: its place, and what is wrong there."""
    whole = said(report, "title", "where", "found", "expected", "clause")
    if not (_named(whole, _place(fault)) or _quoted(whole, fault)):
        return False
    about = ABOUT.get(fault.about, fault.about)
    return not about or re.search(about, whole) is not None


def is_near(report: Report, fault: Fault) -> bool:
    """True when the report names the faulty place, or one the fault must show at, too."""
    where = said(report, "title", "where")
    near = _named(where, _place(fault)) or _quoted(said(report, "where", "found"), fault)
    return near or bool(fault.also and re.search(fault.also, where))


def _place(fault: Fault) -> str:
    return PLACES.get(fault.place or fault.component, fault.place)


def _named(text: str, pattern: str) -> bool:
    return re.search(pattern, text) is not None


def _quoted(text: str, fault: Fault) -> bool:
    """True when the report quotes what stands there."""
    quote = fold(fault.found)[:40].strip()
    return len(quote) >= SHORTEST_QUOTE and quote[:12] in text


def table(done: Measured) -> str:
    """Return the figures as a table by kind of fault."""
    lines = [f"{'kind of fault':32} {'cases':>6} {'found':>6}"]
    for name, tally in sorted(done.kinds.items()):
        lines.append(f"{name:32} {tally.cases:6} {tally.found:6}")
    for name, tally in sorted(done.soft_kinds.items()):
        lines.append(f"{name + ' (soft)':32} {tally.cases:6} {tally.found:6}")
    lines += ["", *(f"{name:32} {of:6} {found:6}" for name, (found, of) in done.by_habit.items())]
    return "\n".join([*lines, "", summary(done)])


def summary(done: Measured) -> str:
    """Return the figures in short."""
    times = sorted(done.milliseconds) or [0.0]
    return (
        f"{done.files} files, {done.clean_files} clean, {len(done.kinds)} kinds of fault: "
        f"recall {done.recall:.2%}, precision {done.precision:.2%} "
        f"({done.true_reports} true, {done.near_reports} near, {len(done.false_reports)} false), "
        f"{done.clean_with_alarm} clean files with an alarm, {len(done.not_read)} not read, "
        f"{len(done.wrong_standard)} by another standard, {times[len(times) // 2]:.0f} ms a file"
    )


def alarms(done: Measured) -> Iterable[tuple[str, int, str]]:
    """Yield false alarms grouped by what they say: rule, how often, an example."""
    counts: Counter[str] = Counter()
    example: dict[str, str] = {}
    for case, report in done.false_reports:
        rule = str(report["rule"])
        counts[rule] += 1
        made = ", ".join(fault.kind for fault in case.faults) or "clean"
        shown = "; ".join(str(report.get(key)) for key in ("where", "found", "expected"))
        example.setdefault(rule, f"{case.file_name} [{case.habit}] ({made}): {shown}")
    for rule, count in counts.most_common():
        yield rule, count, example[rule]
