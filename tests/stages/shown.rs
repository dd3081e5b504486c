//! The output of each stage as lines that are easy to write by hand.

use depeche::document::Document;
use depeche::mention::Form;
use depeche::morph::Upos;
use depeche::parse::{Relation, Tree};
use depeche::proof;
use depeche::text::Span;

/// Something that a stage gave.
pub(super) struct Shown<'a> {
    /// As one line.
    pub(super) line: String,
    /// Whether it is what an expected line says.
    pub(super) agrees: Box<dyn Fn(&str) -> bool + 'a>,
    /// Whether it need not be expected.
    pub(super) optional: bool,
}

impl<'a> Shown<'a> {
    /// Shows what is expected to the letter.
    pub(super) fn exact(line: String) -> Self {
        Self::either(line.clone(), line)
    }

    /// Shows what may also be written as `short`.
    fn either(line: String, short: String) -> Self {
        let full = line.clone();
        Self {
            line,
            agrees: Box::new(move |expected| expected == full || expected == short),
            optional: false,
        }
    }
}

/// A sentence a line, its words parted by spaces, by `+` where they were one (`du`).
pub(super) fn segment(document: &Document) -> Vec<Shown<'_>> {
    let sentences = document.segmented.sentences.iter().map(|sentence| {
        let mut line = String::new();
        for word in &sentence.words {
            if !line.is_empty() {
                line.push(if word.continues { '+' } else { ' ' });
            }
            line.push_str(&joined(&word.form));
        }
        Shown::exact(line)
    });
    sentences.collect()
}

/// A word a line, without punctuation: `form UPOS lemma`.
pub(super) fn morph(document: &Document) -> Vec<Shown<'_>> {
    let words = document.trees.iter().flat_map(Tree::nodes).filter(|n| n.analysis.upos != Upos::Punct);
    let line =
        |form: &str, upos: Upos, lemma: &str| format!("{} {} {}", joined(form), upos.as_str(), joined(lemma));
    words.map(|n| Shown::exact(line(&n.form, n.analysis.upos, &n.analysis.lemma))).collect()
}

/// A word a line, without punctuation: `word ←relation head`, `word ←root`. Of words of the same form in one sentence
/// the second is `word#2`. A relation without its subtype stands for all of them.
pub(super) fn parse(document: &Document) -> Vec<Shown<'_>> {
    let arc = |tree: &Tree, word: usize, relation: Relation| {
        let own = format!("{} ←{}", numbered(tree, word), relation.as_str());
        tree[word].head.map_or_else(|| own.clone(), |head| format!("{own} {}", numbered(tree, head)))
    };
    let mut shown = Vec::new();
    for tree in &document.trees {
        for word in (0..tree.len()).filter(|&w| tree[w].relation != Relation::Punct) {
            let relation = tree[word].relation;
            shown.push(Shown::either(arc(tree, word, relation), arc(tree, word, relation.base())));
        }
    }
    shown
}

/// Returns the form of `word`, with its number where the sentence has the form before it.
fn numbered(tree: &Tree, word: usize) -> String {
    let form = &tree[word].form;
    let before = tree.nodes()[..word].iter().filter(|n| n.form == *form).count();
    if before == 0 { joined(form) } else { format!("{}#{}", joined(form), before + 1) }
}

/// A mention a line: `name kind: words`, `description kind: words`, `pronoun: words`, `time value: words`,
/// `amount value unit: words`. The kind of what is no name may be left out.
pub(super) fn mention(document: &Document) -> Vec<Shown<'_>> {
    let found = &document.mentions;
    let mentions = found.mentions.iter().map(|mention| {
        let words = words(document, mention.span);
        let kind = mention.kind.map_or("-", |kind| kind.as_str());
        match mention.form {
            Form::Name => Shown::exact(format!("name {kind}: {words}")),
            Form::Description => {
                Shown::either(format!("description {kind}: {words}"), format!("description: {words}"))
            }
            Form::Pronoun => Shown::either(format!("pronoun {kind}: {words}"), format!("pronoun: {words}")),
        }
    });
    let times = found.times.iter().map(|time| {
        let value = time.value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        Shown::exact(format!("time {value}: {}", words(document, time.span)))
    });
    let amounts = found.amounts.iter().map(|amount| {
        let (value, unit) = (amount.value, amount.unit.as_str());
        Shown::exact(format!("amount {value} {unit}: {}", words(document, amount.span)))
    });
    mentions.chain(times).chain(amounts).collect()
}

/// An entity a line: `name: mention | mention`. Those with one mention need not be named.
pub(super) fn coref(document: &Document) -> Vec<Shown<'_>> {
    let entities = document.resolution.entities.iter().map(|entity| {
        let mentions = entity.mentions.iter().map(|&m| words(document, document.mentions.mentions[m].span));
        let mentions: Vec<_> = mentions.collect();
        let optional = mentions.len() < 2;
        Shown { optional, ..Shown::exact(format!("{}: {}", entity.name, mentions.join(" | "))) }
    });
    entities.collect()
}

/// A fact a line: `Type | agent: … | target: … | theme: …`, fields as in the examples of rules. Polarity and factuality
/// that are not named are positive and actual.
pub(super) fn fact(document: &Document) -> Vec<Shown<'_>> {
    let facts = document.facts.iter().map(move |fact| Shown {
        line: format!("{} | {}", fact.fact_type, proof::show(fact, document)),
        agrees: Box::new(move |expected| {
            let (fact_type, fields) = expected.split_once(" | ").unwrap_or((expected, ""));
            fact_type == fact.fact_type && proof::agrees(fact, &with_defaults(fields), document)
        }),
        optional: false,
    });
    facts.collect()
}

fn with_defaults(fields: &str) -> String {
    let mut fields = fields.to_owned();
    for (name, value) in [("polarity: ", "positive"), ("factuality: ", "actual")] {
        if !fields.contains(name) {
            fields.push_str(" | ");
            fields.push_str(name);
            fields.push_str(value);
        }
    }
    fields
}

/// Returns the form of a word with the spaces within it made visible.
fn joined(form: &str) -> String {
    form.replace(char::is_whitespace, "_")
}

/// Returns the words of `span` on one line.
fn words(document: &Document, span: Span) -> String {
    span.of(&document.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
}
