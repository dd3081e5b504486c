//! Who is named as the speaker by the words around a quotation, as a reader finds him: the verb behind it, what stands
//! before its colon, the sentence before or after, the line below.

use crate::mention::{Form, Kind};
use crate::morph::Upos;
use crate::parse::Relation;
use crate::text::Span;

use super::super::scene::Scene;
use super::{Layout, Quotation, Quotations};

/// Most words between a quotation and the verb that says whose it is.
const REACH: usize = 8;
/// Most words of a line that only names the source.
const LONGEST_SOURCE_LINE: usize = 24;

/// A word that names who speaks: sentence and word.
pub(super) type Named = (usize, usize);

/// The view of one quotation with its surroundings.
pub(super) struct Around<'a, 's> {
    scene: &'a Scene<'s>,
    quotations: &'a Quotations,
    quotation: &'a Quotation,
    /// What the quotation stands in: its outer one, or the whole text.
    bounds: Span,
    /// The sentence in which it begins and the one in which it ends.
    first: usize,
    last: usize,
}

impl<'a, 's> Around<'a, 's> {
    pub(super) fn new(scene: &'a Scene<'s>, quotation: &'a Quotation) -> Option<Self> {
        let quotations = scene.quotations;
        let sentences = &scene.segmented.sentences;
        let first = scene.sentence_at(quotation.span.start());
        let last = sentences.partition_point(|s| s.span.start() < quotation.span.end()).checked_sub(1)?;
        let bounds = quotation.outer.map_or(Span::new(0, scene.text.len()), |o| quotations.all()[o].inner);
        (first <= last && first < sentences.len()).then_some(Self {
            scene,
            quotations,
            quotation,
            bounds,
            first,
            last,
        })
    }

    /// Who is named by the sentences that hold the quotation, or beside it.
    pub(super) fn speaker(&self) -> Option<Named> {
        // An answer or a line of dialogue has its speaker inside, if anywhere.
        if matches!(self.quotation.layout, Layout::Answer | Layout::Line) {
            return self.inserted();
        }
        self.behind()
            .or_else(|| self.before())
            .or_else(|| self.announced())
            .or_else(|| self.taken_up())
            .or_else(|| self.source_line())
            .or_else(|| self.inserted())
    }

    /// `« La route, soupire Anna Keller, est coupée. »`: a verb of saying with its subject behind it, between commas.
    fn inserted(&self) -> Option<Named> {
        (self.first..=self.last).find_map(|sentence| {
            let tree = &self.scene.trees[sentence];
            let words = self.words(sentence, self.quotation.inner.start(), self.quotation.inner.end());
            let here = |w: usize| {
                let own = self.scene.quotations.speech_at(self.scene.word_span(sentence, w).start());
                own.is_some_and(|q| self.quotations.all()[q].span == self.quotation.span)
            };
            words.clone().skip(1).find_map(|verb| {
                let node = &tree[verb];
                let says = self.scene.words.says(&node.analysis.lemma) && here(verb);
                let mut start = verb;
                while start > words.start && matches!(tree[start - 1].analysis.upos, Upos::Aux | Upos::Pron) {
                    start -= 1;
                }
                let marked = start > words.start && matches!(tree[start - 1].form.as_str(), "," | "!" | "?");
                if !says || !marked || (start..=verb).all(|w| !self.is_finite(sentence, w)) {
                    return None;
                }
                let named = |w: usize| {
                    self.is_speaker(sentence, w) && tree.related(w, Relation::Case).next().is_none()
                };
                let end = (verb + 1..words.end)
                    .find(|&w| tree[w].analysis.upos == Upos::Punct)
                    .unwrap_or(words.end);
                let pronoun =
                    (start..verb).find(|&w| tree[w].form.starts_with('-') && self.is_speaker(sentence, w));
                pronoun.or_else(|| (verb + 1..end).find(|&w| named(w))).map(|w| (sentence, w))
            })
        })
    }

    /// The words of `sentence` that stand outside of the quotation and inside its bounds, from `from` to `to`.
    fn words(&self, sentence: usize, from: usize, to: usize) -> std::ops::Range<usize> {
        let words = &self.scene.sentence(sentence).words;
        let start = words.partition_point(|w| w.span.start() < from.max(self.bounds.start()));
        let end = words.partition_point(|w| w.span.end() <= to.min(self.bounds.end()));
        start..end.max(start)
    }

    fn is_finite(&self, sentence: usize, word: usize) -> bool {
        self.scene.trees[sentence][word].analysis.feats.is_finite()
    }

    /// Whether the word can be one who speaks.
    fn is_speaker(&self, sentence: usize, word: usize) -> bool {
        let scene = self.scene;
        let Some(mention) = scene.mention(sentence, word) else { return false };
        if scene.words.is_relative(&scene.trees[sentence][word].form) {
            return false;
        }
        let kind = scene.kind(sentence, word);
        let pronoun = mention.form == Form::Pronoun;
        match kind {
            Some(Kind::Person | Kind::Organization) => true,
            Some(Kind::Place | Kind::Thing) | None => {
                pronoun && mention.person == 3 || mention.form == Form::Name
            }
            Some(Kind::Event | Kind::Work) => false,
        }
    }

    /// `« … », soupire Anna Keller`; `« … », lit-on dans le rapport`; `« … », selon le préfet`.
    fn behind(&self) -> Option<Named> {
        let (scene, sentence) = (self.scene, self.last);
        let tree = &scene.trees[sentence];
        let rest = self.words(sentence, self.quotation.span.end(), usize::MAX);
        let mut at = rest.start;
        while at < rest.end
            && matches!(tree[at].form.as_str(), "," | "\u{2013}" | "\u{2014}" | ":" | "." | "-")
        {
            at += 1;
        }
        let start = at;
        if start >= rest.end {
            return None;
        }
        if let Some(speaker) = self.cleft(sentence, start..rest.end) {
            return Some((sentence, speaker));
        }
        if let Some(source) = self.source_phrase(sentence, start..rest.end.min(start + REACH)) {
            return Some((sentence, source));
        }
        let marked = start > rest.start;
        // `« … » : Claire Roussel accuse`, `« … » : le cri d'alarme de Claire Roussel`
        if marked && (rest.start..start).any(|w| tree[w].form == ":") {
            return (start..rest.end).find(|&w| self.is_speaker(sentence, w)).map(|w| (sentence, w));
        }
        // The verb comes before its subject, and nothing but clitics, auxiliaries and adverbs before it.
        let leads = |w: usize| {
            matches!(tree[w].analysis.upos, Upos::Pron | Upos::Aux | Upos::Adv | Upos::Verb)
                || tree[w].form.starts_with('-')
        };
        let verb = (start..rest.end.min(start + REACH))
            .take_while(|&w| leads(w))
            .find(|&w| self.is_finite(sentence, w))?;
        let verb_end = (verb..rest.end)
            .take_while(|&w| leads(w) || matches!(tree[w].analysis.upos, Upos::Part))
            .last()
            .unwrap_or(verb);
        // `a-t-elle soupiré`: the pronoun in the verb's group.
        let pronoun = (start..=verb_end)
            .find(|&w| w > verb && tree[w].analysis.upos == Upos::Pron && tree[w].form.starts_with('-'));
        if let Some(pronoun) = pronoun {
            if scene
                .words
                .is("indefinite-person", tree[pronoun].form.trim_start_matches("-t").trim_start_matches('-'))
            {
                return self.place_read(sentence, pronoun + 1..rest.end);
            }
            return self.is_speaker(sentence, pronoun).then_some((sentence, pronoun));
        }
        if !marked && !self.closes_sentence() && self.quotation.layout == Layout::Marks {
            return None;
        }
        let free =
            |w: &usize| self.is_speaker(sentence, *w) && tree.related(*w, Relation::Case).all(|c| c > *w);
        let limit = (verb_end + 1..rest.end).find(|&w| tree[w].form == ",").unwrap_or(rest.end);
        (verb_end + 1..limit).filter(free).map(|w| (sentence, w)).next()
    }

    /// Whether the quotation ends with a mark that ends a sentence (`« … ! » tonne X`).
    fn closes_sentence(&self) -> bool {
        self.quotation.inner.of(self.scene.text).ends_with(['!', '?', '.', '\u{2026}'])
    }

    /// `: c'est ce qu'affirme le témoin`, `Ainsi parle X`: the subject behind the verb that takes up the quotation.
    fn cleft(&self, sentence: usize, words: std::ops::Range<usize>) -> Option<usize> {
        let tree = &self.scene.trees[sentence];
        let form = |w: usize| tree[w].form.to_lowercase();
        let near = words.start..words.end.min(words.start + REACH);
        let takes_up = near.clone().find(|&w| {
            self.scene.words.is("taking-up", &form(w))
                || w + 1 < words.end
                    && self.scene.words.is("taking-up", &format!("{} {}", form(w), form(w + 1)))
        })?;
        let verb = (takes_up + 1..words.end.min(takes_up + REACH)).find(|&w| self.is_finite(sentence, w))?;
        (takes_up + 1..words.end)
            .filter(|&w| w != verb && tree.related(w, Relation::Case).all(|c| c > w))
            .find(|&w| self.is_speaker(sentence, w))
    }

    /// `dans le rapport` of `lit-on dans le rapport`.
    fn place_read(&self, sentence: usize, words: std::ops::Range<usize>) -> Option<Named> {
        let tree = &self.scene.trees[sentence];
        words
            .filter(|&w| self.scene.mention(sentence, w).is_some())
            .find(|&w| {
                tree.related(w, Relation::Case)
                    .any(|c| self.scene.words.is("place-preposition", &tree[c].analysis.lemma))
            })
            .map(|w| (sentence, w))
    }

    /// `selon le préfet`, `pour Anna Keller`, `d'après le rapport`.
    fn source_phrase(&self, sentence: usize, words: std::ops::Range<usize>) -> Option<usize> {
        let tree = &self.scene.trees[sentence];
        let first = words.start;
        if first >= tree.len() {
            return None;
        }
        let two = |w: usize| {
            let next = tree.nodes().get(w + 1).map(|n| n.analysis.lemma.as_str()).unwrap_or_default();
            format!("{} {next}", tree[w].analysis.lemma)
        };
        let introduces = self.scene.words.is("source-preposition", &tree[first].analysis.lemma)
            || self.scene.words.is("source-preposition", &two(first));
        if !introduces {
            return None;
        }
        words.skip(1).find(|&w| {
            let mention = self.scene.mention(sentence, w);
            mention.is_some_and(|m| m.words.start <= first + 3)
        })
    }

    /// `Anna Keller est formelle : « … »`, `Anna Keller : « … »`, `Pour Anna Keller, « … »`.
    fn before(&self) -> Option<Named> {
        let (scene, sentence) = (self.scene, self.first);
        let tree = &scene.trees[sentence];
        let words = self.words(sentence, 0, self.quotation.span.start());
        if words.is_empty() {
            return None;
        }
        let colon = tree[words.end - 1].form == ":";
        // What stands behind another quotation or the last full stop of the same sentence speaks of this one.
        let start = words
            .clone()
            .rev()
            .find(|&w| w + 1 < words.end && matches!(tree[w].form.as_str(), ";" | "\u{bb}" | "\u{201d}"));
        let words = start.map_or(words.start, |w| w + 1)..words.end;
        let open = words.clone().find(|&w| tree[w].analysis.upos != Upos::Punct)?;
        if let Some(source) = self.source_phrase(sentence, open..words.end) {
            return Some((sentence, source));
        }
        let finite = words.clone().filter(|&w| self.is_finite(sentence, w)).collect::<Vec<_>>();
        if finite.is_empty() {
            // `Anna Keller, maire de Brest : « … »`
            return words.filter(|&w| colon && self.is_speaker(sentence, w)).map(|w| (sentence, w)).next();
        }
        self.subject(sentence, words)
    }

    /// The first subject among `words` that can speak.
    fn subject(&self, sentence: usize, words: std::ops::Range<usize>) -> Option<Named> {
        let tree = &self.scene.trees[sentence];
        let subject = |w: &usize| {
            tree[*w].relation.base() == Relation::Nsubj
                && !self.scene.words.is_relative(&tree[*w].form)
                && self.is_speaker(sentence, *w)
        };
        words.filter(subject).map(|w| (sentence, w)).next()
    }

    /// The sentence before, where it ends with a colon.
    fn announced(&self) -> Option<Named> {
        let before = self.scene.text
            [self.bounds.start()..self.quotation.span.start().max(self.bounds.start())]
            .trim_end();
        let sentence = self.first.checked_sub(1).filter(|_| before.ends_with(':'))?;
        let words = self.words(sentence, 0, self.quotation.span.start());
        if self.scene.sentence(sentence).span.start() < self.bounds.start() {
            return None;
        }
        self.subject(sentence, words.clone())
            .or_else(|| words.rev().filter(|&w| self.is_speaker(sentence, w)).map(|w| (sentence, w)).next())
    }

    /// The sentence behind that takes the quotation up: `« … » C'est ce qu'affirme le témoin.`
    fn taken_up(&self) -> Option<Named> {
        let next = self.last + 1;
        let sentence = self.scene.segmented.sentences.get(next)?;
        let near = self.same_paragraph(next) && sentence.span.start() < self.bounds.end();
        let open = self.words(self.last, self.quotation.span.end(), usize::MAX);
        let punctuation = open.clone().all(|w| self.scene.trees[self.last][w].analysis.upos == Upos::Punct);
        if !near || !punctuation {
            return None;
        }
        self.cleft(next, 0..sentence.words.len()).map(|w| (next, w))
    }

    /// `— Préfecture du Var`: a line below that only names somebody.
    fn source_line(&self) -> Option<Named> {
        let scene = self.scene;
        let rest = &scene.text[self.quotation.span.end()..self.bounds.end().max(self.quotation.span.end())];
        let gap =
            rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '.', ',']).trim_start().len();
        let held = rest[gap..].trim_start_matches(['\n', '\r', ' ']);
        let line = held.lines().next()?;
        if !line.starts_with(['\u{2014}', '\u{2013}', '-', '(']) {
            return None;
        }
        let start = self.quotation.span.end() + rest.len() - held.len();
        let end = start + line.len();
        let sentence = scene.sentence_at(start);
        let words = self.words(sentence.min(scene.segmented.sentences.len().checked_sub(1)?), start, end);
        let short = !words.is_empty() && words.len() <= LONGEST_SOURCE_LINE;
        if !short || words.clone().any(|w| self.is_finite(sentence, w)) {
            return None;
        }
        words.filter(|&w| scene.mention(sentence, w).is_some()).map(|w| (sentence, w)).next()
    }

    fn same_paragraph(&self, sentence: usize) -> bool {
        self.scene.sentence(sentence).paragraph == self.scene.sentence(self.last).paragraph
    }

    /// The person of whom the sentence before or behind in the same paragraph tells, or the paragraph before.
    pub(super) fn told_of(&self) -> Option<Named> {
        let opens = self.first == 0
            || self.scene.sentence(self.first - 1).paragraph != self.scene.sentence(self.first).paragraph
            || self.scene.sentence(self.first - 1).span.end() <= self.bounds.start();
        let person = |sentence: usize| {
            let tree = &self.scene.trees[sentence];
            let main = (0..tree.len()).find(|&w| {
                tree[w].relation.base() == Relation::Nsubj
                    && tree[w].head.is_some_and(|h| tree[h].head.is_none())
            });
            main.filter(|&w| {
                self.scene.kind(sentence, w) == Some(Kind::Person)
                    && self.scene.mention(sentence, w).is_some_and(|m| m.person == 3)
                    && self.scene.referents(sentence, w).len() == 1
                    && self.quotations.speech_at(self.scene.word_span(sentence, w).start())
                        == self.quotation.outer
            })
            .map(|w| (sentence, w))
        };
        if !opens {
            return person(self.first - 1);
        }
        let next = self.last + 1;
        (next < self.scene.segmented.sentences.len() && self.same_paragraph(next))
            .then(|| person(next))
            .flatten()
    }
}
