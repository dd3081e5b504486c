//! Finds the insertions of a sentence from its marks and parts of speech.

use std::ops::Range;

use super::clauses::{is_finite, relative};
use super::words::Words;
use crate::morph::{Analysis, Lexicon, PronType, Upos, VerbForm};

/// A stretch that is read by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Island {
    /// Its words without the marks around it.
    pub words: Range<usize>,
    /// Its words with those marks.
    pub removed: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Whether the verb of the sentence must follow it.
    pub before_verb: bool,
}

/// What an insertion is, and so what it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A relative clause: on the noun before it.
    Relative,
    /// An apposition, participle or complement: on the noun before it.
    Beside,
    /// An adverbial: on the verb around it.
    Within,
    /// A verb of saying with its speaker behind it: on the verb around it.
    Saying,
    /// A quoted clause: on the verb around it.
    Quote,
    /// An adverbial or participle that opens the sentence: on its verb.
    Front,
    /// A quotation mark around words of the sentence: on its neighbour.
    Mark,
    /// The name of a work or body in marks, which reads like a sentence: on the noun before it.
    Title,
    /// A topic, place or speaker before a colon (`Pérou : le groupe …`): on the verb behind it, as no part of its clause.
    Topic,
    /// The second word of `ne … que`, which restricts what follows: on the word behind it.
    Restriction,
}

/// Fewest words of a title in marks that is read by itself.
const SHORTEST_TITLE: usize = 2;
/// Within how many words the colon of a topic stands.
const LONGEST_TOPIC: usize = 10;
/// Most words between the two of a restriction.
const LONGEST_RESTRICTION: usize = 8;
/// Fewest words of a quoted clause that is read by itself.
const SHORTEST_QUOTE: usize = 4;
/// Within how many words the dash of a dateline stands.
const LONGEST_DATELINE: usize = 12;
/// Most words of an adverbial insertion.
const LONGEST_ADVERBIAL: usize = 12;

/// Returns the insertions of a sentence, in order, none inside another.
pub(super) fn islands(
    forms: &[&str],
    analyses: &[Analysis],
    lexicon: &Lexicon,
    words: &Words,
) -> Vec<Island> {
    let view = View { forms, analyses, lexicon, words };
    let mut found = view.quotes();
    let limit = found.first().map_or(forms.len(), |q| q.removed.start);
    let opening = view
        .topic(limit)
        .or_else(|| view.dateline(limit))
        .or_else(|| view.front_clause(limit))
        .or_else(|| view.front(limit));
    found.extend(opening);
    // After a colon or semicolon a sentence of its own begins.
    for start in (1..forms.len()).filter(|&w| matches!(forms[w - 1], ":" | ";")) {
        let end = found.iter().map(|i| i.removed.start).filter(|&s| s > start).min().unwrap_or(forms.len());
        let free = !found.iter().any(|i| i.removed.contains(&start));
        found.extend(free.then(|| view.front_at(start, end)).flatten());
    }
    found.sort_by_key(|i| i.removed.start);
    let mut at = 0;
    while at < forms.len() {
        if let Some(quote) = found.iter().find(|q| q.removed.contains(&at)) {
            at = quote.removed.end;
            continue;
        }
        let limit = found.iter().map(|q| q.removed.start).find(|&s| s > at).unwrap_or(forms.len());
        let island = match forms[at] {
            "," => view.after_comma(at, limit),
            "(" => view.bracket(at, limit),
            _ => None,
        };
        match island {
            Some(island) => {
                at = island.removed.end;
                found.push(island);
            }
            None => at += 1,
        }
    }
    found.extend(view.marks(&found));
    let restrictions = view.restrictions();
    found.extend(
        restrictions
            .into_iter()
            .filter(|r| !found.iter().any(|i| i.removed.contains(&r.removed.start)))
            .collect::<Vec<_>>(),
    );
    found.sort_by_key(|i| i.removed.start);
    // Something must be left around them.
    let removed: usize = found.iter().map(|i| i.removed.len()).sum();
    if removed + 2 > forms.len() { Vec::new() } else { found }
}

struct View<'a> {
    forms: &'a [&'a str],
    analyses: &'a [Analysis],
    lexicon: &'a Lexicon,
    words: &'a Words,
}

impl View<'_> {
    fn upos(&self, at: usize) -> Option<Upos> {
        self.analyses.get(at).map(|a| a.upos)
    }

    fn is_finite(&self, at: usize) -> bool {
        self.analyses.get(at).is_some_and(is_finite)
    }

    /// Whether `form` behind a comma can be a finite verb, whatever the tagger made of it there.
    fn may_be_finite(&self, at: usize) -> bool {
        self.is_finite(at)
            || (matches!(self.upos(at), Some(Upos::Noun | Upos::Adj | Upos::Verb))
                && self.forms[at].chars().next().is_some_and(char::is_lowercase)
                && self.lexicon.lookup(self.forms[at]).iter().any(is_finite))
    }

    fn is_participle(&self, at: usize) -> bool {
        self.analyses.get(at).is_some_and(|a| {
            matches!(a.upos, Upos::Verb | Upos::Adj | Upos::Aux)
                && (a.feats.verb_form == Some(VerbForm::Part) || a.upos == Upos::Adj)
        })
    }

    /// Whether a finite verb begins at `at`, with negation and clitics before it, and no subject of its own behind it
    /// (`a -t-il`).
    fn verb_begins(&self, at: usize) -> bool {
        let mut verb = at;
        while verb < self.forms.len() && verb < at + 3 && self.is_clitic(verb) {
            verb += 1;
        }
        let inverted = self.forms.get(verb + 1).is_some_and(|f| f.starts_with('-'));
        verb < self.forms.len() && self.may_be_finite(verb) && !inverted
    }

    fn is_clitic(&self, at: usize) -> bool {
        match self.upos(at) {
            Some(Upos::Adv) => self.analyses[at].feats.negative && self.words.is_negation(self.forms[at]),
            Some(Upos::Pron) => {
                self.analyses[at].feats.pron_type == Some(PronType::Prs) || self.analyses[at].feats.reflex
            }
            _ => false,
        }
    }

    fn is_nominal(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj | Upos::X | Upos::Pron))
            || self.is_participle(at)
            || matches!(self.forms.get(at), Some(&")" | &"\u{bb}" | &"\u{201d}"))
    }

    fn is_relative(&self, at: usize) -> bool {
        self.analyses.get(at).is_some_and(|a| a.feats.pron_type == Some(PronType::Rel))
    }

    fn commas_after(&self, at: usize, limit: usize) -> impl Iterator<Item = usize> + '_ {
        (at + 1..limit).filter(|&d| self.forms[d] == ",")
    }

    fn has_finite(&self, words: Range<usize>) -> bool {
        words.into_iter().any(|w| self.is_finite(w))
    }

    /// Whether no finite verb stands between the last beginning of a clause and `at`: the subject of the sentence
    /// still waits for its verb.
    fn verb_is_due(&self, at: usize) -> bool {
        for w in (0..at).rev() {
            if self.is_finite(w) {
                return false;
            }
            let begins = matches!(self.upos(w), Some(Upos::Sconj | Upos::Cconj))
                || self.is_relative(w)
                || matches!(self.forms[w], ":" | ";");
            // `Paris et Madrid, …` goes on behind the conjunction.
            let joins = self.upos(w) == Some(Upos::Cconj);
            if begins && !joins {
                return true;
            }
            if joins && self.has_finite(0..w) {
                return w + 1 < at;
            }
        }
        true
    }

    /// The insertion that the comma at `comma` opens.
    fn after_comma(&self, comma: usize, limit: usize) -> Option<Island> {
        if comma == 0 {
            return None;
        }
        let first = comma + 1;
        let island = |last: usize, kind: Kind, before_verb: bool| Island {
            words: first..last,
            removed: comma..last + 1,
            kind,
            before_verb,
        };
        if let Some(saying) = self.named_saying(comma, limit) {
            return Some(saying);
        }
        let next = self.commas_after(comma, limit).next();
        if let Some(d) = next.filter(|&d| d > first) {
            if self.is_within(comma, d) {
                return Some(island(d, Kind::Within, false));
            }
            if self.is_saying(first, d) && d + 1 < self.forms.len() {
                return Some(island(d, Kind::Saying, false));
            }
        }
        if !self.is_nominal(comma - 1) || !self.verb_is_due(comma) || !self.is_argument(comma) {
            return None;
        }
        let relative = self.is_relative(first)
            || self.upos(first) == Some(Upos::Sconj) && relative(self.lexicon, self.forms[first]).is_some();
        if relative || (self.upos(first) == Some(Upos::Adp) && self.is_relative(first + 1)) {
            // Its verb stands before its next comma, but for an insertion right behind the pronoun.
            let whole = next.is_some_and(|d| d <= first + 2 || self.has_finite(first..d));
            let last = self
                .commas_after(first, limit)
                .find(|&d| self.verb_begins(d + 1) && self.has_finite(first..d))?;
            return whole.then(|| island(last, Kind::Relative, true));
        }
        let last = self.commas_after(comma, limit).find(|&d| self.verb_begins(d + 1))?;
        let plain = last > first && !self.has_finite(first..last);
        let adverbial = self.is_adverbial(first..last);
        plain.then(|| island(last, if adverbial { Kind::Within } else { Kind::Beside }, true))
    }

    /// Whether the clause that the comma interrupts begins with what can be its subject.
    fn is_argument(&self, comma: usize) -> bool {
        let begins = |w: usize| {
            matches!(self.upos(w), Some(Upos::Sconj))
                || self.is_relative(w)
                || matches!(self.forms[w], ":" | ";" | ",")
        };
        let start = (0..comma).rev().find(|&w| begins(w)).map_or(0, |w| w + 1);
        let open = (start..comma).find(|&w| self.upos(w) != Some(Upos::Punct)).unwrap_or(start);
        let bare = matches!(self.upos(open), Some(Upos::Adp | Upos::Adv | Upos::Verb | Upos::Aux));
        !bare || self.upos(open) == Some(Upos::Adv) && open + 2 < comma && !self.is_adverbial(open..comma)
    }

    /// `Dakar, 12 mars 2024 -`, `LILONGWE (AFP) –`: a place and perhaps a day or an agency before a dash.
    fn dateline(&self, limit: usize) -> Option<Island> {
        let dash = (1..limit.min(LONGEST_DATELINE))
            .find(|&w| matches!(self.forms[w], "-" | "\u{2013}" | "\u{2014}"))?;
        let plain = (0..dash).all(|w| {
            matches!(
                self.upos(w),
                Some(Upos::Propn | Upos::Num | Upos::Noun | Upos::Punct | Upos::X | Upos::Adj)
            )
        });
        let capital = self.forms[0].chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        (plain && capital && dash + 2 < limit).then_some(Island {
            words: 0..dash,
            removed: 0..dash + 1,
            kind: Kind::Front,
            before_verb: false,
        })
    }

    /// The clause with a conjunction that opens the sentence: `Lorsque le vote a commencé, la maire …`.
    fn front_clause(&self, limit: usize) -> Option<Island> {
        if self.upos(0) != Some(Upos::Sconj)
            && !(self.upos(0) == Some(Upos::Adv) && self.upos(1) == Some(Upos::Sconj))
        {
            return None;
        }
        let ends = |&w: &usize| {
            let next = w + 1;
            let verb = |from: usize, to: usize| (from..to.min(limit)).any(|v| self.is_finite(v));
            let subject = match self.upos(next) {
                Some(Upos::Det | Upos::Propn | Upos::Noun | Upos::Num) => true,
                Some(Upos::Pron) => !self.is_relative(next) && verb(next, next + 4),
                _ => false,
            };
            self.forms[w] == "," && subject && verb(0, w) && verb(next, limit)
        };
        let comma = (2..limit).find(ends)?;
        Some(Island { words: 0..comma, removed: 0..comma + 1, kind: Kind::Front, before_verb: false })
    }

    /// The adverbial or participle before the first comma, where a clause with its verb follows.
    fn front(&self, limit: usize) -> Option<Island> {
        let start =
            (0..limit).find(|&w| self.upos(w) != Some(Upos::Punct) && self.upos(w) != Some(Upos::Cconj))?;
        self.front_at(start, limit)
    }

    /// The same of the clause that begins at `start`.
    fn front_at(&self, start: usize, limit: usize) -> Option<Island> {
        let opens = matches!(self.upos(start), Some(Upos::Adp))
            || self.is_participle(start) && self.upos(start) != Some(Upos::Adj) && !self.is_finite(start);
        let subject = |w: usize| {
            let begins =
                matches!(self.upos(w), Some(Upos::Det | Upos::Propn | Upos::Pron | Upos::Noun | Upos::Num));
            begins && !self.is_relative(w)
        };
        // `Invitée par le club, dont elle est membre, la chercheuse …`: relative clauses belong to it.
        let ends = |&w: &usize| {
            let count = |is: &dyn Fn(usize) -> bool| (start..w).filter(|&v| is(v)).count();
            self.forms[w] == ","
                && subject(w + 1)
                && count(&|v| self.is_finite(v)) <= 2 * count(&|v| self.is_relative(v))
        };
        let comma = (start + 1..limit).find(ends).filter(|_| opens)?;
        let verb = (comma + 1..limit).any(|w| self.is_finite(w));
        (comma > start && verb).then_some(Island {
            words: start..comma,
            removed: start..comma + 1,
            kind: Kind::Front,
            before_verb: false,
        })
    }

    /// A bracket between subject and verb: `L'Agence fédérale (Afsca) a suspendu …`.
    fn bracket(&self, open: usize, limit: usize) -> Option<Island> {
        let close = (open + 1..limit.min(open + LONGEST_ADVERBIAL)).find(|&w| self.forms[w] == ")")?;
        let between =
            open > 0 && close > open + 1 && self.is_nominal(open - 1) && self.verb_begins(close + 1);
        (between && self.verb_is_due(open)).then(|| Island {
            words: open + 1..close,
            removed: open..close + 1,
            kind: Kind::Beside,
            before_verb: true,
        })
    }

    /// Whether the words are an adverb or a phrase with a preposition other than that of complements of nouns.
    fn is_adverbial(&self, words: Range<usize>) -> bool {
        match self.upos(words.start) {
            Some(Upos::Adv) => true,
            Some(Upos::Adp) => {
                let possessive = self.analyses.get(words.start + 1).is_some_and(|a| a.feats.poss);
                possessive || !self.words.is_genitive(self.forms[words.start])
            }
            Some(Upos::Pron) => words.len() == 1,
            _ => false,
        }
    }

    /// `ont, à l'inverse, apporté`; `que, selon lui, le vote`; `La Libye, elle, …`.
    fn is_within(&self, comma: usize, close: usize) -> bool {
        let words = comma + 1..close;
        if words.len() > LONGEST_ADVERBIAL || self.has_finite(words.clone()) {
            return false;
        }
        let before = comma - 1;
        let auxiliary = self.is_finite(before)
            && (self.upos(before) == Some(Upos::Aux) || self.may_be_auxiliary(&self.analyses[before].lemma));
        let participle = (close + 1..(close + 3).min(self.forms.len())).any(|w| {
            self.analyses[w].upos == Upos::Verb && self.analyses[w].feats.verb_form == Some(VerbForm::Part)
        });
        if auxiliary && participle {
            return true;
        }
        // `a prévenu, cinglant, le négociateur`.
        let verb = self.upos(before) == Some(Upos::Verb);
        let follows = matches!(self.upos(close + 1), Some(Upos::Det | Upos::Propn));
        let manner = words.len() <= 3
            && (self.is_adverbial(words.clone()) || self.upos(words.start) == Some(Upos::Adj));
        if verb && follows && manner && !self.words.is_genitive(self.forms[words.start]) {
            return true;
        }
        self.is_adverbial(words) && self.upos(before) == Some(Upos::Sconj)
    }

    fn may_be_auxiliary(&self, lemma: &str) -> bool {
        self.lexicon.lookup(lemma).iter().any(|a| a.upos == Upos::Aux)
    }

    /// `a -t-elle rappelé`: a finite verb with its subject pronoun behind it.
    fn is_saying(&self, first: usize, close: usize) -> bool {
        let inverted = (first..close).any(|w| {
            w > first
                && self.forms[w].starts_with('-')
                && self.upos(w) == Some(Upos::Pron)
                && self.is_finite(w - 1)
        });
        inverted && close - first <= LONGEST_ADVERBIAL
    }

    /// `…, a rappelé Inès Dumont.`: a verb of saying with the name of who speaks behind it, set into a clause or behind it.
    fn named_saying(&self, comma: usize, limit: usize) -> Option<Island> {
        let first = comma + 1;
        let mut verb = first;
        while verb < limit && verb < first + 3 && matches!(self.upos(verb), Some(Upos::Pron | Upos::Aux)) {
            verb += 1;
        }
        let finite = (first..=verb).any(|w| w < limit && self.is_finite(w));
        let says = self.analyses.get(verb).is_some_and(|a| self.words.says(&a.lemma));
        let named = matches!(self.upos(verb + 1), Some(Upos::Propn | Upos::Det));
        if !finite || !says || !named || self.is_relative(first) {
            return None;
        }
        let end = (verb + 2..limit)
            .find(|&w| matches!(self.forms[w], "," | "." | "!" | "?" | ";" | "\u{bb}" | "\u{201d}" | "\""))
            .unwrap_or(limit);
        let short = end - first <= LONGEST_ADVERBIAL && !self.has_finite(verb + 1..end);
        // A subject before the comma that waits for its verb would else be that of this one.
        let clause = if self.verb_is_due(comma) {
            self.has_finite(end..self.forms.len())
        } else {
            self.has_finite(0..comma)
        };
        let closes = self.forms.get(end) == Some(&",");
        (short && clause).then_some(Island {
            words: first..end,
            removed: comma..if closes { end + 1 } else { end },
            kind: Kind::Saying,
            before_verb: false,
        })
    }

    /// The quoted clauses that the sentence reports: at its start, or behind a colon.
    fn quotes(&self) -> Vec<Island> {
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        let mut seen = false;
        for (w, form) in self.forms.iter().enumerate() {
            let (opens, closes) = match *form {
                "\u{ab}" | "\u{201c}" => (true, false),
                "\u{bb}" | "\u{201d}" => (false, true),
                "\"" => (open.is_none(), open.is_some()),
                _ => continue,
            };
            if opens {
                open = open.or(Some(w));
            } else if closes {
                // A quotation that began in a sentence before.
                let start = open.take().map(|o| o + 1).or((!seen).then_some(0));
                found.extend(start.and_then(|s| self.quote(s, w)));
            }
            seen = true;
        }
        // One that goes on in the next sentence.
        found.extend(open.filter(|&o| o > 0).and_then(|o| self.quote(o + 1, self.forms.len())));
        found
    }

    /// Whether what stands in marks behind a noun is its name: it begins with a capital.
    fn is_title(&self, start: usize, close: usize) -> bool {
        let noun = start >= 2
            && (matches!(self.upos(start - 2), Some(Upos::Noun | Upos::Adj))
                || self.is_participle(start - 2));
        let capital = self.forms[start].chars().next().is_some_and(char::is_uppercase);
        noun && capital && close >= start + SHORTEST_TITLE
    }

    /// `Pérou : le groupe X revendique l'attentat`; a name before a colon lets its bearer speak, it does not act either.
    fn topic(&self, limit: usize) -> Option<Island> {
        let colon = (1..limit.min(LONGEST_TOPIC)).find(|&w| self.forms[w] == ":")?;
        let quoted = matches!(self.forms.get(colon + 1), None | Some(&("\u{ab}" | "\u{201c}" | "\"")));
        let plain =
            (0..colon).all(|w| !matches!(self.forms[w], "\u{bb}" | "\u{201d}" | "\"" | ";" | "\u{2014}"));
        let rest = (colon + 1..self.forms.len()).filter(|&w| self.upos(w) != Some(Upos::Punct)).count();
        (!quoted && plain && !self.has_finite(0..colon) && rest > 1).then_some(Island {
            words: 0..colon,
            removed: 0..colon + 1,
            kind: Kind::Topic,
            before_verb: false,
        })
    }

    /// `n'a menacé que Paul Martin`: no negation, and no clause behind it.
    fn restrictions(&self) -> Vec<Island> {
        let negative = |w: usize| self.analyses[w].feats.negative && !self.words.is_negation(self.forms[w]);
        let mut found = Vec::new();
        for (ne, form) in self.forms.iter().enumerate() {
            if !self.words.is_negation(form) {
                continue;
            }
            let end = self.forms.len().min(ne + LONGEST_RESTRICTION);
            let Some(que) = (ne + 2..end).find(|&w| self.words.is_restriction(self.forms[w])) else {
                continue;
            };
            let clause = (que + 1..self.forms.len())
                .take_while(|&w| !matches!(self.forms[w], "," | ";" | ":" | "." | "\u{bb}"))
                .any(|w| self.is_finite(w));
            let follows = matches!(
                self.upos(que + 1),
                Some(Upos::Det | Upos::Propn | Upos::Num | Upos::Noun | Upos::Adp)
            );
            let denied = (ne + 1..que).any(|w| negative(w) || self.is_relative(w))
                || ne > 0 && self.words.is_nobody(self.forms[ne - 1]);
            if follows && !clause && !denied {
                found.push(Island {
                    words: que..que,
                    removed: que..que + 1,
                    kind: Kind::Restriction,
                    before_verb: false,
                });
            }
        }
        found
    }

    /// The quotation marks that no insertion takes along: they stand around words of the sentence.
    fn marks(&self, found: &[Island]) -> Vec<Island> {
        let mark = |w: &usize| {
            matches!(self.forms[*w], "\u{ab}" | "\u{bb}" | "\u{201c}" | "\u{201d}" | "\"")
                && !found.iter().any(|i| i.removed.contains(w))
        };
        let island =
            |w: usize| Island { words: w..w, removed: w..w + 1, kind: Kind::Mark, before_verb: false };
        (0..self.forms.len()).filter(mark).map(island).collect()
    }

    fn quote(&self, start: usize, close: usize) -> Option<Island> {
        if start >= close {
            return None;
        }
        let marked = start > 0;
        let begin = if marked { start - 1 } else { 0 };
        let reported = begin == 0 || self.forms[begin - 1] == ":";
        if !reported && self.is_title(start, close) {
            return (self.forms.len() > close + 3 - begin && close < self.forms.len()).then_some(Island {
                words: start..close,
                removed: begin..close + 1,
                kind: Kind::Title,
                before_verb: false,
            });
        }
        let long = close.saturating_sub(start) >= SHORTEST_QUOTE && self.has_finite(start..close);
        let comma = self.forms.get(close + 1) == Some(&",");
        let end = if comma { close + 2 } else { close + 1 };
        let end = end.min(self.forms.len());
        // The quotation's own sentence, with nothing around it, is read as it stands.
        let around = self.forms.len() - (end - begin);
        (reported && long && around > 2).then_some(Island {
            words: start..close,
            removed: begin..end,
            kind: Kind::Quote,
            before_verb: false,
        })
    }
}
