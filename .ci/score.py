#!/usr/bin/env python3
"""Holds the figures of extraction against their floors.

usage: score.py PROGRAM SHARED FLOORS

PROGRAM is the built `briefing`, SHARED the folder with `data/` and `score/`. A line of FLOORS is `NAME FLOOR`, NAME
being a set below and the path of a figure in what its scorer prints with --json: `seeds.total.themes.f1 0.80`.
Prints every figure beside its floor; exit status 1 if one is under it.
"""
import json
import subprocess
import sys
from pathlib import Path

# set: (folder of articles below the checkout or SHARED, scorer, its arguments; {} stands for SHARED/data)
SETS = {
    "seeds": ("seeds", "seeds.py", ["-"]),
    "text-pages": ("data/pages/dev/text", "cleaning.py", ["--gold", "{}/pages/dev/truth.json", "--system", "-"]),
    "html-pages": ("data/pages/dev/html", "cleaning.py", ["--gold", "{}/pages/dev/truth.json", "--system", "-"]),
    "statements": ("data/polnear/dev/text", "statements.py", ["--gold", "{}/polnear/dev", "-"]),
    "actors": ("data/gum/dev/text", "actors.py", ["--gold", "{}/gum/dev", "--system", "-"]),
    "dates": ("data/gum/dev/text", "dates.py", ["--gold", "{}/gum/dev", "--system", "-"]),
}


def measure(name, program, shared):
    folder, scorer, arguments = SETS[name]
    articles = Path(folder) if Path(folder).is_dir() else shared / folder
    run = subprocess.run([program, "extract", articles], stdout=subprocess.PIPE)
    if run.returncode not in (0, 3):  # 3: some files could not be read
        sys.exit(f"{name}: extract ended with {run.returncode}")
    records = run.stdout
    command = [sys.executable, shared / "score" / scorer, *(a.format(shared / "data") for a in arguments), "--json"]
    return json.loads(subprocess.run(command, input=records, stdout=subprocess.PIPE, check=True).stdout)


def main():
    program, shared, floors = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    lines = [line.split("#")[0].split() for line in floors.read_text(encoding="utf-8").splitlines()]
    measured, under = {}, []
    for figure, floor in filter(None, lines):
        name, *path = figure.split(".")
        if name not in measured:
            measured[name] = measure(name, program, shared)
        value = measured[name]
        for key in path:
            value = value[key]
        is_under = value < float(floor)
        print(f"{figure:<48}{value:>8.4f}  floor {float(floor):.4f}{'  UNDER' if is_under else ''}")
        under += [figure] * is_under
    if under:
        sys.exit(f"under the floor: {', '.join(under)}")


if __name__ == "__main__":
    main()
