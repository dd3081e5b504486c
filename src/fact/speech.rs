//! Direct and floating speech: which words a verb of saying reports.
//!
//! Parsers seldom hang a quotation on its verb, so the marks and commas decide and not the tree.

use crate::parse::Relation;
use crate::segment::Quote;
use crate::text::Span;

use super::Theme;
use super::scene::Scene;
use super::theme::trimmed;

/// Returns what the verb `verb` of saying reports without a conjunction: `« … », a dit X`, `X a dit : « … »`,
/// `Le vote, a dit X, aura lieu`.
pub fn content(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<Theme> {
    if scene.quote_at(scene.word_span(sentence, verb).start()).is_some() {
        return None;
    }
    floating(scene, sentence, verb).or_else(|| announced(scene, sentence, verb))
}

/// Whether the verb stands after its content with its subject behind it.
pub fn is_floating(scene: &Scene<'_>, sentence: usize, verb: usize) -> bool {
    floating_start(scene, sentence, verb).is_some()
}

/// Returns the first word of a verb group that comments on what stands before it.
fn floating_start(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<usize> {
    let clause = scene.clause(sentence);
    let tree = clause.tree;
    let mut start = verb;
    for &child in tree.children(verb).iter().rev() {
        let leading = matches!(
            tree[child].relation.base(),
            Relation::Aux
                | Relation::Cop
                | Relation::Expl
                | Relation::Iobj
                | Relation::Obj
                | Relation::Nsubj
                | Relation::Advmod
                | Relation::Obl
        );
        if child < start && leading && start - child <= 3 && tree.subtree(child).len() <= 3 {
            let between = (child..start).any(|w| tree[w].form == "," || tree[w].form == ":");
            if !between {
                start = tree.subtree(child).first().copied().unwrap_or(child).min(child);
            }
        }
    }
    let before = start.checked_sub(1)?;
    let form = tree[before].form.as_str();
    let closes = matches!(form, "\u{bb}" | "\u{201d}" | "\"" | "!" | "?" | "\u{2026}");
    if form != "," && !closes {
        return None;
    }
    let first_subject = tree.related(verb, Relation::Nsubj).next();
    let inverted = first_subject.is_none_or(|s| s > start);
    // What stands before must be a clause or a quotation, not just an adverbial (`Lundi, a dit X`).
    let quoted = scene.segmented.quotes.iter().any(|q| {
        q.span.end() <= scene.word_span(sentence, start).start()
            && q.span.end() + 4 >= scene.word_span(sentence, before).start()
            && q.span.end() > scene.sentence(sentence).span.start()
    });
    let clausal = (0..before).any(|w| {
        clause.is_predicate(w) && w != verb && !tree.is_under(verb, w)
            || is_root_clause(scene, sentence, w, verb)
    });
    (inverted && (quoted || clausal)).then_some(start)
}

fn is_root_clause(scene: &Scene<'_>, sentence: usize, word: usize, verb: usize) -> bool {
    let clause = scene.clause(sentence);
    word != verb && clause.is_predicate(word) && clause.tree[verb].relation.base() == Relation::Parataxis
}

fn floating(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<Theme> {
    let start = floating_start(scene, sentence, verb)?;
    let at = scene.word_span(sentence, start).start();
    let own = scene.sentence(sentence);
    // A quotation that ends just before and began in an earlier sentence is reported whole.
    let quote =
        scene.segmented.quotes.iter().rev().find(|q| q.span.end() <= at && q.span.end() > own.span.start());
    let near = quote
        .filter(|q| q.span.end() + 4 >= at || spaces_and_marks(Span::new(q.span.end(), at).of(scene.text)));
    let begin = match near {
        Some(quote) if starts_with_quote(own.span, quote) => quote.inner.start(),
        _ => own.span.start(),
    };
    let mut theme = match near {
        Some(quote) if starts_with_quote(own.span, quote) => {
            Theme { span: quote.inner, text: quote.inner.of(scene.text).to_owned() }
        }
        _ => trimmed(scene, Span::new(begin, at))?,
    };
    if near.is_none()
        && let Some(more) = after_insertion(scene, sentence, verb)
    {
        theme.text = format!("{} {}", theme.text, more.text);
        theme.span = theme.span.join(more.span);
    }
    Some(theme)
}

fn spaces_and_marks(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation() || c == '\u{2026}')
}

fn starts_with_quote(sentence: Span, quote: &Quote) -> bool {
    quote.span.start() <= sentence.start() + 4
}

/// The rest of a clause into which the verb of saying is set: `Le vote, a dit X, aura lieu`.
fn after_insertion(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<Theme> {
    let clause = scene.clause(sentence);
    let tree = clause.tree;
    let comma = (verb + 1..tree.len()).find(|&w| tree[w].form == ",")?;
    let predicate = (comma + 1..tree.len()).find(|&w| clause.is_predicate(w) && !tree.is_under(w, verb))?;
    // Its subject stands before the insertion.
    let split = clause.subject(predicate).iter().any(|&s| s < verb);
    let last = tree.len() - 1;
    split.then(|| {
        trimmed(
            scene,
            Span::new(scene.word_span(sentence, comma + 1).start(), scene.word_span(sentence, last).end()),
        )
    })?
}

/// What follows the verb: a quotation, or what stands after a colon.
fn announced(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<Theme> {
    let own = scene.sentence(sentence);
    let at = scene.word_span(sentence, verb).end();
    let quote = scene.segmented.quotes.iter().find(|q| q.span.start() >= at)?;
    let between = Span::new(at, quote.span.start()).of(scene.text);
    let colon = between.trim_end().ends_with(':');
    let near = quote.span.start() < own.span.end() + 4;
    let clausal = is_clausal(scene, quote);
    let direct = between.split_whitespace().count() <= 6 && !between.contains([',', '.', ';']);
    if near && (colon || (clausal && direct)) {
        return Some(Theme { span: quote.inner, text: quote.inner.of(scene.text).to_owned() });
    }
    None
}

/// Whether a quotation holds a clause of its own, and not only a phrase of the sentence around it.
pub fn is_clausal(scene: &Scene<'_>, quote: &Quote) -> bool {
    scene.segmented.sentences.iter().enumerate().filter(|(_, s)| s.span.overlaps(quote.span)).any(|(i, s)| {
        let tree = &scene.trees[i];
        s.words.iter().enumerate().any(|(w, word)| {
            quote.inner.contains(word.span)
                && tree[w].analysis.feats.verb_form == Some(crate::morph::VerbForm::Fin)
        })
    })
}

/// Returns the clause that the source phrase with the preposition `word` comments on: the sentence without it.
pub fn rest_of_sentence(scene: &Scene<'_>, sentence: usize, word: usize) -> Option<Theme> {
    let tree = &scene.trees[sentence];
    let head = tree[word].head?;
    let phrase = tree.subtree(head);
    let (first, last) = (word.min(*phrase.first()?), *phrase.last()?);
    let words = scene.sentence(sentence).words.len();
    let comma_after = (word..words).find(|&w| tree[w].form == ",");
    let span = |from: usize, to: usize| {
        Span::new(scene.word_span(sentence, from).start(), scene.word_span(sentence, to).end())
    };
    if first == 0 || (first <= 3 && tree[first - 1].form == ",") {
        // `Selon X, …`: what follows the comma that closes the phrase.
        let start = comma_after.map_or(last + 1, |c| if c <= last + 1 { c.max(last) + 1 } else { last + 1 });
        let start = if start >= words { comma_after? + 1 } else { start };
        return (start < words).then(|| trimmed(scene, span(start, words - 1)))?;
    }
    let before = trimmed(scene, span(0, first - 1))?;
    match comma_after.filter(|&c| c + 2 < words && c > first) {
        Some(comma) if tree[first - 1].form == "," => {
            let after = trimmed(scene, span(comma + 1, words - 1));
            Some(match after {
                Some(after) => Theme {
                    text: format!("{} {}", before.text, after.text),
                    span: before.span.join(after.span),
                },
                None => before,
            })
        }
        _ => Some(before),
    }
}
