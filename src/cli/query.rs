//! `depeche query`: questions to graphs.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use oxigraph::model::{Literal, Term};
use oxigraph::sparql::Variable;

use super::args::Query;
use super::{Outcome, input, output};
use crate::data::Files;
use crate::graph::vocab::PREFIXES;
use crate::query::{Answer, Catalog, NamedQuery};

pub(super) fn run(args: &Query) -> Result<Outcome> {
    let files = Files::embedded();
    let catalog = Catalog::load(&files)?;
    if args.list {
        output::write(None, list(&catalog)?.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let named = args.query.as_deref().and_then(|name| catalog.get(name));
    let text = text(args, named)?;
    let values = values(args, named, &text)?;
    let store = input::graphs(&args.data)?;
    if named.is_some_and(|query| query.ontology) {
        input::add_ontology(&store, &files)?;
    }
    let answer = Answer::collect(store.query_with(&text, &values).context("the query")?)?;
    let mut bytes = Vec::new();
    answer.write(args.format.into(), &mut bytes)?;
    output::write(None, &bytes)?;
    Ok(if answer.is_empty() { Outcome::Negative } else { Outcome::Done })
}

fn list(catalog: &Catalog) -> Result<String> {
    let mut text = String::new();
    for query in catalog.iter().filter(|query| !query.is_check()) {
        writeln!(text, "{}\n    {}\n    {}", query.name, query.question, query.question_fr)?;
        for (name, meaning) in &query.parameters {
            writeln!(text, "    --set {name}=...  {meaning}")?;
        }
    }
    Ok(text)
}

/// Returns the SPARQL text that `args` name, with the known prefixes before it where it is not one of ours.
fn text(args: &Query, named: Option<&NamedQuery>) -> Result<String> {
    if let Some(query) = named {
        return Ok(query.text.clone());
    }
    let text = match (&args.expression, &args.query) {
        (Some(expression), _) => expression.clone(),
        (None, Some(file)) if Path::new(file).exists() => input::article(Path::new(file), input::LONGEST)?,
        (None, name) => {
            let name = name.as_deref().unwrap_or_default();
            bail!("no query and no file is called \"{name}\"; depeche query --list shows the queries");
        }
    };
    let mut prefixes = String::new();
    for (name, iri) in PREFIXES {
        write!(prefixes, "PREFIX {name}: <{iri}> ")?;
    }
    Ok(prefixes + &text)
}

/// Returns the values for the query's parameters.
fn values(args: &Query, named: Option<&NamedQuery>, text: &str) -> Result<Vec<(Variable, Term)>> {
    let mut values = Vec::new();
    for (name, value) in &args.values {
        if let Some(query) = named.filter(|query| !query.parameters.contains_key(name)) {
            let known: Vec<_> = query.parameters.keys().map(String::as_str).collect();
            bail!("{} has no parameter \"{name}\"; it has: {}", query.name, known.join(", "));
        }
        let variable = Variable::new(name).with_context(|| format!("\"{name}\" is no name of a variable"))?;
        if named.is_none() && !text.contains(&variable.to_string()) {
            bail!("the query has no variable {variable}");
        }
        values.push((variable, Literal::new_simple_literal(value).into()));
    }
    Ok(values)
}
