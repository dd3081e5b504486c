//! Time of start-up, of a one-line article, and words a second of the whole way to facts.
//!
//! A plain harness: `cargo bench` prints the best of a few runs, and asserts nothing.

#![allow(clippy::print_stdout, missing_docs)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use depeche::pipeline;
use depeche::resources::Resources;
use depeche::text::Article;

const RUNS: usize = 5;

fn main() {
    let (loading, resources) = best(|| Resources::embedded().expect("the tests load the embedded files"));
    println!("start-up                {:>10.1} ms", milliseconds(loading));

    let line = "Le ministre a rencontré mardi les maires de la région.";
    let (one, _) = best(|| pipeline::convert(Article::new(line), &resources));
    println!("article of one line     {:>10.3} ms", milliseconds(one));

    let text = articles();
    let (whole, document) = best(|| pipeline::convert(Article::new(text.as_str()), &resources));
    let words: usize = document.segmented.sentences.iter().map(|sentence| sentence.words.len()).sum();
    let rate = words as f64 / whole.as_secs_f64();
    println!("whole way, {words:>6} words {:>10.1} ms, {rate:.0} words/s", milliseconds(whole));

    // Time must grow with the length and not with its square.
    for bytes in [125_000, 250_000, 500_000] {
        let long = format!("{text}\n\n").repeat(bytes / text.len());
        let start = Instant::now();
        black_box(pipeline::convert(Article::new(long.as_str()), &resources));
        let each = milliseconds(start.elapsed()) / long.len() as f64 * 1e6;
        println!("one article of {bytes:>6} bytes {each:>10.1} ms a million bytes");
    }
}

/// Returns the least time of a few runs and the last result.
fn best<T>(run: impl Fn() -> T) -> (Duration, T) {
    let once = || {
        let start = Instant::now();
        let result = black_box(run());
        (start.elapsed(), result)
    };
    let mut best = once();
    for _ in 1..RUNS {
        let (time, result) = once();
        best = (best.0.min(time), result);
    }
    best
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Returns the texts of the articles of the tests, one after the other.
fn articles() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("tests/articles is in the repository")
        .filter_map(|entry| Some(entry.ok()?.path().join("article.txt")))
        .collect();
    files.sort();
    let texts = files.iter().filter_map(|file| fs::read_to_string(file).ok());
    texts.collect::<Vec<_>>().join("\n\n")
}
