//! A text far longer than any article is read like its parts.

use std::collections::BTreeSet;

use depeche::document::Document;
use depeche::fact::Status;

use crate::support;

/// Returns type and trigger of each fact that begins in the `length` bytes from `start`, counted from there.
fn facts(document: &Document, start: usize, length: usize) -> Vec<(&str, usize)> {
    let facts = document.facts.iter().map(|f| (f.fact_type.as_str(), f.trigger.start()));
    facts
        .filter(|(_, at)| (start..start + length).contains(at))
        .map(|(name, at)| (name, at - start))
        .collect()
}

fn names(document: &Document) -> BTreeSet<&str> {
    let named = document.resolution.entities.iter().filter(|e| e.named);
    named.map(|e| e.name.as_str()).collect()
}

#[test]
fn an_article_repeated_gives_its_facts_each_time_about_the_same_people() {
    for name in support::article_names() {
        let text = format!("{}\n\n", support::article_text(&name).trim());
        let copies = 120_000 / text.len();
        let (once, often) = (support::convert(&text), support::convert(&text.repeat(copies)));
        assert_eq!(often.segmented.sentences.len(), copies * once.segmented.sentences.len(), "{name}");
        assert_eq!(names(&often), names(&once), "{name}");
        for copy in 0..copies {
            let found = facts(&often, copy * text.len(), text.len());
            assert_eq!(found, facts(&once, 0, text.len()), "{name}, copy {copy}");
        }
    }
}

#[test]
fn a_sentence_without_end_is_cut_and_costs_in_proportion() {
    let marks = "« Le maire a dit ".repeat(4_000);
    let list = "le maire , le préfet et que ".repeat(4_000);
    let alone = "«".repeat(100_000);
    let pairs = "« \" » \" ".repeat(25_000);
    let nested = "« Il a dit : ".repeat(10) + "Le maire a fermé l'usine" + &" »".repeat(10);
    let lines = "— Le maire a fermé l'usine.\n".repeat(4_000);
    for text in [&marks, &list, &alone, &pairs, &nested, &lines] {
        let document = support::convert(text);
        assert!(document.segmented.sentences.iter().all(|s| s.words.len() <= 10_000));
        assert!(
            document
                .facts
                .iter()
                .all(|f| text == &list || f.status == Status::Claimed || f.rule.starts_with("speech/"))
        );
    }
}
