//! The named queries. Each file under `queries/` opens with remarks that say what it asks.

use std::collections::BTreeMap;

use oxigraph::sparql::SparqlEvaluator;

use super::{Kind, Parameter};
use crate::data::{DataError, Files};

/// A query with its description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// File name without ending, with `check/` before it where a good graph gives no row, and `stats/` where it counts.
    pub name: String,
    /// The question in English.
    pub question: String,
    /// The question in French.
    pub question_fr: String,
    /// What each column holds.
    pub columns: String,
    /// The parameters: variables that a value may be given for.
    pub parameters: BTreeMap<String, Parameter>,
    /// Whether the answer needs the ontology beside the data.
    pub ontology: bool,
    /// The SPARQL text.
    pub text: String,
}

/// All named queries by name.
#[derive(Clone, Debug, Default)]
pub struct Catalog(BTreeMap<String, NamedQuery>);

impl Catalog {
    /// Reads the queries among `files`.
    ///
    /// # Errors
    /// Where a file's head is incomplete or its query is not SPARQL.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut queries = BTreeMap::new();
        for file in files.names("queries/").filter(|name| name.ends_with(".rq")) {
            let query = parse(file, files.text(file)?)?;
            queries.insert(query.name.clone(), query);
        }
        Ok(Self(queries))
    }

    /// Returns the query `name`.
    pub fn get(&self, name: &str) -> Option<&NamedQuery> {
        self.0.get(name)
    }

    /// Returns all queries, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &NamedQuery> {
        self.0.values()
    }
}

impl NamedQuery {
    /// Whether it is a question for users: neither a check nor a count.
    pub fn is_question(&self) -> bool {
        !self.name.contains('/')
    }

    /// Returns the first parameter that is needed and not among those `given`.
    pub fn missing(&self, given: impl Fn(&str) -> bool) -> Option<(&str, &Parameter)> {
        let mut needed = self.parameters.iter().filter(|(_, parameter)| parameter.required);
        needed.find(|(name, _)| !given(name)).map(|(name, parameter)| (name.as_str(), parameter))
    }

    /// Whether a good graph gives no row.
    pub fn is_check(&self) -> bool {
        self.name.starts_with("check/")
    }
}

/// Reads the query in `text`, the content of `file`.
fn parse(file: &str, text: &str) -> Result<NamedQuery, DataError> {
    let name = file.trim_start_matches("queries/").trim_end_matches(".rq").to_owned();
    let mut fields = BTreeMap::new();
    let mut parameters = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let Some(remark) = line.strip_prefix('#') else { break };
        let Some((field, value)) = remark.split_once(':') else {
            let message = format!("\"{remark}\" is no \"field: value\"");
            return Err(DataError::new(file, number + 1, message));
        };
        let (field, value) = (field.trim(), value.trim().to_owned());
        match field {
            "title" | "question-en" | "question-fr" | "columns" | "ontology" => {
                fields.insert(field, value);
            }
            "parameter" => {
                let (name, parameter) =
                    parameter(&value).map_err(|message| DataError::new(file, number + 1, message))?;
                parameters.insert(name, parameter);
            }
            "example" => {
                let known = value.split_once('=').and_then(|(name, example)| {
                    let known: &mut Parameter = parameters.get_mut(name.trim_start_matches('?'))?;
                    known.example = Some(example.trim_matches('"').to_owned());
                    Some(())
                });
                known.ok_or_else(|| DataError::new(file, number + 1, "an example is PARAMETER=VALUE"))?;
            }
            _ => return Err(DataError::new(file, number + 1, format!("unknown field \"{field}\""))),
        }
    }
    let mut field = |name: &str| {
        fields.remove(name).ok_or_else(|| DataError::new(file, 1, format!("the head has no \"{name}\"")))
    };
    if field("title")? != name {
        return Err(DataError::new(file, 1, format!("the title is not the file's name, \"{name}\"")));
    }
    let (question, question_fr, columns) = (field("question-en")?, field("question-fr")?, field("columns")?);
    let ontology = fields.contains_key("ontology");
    if let Err(error) = SparqlEvaluator::new().parse_query(text) {
        return Err(DataError::new(file, 0, format!("not SPARQL: {error}")));
    }
    Ok(NamedQuery { name, question, question_fr, columns, parameters, ontology, text: text.to_owned() })
}

/// Reads `?name kind [required] meaning in English | meaning in French`.
fn parameter(text: &str) -> Result<(String, Parameter), String> {
    let mut words = text.splitn(3, ' ');
    let (name, kind) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let rest = words.next().unwrap_or_default().trim();
    let name = name.strip_prefix('?').ok_or("a parameter begins with its variable, such as ?name")?;
    let kind = Kind::called(kind).ok_or_else(|| format!("\"{kind}\" is no kind of parameter"))?;
    let (required, meaning) = match rest.strip_prefix("required ") {
        Some(meaning) => (true, meaning),
        None => (false, rest),
    };
    let (meaning, meaning_fr) = meaning.split_once(" | ").unwrap_or_default();
    if meaning.is_empty() || meaning_fr.is_empty() {
        return Err(format!("?{name} needs its meaning in English and in French, with \" | \" between them"));
    }
    let (meaning, meaning_fr) = (meaning.to_owned(), meaning_fr.to_owned());
    Ok((name.to_owned(), Parameter { kind, required, meaning, meaning_fr, example: None }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# title: x\n# question-en: Who?\n# question-fr: Qui ?\n# columns: ?s the one\n";

    #[test]
    fn the_head_is_read() {
        let text = format!(
            "{HEAD}# parameter: ?s entity required whom to ask for | de qui il s'agit\n# example: s=\"Éva\"\nSELECT ?s {{ ?s ?p ?o }}"
        );
        let query = parse("queries/x.rq", &text).unwrap();
        assert_eq!((query.name.as_str(), query.question.as_str()), ("x", "Who?"));
        let parameter = &query.parameters["s"];
        assert_eq!((parameter.meaning.as_str(), parameter.kind), ("whom to ask for", Kind::Entity));
        assert_eq!(parameter.meaning_fr, "de qui il s'agit");
        assert!(parameter.required && parameter.example.as_deref() == Some("Éva"));
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let fault = |text: &str| parse("queries/x.rq", text).unwrap_err().to_string();
        assert!(fault("SELECT").contains("no \"title\""));
        assert!(fault(&format!("{HEAD}# colour: red\n")).starts_with("queries/x.rq:5: unknown field"));
        assert!(fault(&format!("{HEAD}# parameter: ?x colour which\n")).contains("no kind of parameter"));
        assert!(fault(&format!("{HEAD}# parameter: ?x text which\n")).contains("English and in French"));
        assert!(fault(&format!("{HEAD}# example: x=1\n")).contains("PARAMETER=VALUE"));
        assert!(fault(&format!("{HEAD}SELEKT *")).contains("not SPARQL"));
    }
}
