//! What users wait for: the first fact of a single article, and words a second from plain text to N-Quads on one core and two.
//!
//! `cargo bench --bench batch [COPIES [TEXTS…]]` runs the program itself. Each of the texts, those of `tests/articles` unless
//! others are named, is read COPIES times (60 where none is given). `taskset` (util-linux) holds the program to its cores.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const STARTS: usize = 21;
const ROUNDS: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let copies: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(60);
    let texts: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let folder = tempfile::tempdir().unwrap();
    first_fact(folder.path());
    let articles = folder.path().join("articles");
    write_articles(&articles, copies, &texts);
    throughput(&articles, folder.path());
}

/// Time from the start of the process to its first fact, and the memory that it takes in all.
fn first_fact(folder: &Path) {
    let article = folder.join("one.txt");
    fs::write(&article, "Le ministre a rencontré mardi les maires de la région.\n").unwrap();
    let (mut first, mut whole, mut memory) = (Vec::new(), Vec::new(), 0.0f64);
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_depeche"))
            .args(["convert", "--format", "jsonl"])
            .arg(&article)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.next().unwrap().unwrap().contains("\"Meeting\""));
        first.push(start.elapsed().as_secs_f64() * 1000.0);
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        memory = memory.max(kilobytes(&status) / 1000.0);
        child.wait().unwrap();
        whole.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    println!("first fact of a one-line article  {:>8.1} ms (fastest {:.1})", median(&mut first), first[0]);
    println!("the whole run                     {:>8.1} ms (fastest {:.1})", median(&mut whole), whole[0]);
    println!("most memory                       {memory:>8.1} MB");
}

fn kilobytes(status: &str) -> f64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0.0)
}

/// Writes `copies` of each of `texts`, all different, so that nothing could be remembered.
fn write_articles(folder: &Path, copies: usize, texts: &[PathBuf]) {
    fs::create_dir(folder).unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut files: Vec<_> = if texts.is_empty() {
        fs::read_dir(own).unwrap().map(|entry| entry.unwrap().path().join("article.txt")).collect()
    } else {
        texts.to_vec()
    };
    files.sort();
    for copy in 0..copies {
        for (number, file) in files.iter().enumerate() {
            let text = fs::read_to_string(file).unwrap();
            fs::write(
                folder.join(format!("{number:03}-{copy:04}.txt")),
                format!("{text}\n\nNuméro {copy}.\n"),
            )
            .unwrap();
        }
    }
}

/// Words a second, the two ways in turn so that both meet the same conditions.
fn throughput(articles: &Path, folder: &Path) {
    let (mut one, mut two, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let single = rate("0", "1", articles, folder);
        let double = rate("0,1", "2", articles, folder);
        one.push(single);
        two.push(double);
        ratios.push(double / single);
    }
    println!("plain text to N-Quads, one core   {:>8.0} words/s", median(&mut one));
    println!(
        "plain text to N-Quads, two cores  {:>8.0} words/s, {:.2} times as many",
        median(&mut two),
        median(&mut ratios)
    );
}

fn rate(cores: &str, jobs: &str, articles: &Path, folder: &Path) -> f64 {
    let report = folder.join("report.json");
    let start = Instant::now();
    let status = Command::new("taskset")
        .args([
            "-c",
            cores,
            env!("CARGO_BIN_EXE_depeche"),
            "convert",
            "--jobs",
            jobs,
            "--format",
            "nquads",
            "--report",
        ])
        .arg(&report)
        .arg("-o")
        .arg(folder.join("out.nq"))
        .arg(articles)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let seconds = start.elapsed().as_secs_f64();
    let report: serde_json::Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    report["summary"]["words"].as_f64().unwrap() / seconds
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
