//! `depeche score`: how well the facts read in articles agree with gold facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::args::Score;
use super::{Outcome, input, output};
use crate::data::{DataError, Files};
use crate::gold::{self, Confusion, Fact, Pairing, Rate, Scores};
use crate::pipeline;
use crate::resources::Resources;
use crate::text::Article;

/// The table of words of names that do not count.
const STOP_WORDS: &str = "lexicon/score-stop-words.tsv";

pub(super) fn run(args: &Score) -> Result<Outcome> {
    let files = super::files(args.root.as_deref())?;
    let names = names(args)?;
    let reader = match &args.predicted {
        Some(folder) => Reader::Written(folder),
        None => {
            let load = if args.readers.learned() { Resources::load_both } else { Resources::load };
            Reader::Program {
                resources: Box::new(Resources {
                    least_confidence: args.readers.min_confidence,
                    ..load(&files)?
                }),
                texts: &args.text,
                folder: args.texts.as_deref(),
            }
        }
    };
    let mut scores = Scores::new(stop_words(&files)?);
    let mut confusions: BTreeMap<Confusion, usize> = BTreeMap::new();
    let (mut out, mut told) = (String::new(), "article\tstated\tright\tconfidence\tsigns\n".to_owned());
    for name in &names {
        let path = args.gold.join(format!("{name}.json"));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let set = match &args.texts {
            Some(folder) => {
                let article = folder.join(format!("{name}.txt"));
                let article =
                    std::fs::read_to_string(&article).with_context(|| article.display().to_string())?;
                gold::read_offsets(&text, &article)
            }
            None => gold::read(&text),
        };
        let set = set.with_context(|| format!("{}: is no gold file", path.display()))?;
        let (read, article, read_as) = reader.facts(&args.gold, name, set.date.as_deref())?;
        let pairing = scores.add(&read, &set.facts);
        signs(name, &read_as, &pairing, &mut told)?;
        for confusion in pairing.confusions(&read, &set.facts) {
            *confusions.entry(confusion).or_default() += 1;
        }
        if args.misses {
            misses(name, &article, &pairing, &read, &set.facts, &mut out)?;
        }
    }
    if let Some(path) = &args.signs {
        std::fs::write(path, &told).with_context(|| path.display().to_string())?;
    }
    if args.json {
        out.push_str(&json(&scores, args.asserted)?);
    } else {
        if args.per_type {
            per_type(&scores, &mut out)?;
        }
        if args.confusion {
            confusion(&confusions, &mut out)?;
        }
        totals(&scores, args.asserted, &mut out)?;
    }
    output::write(None, out.as_bytes())?;
    Ok(Outcome::Done)
}

/// Returns the words of names that do not count.
pub(super) fn stop_words(files: &Files) -> Result<BTreeSet<String>, DataError> {
    let table = files.table(STOP_WORDS, &["word"])?;
    Ok(table.rows.iter().map(|(_, cells)| cells[0].to_owned()).collect())
}

/// Returns the names of the gold files that are asked for, sorted.
fn names(args: &Score) -> Result<Vec<String>> {
    let folder = std::fs::read_dir(&args.gold).with_context(|| args.gold.display().to_string())?;
    let mut names = Vec::new();
    for entry in folder {
        let path = entry.with_context(|| args.gold.display().to_string())?.path();
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned());
        names.extend(stem.filter(|_| path.extension().is_some_and(|e| e == "json")));
    }
    names.sort();
    for name in &args.only {
        if !names.contains(name) {
            bail!("{}: has no {name}.json", args.gold.display());
        }
    }
    names.retain(|n| (args.only.is_empty() || args.only.contains(n)) && !args.without.contains(n));
    if names.is_empty() {
        bail!("{}: has no gold file (NAME.json)", args.gold.display());
    }
    Ok(names)
}

/// Where the facts to score come from.
enum Reader<'a> {
    /// Files of JSON lines in a folder.
    Written(&'a Path),
    /// This program, from the articles beside the gold files or where `texts` says.
    Program { resources: Box<Resources>, texts: &'a [(String, PathBuf)], folder: Option<&'a Path> },
}

impl Reader<'_> {
    /// Returns the facts of the article `name`, and its text and the facts as the program has them where it was read.
    fn facts(
        &self,
        folder: &Path,
        name: &str,
        date: Option<&str>,
    ) -> Result<(Vec<Fact>, String, Vec<crate::fact::Fact>)> {
        match self {
            Self::Written(written) => {
                let path = written.join(format!("{name}.jsonl"));
                let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                let facts = gold::read_lines(&text).map_err(|(line, error)| {
                    anyhow::anyhow!("{}:{line}: is no fact: {error}", path.display())
                })?;
                Ok((facts, String::new(), Vec::new()))
            }
            Self::Program { resources, texts, folder: other } => {
                let given = texts.iter().find(|(n, _)| n == name).map(|(_, path)| path.clone());
                let path = given.unwrap_or_else(|| other.unwrap_or(folder).join(format!("{name}.txt")));
                let hint = || format!("the text of {name} (--text {name}=FILE names another place)");
                let text = input::article(&path, input::LONGEST).with_context(hint)?;
                let date = date.map(|d| d.parse().with_context(|| format!("{name}: date \"{d}\"")));
                let article = Article { date: date.transpose()?, ..Article::new(text.as_str()) };
                let document = pipeline::convert(article, resources);
                Ok((gold::read_of(&document), text, document.facts))
            }
        }
    }
}

/// Writes what the confidence of each fact is made of, with whether the gold facts have it.
fn signs(name: &str, facts: &[crate::fact::Fact], pairing: &Pairing, out: &mut String) -> Result<()> {
    for (index, fact) in facts.iter().enumerate() {
        let pair = pairing.pairs.iter().find(|p| p.0 == index);
        let (stated, right) = (pair.is_some(), pair.is_some_and(|p| p.2));
        let signs: Vec<String> =
            fact.signs.iter().map(|(sign, value)| format!("{sign}={value:.3}")).collect();
        let (stated, right) = (u8::from(stated), u8::from(right));
        writeln!(out, "{name}\t{stated}\t{right}\t{:.2}\t{}", fact.confidence, signs.join(" "))?;
    }
    Ok(())
}

fn misses(
    name: &str,
    article: &str,
    pairing: &Pairing,
    read: &[Fact],
    gold: &[Fact],
    out: &mut String,
) -> std::fmt::Result {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for &(i, j, core) in &pairing.pairs {
        let (r, g) = (&read[i], &gold[j]);
        if !core {
            let row = format!("ARGS  {} «{}» gold {} read {}", g.r#type, g.trigger, roles(g), roles(r));
            rows.push((g.start, row));
        }
    }
    for &j in &pairing.missed {
        let g = &gold[j];
        rows.push((g.start, format!("MISS  {} «{}» {}", g.r#type, g.trigger, roles(g))));
    }
    for &i in &pairing.extra {
        let r = &read[i];
        rows.push((r.start, format!("EXTRA {} «{}» {}", r.r#type, r.trigger, roles(r))));
    }
    rows.sort();
    let mut last = None;
    let sentence =
        |start: usize| gold.iter().chain(read).find(|f| f.start == start).map(|f| (f.start, f.end));
    for (start, row) in rows {
        if last.replace(start) != Some(start)
            && let Some((from, to)) = sentence(start)
        {
            let words: String = article.chars().skip(from).take(to - from).collect();
            writeln!(out, "# {name} {from}-{to} {}", words.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
        writeln!(out, "{row}")?;
    }
    Ok(())
}

fn roles(fact: &Fact) -> String {
    let list =
        |arguments: &[Vec<String>]| arguments.iter().map(|a| a.join(" / ")).collect::<Vec<_>>().join(" + ");
    let theme = fact.theme.as_deref().map(|t| format!(" theme {t}")).unwrap_or_default();
    format!("({} → {}{theme})", list(&fact.agent), list(&fact.target))
}

fn per_type(scores: &Scores, out: &mut String) -> std::fmt::Result {
    let mut types: Vec<_> = scores.types.iter().collect();
    types.sort_by_key(|(_, (rate, _))| std::cmp::Reverse(rate.gold));
    for (name, (rate, core)) in types {
        let Rate { right, read, gold } = *rate;
        writeln!(out, "{name:16} gold {gold:4} read {read:4} detected {right:4} core {core:4}")?;
    }
    Ok(())
}

fn confusion(confusions: &BTreeMap<Confusion, usize>, out: &mut String) -> std::fmt::Result {
    let mut all: Vec<_> = confusions.iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (Confusion { gold, read }, count) in all {
        writeln!(out, "{count:4} {gold} read as {read}")?;
    }
    Ok(())
}

fn totals(scores: &Scores, asserted: bool, out: &mut String) -> std::fmt::Result {
    for (name, rate) in [("detect", scores.detect), ("core", scores.core), ("roles", scores.roles)] {
        let (p, r, f) = (rate.precision(), rate.recall(), rate.f1());
        writeln!(out, "{name:7} P {p:.3} R {r:.3} F1 {f:.3}  (read {}, gold {})", rate.read, rate.gold)?;
    }
    let own = scores.asserted;
    if asserted && own.read > 0 {
        let (share, sound, right) = (own.own(), own.sound(), own.right());
        writeln!(out, "asserted {}: own {share:.3} sound {sound:.3} true {right:.3}", own.read)?;
    }
    let order = ["theme", "source", "polarity", "factuality", "time"];
    let shares = order.iter().filter_map(|name| {
        let (right, all) = scores.fields.get(name)?;
        Some(format!("{name} {:.3}", *right as f64 / *all as f64))
    });
    writeln!(out, "on detected: {}", shares.collect::<Vec<_>>().join(", "))
}

fn json(scores: &Scores, asserted: bool) -> Result<String> {
    let rate = |r: Rate| serde_json::json!({"p": r.precision(), "r": r.recall(), "f1": r.f1(), "pred": r.read, "gold": r.gold});
    let fields: BTreeMap<_, _> =
        scores.fields.iter().map(|(name, (right, all))| (*name, *right as f64 / *all as f64)).collect();
    let mut value = serde_json::json!({
        "detect": rate(scores.detect),
        "core": rate(scores.core),
        "roles": rate(scores.roles),
        "attributes": fields,
    });
    if asserted {
        let own = scores.asserted;
        let share = |share: f64, of: usize| (of > 0).then_some(share);
        value["asserted"] = serde_json::json!({
            "own": share(own.own(), own.paired),
            "sound": share(own.sound(), own.read),
            "true": share(own.right(), own.read),
            "pred": own.read,
        });
    }
    Ok(format!("{}\n", serde_json::to_string(&value)?))
}
