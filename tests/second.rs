//! The rules and the learned reader together.

use std::sync::LazyLock;

use depeche::data::Files;
use depeche::document::Document;
use depeche::fact::Reader;
use depeche::pipeline;
use depeche::resources::Resources;
use depeche::text::Article;

use crate::support;

static BOTH: LazyLock<Resources> = LazyLock::new(|| Resources::load_both(&Files::embedded()).unwrap());

fn both(text: &str) -> Document {
    pipeline::convert(Article::new(text), &BOTH)
}

/// Returns type, agents, targets and reader of each fact.
fn facts(document: &Document) -> Vec<(String, Vec<String>, Vec<String>, Reader)> {
    let names = |list: &[depeche::fact::Argument]| -> Vec<String> {
        list.iter().map(|a| document.resolution.entities[a.entity].name.clone()).collect()
    };
    document
        .facts
        .iter()
        .map(|f| (f.fact_type.clone(), names(&f.agent), names(&f.target), f.reader))
        .collect()
}

#[test]
fn words_that_no_list_has_state_facts() {
    let text = "L'avion a raté son atterrissage à Lagos, sept passagers n'ont pas survécu.";
    let rules = support::convert(text);
    assert!(facts(&rules).iter().all(|f| f.0 != "Killing" && f.3 == Reader::Rules));
    let document = both(text);
    let found = facts(&document);
    let killing = found.iter().position(|f| f.0 == "Killing").unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(found[killing].2, ["sept passagers"]);
    assert_eq!(found[killing].3, Reader::Learned);
    assert_eq!(document.words(document.facts[killing].trigger), "n'ont pas survécu");
}

#[test]
fn what_both_find_says_so() {
    let found = facts(&both("Vladimir Poutine a félicité Nicolas Maduro."));
    let expected = (
        "Congratulation".to_owned(),
        vec!["Vladimir Poutine".to_owned()],
        vec!["Nicolas Maduro".to_owned()],
        Reader::Both,
    );
    assert_eq!(found, [expected]);
}

#[test]
fn quoted_words_are_never_the_articles_own() {
    use depeche::fact::Status;
    let text = "« Le tribunal a relaxé Paul Martin », a déclaré la ministre Inès Roque.";
    let document = both(text);
    let end = text.find('»').unwrap();
    for fact in document.facts.iter().filter(|f| f.fact_type != "Statement" && f.trigger.start() < end) {
        assert_eq!(fact.status, Status::Claimed, "{}", fact.fact_type);
    }
}

#[test]
fn the_same_text_gives_the_same_facts() {
    let text =
        "Le préfet du Var a suspendu la course. Trois coureurs avaient été blessés par une voiture à Toulon.";
    let one = both(text);
    let threads: Vec<Document> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| both(text))).collect();
        all.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(threads.iter().all(|other| other.facts == one.facts));
}
