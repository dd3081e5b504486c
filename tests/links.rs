//! Links to Wikidata: a full name, its office and its country have to go together.

use depeche::pipeline;
use depeche::text::Article;

use crate::support;

/// Returns the items that the entities called `name` are linked to, where `text` is of the spring of 2017.
fn items(text: &str, name: &str) -> Vec<String> {
    items_of(text, name, "2017-03-14")
}

fn items_of(text: &str, name: &str, day: &str) -> Vec<String> {
    let article = Article { date: day.parse().ok(), ..Article::new(text) };
    let document = pipeline::convert(article, &support::RESOURCES);
    let entities = document.resolution.entities.iter().filter(|e| e.name == name);
    entities.filter_map(|e| e.wikidata.clone()).collect()
}

#[test]
fn a_person_is_linked_by_name_office_and_country() {
    let known = "La chancelière allemande, Angela Merkel, a reçu le maire de Hambourg.";
    assert_eq!(items(known, "Angela Merkel"), ["Q567"]);
    let same = "La boulangère Angela Merkel a été condamnée à Lille.";
    assert_eq!(items(same, "Angela Merkel"), [""; 0]);
    let elsewhere = "Le ministre Paul Martin a visité une usine à Brest, en France.";
    assert_eq!(items(elsewhere, "Paul Martin"), [""; 0]);
    let before = "Le ministre Emmanuel Macron a quitté la France.";
    assert_eq!(items(before, "Emmanuel Macron"), ["Q3052772"]);
    assert_eq!(items_of(before, "Emmanuel Macron", "1990-03-14"), [""; 0]);
}

#[test]
fn a_town_is_linked_where_the_article_speaks_of_its_country() {
    assert_eq!(items("Le procès de Vienne s'est ouvert en Autriche.", "Vienne"), ["Q1741"]);
    assert_eq!(items("Un habitant de Vienne est jugé à Lyon, en France.", "Vienne"), [""; 0]);
    assert_eq!(items("Moscou a protesté.", "Moscou"), ["Q649"]);
    assert_eq!(items("Brest a battu Nantes, en France.", "Brest"), [""; 0]);
    let president = "François Hollande a quitté la France. Hollande a rencontré Angela Merkel.";
    assert_eq!(items(president, "Hollande"), [""; 0]);
}

#[test]
fn signs_inside_words_leave_names_whole() {
    for text in [
        "La ministre Jeanne Vi\u{AD}dal a rencontré Paul Martin.",
        "La ministre Jean\u{200B}ne Vidal a rencontré Paul Martin.",
        "La ministre Jeanne Vidal[3] a rencontré Paul Martin2.",
        "La mi-\nnistre Jeanne Vi-\ndal a ren-\ncontré Paul Mar-\ntin.",
    ] {
        let document = support::convert(text);
        let names: Vec<&str> = document.resolution.entities.iter().map(|e| e.name.as_str()).collect();
        assert!(names.contains(&"Jeanne Vidal") && names.contains(&"Paul Martin"), "{text}: {names:?}");
        let meeting = document.facts.iter().find(|f| f.fact_type == "Meeting").expect("a meeting");
        let words = document.words(meeting.trigger);
        assert!(words.starts_with("a r"), "{text}: {words}");
        assert!(text.contains(words), "{text}: {words}");
    }
}
