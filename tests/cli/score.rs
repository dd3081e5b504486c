//! `depeche score`: against a small gold file of our own, and figure for figure against the scorer beside the
//! development set.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::{run, told};
use crate::support;

const TEXT: &str = "Anna Keller a rencontré Paul Martin mardi. Elle a salué son accueil.\n";

/// Two facts of the first sentence and one of the second.
const GOLD: &str = r#"{"article": "visite", "date": "2024-03-14", "facts": [
  {"type": "Meeting", "start": 0, "end": 42, "trigger": "a rencontré", "agent": [["Anna Keller", "Keller"]],
   "target": [["Paul Martin"]], "time": "2024-03-12"},
  {"type": "Visit", "start": 0, "end": 42, "trigger": "mardi", "agent": [["Anna Keller"]], "target": [["Rome"]]},
  {"type": "Praise", "start": 43, "end": 68, "trigger": "a salué", "agent": [["Anna Keller"]],
   "target": [["son accueil", "accueil"]]}]}"#;

/// The first right but for its time, the second with another agent, the third not there.
const WRITTEN: &str = r#"{"type": "Meeting", "start": 0, "end": 42, "agent": [{"name": "Mme Keller"}], "target": ["Paul Martin"]}
{"type": "Praise", "start": 43, "end": 68, "agent": ["Paul Martin"], "target": ["accueil"], "polarity": "positive"}

{"type": "Arrest", "start": 43, "end": 68, "trigger": {"start": 43, "end": 47, "text": "Elle"}, "target": ["Elle"]}
"#;

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in
        [("gold/visite.json", GOLD), ("gold/visite.txt", TEXT), ("written/visite.jsonl", WRITTEN)]
    {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Returns the figures that `--json` wrote.
fn figures(out: &str) -> Value {
    serde_json::from_str(out).unwrap()
}

#[track_caller]
fn near(figures: &Value, name: &str, expected: f64) {
    let own = figures.pointer(name).and_then(Value::as_f64);
    assert!(own.is_some_and(|own| (own - expected).abs() < 1e-9), "{name}: {own:?}, expected {expected}");
}

#[test]
fn written_facts_are_scored() {
    let (out, remarks) = told(&run(&folder(), &["score", "gold", "written", "--json"]), 0);
    assert_eq!(remarks, "");
    let own = figures(&out);
    for (name, expected) in [
        ("/detect/p", 2.0 / 3.0),
        ("/detect/r", 2.0 / 3.0),
        ("/core/f1", 1.0 / 3.0),
        ("/roles/p", 3.0 / 5.0),
        ("/roles/r", 3.0 / 6.0),
        ("/roles/f1", 6.0 / 11.0),
        ("/roles/pred", 5.0),
        ("/roles/gold", 6.0),
        ("/attributes/time", 0.5),
        ("/attributes/polarity", 1.0),
    ] {
        near(&own, name, expected);
    }
    let (out, _) = told(&run(&folder(), &["score", "gold", "written", "--per-type"]), 0);
    for mark in
        ["Meeting          gold    1 read    1 detected    1 core    1", "detect  P 0.667 R 0.667 F1 0.667"]
    {
        assert!(out.contains(mark), "{mark} is not in: {out}");
    }
}

#[test]
fn misses_are_shown_with_what_was_read() {
    let (out, _) = told(&run(&folder(), &["score", "gold", "written", "--misses"]), 0);
    for mark in [
        "# visite 0-42",
        "MISS  Visit «mardi» (Anna Keller → Rome)",
        "# visite 43-68",
        "ARGS  Praise «a salué» gold (Anna Keller → son accueil / accueil) read (Paul Martin → accueil)",
        "EXTRA Arrest «Elle» ( → Elle)",
    ] {
        assert!(out.lines().any(|line| line.trim_end() == mark), "{mark} is not in: {out}");
    }
    assert!(!out.contains("Meeting"), "{out}");
    // The program's own facts, with the sentence.
    let (out, _) = told(&run(&folder(), &["score", "gold", "--misses"]), 0);
    assert!(out.contains("# visite 0-42 Anna Keller a rencontré Paul Martin mardi."), "{out}");
}

#[test]
fn articles_are_chosen_by_name() {
    let folder = folder();
    fs::write(folder.path().join("gold/autre.json"), r#"{"article": "autre", "date": null, "facts": []}"#)
        .unwrap();
    for choice in [["--only", "visite"], ["--without", "autre"]] {
        let (out, _) =
            told(&run(&folder, &[&["score", "gold", "written", "--json"], &choice[..]].concat()), 0);
        near(&figures(&out), "/detect/gold", 3.0);
    }
    let (out, remarks) = told(&run(&folder, &["score", "gold", "--only", "inconnu"]), 2);
    assert_eq!(out, "");
    assert!(remarks.contains("inconnu.json") && remarks.contains("gold"), "{remarks}");
    let (_, remarks) = told(&run(&folder, &["score", "gold", "--without", "autre", "visite"]), 2);
    assert!(remarks.contains("no gold file"), "{remarks}");
}

#[test]
fn texts_stand_beside_the_gold_or_where_they_are_said_to() {
    let folder = folder();
    fs::rename(folder.path().join("gold/visite.txt"), folder.path().join("elsewhere.txt")).unwrap();
    let (out, remarks) = told(&run(&folder, &["score", "gold"]), 2);
    assert_eq!(out, "");
    assert!(remarks.contains("visite.txt") && remarks.contains("--text visite=FILE"), "{remarks}");
    let (out, _) = told(&run(&folder, &["score", "gold", "--text", "visite=elsewhere.txt", "--json"]), 0);
    near(&figures(&out), "/detect/gold", 3.0);
}

#[test]
fn faulty_files_are_told_with_their_place() {
    let folder = folder();
    fs::write(folder.path().join("written/visite.jsonl"), format!("{WRITTEN}{{\"type\": \"Visit\"}}\n"))
        .unwrap();
    let (_, remarks) = told(&run(&folder, &["score", "gold", "written"]), 2);
    assert!(remarks.contains("visite.jsonl:5: is no fact"), "{remarks}");
    fs::write(folder.path().join("gold/visite.json"), "[]").unwrap();
    let (_, remarks) = told(&run(&folder, &["score", "gold", "written"]), 2);
    assert!(remarks.contains("visite.json: is no gold file"), "{remarks}");
    let (_, remarks) = told(&run(&folder, &["score", "nowhere"]), 2);
    assert!(remarks.contains("nowhere"), "{remarks}");
}

/// The scorer beside the gold sets and the program give the same figures for the program's own facts.
#[test]
fn figures_are_those_of_the_other_scorer() {
    let shared = support::path("../shared");
    let scorer = shared.join("gold/score.py");
    let gold = shared.join("gold/dev");
    let python = Command::new("python3").arg("--version").output();
    if !scorer.is_file() || !gold.is_dir() || !python.is_ok_and(|o| o.status.success()) {
        eprintln!(
            "SKIPPED: figures_are_those_of_the_other_scorer needs ../shared/gold/score.py, ../shared/gold/dev, python3"
        );
        return;
    }
    let folder = TempDir::new().unwrap();
    let seed = format!("seed={}", shared.join("seed/article.txt").display());
    for name in gold_names(&gold) {
        let text = match name.as_str() {
            "seed" => shared.join("seed/article.txt"),
            _ => gold.join(format!("{name}.txt")),
        };
        let set: Value = figures(&fs::read_to_string(gold.join(format!("{name}.json"))).unwrap());
        let date = set["date"].as_str().map_or(vec![], |date| vec!["--date", date]);
        let (text, out) = (text.display().to_string(), format!("{name}.jsonl"));
        told(&run(&folder, &[&["convert", &text, "-o", &out], &date[..]].concat()), 0);
    }
    let written = folder.path().display().to_string();
    let gold = gold.display().to_string();
    let theirs = Command::new("python3")
        .arg(&scorer)
        .args([&gold, &written, "--json", "--asserted"])
        .output()
        .unwrap();
    let theirs = figures(&told(&theirs, 0).0);
    for arguments in [
        &["score", &gold, &written, "--json", "--asserted"][..],
        &["score", &gold, "--text", &seed, "--json", "--asserted"],
    ] {
        same(&figures(&told(&run(&folder, arguments), 0).0), &theirs, &arguments.join(" "));
    }
}

fn gold_names(folder: &Path) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sets = paths.filter(|path| path.extension().is_some_and(|e| e == "json"));
    sets.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// Checks that both have the same figures under the same names.
#[track_caller]
fn same(own: &Value, theirs: &Value, place: &str) {
    match (own, theirs) {
        (Value::Object(own), Value::Object(theirs)) => {
            assert!(own.keys().eq(theirs.keys()), "{place}: {own:?}, {theirs:?}");
            for (name, value) in own {
                same(value, &theirs[name], &format!("{place} {name}"));
            }
        }
        _ => near(own, "", theirs.as_f64().unwrap_or_else(|| panic!("{place}: {theirs} is no number"))),
    }
}
