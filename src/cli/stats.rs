//! `depeche stats`: what a store holds.

use std::fmt::Write as _;

use anyhow::Result;

use super::args::Stats;
use super::{Outcome, input, output};
use crate::data::Files;
use crate::query::{Answer, Catalog, Form};

pub(super) fn run(args: &Stats) -> Result<Outcome> {
    let store = input::source(args.source.store.as_deref(), &args.source.data)?;
    let catalog = Catalog::load(&Files::embedded())?;
    let mut text = String::new();
    writeln!(text, "articles  {}", store.articles()?.len())?;
    writeln!(text, "quads     {}", store.len()?)?;
    match store.window()? {
        Some(days) => writeln!(text, "events    reports at most {days} days apart are joined")?,
        None => writeln!(text, "events    reports are not joined")?,
    }
    let mut bytes = text.into_bytes();
    for query in catalog.iter().filter(|query| query.name.starts_with("stats/")) {
        bytes.push(b'\n');
        Answer::collect(store.query(&query.text)?)?.write(Form::Table, &mut bytes)?;
    }
    output::write(None, &bytes)?;
    Ok(Outcome::Done)
}
