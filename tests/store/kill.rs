//! A load that is killed at any moment leaves every acknowledged article whole and none in part.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::process::Stdio;
use std::time::{Duration, Instant};

use depeche::store::{Access, Store};
use oxigraph::model::NamedNode;

use super::{PLACES, command, folder, run, subjects};

/// Articles in a load.
const ARTICLES: usize = 400;
/// Subjects, and quads, in each.
const SIZE: usize = 40;
/// Quads that are written at once: several times in a load, both as a transaction and as files.
const BATCH: &str = "3000";
const KILLS: usize = 50;

fn name(article: usize) -> String {
    format!("https://example.org/article/{article}")
}

/// Returns all articles as they are in `round`: each says of all its subjects of which round it is.
fn data(round: usize) -> String {
    let mut text = String::new();
    for article in 0..ARTICLES {
        for subject in 0..SIZE {
            let graph = name(article);
            writeln!(
                text,
                "<{graph}/round/{round}/{subject}> <https://example.org/in> \"{round}\" <{graph}> ."
            )
            .unwrap();
        }
    }
    text
}

/// Returns the round that `article` is of in `store`, having checked that it is whole.
fn round(store: &Store, article: usize) -> Option<usize> {
    let graph = NamedNode::new(name(article)).unwrap();
    let subjects = subjects(store, &graph);
    let first = subjects.first()?;
    let round = first.split('/').rev().nth(1).unwrap().parse().unwrap();
    let whole =
        (0..SIZE).all(|subject| subjects.contains(&format!("{}/round/{round}/{subject}", name(article))));
    assert!(whole && subjects.len() == SIZE, "article {article} is in the store in part: {subjects:?}");
    Some(round)
}

#[test]
fn killed_at_fifty_moments() {
    for place in PLACES {
        let folder = folder();
        let path = folder.path().join(place);
        let file = |round: usize| {
            let name = format!("{round}.nq");
            fs::write(folder.path().join(&name), data(round)).unwrap();
            name
        };
        let start = Instant::now();
        run(&folder, &["load", &file(0), "--store", place, "--batch", BATCH], 0);
        let whole = start.elapsed();
        let mut known: BTreeMap<usize, usize> = (0..ARTICLES).map(|article| (article, 0)).collect();
        let mut cut = 0;
        for kill in 1..=KILLS {
            let arguments = ["load", &file(kill), "--store", place, "--batch", BATCH, "-v"];
            // Half of the loads meet an empty store.
            if kill % 2 == 0 {
                if path.is_dir() {
                    fs::remove_dir_all(&path).unwrap();
                } else if path.exists() {
                    fs::remove_file(&path).unwrap();
                }
                known.clear();
            }
            let mut child = command(folder.path(), &arguments)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // Spread over the whole load, in no order.
            std::thread::sleep(whole.mul_f64((kill * 37 % KILLS) as f64 / KILLS as f64));
            child.kill().unwrap();
            let mut lines = String::new();
            child.stdout.take().unwrap().read_to_string(&mut lines).unwrap();
            cut += usize::from(!child.wait().unwrap().success());
            // The last line may be cut off.
            for line in lines.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
                let article = line.trim_end().rsplit('/').next().unwrap().parse().unwrap();
                known.insert(article, kill);
            }
            if !path.exists() {
                assert!(known.is_empty(), "{place}: what was acknowledged is gone");
                continue;
            }
            // As the next writer finds it.
            let store = Store::open(&path, Access::Write).unwrap();
            for article in 0..ARTICLES {
                let found = round(&store, article);
                let least = known.get(&article).copied();
                assert!(
                    found >= least,
                    "{place}, kill {kill}: article {article} is of {found:?}, acknowledged {least:?}"
                );
                if let Some(found) = found {
                    known.insert(article, found);
                }
            }
            drop(store);
            let left = fs::read_dir(folder.path()).unwrap().filter_map(Result::ok);
            assert!(left.filter(|entry| entry.file_name().to_string_lossy().ends_with(".part")).count() == 0);
        }
        assert!(cut > KILLS / 2, "{place}: only {cut} loads were killed before their end");
    }
}

#[test]
fn a_second_writer_is_told_and_so_is_a_reader_of_a_folder() {
    for place in PLACES {
        let folder = folder();
        let mut first = command(folder.path(), &["load", "-", "--store", place])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lock = folder.path().join(if *place == "kg" {
            "kg/depeche.lock".to_owned()
        } else {
            format!("{place}.lock")
        });
        let deadline = Instant::now() + Duration::from_secs(60);
        while fs::read_to_string(&lock).unwrap_or_default().trim() != first.id().to_string() {
            assert!(Instant::now() < deadline, "the first writer never began");
            std::thread::sleep(Duration::from_millis(10));
        }
        let (_, remarks) = run(&folder, &["load", "one.txt", "--store", place], 2);
        let holder = format!("another process (number {}) writes this store", first.id());
        assert!(remarks.contains(place) && remarks.contains(&holder), "{remarks}");
        let read =
            command(folder.path(), &["query", "-e", "ASK { ?s ?p ?o }", "--store", place]).output().unwrap();
        if *place == "kg" {
            assert!(String::from_utf8(read.stderr).unwrap().contains(&holder));
        }
        first.stdin.take().unwrap().write_all(data(1).as_bytes()).unwrap();
        assert!(first.wait().unwrap().success());
        run(&folder, &["load", "one.txt", "--store", place], 0);
    }
}
