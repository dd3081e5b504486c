//! The entities of a collection and the facts between them as a network, for graph tools.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::model::{NamedNode, Quad};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::view::{View, local_name};
use super::vocab::{GRAPHML, dp, rdf};

/// Entities and what joins them. It is built article by article and holds one entry for each entity and each edge.
#[derive(Debug, Default)]
pub struct Network {
    nodes: BTreeMap<NamedNode, Node>,
    edges: BTreeMap<Edge, Reports>,
}

/// What is told of an entity.
#[derive(Debug, Default)]
struct Node {
    label: String,
    kind: String,
}

/// What joins two entities: facts of one type, asserted or only claimed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: NamedNode,
    to: NamedNode,
    fact_type: String,
    status: String,
}

/// The facts behind an edge.
#[derive(Debug, Default)]
struct Reports {
    count: u64,
    first: Option<String>,
    last: Option<String>,
}

impl Network {
    /// Adds the facts in `quads`, the graph of one article.
    pub fn add(&mut self, quads: &[Quad]) {
        let view = View::new(quads);
        for fact in view.facts() {
            let agents: Vec<_> = view.nodes(fact, dp::AGENT).collect();
            let targets: Vec<_> = view.nodes(fact, dp::TARGET).collect();
            for &node in agents.iter().chain(&targets) {
                self.node(&view, node);
            }
            let local = |property| {
                view.node(fact, property).map_or_else(String::new, |node| local_name(node).to_owned())
            };
            let (fact_type, status) = (local(rdf::TYPE), local(dp::STATUS));
            let time = view.time(fact).map(|time| time.value().to_owned());
            // Who did something together is joined pair by pair.
            let together = if targets.is_empty() { agents.len() } else { 0 };
            let pairs = (0..together).flat_map(|i| (i + 1..together).map(move |j| (i, j)));
            let pairs = pairs.filter_map(|(i, j)| Some((*agents.get(i)?, *agents.get(j)?)));
            let across = agents.iter().flat_map(|&agent| targets.iter().map(move |&target| (agent, target)));
            for (from, to) in pairs.chain(across) {
                let edge = Edge {
                    from: from.clone(),
                    to: to.clone(),
                    fact_type: fact_type.clone(),
                    status: status.clone(),
                };
                self.edges.entry(edge).or_default().add(time.as_ref());
            }
        }
    }

    fn node<'a>(&mut self, view: &View<'a>, node: &'a NamedNode) {
        let kind = view.node(node, rdf::TYPE).map_or("", local_name);
        self.nodes
            .entry(node.clone())
            .or_insert_with(|| Node { label: view.name(node).to_owned(), kind: kind.to_owned() });
    }

    /// Writes the network to `out` in GraphML.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn graphml(&self, mut out: impl Write) -> io::Result<()> {
        let mut xml = Writer::new_with_indent(&mut out, b' ', 1);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.create_element("graphml").with_attribute(("xmlns", GRAPHML)).write_inner_content(|xml| {
            for (id, of, kind) in KEYS {
                xml.create_element("key")
                    .with_attributes([("id", id), ("for", of), ("attr.name", id), ("attr.type", kind)])
                    .write_empty()?;
            }
            let graph = xml.create_element("graph").with_attribute(("edgedefault", "directed"));
            graph.write_inner_content(|xml| {
                for (iri, node) in &self.nodes {
                    let element = xml.create_element("node").with_attribute(("id", iri.as_str()));
                    element.write_inner_content(|xml| {
                        data(xml, "label", &node.label)?;
                        data(xml, "kind", &node.kind)
                    })?;
                }
                for (edge, reports) in &self.edges {
                    let ends = [("source", edge.from.as_str()), ("target", edge.to.as_str())];
                    xml.create_element("edge").with_attributes(ends).write_inner_content(|xml| {
                        data(xml, "type", &edge.fact_type)?;
                        data(xml, "status", &edge.status)?;
                        data(xml, "reports", &reports.count.to_string())?;
                        reports.first.iter().try_for_each(|first| data(xml, "first", first))?;
                        reports.last.iter().try_for_each(|last| data(xml, "last", last))
                    })?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        writeln!(out)?;
        out.flush()
    }

    /// Writes the network to `out` in the language of Graphviz; what is only claimed is dashed.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn dot(&self, mut out: impl Write) -> io::Result<()> {
        writeln!(out, "digraph facts {{")?;
        for (iri, node) in &self.nodes {
            let kind = quoted(&node.kind);
            writeln!(out, "  {} [label={}, class={kind}];", quoted(iri.as_str()), quoted(&node.label))?;
        }
        let asserted = local_name(&dp::ASSERTED.into_owned()).to_owned();
        for (edge, reports) in &self.edges {
            let style = if edge.status == asserted { "solid" } else { "dashed" };
            let (from, to) = (quoted(edge.from.as_str()), quoted(edge.to.as_str()));
            let label = quoted(&edge.fact_type);
            writeln!(out, "  {from} -> {to} [label={label}, weight={}, style={style}];", reports.count)?;
        }
        writeln!(out, "}}")?;
        out.flush()
    }
}

impl Reports {
    fn add(&mut self, time: Option<&String>) {
        self.count += 1;
        let Some(time) = time else { return };
        if self.first.as_ref().is_none_or(|first| time < first) {
            self.first = Some(time.clone());
        }
        if self.last.as_ref().is_none_or(|last| time > last) {
            self.last = Some(time.clone());
        }
    }
}

/// What GraphML is told of nodes and edges: name, whose, type.
const KEYS: [(&str, &str, &str); 7] = [
    ("label", "node", "string"),
    ("kind", "node", "string"),
    ("type", "edge", "string"),
    ("status", "edge", "string"),
    ("reports", "edge", "int"),
    ("first", "edge", "string"),
    ("last", "edge", "string"),
];

fn data<W: Write>(xml: &mut Writer<W>, key: &str, value: &str) -> io::Result<()> {
    // XML has no place for most control characters, whatever they are written as.
    let value: String = value.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect();
    xml.create_element("data").with_attribute(("key", key)).write_text_content(BytesText::new(&value))?;
    Ok(())
}

/// Returns `text` between quotation marks, as Graphviz reads it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}
