#!/usr/bin/env python3
"""Writes invented French news articles, the same for the same seed: for measuring, and for nothing else.

Usage: generate.py COUNT [--seed N] [--folder DIR | --lines]

With --folder, one text file for each article, a thousand in each folder below DIR; with --lines (or without either) JSON
lines with id, title, date, url and text on standard output. People, organisations and towns are drawn from lists of
parts, the frequent ones more often, so that articles share them; what is said has no meaning.
"""

import argparse
import datetime
import json
import random
import sys
from pathlib import Path

FIRST = """Anne Alain Béatrice Bruno Claire Christophe Delphine Denis Élise Étienne Fabienne François Gaëlle Gilles Hélène
Hugo Inès Ivan Jeanne Julien Karine Kévin Laure Laurent Marion Mathieu Nadège Nicolas Odile Olivier Pauline Philippe
Renée Romain Sabine Sylvain Thérèse Thomas Valérie Vincent""".split()
LAST = """Arvieu Baudrel Castagnède Delvoye Estournel Fauvet Garandel Hourtin Izarnac Jouvenot Kerlidou Lamberty Mornac
Nauriol Orsini Pelletan Quintrec Roubaud Sénéchal Tardieu Urbanet Vauclin Weissmann Yvonnet Zeller Aubrac Bellegarde
Corvisier Darrigrand Escalier Fontvieille Guéhenno Hautcoeur Jaubertie Lestrade Malaval Noiriel Ouvrard Pradère
Rossignol Saverne Thibauld Vernoux""".split()
TOWNS = """Ambérac Brissolles Carnoules Dournazac Esquibien Fontcouverte Grandvaux Hérisson Issigeac Jargeau Kernascléden
Lussac Montréjeau Nolay Orbec Plouharnel Quissac Rochebrune Salviac Tournus Uzerche Valbonne Yerville""".split()
STATES = ["la France", "l'Allemagne", "l'Italie", "l'Espagne", "la Pologne", "le Canada", "le Brésil", "le Japon",
          "la Turquie", "l'Égypte", "le Maroc", "le Sénégal", "l'Inde", "la Chine", "la Russie", "l'Ukraine"]
KINDS = ["le groupe", "la société", "l'entreprise", "le syndicat", "l'association", "la fondation"]
STEMS = """Altérion Boréalis Cadrelec Dynamor Éolyse Ferrovia Glacéo Hydralis Intermarine Jurassol Kaolia Lumivrac
Mécadrive Novaterre Optival Phytosem Quartzia Rivalto Solarmat Transvélo Unibois Vertiga Wattelec Xylofrance""".split()
POSTS = ["ministre des Transports", "ministre de la Culture", "maire de {town}", "directeur de {firm}",
         "porte-parole du gouvernement", "présidente de la région", "secrétaire général de {firm}"]
THEMES = ["la réforme des retraites", "le budget de la région", "la fermeture de l'hôpital", "la qualité de l'eau",
          "le projet de ligne ferroviaire", "la hausse des tarifs", "la sécurité des chantiers", "l'accord de pêche"]
CLAIMS = ["les travaux commenceront en juin", "la situation est préoccupante", "le dossier est complet",
          "les chiffres ne reflètent pas la réalité", "aucune décision n'a été prise", "la ville manque de moyens"]
SENTENCES = [
    "{person} a rencontré {day} {person2} à {town}.",
    "{person} a félicité {day} {person2} pour son élection.",
    "{person} a accusé {person2} de mensonge.",
    "{person} a affirmé que {claim}.",
    "« {Claim} », a déclaré {person}.",
    "Selon {person}, {firm} a racheté {firm2} en {month}.",
    "{Firm} a annoncé {day} la fermeture de son usine de {town}.",
    "{person} conteste les résultats du scrutin organisé à {town}.",
    "{State} a signé {day} un accord avec {state2} sur {theme}.",
    "{State} a imposé des sanctions à {state2}.",
    "{person}, {post}, a critiqué {theme}.",
    "{person}, {post}, s'est rendue {day} à {town}.",
    "{person} a démissionné de son poste de directeur de {firm}.",
    "{person} a été nommé directeur de {firm} {day}.",
    "{person} a demandé à {person2} de revoir {theme}.",
    "Les députés ont adopté {day} une loi sur {theme}.",
    "Des centaines de salariés ont manifesté {day} à {town} contre {theme}.",
    "Un incendie a fait trois morts {day} à {town}.",
    "{person} a nié avoir rencontré {person2}.",
    "{person} a promis de soutenir {firm}.",
    "{person} a été arrêté {day} à {town}.",
    "{Firm} a investi deux millions d'euros dans {firm2}.",
    "{State} soutient {state2} dans {theme}.",
    "{person} se dit prêt à négocier avec {firm}.",
    "{person} a remporté l'élection municipale de {town} avec 54 % des voix.",
    "{person} craint que {claim}.",
    "{person} a remercié {person2} pour son aide.",
    "{State} n'a pas reconnu la victoire de {person}.",
    "{Firm} est partenaire de {firm2} depuis 2019.",
    "{person} a menacé {firm} de poursuites.",
]
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


def skewed(chance, items):
    """Returns one of `items`, the first ones more often."""
    return items[int(len(items) * chance.random() ** 2)]


def capital(text):
    return text[:1].upper() + text[1:]


class World:
    """The people and organisations that articles share."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.people = [f"{first} {last}" for first in FIRST for last in LAST]
        self.firms = [f"{kind} {stem}" for kind in KINDS for stem in STEMS]
        chance.shuffle(self.people)
        chance.shuffle(self.firms)

    def values(self, chance, date):
        person, person2 = (skewed(chance, self.people) for _ in range(2))
        firm, firm2 = (skewed(chance, self.firms) for _ in range(2))
        state, state2 = chance.sample(STATES, 2)
        town, claim = skewed(chance, TOWNS), chance.choice(CLAIMS)
        day = DAYS[(date - datetime.timedelta(days=chance.randrange(1, 6))).weekday()]
        post = chance.choice(POSTS).format(town=town, firm=firm)
        return {"person": person, "person2": person2, "firm": firm, "firm2": firm2, "Firm": capital(firm),
                "state": state, "state2": state2, "State": capital(state), "town": town, "claim": claim,
                "Claim": capital(claim), "day": day, "post": post, "theme": chance.choice(THEMES),
                "month": chance.choice(MONTHS)}


def article(world, seed, number):
    """Returns the article with that number, whatever others are written."""
    chance = random.Random(f"{seed}/{number}")
    date = datetime.date(2020, 1, 1) + datetime.timedelta(days=number * 1461 // 20000 % 1461)
    count = chance.randrange(3, 8)
    sentences = [template.format(**world.values(chance, date)) for template in chance.sample(SENTENCES, count)]
    sentences = [capital(sentence.replace(" de le ", " du ").replace(" à le ", " au ")) for sentence in sentences]
    place = skewed(chance, TOWNS).upper()
    line = f"{place}, {date.day} {MONTHS[date.month - 1]} {date.year} – "
    parts = [" ".join(sentences[i:i + 3]) for i in range(0, count, 3)]
    return {"id": f"a{number:07}", "title": sentences[0].rstrip("."), "date": date.isoformat(),
            "url": f"https://example.org/{date:%Y/%m/%d}/{number:07}", "text": line + "\n\n".join(parts) + "\n"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    world = World(options.seed)
    for number in range(options.count):
        one = article(world, options.seed, number)
        if options.folder:
            folder = options.folder / f"{number // 1000:04}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{one['id']}.txt").write_text(one["text"], encoding="utf-8")
        else:
            sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
