//! Grammatical functions with passive, inversion, control and coordination undone.
//!
//! Rules speak of subject and object as the meaning has them; this module finds the words that stand
//! there. It returns word indices; it knows no rule and no word but those of its tables.

use crate::mention::Time;
use crate::morph::{Mood, Number, Tense, Upos, VerbForm};
use crate::parse::{Relation, Tree};

use super::cue;
use super::words::Words;

/// How many steps an understood subject may lie away.
const REACH: usize = 4;

/// One sentence's tree with the word tables, asked for grammatical functions.
#[derive(Clone, Copy)]
pub struct Clause<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// The word tables.
    pub words: &'a Words,
    /// The time expressions of the sentence, which are no participants.
    pub times: &'a [Time],
}

/// The diathesis of a verb form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The grammatical subject acts.
    Active,
    /// The grammatical subject is acted upon.
    Passive,
}

impl Clause<'_> {
    /// Whether `node` is a verb or a participle read as an adjective.
    pub fn is_verbal(self, node: usize) -> bool {
        matches!(self.tree[node].analysis.upos, Upos::Verb | Upos::Aux)
    }

    /// Whether `node` belongs to a calendar expression (`l'été dernier`).
    fn is_time(self, node: usize) -> bool {
        self.times.iter().any(|t| t.calendar && t.words.contains(&node))
    }

    /// Whether `node` is a dative pronoun before its verb (`leur a-t-il dit`), whatever the parser calls it.
    pub fn is_dative_clitic(self, node: usize, verb: usize) -> bool {
        node < verb
            && self.tree[node].analysis.upos == Upos::Pron
            && self.words.is("dative-clitic", &self.tree[node].form)
            && self.tree.related(node, Relation::Case).next().is_none()
    }

    fn is_past_participle(self, node: usize) -> bool {
        let feats = &self.tree[node].analysis.feats;
        feats.verb_form == Some(VerbForm::Part) && feats.tense != Some(Tense::Pres)
    }

    fn is_present_participle(self, node: usize) -> bool {
        let feats = &self.tree[node].analysis.feats;
        feats.verb_form == Some(VerbForm::Part) && feats.tense == Some(Tense::Pres)
    }

    /// Whether `node` is an infinitive.
    pub fn is_infinitive(self, node: usize) -> bool {
        self.tree[node].analysis.feats.verb_form == Some(VerbForm::Inf)
    }

    /// Whether `node` is an infinitive, or the participle of one (`avoir tué`, `être approuvé`).
    pub fn is_infinitive_group(self, node: usize) -> bool {
        let auxiliary = |c: &usize| matches!(self.tree[*c].relation.base(), Relation::Aux | Relation::Cop);
        let first = self.tree.children(node).iter().copied().find(auxiliary);
        self.is_infinitive(node) || first.is_some_and(|c| self.is_infinitive(c))
    }

    /// Returns the voice of the verb, adjective or participle `node`.
    pub fn voice(self, node: usize) -> Voice {
        let has = |relation| self.tree.related(node, relation).any(|c| !self.is_time(c));
        // `est revenue` looks like a passive.
        let auxiliaries = self.tree.related(node, Relation::Aux).count();
        if auxiliaries <= 1 && self.words.is("be-perfect", &self.tree[node].analysis.lemma) {
            return Voice::Active;
        }
        if self.tree.children(node).iter().any(|&c| self.tree[c].relation == Relation::AuxPass) {
            return Voice::Passive;
        }
        if self.tree[node].analysis.upos == Upos::Adj {
            return Voice::Passive;
        }
        // `est interdit`: the tagger may take the participle for a present tense.
        let copula = self.tree.related(node, Relation::Cop).next().is_some();
        if !self.is_past_participle(node) && !copula || self.reflexive(node) {
            return Voice::Active;
        }
        if has(Relation::Aux) {
            return Voice::Active;
        }
        if self.tree.related(node, Relation::Cop).next().is_some() {
            return Voice::Passive;
        }
        match (self.tree[node].relation, self.tree[node].head) {
            (Relation::Conj, Some(head)) if self.is_past_participle(head) => self.voice(head),
            _ if has(Relation::Obj) => Voice::Active,
            _ => Voice::Passive,
        }
    }

    /// Whether the verb `node` has a reflexive pronoun, its own or that of the verb it is joined to.
    pub fn reflexive(self, node: usize) -> bool {
        let own = self.tree.children(node).iter().any(|&c| self.is_reflexive_pronoun(c, node));
        let shared = || {
            let joined = self.tree[node].relation == Relation::Conj && self.is_past_participle(node);
            let bare = self.tree.related(node, Relation::Aux).chain(self.tree.related(node, Relation::Cop));
            joined && bare.count() == 0 && self.tree[node].head.is_some_and(|head| self.reflexive(head))
        };
        own || shared()
    }

    /// Whether `child` is the reflexive pronoun of `verb`.
    pub fn is_reflexive_pronoun(self, child: usize, verb: usize) -> bool {
        let node = &self.tree[child];
        // `nous nous réjouissons`, but `les patients nous réclament`: the subject must be the same person.
        let same = |person: u8| {
            self.tree
                .related(verb, Relation::Nsubj)
                .any(|s| s != child && self.tree[s].analysis.feats.person.unwrap_or(3) == person)
        };
        child < verb
            && node.analysis.upos == Upos::Pron
            && (node.analysis.feats.reflex || self.words.is_reflexive(&node.form))
            && node.analysis.feats.person.is_none_or(|p| p == 3 || same(p))
    }

    /// Returns the words that stand as grammatical subject of the predicate `node`, understood ones included.
    pub fn subject(self, node: usize) -> Vec<usize> {
        self.subject_within(node, REACH)
    }

    fn subject_within(self, node: usize, reach: usize) -> Vec<usize> {
        let own = self.own_subject(node);
        if !own.is_empty() {
            return own;
        }
        let Some(head) = self.tree[node].head.filter(|_| reach > 0) else { return Vec::new() };
        let up = |to| self.subject_within(to, reach - 1);
        match self.tree[node].relation {
            Relation::Conj if self.is_predicate(head) => up(head),
            Relation::Xcomp | Relation::Ccomp | Relation::OblArg | Relation::DepComp
                if self.is_infinitive(node)
                    || self.tree[node].relation == Relation::Xcomp
                    || self.tree[node].analysis.upos == Upos::Adj && !self.is_finite(node) =>
            {
                self.controller(head).unwrap_or_else(|| up(head))
            }
            Relation::AclRelcl => self.relative_subject(node, head),
            relation if relation.base() == Relation::Acl => {
                if self.is_infinitive(node) {
                    self.noun_subject(head, reach - 1)
                } else {
                    vec![head]
                }
            }
            Relation::Amod if self.is_verbal(node) => vec![head],
            relation if relation.base() == Relation::Advcl && !self.is_finite(node) => {
                if self.is_predicate(head) { up(head) } else { vec![head] }
            }
            relation if relation.base() == Relation::Obl && self.is_infinitive(node) => up(head),
            Relation::Parataxis if !self.is_finite(node) => up(head),
            _ => self.drawn_away(node).into_iter().collect(),
        }
    }

    /// The subject of a finite verb that the parser has given to the clause before it: a subject that stands behind
    /// its own head and before this verb (`Quand le vote a commencé, la maire, Anna Keller, a parlé`).
    fn drawn_away(self, node: usize) -> Option<usize> {
        if !self.is_finite(node) || !self.is_verbal(node) {
            return None;
        }
        let found = (0..node).rev().find(|&w| {
            self.tree[w].relation == Relation::Nsubj
                && self.is_nominal(w)
                && self.tree[w].head.is_some_and(|h| h < w)
        })?;
        let between = (found..node).any(|w| {
            w != node && self.tree[w].analysis.feats.is_finite() && !self.verb_group(node).contains(&w)
        });
        (!between).then_some(found)
    }

    fn own_subject(self, node: usize) -> Vec<usize> {
        let all = self.tree.related(node, Relation::Nsubj);
        let other = |c: usize| self.is_dative_clitic(c, node) || self.is_reflexive_pronoun(c, node);
        all.filter(|&c| self.is_nominal(c) && !other(c)).collect()
    }

    /// The subject of a relative clause that has none of its own: the noun it hangs on, unless that is its object.
    fn relative_subject(self, node: usize, head: usize) -> Vec<usize> {
        let has_object_pronoun = self.tree.children(node).iter().any(|&c| {
            self.tree[c].relation.base() == Relation::Obj && self.words.is_relative(&self.tree[c].form)
        });
        if has_object_pronoun { Vec::new() } else { vec![head] }
    }

    /// The object of `governor`, where its verb makes that the subject of its infinitive (`accuser X de partir`).
    fn controller(self, governor: usize) -> Option<Vec<usize>> {
        if !self.words.controls_object(&self.tree[governor].analysis.lemma) {
            return None;
        }
        let objects = self.object(governor);
        let found = if objects.is_empty() { self.dative(governor) } else { objects };
        (!found.is_empty()).then_some(found)
    }

    /// Who is meant to do what the noun's infinitive says (`sa volonté de partir`).
    fn noun_subject(self, noun: usize, reach: usize) -> Vec<usize> {
        let possessors = self.possessor(noun);
        if !possessors.is_empty() {
            return possessors;
        }
        match self.tree.ancestors(noun).find(|&a| self.is_predicate(a)) {
            Some(verb) => self.subject_within(verb, reach),
            None => Vec::new(),
        }
    }

    /// Whether the verb group of `node` has a finite verb.
    pub fn is_finite(self, node: usize) -> bool {
        let finite = |n: usize| self.tree[n].analysis.feats.is_finite();
        finite(node)
            || self
                .tree
                .children(node)
                .iter()
                .any(|&c| matches!(self.tree[c].relation.base(), Relation::Aux | Relation::Cop) && finite(c))
    }

    /// Whether `node` heads a clause: a verb, or an adjective or noun with a copula.
    pub fn is_predicate(self, node: usize) -> bool {
        self.is_verbal(node) || self.tree.related(node, Relation::Cop).next().is_some()
    }

    /// Whether `node` can be an argument: a noun, name, pronoun, number or an adjective with a determiner.
    pub fn is_nominal(self, node: usize) -> bool {
        match self.tree[node].analysis.upos {
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X | Upos::Sym => true,
            Upos::Adj | Upos::Det => self.tree.related(node, Relation::Det).next().is_some(),
            _ => false,
        }
    }

    /// Who acts: the subject of the active, the agent phrase of the passive.
    pub fn actor(self, node: usize) -> Vec<usize> {
        match self.voice(node) {
            Voice::Active => self.subject(node),
            Voice::Passive => self.agent_phrase(node),
        }
    }

    fn agent_phrase(self, node: usize) -> Vec<usize> {
        let marked: Vec<_> = self
            .tree
            .children(node)
            .iter()
            .copied()
            .filter(|&c| self.tree[c].relation == Relation::OblAgent)
            .collect();
        let found =
            if marked.is_empty() { self.complements(node, self.words.agent_preposition()) } else { marked };
        // `tué par erreur`, `par balle`: a bare noun is a manner.
        let bare = |c: &usize| {
            self.tree[*c].analysis.upos == Upos::Noun
                && self.tree[*c].analysis.feats.number != Some(Number::Plur)
                && self.tree.related(*c, Relation::Det).next().is_none()
                && self.tree.related(*c, Relation::Nummod).next().is_none()
        };
        found.into_iter().filter(|c| !bare(c)).collect()
    }

    /// Whom it is done to: the object of the active, the subject of the passive.
    pub fn object(self, node: usize) -> Vec<usize> {
        match self.voice(node) {
            Voice::Passive => self.subject(node),
            Voice::Active => {
                let own: Vec<_> = self
                    .tree
                    .related(node, Relation::Obj)
                    .filter(|&c| self.is_nominal(c) && !self.is_reflexive_pronoun(c, node))
                    .filter(|&c| !self.is_time(c) && !self.is_dative_clitic(c, node))
                    .collect();
                if !own.is_empty() {
                    return own;
                }
                [
                    Self::shared_object,
                    Self::spoken_of,
                    Self::antecedent,
                    Self::bare_name,
                    Self::partitive,
                    Self::uncased,
                ]
                .into_iter()
                .map(|find| find(self, node))
                .find(|found| !found.is_empty())
                .unwrap_or_default()
            }
        }
    }

    /// `m'a menacé`: the parser may take a first or second person for a dative where the verb has no other object.
    fn spoken_of(self, node: usize) -> Vec<usize> {
        let tree = self.tree;
        let clitic = |&c: &usize| {
            c < node
                && tree[c].analysis.upos == Upos::Pron
                && matches!(tree[c].analysis.feats.person, Some(1 | 2))
                && !self.is_reflexive_pronoun(c, node)
        };
        let clause = tree.related(node, Relation::Ccomp).chain(tree.related(node, Relation::Xcomp)).next();
        let found = tree.related(node, Relation::Iobj).find(clitic);
        found.filter(|_| clause.is_none()).into_iter().collect()
    }

    /// The clitic object of the first of two joined participles (`l'a accueilli et félicité`).
    fn shared_object(self, node: usize) -> Vec<usize> {
        let joined = self.tree[node].relation == Relation::Conj && self.is_past_participle(node);
        let bare = self.tree.related(node, Relation::Aux).next().is_none();
        let Some(head) = self.tree[node].head.filter(|_| joined && bare) else { return Vec::new() };
        self.tree.related(head, Relation::Obj).filter(|&c| c < head && self.is_nominal(c)).collect()
    }

    /// `fournira des tentes`, `livrer du matériel`: what has been cut into preposition and article is the object of a
    /// verb that has no other.
    fn partitive(self, node: usize) -> Vec<usize> {
        let tree = self.tree;
        let contracted = |c: usize| {
            let mut cases = tree.related(c, Relation::Case);
            let case = cases.next().filter(|_| cases.next().is_none());
            case.is_some_and(|p| {
                tree[p].analysis.lemma == self.words.genitive_preposition()
                    && tree[p].form.chars().count() == tree[p].analysis.lemma.chars().count()
                    && tree[p + 1].analysis.upos == Upos::Det
                    && tree[p + 1].analysis.feats.definite.is_some()
            })
        };
        let near = |c: usize| {
            let start = tree.subtree(c).first().copied().unwrap_or(c);
            (node + 1..start)
                .all(|w| matches!(tree[w].analysis.upos, Upos::Adv | Upos::Adp) || self.is_time(w))
        };
        // `fourni en avril des tentes`: the parser may hang it on the time.
        let timely = tree.children(node).iter().filter(|&&c| c > node && self.is_time(c));
        let beyond = timely.flat_map(|&t| tree.related(t, Relation::Nmod));
        let found =
            tree.related(node, Relation::Obl).chain(beyond).find(|&c| c > node && contracted(c) && near(c));
        found.filter(|_| !self.reflexive(node)).into_iter().collect()
    }

    /// `une décision que le juge approuve`: the noun before the clause, where the parser takes the pronoun for a
    /// conjunction.
    fn antecedent(self, node: usize) -> Vec<usize> {
        let tree = self.tree;
        let relative = tree[node].relation.base() == Relation::Acl && self.is_finite(node);
        let Some(head) = tree[node].head.filter(|&h| relative && h < node && self.is_nominal(h)) else {
            return Vec::new();
        };
        let subjects = self.own_subject(node);
        let opener = tree.children(node).iter().copied().find(|&c| {
            c > head && c < node && self.words.is_relative(&tree[c].form) && !subjects.contains(&c)
        });
        let object = opener.is_some_and(|o| {
            tree[o].relation.base() != Relation::Nsubj && !self.words.is_genitive_relative(&tree[o].form)
        });
        let first = opener.is_some_and(|o| subjects.iter().all(|&s| s > o) || subjects.is_empty());
        if object && first && !subjects.is_empty() { vec![head] } else { Vec::new() }
    }

    /// A phrase with a determiner or number and no preposition that the parser takes for an adverbial.
    fn uncased(self, node: usize) -> Vec<usize> {
        let tree = self.tree;
        let bare = |&c: &usize| {
            c > node
                && !self.is_time(c)
                && tree[c].analysis.upos == Upos::Noun
                && tree.related(c, Relation::Case).next().is_none()
                && (tree.related(c, Relation::Det).next().is_some()
                    || tree.related(c, Relation::Nummod).next().is_some())
                && tree.related(c, Relation::Punct).all(|p| p > c)
        };
        let found = tree.related(node, Relation::Obl).find(bare);
        found.filter(|_| !self.reflexive(node)).into_iter().collect()
    }

    /// A name right behind the verb that the parser has hung on it as something else (`a félicité M. Durand`).
    fn bare_name(self, node: usize) -> Vec<usize> {
        let tree = self.tree;
        let is_name = |c: usize| {
            tree[c].analysis.upos == Upos::Propn
                || tree.children(c).iter().any(|&n| n == c + 1 && tree[n].analysis.upos == Upos::Propn)
        };
        // `a félicité lundi Nicolas Maduro`: a bare noun behind the verb may have drawn the name to itself.
        let first = tree
            .children(node)
            .iter()
            .copied()
            .find(|&c| c == node + 1 && tree[c].analysis.upos == Upos::Noun);
        if let Some(bare) = first.filter(|&c| {
            self.is_time(c)
                && tree.related(c, Relation::Case).chain(tree.related(c, Relation::Det)).next().is_none()
        }) {
            let name =
                tree.children(bare).iter().copied().find(|&c| {
                    c == bare + 1 && is_name(c) && tree.related(c, Relation::Case).next().is_none()
                });
            if let Some(name) = name {
                return vec![name];
            }
        }
        let found = tree.children(node).iter().copied().find(|&c| {
            let relation = tree[c].relation.base();
            c > node
                && (node + 1..c).all(|w| {
                    matches!(tree[w].analysis.upos, Upos::Adv | Upos::Det | Upos::Noun | Upos::Propn)
                })
                && matches!(
                    relation,
                    Relation::Xcomp | Relation::Dep | Relation::Obl | Relation::Appos | Relation::Vocative
                )
                && tree.related(c, Relation::Case).next().is_none()
                && is_name(c)
        });
        found.into_iter().collect()
    }

    /// To whom: dative clitics and complements with the dative preposition.
    pub fn dative(self, node: usize) -> Vec<usize> {
        let clitics = self.tree.children(node).iter().copied().filter(|&c| {
            let dative = self.tree[c].relation.base() == Relation::Iobj || self.is_dative_clitic(c, node);
            dative && self.is_nominal(c) && !self.is_reflexive_pronoun(c, node)
        });
        // A phrase between commas is an adverbial (`ont, à l'inverse, …`).
        let aside = |c: &usize| self.tree.related(*c, Relation::Punct).any(|p| p < *c);
        let phrases = self.complements(node, self.words.dative_preposition());
        let phrases = phrases.into_iter().filter(|c| !aside(c));
        let mut found: Vec<_> = clitics.chain(phrases).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The nominal complements of `node` that `preposition` introduces.
    pub fn complements(self, node: usize, preposition: &str) -> Vec<usize> {
        let hangs = |c: &usize| {
            matches!(
                self.tree[*c].relation.base(),
                Relation::Obl
                    | Relation::Nmod
                    | Relation::Iobj
                    | Relation::Xcomp
                    | Relation::Dep
                    | Relation::Obj
                    | Relation::Advmod
                    | Relation::Appos
                    | Relation::Parataxis
            )
        };
        // `arrivé dimanche soir à Beira`: the parser may hang the complement on a time before it.
        let timely = self.tree.children(node).iter().filter(|&&c| c > node && self.is_time(c));
        let beyond = timely.flat_map(|&t| {
            self.tree
                .subtree(t)
                .into_iter()
                .filter(move |&w| self.is_time(w))
                .flat_map(|w| self.tree.children(w))
        });
        let children = self.tree.children(node).iter().chain(beyond).copied().filter(hangs);
        let fits = |&c: &usize| self.is_nominal(c) && !self.is_time(c) && self.introduced_by(c, preposition);
        let found: Vec<_> = children.filter(fits).collect();
        if found.is_empty() { self.parted_complement(node, preposition) } else { found }
    }

    /// `s'incliner face à X`: the parser may take the first word of a preposition for a noun with a complement.
    fn parted_complement(self, node: usize, preposition: &str) -> Vec<usize> {
        let Some((noun, case)) = preposition.rsplit_once(' ') else { return Vec::new() };
        let bare = |&c: &usize| {
            self.tree[c].analysis.lemma == noun
                && self
                    .tree
                    .related(c, Relation::Case)
                    .chain(self.tree.related(c, Relation::Det))
                    .next()
                    .is_none()
        };
        let nouns = self.tree.children(node).iter().copied().filter(bare);
        let below = nouns.flat_map(|n| self.tree.related(n, Relation::Nmod));
        below.filter(|&c| self.introduced_by(c, case)).collect()
    }

    /// The complements with `preposition` that the parser has hung further down, on another complement of `node`.
    pub fn loose_complements(self, node: usize, preposition: &str) -> Vec<usize> {
        let tree = self.tree;
        let nominal = |relation: Relation| {
            matches!(
                relation.base(),
                Relation::Nmod | Relation::Obl | Relation::Obj | Relation::Conj | Relation::Appos
            )
        };
        let below = tree.subtree(node).into_iter().filter(|&w| {
            w > node
                && self.is_nominal(w)
                && self.introduced_by(w, preposition)
                && std::iter::once(w)
                    .chain(tree.ancestors(w))
                    .take_while(|&a| a != node)
                    .all(|a| nominal(tree[a].relation))
        });
        below.take(1).collect()
    }

    /// Whether a case word with the lemma `preposition` stands before `node`.
    pub fn introduced_by(self, node: usize, preposition: &str) -> bool {
        // `jusqu'à Lyon` is not `à Lyon`: the first of the words that introduce it tells.
        let behind = |c: usize| c > 0 && self.tree.related(node, Relation::Case).any(|b| b + 1 == c);
        self.tree.related(node, Relation::Case).any(|c| !behind(c) && self.phrase_lemma(c) == preposition)
            || (preposition == self.words.genitive_preposition()
                && self.words.is_genitive_relative(&self.tree[node].form))
    }

    /// Returns the lemma of a fixed expression, its words joined by spaces (`à l'égard de`: `à le égard de`).
    pub fn phrase_lemma(self, node: usize) -> String {
        cue::phrase(self.tree, node)
    }

    /// The possessor of the noun `node`: its possessive determiner.
    pub fn possessor(self, node: usize) -> Vec<usize> {
        self.tree
            .children(node)
            .iter()
            .copied()
            .filter(|&c| self.tree[c].analysis.feats.poss && self.tree[c].analysis.upos != Upos::Adj)
            .collect()
    }

    /// Content clauses of `node`.
    pub fn content_clause(self, node: usize) -> Vec<usize> {
        let found = self.content_clauses_of(node, false);
        if !found.is_empty() || !self.is_verbal(node) {
            return found;
        }
        // `dit aux députés que …`, `prévient le juge que …`: the parser may hang the clause on the phrase before it.
        let mut before = self.dative(node);
        before.extend(self.object(node));
        let before = before.into_iter().filter(|&d| d > node);
        before.flat_map(|d| self.content_clauses_of(d, true)).take(1).collect()
    }

    fn content_clauses_of(self, node: usize, relative: bool) -> Vec<usize> {
        let begins = |c: usize| {
            let first = self.tree.subtree(c).first().copied().unwrap_or(c);
            self.words.is_complementizer(&self.tree[first].analysis.lemma) && first > node
        };
        let clauses = self.tree.children(node).iter().copied().filter(|&c| {
            if relative {
                let hangs = matches!(self.tree[c].relation.base(), Relation::Acl | Relation::Nmod);
                return hangs && begins(c) && self.is_finite(c) && !self.own_subject(c).is_empty();
            }
            let node = &self.tree[c];
            matches!(node.relation.base(), Relation::Ccomp | Relation::Acl | Relation::Csubj)
                && node.relation != Relation::AclRelcl
                && self
                    .tree
                    .related(c, Relation::Mark)
                    .any(|m| self.words.is_complementizer(&self.phrase_lemma(m)))
        });
        clauses.collect()
    }

    /// Clauses that ask, below `node` (`demander si`, `savoir de quelle ville`).
    pub fn questions(self, node: usize) -> Vec<usize> {
        let asks = |c: usize| {
            let subtree = self.tree.subtree(c);
            let mut opening = subtree.iter().take(2).map(|&w| &self.tree[w].analysis.lemma);
            subtree.first().is_some_and(|&w| w > node) && opening.any(|l| self.words.is("asking", l))
        };
        let children = self.tree.children(node).iter().copied();
        let clauses = children.filter(|&c| {
            let relation = self.tree[c].relation.base();
            matches!(
                relation,
                Relation::Ccomp | Relation::Advcl | Relation::Xcomp | Relation::Obj | Relation::Obl
            ) && self.is_predicate(c)
        });
        clauses.filter(|&c| asks(c)).collect()
    }

    /// Infinitives that complete `node`; with `preposition` only those that it introduces, without it those
    /// with none or one of the empty ones.
    pub fn infinitives(self, node: usize, preposition: Option<&str>) -> Vec<usize> {
        // `accuser la direction d'avoir menti`: the parser may hang the infinitive on the object.
        let controls = self.words.controls_object(&self.tree[node].analysis.lemma);
        let mut object = if controls { self.object(node) } else { Vec::new() };
        if controls && self.voice(node) == Voice::Passive {
            object = self.agent_phrase(node);
        }
        if self.is_nominal(node) {
            // `la décision du gouvernement de fermer`: it hangs on who decides.
            object.extend(self.complements(node, self.words.genitive_preposition()));
        }
        let below =
            object.into_iter().filter(|&o| o > node).flat_map(|o| self.tree.children(o).iter().copied());
        let children = self.tree.children(node).iter().copied().chain(below).filter(|&c| {
            let relation = self.tree[c].relation;
            self.is_predicate(c)
                && matches!(
                    relation.base(),
                    Relation::Xcomp
                        | Relation::Ccomp
                        | Relation::Acl
                        | Relation::Advcl
                        | Relation::Obl
                        | Relation::Dep
                )
                && relation != Relation::AclRelcl
                && (self.is_infinitive(c)
                    || self
                        .tree
                        .related(c, Relation::Aux)
                        .chain(self.tree.related(c, Relation::Cop))
                        .any(|a| self.is_infinitive(a)))
        });
        children
            .filter(|&c| {
                let mut marks =
                    self.tree.related(c, Relation::Mark).chain(self.tree.related(c, Relation::Case));
                match preposition {
                    Some(wanted) => marks.any(|m| self.phrase_lemma(m) == wanted),
                    None => {
                        let complement = self.tree[c].relation.base() != Relation::Advcl;
                        marks.next().map_or(complement, |m| self.words.is_empty_mark(&self.phrase_lemma(m)))
                    }
                }
            })
            .collect()
    }

    /// Predicates of the object or subject: `un partenaire` of `considère X comme un partenaire`.
    pub fn predicative(self, node: usize) -> Vec<usize> {
        let children = self.tree.children(node).iter().copied();
        let bare: Vec<_> = children
            .clone()
            .filter(|&c| self.tree[c].relation == Relation::Xcomp && !self.is_verbal(c))
            .collect();
        if !bare.is_empty() {
            return bare;
        }
        let marked: Vec<_> = children
            .filter(|&c| {
                let mut marks =
                    self.tree.related(c, Relation::Case).chain(self.tree.related(c, Relation::Mark));
                let is_as = marks.any(|m| self.words.is_predicative_mark(&self.phrase_lemma(m)));
                // `en annonçant`, `en septembre`.
                let aside = self.is_verbal(c) && self.is_present_participle(c) || self.is_time(c);
                is_as && c > node && !aside
            })
            .collect();
        if !marked.is_empty() {
            return marked;
        }
        // `qu'elle juge illégale`: an adjective alone behind the verb.
        let adjective = |c: &usize| {
            *c > node
                && self.tree[*c].analysis.upos == Upos::Adj
                && matches!(
                    self.tree[*c].relation.base(),
                    Relation::Ccomp | Relation::Obj | Relation::Amod | Relation::Advcl | Relation::Dep
                )
        };
        self.tree.children(node).iter().copied().filter(adjective).take(1).collect()
    }

    /// `juge ce mandat illégal`: the parser hangs the predicate on the object, as its last adjective.
    pub fn trait_of_object(self, node: usize) -> Vec<usize> {
        let object = self.tree.related(node, Relation::Obj).find(|&o| o > node);
        let determined = |o: &usize| self.tree.related(*o, Relation::Det).next().is_some();
        let Some(object) = object.filter(determined) else { return Vec::new() };
        let last = self.tree.subtree(object).last().copied();
        let adjective =
            |c: &usize| Some(*c) == last && *c > object && self.tree[*c].analysis.upos == Upos::Adj;
        self.tree.related(object, Relation::Amod).filter(adjective).collect()
    }

    /// Returns `node` and what is joined to it by coordination, in order.
    pub fn coordinated(self, node: usize) -> Vec<usize> {
        let mut found = vec![node];
        let mut next = 0;
        while next < found.len() && found.len() < 32 {
            let joined = self
                .tree
                .related(found[next], Relation::Conj)
                .filter(|&c| self.is_nominal(c) && self.own_subject(c).is_empty() && !self.is_part(c));
            found.extend(joined);
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// `quatre suspects, dont deux frères`: a part of what stands before it is no further one.
    fn is_part(self, node: usize) -> bool {
        let first = self.tree.subtree(node).first().copied().unwrap_or(node);
        self.words.is_genitive_relative(&self.tree[first].form)
            || first > 0 && self.words.is_genitive_relative(&self.tree[first - 1].form)
    }

    /// Returns the auxiliaries, copulas and clitics of the verb group of `node` with `node` itself, sorted.
    pub fn verb_group(self, node: usize) -> Vec<usize> {
        let part = |c: &usize| {
            let child = &self.tree[*c];
            match child.relation.base() {
                Relation::Aux | Relation::Cop => true,
                Relation::Expl => *c < node,
                Relation::Advmod => *c < node && child.analysis.feats.negative,
                _ => self.is_reflexive_pronoun(*c, node),
            }
        };
        let mut group: Vec<_> = self.tree.children(node).iter().copied().filter(part).collect();
        group.push(node);
        group.sort_unstable();
        group
    }

    /// Mood and tense of the verb group: those of its first finite word, with whether it is compound.
    pub fn tense(self, node: usize) -> Option<(Mood, Tense, bool)> {
        let group = self.verb_group(node);
        let finite = group.iter().copied().find(|&w| self.tree[w].analysis.feats.is_finite());
        let Some(finite) = finite else {
            let head = self.tree[node].head?;
            let shares = self.tree[node].relation == Relation::Conj && self.is_past_participle(node);
            return if shares && self.is_predicate(head) { self.tense(head) } else { None };
        };
        let feats = &self.tree[finite].analysis.feats;
        let compound =
            self.tree.children(node).iter().any(|&c| {
                self.tree[c].relation == Relation::AuxTense || self.tree[c].relation == Relation::Aux
            });
        Some((feats.mood?, feats.tense.unwrap_or(Tense::Pres), compound))
    }
}
