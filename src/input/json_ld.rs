//! What the JSON-LD in a page tells of its article, in the terms of schema.org.

use serde_json::Value;

use super::page::About;

/// How deep objects are looked for in each other.
const DEEPEST: usize = 16;

/// Returns what the scripts tell of the first article in them.
pub(super) fn about<'a>(scripts: impl Iterator<Item = &'a str>) -> Option<About> {
    scripts.filter_map(|script| serde_json::from_str::<Value>(script.trim()).ok()).find_map(|value| {
        let article = article(&value, 0)?;
        Some(About {
            title: text(article.get("headline")).or_else(|| text(article.get("name"))),
            authors: names(article.get("author")),
            site: names(article.get("publisher").or_else(|| article.get("sourceOrganization")))
                .into_iter()
                .next(),
            date: text(article.get("datePublished")),
            url: text(article.get("url")).or_else(|| id(article.get("mainEntityOfPage"))),
        })
    })
}

/// Finds the first object that is an article, from outside in.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|value| article(value, depth + 1)),
        Value::Object(_) if is_article(value.get("@type")) => Some(value),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|name| article(object.get(*name)?, depth + 1)),
        _ => None,
    }
}

/// Whether a type is that of an article: schema.org has some twenty, and most of their names say so.
fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(name)) => {
            name.ends_with("Article") || name.ends_with("BlogPosting") || name.ends_with("Report")
        }
        Some(Value::Array(names)) => names.iter().any(|name| is_article(Some(name))),
        _ => false,
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(list) => list.iter().find_map(|value| text(Some(value))),
        Value::Object(object) => text(object.get("@value")),
        _ => None,
    }
}

fn id(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Object(object) => text(object.get("@id")).or_else(|| text(object.get("url"))),
        value => text(Some(value)),
    }
}

/// Returns the names of people or organisations, which stand alone or in objects.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().flat_map(|value| names(Some(value))).collect(),
        Some(Value::Object(object)) => text(object.get("name")).into_iter().collect(),
        value => text(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_found_in_graphs_and_lists() {
        let graph = r#"{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Page"},
            {"@type": ["NewsArticle"], "headline": " Titre ", "author": [{"@type": "Person", "name": "Anne Roy"}, "AFP"],
             "publisher": {"name": "Le Quotidien"}, "datePublished": "2024-07-29", "mainEntityOfPage": {"@id": "https://example.org/a"}}]}"#;
        let about =
            about(["{broken", r#"[{"@type": "Organization", "name": "X"}]"#, graph].into_iter()).unwrap();
        assert_eq!(about.title.as_deref(), Some("Titre"));
        assert_eq!(about.authors, ["Anne Roy", "AFP"]);
        assert_eq!(about.site.as_deref(), Some("Le Quotidien"));
        assert_eq!(about.date.as_deref(), Some("2024-07-29"));
        assert_eq!(about.url.as_deref(), Some("https://example.org/a"));
        assert!(super::about([r#"{"@type": "Person", "name": "X"}"#].into_iter()).is_none());
    }
}
