#!/usr/bin/env python3
"""Rebuilds the tables of gazetteer/ from the hand-kept tables beside this file and the imported lists.

    tools/gazetteer.py GAZ_FOLDER HUNSPELL_DIC

GAZ_FOLDER holds mledoze_countries.json (mledoze/countries), dr5hn_countries.json, regions.tsv and
cities.tsv (dr5hn/countries-states-cities-database), all ODbL 1.0. The word list tells towns' names from
common words. The same inputs give the same bytes.
"""

import collections
import csv
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
HAND = HERE / "gazetteer"
OUT = HERE.parent / "gazetteer"
COLUMNS = ["id", "name", "kind", "aliases", "wikidata", "country", "stands_for", "gender", "number"]
# Towns under this size are too seldom in the news to be worth a mistaken reading.
SMALLEST_TOWN = 100_000


def rows(path):
    """The rows of a tab-separated table as dictionaries; remarks start with #."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def slug(name):
    plain = unicodedata.normalize("NFD", name.lower().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def split(cell):
    return [part for part in cell.split(";") if part]


def form(cell):
    gender = {"m": "m", "f": "f"}.get(cell[:1], "")
    return gender, ("p" if cell.endswith("p") else "s") if cell else ""


def plurals(word, gender):
    if word.endswith(("s", "x", "z")):
        return [word]
    if gender == "m" and word.endswith("al"):
        return [word[:-2] + "aux"]
    if gender == "m" and word.endswith(("eau", "eu")):
        return [word + "x"]
    return [word + "s"]


class Gazetteer:
    """The entries and adjectives that have been taken in so far; the first of equal names wins."""

    def __init__(self):
        self.tables = collections.defaultdict(list)
        self.ids = set()
        self.items = {row["id"]: row["wikidata"] for row in rows(HAND / "ids.tsv")}
        self.names = {}
        self.adjectives = {}

    def add(self, table, name, kind, *, aliases=(), wikidata="", country="", stands_for="", shape="", key=None):
        title = re.sub(r" \(.*\)$", "", name)
        own = key or slug(name)
        if own in self.ids and country:
            own = f"{own}-{country}"
        if own in self.ids:
            return None
        self.ids.add(own)
        gender, number = form(shape)
        free = [a for a in aliases if self.names.setdefault(a, own) == own]
        self.names.setdefault(title, own)
        wikidata = self.items.get(own, wikidata) if table in ("cities", "countries") else wikidata
        self.tables[table].append([own, title, kind, ";".join(free), wikidata, country, stands_for, gender, number])
        return own

    def adjective(self, entry, masculine, feminine, prefix=""):
        for words, gender in ((masculine, "m"), (feminine, "f")):
            for word in split(words):
                self.put(word, entry, "adjective", gender, "s")
                for plural in plurals(word, gender):
                    self.put(plural, entry, "adjective", gender, "p")
        for word in split(prefix):
            self.put(word, entry, "prefix", "", "")

    def put(self, word, entry, role, gender, number):
        """One row a form and entry; forms that serve both genders or numbers leave the cell empty."""
        known = self.adjectives.get(word)
        if known is None:
            self.adjectives[word] = [entry, role, gender, number]
        elif known[0] == entry and known[1] == role:
            known[2] = known[2] if known[2] == gender else ""
            known[3] = known[3] if known[3] == number else ""


def unique(table):
    """The Wikidata ids that only one row has: some ids stand at several places by mistake."""
    count = collections.Counter(row["wikidata"] for row in table)
    return {identifier for identifier, times in count.items() if times == 1 and identifier}


def countries(book, gaz, cities, unique_cities):
    ids = {c["iso2"]: c.get("wikiDataId") or "" for c in json.loads((gaz / "dr5hn_countries.json").read_text("utf-8"))}
    capitals = {c["cca2"]: c["capital"] for c in json.loads((gaz / "mledoze_countries.json").read_text("utf-8"))}
    by_code = {}
    hand = rows(HAND / "countries.tsv")
    for row in hand:
        own = slug(row["name"])
        by_code[row["code"]] = book.add(
            "countries", row["name"], "place", aliases=split(row["aliases"]), wikidata=ids.get(row["code"], ""),
            stands_for=own, shape=row["form"],
        )
        book.adjective(own, row["masculine"], row["feminine"], row["prefix"])
    used = set()
    for row in hand:
        if not row["capital"]:
            continue
        country = by_code[row["code"]]
        names = {row["capital"], *capitals.get(row["code"], [])}
        found = [c for c in cities if c["country"] == row["code"] and names & {c["name"], c["name_fr"]}]
        identifier = found[0]["wikidata"] if len(found) == 1 and found[0]["wikidata"] in unique_cities else ""
        used.update((c["country"], c["name"]) for c in found)
        # A capital that shares its country's name stands in the country's entry.
        if row["capital"] in book.names:
            continue
        # In the news Brussels speaks for the Union far more often than for Belgium.
        speaks_for = "union-europeenne" if row["code"] == "BE" else country
        book.add("cities", row["capital"], "place", wikidata=identifier, country=country, stands_for=speaks_for)
    return by_code, used


def hand_kept(book, by_code):
    for row in rows(HAND / "areas.tsv"):
        own = book.add("areas", row["name"], "place", aliases=split(row["aliases"]), shape=row["form"])
        book.adjective(own, row["masculine"], row["feminine"], row["prefix"])
    for table in ("institutions", "seats"):
        for row in rows(HAND / f"{table}.tsv"):
            country = by_code.get(row["code"], "")
            stands = by_code.get(row["stands_for"], row["stands_for"])
            book.add(table, row["name"], "organization", aliases=split(row["aliases"]), country=country,
                     stands_for=stands, shape=row["form"])


def places(book, gaz, by_code, cities, unique_cities):
    imported = {}
    for row in rows(gaz / "regions.tsv"):
        for name in (row["name_fr"], row["name"]):
            imported.setdefault((row["country"], name), []).append(row["wikidata"])
    towns = {}
    for row in cities:
        for name in {row["name_fr"], row["name"]}:
            towns.setdefault((row["country"], name), []).append(row["wikidata"])
    for row in rows(HAND / "places.tsv"):
        known = (towns if row["type"] == "c" else imported).get((row["code"], row["name"]), [])
        identifier = known[0] if len(known) == 1 and (row["type"] != "c" or known[0] in unique_cities) else ""
        table = "cities" if row["type"] == "c" else "regions"
        country = by_code[row["code"]]
        own = book.add(table, row["name"], "place", aliases=split(row["aliases"]), wikidata=identifier,
                       country=country, shape=row["form"])
        if own:
            book.adjective(own, row["masculine"], row["feminine"])


def french_name(row, words):
    """The imported French name, where it is no word-for-word translation (`Camper` for Encamp)."""
    name = row["name_fr"]
    kept = set(row["name"].lower().split())
    translated = any(part.lower() in words and part.lower() not in kept for part in re.split(r"[ '’-]", name))
    return row["name"] if translated or not name[:1].isupper() else name


def imported_places(book, gaz, by_code, cities, unique_cities, used, words):
    regions = rows(gaz / "regions.tsv")
    sure = unique(regions)
    for row in sorted(regions, key=lambda r: (r["country"], r["name"], r["wikidata"])):
        name = french_name(row, words)
        if row["country"] in by_code and row["wikidata"] in sure and len(name) > 3 and usable(name, book, words):
            book.add("regions", name, "place", wikidata=row["wikidata"], country=by_code[row["country"]])
    large = [c for c in cities if c["population"].isdigit() and int(c["population"]) >= SMALLEST_TOWN]
    for row in sorted(large, key=lambda r: (-int(r["population"]), r["country"], r["name"])):
        name = french_name(row, words)
        if (row["country"], row["name"]) in used or row["country"] not in by_code:
            continue
        if row["wikidata"] in unique_cities and len(name) > 3 and usable(name, book, words):
            book.add("cities", name, "place", wikidata=row["wikidata"], country=by_code[row["country"]])


def usable(name, book, words):
    """Whether a name can be looked for: it is new, no common word, and of plain words."""
    return (name not in book.names and name.lower() not in words and not re.search(r"[\d/(),;]", name)
            and len(name.split()) <= 4)


def write(path, remark, columns, table):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {remark}\n# Made by tools/gazetteer.py; change its inputs and run it again.\n")
        file.write("\t".join(columns) + "\n")
        for row in sorted(table):
            file.write("\t".join(row) + "\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    gaz = pathlib.Path(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        words = {line.split("/")[0].split("\t")[0].strip() for line in file}
    words = {word for word in words if word == word.lower()}
    cities = rows(gaz / "cities.tsv")
    unique_cities = unique(cities)
    book = Gazetteer()
    by_code, used = countries(book, gaz, cities, unique_cities)
    hand_kept(book, by_code)
    places(book, gaz, by_code, cities, unique_cities)
    imported_places(book, gaz, by_code, cities, unique_cities, used, words)
    origin = "Names by hand, MIT OR Apache-2.0; Wikidata ids from dr5hn/countries-states-cities-database, ODbL 1.0."
    mixed = "Names by hand and from dr5hn/countries-states-cities-database, ODbL 1.0, ids where unique."
    own = "By hand, MIT OR Apache-2.0."
    remarks = {"areas": own, "cities": mixed, "countries": origin, "institutions": own, "regions": mixed, "seats": own}
    for table, remark in remarks.items():
        write(OUT / f"{table}.tsv", f"Known names: {table}. {remark}", COLUMNS, book.tables[table])
    adjectives = [[word, *rest] for word, rest in book.adjectives.items()]
    write(OUT / "demonyms.tsv", f"Adjectives and combining forms of places, by form. {own}",
          ["form", "entry", "role", "gender", "number"], adjectives)


if __name__ == "__main__":
    main()
