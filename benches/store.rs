//! A store of thousands of articles: loading against Oxigraph's own bulk loader, the named queries, one article out and in.
//!
//! `cargo bench --features disk --bench store [-- ARTICLES ROUNDS]`, 20,000 and 3 unless told otherwise. The articles are invented by
//! `tools/generate.py`, read by the program, and kept under `target/bench`. A plain harness: it prints and asserts nothing.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use depeche::data::Files;
use depeche::graph::{self, FactTypes, Options, Writer, vocab};
use depeche::pipeline;
use depeche::query::{Answer, Catalog, NamedQuery};
use depeche::resources::Resources;
use depeche::store::{Access, Store};
use depeche::text::Article;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use oxigraph::sparql::Variable;

fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<usize>().ok());
    let (count, rounds) = (numbers.next().unwrap_or(20_000), numbers.next().unwrap_or(3));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&folder).unwrap();
    let data = folder.join(format!("articles-{count}.nq"));
    if !data.exists() {
        write_articles(count, &data);
    }
    let quads = BufReader::new(File::open(&data).unwrap()).lines().count();
    println!("articles {count}, quads {quads}, {:.0} MB of N-Quads", megabytes(&data));
    let ours = folder.join("ours");
    loading(&data, quads, rounds, &folder, &ours);
    println!("store on the disk       {:>10.0} MB", folder_megabytes(&ours));
    memory(&data, &folder);
    one_article(&ours);
    queries(&ours);
}

/// Times both loaders in turn, each into an empty store.
fn loading(data: &Path, quads: usize, rounds: usize, folder: &Path, ours: &Path) {
    let (mut own, mut others, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let theirs = folder.join("theirs");
        remove(&theirs);
        let start = Instant::now();
        let store = oxigraph::store::Store::open(&theirs).unwrap();
        let mut loader = store.bulk_loader();
        let file = BufReader::with_capacity(1 << 20, File::open(data).unwrap());
        loader.load_from_reader(RdfParser::from_format(RdfFormat::NQuads).lenient(), file).unwrap();
        loader.commit().unwrap();
        store.flush().unwrap();
        others.push(start.elapsed().as_secs_f64());
        drop(store);
        remove(&theirs);
        remove(ours);
        let start = Instant::now();
        run_load(data, ours);
        own.push(start.elapsed().as_secs_f64());
        ratios.push(others[others.len() - 1] / own[own.len() - 1]);
    }
    let rate = |times: &mut Vec<f64>| quads as f64 / median(times) / 1000.0;
    println!("oxigraph's bulk loader  {:>10.1} thousand quads/s", rate(&mut others));
    println!("depeche load            {:>10.1} thousand quads/s", rate(&mut own));
    println!("ratio, run by run       {:>10.2} (median of {ratios:.2?})", median(&mut ratios.clone()));
}

fn run_load(data: &Path, store: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
    command.arg("load").arg(data).arg("--store").arg(store).stderr(Stdio::null());
    assert!(command.status().unwrap().success());
}

/// Prints the most memory that loading half of the articles takes, and all of them.
fn memory(data: &Path, folder: &Path) {
    let half = folder.join("half.nq");
    let text = fs::read_to_string(data).unwrap();
    let cut = text[text.len() / 2..].find('\n').unwrap() + text.len() / 2 + 1;
    let graph = |line: &str| line.rsplit(' ').nth(1).unwrap_or_default().to_owned();
    let last = graph(text[..cut].lines().next_back().unwrap());
    let end =
        text[cut..].lines().take_while(|line| graph(line) == last).map(|line| line.len() + 1).sum::<usize>();
    fs::write(&half, &text[..cut + end]).unwrap();
    drop(text);
    let peak = |data: &Path| {
        let store = folder.join("memory");
        remove(&store);
        let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
        command.arg("load").arg(data).arg("--store").arg(&store).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0.0_f64;
        while child.try_wait().unwrap().is_none() {
            let text = fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kilobytes =
                line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0.0);
            most = most.max(kilobytes / 1000.0);
            std::thread::sleep(Duration::from_millis(20));
        }
        remove(&store);
        most
    };
    println!("memory, a half, all  {:>10.0} MB {:.0} MB", peak(&half), peak(data));
}

/// Takes single articles out and puts them in again.
fn one_article(path: &Path) {
    let types = FactTypes::load(&Files::embedded()).unwrap();
    let store = Store::open(path, Access::Write).unwrap();
    let window = store.window().unwrap();
    let articles = store.articles().unwrap();
    let (mut out, mut back) = (Vec::new(), Vec::new());
    for article in articles.iter().step_by(articles.len() / 40 + 1) {
        let quads = store.graph(article.as_ref()).unwrap();
        let start = Instant::now();
        assert!(store.retract(article.as_ref(), &types).unwrap());
        out.push(start.elapsed().as_secs_f64() * 1000.0);
        let start = Instant::now();
        let mut loader = store.loader(&types, window);
        loader.put(article.clone(), quads).unwrap();
        assert_eq!(loader.finish().unwrap().len(), 1);
        back.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let most = |times: &[f64]| times.iter().copied().fold(0.0, f64::max);
    println!(
        "retract one article     {:>10.1} ms (at most {:.1} of {})",
        median(&mut out.clone()),
        most(&out),
        out.len()
    );
    println!("load it again           {:>10.1} ms (at most {:.1})", median(&mut back.clone()), most(&back));
}

/// Times each named query twice on a store opened anew: the first answer of a cold cache counts.
fn queries(path: &Path) {
    let files = Files::embedded();
    let types = FactTypes::load(&files).unwrap();
    let store = Store::open(path, Access::Read).unwrap();
    let examples = examples(&store);
    let mut slowest = (Duration::ZERO, String::new());
    for query in Catalog::load(&files).unwrap().iter().filter(|query| query.is_question()) {
        let start = Instant::now();
        let values = values(query, &examples, &store, &types);
        let answer = Answer::collect(store.query_with(&query.text, &values).unwrap()).unwrap();
        let time = start.elapsed();
        let rows = match answer {
            Answer::Rows(_, rows) => rows.len(),
            _ => 1,
        };
        println!("  {:<34} {:>8.0} ms {rows:>7} rows", query.name, time.as_secs_f64() * 1000.0);
        slowest = slowest.max((time, query.name.clone()));
    }
    println!("slowest query           {:>10.0} ms, {}", slowest.0.as_secs_f64() * 1000.0, slowest.1);
}

/// Returns values for the parameters that queries cannot do without: what the store has most of.
fn examples(store: &Store) -> BTreeMap<&'static str, String> {
    let first = |query: &str| {
        let prefixes: String =
            vocab::PREFIXES.iter().map(|(name, iri)| format!("PREFIX {name}: <{iri}> ")).collect();
        let answer = Answer::collect(store.query(&(prefixes + query)).unwrap()).unwrap();
        let Answer::Rows(_, rows) = answer else { panic!("rows") };
        match rows[0].get(0).unwrap() {
            Term::NamedNode(node) => node.as_str().to_owned(),
            other => panic!("{other}"),
        }
    };
    let person =
        "SELECT ?p { ?f dp:agent ?p . ?p a schema:Person } GROUP BY ?p ORDER BY DESC(COUNT(?f)) LIMIT 1";
    BTreeMap::from([
        ("entity", first(person)),
        ("fact", first("SELECT ?f { ?f a dp:Congratulation } ORDER BY ?f LIMIT 1")),
        ("article", store.articles().unwrap()[0].as_str().to_owned()),
        ("type", "Statement".to_owned()),
        ("date", "2021-01-01".to_owned()),
        ("text", "dossier".to_owned()),
        ("number", "10".to_owned()),
    ])
}

fn values(
    query: &NamedQuery,
    examples: &BTreeMap<&'static str, String>,
    store: &Store,
    types: &FactTypes,
) -> Vec<(Variable, Term)> {
    let needed = query.parameters.iter().filter(|(_, parameter)| parameter.required);
    needed
        .flat_map(|(name, parameter)| {
            let variable = Variable::new(name).unwrap();
            let terms = parameter.kind.terms(&examples[parameter.kind.word()], store, types).unwrap();
            terms.into_iter().map(move |term| (variable.clone(), term))
        })
        .collect()
}

/// Has `count` articles invented and writes what is read in them to `data`.
fn write_articles(count: usize, data: &Path) {
    eprintln!("reading {count} invented articles into {} ...", data.display());
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/generate.py");
    let mut child = Command::new("python3")
        .arg(generator)
        .args([&count.to_string(), "--lines"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed to invent articles");
    let (resources, types) = (Resources::embedded().unwrap(), FactTypes::load(&Files::embedded()).unwrap());
    let part = data.with_extension("part");
    let out = BufWriter::new(File::create(&part).unwrap());
    let mut writer = Writer::new(graph::Format::NQuads, vocab::DEFAULT_BASE, out).unwrap();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    loop {
        let batch: Vec<String> = lines.by_ref().take(500).collect();
        if batch.is_empty() {
            break;
        }
        let share = batch.len().div_ceil(cores);
        let graphs: Vec<Vec<_>> = std::thread::scope(|scope| {
            let part = |lines: &[String]| {
                lines.iter().map(|line| read(line, &resources, &types)).collect::<Vec<_>>()
            };
            let threads: Vec<_> = batch.chunks(share).map(|lines| scope.spawn(move || part(lines))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        graphs.into_iter().for_each(|graph| writer.graph(graph).unwrap());
    }
    writer.finish().unwrap().flush().unwrap();
    child.wait().unwrap();
    fs::rename(part, data).unwrap();
}

fn read(line: &str, resources: &Resources, types: &FactTypes) -> Vec<oxigraph::model::Quad> {
    let fields: serde_json::Value = serde_json::from_str(line).unwrap();
    let field = |name: &str| fields[name].as_str().unwrap().to_owned();
    let article =
        Article { date: field("date").parse().ok(), url: Some(field("url")), ..Article::new(field("text")) };
    let document = pipeline::convert(article, resources);
    graph::build(&document, resources.gazetteer(), types, &Options::default())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn megabytes(path: &Path) -> f64 {
    fs::metadata(path).unwrap().len() as f64 / 1e6
}

fn folder_megabytes(path: &Path) -> f64 {
    fs::read_dir(path).unwrap().map(|entry| megabytes(&entry.unwrap().path())).sum()
}

fn remove(path: &Path) {
    if path.exists() {
        fs::remove_dir_all(path).unwrap();
    }
}
