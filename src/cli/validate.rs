//! `depeche validate`: what must hold of graphs.

use anyhow::Result;

use super::args::Validate;
use super::{Outcome, input, output, report};
use crate::data::Files;
use crate::query::{Answer, Catalog, Form};

pub(super) fn run(args: &Validate) -> Result<Outcome> {
    let files = Files::embedded();
    let data: Vec<_> = args.data.iter().chain(&args.files).cloned().collect();
    let store = input::as_it_is(args.store.as_deref(), &data)?;
    let mut outcome = Outcome::Done;
    for query in Catalog::load(&files)?.iter().filter(|query| query.is_check()) {
        let answer = Answer::collect(store.query(&query.text)?)?;
        if !answer.is_empty() {
            outcome = Outcome::Negative;
            report(format_args!("{}: {}", query.name, query.question));
            let mut bytes = Vec::new();
            answer.write(Form::Table, &mut bytes)?;
            output::write(None, &bytes)?;
        }
    }
    Ok(outcome)
}
