//! The corpus files of each stage: what it should make of a short text. `tests/corpus/README.md` has their form.

mod case;
mod shown;

use std::fs;

use depeche::document::Document;

use crate::support;
use shown::Shown;

/// Checks every case of the stage `stage`, whose output `show` shows, and tells all that fail.
fn check(stage: &str, show: for<'a> fn(&'a Document) -> Vec<Shown<'a>>) {
    let mut files: Vec<_> = fs::read_dir(support::path("tests/corpus").join(stage))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let (mut cases, mut failed) = (0, 0);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for case in case::read(&text) {
            cases += 1;
            let told = case.and_then(|case| case.check(&show(&support::convert(&case.text))));
            if let Err((line, message)) = told {
                eprintln!("tests/corpus/{stage}/{}:{line}: {message}", file.file_name().unwrap().display());
                failed += 1;
            }
        }
    }
    assert!(cases > 0, "no case under tests/corpus/{stage}");
    assert_eq!(failed, 0, "cases under tests/corpus/{stage} that fail");
}

#[test]
fn segment() {
    check("segment", shown::segment);
}

#[test]
fn morph() {
    check("morph", shown::morph);
}

#[test]
fn parse() {
    check("parse", shown::parse);
}

#[test]
fn mention() {
    check("mention", shown::mention);
}

#[test]
fn coref() {
    check("coref", shown::coref);
}

#[test]
fn fact() {
    check("fact", shown::fact);
}
