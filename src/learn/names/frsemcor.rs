//! Reads FrSemCor: Sequoia with supersenses. Names are picked out, and what it marks as institution is told apart
//! into places and organizations.

use std::collections::{BTreeMap, HashMap};

use super::Article;
use super::odds::{Case, Odds, listed};
use crate::mention::{Kind, NameResources};
use crate::text::Span;

/// Sentences that make an article.
const ARTICLE: usize = 20;
/// How the ids of the sentences from package leaflets begin.
const LEAFLETS: &str = "emea";
/// Part of speech of proper nouns.
const PROPER: &str = "NPP";

struct Token<'a> {
    form: &'a str,
    pos: &'a str,
    sense: &'a str,
    span: Span,
}

struct Sentence<'a> {
    id: &'a str,
    text: &'a str,
    tokens: Vec<Token<'a>>,
}

/// A stretch of tokens with its sense.
type Stretch<'a> = (usize, usize, &'a str);

/// Returns the sentences of `text` whose id `keep` wants, joined to articles of neighbouring ones of a source.
pub fn read(text: &str, keep: &dyn Fn(&str) -> bool, res: &NameResources) -> Vec<Article> {
    let sentences: Vec<Sentence<'_>> = text.split("\n\n").filter_map(sentence).collect();
    let marked: Vec<(Vec<Stretch<'_>>, Vec<Stretch<'_>>)> =
        sentences.iter().map(|s| pick(&s.tokens)).collect();
    let kinds = places(&sentences, &marked, res);
    let mut articles = Vec::new();
    let mut article = Article::default();
    let (mut count, mut source) = (0, "");
    for (sentence, (names, open)) in sentences.iter().zip(&marked).filter(|(s, _)| keep(s.id)) {
        let own = sentence.id.rsplit_once(['_', '-']).map_or("", |(source, _)| source);
        if count == ARTICLE || own != source {
            articles.push(std::mem::take(&mut article));
            (count, source) = (0, own);
        }
        count += 1;
        let span =
            |&(start, end, _): &Stretch<'_>| sentence.tokens[start].span.join(sentence.tokens[end - 1].span);
        let kind = |name: &Stretch<'_>| {
            let case = case(sentence, name);
            let known = listed(res, &case);
            match told(name.2) {
                Some(Kind::Person) => Kind::Person,
                Some(Kind::Organization) => {
                    kinds.get(&case.name()).copied().or(known).unwrap_or(Kind::Organization)
                }
                kind => known.or(kind).unwrap_or(Kind::Thing),
            }
        };
        let names: Vec<_> = names.iter().map(|name| (span(name), kind(name))).collect();
        let open: Vec<_> = open.iter().map(span).collect();
        article.far = sentence.id.starts_with(LEAFLETS);
        article.add(sentence.text, &names, &open);
    }
    articles.push(article);
    articles.retain(|a| !a.text.is_empty());
    articles
}

fn sentence(block: &str) -> Option<Sentence<'_>> {
    let (mut id, mut text, mut tokens) = ("", "", Vec::new());
    let mut at = 0;
    for line in block.lines() {
        if let Some(value) = line.strip_prefix("# sent_id = ") {
            id = value;
        } else if let Some(value) = line.strip_prefix("# text = ") {
            text = value;
        } else if let [_, form, _, pos, _, sense] = line.split('\t').collect::<Vec<_>>()[..] {
            let start = at + text.get(at..)?.find(form)?;
            at = start + form.len();
            tokens.push(Token { form, pos, sense, span: Span::new(start, at) });
        }
    }
    (!tokens.is_empty()).then_some(Sentence { id, text, tokens })
}

/// Returns the stretches that have a sense: `Person`, `2:Person` with further words marked `2`, or several.
fn stretches<'a>(tokens: &[Token<'a>]) -> Vec<Stretch<'a>> {
    let mut found = Vec::new();
    let mut numbered: BTreeMap<&str, Stretch<'a>> = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate() {
        for part in token.sense.split(';').filter(|p| *p != "*") {
            let (number, sense) = part.split_once(':').unwrap_or((part, ""));
            if number.starts_with(|c: char| c.is_ascii_digit()) {
                let stretch = numbered.entry(number).or_insert((at, at + 1, sense));
                stretch.1 = at + 1;
            } else {
                found.push((at, at + 1, part));
            }
        }
    }
    found.extend(numbered.into_values());
    found
}

/// Returns the names among the stretches, the longest where they overlap, and the other stretches with a capital.
fn pick<'a>(tokens: &[Token<'a>]) -> (Vec<Stretch<'a>>, Vec<Stretch<'a>>) {
    let mut all = stretches(tokens);
    let proper = |t: &(usize, &Token<'a>)| t.1.pos == PROPER;
    for (at, token) in tokens.iter().enumerate().filter(proper) {
        if !all.iter().any(|s| (s.0..s.1).contains(&at)) {
            all.push((at, at + 1, token.sense));
        }
    }
    all.sort_by_key(|&(start, end, _)| (start + tokens.len() - end, start));
    all.sort_by_key(|&(start, end, _)| std::cmp::Reverse(end - start));
    let (mut names, mut open): (Vec<Stretch<'a>>, Vec<Stretch<'a>>) = (Vec::new(), Vec::new());
    let capital = |token: &Token<'_>| token.form.starts_with(char::is_uppercase);
    for stretch in all {
        let words = &tokens[stretch.0..stretch.1];
        let free = names.iter().all(|n| stretch.1 <= n.0 || n.1 <= stretch.0);
        if free && is_name(words, stretch) {
            names.push(stretch);
        } else if words.iter().any(capital) {
            open.push(stretch);
        }
    }
    names.sort_unstable();
    (names, open)
}

/// Whether a stretch is a name: it holds a proper noun, or is of several words and begins with a capital.
fn is_name(words: &[Token<'_>], (start, _, sense): Stretch<'_>) -> bool {
    let proper = words.iter().any(|t| t.pos == PROPER);
    let capital = |t: &Token<'_>| t.form.starts_with(char::is_uppercase);
    let first = words.first().is_some_and(capital);
    let shouted = words.iter().all(|t| !t.form.chars().any(char::is_lowercase));
    match told(sense) {
        None => false,
        _ if words.len() == 1 => proper,
        Some(Kind::Person) => proper && first,
        // "la guerre du Golfe", "le tribunal de Lille".
        Some(Kind::Organization | Kind::Event) if !first => words.iter().any(capital),
        _ => proper && first || first && start > 0 && !shouted,
    }
}

/// Returns the kind of names that a sense tells; an organization may still be a place.
fn told(sense: &str) -> Option<Kind> {
    let sense = sense.trim_start_matches("Groupx").trim_start_matches("Partx");
    match sense.split('/').next()? {
        "Person" => Some(Kind::Person),
        "Institution" => Some(Kind::Organization),
        "Act" | "Event" => Some(if sense.ends_with("Cognition") { Kind::Work } else { Kind::Event }),
        "Cognition" | "Communication" => Some(Kind::Work),
        "Artifact" if sense.ends_with("Cognition") => Some(Kind::Work),
        "Substance" | "Artifact" | "Object" | "Animal" | "Plant" => Some(Kind::Thing),
        _ => None,
    }
}

fn case<'a>(sentence: &Sentence<'a>, &(start, end, _): &Stretch<'a>) -> Case<'a> {
    let before = |back: usize| start.checked_sub(back).map_or("", |i| sentence.tokens[i].form);
    let words = sentence.tokens[start..end].iter().map(|t| t.form).collect();
    Case { words, before: [before(2), before(1)] }
}

/// Returns for each name of an institution whether it is a place or an organization, from all places where it stands.
fn places(
    sentences: &[Sentence<'_>],
    marked: &[(Vec<Stretch<'_>>, Vec<Stretch<'_>>)],
    res: &NameResources,
) -> HashMap<String, Kind> {
    let pairs = sentences.iter().zip(marked);
    let cases: Vec<Case<'_>> = pairs
        .flat_map(|(s, (names, _))| {
            names.iter().filter(|n| told(n.2) == Some(Kind::Organization)).map(|n| case(s, n))
        })
        .collect();
    let odds = Odds::new(res, &cases);
    let mut by_name: HashMap<String, Vec<&Case<'_>>> = HashMap::new();
    for case in &cases {
        by_name.entry(case.name()).or_default().push(case);
    }
    let kind = |cases: &[&Case<'_>]| {
        let known = cases.first().and_then(|c| listed(res, c));
        known.unwrap_or(if odds.place(cases) > 0.0 { Kind::Place } else { Kind::Organization })
    };
    by_name
        .into_iter()
        .map(|(name, cases)| {
            let kind = kind(&cases);
            (name, kind)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Files;

    const SAMPLE: &str = "\
# sent_id = own_1
# text = Jean Zarvin du tribunal de Lille quitte le Parlement.
1\tJean\tJean\tNPP\t_\t1:Person
2\tZarvin\tZarvin\tNPP\t_\t1
3\tdu\tde\tP+D\t_\t*
4\ttribunal\ttribunal\tNC\t_\t2:Institution
5\tde\tde\tP\t_\t2
6\tLille\tLille\tNPP\t_\t2;Institution
7\tquitte\tquitter\tV\t_\t*
8\tle\tle\tDET\t_\t*
9\tParlement\tparlement\tNC\t_\tInstitution
10\t.\t.\tPONCT\t_\t*

# sent_id = own_2
# text = Elle vit à Lille.
1\tElle\til\tCLS\t_\t*
2\tvit\tvivre\tV\t_\t*
3\tà\tà\tP\t_\t*
4\tLille\tLille\tNPP\t_\tInstitution
5\t.\t.\tPONCT\t_\t*

";

    #[test]
    fn the_longest_names_are_picked_and_institutions_told_apart() {
        let res = NameResources::lists(&Files::embedded()).unwrap();
        let articles = read(SAMPLE, &|_| true, &res);
        assert_eq!(articles.len(), 1);
        let article = &articles[0];
        let names: Vec<_> =
            article.names.iter().map(|(span, kind)| (span.of(&article.text), *kind)).collect();
        assert_eq!(
            names,
            [
                ("Jean Zarvin", Kind::Person),
                ("tribunal de Lille", Kind::Organization),
                ("Lille", Kind::Place)
            ]
        );
        assert!(article.open.iter().any(|span| span.of(&article.text) == "Parlement"));
    }

    #[test]
    fn sentences_that_are_kept_for_measuring_are_left_out() {
        let res = NameResources::lists(&Files::embedded()).unwrap();
        let articles = read(SAMPLE, &|id| id != "own_1", &res);
        assert_eq!(articles[0].text, "Elle vit à Lille.");
    }
}
