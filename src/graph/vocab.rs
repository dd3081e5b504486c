//! The terms that the graph is written in. No other file holds an IRI.
//!
//! The fact types and their properties are not here: [`super::FactTypes`] reads them from the ontology.

use oxigraph::model::NamedNodeRef;

/// Where the IRIs of articles, facts and entities begin, unless told otherwise.
pub const DEFAULT_BASE: &str = "https://w3id.org/depeche/kg/";
/// Where the IRIs of the ontology's terms begin.
pub const ONTOLOGY: &str = "https://w3id.org/depeche/ontology#";
/// Where the IRIs of Wikidata's items begin.
pub const WIKIDATA: &str = "http://www.wikidata.org/entity/";
/// Where the names of graphs begin that hold what stood in a file outside of any graph.
pub const FILES: &str = "https://w3id.org/depeche/kg/file/";
/// The graph of a store that holds the ontology.
pub const ONTOLOGY_GRAPH: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/depeche/ontology");
/// The function that queries of strangers call all the time, see `store::watch`.
pub const ALIVE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("urn:depeche:alive");
/// The function by which such queries measure a text before they make a longer one of it.
pub const MEASURED: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("urn:depeche:measured");
/// That for a text in which something is replaced by another.
pub const SPREAD: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("urn:depeche:spread");
/// The namespace of GraphML.
pub const GRAPHML: &str = "http://graphml.graphdrawing.org/xmlns";
/// The graph of a store that joins the facts of its articles which report the same event.
pub const SAME_EVENTS: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/depeche/kg/same-events");
/// The prefixes of the written graph, those of the data apart.
pub const PREFIXES: [(&str, &str); 12] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dp", ONTOLOGY),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", WIKIDATA),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Defines a module of terms that share a beginning.
macro_rules! terms {
    ($(#[$doc:meta])* $module:ident, $base:literal, { $($name:ident = $local:literal,)* }) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "each term is described where it is defined, in the ontology")]
        pub mod $module {
            use super::NamedNodeRef;
            $(pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($base, $local));)*
            /// All terms of the module.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),*];
        }
    };
}

terms!(
    /// Terms of the ontology's core.
    dp, "https://w3id.org/depeche/ontology#", {
    FACT = "Fact",
    COMMUNICATION = "Communication",
    RELATION = "Relation",
    AGENT = "agent",
    TARGET = "target",
    THEME = "theme",
    CONTENT = "content",
    PLACE = "place",
    TIME = "time",
    TIME_TEXT = "timeText",
    SOURCE = "source",
    VIA = "via",
    POLARITY = "polarity",
    POSITIVE = "Positive",
    NEGATIVE = "Negative",
    FACTUALITY = "factuality",
    ACTUAL = "Actual",
    PLANNED = "Planned",
    UNCERTAIN = "Uncertain",
    STATUS = "status",
    ASSERTED = "Asserted",
    CLAIMED = "Claimed",
    CONFIDENCE = "confidence",
    EVIDENCE = "evidence",
    TRIGGER = "trigger",
    MENTION = "mention",
    REFERS_TO = "refersTo",
    RULE = "rule",
    READER = "reader",
    RULES = "Rules",
    LEARNED = "Learned",
    BOTH = "Both",
    READING = "Reading",
    SPEAKER_OF = "speakerOf",
    STANDS_FOR = "standsFor",
    KNOWN_FROM = "knownFrom",
    GAZETTEER = "Gazetteer",
    VALID_ON = "validOn",
    PROPOSITION = "proposition",
    SAME_EVENT_AS = "sameEventAs",
    SAME_EVENT_WINDOW = "sameEventWindow",
    EVENT_LINKS = "EventLinks",
    DIRECT_PROPERTY = "directProperty",
    ALSO_AS = "alsoAs",
    PLOVER = "plover",
    PLOVER_MODE = "ploverMode",
});
terms!(
    /// Texts and stretches of them.
    nif, "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#", {
    CONTEXT = "Context",
    STRING = "String",
    IS_STRING = "isString",
    BEGIN_INDEX = "beginIndex",
    END_INDEX = "endIndex",
    ANCHOR_OF = "anchorOf",
    REFERENCE_CONTEXT = "referenceContext",
});
terms!(
    /// Who holds which role where.
    org, "http://www.w3.org/ns/org#", {
    MEMBERSHIP = "Membership",
    ROLE_CLASS = "Role",
    MEMBER = "member",
    ORGANIZATION = "organization",
    ROLE = "role",
});
terms!(
    /// What is told of an article, as it was written there.
    dc, "http://purl.org/dc/elements/1.1/", {
    CREATOR = "creator",
    PUBLISHER = "publisher",
    IDENTIFIER = "identifier",
});
terms!(
    /// Identity and kinds of properties.
    owl, "http://www.w3.org/2002/07/owl#", {
    SAME_AS = "sameAs",
    DATATYPE_PROPERTY = "DatatypeProperty",
    SYMMETRIC_PROPERTY = "SymmetricProperty",
});
terms!(
    /// What was made of what by which program.
    prov, "http://www.w3.org/ns/prov#", {
    WAS_DERIVED_FROM = "wasDerivedFrom",
    WAS_GENERATED_BY = "wasGeneratedBy",
    WAS_ASSOCIATED_WITH = "wasAssociatedWith",
    USED = "used",
    SOFTWARE_AGENT = "SoftwareAgent",
});
terms!(
    /// Types.
    rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#", {
    TYPE = "type",
});
terms!(
    /// Labels.
    rdfs, "http://www.w3.org/2000/01/rdf-schema#", {
    LABEL = "label",
    COMMENT = "comment",
    RANGE = "range",
});
terms!(
    /// Articles and kinds of entities.
    schema, "https://schema.org/", {
    NEWS_ARTICLE = "NewsArticle",
    IN_LANGUAGE = "inLanguage",
    DATE_PUBLISHED = "datePublished",
    HEADLINE = "headline",
    SOFTWARE_VERSION = "softwareVersion",
    PERSON = "Person",
    ORGANIZATION = "Organization",
    PLACE = "Place",
    EVENT = "Event",
    CREATIVE_WORK = "CreativeWork",
    THING = "Thing",
});
terms!(
    /// Other names.
    skos, "http://www.w3.org/2004/02/skos/core#", {
    ALT_LABEL = "altLabel",
});
terms!(
    /// What a SPARQL service can do.
    sd, "http://www.w3.org/ns/sparql-service-description#", {
    SERVICE = "Service",
    ENDPOINT = "endpoint",
    SUPPORTED_LANGUAGE = "supportedLanguage",
    SPARQL_11_QUERY = "SPARQL11Query",
    RESULT_FORMAT = "resultFormat",
    FEATURE = "feature",
    UNION_DEFAULT_GRAPH = "UnionDefaultGraph",
    DEFAULT_DATASET = "defaultDataset",
    DATASET = "Dataset",
    DEFAULT_GRAPH = "defaultGraph",
    GRAPH = "Graph",
});
terms!(
    /// Forms of results and of graphs.
    formats, "http://www.w3.org/ns/formats/", {
    SPARQL_RESULTS_JSON = "SPARQL_Results_JSON",
    SPARQL_RESULTS_XML = "SPARQL_Results_XML",
    SPARQL_RESULTS_CSV = "SPARQL_Results_CSV",
    SPARQL_RESULTS_TSV = "SPARQL_Results_TSV",
    TURTLE = "Turtle",
    JSON_LD = "JSON-LD",
    N_TRIPLES = "N-Triples",
    RDF_XML = "RDF_XML",
});
terms!(
    /// Types of literals.
    xsd, "http://www.w3.org/2001/XMLSchema#", {
    DATE = "date",
    DECIMAL = "decimal",
    G_YEAR = "gYear",
    G_YEAR_MONTH = "gYearMonth",
    INTEGER = "integer",
    STRING = "string",
});
