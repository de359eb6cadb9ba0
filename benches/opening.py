#!/usr/bin/env python3
"""Measure the first and the second opening of a corpus, extraction, and whether the cache changes anything.

    corpus.py --from FOLDER --articles 100000 --out corpus-100k        (any folder of texts will do)
    benches/opening.py target/release/briefing corpus-100k [--extract]

The cache of this run is a folder of its own, thrown away at the end. The second opening is the median of three. With
--extract, the rate of `briefing extract` is measured as well, which takes as long as the first opening.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def timed(command, environment):
    """Wall-clock and processor seconds, largest memory in MB, and what was printed."""
    start, before = time.perf_counter(), os.times()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    printed = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"{command} failed")
    after = os.times()
    wall = time.perf_counter() - start
    cpu = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return wall, cpu or usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3, printed


def size_of(path):
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("briefing")
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--extract", action="store_true")
    options = parser.parse_args()
    megabytes = size_of(options.corpus)
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        environment.pop("BRIEFING_NO_CACHE", None)
        ask = [options.briefing, "find", "--in", "articles", "--limit", "200", "--format", "jsonl", "election", str(options.corpus)]
        first = timed(ask, environment)
        again = [timed(ask, environment) for _ in range(3)]
        kept = size_of(pathlib.Path(cache))
    strip = lambda printed: printed.split(b'"results"')[-1]
    same = all(strip(run[3]) == strip(first[3]) for run in again)
    wall, cpu = (statistics.median(run[n] for run in again) for n in (0, 1))
    print(f"corpus            {megabytes:8.1f} MB, cache {kept:.1f} MB")
    print(f"first opening     {first[0]:8.1f} s, processor {first[1]:.1f} s, {megabytes / first[0]:.2f} MB/s (asked: 6)")
    print(f"second opening    {wall:8.1f} s, processor {cpu:.1f} s, largest memory {again[0][2]:.0f} MB")
    print(f"                  {first[0] / wall:8.1f} times faster, by processor {first[1] / cpu:.1f} (asked: 20)")
    print(f"same answers      {same}")
    if options.extract:
        run = timed([options.briefing, "extract", str(options.corpus)], environment)
        print(f"extract           {run[0]:8.1f} s, processor {run[1]:.1f} s, {megabytes / run[0]:.2f} MB/s (asked: 6), {run[2]:.0f} MB")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
