//! What the words around a deed say of it: that it happened, that it did not, or neither.
//!
//! Predicates differ in what they say of their complement when affirmed and when negated (`réussir à` and `ne pas
//! réussir à`, `tenter de`, `empêcher`): the implicative and factive verbs of Karttunen (1971, "Implicative verbs").
//! `lexicon/veridicality.tsv` lists them; chains of them are read from the outside in.

use std::collections::{BTreeMap, BTreeSet};

use super::clause::{Clause, Voice};
use super::cue;
use super::modality;
use super::rule::{Cue, CueClass};
use super::scene::Scene;
use super::{Factuality, Polarity};
use crate::data::{DataError, Files};
use crate::morph::{Mood, Tense, Upos};
use crate::parse::Relation;

const TABLE: &str = "lexicon/veridicality.tsv";
/// Predicates around predicates that are followed.
const DEEPEST: usize = 6;
/// Most words of a phrase that introduces a clause (`dans l'hypothèse où`).
const LONGEST_MARK: usize = 5;

/// What is said of a complement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: its own words decide.
    #[default]
    Same,
    /// It happened.
    Happened,
    /// It did not happen.
    Not,
    /// It is to happen.
    Planned,
    /// It may have happened.
    Uncertain,
}

/// The grammatical place of a complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Clause,
    Noun,
    Subject,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Verb,
    Noun,
    Adj,
}

#[derive(Clone, Debug)]
struct Row {
    cue: Cue,
    /// The preposition that must introduce the complement.
    preposition: Option<String>,
    reflexive: bool,
    places: BTreeSet<Place>,
    affirmed: Verdict,
    negated: Verdict,
}

/// The predicates of the table.
#[derive(Clone, Debug, Default)]
pub struct Predicates {
    rows: BTreeMap<(Class, String), Vec<Row>>,
    /// Prepositions and conjunctions, as phrases of lemmas.
    marks: BTreeMap<String, (BTreeSet<Place>, Verdict)>,
}

impl Predicates {
    /// Reads the table.
    ///
    /// # Errors
    /// Where it is missing or a cell is not one of those known.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let prepositions = files.table("lexicon/prepositions.tsv", &["lemma"])?;
        let prepositions: BTreeSet<_> =
            prepositions.rows.iter().map(|(_, cells)| cells[0].to_owned()).collect();
        let mut read = Self::default();
        let columns = ["class", "phrase", "complement", "affirmed", "negated"];
        for (line, cells) in files.table(TABLE, &columns)?.rows {
            let fault = |message: String| DataError::new(TABLE, line, message);
            let verdict = |cell: &str| match cell {
                "same" => Ok(Verdict::Same),
                "happened" => Ok(Verdict::Happened),
                "not" => Ok(Verdict::Not),
                "planned" => Ok(Verdict::Planned),
                "uncertain" => Ok(Verdict::Uncertain),
                _ => Err(fault(format!("unknown verdict \"{cell}\""))),
            };
            let place = |cell: &str| match cell {
                "clause" => Ok(Place::Clause),
                "noun" => Ok(Place::Noun),
                "subject" => Ok(Place::Subject),
                _ => Err(fault(format!("unknown complement \"{cell}\""))),
            };
            let places = cells[2].split(',').map(place).collect::<Result<BTreeSet<_>, _>>()?;
            let (affirmed, negated) = (verdict(cells[3])?, verdict(cells[4])?);
            let class = match cells[0] {
                "verb" => Class::Verb,
                "noun" => Class::Noun,
                "adj" => Class::Adj,
                "mark" => {
                    read.marks.insert(cells[1].to_owned(), (places, affirmed));
                    continue;
                }
                class => return Err(fault(format!("unknown class \"{class}\""))),
            };
            let row = row(cells[1], &prepositions, places, affirmed, negated);
            read.rows.entry((class, row.cue.lemma.clone())).or_default().push(row);
        }
        Ok(read)
    }
}

/// Reads `se abstenir de`, `avoir lieu`, `mettre fin à`.
fn row(
    phrase: &str,
    prepositions: &BTreeSet<String>,
    places: BTreeSet<Place>,
    affirmed: Verdict,
    negated: Verdict,
) -> Row {
    let bare = phrase.strip_prefix("se ");
    let (cue, preposition) = Cue::parse(bare.unwrap_or(phrase), prepositions);
    Row { cue, preposition, reflexive: bare.is_some(), places, affirmed, negated }
}

/// Returns what the words around the cue `word` say of it.
pub fn verdict(scene: &Scene<'_>, sentence: usize, word: usize, class: CueClass) -> Verdict {
    let view = View { scene, clause: scene.clause(sentence), sentence };
    match class {
        CueClass::Verb | CueClass::Noun | CueClass::Adj => view.of(word, DEEPEST),
        CueClass::Prep | CueClass::Amount | CueClass::Demonym => Verdict::Same,
    }
}

/// Returns what adjectives say of what holds by its nature, as a post or a bond does (`le futur président`).
pub fn verdict_of_state(scene: &Scene<'_>, sentence: usize, word: usize) -> Verdict {
    let view = View { scene, clause: scene.clause(sentence), sentence };
    view.adjective(word).or_else(|| view.setting(word)).or_else(|| view.becoming(word)).unwrap_or_default()
}

impl Verdict {
    /// Returns polarity and factuality with the verdict taken into account.
    pub fn apply(self, polarity: Polarity, factuality: Factuality) -> (Polarity, Factuality) {
        match (self, factuality) {
            (Self::Not, _) => (modality::polarity(polarity, true), factuality),
            (Self::Planned, Factuality::Actual) => (polarity, Factuality::Planned),
            (Self::Uncertain, Factuality::Actual) => (polarity, Factuality::Uncertain),
            _ => (polarity, factuality),
        }
    }
}

struct View<'a, 's> {
    scene: &'a Scene<'s>,
    clause: Clause<'a>,
    sentence: usize,
}

impl View<'_, '_> {
    fn of(&self, word: usize, depth: usize) -> Verdict {
        if depth == 0 {
            return Verdict::Same;
        }
        let outside = self.mark(word).or_else(|| self.adjective(word)).or_else(|| self.asked(word));
        let outside = outside.or_else(|| self.setting(word));
        outside.unwrap_or_else(|| self.governed(word, depth))
    }

    fn lemma(&self, word: usize) -> String {
        self.clause.tree[word].analysis.lemma.to_lowercase()
    }

    /// What the preposition or conjunction before it says.
    fn mark(&self, word: usize) -> Option<Verdict> {
        let tree = self.clause.tree;
        let nominal = matches!(tree[word].analysis.upos, Upos::Noun | Upos::Propn);
        let place = if nominal { Place::Noun } else { Place::Clause };
        // Right before an infinitive or noun, or where the conjunction of its clause stands.
        let finite = self.clause.is_finite(word);
        let mut near = word;
        while near > 0 && self.is_between(near - 1, nominal) {
            near -= 1;
        }
        let conjunction = tree.related(word, Relation::Mark).min();
        let ends = [(!finite).then_some(near), conjunction.map(|m| m + 1)];
        let found = ends.into_iter().flatten().find_map(|end| self.phrase_before(end, place));
        // `condamné pour avoir tué`: what comes before the verb is its cause and not its purpose.
        let before = self.clause.is_infinitive_group(word) && !self.clause.is_infinitive(word) && !nominal;
        let perfect = before && self.clause.voice(word) == Voice::Active;
        let found = found.filter(|v| !(perfect && *v == Verdict::Planned));
        found.or_else(|| {
            // `bien que`, `à moins que`: the conjunction may be parted from its first words.
            let first = tree.subtree(word).first().copied()?;
            (first..word).take(LONGEST_MARK).find_map(|end| {
                self.phrase_before(end, place).filter(|_| finite && self.is_marking(end - 1, word))
            })
        })
    }

    /// Whether the word before `end` marks the clause of `word`.
    fn is_marking(&self, mark: usize, word: usize) -> bool {
        let node = &self.clause.tree[mark];
        let marks = |w: usize| self.clause.tree[w].head == Some(word);
        let fixed = node.relation == Relation::Fixed && node.head.is_some_and(marks);
        node.relation.base() == Relation::Mark && marks(mark) || fixed
    }

    /// Whether the word may stand between a preposition and its infinitive or noun.
    fn is_between(&self, word: usize, nominal: bool) -> bool {
        let node = &self.clause.tree[word];
        if nominal {
            return matches!(node.analysis.upos, Upos::Det | Upos::Num | Upos::Adj);
        }
        matches!(node.analysis.upos, Upos::Pron | Upos::Aux) && !self.scene.words.is_relative(&node.form)
            || node.analysis.upos == Upos::Adv
    }

    /// The row of the longest phrase of the table that ends before the word `end`.
    fn phrase_before(&self, end: usize, place: Place) -> Option<Verdict> {
        let predicates = self.scene.words.predicates();
        let lemmas: Vec<String> = (end.saturating_sub(LONGEST_MARK)..end).map(|w| self.lemma(w)).collect();
        (0..lemmas.len()).find_map(|from| {
            let lemmas = &lemmas[from..];
            let (places, verdict) = predicates.marks.get(&lemmas.join(" "))?;
            // Prepositions that negate are read with the word's own negation.
            let negates = self.scene.words.is("negative-preposition", &lemmas[0]);
            (places.contains(&place) && !negates && *verdict != Verdict::Same).then_some(*verdict)
        })
    }

    /// What an adjective beside or behind it says: `la prochaine rencontre`, `une trêve possible`.
    fn adjective(&self, word: usize) -> Option<Verdict> {
        let tree = self.clause.tree;
        let beside = tree.related(word, Relation::Amod).chain(tree.related(word, Relation::Acl));
        beside.into_iter().find_map(|a| {
            let participle = self.clause.is_verbal(a) && !self.clause.is_finite(a);
            let passive = participle && self.clause.voice(a) == Voice::Passive;
            let row = self
                .row(a, Class::Adj, Place::Noun, None)
                // `la visite annulée`
                .or_else(|| self.row(a, Class::Verb, Place::Noun, None).filter(|_| passive))?;
            (row.affirmed != Verdict::Same && row.affirmed != Verdict::Happened).then_some(row.affirmed)
        })
    }

    /// `Vers un rachat de Brenac ?`: a headline that asks.
    fn asked(&self, word: usize) -> Option<Verdict> {
        let tree = self.clause.tree;
        let noun = tree[word].analysis.upos == Upos::Noun;
        (noun && tree.nodes().last().is_some_and(|n| n.form == "?")).then_some(Verdict::Uncertain)
    }

    /// `dans le roman de X`: whatever is told happens in a work.
    fn setting(&self, word: usize) -> Option<Verdict> {
        let tree = self.clause.tree;
        let sets = |w: usize| {
            tree.related(w, Relation::Obl).any(|o| {
                self.scene.words.is("setting", &tree[o].analysis.lemma)
                    && tree
                        .related(o, Relation::Case)
                        .any(|c| self.scene.words.is("setting-preposition", &tree[c].analysis.lemma))
            })
        };
        std::iter::once(word).chain(tree.ancestors(word)).any(sets).then_some(Verdict::Uncertain)
    }

    /// `deviendra directeur`, `a failli devenir directeur`: what is said of becoming it.
    fn becoming(&self, word: usize) -> Option<Verdict> {
        let tree = self.clause.tree;
        let verb = tree[word].head.filter(|&h| self.scene.words.is("becoming-verb", &self.lemma(h)))?;
        let predicate = matches!(tree[word].relation.base(), Relation::Xcomp | Relation::Obj | Relation::Obl);
        let state = self.state(verb, DEEPEST);
        (predicate && state != Verdict::Happened).then_some(state)
    }

    /// What the predicate or noun on which it depends says.
    fn governed(&self, word: usize, depth: usize) -> Verdict {
        let tree = self.clause.tree;
        let Some(head) = tree[word].head else { return Verdict::Same };
        let preposition = self.preposition(word);
        let infinitive = self.clause.is_infinitive_group(word);
        let verbal = self.clause.is_verbal(head);
        let passive = verbal && self.clause.voice(head) == Voice::Passive;
        let (class, place) = match tree[word].relation.base() {
            Relation::Conj => {
                // What is joined shares what is said of the first, unless it is a sentence of its own.
                let own = self.clause.is_finite(word) && tree.related(word, Relation::Nsubj).next().is_some();
                return if own { Verdict::Same } else { self.of(head, depth - 1) };
            }
            Relation::Xcomp | Relation::Ccomp | Relation::DepComp | Relation::Csubj => {
                (self.class(head), Place::Clause)
            }
            // `doit prêter serment, succédant à X`: a participle happens with its verb.
            Relation::Advcl if !infinitive && !self.clause.is_finite(word) && verbal => {
                let planned = self.state(head, depth) == Verdict::Planned;
                return if planned { Verdict::Planned } else { Verdict::Same };
            }
            Relation::Acl | Relation::Advcl if self.clause.is_finite(word) && self.is_denied_cleft(head) => {
                return Verdict::Not;
            }
            Relation::Advcl | Relation::Obl | Relation::Nmod if infinitive => {
                (self.class(head), Place::Clause)
            }
            Relation::Obj => (Class::Verb, Place::Noun),
            Relation::Nsubj if passive => (Class::Verb, Place::Noun),
            Relation::Nsubj if verbal => (Class::Verb, Place::Subject),
            Relation::Nsubj => (Class::Adj, Place::Noun),
            Relation::Obl | Relation::Nmod | Relation::Iobj => (self.class(head), Place::Noun),
            Relation::Acl if tree[word].relation != Relation::AclRelcl && infinitive => {
                (self.class(head), Place::Clause)
            }
            _ => return Verdict::Same,
        };
        let mut head = head;
        let mut row = self.row(head, class, place, preposition.as_deref());
        // `empêche les rebelles d'être condamnés`: the parser may hang the infinitive on the object.
        if row.is_none()
            && place == Place::Clause
            && class == Class::Noun
            && let Some(verb) = tree[head].head.filter(|&v| self.clause.is_verbal(v))
        {
            row = self.row(verb, Class::Verb, place, preposition.as_deref());
            head = if row.is_some() { verb } else { head };
        }
        let passes = place == Place::Clause && infinitive;
        match row {
            // `le décret permet au préfet de fermer`: in the present it may be done.
            Some(row) if place == Place::Clause && self.allows(head) => {
                match combine(row, self.state(head, depth), passes) {
                    Verdict::Happened => Verdict::Uncertain,
                    other => other,
                }
            }
            Some(row) => combine(row, self.state(head, depth), passes),
            // `on raconte que`: nobody answers for it.
            None if place == Place::Clause && class == Class::Verb && self.is_hearsay(head) => {
                Verdict::Uncertain
            }
            None if passes && class == Class::Verb => match self.state(head, depth) {
                Verdict::Not => Verdict::Uncertain,
                Verdict::Happened => Verdict::Same,
                other => other,
            },
            None => Verdict::Same,
        }
    }

    /// Whether the predicate allows or obliges, in the present tense.
    fn allows(&self, head: usize) -> bool {
        let present = matches!(self.clause.tense(head), Some((Mood::Ind, Tense::Pres, false)));
        let norm = |w: &usize| self.scene.words.is("norm", &self.lemma(*w));
        present
            && self.scene.words.is("normative-verb", &self.lemma(head))
            && self.clause.actor(head).iter().any(norm)
    }

    /// Whether the predicate says something and nobody in particular is its subject.
    fn is_hearsay(&self, head: usize) -> bool {
        let tree = self.clause.tree;
        let actors = self.clause.actor(head);
        let nobody = |w: &usize| {
            self.scene.words.is("indefinite-person", &tree[*w].form.to_lowercase())
                || self.scene.mention(self.sentence, *w).is_none()
        };
        self.scene.words.says(&self.lemma(head))
            && self.clause.is_finite(head)
            && actors.iter().all(nobody)
            && !actors.is_empty()
    }

    /// `Ce n'est pas X qui a tué Y`: a relative clause on a predicate that is denied.
    fn is_denied_cleft(&self, head: usize) -> bool {
        self.clause.tree.related(head, Relation::Cop).next().is_some()
            && modality::is_negated(self.clause, head, &[])
    }

    fn class(&self, head: usize) -> Class {
        match self.clause.tree[head].analysis.upos {
            Upos::Verb | Upos::Aux => Class::Verb,
            Upos::Adj => Class::Adj,
            _ => Class::Noun,
        }
    }

    /// The preposition or mark that introduces the word.
    fn preposition(&self, word: usize) -> Option<String> {
        let tree = self.clause.tree;
        let mark = tree.related(word, Relation::Mark).chain(tree.related(word, Relation::Case)).next();
        mark.map(|m| self.clause.phrase_lemma(m))
    }

    /// The row of the predicate `head` for a complement at `place`; that which asks for more words wins.
    fn row(&self, head: usize, class: Class, place: Place, preposition: Option<&str>) -> Option<&Row> {
        let tree = self.clause.tree;
        let rows = self.scene.words.predicates().rows.get(&(class, self.lemma(head)))?;
        let reflexive = class == Class::Verb && self.clause.reflexive(head);
        rows.iter()
            .filter(|r| r.places.contains(&place) && (class != Class::Verb || r.reflexive == reflexive))
            .filter(|r| r.preposition.as_deref().is_none_or(|p| Some(p) == preposition))
            .filter(|r| r.cue.rest.is_empty() || cue::rest(tree, &r.cue, head).is_some())
            .max_by_key(|r| (r.cue.rest.len(), r.preposition.is_some()))
    }

    /// What is said of the predicate itself, by its own words and by those around it.
    fn state(&self, head: usize, depth: usize) -> Verdict {
        let class = match self.class(head) {
            Class::Verb => CueClass::Verb,
            Class::Adj => CueClass::Adj,
            Class::Noun => CueClass::Noun,
        };
        let negated = modality::is_negated(self.clause, head, &[]);
        let around = self.of(head, depth - 1);
        let own = modality::factuality(self.clause, head, class);
        match (around, own) {
            (Verdict::Not, _) if negated => Verdict::Happened,
            (Verdict::Not, _) => Verdict::Not,
            (Verdict::Uncertain, _) | (_, Factuality::Uncertain) => Verdict::Uncertain,
            (Verdict::Planned, _) | (_, Factuality::Planned) => Verdict::Planned,
            _ if negated => Verdict::Not,
            _ => Verdict::Happened,
        }
    }
}

/// What the predicate of `row` says of its complement where `state` holds of itself.
fn combine(row: &Row, state: Verdict, infinitive: bool) -> Verdict {
    match (state, row.affirmed) {
        (Verdict::Not, _) => row.negated,
        (Verdict::Planned, Verdict::Happened) => Verdict::Planned,
        (Verdict::Planned, Verdict::Not) => Verdict::Uncertain,
        (Verdict::Planned, Verdict::Same) if infinitive => Verdict::Planned,
        (Verdict::Uncertain, Verdict::Same) if !infinitive => Verdict::Same,
        (Verdict::Uncertain, _) => Verdict::Uncertain,
        (_, affirmed) => affirmed,
    }
}
