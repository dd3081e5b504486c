//! Direct and floating speech: which words a verb of saying reports.
//!
//! Parsers seldom hang a quotation on its verb, so the marks and commas decide and not the tree.

use crate::mention::{Form, Kind};
use crate::morph::Upos;
use crate::parse::Relation;
use crate::text::Span;

use super::Theme;
use super::quotation::{Layout, Quotation, Sort};
use super::scene::Scene;
use super::theme::trimmed;

/// Returns what the verb `verb` of saying reports without a conjunction: `« … », a dit X`, `X a dit : « … »`,
/// `Le vote, a dit X, aura lieu`.
pub fn content(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<Theme> {
    floating(scene, sentence, verb).or_else(|| announced(scene, sentence, verb))
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
    // The closing mark of a name ends no speech (`Le groupe « Avenir » a dit`).
    if scene.quotations.is_set_off(scene.word_span(sentence, before).start()) {
        return None;
    }
    let closes = matches!(form, "\u{bb}" | "\u{201d}" | "\"" | "!" | "?" | "\u{2026}");
    if form != "," && !closes {
        return None;
    }
    let subjects: Vec<_> = tree.related(verb, Relation::Nsubj).collect();
    if subjects.iter().any(|&s| scene.words.is_relative(&tree[s].form) && s < verb) {
        return None;
    }
    // `Présente à Lyon, elle a dit X` comments on nothing: the subject of a comment stands behind its finite verb.
    let finite = tree.related(verb, Relation::Aux).chain([verb]).min().unwrap_or(verb);
    let inverted = subjects.iter().all(|&s| s > finite);
    // What stands before must be a clause or a quotation, not just an adverbial (`Lundi, a dit X`).
    let quoted = last_quote_before(scene, sentence, verb, scene.word_span(sentence, start).start())
        .is_some_and(|q| {
            q.span.end() + 4 >= scene.word_span(sentence, before).start()
                && q.span.end() > scene.sentence(sentence).span.start()
        });
    // `La ville, a-t-elle rappelé, avait fourni des lits`: set into a clause whose verb follows.
    let inserted = tree[verb].relation.base() == Relation::Parataxis
        && tree[verb].head.is_some_and(|h| h > verb && clause.is_finite(h));
    let clausal = inserted
        || (0..before).any(|w| w != verb && clause.is_predicate(w) && clause.is_finite(w))
            && clause.is_finite(verb);
    // Before a closing mark the parser often takes the quotation's own noun for the subject.
    let behind = inverted_subject(scene, sentence, verb, start).is_some();
    (behind && clause.is_finite(verb) && (quoted || inverted && clausal)).then_some(start)
}

/// Returns who speaks where the verb `verb` stands after its content: the pronoun in its group, else the first
/// phrase behind it that no preposition introduces.
pub fn floating_subject(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<usize> {
    let start = floating_start(scene, sentence, verb)?;
    inverted_subject(scene, sentence, verb, start)
}

fn inverted_subject(scene: &Scene<'_>, sentence: usize, verb: usize, start: usize) -> Option<usize> {
    let clause = scene.clause(sentence);
    let tree = clause.tree;
    // `a-t-il déclaré`: the parser may take the pronoun behind the auxiliary for an expletive.
    let expletive =
        tree.related(verb, Relation::Expl).find(|&s| s > start && !scene.referents(sentence, s).is_empty());
    let subject = |s: &usize| {
        *s >= start
            && clause.is_nominal(*s)
            && !clause.is_reflexive_pronoun(*s, verb)
            && !clause.is_dative_clitic(*s, verb)
    };
    let own = tree.related(verb, Relation::Nsubj).find(subject).or(expletive);
    // `a dit à l'AFP Anna Keller`: the parser may hang a person's name on that of a body before it.
    let beside_body = |w: usize| {
        let name = |w: usize, kind: Kind| {
            scene.mention(sentence, w).is_some_and(|m| m.form == Form::Name && m.kind == Some(kind))
        };
        name(w, Kind::Person) && tree[w].head.is_some_and(|h| h < w && name(h, Kind::Organization))
    };
    let free = |w: &usize| {
        let inner = matches!(
            tree[*w].relation.base(),
            Relation::Nmod | Relation::Flat | Relation::Nummod | Relation::Conj
        );
        clause.is_nominal(*w)
            && scene.mention(sentence, *w).is_some()
            && tree.related(*w, Relation::Case).next().is_none()
            && (!inner || beside_body(*w))
    };
    own.or_else(|| (verb + 1..tree.len()).take_while(|&w| tree[w].form != ",").find(free))
}

fn floating(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<Theme> {
    let start = floating_start(scene, sentence, verb)?;
    let at = scene.word_span(sentence, start).start();
    let own = own_stretch(scene, sentence, verb);
    // A quotation that ends just before and began in an earlier sentence is reported whole.
    let quote = last_quote_before(scene, sentence, verb, at).filter(|q| q.span.end() > own.start());
    let near = quote
        .filter(|q| q.span.end() + 4 >= at || spaces_and_marks(Span::new(q.span.end(), at).of(scene.text)));
    let begin = match near {
        Some(quote) if starts_with_quote(own, quote) => quote.inner.start(),
        _ => own.start(),
    };
    let quoted = |quote: &Quotation| Theme { span: quote.inner, text: quote.inner.of(scene.text).to_owned() };
    let mut theme = match near {
        Some(quote) if starts_with_quote(own, quote) || is_scrap(scene, sentence, own, quote) => {
            quoted(quote)
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

/// Returns the part of the sentence that stands in the same quotation as `verb`, or in none as it does.
fn own_stretch(scene: &Scene<'_>, sentence: usize, verb: usize) -> Span {
    let own = scene.sentence(sentence).span;
    match scene.speech_of(sentence, verb).map(|q| scene.quotations.all()[q].inner) {
        Some(inner) => {
            let start = own.start().max(inner.start());
            Span::new(start, own.end().min(inner.end()).max(start))
        }
        None => own,
    }
}

/// Returns the last quotation in marks before the offset `at` that stands where `verb` stands.
fn last_quote_before<'a>(
    scene: &Scene<'a>,
    sentence: usize,
    verb: usize,
    at: usize,
) -> Option<&'a Quotation> {
    let level = scene.speech_of(sentence, verb);
    let mut marks = scene.quotations.before(level, at).take(4).filter(|q| q.layout == Layout::Marks);
    marks.next().filter(|q| q.sort == Sort::Speech)
}

fn spaces_and_marks(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation() || c == '\u{2026}')
}

fn starts_with_quote(sentence: Span, quote: &Quotation) -> bool {
    quote.span.start() <= sentence.start() + 4
}

/// Whether a quotation is set off behind a clause of the article's own: `Verdal a fermé l'usine, « un crime », dit X`.
pub fn is_scrap(scene: &Scene<'_>, sentence: usize, own: Span, quote: &Quotation) -> bool {
    let before = Span::new(own.start(), quote.span.start().max(own.start())).of(scene.text).trim_end();
    let tree = &scene.trees[sentence];
    let clause = (0..tree.len()).any(|w| {
        scene.word_span(sentence, w).end() <= quote.span.start()
            && scene.word_span(sentence, w).start() >= own.start()
            && tree[w].analysis.feats.is_finite()
    });
    clause && before.ends_with([',', ':', '(', '\u{2013}', '\u{2014}'])
}

/// The rest of a clause into which the verb of saying is set: `Le vote, a dit X, aura lieu`.
fn after_insertion(scene: &Scene<'_>, sentence: usize, verb: usize) -> Option<Theme> {
    let clause = scene.clause(sentence);
    let tree = clause.tree;
    let comma = (verb + 1..tree.len()).find(|&w| tree[w].form == ",")?;
    let main = |w: &usize| {
        clause.is_predicate(*w)
            && !tree.is_under(*w, verb)
            && !matches!(tree[*w].relation.base(), Relation::Aux | Relation::Cop)
    };
    let predicate = (comma + 1..tree.len()).find(main)?;
    // Its subject stands before the insertion, or it completes what stands there, or nothing before it is a clause, or it is
    // joined on: what the speaker says goes on.
    let finite = |w: usize| tree[w].analysis.feats.is_finite();
    let split = clause.subject(predicate).iter().any(|&s| s < verb)
        || tree[predicate].head.is_some_and(|h| h < verb && !tree.is_under(h, verb))
            && tree[comma + 1].relation.base() == Relation::Mark
        || clause.is_finite(predicate)
            && (!(0..verb).any(|w| finite(w) && !clause.verb_group(verb).contains(&w))
                || tree[comma + 1].analysis.upos == Upos::Cconj);
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
    let level = scene.speech_of(sentence, verb);
    // It begins in the sentence, or right behind it where nothing parts the two.
    let mut near = scene.quotations.after(level, at).take_while(|q| q.span.start() < own.span.end() + 4);
    let quote = near.find(|q| q.layout == Layout::Marks && q.sort == Sort::Speech)?;
    let paragraph = scene.segmented.paragraphs[own.paragraph];
    let colon = Span::new(at, quote.span.start()).of(scene.text).trim_end().ends_with(':');
    if !colon && quote.span.start() >= paragraph.end() {
        return None;
    }
    let between = Span::new(at, quote.span.start()).of(scene.text);
    let clausal = is_clausal(scene, quote);
    let direct = between.split_whitespace().count() <= 6 && !between.contains([',', '.', ';']);
    if colon || (clausal && direct) {
        return Some(Theme { span: quote.inner, text: quote.inner.of(scene.text).to_owned() });
    }
    None
}

/// Whether a quotation holds a clause of its own, and not only a phrase of the sentence around it.
pub fn is_clausal(scene: &Scene<'_>, quote: &Quotation) -> bool {
    let sentences = &scene.segmented.sentences;
    let first = scene.sentence_at(quote.span.start());
    let mut held = (first..sentences.len()).take_while(|&i| sentences[i].span.overlaps(quote.span));
    held.any(|i| {
        let tree = &scene.trees[i];
        sentences[i]
            .words
            .iter()
            .enumerate()
            .any(|(w, word)| quote.inner.contains(word.span) && tree[w].analysis.feats.is_finite())
    })
}

/// Returns the noun that a source phrase introduces: what the preposition hangs on, or, where it has the words `more`
/// behind it (`aux yeux de`), the head of the phrase that begins after them.
pub fn source_head(scene: &Scene<'_>, sentence: usize, word: usize, more: &[usize]) -> Option<usize> {
    let tree = &scene.trees[sentence];
    let Some(&last) = more.last() else { return tree[word].head };
    let all = scene.mentions.mentions.iter().filter(|m| m.sentence == sentence);
    let found = all.filter(|m| m.words.start == last + 1).max_by_key(|m| m.words.len());
    found.map(|m| m.head).or_else(|| scene.mention(sentence, last).map(|m| m.head))
}

/// Returns the clause that the source phrase with the preposition `word` comments on: the sentence without it.
pub fn rest_of_sentence(scene: &Scene<'_>, sentence: usize, word: usize, more: &[usize]) -> Option<Theme> {
    let tree = &scene.trees[sentence];
    let head = source_head(scene, sentence, word, more)?;
    let phrase = tree.subtree(head);
    let solid = |w: &&usize| tree[**w].analysis.upos != Upos::Punct;
    let (first, last) = (word.min(*phrase.iter().find(solid)?), *phrase.iter().rev().find(solid)?);
    // A colon or semicolon parts it from what else the sentence says.
    let parts =
        |w: &usize| matches!(tree[*w].form.as_str(), ":" | ";") && tree[*w].analysis.upos == Upos::Punct;
    let begin = (0..first).rev().find(parts).map_or(0, |w| w + 1);
    let words = scene.sentence(sentence).words.len();
    let words = (last..words).find(parts).unwrap_or(words);
    let comma_after = (word..words).find(|&w| tree[w].form == ",");
    let span = |from: usize, to: usize| {
        Span::new(scene.word_span(sentence, from).start(), scene.word_span(sentence, to).end())
    };
    // `Verdal, selon X, a fermé l'usine`: set into the clause; `« un crime » selon X`: said of the quotation alone.
    let parting = |w: usize| matches!(tree[w].form.as_str(), "," | "\u{2013}" | "\u{2014}");
    let quote = first.checked_sub(1).and_then(|w| {
        let closing = if parting(w) { w.checked_sub(1)? } else { w };
        let level = scene.speech_of(sentence, word);
        let end = scene.word_span(sentence, closing).end();
        scene.quotations.before(level, end).take(2).find(|q| q.layout == Layout::Marks && q.span.end() == end)
    });
    let own = scene.sentence(sentence).span;
    if let Some(quote) = quote.filter(|q| is_scrap(scene, sentence, own, q)) {
        return Some(Theme { span: quote.inner, text: quote.inner.of(scene.text).to_owned() });
    }
    let inserted = first > begin && parting(first - 1) && (last + 1 < words && parting(last + 1));
    if inserted && last + 3 < words {
        let (before, after) =
            (trimmed(scene, span(begin, first - 1))?, trimmed(scene, span(last + 2, words - 1))?);
        return Some(Theme {
            text: format!("{} {}", before.text, after.text),
            span: before.span.join(after.span),
        });
    }
    if first == begin || (first <= begin + 3 && tree[first - 1].form == ",") {
        // `Selon X, …`: what follows the comma that closes the phrase.
        let start = comma_after.map_or(last + 1, |c| if c <= last + 1 { c.max(last) + 1 } else { last + 1 });
        let start = if start >= words { comma_after? + 1 } else { start };
        return (start < words).then(|| trimmed(scene, span(start, words - 1)))?;
    }
    let before = trimmed(scene, span(begin, first - 1))?;
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
