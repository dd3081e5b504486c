//! Cuts some facts out of the graph of an article, with all that they refer to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::FactTypes;
use super::record::ROLES;
use super::view::View;
use super::vocab::{dp, org, prov, rdf};

/// Which facts are wanted. What is empty or none does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Participants, sources or places, one of which a fact must have.
    pub entities: BTreeSet<NamedNode>,
    /// Classes, one of which a fact must have.
    pub types: BTreeSet<NamedNode>,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// `dp:Asserted` or `dp:Claimed`.
    pub status: Option<NamedNode>,
}

impl Selection {
    /// Whether all facts are wanted.
    pub fn is_all(&self) -> bool {
        let Self { entities, types, since, until, status } = self;
        entities.is_empty() && types.is_empty() && since.is_none() && until.is_none() && status.is_none()
    }

    /// Returns what `quads`, the graph of one article, hold of the wanted facts; nothing where there is none of them.
    pub fn cut(&self, mut quads: Vec<Quad>, types: &FactTypes) -> Vec<Quad> {
        if self.is_all() {
            return quads;
        }
        let view = View::new(&quads);
        let kept = reached(&view, types, view.facts().filter(|fact| self.wants(&view, fact)).collect());
        let links = links(&view, &kept, types);
        let keep: Vec<bool> = quads
            .iter()
            .map(|quad| {
                let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return false };
                kept.contains(subject)
                    && (types.by_property(&quad.predicate).is_none()
                        || links.contains(&(subject, &quad.predicate, quad.object.to_string())))
            })
            .collect();
        let mut keep = keep.into_iter();
        quads.retain(|_| keep.next().unwrap_or(false));
        quads
    }

    fn wants(&self, view: &View<'_>, fact: &NamedNode) -> bool {
        let has = |property, wanted: &BTreeSet<NamedNode>| {
            view.nodes(fact, property).any(|node| wanted.contains(node))
        };
        (self.types.is_empty() || has(rdf::TYPE, &self.types))
            && (self.entities.is_empty() || ROLES.into_iter().any(|role| has(role, &self.entities)))
            && self.status.as_ref().is_none_or(|status| view.node(fact, dp::STATUS) == Some(status))
            && self.is_in_time(view.time(fact))
    }

    /// Whether `time`, a day, a month or a year, touches the days that are wanted.
    fn is_in_time(&self, time: Option<&Literal>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let Some((first, last)) = time.and_then(days) else { return false };
        self.since.is_none_or(|since| since <= last) && self.until.is_none_or(|until| first <= until)
    }
}

/// Returns the first and the last day of a time.
fn days(time: &Literal) -> Option<(Date, Date)> {
    let text = time.value();
    let first = |text: String| text.parse::<Date>().ok();
    match time.datatype() {
        kind if kind == xsd::DATE => first(text.to_owned()).map(|day| (day, day)),
        kind if kind == xsd::G_YEAR_MONTH => {
            first(format!("{text}-01")).map(|day| (day, day.last_of_month()))
        }
        kind if kind == xsd::G_YEAR => first(format!("{text}-01-01")).map(|day| (day, day.last_of_year())),
        _ => None,
    }
}

/// Returns `facts` and the nodes that they lead to.
fn reached<'a>(view: &View<'a>, types: &FactTypes, facts: Vec<&'a NamedNode>) -> BTreeSet<&'a NamedNode> {
    let again = said_again(view);
    let mut kept = BTreeSet::new();
    let mut queue = facts;
    while let Some(node) = queue.pop() {
        if !kept.insert(node) {
            continue;
        }
        let is_fact = view.is_fact(node);
        for quad in view.about(node) {
            let Term::NamedNode(object) = &quad.object else { continue };
            // A fact leads to another only where that is said in it; an entity's links are of other facts.
            let follow = quad.predicate == dp::CONTENT
                || !view.is_fact(object) && (is_fact || types.by_property(&quad.predicate).is_none());
            if follow && view.has(object) {
                queue.push(object);
            }
        }
        queue.extend(again.get(node).into_iter().flatten());
    }
    kept
}

/// Returns the memberships that say a fact again, by the fact.
fn said_again<'a>(view: &View<'a>) -> BTreeMap<&'a NamedNode, Vec<&'a NamedNode>> {
    let mut again: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for node in
        view.subjects().filter(|node| view.nodes(node, rdf::TYPE).any(|class| *class == org::MEMBERSHIP))
    {
        if let Some(fact) = view.node(node, prov::WAS_DERIVED_FROM) {
            again.entry(fact).or_default().push(node);
        }
    }
    again
}

/// Returns the direct links behind which one of the facts `kept` stands.
fn links<'a>(
    view: &View<'a>,
    kept: &BTreeSet<&'a NamedNode>,
    types: &'a FactTypes,
) -> BTreeSet<(&'a NamedNode, &'a NamedNode, String)> {
    let mut links = BTreeSet::new();
    for &fact in kept {
        let asserted = view.node(fact, dp::STATUS).is_some_and(|status| *status == dp::ASSERTED);
        let fact_type = view.nodes(fact, rdf::TYPE).find_map(|class| types.by_class(class));
        let Some(fact_type) = fact_type.filter(|_| asserted) else { continue };
        let others =
            || view.nodes(fact, dp::TARGET).chain(view.nodes(fact, dp::AGENT)).map(ToString::to_string);
        let number =
            view.value(fact, dp::THEME).map(|theme| Literal::new_typed_literal(theme.value(), xsd::INTEGER));
        for agent in view.nodes(fact, dp::AGENT) {
            let objects = others().chain(number.iter().map(ToString::to_string));
            links.extend(objects.map(|object| (agent, &fact_type.property, object)));
        }
    }
    links
}
