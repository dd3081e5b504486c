//! Every example and counterexample in the rule files.

use depeche::proof;
use depeche::resources::Resources;

#[test]
fn examples_of_all_rules_hold() {
    let resources = Resources::embedded().unwrap();
    let mut failed = 0;
    for rule in &resources.rules.rules {
        for failure in proof::failures_of(rule, &resources) {
            eprintln!("rules/{}.toml: «{}»\n    {}", failure.rule, failure.text, failure.message);
            failed += 1;
        }
    }
    assert_eq!(failed, 0, "examples that fail");
}
