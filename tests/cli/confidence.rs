//! `--min-confidence`: facts that the program is less sure of are left out.

use super::{folder, run, told};

/// Returns the confidences in JSON lines.
fn confidences(lines: &str) -> Vec<f64> {
    let each = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    each.filter_map(|fact| fact["confidence"].as_f64()).collect()
}

#[test]
fn less_sure_facts_are_left_out() {
    let folder = folder();
    let convert = ["convert", "article.txt", "--format", "jsonl"];
    let all = confidences(&told(&run(&folder, &convert), 0).0);
    let least = all.iter().copied().fold(1.0, f64::min) + 0.01;
    let least = format!("{least:.2}");
    let (kept, _) = told(&run(&folder, &[&convert[..], &["--min-confidence", &least]].concat()), 0);
    let kept = confidences(&kept);
    assert!(kept.len() < all.len(), "{all:?}");
    let expected = all.iter().filter(|c| **c >= least.parse().unwrap()).count();
    assert_eq!(kept.len(), expected);
}

#[test]
fn named_queries_count_surer_facts_alone() {
    let folder = folder();
    told(&run(&folder, &["convert", "article.txt", "--format", "nquads", "-o", "all.nq"]), 0);
    let query = ["query", "who-said-what", "--data", "all.nq", "--format", "csv"];
    let (all, _) = told(&run(&folder, &query), 0);
    let none = run(&folder, &[&query[..], &["--min-confidence", "1"]].concat());
    assert_eq!(told(&none, 1).0.lines().count(), 1, "the head alone");
    let (same, _) = told(&run(&folder, &[&query[..], &["--min-confidence", "0"]].concat()), 0);
    assert_eq!(same, all);
}

#[test]
fn shares_are_numbers_from_0_to_1_and_not_every_query_takes_them() {
    let folder = folder();
    let (_, remarks) = told(&run(&folder, &["convert", "article.txt", "--min-confidence", "2"]), 2);
    assert!(remarks.contains("from 0 to 1"), "{remarks}");
    told(&run(&folder, &["convert", "article.txt", "--format", "nquads", "-o", "all.nq"]), 0);
    let query = ["query", "roles", "--data", "all.nq", "--min-confidence", "0.5"];
    let (_, remarks) = told(&run(&folder, &query), 2);
    assert!(remarks.contains("roles does not look at the confidence"), "{remarks}");
    let own = ["query", "-e", "SELECT * { ?s ?p ?o }", "--data", "all.nq", "--min-confidence", "0.5"];
    let (_, remarks) = told(&run(&folder, &own), 2);
    assert!(remarks.contains("dp:confidence"), "{remarks}");
}
