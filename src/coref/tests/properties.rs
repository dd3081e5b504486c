//! What holds of every article.

use super::build::{build, run};

const WORDS: [&str; 14] = [
    "Rémi/PROPN/{}/nsubj/msP",
    "Castel/PROPN/{}/flat",
    "Oslo/PROPN/{}/obl/L",
    "le/DET/{}/det/d",
    "maire/NOUN/{}/nsubj/msP",
    "il/PRON/{}/nsubj/ms",
    "elles/PRON/{}/nsubj/fp",
    "son/DET/{}/det/mso",
    "qui/PRON/{}/nsubj/R",
    "dit/VERB/{}/acl:relcl//dire",
    "député/NOUN/{}/appos/msP",
    "deux/NUM/{}/nummod",
    "hommes/NOUN/{}/conj/mpP/homme",
    "ces/DET/{}/det/D",
];

/// Returns an article of arbitrary words and heads; `seed` decides all.
fn article(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap() % below
    };
    let mut text = String::new();
    for _ in 0..1 + next(4) {
        let count = 1 + next(12);
        for _ in 0..count {
            text.push_str(&WORDS[next(WORDS.len())].replace("{}", &next(count + 1).to_string()));
            text.push(' ');
        }
        text.push('\n');
    }
    text
}

#[test]
fn indices_are_valid_and_the_same_every_time() {
    for seed in 0..400 {
        let built = build(&article(seed));
        let resolution = run(&built);
        assert_eq!(resolution.referents.len(), built.mentions.mentions.len());
        for (mention, referents) in resolution.referents.iter().enumerate() {
            assert!(referents.iter().all(|&e| resolution.entities[e].mentions.contains(&mention)));
        }
        let firsts: Vec<_> = resolution.entities.iter().map(|e| e.mentions.first().copied()).collect();
        assert!(firsts.iter().all(Option::is_some), "{}", built.text);
        for entity in &resolution.entities {
            assert!(entity.mentions.is_sorted() && !entity.name.is_empty());
        }
        assert_eq!(resolution, run(&built));
    }
}

#[test]
fn an_article_without_words_has_no_entities() {
    assert_eq!(run(&build("")), crate::coref::Resolution::default());
}

#[test]
fn every_country_of_a_region_is_known() {
    let files = crate::data::Files::embedded();
    let gazetteer = crate::mention::Gazetteer::load(&files).unwrap();
    let table = files.table("lexicon/coref-regions.tsv", &["adjective", "countries"]).unwrap();
    for (line, row) in table.rows {
        for id in row[1].split(' ') {
            assert!(gazetteer.by_id(id).is_some(), "line {line}: {id}");
        }
    }
    let table = files.table("lexicon/coref-aliases.tsv", &["lemmas", "entry"]).unwrap();
    for (line, row) in table.rows {
        assert!(gazetteer.by_id(row[1]).is_some(), "line {line}: {}", row[1]);
    }
}
