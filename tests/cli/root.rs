//! `--root`: a folder whose data files stand in for the embedded ones.

use std::fs;

use super::{folder, run, told};

#[test]
fn rules_of_a_folder_stand_in_for_the_embedded_ones() {
    let folder = folder();
    let path = folder.path().join("data/rules/speech/congratulation.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let rule = fs::read_to_string(crate::support::path("rules/speech/congratulation.toml")).unwrap();
    fs::write(&path, rule.replace("\"féliciter", "\"complimenter")).unwrap();
    for arguments in [&["convert", "article.txt", "--format", "jsonl"][..], &["inspect", "article.txt"]] {
        let (embedded, _) = told(&run(&folder, arguments), 0);
        assert!(embedded.contains("Congratulation"), "{embedded}");
        let (own, remarks) = told(&run(&folder, &[arguments, &["--root", "data"]].concat()), 0);
        assert!(!own.contains("Congratulation") && own.contains("Statement"), "{own}");
        assert_eq!(remarks, "");
    }
}

#[test]
fn a_folder_that_is_none_or_holds_faults_is_told() {
    let folder = folder();
    let path = folder.path().join("data/rules/life/birth.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "type = \"Birth\"\ncolour = \"red\"\n").unwrap();
    for verb in ["convert", "inspect"] {
        let (out, remarks) = told(&run(&folder, &[verb, "article.txt", "--root", "nowhere"]), 2);
        assert!(out.is_empty() && remarks.contains("nowhere: is no folder"), "{remarks}");
        let (out, remarks) = told(&run(&folder, &[verb, "article.txt", "--root", "data"]), 2);
        assert!(out.is_empty() && remarks.contains("rules/life/birth.toml:2:"), "{remarks}");
    }
}
