//! Stores between runs: loaded, replaced, retracted, exported, killed, full and damaged. The program itself, in a fresh
//! folder each time, with a store in a file and, where the program was built with it, one in a folder.

#[cfg(all(unix, feature = "disk"))]
mod disk;
mod export;
mod kill;
mod trouble;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use depeche::store::{Access, Store};
use oxigraph::model::{NamedNode, NamedOrBlankNode};
use tempfile::TempDir;

/// The places of stores that this program can open.
const PLACES: &[&str] =
    if cfg!(feature = "disk") { &["kg.trig", "kg.nq", "kg"] } else { &["kg.trig", "kg.nq"] };

const CONGRATULATION: &str =
    "Le président russe Vladimir Poutine a félicité lundi Nicolas Maduro pour sa victoire.";
const OTHER: &str = "Le maire de Lyon, Paul Armand, a accusé mardi Nadia Brun de mensonge.";
const BOTH: &str = "Vladimir Poutine a félicité Nicolas Maduro. Paul Armand a rencontré Nadia Brun à Lyon.";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("one.txt", CONGRATULATION), ("two.txt", OTHER), ("both.txt", BOTH)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

/// Runs the program and checks exit code and that nothing panicked; returns standard output and standard error.
#[track_caller]
fn run(folder: &TempDir, arguments: &[&str], code: i32) -> (String, String) {
    told(&command(folder.path(), arguments).output().unwrap(), code)
}

#[track_caller]
fn told(output: &Output, code: i32) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, remarks) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}\n{remarks}");
    assert!(!remarks.contains("panicked"), "{remarks}");
    (out, remarks)
}

fn load(folder: &TempDir, place: &str, files: &[&str]) -> (String, String) {
    let mut arguments = vec!["load", "--store", place, "--date", "2024-07-30", "-v"];
    arguments.extend(files);
    run(folder, &arguments, 0)
}

fn ask(folder: &TempDir, place: &str, pattern: &str) -> bool {
    let query = format!("ASK {{ {pattern} }}");
    let output = command(folder.path(), &["query", "-e", &query, "--store", place]).output().unwrap();
    assert!(output.status.code() != Some(2), "{output:?}");
    output.status.code() == Some(0)
}

fn export(folder: &TempDir, place: &str) -> String {
    run(folder, &["export", "--store", place, "--format", "nquads"], 0).0
}

#[test]
fn an_article_that_comes_again_changes_nothing() {
    for place in PLACES {
        let folder = folder();
        let (lines, remarks) = load(&folder, place, &["one.txt", "two.txt"]);
        assert_eq!(lines.matches("added\t").count(), 2, "{lines}");
        assert!(remarks.contains("2 articles added, 0 replaced, 0 unchanged"), "{remarks}");
        let before = export(&folder, place);
        let stamp = |place: &str| fs::metadata(folder.path().join(place)).unwrap().modified().unwrap();
        let written = stamp(place);
        let (lines, _) = load(&folder, place, &["one.txt"]);
        assert!(lines.starts_with("unchanged\t"), "{lines}");
        assert_eq!(export(&folder, place), before);
        assert!(*place == "kg" || stamp(place) == written, "the file was written for nothing");
    }
}

#[test]
fn an_article_that_changed_takes_the_place_of_the_old_one() {
    for place in PLACES {
        let folder = folder();
        let url = "https://example.org/a";
        run(&folder, &["load", "one.txt", "--store", place, "--url", url], 0);
        assert!(ask(&folder, place, "?a dp:congratulated ?b"));
        let (lines, _) = run(&folder, &["load", "two.txt", "--store", place, "--url", url, "-v"], 0);
        assert_eq!(lines, format!("replaced\t{url}\n"));
        assert!(!ask(&folder, place, "?a dp:congratulated ?b"));
        assert!(ask(&folder, place, "?a dp:accused ?b"));
    }
}

#[test]
fn retracting_leaves_what_others_support() {
    for place in PLACES {
        let folder = folder();
        for (file, url) in [("one.txt", "https://example.org/a"), ("both.txt", "https://example.org/b")] {
            run(&folder, &["load", file, "--store", place, "--url", url], 0);
        }
        run(&folder, &["retract", "--store", place, "--url", "https://example.org/b#part"], 0);
        assert!(ask(&folder, place, "?a dp:congratulated ?b . ?b rdfs:label ?name"));
        assert!(!ask(&folder, place, "?a rdfs:label 'Nadia Brun'@fr"));
        let (_, remarks) = run(&folder, &["retract", "--store", place, "--url", "https://example.org/b"], 1);
        assert!(remarks.contains("no such article"), "{remarks}");
        run(&folder, &["retract", "--store", place, "--article", "https://example.org/a"], 0);
        // What every store makes for itself is no article.
        run(&folder, &["retract", "--store", place, "--article", "https://w3id.org/depeche/ontology"], 1);
        assert!(!ask(&folder, place, "?fact dp:status ?status"));
        run(&folder, &["retract", "--store", "none.trig", "--url", "https://example.org/b"], 2);
        assert!(!folder.path().join("none.trig").exists());
    }
}

#[test]
fn the_order_of_loading_leaves_no_trace() {
    for place in PLACES {
        let (one, other) = (folder(), folder());
        load(&one, place, &["one.txt", "two.txt", "both.txt"]);
        for file in ["both.txt", "two.txt", "one.txt"] {
            load(&other, place, &[file]);
        }
        assert_eq!(export(&one, place), export(&other, place));
        // And through another store.
        run(&one, &["export", "--store", place, "-o", "out.nq"], 0);
        run(&one, &["load", "out.nq", "--store", "copy.trig"], 0);
        assert_eq!(export(&one, "copy.trig"), export(&one, place));
        run(&one, &["validate", "--store", place], 0);
    }
}

#[test]
fn reports_of_an_event_are_joined_and_come_apart_again() {
    for place in PLACES {
        let folder = folder();
        let joined = "?f dp:sameEventAs ?first";
        for (file, date) in [("one.txt", "2024-07-30"), ("both.txt", "2024-07-31")] {
            let url = format!("https://example.org/{file}");
            run(&folder, &["load", file, "--store", place, "--date", date, "--url", &url], 0);
        }
        let pair = "?f a dp:Congratulation ; dp:sameEventAs ?first . ?f prov:wasDerivedFrom ?a . ?first prov:wasDerivedFrom ?b . FILTER (?a != ?b)";
        assert!(ask(&folder, place, pair));
        let (_, remarks) = run(&folder, &["load", "two.txt", "--store", place, "--same-event", "off"], 0);
        assert!(remarks.contains("anew"), "{remarks}");
        assert!(!ask(&folder, place, joined));
        run(&folder, &["load", "two.txt", "--store", place, "--same-event", "1"], 0);
        assert!(ask(&folder, place, "?links dp:sameEventWindow 1"));
        // Reported for Monday the 29th, and two days later without a day.
        assert!(!ask(&folder, place, joined));
        run(&folder, &["load", "two.txt", "--store", place, "--same-event", "2"], 0);
        assert!(ask(&folder, place, joined));
        run(&folder, &["retract", "--store", place, "--url", "https://example.org/one.txt"], 0);
        assert!(!ask(&folder, place, joined));
    }
}

/// Returns the articles of the store at `path`.
fn articles(path: &Path) -> BTreeSet<NamedNode> {
    Store::open(path, Access::Read).unwrap().articles().unwrap().into_iter().collect()
}

/// Returns the subjects in the graph of `article`.
fn subjects(store: &Store, article: &NamedNode) -> BTreeSet<String> {
    let quads = store.graph(article.as_ref()).unwrap();
    let names = quads.into_iter().filter_map(|quad| match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.into_string()),
        NamedOrBlankNode::BlankNode(_) => None,
    });
    names.collect()
}

#[test]
fn folders_are_walked_and_other_files_passed_over() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("in/deep")).unwrap();
    fs::write(folder.path().join("in/deep/one.txt"), CONGRATULATION).unwrap();
    fs::write(folder.path().join("in/two.md"), OTHER).unwrap();
    fs::write(folder.path().join("in/photo.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 0]).unwrap();
    run(&folder, &["convert", "both.txt", "--format", "trig", "-o", "in/deep/both.trig"], 0);
    let (_, remarks) = load(&folder, "kg.trig", &["in"]);
    assert!(
        remarks.contains("3 articles added") && remarks.contains("in/photo.jpg: skipped: a picture"),
        "{remarks}"
    );
    assert_eq!(articles(&folder.path().join("kg.trig")).len(), 3);
    let (out, _) = run(&folder, &["stats", "--store", "kg.trig"], 0);
    assert!(out.starts_with("articles  3\n") && out.contains("Asserted"), "{out}");
}

#[test]
fn one_bad_input_does_not_stop_the_rest() {
    let folder = folder();
    fs::write(folder.path().join("bad.nq"), "<a:s> <a:p> oops .\n").unwrap();
    fs::write(folder.path().join("loose.nq"), "<a:s> <a:p> <a:o> .\n").unwrap();
    let output =
        command(folder.path(), &["load", "bad.nq", "loose.nq", "gone.txt", "one.txt", "--store", "kg.trig"])
            .output();
    let (_, remarks) = told(&output.unwrap(), 2);
    for mark in ["bad.nq", "no named graph", "gone.txt", "1 articles added", "3 failed"] {
        assert!(remarks.contains(mark), "{mark}: {remarks}");
    }
    assert!(ask(&folder, "kg.trig", "?a dp:congratulated ?b"));
}
