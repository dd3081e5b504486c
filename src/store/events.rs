//! Joins the facts of all articles that report the same event.
//!
//! Two facts report the same event where they say the same (type and participants, see `dp:proposition`) of days that
//! are no further apart than the window. Of each such cluster the earliest fact is the first report, and every other one
//! leads to it by `dp:sameEventAs`. The links are a function of the articles in the store, whatever the order in which
//! these came. What things are to each other is no event.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term,
    TermRef,
};

use super::StoreError;
use crate::graph::vocab::{SAME_EVENTS, dp, rdf, rdfs, schema};
use crate::graph::{FactTypes, Family};

/// Days between two reports of the same event, unless the user says otherwise.
pub const WINDOW: u16 = 3;

/// What joins reports: the kinds of facts, and the days between two of them.
#[derive(Clone, Copy)]
pub(super) struct Joiner<'a> {
    pub(super) types: &'a FactTypes,
    /// `None` joins nothing.
    pub(super) window: Option<u16>,
}

/// Links to remove and to add.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) remove: Vec<Quad>,
    pub(super) add: Vec<Quad>,
}

/// A fact that may report an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Report {
    when: When,
    fact: NamedNode,
}

/// When it happened, as far as the fact or its article tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Day(Date),
    /// A month or a year.
    Period(String),
    Unknown,
}

/// Reports by what they say.
pub(super) type Reports = BTreeMap<String, BTreeSet<Report>>;

impl Joiner<'_> {
    /// Returns the reports in `quads`, the graph of one article.
    pub(super) fn reports(&self, quads: &[Quad]) -> Reports {
        let mut propositions = Vec::new();
        let mut times = BTreeMap::new();
        let mut published = None;
        for quad in quads {
            let (NamedOrBlankNode::NamedNode(subject), Term::Literal(value)) = (&quad.subject, &quad.object)
            else {
                continue;
            };
            if quad.predicate == dp::PROPOSITION && self.is_event(value.value()) {
                propositions.push((subject, value.value()));
            } else if quad.predicate == dp::TIME {
                times.insert(subject, value);
            } else if quad.predicate == schema::DATE_PUBLISHED {
                published = Some(value);
            }
        }
        let mut reports = Reports::new();
        for (fact, proposition) in propositions {
            let when = when(times.get(fact).copied().or(published));
            reports.entry(proposition.to_owned()).or_default().insert(Report { when, fact: fact.clone() });
        }
        reports
    }

    fn is_event(&self, proposition: &str) -> bool {
        let name = proposition.split('(').next().unwrap_or_default();
        self.types.get(name).is_some_and(|fact_type| fact_type.family != Family::Relation)
    }

    /// Returns what becomes of the links in `store` where the facts `gone` go and the reports `new` come.
    pub(super) fn difference(
        &self,
        store: &oxigraph::store::Store,
        gone: &Reports,
        new: &Reports,
    ) -> Result<Difference, StoreError> {
        self.difference_where(store, gone, new, |_| true)
    }

    /// Returns what [`Joiner::difference`] does, where `store` has only those of the propositions that `is_stored` tells.
    pub(super) fn difference_where(
        &self,
        store: &oxigraph::store::Store,
        gone: &Reports,
        new: &Reports,
        is_stored: impl Fn(&str) -> bool,
    ) -> Result<Difference, StoreError> {
        let Some(window) = self.window else { return Ok(Difference::default()) };
        let mut difference = Difference::default();
        let propositions: BTreeSet<_> = gone.keys().chain(new.keys()).collect();
        for proposition in propositions {
            let mut reports =
                if is_stored(proposition) { stored(store, proposition)? } else { BTreeSet::new() };
            let lost = gone.get(proposition);
            reports
                .retain(|report| lost.is_none_or(|gone| !gone.iter().any(|other| other.fact == report.fact)));
            let before = links(
                store,
                reports
                    .iter()
                    .map(|report| &report.fact)
                    .chain(lost.into_iter().flatten().map(|report| &report.fact)),
            )?;
            reports.extend(new.get(proposition).into_iter().flatten().cloned());
            if reports.len() < 2 && before.is_empty() {
                continue;
            }
            let after = clusters(&reports, window);
            difference.remove.extend(before.difference(&after).map(link));
            difference.add.extend(after.difference(&before).map(link));
        }
        Ok(difference)
    }
}

/// Returns the reports in `store` that say `proposition`.
fn stored(store: &oxigraph::store::Store, proposition: &str) -> Result<BTreeSet<Report>, StoreError> {
    let mut reports = BTreeSet::new();
    let object = Literal::new_simple_literal(proposition);
    for quad in store.quads_for_pattern(None, Some(dp::PROPOSITION), Some(object.as_ref().into()), None) {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(fact) = quad.subject else { continue };
        let mut time = value(store, fact.as_ref(), dp::TIME)?;
        if time.is_none()
            && let oxigraph::model::GraphName::NamedNode(article) = &quad.graph_name
        {
            time = value(store, article.as_ref(), schema::DATE_PUBLISHED)?;
        }
        reports.insert(Report { when: when(time.as_ref()), fact });
    }
    Ok(reports)
}

fn value(
    store: &oxigraph::store::Store,
    subject: NamedNodeRef<'_>,
    property: NamedNodeRef<'_>,
) -> Result<Option<Literal>, StoreError> {
    let quad =
        store.quads_for_pattern(Some(subject.into()), Some(property), None, None).next().transpose()?;
    Ok(quad.and_then(|quad| match quad.object {
        Term::Literal(literal) => Some(literal),
        _ => None,
    }))
}

/// Returns the links of `facts` in `store`, each as the report and the first report.
fn links<'a>(
    store: &oxigraph::store::Store,
    facts: impl Iterator<Item = &'a NamedNode>,
) -> Result<BTreeSet<(NamedNode, NamedNode)>, StoreError> {
    let mut links = BTreeSet::new();
    for fact in facts {
        let graph = GraphNameRef::NamedNode(SAME_EVENTS);
        let subject = NamedOrBlankNodeRef::NamedNode(fact.as_ref());
        for quad in store.quads_for_pattern(Some(subject), Some(dp::SAME_EVENT_AS), None, Some(graph)) {
            if let Term::NamedNode(first) = quad?.object {
                links.insert((fact.clone(), first));
            }
        }
    }
    Ok(links)
}

/// Returns which of `reports`, which say the same, lead to which first report.
fn clusters(reports: &BTreeSet<Report>, window: u16) -> BTreeSet<(NamedNode, NamedNode)> {
    let mut links = BTreeSet::new();
    let mut first: Option<&Report> = None;
    // In the order of days, then periods, then what has no time.
    for report in reports {
        match first {
            Some(first) if is_same(&first.when, &report.when, window) => {
                links.insert((report.fact.clone(), first.fact.clone()));
            }
            _ => first = Some(report),
        }
    }
    links
}

fn is_same(first: &When, other: &When, window: u16) -> bool {
    match (first, other) {
        (When::Day(first), When::Day(other)) => {
            first.checked_add(i64::from(window).days()).is_ok_and(|last| *other <= last)
        }
        (When::Period(first), When::Period(other)) => first == other,
        _ => false,
    }
}

fn when(time: Option<&Literal>) -> When {
    let Some(time) = time else { return When::Unknown };
    match time.value().parse() {
        Ok(day) if time.datatype() == xsd::DATE => When::Day(day),
        _ => When::Period(time.value().to_owned()),
    }
}

fn link((fact, first): &(NamedNode, NamedNode)) -> Quad {
    Quad::new(fact.clone(), dp::SAME_EVENT_AS, first.clone(), SAME_EVENTS)
}

/// Returns the links among `reports`.
pub(super) fn links_among(reports: &Reports, window: u16) -> Vec<Quad> {
    reports.values().flat_map(|reports| clusters(reports, window)).map(|pair| link(&pair)).collect()
}

/// Returns what the graph of the links says of itself.
pub(super) fn about(window: Option<u16>) -> Vec<Quad> {
    let node = |predicate: NamedNodeRef<'_>, object: TermRef<'_>| {
        Quad::new(SAME_EVENTS, predicate, object.into_owned(), SAME_EVENTS)
    };
    let Some(window) = window else { return Vec::new() };
    let days = Literal::new_typed_literal(window.to_string(), xsd::INTEGER);
    vec![
        node(rdf::TYPE, dp::EVENT_LINKS.into()),
        node(
            rdfs::LABEL,
            Literal::new_language_tagged_literal_unchecked("reports of the same event", "en").as_ref().into(),
        ),
        node(dp::SAME_EVENT_WINDOW, days.as_ref().into()),
    ]
}

/// Returns the window that `store` was joined with; `None` where it holds no links.
pub(super) fn window(store: &oxigraph::store::Store) -> Result<Option<u16>, StoreError> {
    let value = value(store, SAME_EVENTS, dp::SAME_EVENT_WINDOW)?;
    Ok(value.and_then(|days| days.value().parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(name: &str, time: Option<(&str, NamedNodeRef<'_>)>) -> Report {
        let time = time.map(|(value, datatype)| Literal::new_typed_literal(value, datatype));
        let fact = NamedNode::new(format!("https://example.org/{name}")).unwrap();
        Report { when: when(time.as_ref()), fact }
    }

    fn joined(reports: &[(&str, Option<(&str, NamedNodeRef<'_>)>)]) -> Vec<String> {
        let reports = reports.iter().map(|(name, time)| report(name, *time)).collect();
        let name = |node: &NamedNode| node.as_str().rsplit('/').next().unwrap().to_owned();
        clusters(&reports, 3).iter().map(|(a, b)| format!("{}>{}", name(a), name(b))).collect()
    }

    fn day(text: &str) -> Option<(&str, NamedNodeRef<'static>)> {
        Some((text, xsd::DATE))
    }

    #[test]
    fn reports_within_the_window_are_joined_with_the_first() {
        let days = [("c", day("2024-07-31")), ("a", day("2024-07-29")), ("b", day("2024-07-29"))];
        assert_eq!(joined(&days), ["b>a", "c>a"]);
        // The window counts from the first report, so that a daily event does not become one for ever.
        let daily = [
            ("a", day("2024-07-29")),
            ("b", day("2024-08-01")),
            ("c", day("2024-08-02")),
            ("d", day("2024-08-03")),
        ];
        assert_eq!(joined(&daily), ["b>a", "d>c"]);
    }

    #[test]
    fn vague_times_meet_only_their_like() {
        let year = Some(("2024", xsd::G_YEAR));
        let reports = [("a", year), ("b", year), ("c", day("2024-07-29")), ("d", None), ("e", None)];
        assert_eq!(joined(&reports), ["b>a"]);
    }
}
