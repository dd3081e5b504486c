//! Facts, entities and articles read back from a graph as records, for applications that want JSON and no RDF.

use std::collections::BTreeMap;
use std::io;

use oxigraph::model::{NamedNode, NamedNodeRef, Quad};
use serde::Serialize;

use super::view::{View, local_name};
use super::vocab::{dc, dp, nif, owl, prov, rdf, rdfs, schema, skos};
use super::{Addresses, FactTypes, Family, Format, write};

/// A fact with its participants and its evidence.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FactRecord {
    /// Its IRI.
    pub iri: String,
    /// Where a server shows it.
    pub path: Option<String>,
    /// Name of its type.
    #[serde(rename = "type")]
    pub fact_type: String,
    /// Name of the type's family.
    pub family: &'static str,
    /// Who does it.
    pub agent: Vec<Participant>,
    /// To whom or what.
    pub target: Vec<Participant>,
    /// Where.
    pub place: Vec<Participant>,
    /// Who says so, where it is not the article.
    pub source: Vec<Participant>,
    /// Who relays the saying.
    pub via: Vec<Participant>,
    /// What else is said, in the words of the article.
    pub theme: Option<String>,
    /// IRIs of the facts that are said.
    pub content: Vec<String>,
    /// A day, month or year.
    pub time: Option<String>,
    /// The words for it.
    pub time_text: Option<String>,
    /// The time, or else the day of the article.
    pub day: Option<String>,
    /// `Positive` or `Negative`.
    pub polarity: String,
    /// `Actual`, `Planned` or `Uncertain`.
    pub factuality: String,
    /// `Asserted` by the article itself, or only `Claimed`.
    pub status: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// The rule that gave it.
    pub rule: String,
    /// `Rules`, `Learned` or `Both`: who read it.
    pub reader: String,
    /// The sentence.
    pub evidence: Option<Stretch>,
    /// The words that tell its type.
    pub trigger: Option<Stretch>,
    /// The first reports of the same event.
    pub same_event_as: Vec<String>,
    /// The article it stands in.
    pub article: ArticleHead,
    /// Its triples and those of its stretches, as Turtle; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turtle: Option<String>,
}

/// A stretch of an article; offsets in code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Stretch {
    /// Of its first character.
    pub start: usize,
    /// Behind its last.
    pub end: usize,
    /// Its words.
    pub text: String,
}

/// An entity in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityHead {
    /// Its IRI.
    pub iri: String,
    /// Where a server shows it.
    pub path: Option<String>,
    /// Its name.
    pub name: String,
    /// `person`, `organization`, `place`, `event`, `work`, `role` or `thing`.
    pub kind: &'static str,
}

/// An entity that has a part in a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Participant {
    /// The entity.
    #[serde(flatten)]
    pub entity: EntityHead,
    /// Where the sentence names it: start and end in code points of the article.
    pub mentions: Vec<(usize, usize)>,
}

/// What is told of an article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleHead {
    /// Its IRI, which is its address where that is known.
    pub iri: String,
    /// Where a server shows it.
    pub path: String,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// By which site or paper.
    pub site: Option<String>,
}

/// An article with its text.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleRecord {
    /// What is told of it.
    #[serde(flatten)]
    pub head: ArticleHead,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// ISO 639-1.
    pub language: String,
    /// All of its text, in which offsets count.
    pub text: String,
}

/// An entity of an article.
#[derive(Clone, Debug, Serialize)]
pub struct EntityCount {
    /// The entity.
    #[serde(flatten)]
    pub entity: EntityHead,
    /// Facts that it has a part in.
    pub facts: usize,
}

/// An article with all that was read in it.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// The article.
    pub article: ArticleRecord,
    /// Its facts, in the order of the text.
    pub facts: Vec<FactRecord>,
    /// Its entities, those with most facts first.
    pub entities: Vec<EntityCount>,
    /// What could not be read well.
    pub problems: Vec<String>,
}

/// Makes records of graphs.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// Where things are shown.
    pub addresses: &'a Addresses,
    /// The fact types.
    pub types: &'a FactTypes,
}

/// The properties that lead from a fact to its participants.
pub const ROLES: [NamedNodeRef<'static>; 5] = [dp::AGENT, dp::TARGET, dp::PLACE, dp::SOURCE, dp::VIA];

/// The properties that lead from a fact to stretches of its article.
pub const STRETCHES: [NamedNodeRef<'static>; 3] = [dp::EVIDENCE, dp::TRIGGER, dp::MENTION];

impl Records<'_> {
    /// Returns the facts that `quads`, of the graph of one article, tell of; in the order of the text.
    pub fn facts(&self, quads: &[Quad]) -> Vec<FactRecord> {
        let view = View::new(quads);
        let mut facts: Vec<_> = view.facts().map(|fact| self.fact(&view, fact)).collect();
        facts.sort_by(|a, b| (&a.trigger, &a.iri).cmp(&(&b.trigger, &b.iri)));
        facts
    }

    /// Returns what `quads` tell of the article `iri`, and its text.
    pub fn article_head<'q>(&self, quads: &'q [Quad], iri: &NamedNode) -> (ArticleHead, &'q str) {
        let view = View::new(quads);
        (self.head(&view, iri), view.value(iri, nif::IS_STRING).map_or("", |text| text.value()))
    }

    /// Returns the article whose whole graph `quads` are, its facts with their Turtle.
    ///
    /// # Errors
    /// Where the Turtle cannot be written.
    pub fn article(&self, quads: &[Quad], iri: &NamedNode) -> io::Result<ArticleView> {
        let view = View::new(quads);
        let words = |property| view.value(iri, property).map(|literal| literal.value().to_owned());
        let authors = view.values(iri, dc::CREATOR).map(|literal| literal.value().to_owned()).collect();
        let article = ArticleRecord {
            head: self.head(&view, iri),
            authors,
            language: words(schema::IN_LANGUAGE).unwrap_or_default(),
            text: words(nif::IS_STRING).unwrap_or_default(),
        };
        let mut facts = self.facts(quads);
        for fact in &mut facts {
            fact.turtle = Some(self.turtle(&view, &fact.iri)?);
        }
        let entities = counted(&facts);
        Ok(ArticleView { article, facts, entities, problems: Vec::new() })
    }

    /// Returns the triples of a fact and of the stretches that it was read from.
    fn turtle(&self, view: &View<'_>, fact: &str) -> io::Result<String> {
        let Ok(fact) = NamedNode::new(fact) else { return Ok(String::new()) };
        let stretches = STRETCHES.into_iter().flat_map(|property| view.nodes(&fact, property));
        let mut nodes: Vec<_> = std::iter::once(&fact).chain(stretches).collect();
        nodes.sort();
        nodes.dedup();
        let quads = nodes.into_iter().flat_map(|node| view.about(node)).cloned().collect();
        let mut bytes = Vec::new();
        write(quads, Format::Turtle, self.addresses.base(), &mut bytes)?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }

    fn fact(&self, view: &View<'_>, fact: &NamedNode) -> FactRecord {
        let class = view.nodes(fact, rdf::TYPE).find(|class| self.types.by_class(class).is_some());
        let family = class.and_then(|class| self.types.by_class(class)).map_or(Family::Event, |of| of.family);
        let literal = |property| view.value(fact, property).map(|literal| literal.value().to_owned());
        let local =
            |property| view.node(fact, property).map_or_else(String::new, |node| local_name(node).to_owned());
        let iris = |property| view.nodes(fact, property).map(|node| node.as_str().to_owned()).collect();
        let participants = |role| self.participants(view, fact, role);
        FactRecord {
            iri: fact.as_str().to_owned(),
            path: self.addresses.path(fact.as_str()),
            fact_type: class.map_or_else(String::new, |class| local_name(class).to_owned()),
            family: family.name(),
            agent: participants(dp::AGENT),
            target: participants(dp::TARGET),
            place: participants(dp::PLACE),
            source: participants(dp::SOURCE),
            via: participants(dp::VIA),
            theme: literal(dp::THEME),
            content: iris(dp::CONTENT),
            time: literal(dp::TIME),
            time_text: literal(dp::TIME_TEXT),
            day: view.time(fact).map(|time| time.value().to_owned()),
            polarity: local(dp::POLARITY),
            factuality: local(dp::FACTUALITY),
            status: local(dp::STATUS),
            confidence: literal(dp::CONFIDENCE).and_then(|number| number.parse().ok()).unwrap_or(0.0),
            rule: literal(dp::RULE).unwrap_or_default(),
            // What was written before there were two readers was read by the rules.
            reader: Some(local(dp::READER)).filter(|r| !r.is_empty()).unwrap_or_else(|| "Rules".to_owned()),
            evidence: view.node(fact, dp::EVIDENCE).and_then(|node| stretch(view, node)),
            trigger: view.node(fact, dp::TRIGGER).and_then(|node| stretch(view, node)),
            same_event_as: iris(dp::SAME_EVENT_AS),
            article: view
                .node(fact, prov::WAS_DERIVED_FROM)
                .map_or_else(|| self.head(view, fact), |article| self.head(view, article)),
            turtle: None,
        }
    }

    fn participants(
        &self,
        view: &View<'_>,
        fact: &NamedNode,
        role: NamedNodeRef<'static>,
    ) -> Vec<Participant> {
        let known = view.nodes(fact, role).map(|node| {
            let of_node = view
                .nodes(fact, dp::MENTION)
                .filter(|mention| view.nodes(mention, dp::REFERS_TO).any(|other| other == node));
            let mentions = of_node.filter_map(|mention| stretch(view, mention));
            let mut mentions: Vec<_> = mentions.map(|stretch| (stretch.start, stretch.end)).collect();
            mentions.sort_unstable();
            Participant { entity: self.entity(view, node), mentions }
        });
        known.collect()
    }

    fn entity(&self, view: &View<'_>, node: &NamedNode) -> EntityHead {
        EntityHead {
            iri: node.as_str().to_owned(),
            path: self.addresses.path(node.as_str()),
            name: view.value(node, rdfs::LABEL).map_or_else(|| local_name(node), |l| l.value()).to_owned(),
            kind: kind(view, node),
        }
    }

    fn head(&self, view: &View<'_>, article: &NamedNode) -> ArticleHead {
        let words = |property| view.value(article, property).map(|literal| literal.value().to_owned());
        let iri = article.as_str();
        ArticleHead {
            iri: iri.to_owned(),
            path: self.addresses.article_path(iri),
            title: words(schema::HEADLINE),
            date: words(schema::DATE_PUBLISHED),
            url: (!iri.starts_with(self.addresses.base())).then(|| iri.to_owned()),
            site: words(dc::PUBLISHER),
        }
    }
}

/// What is told of an entity in some graphs.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntityRecord {
    /// The entity.
    #[serde(flatten)]
    pub head: EntityHead,
    /// All of its names.
    pub names: Vec<String>,
    /// The same entity elsewhere.
    pub same_as: Vec<String>,
    /// Whom it is used to mean, as a capital its government.
    pub stands_for: Vec<EntityHead>,
}

impl Records<'_> {
    /// Returns what `quads` tell of the entity `node`; none where that is nothing.
    pub fn entity_record(&self, quads: &[Quad], node: &NamedNode) -> Option<EntityRecord> {
        let view = View::new(quads);
        view.value(node, rdfs::LABEL)?;
        let mut names: Vec<_> = [rdfs::LABEL, skos::ALT_LABEL]
            .into_iter()
            .flat_map(|property| view.values(node, property))
            .map(|literal| literal.value().to_owned())
            .collect();
        names.sort();
        names.dedup();
        let mut same_as: Vec<_> =
            view.nodes(node, owl::SAME_AS).map(|other| other.as_str().to_owned()).collect();
        same_as.sort();
        same_as.dedup();
        let mut stands_for: Vec<_> =
            view.nodes(node, dp::STANDS_FOR).map(|other| self.entity(&view, other)).collect();
        stands_for.sort_by(|a, b| a.iri.cmp(&b.iri));
        stands_for.dedup();
        Some(EntityRecord { head: self.entity(&view, node), names, same_as, stands_for })
    }
}

fn stretch(view: &View<'_>, node: &NamedNode) -> Option<Stretch> {
    let number = |property| view.value(node, property)?.value().parse().ok();
    Some(Stretch {
        start: number(nif::BEGIN_INDEX)?,
        end: number(nif::END_INDEX)?,
        text: view.value(node, nif::ANCHOR_OF)?.value().to_owned(),
    })
}

/// The kinds of entities by their classes.
pub const KINDS: [(NamedNodeRef<'static>, &str); 7] = [
    (schema::PERSON, "person"),
    (schema::ORGANIZATION, "organization"),
    (schema::PLACE, "place"),
    (schema::EVENT, "event"),
    (schema::CREATIVE_WORK, "work"),
    (super::vocab::org::ROLE_CLASS, "role"),
    (schema::THING, "thing"),
];

/// Returns the word for the kind of entity whose class is `class`.
pub fn kind_of(class: NamedNodeRef<'_>) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == class).map(|(_, kind)| *kind)
}

fn kind(view: &View<'_>, node: &NamedNode) -> &'static str {
    view.nodes(node, rdf::TYPE).find_map(|class| kind_of(class.as_ref())).unwrap_or("thing")
}

/// Returns the entities with a part in `facts`, those with most facts first.
fn counted(facts: &[FactRecord]) -> Vec<EntityCount> {
    let mut counts: BTreeMap<&str, (&EntityHead, usize)> = BTreeMap::new();
    for fact in facts {
        let roles = [&fact.agent, &fact.target, &fact.place, &fact.source, &fact.via];
        let mut nodes: Vec<_> = roles.into_iter().flatten().map(|p| &p.entity).collect();
        nodes.sort_by(|a, b| a.iri.cmp(&b.iri));
        nodes.dedup_by(|a, b| a.iri == b.iri);
        for node in nodes {
            counts.entry(&node.iri).or_insert((node, 0)).1 += 1;
        }
    }
    let mut entities: Vec<_> =
        counts.into_values().map(|(entity, facts)| EntityCount { entity: entity.clone(), facts }).collect();
    entities.sort_by(|a, b| b.facts.cmp(&a.facts).then_with(|| a.entity.name.cmp(&b.entity.name)));
    entities
}
