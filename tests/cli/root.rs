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

#[test]
fn a_broken_network_is_told_by_name_and_the_rules_need_none() {
    let folder = folder();
    let model = folder.path().join("data/model");
    fs::create_dir_all(&model).unwrap();
    for name in ["reader.onnx", "reader.bin"] {
        fs::write(model.join(name), "no network").unwrap();
        let (out, remarks) = told(&run(&folder, &["convert", "article.txt", "--root", "data"]), 2);
        assert!(out.is_empty() && remarks.contains(&format!("model/{name}")), "{remarks}");
        let rules = ["convert", "article.txt", "--root", "data", "--reader", "rules", "--format", "jsonl"];
        let (out, _) = told(&run(&folder, &rules), 0);
        assert!(out.contains("\"reader\":\"rules\""), "{out}");
        fs::remove_file(model.join(name)).unwrap();
    }
}

#[test]
fn probabilities_are_shown() {
    let folder = folder();
    let (out, _) = told(&run(&folder, &["inspect", "article.txt", "--stage", "words"]), 0);
    assert!(out.contains("Congratulation 0.") || out.contains("Congratulation 1."), "{out}");
}
