#!/usr/bin/env python3
"""How long a look-up takes as its client sees it, beside `fzf --filter` on the same statements, and how that grows.

    lookup.py --briefing target/release/briefing [--queries 300] [--fzf 24] RECORDS.jsonl...

Every RECORDS.jsonl is what `briefing extract` or `benches/grow.py` printed; give several, small to large, to see the
growth as a table. For each, queries are made as a person types them: two or three of the rarer words of a statement that
is drawn at random, every third one with the speaker's surname, in turn as they stand, cut to four letters, with a slip
of the keyboard, without vowels, in another order, and in lower case without apostrophes. Each goes to one running
`briefing find --queries - --limit 10`, one at a time; the time is from writing the line to reading the answer. With
--fzf N, the first N of them also go to `fzf --filter`, which is given the statements, one a line, on standard input.
"""
import argparse
import collections
import json
import random
import re
import statistics
import subprocess
import tempfile
import time

WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")


def statements(path):
    """Speaker and content of every statement of six words and more."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            raw = article["text"].encode()
            for one in article["statements"]:
                content = " ".join(" ".join(raw[part["start"] : part["end"]].decode() for part in one["content"]).split())
                if content.count(" ") >= 5:
                    yield (one.get("speaker") or {}).get("text", ""), content


def slip(word, pick):
    at = pick.randrange(1, len(word) - 1)
    return pick.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :]))


def queries(drawn, frequency, pick):
    """A query for each drawn statement that has three longer words."""
    for number, (speaker, content) in enumerate(drawn):
        rare = sorted(set(WORD.findall(content)), key=lambda word: (frequency[word.lower()], word))[:6]
        if len(rare) < 3:
            continue
        words, surname = pick.sample(rare, pick.choice((2, 3))), WORD.findall(speaker)
        if number % 3 == 0 and surname and surname[-1][0].isupper():
            words = [surname[-1]] + words[:2]
        longest = max(range(len(words)), key=lambda at: len(words[at]))
        word = words[longest]
        kind = number % 6
        if kind == 1:
            words = [word[:4] for word in words]
        elif kind == 2:
            words[longest] = slip(word, pick)
        elif kind == 3:
            words[longest] = word[0] + re.sub("[aeiou]", "", word[1:])
        elif kind == 4:
            pick.shuffle(words)
        elif kind == 5:
            words = [re.sub("['’]", "", word).lower() for word in words]
        yield " ".join(words)


def time_briefing(program, records, asked):
    """Seconds for each query, and those until the first answer, which has all records loaded first."""
    command = [program, "find", "--queries", "-", "--limit", "10", records]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    seconds = []
    for query in ["warm", *asked]:
        start = time.perf_counter()
        process.stdin.write(query + "\n")
        process.stdin.flush()
        if not process.stdout.readline():
            raise SystemExit(f"{program} ended on the query {query!r}")
        seconds.append(time.perf_counter() - start)
    process.stdin.close()
    process.wait()
    return seconds[1:], seconds[0]


def time_fzf(feed, asked):
    seconds = []
    for query in asked:
        feed.seek(0)
        start = time.perf_counter()
        subprocess.run(["fzf", "--filter", query], stdin=feed, stdout=subprocess.DEVNULL, check=False)
        seconds.append(time.perf_counter() - start)
    return seconds


def measure(options, records):
    pick, frequency, count, drawn = random.Random(options.seed), collections.Counter(), 0, []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as feed:
        for speaker, content in statements(records):
            count += 1
            if count % 7 == 0:  # enough to know which words are rare
                frequency.update(word.lower() for word in set(WORD.findall(content)))
            if len(drawn) < 2 * options.queries:
                drawn.append((speaker, content))
            elif (at := pick.randrange(count)) < len(drawn):
                drawn[at] = (speaker, content)
            if options.fzf:
                print(f"{speaker}: {content}", file=feed)
        feed.flush()
        pick.shuffle(drawn)
        asked = list(queries(drawn, frequency, pick))[: options.queries]
        if options.slowest:
            print("\n".join(f"{second * 1000:9.2f} ms  {query}" for second, query in sorted(zip(time_briefing(options.briefing, records, asked)[0], asked))[-options.slowest :]))
            return
        ours, loading = time_briefing(options.briefing, records, asked)
        theirs = time_fzf(feed, asked[: options.fzf])
    ours.sort()
    at = lambda share: ours[min(len(ours) - 1, int(share * len(ours)))] * 1000
    median = statistics.median(ours) * 1000
    peer = statistics.median(theirs) * 1000 if theirs else 0
    beside = f"{peer:9.0f} ms  {peer / median:7.0f}" if theirs else ""
    print(f"{count:10}  {median:6.2f} ms  {at(0.95):6.2f} ms  {at(0.99):6.2f} ms  {ours[-1] * 1000:6.2f} ms  {loading:6.1f} s  {beside}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--briefing", required=True)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--fzf", type=int, default=0, metavar="N", help="ask fzf the first N queries")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="print the slowest N queries and nothing else")
    parser.add_argument("records", nargs="+")
    options = parser.parse_args()
    print("statements     median        p95        p99      worst   loading  fzf median   times", flush=True)
    for records in options.records:
        measure(options, records)


if __name__ == "__main__":
    main()
