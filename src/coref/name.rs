//! Joins the names of one thing: `M. Maduro` and `Nicolas Maduro`, `la Commission` and `la Commission électorale`.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::mention::Kind;
use crate::morph::{Gender, Number, Upos};

use super::cluster::{Clusters, address};
use super::view::{View, plain};
use super::words::List;

/// Joins the clusters of all names that are variants of one another.
pub(super) fn link(view: &View, clusters: &mut Clusters) {
    let names: Vec<_> = (0..view.mentions.len()).filter(|&m| view.is_name(m)).collect();
    same(view, clusters, &names);
    parentheses(view, clusters, &names);
    let mut short: Vec<_> = names.iter().map(|&m| (tokens(view, m).len(), m)).collect();
    short.sort_by_key(|&(length, mention)| (std::cmp::Reverse(length), mention));
    let forms = distinct(view, clusters, &short);
    let mut longer = Longer::default();
    for (at, &mention) in forms.iter().enumerate() {
        let alike = longer.alike(view, &forms, mention);
        variant(view, clusters, &alike, mention);
        longer.add(view, at, mention);
    }
}

/// How many names that share a word with a name are tried, those nearest in the text.
const ALIKE: usize = 200;

/// Names by the words on which a shorter form of them must agree.
#[derive(Default)]
struct Longer(BTreeMap<String, Vec<usize>>);

impl Longer {
    /// Adds the name `mention`, which stands at `at` in the list of the forms.
    fn add(&mut self, view: &View, at: usize, mention: usize) {
        let words = tokens(view, mention);
        let content = content(view, &words);
        let initials: String = content.iter().filter_map(|w| w.chars().next()).collect();
        let keys = [words.first(), words.get(1), words.last(), content.first(), Some(&initials)];
        let keys: BTreeSet<&String> = keys.into_iter().flatten().collect();
        for key in keys {
            self.0.entry(key.clone()).or_default().push(at);
        }
    }

    /// Returns those of `forms` that `mention` may shorten, in their order.
    fn alike(&self, view: &View, forms: &[usize], mention: usize) -> Vec<usize> {
        let words = tokens(view, mention);
        let content = content(view, &words);
        let letters = letters(&view.mentions[mention].name);
        let keys = [words.first(), words.last(), content.first(), Some(&letters)];
        let places = keys.into_iter().flatten().filter_map(|key| self.0.get(key)).flatten();
        let mut places: Vec<usize> = places.copied().collect::<BTreeSet<_>>().into_iter().collect();
        if places.len() > ALIKE {
            places.sort_by_key(|&at| (forms[at].abs_diff(mention), at));
            places.truncate(ALIKE);
            places.sort_unstable();
        }
        places.into_iter().map(|at| forms[at]).collect()
    }
}

/// Returns one mention of each distinct name, the longest first.
fn distinct(view: &View, clusters: &Clusters, sorted: &[(usize, usize)]) -> Vec<usize> {
    let mut seen = BTreeMap::new();
    let mut forms = Vec::new();
    for &(_, mention) in sorted {
        seen.entry((clusters.id(mention), tokens(view, mention))).or_insert_with(|| forms.push(mention));
    }
    forms
}

/// Letters of a word from which on its accents do not count; shorter ones are words like `à`.
const LONG: usize = 3;

/// Returns a word of a name in lower case and without accents, which capitals often lack (`FRANCOIS`).
fn spelled(word: &str) -> String {
    let word = plain(word);
    if word.is_ascii() || word.chars().count() < LONG {
        return word;
    }
    word.nfkd().filter(|&c| !is_combining_mark(c)).collect()
}

/// Returns the words of the name of `mention`, in lower case and without accents.
fn tokens(view: &View, mention: usize) -> Vec<String> {
    let name = plain(&view.mentions[mention].name).replace('\'', "' ");
    // The marks around a nickname are no words.
    let words = name.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric));
    words.map(spelled).collect()
}

/// Returns the words of a name without articles and prepositions.
fn content(view: &View, tokens: &[String]) -> Vec<String> {
    tokens.iter().filter(|t| !view.has(List::Particle, t)).cloned().collect()
}

/// Joins names that are written alike or have one gazetteer entry.
fn same(view: &View, clusters: &mut Clusters, names: &[usize]) {
    let mut by_entry = BTreeMap::new();
    let mut by_form: BTreeMap<(Vec<String>, Option<Gender>), usize> = BTreeMap::new();
    for &mention in names {
        if let Some(entry) = view.mentions[mention].entry {
            let first = *by_entry.entry(entry).or_insert(mention);
            clusters.join(first, mention);
        }
        let gender = address(view, mention);
        let first = *by_form.entry((tokens(view, mention), gender)).or_insert(mention);
        if compatible_entries(clusters, first, mention) && !town_and_body(view, first, mention) {
            clusters.join(first, mention);
        }
    }
}

/// Whether one of the two is a town and the other a body of the same name: `Orange` and `le maire d'Orange`.
fn town_and_body(view: &View, a: usize, b: usize) -> bool {
    let kinds = [view.mentions[a].kind, view.mentions[b].kind];
    kinds.contains(&Some(Kind::Place)) && kinds.contains(&Some(Kind::Organization))
}

fn compatible_entries(clusters: &Clusters, a: usize, b: usize) -> bool {
    let (a, b) = (&clusters.get(a).entries, &clusters.get(b).entries);
    a.is_empty() || b.is_empty() || a.intersection(b).next().is_some()
}

/// Joins a name with the acronym that follows it in parentheses: `Organisation … de Shanghai (OCS)`.
fn parentheses(view: &View, clusters: &mut Clusters, names: &[usize]) {
    for pair in names.windows(2) {
        let (long, short) = (&view.mentions[pair[0]], &view.mentions[pair[1]]);
        let gap = view.text.get(long.span.end()..short.span.start()).unwrap_or_default();
        let closed = view.text.get(short.span.end()..).is_some_and(|rest| rest.starts_with(')'));
        let kinds = long.kind.is_none_or(|k| short.kind.is_none_or(|s| s == k || k == Kind::Organization));
        if gap.trim() == "(" && closed && is_acronym(&short.name) && kinds {
            clusters.join(pair[0], pair[1]);
        }
    }
}

fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| *c != '.').count();
    (2..=8).contains(&letters) && name.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Joins `mention` with the longer name of `longer` that it shortens; of several, with the one mentioned last before it.
fn variant(view: &View, clusters: &mut Clusters, longer: &[usize], mention: usize) {
    let short = tokens(view, mention);
    let mut fits: BTreeMap<usize, usize> = BTreeMap::new();
    for &long in longer {
        if !clusters.same(long, mention)
            && compatible(view, clusters, long, mention)
            && shortens(view, long, &short, mention)
        {
            fits.entry(clusters.id(long)).or_insert(long);
        }
    }
    // The same surname in two families: the one spoken of last.
    let position = |long: usize| {
        let cluster = clusters.get(long);
        let before = cluster.mentions.range(..mention).next_back().copied();
        (before, std::cmp::Reverse(cluster.mentions.first().copied()))
    };
    if let Some(&long) = fits.values().max_by_key(|&&long| position(long)) {
        clusters.join(long, mention);
    }
}

fn compatible(view: &View, clusters: &Clusters, long: usize, short: usize) -> bool {
    let (a, b) = (clusters.get(long), clusters.get(short));
    let kinds = match (a.kind(), b.kind()) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    let person = a.kind() == Some(Kind::Person) || b.kind() == Some(Kind::Person);
    let titled = address(view, short).or_else(|| b.address.map(|(_, gender)| gender));
    let own = a.address.map(|(_, gender)| gender).or_else(|| a.gender());
    let genders = !person || titled.is_none_or(|t| own.is_none_or(|o| o == t));
    let people = titled.is_none() || a.kind().is_none_or(|k| k == Kind::Person);
    kinds
        && genders
        && people
        && !clash(view, long, short, person)
        && compatible_entries(clusters, long, short)
}

/// Returns the gender of the determiner before the titles of a name (`le ministre Keller`).
fn determined(view: &View, mention: usize) -> Option<Gender> {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    let name = tokens(view, mention);
    let first = found.words.clone().find(|&w| name.first().is_some_and(|n| spelled(&tree[w].form) == *n))?;
    let mut at = first;
    while at > 0 && first - at < 4 {
        at -= 1;
        match tree[at].analysis.upos {
            Upos::Det if at + 1 < first => return tree[at].analysis.feats.gender,
            Upos::Noun | Upos::Adj => {}
            _ => return None,
        }
    }
    None
}

/// Whether what stands with the surname `short` rules the person `long` out: `le ministre Keller` is no woman, `les Martin` are
/// several.
fn clash(view: &View, long: usize, short: usize, person: bool) -> bool {
    let (full, surname) = (&view.mentions[long], &view.mentions[short]);
    let genders = full.gender.zip(determined(view, short)).is_some_and(|(a, b)| a != b);
    let several = surname.number == Some(Number::Plur) && full.number != Some(Number::Plur);
    person && (genders || several)
}

/// Whether the words `short` are a short form of the name `long`.
fn shortens(view: &View, long: usize, short: &[String], mention: usize) -> bool {
    let full = tokens(view, long);
    let kind = view.mentions[long].kind.or(view.mentions[mention].kind);
    if full == short {
        return true;
    }
    match kind {
        Some(Kind::Place) => false,
        Some(Kind::Person) => person(&full, short),
        Some(Kind::Organization) => institution(view, &full, short) || acronym(view, long, mention),
        None => {
            (full.len() > short.len() && full.ends_with(short) && !short.is_empty())
                || acronym(view, long, mention)
        }
        Some(_) => institution(view, &full, short),
    }
}

/// Whether `short` can name the person `full`: the surname, or given names left out or cut to initials.
fn person(full: &[String], short: &[String]) -> bool {
    if short.is_empty() {
        return false;
    }
    if full.len() > short.len() && (full.ends_with(short) || (short.len() == 1 && full[0] == short[0])) {
        return true;
    }
    if short.len() < 2 {
        // Two surnames, of which the article goes on with the first: Edmundo Gonzalez Urrutia.
        return full.len() > 2 && full[1] == short[0] && short[0].chars().count() > 2;
    }
    let (Some(a), Some(b)) = (full.last(), short.last()) else { return false };
    a == b && given_match(&full[..full.len() - 1], &short[..short.len() - 1])
}

/// Whether the given names `short` are those of `full`, with initials for names and middle ones left out.
fn given_match(full: &[String], short: &[String]) -> bool {
    let mut rest = full.iter();
    let first = full.first().zip(short.first()).is_some_and(|(a, b)| same_given(a, b));
    first && short.iter().all(|s| rest.any(|f| same_given(f, s)))
}

fn same_given(a: &str, b: &str) -> bool {
    let initial = |name: &str| name.ends_with('.') || name.chars().count() == 1;
    a == b || ((initial(a) || initial(b)) && a.chars().next() == b.chars().next())
}

/// Whether `short` is the beginning of the institution's name: `la Commission` of `la Commission électorale`.
fn institution(view: &View, full: &[String], short: &[String]) -> bool {
    let (full, short) = (content(view, full), content(view, short));
    !short.is_empty() && full.len() > short.len() && full.starts_with(&short)
}

/// Returns an acronym without its full stops, in lower case.
fn letters(name: &str) -> String {
    plain(name).replace('.', "")
}

/// Whether the name of `mention` is made of the initials of the name `long`.
fn acronym(view: &View, long: usize, mention: usize) -> bool {
    let short = &view.mentions[mention].name;
    let letters: Vec<_> = letters(short).chars().collect();
    let words = content(view, &tokens(view, long));
    is_acronym(short)
        && words.len() == letters.len()
        && words.len() >= 2
        && words.iter().zip(&letters).all(|(w, l)| w.chars().next().is_some_and(|c| c == *l))
}
