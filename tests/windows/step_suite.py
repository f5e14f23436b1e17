"""The unit tests under the shipped Python, in as many processes as there are groups of folders."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.windows.suite import Counted, put_helpers, put_process_part, read_choice, run_suite
from tests.windows.walking import Walk, expect

LONGEST = 1500.0
SHOWN = 6000


def unit_tests(walk: Walk) -> Iterator[str]:
    """Run the unit tests with the installed program's Python over its parts."""
    choice = read_choice()
    helpers = walk.folder / "helpers"
    put_helpers(helpers)
    put_process_part(walk.build.downloads, helpers)

    def run(number: int) -> Counted:
        own = walk.folder / f"suite-{number}"
        return run_suite(walk.prefix, walk.program, (helpers, own), choice.groups[number], LONGEST)

    with ThreadPoolExecutor(len(choice.groups)) as pool:
        results = list(pool.map(run, range(len(choice.groups))))
    failed = [name for result in results for name in result.failed]
    for result in results:
        if result.failed:
            print(result.told[-SHOWN:], flush=True)
    expect(not failed, f"{len(failed)} unit tests failed: {failed}")
    home = walk.prefix.named(walk.program / "app" / "wardapp" / "__init__.py").casefold()
    expect(all(each.program.casefold() == home for each in results), "another wardapp was tested")
    passed, skipped, left_out = (
        sum(getattr(each, name) for each in results) for name in ("passed", "skipped", "left_out")
    )
    yield (
        f"unit tests with the shipped Python, {max(each.seconds for each in results):.0f} s: "
        f"{passed} passed, {skipped} skipped (no LibreOffice, no samples, POSIX only), {left_out} "
        "left out (reasons in suite.toml, or long proofs)"
    )
