//! The program itself, in a fresh folder each time.

mod confidence;
mod fetch;
mod root;
mod score;
mod sources;

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const ARTICLE: &str = "Le président russe Vladimir Poutine a félicité Nicolas Maduro pour sa victoire. \
    Antony Blinken a déclaré que Washington craignait une fraude.";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
    folder
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
    command.current_dir(folder.path()).args(arguments).stdin(Stdio::null());
    command
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn run_with_input(folder: &TempDir, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = command(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// Checks exit code and that nothing panicked; returns standard output and standard error.
#[track_caller]
fn told(output: &Output, code: i32) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (out, remarks) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}\n{remarks}");
    assert!(!remarks.contains("panicked"), "{remarks}");
    (out, remarks)
}

#[test]
fn an_article_becomes_a_graph_in_each_format() {
    let folder = folder();
    let marks = [
        ("turtle", "dp:congratulated"),
        ("trig", "dp:congratulated"),
        ("nquads", "ontology#congratulated>"),
        ("jsonld", "ontology#congratulated"),
        ("rdfxml", "congratulated"),
        ("jsonl", "\"type\":\"Congratulation\""),
    ];
    for (format, mark) in marks {
        let output = run(&folder, &["convert", "article.txt", "--date", "2024-07-29", "--format", format]);
        let (out, remarks) = told(&output, 0);
        assert!(out.contains(mark) && out.ends_with('\n'), "{format}: {out}");
        assert!(format == "jsonl" || out.contains("2024-07-29"), "{format}");
        assert_eq!(remarks, "", "{format}");
    }
}

#[test]
fn standard_input_is_read_without_file_or_as_a_dash() {
    let folder = folder();
    let (file, _) = told(&run(&folder, &["convert", "article.txt"]), 0);
    for arguments in [&["convert"][..], &["convert", "-"]] {
        let (out, _) = told(&run_with_input(&folder, arguments, ARTICLE.as_bytes()), 0);
        assert_eq!(out, file);
    }
}

#[test]
fn the_ending_of_the_output_tells_the_format() {
    let folder = folder();
    for (name, mark) in [("g.trig", " {"), ("g.nq", "<http"), ("g.jsonl", "{\"id\""), ("g.ttl", "PREFIX")] {
        told(&run(&folder, &["convert", "article.txt", "-o", name]), 0);
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.contains(mark), "{name}");
    }
    let (_, remarks) = told(&run(&folder, &["convert", "article.txt", "-o", "g.docx"]), 2);
    assert!(remarks.contains("docx"), "{remarks}");
}

#[test]
fn a_folder_gets_a_file_for_each_article() {
    let folder = folder();
    fs::create_dir(folder.path().join("other")).unwrap();
    fs::write(folder.path().join("other/article.txt"), "Le maire a démissionné.").unwrap();
    told(&run(&folder, &["convert", "article.txt", "other/article.txt", "-o", "graphs/"]), 0);
    assert_eq!(files_in(&folder.path().join("graphs")), ["article-2.ttl", "article.ttl"]);
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn dates_that_are_none_are_refused() {
    for date in ["29/07/2024", "2024-02-30", "lundi", ""] {
        let (out, remarks) = told(&run(&folder(), &["convert", "article.txt", "--date", date]), 2);
        assert_eq!(out, "");
        assert!(remarks.contains("--date") && remarks.contains("2024-07-29"), "{remarks}");
    }
}

#[test]
fn one_bad_article_does_not_stop_the_others() {
    let folder = folder();
    fs::write(folder.path().join("empty.txt"), " \n").unwrap();
    fs::write(folder.path().join("image.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").unwrap();
    let files = ["convert", "missing.txt", "empty.txt", "image.txt", "article.txt"];
    for more in [&["--format", "turtle"][..], &["--format", "jsonl"], &["-o", "g.ttl"], &["-o", "graphs/"]] {
        let (out, remarks) = told(&run(&folder, &[&files[..], more].concat()), 2);
        for name in ["missing.txt", "empty.txt", "image.txt"] {
            assert!(remarks.contains(name), "{name} is not named in: {remarks}");
        }
        assert_eq!(remarks.lines().count(), 4, "{remarks}");
        let file = match more[1] {
            "g.ttl" => fs::read_to_string(folder.path().join("g.ttl")).unwrap(),
            "graphs/" => fs::read_to_string(folder.path().join("graphs/article.ttl")).unwrap(),
            _ => out,
        };
        assert!(file.contains("ongratulat"), "{more:?}: {file}");
    }
    let (out, remarks) = told(&run(&folder, &["convert", "missing.txt"]), 2);
    assert_eq!((out.as_str(), remarks.lines().count()), ("", 1));
}

#[test]
fn what_is_too_long_for_an_article_is_refused_and_can_be_allowed() {
    let folder = folder();
    let text = ARTICLE.to_owned() + &"-".repeat(1_000_000);
    std::fs::write(folder.path().join("long.txt"), text).unwrap();
    let (_, error) = told(&run(&folder, &["convert", "long.txt", "--longest", "1"]), 2);
    assert!(error.contains("long.txt: more than 1 MB"), "{error}");
    let (_, error) = told(&run_with_input(&folder, &["convert", "--longest", "0"], b"Un mot."), 2);
    assert!(error.contains("standard input: more than 0 MB"), "{error}");
    told(&run(&folder, &["convert", "long.txt", "--longest", "2"]), 0);
}

#[test]
fn older_encodings_are_read() {
    let folder = folder();
    let (utf8, _) = told(&run(&folder, &["convert", "article.txt"]), 0);
    let latin1: Vec<u8> = ARTICLE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(ARTICLE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xEF\xBB\xBF", ARTICLE.as_bytes()].concat();
    for (name, bytes) in [("latin1.txt", latin1), ("utf16.txt", utf16), ("marked.txt", marked)] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let (out, remarks) = told(&run(&folder, &["convert", name]), 0);
        assert_eq!((out.as_str(), remarks.as_str()), (utf8.as_str(), ""), "{name}");
    }
}

#[test]
fn another_language_is_told_and_gives_no_facts() {
    let text = "The minister presented her bill to the members of parliament on Tuesday. The opposition leader said \
        that he would vote against it, because the government had not answered any of his questions.";
    let folder = folder();
    let (out, remarks) =
        told(&run_with_input(&folder, &["convert", "--format", "jsonl"], text.as_bytes()), 0);
    assert_eq!(out, "");
    assert!(
        remarks.contains("standard input") && remarks.contains("language") && remarks.contains("eng"),
        "{remarks}"
    );
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = folder();
    let files: Vec<&str> = std::iter::repeat_n("article.txt", 200).collect();
    let mut command = command(&folder, &[&["convert", "--format", "nquads"], &files[..]].concat());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    told(&output, 0);
    assert!(output.stderr.is_empty());
}

#[test]
fn output_that_cannot_be_written_is_told() {
    let folder = folder();
    let (_, remarks) = told(&run(&folder, &["convert", "article.txt", "-o", "no/such/g.ttl"]), 2);
    assert!(remarks.contains("no/such/g.ttl"), "{remarks}");
    let (_, remarks) = told(&run(&folder, &["convert", "article.txt", "-o", "article.txt/"]), 2);
    assert!(remarks.contains("article.txt/"), "{remarks}");
    assert_eq!(fs::read_to_string(folder.path().join("article.txt")).unwrap(), ARTICLE);
}

#[test]
fn an_address_names_the_article() {
    let folder = folder();
    let url = "https://example.org/a-1";
    let (out, _) = told(&run(&folder, &["convert", "article.txt", "--url", url, "--format", "nquads"]), 0);
    assert!(out.lines().all(|line| line.ends_with(&format!("<{url}> ."))));
    let (_, remarks) = told(&run(&folder, &["convert", "article.txt", "article.txt", "--url", url]), 2);
    assert!(remarks.contains("--url"));
    told(&run(&folder, &["convert", "article.txt", "--url", "no address"]), 2);
    told(&run(&folder, &["convert", "article.txt", "--base", "nowhere"]), 2);
    let base = ["convert", "article.txt", "--base", "https://example.org/kg/", "--entities", "per-article"];
    let (out, _) = told(&run(&folder, &base), 0);
    assert!(out.contains("https://example.org/kg/"));
}

/// Returns a folder with the graph of the article in `g.trig`.
fn with_graph() -> TempDir {
    let folder = folder();
    told(&run(&folder, &["convert", "article.txt", "--date", "2024-07-29", "-o", "g.trig"]), 0);
    folder
}

#[test]
fn questions_are_answered_in_each_form() {
    let folder = with_graph();
    let forms = [
        ("table", "sender  "),
        ("csv", "sender,receiver"),
        ("tsv", "?sender\t?receiver"),
        ("json", "\"bindings\""),
        ("xml", "<sparql"),
    ];
    for (form, mark) in forms {
        let arguments = ["query", "who-congratulated-whom", "--data", "g.trig", "--format", form];
        let (out, _) = told(&run(&folder, &arguments), 0);
        assert!(out.contains(mark) && out.contains("Vladimir Poutine"), "{form}: {out}");
    }
    let (out, _) =
        told(&run(&folder, &["query", "-e", "ASK { ?f a dp:Congratulation }", "--data", "g.trig"]), 0);
    assert_eq!(out, "true\n");
    fs::write(folder.path().join("own.rq"), "SELECT ?f { ?f a dp:Congratulation }").unwrap();
    told(&run(&folder, &["query", "own.rq", "--data", "g.trig"]), 0);
}

#[test]
fn a_question_without_answer_exits_with_one() {
    let folder = with_graph();
    told(&run(&folder, &["query", "-e", "ASK { ?a dp:won ?b }", "--data", "g.trig"]), 1);
    told(
        &run(&folder, &["query", "who-said-what", "--data", "g.trig", "--param", "speaker=Nicolas Maduro"]),
        1,
    );
}

#[test]
fn faulty_questions_exit_with_two() {
    let folder = with_graph();
    let cases = [
        (&["query", "no-such-query", "--data", "g.trig"][..], "no-such-query"),
        (&["query", "-e", "SELEKT *", "--data", "g.trig"], "the query"),
        (
            &["query", "who-said-what", "--data", "g.trig", "--param", "speaker=Personne"],
            "no entity is called",
        ),
        (
            &["query", "facts-by-type", "--data", "g.trig", "--param", "type=Statements"],
            "did you mean Statement?",
        ),
        (&["query", "timeline", "--data", "g.trig"], "timeline needs --param entity="),
        (&["query", "who-said-what", "--data", "g.trig", "--set", "colour=red"], "colour"),
        (&["query", "who-said-what", "--data", "g.trig", "--set", "name"], "NAME=VALUE"),
        (&["query", "who-said-what", "--data", "missing.ttl"], "missing.ttl"),
        (&["query", "who-said-what", "--data", "article.txt"], "article.txt"),
        (&["query", "who-said-what"], "--store"),
    ];
    for (arguments, mark) in cases {
        let (out, remarks) = told(&run(&folder, arguments), 2);
        assert_eq!(out, "");
        assert!(remarks.contains(mark), "{arguments:?}: {remarks}");
    }
}

#[test]
fn the_queries_are_listed() {
    let (out, _) = told(&run(&folder(), &["query", "--list"]), 0);
    for name in ["who-congratulated-whom", "who-said-what", "--param speaker="] {
        assert!(out.contains(name), "{out}");
    }
    assert!(!out.contains("check/"));
}

#[test]
fn each_stage_can_be_looked_at() {
    let marks = [
        ("tokens", "19-27\tVladimir"),
        ("tree", "\tVladimir\tVladimir\tPROPN\t"),
        ("mentions", "Nicolas Maduro"),
        ("entities", "person\tNicolas Maduro"),
        ("facts", "Congratulation\t"),
    ];
    for (stage, mark) in marks {
        let (out, _) = told(&run(&folder(), &["inspect", "article.txt", "--stage", stage]), 0);
        assert!(out.contains(mark), "{stage}: {out}");
    }
    told(&run(&folder(), &["inspect", "missing.txt"]), 2);
    told(&run(&folder(), &["inspect", "article.txt", "--stage", "dreams"]), 2);
}

#[test]
fn trees_are_shown_as_conllu() {
    let (out, _) = told(&run(&folder(), &["inspect", "article.txt", "--stage", "tree"]), 0);
    let sentences = depeche::parse::conllu::read(&out).unwrap();
    assert_eq!(sentences.len(), 2);
    assert!(sentences[0].text().starts_with("Le président russe"));
}

#[test]
fn graphs_are_validated() {
    let folder = with_graph();
    let (out, remarks) = told(&run(&folder, &["validate", "g.trig"]), 0);
    assert_eq!((out.as_str(), remarks.as_str()), ("", ""));
    let graph = fs::read_to_string(folder.path().join("g.trig")).unwrap();
    fs::write(folder.path().join("broken.trig"), graph.replace("dp:Asserted", "dp:Claimed")).unwrap();
    let (out, remarks) = told(&run(&folder, &["validate", "broken.trig"]), 1);
    assert!(remarks.contains("check/link-without-fact") && out.contains("congratulated"), "{out}{remarks}");
    fs::write(folder.path().join("cut.trig"), &graph[..graph.len() / 2]).unwrap();
    told(&run(&folder, &["validate", "cut.trig"]), 2);
    told(&run(&folder, &["validate", "missing.trig"]), 2);
}

#[test]
fn faults_in_data_files_are_told_with_their_place() {
    let folder = folder();
    let write = |name: &str, text: &str| {
        let path = folder.path().join("data").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("rules/life/birth.toml", "type = \"Birth\"\ncolour = \"red\"\n");
    write("rules/life/death.toml", "type = \n");
    write("lexicon/titles.tsv", "form\n");
    write("ontology/core.ttl", "@prefix dp: <https://example.org/> .\ndp:x a\n");
    write("queries/roles.rq", "# title: roles\nSELECT * { ?s ?p ?o }\n");
    let (_, remarks) = told(&run(&folder, &["check", "--root", "data"]), 2);
    let places = [
        "rules/life/birth.toml:2:",
        "rules/life/death.toml:1:",
        "lexicon/titles.tsv:",
        "ontology/core.ttl:",
        "queries/roles.rq:1:",
    ];
    for place in places {
        assert!(remarks.contains(place), "{place} is not in: {remarks}");
    }
    told(&run(&folder, &["check", "--root", "nowhere"]), 2);
}

#[test]
fn wrong_use_is_told_with_two_and_help_with_zero() {
    let folder = folder();
    told(&run(&folder, &["translate"]), 2);
    told(&run(&folder, &["convert", "article.txt", "--format", "docx"]), 2);
    told(&run(&folder, &["convert", "--colour"]), 2);
    let folds = ["evaluate", "bank.conllu", "--names", "names.frsemcor", "--folds", "4"];
    let (_, remarks) = told(&run(&folder, &folds), 2);
    assert!(remarks.contains("a table of names"), "{remarks}");
    for arguments in [&["--help"][..], &["--version"], &["convert", "--help"], &["query", "--help"]] {
        let (out, _) = told(&run(&folder, arguments), 0);
        assert!(out.contains("depeche"), "{arguments:?}");
    }
}
