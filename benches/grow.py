#!/usr/bin/env python3
"""Make a large collection of article records from a smaller one, for measurements of store, look-up and filters.

    grow.py RECORDS.jsonl --articles 100000 > BIG.jsonl

RECORDS.jsonl is what `briefing extract` printed of a corpus of shared/tools/corpus.py. Extracting 100,000 articles takes
minutes; this takes seconds, and what look-up and filters see is of the same sort: every copy of an article has another
id, another date between 2015 and 2026, and other made-up names. A name is replaced by one of the same length, drawn
from a Zipf distribution, so that the vocabulary and the actors grow with the collection and every span still holds.
The same arguments always give the same bytes.
"""
import argparse
import datetime
import itertools
import json
import random
import re

SYLLABLES = "ka ro vi len mar to sha del bri an go ste fen lu ce dra mi nov pe tri sal ber hol ta ren zo il ya gra".split()
# A name begins at a word or, in JSON, behind an escaped line end.
MADE_UP = re.compile(r"(?:\b|(?<=\\n))(?:%s){2,3}\b" % "|".join(SYLLABLES), re.IGNORECASE)
# Short words of the language that are made of such syllables by accident stay as they are.
SHORTEST = 5


def of_length(length, pick):
    """A made-up surname of so many letters: two or three syllables, and letters to fill up."""
    word = ""
    while len(word) < length:
        word += SYLLABLES[min(int(pick.paretovariate(0.7)) - 1, 10**6) % len(SYLLABLES)] if pick.random() < 0.5 else pick.choice(SYLLABLES)
    return word[:length]


def renamed(line, copy):
    """A record line with its made-up names replaced, each everywhere by the same one."""
    swap, pick = {}, random.Random(f"{copy} {line[:80]}")

    def rename(match):
        word = match.group()
        if len(word) < SHORTEST or not (word[0].isupper() and word[1:].islower() or word.islower() and word.capitalize() in swap):
            return word
        key = word.capitalize()
        if key not in swap:
            swap[key] = of_length(len(key), pick).capitalize()
        return swap[key] if word[0].isupper() else swap[key].lower()

    return MADE_UP.sub(rename, line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("--articles", type=int, required=True)
    options = parser.parse_args()
    with open(options.records, encoding="utf-8") as file:
        lines = file.readlines()
    for number, line in zip(range(options.articles), itertools.cycle(lines)):
        copy = number // len(lines)
        if copy:
            line = renamed(line, copy)
            moment = datetime.datetime(2015, 1, 1) + datetime.timedelta(minutes=random.Random(number).randrange(11 * 365 * 24 * 60))
            line = re.sub(r'("published":\{"date":")[^"]*', lambda match: match.group(1) + moment.strftime("%Y-%m-%dT%H:%M"), line, count=1)
        line = re.sub(r'^(\{"schema":"[^"]*","id":)"[^"]*"', lambda match: f'{match.group(1)}"{number:08d}"', line, count=1)
        print(line, end="")


if __name__ == "__main__":
    main()
