//! One frame against one word: which words fill its roles. It knows no word and no fact type.

use crate::mention::{Form, Kind, Unit, listed};
use crate::morph::{Number, PronType, Upos};
use crate::parse::Relation;
use crate::text::Span;

use super::rule::{CueClass, Frame, Role};
use super::scene::{Filler, Scene};
use super::slot::{Choice, Filter, Selector, Slot};
use super::{Theme, nominal, speech, theme};

/// A frame's word in a sentence.
#[derive(Clone)]
pub struct Site<'a> {
    /// The article.
    pub scene: &'a Scene<'a>,
    /// Index of the sentence.
    pub sentence: usize,
    /// The cue word.
    pub word: usize,
    /// The further words of the cue.
    pub rest: Vec<usize>,
    /// Its class.
    pub class: CueClass,
    /// Whether direct speech may be its content.
    pub speech: bool,
}

/// The roles that a frame found filled.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    /// Who does it.
    pub agent: Vec<Filler>,
    /// Whom it is done to.
    pub target: Vec<Filler>,
    /// Its content.
    pub theme: Option<Theme>,
    /// Who asserts it.
    pub source: Vec<Filler>,
}

/// Returns the words that fill the roles of `frame`, or none where one of its conditions fails.
pub fn bind(site: &Site<'_>, frame: &Frame) -> Option<Binding> {
    if frame.class == CueClass::Verb {
        let reflexive = site.scene.clause(site.sentence).reflexive(site.word);
        if reflexive != frame.reflexive {
            return None;
        }
    }
    if frame.opens && !site.opens() {
        return None;
    }
    let stands =
        |(slot, lemmas): &(Slot, Vec<String>)| site.fill(slot).iter().any(|f| site.denotes(f.word(), lemmas));
    if !frame.with.iter().all(stands) || frame.unless.iter().any(stands) {
        return None;
    }
    if frame.without.iter().any(|slot| site.is_filled(slot)) {
        return None;
    }
    let agent = frame.agent.as_ref().map(|s| site.arguments(s)).unwrap_or_default();
    let mut target = frame.target.as_ref().map(|s| site.arguments(s)).unwrap_or_default();
    target.retain(|t| !agent.contains(t));
    let taken: Vec<_> = agent.iter().chain(&target).copied().collect();
    let theme = frame.theme.as_ref().and_then(|s| site.content(s, &taken));
    let complete = frame.need.iter().all(|role| match role {
        Role::Agent => !agent.is_empty(),
        Role::Target => !target.is_empty(),
        Role::Theme => theme.is_some(),
    });
    let source = frame.source.as_ref().map(|s| site.arguments(s)).unwrap_or_default();
    complete.then_some(Binding { agent, target, theme, source })
}

/// Returns what fills the content of `frame` at `site`, whether or not its other roles are filled; who is in `taken` has a role already.
pub fn content(site: &Site<'_>, frame: &Frame, taken: &[Filler]) -> Option<Theme> {
    if frame.class == CueClass::Verb
        && site.scene.clause(site.sentence).reflexive(site.word) != frame.reflexive
    {
        return None;
    }
    frame.theme.as_ref().and_then(|selector| site.content(selector, taken))
}

impl Site<'_> {
    /// Whether one of `lemmas` stands at `word`, is joined to it, is counted by it (`une dizaine de morts`) or is what
    /// it as a relative pronoun takes up.
    fn denotes(&self, word: usize, lemmas: &[String]) -> bool {
        let clause = self.scene.clause(self.sentence);
        let tree = clause.tree;
        let is = |w: usize| lemmas.contains(&tree[w].analysis.lemma.to_lowercase());
        // `deux morts et dix blessés`: each number counts its own.
        let counts = self.class == CueClass::Amount;
        if is(word) || !counts && clause.coordinated(word).into_iter().any(is) {
            return true;
        }
        if self.scene.words.is_relative(&tree[word].form) && tree[word].analysis.upos == Upos::Pron {
            let mut up = std::iter::once(word).chain(tree.ancestors(word));
            let relative = up.find(|&a| tree[a].relation.base() == Relation::Acl);
            return relative.and_then(|r| tree[r].head).is_some_and(is);
        }
        let counted = |c: &usize| {
            tree[*c].relation.base() == Relation::Nmod
                && clause.introduced_by(*c, self.scene.words.genitive_preposition())
                && tree.related(*c, Relation::Det).next().is_none()
        };
        tree.children(word).iter().filter(|c| counted(c)).any(|&c| is(c))
    }

    /// Whether the cue is the first word of its sentence, or of what it quotes, and a comma ends its phrase.
    fn opens(&self) -> bool {
        let tree = &self.scene.trees[self.sentence];
        let first = (0..self.word).all(|w| tree[w].analysis.upos == Upos::Punct);
        let Some(head) = tree[self.word].head.filter(|_| first) else { return false };
        let end = self.scene.mention(self.sentence, head).map_or(head + 1, |m| m.words.end);
        tree.nodes().get(end).is_some_and(|n| n.form == ",")
    }

    fn is_filled(&self, slot: &Slot) -> bool {
        match slot {
            Slot::Comp => self.content_of(slot, &[]).is_some(),
            Slot::Question => !self.fill(slot).is_empty() || self.asked().is_some(),
            _ => !self.fill(slot).is_empty(),
        }
    }

    /// Returns the words that stand in `slot`.
    pub fn fill(&self, slot: &Slot) -> Vec<Filler> {
        let words = match slot {
            Slot::Adj if self.class == CueClass::Demonym => {
                let form = &self.scene.trees[self.sentence][self.word].form;
                let entries = self.scene.gazetteer.demonyms(form);
                return entries.into_iter().map(|entry| Filler::Known(self.word, entry)).collect();
            }
            Slot::Adj => {
                // `le chef de la diplomatie iranienne`: the adjective may hang on the cue's further word.
                let words = std::iter::once(self.word).chain(self.rest.iter().copied());
                return words.flat_map(|w| nominal::origins(self.scene, self.sentence, w)).collect();
            }
            Slot::Attr | Slot::Own | Slot::Rest => Vec::new(),
            _ => self.fill_words(slot),
        };
        words
            .into_iter()
            .filter(|w| {
                !self.rest.contains(w) && *w != self.word
                    || matches!(slot, Slot::Bearer | Slot::Name | Slot::Cue | Slot::Head)
            })
            .map(Filler::Word)
            .collect()
    }

    fn fill_words(&self, slot: &Slot) -> Vec<usize> {
        let clause = self.scene.clause(self.sentence);
        let verbal = matches!(self.class, CueClass::Verb);
        match slot {
            Slot::Subj if verbal => self.actor(),
            Slot::Subj if self.class == CueClass::Adj => self.adjective_subject(),
            Slot::Subj => self.governing_subject(),
            Slot::Obj if verbal => clause.object(self.word),
            Slot::Iobj => {
                let mut found = clause.dative(self.word);
                // `À Genève, Oslo promet une aide aux sinistrés`: a place beside another dative says where.
                let place = |w: &usize| {
                    self.scene.kind(self.sentence, *w) == Some(Kind::Place)
                        && clause.introduced_by(*w, self.scene.words.dative_preposition())
                };
                if !found.iter().all(place) {
                    found.retain(|w| !place(w));
                }
                // `a affirmé à Lyon`: a town that is no seat of power is where it is said.
                if self.speech {
                    found.retain(|w| !place(w) || self.is_power(*w));
                }
                let dative = self.scene.words.dative_preposition();
                found.extend(self.rest.iter().flat_map(|&r| clause.complements(r, dative)));
                if found.is_empty() && verbal {
                    // `livrer des tentes aux sinistrés`: the parser may hang the dative on the object.
                    let objects = clause.object(self.word);
                    found.extend(
                        objects
                            .into_iter()
                            .filter(|&o| o > self.word)
                            .flat_map(|o| clause.complements(o, dative)),
                    );
                }
                found
            }
            Slot::Comp => self.everywhere(|w| clause.content_clause(w)),
            Slot::Question => self.everywhere(|w| clause.questions(w)),
            Slot::Inf => self.everywhere(|w| clause.infinitives(w, None)),
            Slot::PrepInf(p) => self.everywhere(|w| clause.infinitives(w, Some(p))),
            Slot::Pred => clause.predicative(self.word),
            Slot::Trait => clause.trait_of_object(self.word),
            Slot::Bearer => self.listed_or(|| self.bearer()),
            Slot::Name => self.listed_or(|| nominal::named(self.scene, self.sentence, self.word)),
            Slot::Poss => self.everywhere(|w| clause.possessor(w)),
            Slot::Head => self.head_noun().into_iter().collect(),
            Slot::Cue => vec![self.rest.last().copied().unwrap_or(self.word)],
            Slot::Before => self.before().into_iter().collect(),
            Slot::Prep(p) => self.complements(p),
            Slot::Amount => self.amounts().map(|a| a.head).collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the names that the noun introduces one after the other, else what `other` finds.
    fn listed_or(&self, other: impl FnOnce() -> Option<usize>) -> Vec<usize> {
        let Some(first) = other() else { return Vec::new() };
        let tree = &self.scene.trees[self.sentence];
        let noun = tree[self.word].head.filter(|_| self.class == CueClass::Demonym).unwrap_or(self.word);
        let names = listed(self.scene.mentions.of_sentence(self.sentence), tree, noun);
        if names.is_empty() { vec![first] } else { names }
    }

    /// Whether the place stands for a government.
    fn is_power(&self, word: usize) -> bool {
        let entries = self.scene.gazetteer.entries();
        let entry = self.scene.referent(self.sentence, word).and_then(|e| e.entry);
        let known = self.scene.referents(self.sentence, word).len() == 1;
        !known || entry.and_then(|e| entries.get(e)).is_some_and(|e| e.stands_for.is_some())
    }

    fn actor(&self) -> Vec<usize> {
        let floating =
            self.speech.then(|| speech::floating_subject(self.scene, self.sentence, self.word)).flatten();
        match floating {
            Some(speaker) => vec![speaker],
            None => self.scene.clause(self.sentence).actor(self.word),
        }
    }

    fn everywhere(&self, find: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
        std::iter::once(self.word).chain(self.rest.iter().copied()).flat_map(find).collect()
    }

    fn complements(&self, preposition: &str) -> Vec<usize> {
        if self.class == CueClass::Prep {
            return Vec::new();
        }
        let clause = self.scene.clause(self.sentence);
        let found = self.everywhere(|w| clause.complements(w, preposition));
        let noun_dative =
            self.class == CueClass::Noun && preposition == self.scene.words.dative_preposition();
        if found.is_empty() && (noun_dative || self.scene.words.is("loose-preposition", preposition)) {
            return self.loose_complements(preposition);
        }
        if self.class != CueClass::Noun || preposition != self.scene.words.genitive_preposition() {
            return found;
        }
        // A bare noun classifies and is no participant: `chef de milice`, `accord de paix`.
        let bare = |c: usize| {
            clause.tree[c].analysis.upos == Upos::Noun
                && clause.tree[c].analysis.feats.number != Some(crate::morph::Number::Plur)
                && !clause.tree.children(c).iter().any(|&d| {
                    matches!(clause.tree[d].relation.base(), Relation::Det | Relation::Nummod)
                        || clause.tree[d].analysis.upos == Upos::Propn
                })
        };
        found.into_iter().filter(|&c| !bare(c)).collect()
    }

    /// A complement that the parser has hung on a neighbour: below the cue word, or beside it on its verb.
    fn loose_complements(&self, preposition: &str) -> Vec<usize> {
        let clause = self.scene.clause(self.sentence);
        let own = clause.loose_complements(self.word, preposition);
        let head = clause.tree[self.word].head.filter(|&h| {
            self.class == CueClass::Noun
                && clause.is_verbal(h)
                && matches!(clause.tree[self.word].relation.base(), Relation::Obj | Relation::Obl)
        });
        match head {
            Some(verb) if own.is_empty() => {
                let beside = clause.loose_complements(verb, preposition);
                beside.into_iter().filter(|&c| c > self.word).collect()
            }
            _ => own,
        }
    }

    fn bearer(&self) -> Option<usize> {
        match self.class {
            CueClass::Amount => {
                let amount = self.amounts().next()?;
                nominal::amount_bearer(
                    self.scene,
                    self.sentence,
                    amount.words.start,
                    amount.words.end,
                    amount.head,
                )
            }
            CueClass::Demonym => self.demonym_bearer(),
            _ => nominal::bearer(self.scene, self.sentence, self.word),
        }
    }

    /// Whom an adjective of origin describes: the bearer of its noun, or itself as a noun (`la Finlandaise`).
    fn demonym_bearer(&self) -> Option<usize> {
        let tree = &self.scene.trees[self.sentence];
        // In `l'Union africaine` the adjective is part of the name and says nothing of its own.
        let form = tree[self.word].form.as_str();
        let in_name = |m: &crate::mention::Mention| {
            m.words.contains(&self.word) && m.name.split([' ', '-']).any(|part| part == form)
        };
        if self.scene.names(self.sentence).any(in_name) {
            return None;
        }
        let modifies = tree[self.word].relation.base() == Relation::Amod;
        match tree[self.word].head.filter(|_| modifies) {
            Some(noun) => {
                // `le Congrès américain`: beside the name of a body it only tells which.
                let body = self.scene.kind(self.sentence, noun) == Some(Kind::Organization);
                let named = self.scene.mention(self.sentence, noun).is_some_and(|m| {
                    m.form == Form::Name && (!body || m.words.start < noun.saturating_sub(1))
                });
                nominal::named(self.scene, self.sentence, noun).or(named.then_some(noun))
            }
            None => nominal::bearer(self.scene, self.sentence, self.word),
        }
    }

    fn adjective_subject(&self) -> Vec<usize> {
        let tree = &self.scene.trees[self.sentence];
        match tree[self.word].head {
            Some(head) if tree[self.word].relation.base() == Relation::Amod => vec![head],
            _ => self.scene.clause(self.sentence).subject(self.word),
        }
    }

    /// The subject of the verb that the noun is object or complement of.
    fn governing_subject(&self) -> Vec<usize> {
        let clause = self.scene.clause(self.sentence);
        if clause.tree.related(self.word, Relation::Cop).next().is_some() {
            return clause.subject(self.word);
        }
        let Some(head) = clause.tree[self.word].head else { return Vec::new() };
        let complement = matches!(
            clause.tree[self.word].relation.base(),
            Relation::Obj | Relation::Obl | Relation::Xcomp | Relation::Advcl
        );
        if complement && clause.is_verbal(head) { clause.actor(head) } else { Vec::new() }
    }

    /// The head of the phrase that ends right before the cue word, or before the comma there.
    fn before(&self) -> Option<usize> {
        let tree = &self.scene.trees[self.sentence];
        let end = self.word.checked_sub(1)?;
        let bracket = tree[self.word].analysis.upos == Upos::Punct;
        let end = if tree[end].form == "," {
            end.checked_sub(1)?
        } else if bracket {
            end
        } else {
            return None;
        };
        let ends = |m: &&crate::mention::Mention| m.words.end == end + 1 && m.form == Form::Name;
        let found = self.scene.names(self.sentence).filter(ends).map(|m| m.head).next()?;
        // `à Lyon, à Lille` lists.
        let lemma = &tree[self.word].analysis.lemma;
        let listed = tree.related(found, Relation::Case).any(|c| tree[c].analysis.lemma == *lemma);
        (!listed).then_some(found)
    }

    fn head_noun(&self) -> Option<usize> {
        let tree = &self.scene.trees[self.sentence];
        if self.class == CueClass::Amount {
            return self.amounts().next().map(|a| a.head);
        }
        if self.class == CueClass::Prep && tree[self.word].analysis.upos == Upos::Punct {
            // What an opening bracket encloses, if it is one name.
            let mut names = self.scene.names(self.sentence);
            let found = names.find(|m| m.words.start == self.word + 1 && m.words.end < tree.len())?;
            return (tree[found.words.end].form == ")").then_some(found.head);
        }
        if self.class == CueClass::Prep {
            return speech::source_head(self.scene, self.sentence, self.word, &self.rest);
        }
        let head = tree[self.word].head?;
        let modifies = matches!(
            tree[self.word].relation.base(),
            Relation::Nmod | Relation::Amod | Relation::Appos | Relation::Acl
        );
        (modifies && self.scene.clause(self.sentence).is_nominal(head)).then_some(head)
    }

    fn amounts(&self) -> impl Iterator<Item = &crate::mention::Amount> {
        let tree = &self.scene.trees[self.sentence];
        let all = self.scene.mentions.amounts_of(self.sentence).iter();
        all.filter(move |a| {
            if self.class == CueClass::Amount {
                a.words.contains(&self.word)
            } else {
                tree.is_under(a.head, self.word)
            }
        })
    }

    /// Returns the words that fill a role: those of the first choice that gives any, with what is coordinated.
    pub fn arguments(&self, selector: &Selector) -> Vec<Filler> {
        selector
            .choices
            .iter()
            .map(|choice| self.chosen(choice))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn chosen(&self, choice: &Choice) -> Vec<Filler> {
        let clause = self.scene.clause(self.sentence);
        let mut found = Vec::new();
        // `trois morts et onze blessés`: what is joined to the cue's own word is another thing.
        let alone = choice.slots.contains(&Slot::Cue) || self.class == CueClass::Amount;
        // `le ministre Paul Martin et Anne Roy`: a title in the singular is that of the first.
        let titles = choice.slots.iter().any(|s| matches!(s, Slot::Bearer | Slot::Name));
        let single = clause.tree[self.word].analysis.feats.number == Some(Number::Sing);
        let alone = alone || titles && single && self.class == CueClass::Noun && !self.is_predicate_noun();
        for filler in choice.slots.iter().flat_map(|slot| self.fill(slot)) {
            let joined = match filler {
                Filler::Word(word) if !alone => {
                    let joined = clause.coordinated(word).into_iter();
                    joined.filter(|&w| w == word || !self.is_age(w)).map(Filler::Word).collect()
                }
                _ => vec![filler],
            };
            for filler in joined {
                if self.admits(filler, &choice.filters) && !found.contains(&filler) {
                    found.push(filler);
                }
            }
        }
        found
    }

    /// Whether the cue is the predicate of a sentence, whose subjects all bear it.
    fn is_predicate_noun(&self) -> bool {
        self.scene.trees[self.sentence].related(self.word, Relation::Cop).next().is_some()
    }

    /// `félicite M. Durand, 61 ans`: an age between commas is no second person.
    fn is_age(&self, word: usize) -> bool {
        let amounts = self.scene.mentions.amounts_of(self.sentence);
        amounts.iter().any(|a| a.head == word && a.unit == Unit::Years)
    }

    fn admits(&self, filler: Filler, filters: &[Filter]) -> bool {
        let Filler::Word(word) = filler else { return true };
        let mention = self.scene.mention(self.sentence, word);
        if mention.is_none() {
            return filters.is_empty();
        }
        let named = self.scene.referent(self.sentence, word).is_some_and(|e| e.named);
        if filters.contains(&Filter::Named) && !named {
            return false;
        }
        let kind = self.scene.kind(self.sentence, word);
        let mut kinds = filters.iter().filter(|f| **f != Filter::Named).peekable();
        kinds.peek().is_none()
            || kinds.any(|filter| match filter {
                Filter::Actor => {
                    is_actor(kind, named, mention.map(|m| m.form))
                        && !self.is_known_thing(word)
                        && (kind != Some(Kind::Place) || named || self.is_community(word))
                }
                Filter::Kind(Kind::Person) => kind == Some(Kind::Person) || self.is_somebody(word),
                Filter::Kind(wanted) => kind == Some(*wanted),
                Filter::Named => false,
            })
    }

    /// Whether the unnamed place is one that acts: `la commune`, not `le pont`; what pronouns take up may be.
    fn is_community(&self, word: usize) -> bool {
        let all = &self.scene.mentions.mentions;
        let community = |m: &crate::mention::Mention| {
            let tree = &self.scene.trees[m.sentence];
            m.form == Form::Pronoun || self.scene.words.is("community", &tree[m.head].analysis.lemma)
        };
        let referents = self.scene.referents(self.sentence, word);
        let mut entities = referents.iter().map(|&e| &self.scene.resolution.entities[e]);
        let own = self.scene.mention(self.sentence, word).is_some_and(community);
        own || entities.any(|e| e.named || e.mentions.iter().any(|&m| community(&all[m])))
    }

    /// Whether the word takes up what a noun says is a thing (`le logiciel qui contrôle`).
    fn is_known_thing(&self, word: usize) -> bool {
        let all = &self.scene.mentions.mentions;
        let thing = |e: &crate::coref::Entity| {
            !e.named && e.mentions.iter().any(|&m| all[m].kind == Some(Kind::Thing))
        };
        self.scene.referent(self.sentence, word).is_some_and(thing)
    }

    /// Whether the word is a personal pronoun that the article does not resolve.
    fn is_somebody(&self, word: usize) -> bool {
        let feats = &self.scene.trees[self.sentence][word].analysis.feats;
        let pronoun = |m: &crate::mention::Mention| m.form == Form::Pronoun;
        let unresolved =
            |e: &crate::coref::Entity| e.mentions.iter().all(|&m| pronoun(&self.scene.mentions.mentions[m]));
        feats.pron_type == Some(PronType::Prs)
            && self.scene.mention(self.sentence, word).is_some_and(pronoun)
            && self.scene.referent(self.sentence, word).is_none_or(unresolved)
            && self.scene.referents(self.sentence, word).len() < 2
    }

    /// Returns the content that `selector` gives.
    pub fn content(&self, selector: &Selector, taken: &[Filler]) -> Option<Theme> {
        selector
            .choices
            .iter()
            .find_map(|choice| choice.slots.iter().find_map(|slot| self.content_of(slot, taken)))
    }

    fn content_of(&self, slot: &Slot, taken: &[Filler]) -> Option<Theme> {
        let (scene, sentence) = (self.scene, self.sentence);
        match slot {
            Slot::Own => self.stretch(&nominal::title(scene, sentence, self.word, taken)),
            Slot::Attr => {
                let tree = &scene.trees[sentence];
                let words: Vec<_> = tree
                    .related(self.word, Relation::Amod)
                    .filter(|&c| scene.gazetteer.demonyms(&tree[c].form).is_empty())
                    .filter(|&c| tree[c].analysis.upos == Upos::Adj && c > self.word)
                    .collect();
                self.stretch(words.get(..1)?)
            }
            Slot::Amount => {
                let amount = self.amounts().next()?;
                if self.class == CueClass::Amount {
                    return Some(Theme { span: amount.span, text: format!("{}", amount.value) });
                }
                theme::of_phrase(scene, sentence, amount.head, &[])
            }
            Slot::Rest => speech::rest_of_sentence(scene, sentence, self.word, &self.rest),
            Slot::Question if self.fill(slot).is_empty() => self.asked(),
            Slot::Comp => {
                let clause = self.fill(&Slot::Comp).first().map(|f| f.word());
                let of_clause = clause.and_then(|c| theme::of_phrase(scene, sentence, c, &[]));
                of_clause
                    .or_else(|| self.speech.then(|| speech::content(scene, sentence, self.word)).flatten())
            }
            _ => {
                let filled = self.fill(slot).into_iter().find(|f| !taken.contains(f));
                let head = filled.map(Filler::word).or_else(|| self.quality(slot))?;
                let others: Vec<_> = taken.iter().map(|t| t.word()).collect();
                theme::of_phrase(scene, sentence, head, &others)
            }
        }
    }

    /// Direct speech that ends in a question mark (`« Qui est là ? », a demandé le juge`).
    fn asked(&self) -> Option<Theme> {
        let said = speech::content(self.scene, self.sentence, self.word)?;
        said.text.trim_end().ends_with('?').then_some(said)
    }

    /// An adjective behind a preposition: `qualifier X d'historique`.
    fn quality(&self, slot: &Slot) -> Option<usize> {
        let Slot::Prep(preposition) = slot else { return None };
        let clause = self.scene.clause(self.sentence);
        let children = clause.tree.children(self.word).iter().copied();
        children
            .filter(|&c| c > self.word)
            .find(|&c| clause.tree[c].analysis.upos == Upos::Adj && clause.introduced_by(c, preposition))
    }

    fn stretch(&self, words: &[usize]) -> Option<Theme> {
        theme::trimmed(self.scene, self.scene.span_of(self.sentence, words)?)
    }

    /// Whether the cue is no predicate: a noun without copula, an amount, an adjective beside its noun.
    pub fn is_attribute(&self) -> bool {
        let tree = &self.scene.trees[self.sentence];
        self.class != CueClass::Verb && tree.related(self.word, Relation::Cop).next().is_none()
    }

    /// Returns the words that express the cue.
    pub fn trigger(&self) -> Span {
        let mut words = match self.class {
            CueClass::Verb => self.scene.clause(self.sentence).verb_group(self.word),
            CueClass::Adj => {
                let clause = self.scene.clause(self.sentence);
                clause.verb_group(self.word)
            }
            _ => vec![self.word],
        };
        words.extend(&self.rest);
        self.scene
            .span_of(self.sentence, &words)
            .unwrap_or_else(|| self.scene.word_span(self.sentence, self.word))
    }
}

fn is_actor(kind: Option<Kind>, named: bool, form: Option<Form>) -> bool {
    match kind {
        Some(Kind::Person | Kind::Organization) => true,
        Some(Kind::Place) => named || matches!(form, Some(Form::Description | Form::Pronoun)),
        Some(Kind::Thing) | None => form == Some(Form::Pronoun) || (named && kind.is_none()),
        Some(Kind::Event | Kind::Work) => false,
    }
}
