//! Finds proper names and their kind. Words and capitals come first and the tree second, since parsers err
//! most on names; what the words leave open is settled by what other places of the article say.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Kind;
use super::lexicon::{NameResources, Role};
use crate::morph::{Gender, Upos};
use crate::parse::{Relation, Tree};
use crate::segment::{Segmented, Sentence};

/// A proper name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words.
    pub(super) words: Range<usize>,
    /// What it names, where that is known.
    pub(super) kind: Option<Kind>,
    /// The gazetteer's entry.
    pub(super) entry: Option<usize>,
    /// Titles right before it, in order, and the first word of the first.
    pub(super) titles: Vec<String>,
    /// The first word of the titles, or of the name.
    pub(super) start: usize,
    /// The gender that titles or a given name tell.
    pub(super) gender: Option<Gender>,
}

/// A sentence as this module looks at it.
struct View<'a> {
    text: &'a str,
    sentence: &'a Sentence,
    tree: &'a Tree,
    res: &'a NameResources,
}

impl<'a> View<'a> {
    /// The surface form of word `i`; nothing for the later words of a contraction.
    fn form(&self, i: usize) -> &'a str {
        self.sentence.words.get(i).map_or("", |w| if w.continues { "" } else { w.span.of(self.text) })
    }

    fn count(&self) -> usize {
        self.sentence.words.len()
    }

    fn upos(&self, i: usize) -> Upos {
        self.tree.nodes().get(i).map_or(Upos::X, |n| n.analysis.upos)
    }

    fn capital(&self, i: usize) -> bool {
        let form = self.form(i);
        let mut chars = form.chars();
        chars.next().is_some_and(char::is_uppercase)
            || form.contains('-')
                && form.split('-').skip(1).any(|p| p.chars().next().is_some_and(char::is_uppercase))
    }

    fn acronym(&self, i: usize) -> bool {
        let form = self.form(i);
        form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !form.chars().any(char::is_lowercase)
    }

    /// Whether a capital at `i` is only that of a sentence's or a quotation's first word.
    fn opens(&self, i: usize) -> bool {
        i == 0
            || (0..i).rev().take_while(|&p| i - p < 3).any(|p| opening_mark(self.form(p)))
                && (0..i)
                    .rev()
                    .find(|&p| !self.form(p).is_empty())
                    .is_some_and(|p| opening_mark(self.form(p)))
    }

    fn previous(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|&p| !self.form(p).is_empty())
    }

    fn next(&self, i: usize) -> usize {
        (i + 1..self.count()).find(|&n| !self.form(n).is_empty()).unwrap_or(self.count())
    }

    fn is(&self, i: usize, role: Role) -> bool {
        self.res.names.is(&self.form(i).replace('\u{2019}', "'"), role)
    }

    fn text_of(&self, words: Range<usize>) -> String {
        let (Some(first), Some(last)) =
            (self.sentence.words.get(words.start), self.sentence.words[..words.end].last())
        else {
            return String::new();
        };
        first.span.join(last.span).of(self.text).to_owned()
    }
}

fn opening_mark(form: &str) -> bool {
    matches!(form, "\u{ab}" | "\"" | "\u{201c}" | ":" | "-" | "\u{2013}" | "\u{2014}" | "(")
}

/// Finds the names of each sentence, in order; none overlap.
pub(super) fn find(text: &str, segmented: &Segmented, trees: &[Tree], res: &NameResources) -> Vec<Vec<Name>> {
    let mut found: Vec<Vec<Name>> = Vec::with_capacity(segmented.sentences.len());
    for (sentence, tree) in segmented.sentences.iter().zip(trees) {
        let view = View { text, sentence, tree, res };
        found.push(names_of(&view));
    }
    agree(text, segmented, &mut found);
    found
}

fn names_of(view: &View<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut i = 0;
    while i < view.count() {
        match name_at(view, i) {
            Some(name) => {
                i = name.words.end.max(i + 1);
                names.push(name);
            }
            None => i += 1,
        }
    }
    names
}

/// Returns the name that begins at word `i`, if one does.
fn name_at(view: &View<'_>, i: usize) -> Option<Name> {
    if view.form(i).is_empty()
        || title_at(view, i).is_some_and(|end| end < view.count() && starts_name(view, end))
    {
        return None;
    }
    let known = known_at(view, i);
    let mut end = run_end(view, i);
    let institution = institution_end(view, i);
    if let Some((count, entry)) = known
        && i + count >= end
        && i + count >= institution.unwrap_or(0)
    {
        return Some(complete(view, i..i + count, Some(entry), None));
    }
    if let Some(stop) = institution
        && stop > end
    {
        return Some(complete(view, i..stop, None, Some(Kind::Organization)));
    }
    if end <= i {
        return None;
    }
    // A known place or body that merely stands first in a longer run is part of the longer name; a lone common
    // word with the capital of the sentence is none.
    if end == i + 1 && !lone_name(view, i) {
        return None;
    }
    while end > i + 1 && view.form(end - 1).is_empty() {
        end -= 1;
    }
    let entry = view.res.gazetteer.by_name(&view.text_of(i..end));
    Some(complete(view, i..end, entry, None))
}

/// Returns the known name that begins at `i`: how many words of the sentence it takes, and its entry.
fn known_at(view: &View<'_>, i: usize) -> Option<(usize, usize)> {
    let surface: Vec<usize> = (i..view.count()).filter(|&w| !view.form(w).is_empty()).take(10).collect();
    let forms: Vec<&str> = surface.iter().map(|&w| view.form(w)).collect();
    let (count, entry) = view.res.gazetteer.longest(&forms)?;
    let end = surface
        .get(count)
        .copied()
        .unwrap_or_else(|| if surface.len() < 10 { view.count() } else { surface[count - 1] + 1 });
    // "Je suis" is a town as well.
    if count > 1 && view.opens(i) && view.upos(i) == Upos::Pron {
        return None;
    }
    // "Tours", "Orange", "Visa" at the start of a sentence may be common words.
    if count == 1 && view.opens(i) && !view.acronym(i) && !matches!(view.upos(i), Upos::Propn | Upos::X) {
        let noun = view.res.nouns.get(&view.form(i).to_lowercase()).is_some();
        if noun || !matches!(view.upos(i), Upos::Noun | Upos::Adj) {
            return None;
        }
    }
    Some((end - i, entry))
}

/// Returns the end of the run of capitalised words from `i`, particles between them included; `i` where there is none.
fn run_end(view: &View<'_>, i: usize) -> usize {
    let particle_first = view.is(i, Role::Foreign) && view.capital(view.next(i)) && !view.capital(i);
    if !(view.capital(i) || particle_first && view.previous(i).is_none_or(|p| !view.capital(p))) {
        return i;
    }
    if view.capital(i) && view.opens(i) && !first_word_is_name(view, i) {
        return i;
    }
    if !view.capital(i) && view.opens(i) {
        return i;
    }
    let given = view.res.names.given(view.form(i)).is_some() || title_before(view, i).is_some();
    let mut end = i + 1;
    loop {
        let next = view.next(end - 1);
        if next >= view.count() {
            break;
        }
        if view.capital(next) && !opening_mark(view.form(next)) || initial(view.form(next)) {
            end = next + 1;
            continue;
        }
        if suffix_number(view, next) {
            end = next + 1;
            continue;
        }
        // Up to three particles: "de la", "van der".
        let mut at = next;
        while at < view.count() && at < next + 4 && (view.form(at).is_empty() || joins(view, at, given)) {
            at += 1;
        }
        if at > next
            && at < view.count()
            && view.capital(at)
            && (foreign(view, next) || given && surname(view, at))
        {
            end = at + 1;
            continue;
        }
        break;
    }
    end
}

fn foreign(view: &View<'_>, i: usize) -> bool {
    view.is(i, Role::Foreign)
}

fn joins(view: &View<'_>, i: usize, given: bool) -> bool {
    view.is(i, Role::Foreign) || given && view.is(i, Role::Particle)
}

/// Whether the word after "de" may be a surname: it is no known place or body.
fn surname(view: &View<'_>, i: usize) -> bool {
    known_at(view, i).is_none()
}

/// A number right after a name in capitals belongs to it: "Ligue 1", "Apollo 11".
fn suffix_number(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    !form.is_empty()
        && form.len() <= 2
        && form.bytes().all(|b| b.is_ascii_digit())
        && view
            .tree
            .nodes()
            .get(i)
            .is_some_and(|n| n.head.is_some_and(|h| h + 1 == i) && n.relation != Relation::Obl)
}

fn initial(form: &str) -> bool {
    let mut chars = form.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && chars.next().is_none()
}

/// Whether the first word of a sentence or quotation is a name and not just capitalised for its place.
fn first_word_is_name(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    let lower = form.to_lowercase();
    if form.chars().count() < 2 {
        return false;
    }
    if view.acronym(i) || view.res.names.given(form).is_some() || known_at(view, i).is_some() {
        return true;
    }
    if view.res.nouns.get(&lower).is_some() || view.res.names.title(form).is_some() {
        return false;
    }
    view.upos(i) == Upos::Propn && !lower.contains('\'') && !lower.contains('\u{2019}')
        || view.upos(i) == Upos::X
}

/// Whether a single capitalised word is a name.
fn lone_name(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || ordinal(form)
        || !view.res.calendar.terms(form).is_empty() && view.upos(i) != Upos::Propn
    {
        return false;
    }
    match view.upos(i) {
        // "l'État", "la Commission": a known noun with a capital is a description.
        Upos::Propn | Upos::X => {
            view.acronym(i)
                || view.res.nouns.get(&form.to_lowercase()).is_none()
                || view.previous(i).is_none_or(|p| view.upos(p) != Upos::Det)
        }
        Upos::Noun | Upos::Adj => {
            // "Russes" and "Européen" are people by their country, not names; "État" and "Terre" are nouns.
            view.res.gazetteer.demonym(form).is_none() && view.res.nouns.get(&form.to_lowercase()).is_none()
        }
        Upos::Verb | Upos::Adv | Upos::Num => !view.opens(i),
        _ => view.acronym(i) && view.res.gazetteer.by_name(form).is_some(),
    }
}

/// Whether a word is a Roman numeral with its ending (`XIXe`).
fn ordinal(form: &str) -> bool {
    let digits = form.trim_end_matches(char::is_lowercase);
    !digits.is_empty() && digits.len() < form.len() && digits.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Returns the end of a name that a noun of institution opens: `tribunal correctionnel de Lille`,
/// `université d'Oxford`, `Commission électorale`.
fn institution_end(view: &View<'_>, i: usize) -> Option<usize> {
    let form = view.form(i);
    let lower = form.to_lowercase();
    let capital = view.capital(i) && !view.opens(i);
    let acronym = view.acronym(i);
    let word = if acronym { form } else { lower.as_str() };
    let opens_name = view.res.names.is(word, Role::Institution) || view.res.names.is(form, Role::Institution);
    if !opens_name {
        return None;
    }
    let mut at = view.next(i);
    let mut adjectives = 0;
    while at < view.count() && view.upos(at) == Upos::Adj && !view.capital(at) && adjectives < 2 {
        at = view.next(at);
        adjectives += 1;
    }
    let plain = at;
    if at < view.count() && view.capital(at) && adjectives == 0 && !initial(view.form(at)) {
        // "Institut Karolinska"; in lower case only where the word after it is no name of its own.
        let end = run_end(view, at);
        return (capital && end > at).then_some(end);
    }
    if at < view.count() && view.is(at, Role::Genitive) {
        let mut start = at + 1;
        while start < view.count() && (view.form(start).is_empty() || view.upos(start) == Upos::Det) {
            start += 1;
        }
        if let Some(end) = named_part(view, start) {
            return Some(end);
        }
        let noun = start < view.count() && view.upos(start) == Upos::Noun;
        if capital && adjectives == 0 && noun && view.form(start).chars().count() > 2 {
            let mut end = start + 1;
            while end < view.count() && view.upos(end) == Upos::Adj {
                end += 1;
            }
            return Some(end);
        }
    }
    (capital && adjectives > 0).then_some(plain)
}

/// Returns the end of the name that completes an institution's at `i`.
fn named_part(view: &View<'_>, i: usize) -> Option<usize> {
    if i >= view.count() || !view.capital(i) {
        return None;
    }
    let person = view.res.names.given(view.form(i)).is_some() && view.capital(view.next(i));
    let known = known_at(view, i).map_or(i, |(count, _)| i + count);
    let end = run_end(view, i).max(known).max(i + 1);
    (!person).then_some(end)
}

/// Returns the end of the title that begins at `i`, the longest one.
fn title_at(view: &View<'_>, i: usize) -> Option<usize> {
    let mut text = String::new();
    let mut found = None;
    let mut at = i;
    for _ in 0..5 {
        let form = view.form(at);
        if form.is_empty() {
            break;
        }
        let glued = text.is_empty() || text.ends_with(['\'', '\u{2019}']);
        if !glued {
            text.push(' ');
        }
        text.push_str(form);
        at = view.next(at);
        if view.res.names.title(&text.replace('\u{2019}', "'")).is_some() {
            found = Some(at);
        }
        if at >= view.count() {
            break;
        }
    }
    found
}

fn starts_name(view: &View<'_>, i: usize) -> bool {
    view.capital(i) || view.is(i, Role::Foreign) && view.capital(view.next(i))
}

/// Returns the titles that end right before word `i`, adjectives between them and the name passed over
/// (`le président russe Vladimir Poutine`), with the word where they start and the gender that they tell.
fn title_before(view: &View<'_>, i: usize) -> Option<(usize, Vec<String>, Option<Gender>, bool)> {
    let mut titles = Vec::new();
    let mut gender = None;
    let mut address = false;
    let mut start = i;
    let mut at = i;
    while titles.len() < 3 {
        let mut end = at;
        let mut skipped = 0;
        // "de la Culture" and like complements are not passed over here: the tree tells of them.
        while titles.is_empty() && skipped < 2 && view.previous(end).is_some_and(|p| adjective(view, p)) {
            end = view.previous(end).unwrap_or(0);
            skipped += 1;
        }
        let candidates = [at, end];
        let Some((from, title)) = candidates.into_iter().find_map(|end| title_ending(view, end)) else {
            break;
        };
        gender = gender.or(title.gender);
        address |= title.address;
        titles.insert(0, title.name.clone());
        start = from;
        at = from;
    }
    (!titles.is_empty()).then_some((start, titles, gender, address))
}

fn adjective(view: &View<'_>, i: usize) -> bool {
    !view.capital(i) && (view.upos(i) == Upos::Adj || view.res.gazetteer.demonym(view.form(i)).is_some())
}

fn title_ending<'a>(view: &View<'a>, end: usize) -> Option<(usize, &'a super::lexicon::Title)> {
    let mut from = end;
    let mut found = None;
    for _ in 0..5 {
        let Some(before) = view.previous(from) else { break };
        from = before;
        let joined =
            view.text_of(from..end).split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2019}', "'");
        if let Some(title) = view.res.names.title(&joined) {
            found = Some((from, title));
        }
    }
    found
}

/// Gives a name its kind, titles and gender.
fn complete(view: &View<'_>, words: Range<usize>, entry: Option<usize>, kind: Option<Kind>) -> Name {
    let first = view.form(words.start);
    let title = title_before(view, words.start);
    let given = view.res.names.given(first);
    let known = entry.map(|e| view.res.gazetteer.entries()[e].kind);
    let person = title.as_ref().is_some_and(|t| t.3 || known.is_none());
    let kind = kind
        .or(if person { Some(Kind::Person) } else { known })
        .or_else(|| kind_of(view, &words, given.is_some()));
    let is_person = kind == Some(Kind::Person);
    let entry = entry.filter(|_| !is_person);
    let gender = if is_person {
        title.as_ref().and_then(|t| t.2).or(given.flatten())
    } else {
        entry.and_then(|e| view.res.gazetteer.entries()[e].gender)
    };
    let (start, titles) = match title {
        Some((start, titles, _, _)) if is_person => (start, titles),
        _ => (words.start, Vec::new()),
    };
    Name { words, kind, entry, titles, start, gender }
}

/// Returns the kind of a name that the gazetteer does not know, from its own words and the words beside it.
fn kind_of(view: &View<'_>, words: &Range<usize>, given: bool) -> Option<Kind> {
    let count = words.clone().filter(|&w| !view.form(w).is_empty()).count();
    let last = words.clone().rev().find(|&w| !view.form(w).is_empty()).unwrap_or(words.start);
    if view.is(last, Role::Suffix) && count > 1 {
        return Some(Kind::Organization);
    }
    let opener = view.form(words.start).to_lowercase();
    if view.res.names.is(&opener, Role::Institution) {
        return Some(Kind::Organization);
    }
    if count > 1 && view.res.names.before(&opener).is_some_and(|k| k == Kind::Event) {
        return Some(Kind::Event);
    }
    if count > 1 && (given || initial(view.form(words.start))) {
        return Some(Kind::Person);
    }
    let mut before = view.previous(words.start);
    while before.is_some_and(|p| adjective(view, p)) {
        before = before.and_then(|p| view.previous(p));
    }
    if let Some(before) = before {
        let lemma = view.tree.nodes().get(before).map_or(view.form(before), |n| n.analysis.lemma.as_str());
        let kind = view.res.names.before(lemma).or_else(|| view.res.names.before(view.form(before)));
        if kind.is_some() {
            return kind;
        }
        if view.is(before, Role::Genitive) {
            let noun = view.previous(before).map(|p| view.form(p)).unwrap_or_default();
            if view.res.names.before(noun) == Some(Kind::Place) {
                return Some(Kind::Place);
            }
        }
    }
    if count == 1 && view.acronym(words.start) {
        return Some(Kind::Organization);
    }
    if given {
        return Some(Kind::Person);
    }
    if view.previous(words.start).is_some_and(|p| locative(view, p)) {
        return Some(Kind::Place);
    }
    person_like(view, words).then_some(Kind::Person)
}

/// Whether two to four capitalised words without a determiner, none of them a common noun, may name a person.
fn person_like(view: &View<'_>, words: &Range<usize>) -> bool {
    let parts: Vec<usize> = words.clone().filter(|&w| !view.form(w).is_empty()).collect();
    let plain = |&w: &usize| {
        let form = view.form(w);
        let common = view.res.nouns.get(&form.to_lowercase()).is_some();
        !view.acronym(w) && !common && !form.chars().any(|c| c.is_ascii_digit())
    };
    let determined = view.previous(words.start).is_some_and(|p| {
        view.upos(p) == Upos::Det || view.sentence.words.get(p + 1).is_some_and(|w| w.continues)
    });
    (2..=4).contains(&parts.len()) && !determined && parts.iter().all(plain)
}

fn locative(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    view.res.names.is(&form.to_lowercase(), Role::Locative)
        && view.tree.nodes().get(i).is_none_or(|n| n.relation == Relation::Case)
}

/// Makes the names of an article agree: a bare surname is of the person whose full name stands elsewhere, and
/// equal names are of one kind.
fn agree(text: &str, segmented: &Segmented, found: &mut [Vec<Name>]) {
    let mut kinds: BTreeMap<String, BTreeMap<Kind, usize>> = BTreeMap::new();
    let mut surnames: BTreeMap<String, ()> = BTreeMap::new();
    let spelled = |s: usize, words: &Range<usize>| -> String {
        let list = &segmented.sentences[s].words;
        list[words.start].span.join(list[words.end - 1].span).of(text).to_owned()
    };
    for (s, names) in found.iter().enumerate() {
        for name in names {
            let Some(kind) = name.kind else { continue };
            let whole = spelled(s, &name.words);
            if kind == Kind::Person
                && let Some((_, last)) = whole.split_once(' ')
            {
                surnames.insert(last.to_owned(), ());
                surnames.insert(last.rsplit(' ').next().unwrap_or(last).to_owned(), ());
            }
            *kinds.entry(whole).or_default().entry(kind).or_default() += 1;
        }
    }
    for (s, names) in found.iter_mut().enumerate() {
        for name in names.iter_mut().filter(|n| n.entry.is_none()) {
            let whole = spelled(s, &name.words);
            let best = kinds.get(&whole).and_then(|k| k.iter().max_by_key(|(_, count)| **count));
            if name.kind.is_none() || name.kind == Some(Kind::Place) {
                if surnames.contains_key(&whole) {
                    name.kind = Some(Kind::Person);
                } else if let Some((&kind, _)) = best {
                    name.kind = Some(kind);
                }
            }
        }
    }
}
