//! `depeche query`: questions to graphs.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use oxigraph::model::Term;
use oxigraph::sparql::Variable;

use super::args::Query;
use super::{Outcome, input, output, report};
use crate::data::Files;
use crate::graph::FactTypes;
use crate::graph::vocab::PREFIXES;
use crate::query::{Answer, Catalog, Kind, NamedQuery, parameter};
use crate::store::Store;

pub(super) fn run(args: &Query) -> Result<Outcome> {
    let files = Files::embedded();
    let catalog = Catalog::load(&files)?;
    if args.list {
        output::write(None, list(&catalog)?.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let named = args.query.as_deref().and_then(|name| catalog.get(name));
    let text = text(args, named)?;
    let given = given(args, named)?;
    check_names(&given, named, &text)?;
    let store = input::source(args.store.as_deref(), &args.data)?;
    let values = values(&given, named, &store)?;
    let answer = Answer::collect(store.query_with(&text, &values).context("the query")?)?;
    let mut bytes = Vec::new();
    answer.write(args.format.into(), &mut bytes)?;
    output::write(None, &bytes)?;
    Ok(if answer.is_empty() { Outcome::Negative } else { Outcome::Done })
}

fn list(catalog: &Catalog) -> Result<String> {
    let mut text = String::new();
    for query in catalog.iter().filter(|query| query.is_question()) {
        writeln!(text, "{}\n    {}\n    {}", query.name, query.question, query.question_fr)?;
        for (name, parameter) in &query.parameters {
            let needed = if parameter.required { ", needed" } else { "" };
            let kind = parameter.kind.word();
            writeln!(text, "    --param {name}=...  {} ({kind}{needed})", parameter.meaning)?;
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

/// The parameter of named queries that leaves out facts with less confidence.
const LEAST: &str = "least";

/// Returns the parameters with their values, the least confidence among them.
fn given(args: &Query, named: Option<&NamedQuery>) -> Result<Vec<(String, String)>> {
    let mut given = args.values.clone();
    if let Some(share) = args.min_confidence {
        let Some(query) = named else {
            bail!("--min-confidence is for named queries; FILTER on dp:confidence in a query of your own");
        };
        if !query.parameters.contains_key(LEAST) {
            bail!("{} does not look at the confidence of facts; leave out --min-confidence", query.name);
        }
        given.push((LEAST.to_owned(), share.to_string()));
    }
    Ok(given)
}

/// Checks that the values are for parameters that the query has, and that it lacks none.
fn check_names(given: &[(String, String)], named: Option<&NamedQuery>, text: &str) -> Result<()> {
    for (name, _) in given {
        let variable = Variable::new(name).with_context(|| format!("\"{name}\" is no name of a variable"))?;
        match named {
            Some(query) if !query.parameters.contains_key(name) => {
                let known: Vec<_> = query.parameters.keys().map(String::as_str).collect();
                bail!("{} has no parameter \"{name}\"; it has: {}", query.name, known.join(", "));
            }
            None if !text.contains(&variable.to_string()) => bail!("the query has no variable {variable}"),
            _ => {}
        }
    }
    let has = |name: &str| given.iter().any(|(given, _)| given == name);
    if let Some(query) = named
        && let Some((name, parameter)) = query.missing(has)
    {
        bail!("{} needs --param {name}=..., {}", query.name, parameter.meaning);
    }
    Ok(())
}

/// Returns the terms that the values for parameters mean in `store`.
fn values(
    given: &[(String, String)],
    named: Option<&NamedQuery>,
    store: &Store,
) -> Result<Vec<(Variable, Term)>> {
    let types = FactTypes::load(&Files::embedded())?;
    let mut values = Vec::new();
    for (name, value) in given {
        let kind = named.and_then(|query| query.parameters.get(name)).map_or(Kind::Text, |known| known.kind);
        let terms = if kind == Kind::Entity {
            let found = parameter::entities(value, store);
            found.map(|found| {
                let names = parameter::names(&found);
                if names != *value {
                    report(format_args!("{name}: {names}"));
                }
                found.into_keys().map(Term::from).collect()
            })
        } else {
            kind.terms(value, store, &types)
        };
        let terms = terms.with_context(|| format!("--param {name}"))?;
        let variable = Variable::new(name)?;
        values.extend(terms.into_iter().map(|term| (variable.clone(), term)));
    }
    Ok(values)
}
