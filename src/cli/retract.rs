//! `depeche retract`: articles out of a store.

use anyhow::{Context as _, Result};
use oxigraph::model::NamedNode;

use super::args::Retract;
use super::{Outcome, report};
use crate::data::Files;
use crate::graph::{FactTypes, article_iri};
use crate::store::{Access, Home, Store};

pub(super) fn run(args: &Retract) -> Result<Outcome> {
    // Opening for writing would make a store where there is none.
    if !Home::at(&args.store)?.path().exists() {
        anyhow::bail!("{}: no store is there", args.store.display());
    }
    let types = FactTypes::load(&Files::embedded())?;
    let store = Store::open(&args.store, Access::Write)?;
    let (mut outcome, mut removed) = (Outcome::Done, false);
    let articles = args.article.iter().map(|iri| NamedNode::new(iri).ok());
    for (name, article) in
        args.article.iter().zip(articles).chain(args.url.iter().map(|url| (url, article_iri(url))))
    {
        let article = article.with_context(|| format!("{name}: is no IRI"))?;
        if store.retract(article.as_ref(), &types)? {
            removed = true;
            report(format_args!("{name}: removed"));
        } else {
            report(format_args!("{name}: the store has no such article"));
            outcome = Outcome::Negative;
        }
    }
    if removed {
        store.save()?;
    }
    Ok(outcome)
}
