"""Makes sentences to learn from of gold files: words, and for each fact its words, type, firmness and arguments.

Sentences, words and mentions are those of the program itself (`depeche inspect`), so that what is learned meets the same in use.
"""

import json
import pathlib
import re
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

ROLES = ["agent", "target", "place", "source"]
NAMES = ["O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place"]
KINDS = {"Person": "person", "Organization": "organization", "Location": "place"}
LEADING = re.compile(r"^(?:l['’]|d['’]|le |la |les |un |une |des |de |du |ce |cet |cette |ces |son |sa |ses |leur |leurs |m\. |mme )", re.I)


@dataclass
class Fact:
    type: str
    words: list[int]
    """Indices of the words that express it."""
    roles: dict[int, int]
    """For each mention that has a role its index in ROLES."""
    known: bool
    """Whether every argument was found among the mentions."""
    firmness: list[int]
    """Not the article's own word, negative, planned, uncertain."""


@dataclass
class Sentence:
    article: str
    start: int
    words: list[tuple[int, int]]
    """Places in the article, each surface word once."""
    forms: list[str]
    spaced: list[bool]
    mentions: list[tuple[int, int]]
    """First and last word of each."""
    facts: list[Fact] = field(default_factory=list)
    names: list[int] | None = None
    annotated: bool = True
    """Whether its facts are known."""


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'").lower().strip()
    while (found := LEADING.match(text)) and found.end() < len(text):
        text = text[found.end() :]
    return text


def inspect(program: str, path: pathlib.Path, stage: str, date: str | None) -> list[str]:
    command = [program, "inspect", str(path), "--stage", stage, "--input", "text", "--reader", "rules"]
    if date:
        command += ["--date", date]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def read_article(program: str, text_path: pathlib.Path, name: str, date: str | None) -> list[Sentence]:
    """Returns the sentences of an article without facts."""
    text = text_path.read_text(encoding="utf-8")
    sentences: list[Sentence] = []
    for line in inspect(program, text_path, "tokens", date):
        if line.startswith("# sentence"):
            start = int(line.split()[3].split("-")[0])
            sentences.append(Sentence(name, start, [], [], [], []))
        elif line and not line.startswith("#"):
            place = tuple(int(part) for part in line.split("\t")[0].split("-"))
            last = sentences[-1]
            if not last.words or last.words[-1] != place:
                last.words.append(place)
                last.forms.append(text[place[0] : place[1]])
                last.spaced.append(len(last.words) == 1 or text[place[0] - 1].isspace())
    return [s for s in sentences if s.words]


def mentions_of(program: str, text_path: pathlib.Path, date: str | None) -> list[tuple[int, int, str, frozenset[str]]]:
    """Returns of each mention its place, its words and all names of what it refers to."""
    entities: list[tuple[str, list[tuple[int, int, str]]]] = []
    for line in inspect(program, text_path, "entities", date):
        # Words that a line end parts go on in the next line.
        if mention := re.fullmatch(r"\t(\d+)-(\d+)\t(.*)", line):
            entities[-1][1].append((int(mention[1]), int(mention[2]), mention[3]))
        elif entity := re.fullmatch(r"(\w+)\t(.*)", line):
            entities.append((entity[2], []))
    found: dict[tuple[int, int], tuple[str, set[str]]] = {}
    for name, mentions in entities:
        names = {fold(name)} | {fold(words) for _, _, words in mentions}
        for start, end, words in mentions:
            found.setdefault((start, end), (words, set()))[1].update(names)
    return [(start, end, words, frozenset(names)) for (start, end), (words, names) in sorted(found.items())]


def word_range(sentence: Sentence, start: int, end: int) -> list[int]:
    return [i for i, (a, b) in enumerate(sentence.words) if a < end and start < b]


def facts_of(sentences: list[Sentence], mentions, text: str, gold: list[dict]) -> int:
    """Gives the sentences their facts; returns how many have no place in them."""
    lost = 0
    placed: dict[int, list[tuple[int, int, str, frozenset[str]]]] = {}
    for index, sentence in enumerate(sentences):
        begin, end = sentence.words[0][0], sentence.words[-1][1]
        placed[index] = [m for m in mentions if begin <= m[0] and m[1] <= end]
        sentence.mentions = []
        kept = []
        for mention in placed[index]:
            words = word_range(sentence, mention[0], mention[1])
            if words:
                sentence.mentions.append((words[0], words[-1]))
                kept.append(mention)
        placed[index] = kept
    for fact in gold:
        # The sentence of the gold may be cut otherwise than ours.
        where = fact.get("where", text.find(fact["trigger"], fact["start"], fact["end"]))
        index = next((i for i, s in enumerate(sentences) if s.words[0][0] <= where < s.words[-1][1]), None)
        if where < 0 or index is None:
            lost += 1
            continue
        sentence = sentences[index]
        words = word_range(sentence, where, where + len(fact["trigger"]))
        roles: dict[int, int] = {}
        known = True
        for number, role in enumerate(ROLES):
            for accepted in fact.get(role, []):
                names = [fold(name) for name in accepted]
                best = [i for i, m in enumerate(placed[index]) if fold(m[2]) in names]
                wide = [i for i, m in enumerate(placed[index]) if not m[3].isdisjoint(names)]
                found = sorted(set(best) | set(wide))
                known &= bool(found)
                roles.update((i, number) for i in found if i not in roles)
        firmness = [
            int(bool(fact.get("source"))),
            int(fact.get("polarity") == "negative"),
            int(fact.get("factuality") == "planned"),
            int(fact.get("factuality") == "uncertain"),
        ]
        sentence.facts.append(Fact(fact["type"], words, roles, known, firmness))
    return lost


def with_words(gold: dict, text: str) -> dict:
    """Returns a gold file that holds places of `text` with the words in their stead."""
    words = lambda value: " ".join(text[value[0] : value[1]].split()) if is_place(value) else value
    is_place = lambda value: isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) for n in value)
    for fact in gold["facts"]:
        if is_place(fact["trigger"]):
            fact["where"] = fact["trigger"][0]
        fact["trigger"], fact["theme"] = words(fact["trigger"]), words(fact.get("theme"))
        for role in ROLES:
            fact[role] = [[words(name) for name in names] for names in fact.get(role, [])]
    return gold


def read_gold(program: str, path: pathlib.Path, texts: pathlib.Path | None = None) -> tuple[list[Sentence], int]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text_path = (texts or path.parent) / (path.stem + ".txt")
    if not text_path.is_file():
        return [], 0
    sentences = read_article(program, text_path, path.stem, gold.get("date"))
    mentions = mentions_of(program, text_path, gold.get("date"))
    text = text_path.read_text(encoding="utf-8")
    lost = facts_of(sentences, mentions, text, with_words(gold, text)["facts"])
    return sentences, lost


def read_folder(program: str, folder: pathlib.Path, texts: pathlib.Path | None = None) -> list[Sentence]:
    """Returns the sentences of all gold files of `folder`, whose articles lie in `texts` or beside them."""
    with ThreadPoolExecutor(2) as pool:
        read = list(pool.map(lambda path: read_gold(program, path, texts), sorted(folder.glob("*.json"))))
    lost = sum(count for _, count in read)
    sentences = [sentence for part, _ in read for sentence in part]
    facts = [fact for sentence in sentences for fact in sentence.facts]
    whole = sum(fact.known for fact in facts)
    print(f"{folder}: {len(sentences)} sentences, {len(facts)} facts, {lost} without a place, {whole} with all arguments among the mentions", flush=True)
    return sentences


def read_names(program: str, texts: pathlib.Path, table: pathlib.Path, but: set[str]) -> list[Sentence]:
    """Returns the sentences, without facts, of the articles that the table of names has, except those named `but`."""
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    articles = sorted({line.split("\t", 1)[0] for line in lines} - but)
    with ThreadPoolExecutor(2) as pool:
        read = list(pool.map(lambda name: read_article(program, texts / f"{name}.txt", name, None), articles))
    sentences = [sentence for part in read for sentence in part]
    for sentence in sentences:
        sentence.annotated = False
    print(f"{table}: {len(articles)} further articles, {len(sentences)} sentences", flush=True)
    return sentences


def add_names(sentences: list[Sentence], table: pathlib.Path) -> None:
    """Gives the sentences of articles that the table of names has their labels."""
    names: dict[str, list[tuple[int, int, str]]] = {}
    covered = set()
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        article, start, end, kind, _ = line.split("\t", 4)
        covered.add(article)
        if kind in KINDS:
            names.setdefault(article, []).append((int(start), int(end), KINDS[kind]))
    for sentence in sentences:
        if sentence.article not in covered:
            continue
        labels = [0] * len(sentence.words)
        spans = sorted(names.get(sentence.article, []), key=lambda n: n[0] - n[1])
        for start, end, kind in spans:
            words = word_range(sentence, start, end)
            if words and not any(labels[w] for w in words):
                for position, word in enumerate(words):
                    labels[word] = NAMES.index(("B-" if position == 0 else "I-") + kind)
        sentence.names = labels
