//! `depeche export`: a store, or a part of it, in the formats of others.

use std::collections::BTreeSet;
use std::io::Write as _;

use anyhow::{Context as _, Result, bail};
use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm, Dataset};
use oxigraph::model::{NamedNode, Quad};

use super::args::{Export, ExportFormat, Status};
use super::output::Target;
use super::{Outcome, input, report};
use crate::data::Files;
use crate::graph::vocab::{ONTOLOGY_GRAPH, SAME_EVENTS, dp};
use crate::graph::{self, FactTypes, Network, Plover, Selection, article_iri};
use crate::query::parameter;
use crate::store::Store;

pub(super) fn run(args: &Export) -> Result<Outcome> {
    let format = format(args)?;
    let files = Files::embedded();
    let types = FactTypes::load(&files)?;
    let store = input::source(args.source.store.as_deref(), &args.source.data)?;
    let part = Part {
        store: &store,
        selection: selection(args, &store, &types)?,
        types,
        graphs: graphs(args, &store)?,
    };
    let mut out = Target::new(args.output.as_deref())?;
    let found = match format {
        _ if args.canonical => part.canonical(&mut out)?,
        Form::Rdf(format) => part.rdf(format, &args.base, &mut out)?,
        Form::Events => part.events(&Plover::load(&files)?, &mut out)?,
        Form::Network(dot) => part.network(dot, &mut out)?,
    };
    out.finish()?;
    Ok(if found { Outcome::Done } else { Outcome::Negative })
}

/// What is written.
enum Form {
    Rdf(graph::Format),
    Events,
    /// In the language of Graphviz, or else in GraphML.
    Network(bool),
}

fn format(args: &Export) -> Result<Form> {
    let ending = args.output.as_deref().and_then(|path| path.extension());
    let told = match ending.map(|ending| ending.to_string_lossy().to_ascii_lowercase()).as_deref() {
        Some("ttl") => Some(ExportFormat::Turtle),
        Some("trig") => Some(ExportFormat::Trig),
        Some("nq") => Some(ExportFormat::Nquads),
        Some("nt") => Some(ExportFormat::Ntriples),
        Some("rdf" | "xml") => Some(ExportFormat::Rdfxml),
        Some("jsonld" | "json") => Some(ExportFormat::Jsonld),
        Some("csv") => Some(ExportFormat::Events),
        Some("graphml") => Some(ExportFormat::Graphml),
        Some("dot" | "gv") => Some(ExportFormat::Dot),
        _ => None,
    };
    let format = match (args.format, told, &args.output) {
        (Some(format), ..) | (None, Some(format), _) => format,
        (None, None, None) => ExportFormat::Trig,
        (None, None, Some(_)) if args.canonical => ExportFormat::Nquads,
        (None, None, Some(path)) => bail!("{}: the ending tells no format; give --format", path.display()),
    };
    if args.canonical && format != ExportFormat::Nquads && args.format.is_some() {
        bail!("the canonical form is N-Quads; leave --format out or give --format nquads");
    }
    Ok(match format {
        ExportFormat::Turtle => Form::Rdf(graph::Format::Turtle),
        ExportFormat::Trig => Form::Rdf(graph::Format::TriG),
        ExportFormat::Nquads => Form::Rdf(graph::Format::NQuads),
        ExportFormat::Ntriples => Form::Rdf(graph::Format::NTriples),
        ExportFormat::Rdfxml => Form::Rdf(graph::Format::RdfXml),
        ExportFormat::Jsonld => Form::Rdf(graph::Format::JsonLd),
        ExportFormat::Events => Form::Events,
        ExportFormat::Graphml => Form::Network(false),
        ExportFormat::Dot => Form::Network(true),
    })
}

/// Returns the graphs to write, in order: the articles that are asked for, or else all graphs.
fn graphs(args: &Export, store: &Store) -> Result<Vec<NamedNode>> {
    if args.selection.article.is_empty() {
        // The ontology is of the program, not of the collection.
        return Ok(store.graphs()?.into_iter().filter(|graph| *graph != ONTOLOGY_GRAPH).collect());
    }
    let wanted = args
        .selection
        .article
        .iter()
        .map(|iri| article_iri(iri).with_context(|| format!("{iri}: is no IRI")));
    let wanted = wanted.collect::<Result<BTreeSet<_>>>()?;
    let known: BTreeSet<_> = store.articles()?.into_iter().collect();
    if let Some(unknown) = wanted.iter().find(|article| !known.contains(*article)) {
        bail!("{}: the store has no such article", unknown.as_str());
    }
    Ok(wanted.into_iter().collect())
}

fn selection(args: &Export, store: &Store, types: &FactTypes) -> Result<Selection> {
    let mut selection =
        Selection { since: args.selection.since, until: args.selection.until, ..Selection::default() };
    for name in &args.selection.types {
        selection.types.insert(parameter::fact_type(name, types)?);
    }
    for name in &args.selection.entity {
        let found = parameter::entities(name, store)?;
        report(format_args!("{name}: {}", parameter::names(&found)));
        selection.entities.extend(found.into_keys());
    }
    selection.status = args.selection.status.map(|status| match status {
        Status::Asserted => dp::ASSERTED.into_owned(),
        Status::Claimed => dp::CLAIMED.into_owned(),
    });
    Ok(selection)
}

/// The part of a store that is written, article by article.
struct Part<'a> {
    store: &'a Store,
    selection: Selection,
    types: FactTypes,
    graphs: Vec<NamedNode>,
}

impl Part<'_> {
    /// Gives the wanted quads of each graph to `write`; returns whether there were any.
    fn each(&self, mut write: impl FnMut(Vec<Quad>) -> Result<()>) -> Result<bool> {
        let mut found = false;
        let mut kept = BTreeSet::new();
        for name in self.graphs.iter().filter(|name| **name != SAME_EVENTS) {
            let quads = self.selection.cut(self.store.graph(name.as_ref())?, &self.types);
            if quads.is_empty() {
                continue;
            }
            found = true;
            kept.extend(
                quads
                    .iter()
                    .filter(|quad| quad.predicate == dp::PROPOSITION)
                    .map(|quad| quad.subject.to_string()),
            );
            write(quads)?;
        }
        // Links between facts that are both written.
        if self.graphs.iter().any(|name| *name == SAME_EVENTS) {
            let mut links = self.store.graph(SAME_EVENTS)?;
            links.retain(|quad| {
                quad.predicate != dp::SAME_EVENT_AS
                    || kept.contains(&quad.subject.to_string()) && kept.contains(&quad.object.to_string())
            });
            if found && !links.is_empty() {
                write(links)?;
            }
        }
        Ok(found)
    }

    fn rdf(&self, format: graph::Format, base: &str, out: &mut Target) -> Result<bool> {
        let mut writer = graph::Writer::new(format, base, out)?;
        let found = self.each(|quads| Ok(writer.graph(quads)?))?;
        writer.finish()?;
        Ok(found)
    }

    fn canonical(&self, out: &mut Target) -> Result<bool> {
        let mut dataset = Dataset::new();
        let found = self.each(|quads| {
            dataset.extend(quads);
            Ok(())
        })?;
        let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
        dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
        let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
        lines.sort_unstable();
        lines.iter().try_for_each(|line| out.write_all(line.as_bytes()))?;
        Ok(found)
    }

    fn events(&self, plover: &Plover, out: &mut Target) -> Result<bool> {
        let mut table = csv::Writer::from_writer(out);
        let mut rows = 0;
        self.each(|quads| {
            for row in plover.rows(&quads) {
                table.serialize(row)?;
                rows += 1;
            }
            Ok(())
        })?;
        table.flush()?;
        Ok(rows > 0)
    }

    fn network(&self, dot: bool, out: &mut Target) -> Result<bool> {
        let mut network = Network::default();
        let found = self.each(|quads| {
            network.add(&quads);
            Ok(())
        })?;
        if dot {
            network.dot(out)?
        } else {
            network.graphml(out)?
        };
        Ok(found)
    }
}
