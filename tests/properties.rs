//! What must hold of any text.

use std::collections::HashSet;

use depeche::document::Document;
use depeche::fact::{Fact, Status};
use depeche::graph::Format;
use depeche::parse::{Reader, Relation, Tree};
use depeche::segment::Quote;
use depeche::text::Span;
use proptest::prelude::*;
use sophia::api::source::{QuadSource as _, TripleSource as _};
use sophia::api::term::SimpleTerm;
use sophia::isomorphism::isomorphic_graphs;
use sophia::turtle::parser;

use crate::support::{self, RESOURCES};

/// Text that is French by pieces: words and marks that the stages know, thrown together.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "Le",
        "la",
        "l'",
        "d'",
        "du",
        "des",
        "aux",
        "qui",
        "que",
        "qu'il",
        "lequel",
        "dont",
        "M.",
        "Mme",
        "Jean",
        "Kermarec",
        "Paris",
        "Russie",
        "russe",
        "ministre",
        "président",
        "a",
        "ont",
        "est",
        "sera",
        "aurait",
        "ne",
        "pas",
        "félicité",
        "annoncé",
        "accuse",
        "élu",
        "de",
        "à",
        "par",
        "pour",
        "avec",
        "selon",
        "lundi",
        "12",
        "2024",
        "%",
        "millions",
        "d'euros",
        "«",
        "»",
        "\"",
        "(",
        ")",
        ",",
        ".",
        ";",
        ":",
        "?",
        "!",
        "…",
        "-",
        "—",
        "\n",
        "\n\n",
        "\u{a0}",
        "\u{202f}",
        "\u{200b}",
        "e\u{301}",
        "É",
        "ß",
        "\u{1F600}",
        "中",
        "\u{0}",
        "\t",
        "a-t-il",
        "dit-elle",
        "NICOLAS",
        "U.E.",
        "3,5",
        "1er",
        "61",
        "ans",
        "et",
        "ou",
        "mais",
        "s'",
        "se",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|words| words.join(" "))
}

fn is_inside(text: &str, span: Span) -> bool {
    span.start() <= span.end() && text.get(span.start()..span.end()).is_some()
}

/// Returns the first span of `document` that is none of its text.
fn stray_span(document: &Document) -> Option<Span> {
    let parts = &document.segmented;
    let words = parts.sentences.iter().flat_map(|s| s.words.iter().map(|w| w.span).chain([s.span]));
    let quotes = parts.quotes.iter().flat_map(|q| [q.span, q.inner]);
    let mentions = &document.mentions;
    let found = mentions.mentions.iter().map(|m| m.span);
    let found =
        found.chain(mentions.times.iter().map(|t| t.span)).chain(mentions.amounts.iter().map(|a| a.span));
    let facts = document.facts.iter().flat_map(|fact| {
        let arguments = [&fact.agent, &fact.target, &fact.place, &fact.source, &fact.via];
        let arguments = arguments.into_iter().flatten().map(|argument| argument.span);
        let theme = fact.theme.as_ref().map(|theme| theme.span);
        arguments.chain(theme).chain(fact.time.as_ref().map(|time| time.span)).chain([fact.trigger])
    });
    let all = parts.paragraphs.iter().copied().chain(words).chain(quotes).chain(found).chain(facts);
    all.into_iter().find(|&span| {
        !is_inside(document.text(), span) || !is_inside(&document.article.text, document.clean.original(span))
    })
}

/// Returns a fact that is said to be the article's own word although its words stand in quotation marks. That somebody says
/// them is its own word: the saying whose content is the quotation, or the beginning of it before an inserted speaker.
fn quoted_as_own(document: &Document) -> Option<&Fact> {
    let quotes = &document.segmented.quotes;
    document.facts.iter().find(|fact| {
        let quote = quotes.iter().find(|q| q.inner.contains(fact.trigger));
        let saying = |q: &Quote| {
            let speech = RESOURCES
                .rules
                .rules
                .iter()
                .any(|rule| rule.fact_type == fact.fact_type && rule.content.is_some_and(|c| c.speech));
            speech && fact.theme.as_ref().is_some_and(|t| q.span.contains(t.span))
        };
        fact.status == Status::Asserted && quote.is_some_and(|q| !saying(q))
    })
}

/// Checks all that must hold of `text`.
fn check(text: &str) -> Result<(), TestCaseError> {
    let document = support::convert(text);
    prop_assert_eq!(stray_span(&document), None);
    prop_assert_eq!(document.trees.len(), document.segmented.sentences.len());
    for fact in &document.facts {
        prop_assert!(fact.sentence < document.segmented.sentences.len());
        prop_assert!(!fact.agent.is_empty() || !fact.target.is_empty(), "nobody takes part in {:?}", fact);
        let arguments = [&fact.agent, &fact.target, &fact.place, &fact.source, &fact.via];
        for argument in arguments.into_iter().flatten() {
            prop_assert!(argument.entity < document.resolution.entities.len());
        }
    }
    prop_assert_eq!(quoted_as_own(&document), None, "quoted words as the article's own");
    let quads = support::quads(&document);
    let (turtle, nquads) =
        (support::written(quads.clone(), Format::Turtle), support::written(quads, Format::NQuads));
    prop_assert_eq!(&support::written(support::quads(&support::convert(text)), Format::Turtle), &turtle);
    same_triples(&turtle, &nquads)
}

/// Checks that another reader finds the same triples in the Turtle and in the N-Quads.
fn same_triples(turtle: &str, nquads: &str) -> Result<(), TestCaseError> {
    type Triples = HashSet<[SimpleTerm<'static>; 3]>;
    let fail = |error: &dyn std::fmt::Display| TestCaseError::fail(format!("cannot be read back: {error}"));
    let one: Triples = parser::turtle::parse_str(turtle).collect_triples().map_err(|error| fail(&error))?;
    let lines = parser::nq::parse_str(nquads).to_triples();
    let other: Triples = lines.collect_triples().map_err(|error| fail(&error))?;
    prop_assert!(isomorphic_graphs(&one, &other).map_err(|error| fail(&error))?, "not the same triples");
    Ok(())
}

/// Words as the segmenter gives them, with the marks that open and close insertions and quotations.
fn words() -> impl Strategy<Value = Vec<String>> {
    let marks = [",", "«", "»", "\"", "“", "”", "-", "–", "—", "(", ")", ":", ";", ".", "?", "…"];
    let words = [
        "le",
        "la",
        "l'",
        "maire",
        "ministre",
        "Anna",
        "Keller",
        "Paris",
        "qui",
        "que",
        "dont",
        "où",
        "a",
        "ont",
        "-t-il",
        "dit-elle",
        "déclaré",
        "élu",
        "refuse",
        "est",
        "été",
        "selon",
        "de",
        "à",
        "en",
        "2020",
        "mardi",
        "et",
        "ou",
        "ne",
        "pas",
        "se",
        "il",
        "y",
        "15 000",
        "",
    ];
    let word = prop_oneof![
        2 => prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ];
    prop::collection::vec(word, 0..40)
}

/// Checks that `tree` is one over `forms`: a node a word, one root, and a way to it from each word.
fn check_tree(forms: &[&str], tree: &Tree) -> Result<(), TestCaseError> {
    let own: Vec<_> = tree.nodes().iter().map(|node| node.form.as_str()).collect();
    prop_assert_eq!(&own, forms);
    let roots = tree.nodes().iter().filter(|node| node.head.is_none());
    prop_assert_eq!(roots.count(), usize::from(!forms.is_empty()));
    for word in 0..tree.len() {
        prop_assert!(tree[word].head.is_none_or(|head| head < tree.len()));
        prop_assert_eq!(tree[word].head.is_none(), tree[word].relation == Relation::Root);
        // A cycle would have no end.
        prop_assert!(tree.ancestors(word).take(tree.len()).count() < tree.len(), "{} hangs in a cycle", word);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_give_a_tree(words in words()) {
        let forms: Vec<&str> = words.iter().map(String::as_str).collect();
        let parts = &*support::RESOURCES;
        let reader = Reader { tagger: &parts.tagger, lexicon: &parts.lexicon, parser: &parts.parser };
        check_tree(&forms, &reader.read(&forms))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_french_looking_text_is_read(text in pieces()) {
        check(&text)?;
    }
}

#[test]
fn our_articles_hold_too() {
    for name in support::article_names() {
        check(&support::article(&name).article.text).unwrap();
    }
}

#[test]
fn odd_texts_are_read() {
    let long_sentence = "le maire de Vaucelles a dit que ".repeat(80);
    let list = "le maire, le préfet et la ministre, ".repeat(60);
    let capitals = "LE PRÉSIDENT A REÇU LES MAIRES DE LA RÉGION. ".repeat(8);
    let quotes = "« ".repeat(200);
    let brackets = "(".repeat(300);
    let word = "a".repeat(20_000);
    for text in [
        "",
        " ",
        "\n\n\n",
        "\u{feff}",
        ".",
        "…",
        "«",
        &long_sentence,
        &list,
        &capitals,
        &quotes,
        &brackets,
        &word,
    ] {
        check(text).unwrap();
    }
}
