#!/usr/bin/env python3
"""Makes gazetteer/persons.tsv: people who held offices of states, for links to Wikidata.

usage: tools/persons.py ../shared/names/politicians.tsv ../shared/gaz/mledoze_countries.json

A row for each form of a name, sorted by the name without accents; the program looks names up in the file as it stands. Left
out: names of one word, people of no country that gazetteer/countries.tsv has, and members of parliaments other than those whose
people French papers write about (PARLIAMENTS).
"""
import json
import pathlib
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARLIAMENTS = "FR BE CH LU CA DE GB IT ES US IE NL PT AT GR SN CI ML BF BJ TG NE TD GA CG CD CM MG DZ MA TN HT".split()
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
HEADS = ("president", "prime minister", "chancellor", "federal chancellor", "monarch", "king", "queen", "emir", "sultan", "emperor", "taoiseach",
         "head of government", "head of state", "supreme leader", "pope", "first minister", "captain regent", "grand duke", "prince")
LESSER = ("member of", "deputy", "representative", "senator", "vice", "minister of state", "speaker", "president of the",
          "people's deputy", "parliament", "chamber", "assembly", "bundestag", "sejm", "lok sabha")


def key(name):
    """The name in small letters a to z and digits, words parted by single spaces; src/link/people.rs makes the same."""
    text = unicodedata.normalize("NFKD", name.lower()).translate(LETTERS)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(c if c.isascii() and c.isalnum() else " " for c in text).split())


def rank(offices):
    """1 heads of state and government, 2 other offices, 3 members of parliament only."""
    best = 3
    for office in offices:
        title = office.split("|")[0].lower()
        if title.startswith(HEADS) and not any(word in title for word in LESSER):
            return 1
        if not any(word in title for word in LESSER):
            best = 2
    return best


def years(offices):
    starts = [o.split("|")[1][:4] for o in offices if o.count("|") >= 2]
    ends = [o.split("|")[2][:4] for o in offices if o.count("|") >= 2]
    known = [s for s in starts if s]
    return min(known) if known else "", "" if "" in ends or not ends else max(ends)


def countries(path):
    ids = {}
    for line in (ROOT / "gazetteer/countries.tsv").read_text(encoding="utf8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and cells[0] != "id":
            for name in [cells[1], *cells[3].split(";")]:
                ids[key(name)] = cells[0]
    found = {}
    for country in json.load(open(path, encoding="utf8")):
        french = country["translations"].get("fra", {})
        for name in (french.get("common", ""), french.get("official", ""), country["name"]["common"]):
            if key(name) in ids:
                found[country["cca2"]] = ids[key(name)]
                break
    return found


def main():
    politicians, world = sys.argv[1:]
    known = countries(world)
    rows = set()
    for line in open(politicians, encoding="utf8").read().splitlines()[1:]:
        qid, name, french, gender, born, died, country, offices, aliases = (line.split("\t") + [""] * 9)[:9]
        offices = [o for o in offices.split(";") if o]
        place = known.get(country)
        level = rank(offices)
        if not place or not offices or level == 3 and country not in PARLIAMENTS:
            continue
        start, end = years(offices)
        for form in {name, *french.split("|"), *aliases.split("|")}:
            if len(key(form).split()) > 1:
                rows.add((key(form), qid, gender, place, born[:4], died[:4], str(level), start, end))
    out = ["# People who held offices of states: name without accents, Wikidata item, gender, country, years of birth and death,",
           "# rank (1 head of state or government, 2 minister or other office, 3 member of parliament), years in office.",
           "# From Wikidata, CC0, through the sources of shared/names/README.md. Made by tools/persons.py; sorted by bytes.",
           "name\twikidata\tgender\tcountry\tborn\tdied\trank\tfrom\tto"]
    out += ["\t".join(row) for row in sorted(rows, key=lambda row: tuple(cell.encode() for cell in row))]
    (ROOT / "gazetteer/persons.tsv").write_text("\n".join(out) + "\n", encoding="utf8")
    print(len(rows), "rows")


if __name__ == "__main__":
    main()
