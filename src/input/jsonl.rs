//! JSON lines: an article a line.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde_json::Value;

use super::{InputError, Taken};
use crate::text::{Article, ReadError};

/// What the fields of an object are called. A name with a leading `/` is a JSON Pointer (RFC 6901) to a field farther in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The text; no other field must be there.
    pub text: String,
    /// The headline.
    pub title: String,
    /// The day of publication.
    pub date: String,
    /// The address.
    pub url: String,
    /// The name that the article has where it comes from.
    pub id: String,
}

impl Default for Fields {
    fn default() -> Self {
        let [text, title, date, url, id] = ["text", "title", "date", "url", "id"].map(str::to_owned);
        Self { text, title, date, url, id }
    }
}

impl FromStr for Fields {
    type Err = String;

    /// Reads `text=body,date=/meta/published`; a field that is not named keeps its own name.
    fn from_str(list: &str) -> Result<Self, String> {
        let mut fields = Self::default();
        for pair in list.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (name, value) = pair.split_once('=').ok_or_else(|| format!("{pair}: expected FIELD=NAME"))?;
            let field = match name.trim() {
                "text" => &mut fields.text,
                "title" => &mut fields.title,
                "date" => &mut fields.date,
                "url" => &mut fields.url,
                "id" => &mut fields.id,
                other => {
                    return Err(format!("{other}: no such field; there are text, title, date, url and id"));
                }
            };
            value.trim().clone_into(field);
        }
        Ok(fields)
    }
}

/// Whether the first line of `text` is a whole JSON object, or the text ends before the line does.
pub(super) fn object_on_first_line(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    match serde_json::from_str::<serde::de::IgnoredAny>(line) {
        Ok(_) => true,
        Err(error) => {
            error.is_eof() && line.len() == text.trim_end().len() && text.len() >= super::kind::SAMPLE / 2
        }
    }
}

/// Reads the article in `line`.
pub(super) fn read(line: &[u8], fields: &Fields, longest: u64) -> Result<Taken, InputError> {
    let malformed = |error: serde_json::Error| {
        let message = error.to_string();
        // What is meant by that is almost always half of a character.
        let hint = if message.contains("hex escape") {
            "; a \\u escape is a lone surrogate or cut short"
        } else {
            ""
        };
        InputError::Format(format!("not the JSON of an article: {message}{hint}"))
    };
    // Checked first, since a broken character would be told as a fault of the JSON.
    let line = std::str::from_utf8(line).map_err(|error| {
        InputError::Format(format!("JSON is UTF-8, but byte {} of the line is not", error.valid_up_to()))
    })?;
    let object: BTreeMap<String, Value> =
        serde_json::from_str(line.trim_start_matches('\u{FEFF}')).map_err(malformed)?;
    let object = Value::Object(object.into_iter().collect());
    let mut remarks = Vec::new();
    let text = match get(&object, &fields.text) {
        Some(Value::String(text)) => text.clone(),
        Some(_) => return Err(InputError::Format(format!("the field {} is no string", fields.text))),
        None => {
            return Err(InputError::Format(format!(
                "there is no field {} with the text; --fields names it",
                fields.text
            )));
        }
    };
    if text.len() as u64 > longest {
        return Err(InputError::TooLong { bytes: longest });
    }
    if let Some(offset) = text.find('\0') {
        return Err(ReadError::ZeroByte { offset }.into());
    }
    if crate::text::is_blank(&text) {
        return Err(ReadError::Empty { bytes: text.len() }.into());
    }
    let mut article = Article::new(text);
    article.title = string(&object, &fields.title);
    article.id = string(&object, &fields.id);
    if let Some(text) = string(&object, &fields.date) {
        super::item::set_date(&mut article, &text, &mut remarks);
    }
    if let Some(url) = string(&object, &fields.url) {
        super::item::set_url(&mut article, &url, &mut remarks);
    }
    Ok(Taken { article, remarks })
}

fn get<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let value = if name.starts_with('/') { object.pointer(name) } else { object.get(name) };
    value.filter(|value| !value.is_null())
}

/// Returns a field that is a string or a number and not empty.
fn string(object: &Value, name: &str) -> Option<String> {
    let text = match get(object, name)? {
        Value::String(text) => super::page::spaced(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(line: &str) -> Result<Taken, InputError> {
        read(line.as_bytes(), &Fields::default(), 1000)
    }

    #[test]
    fn fields_are_taken_over() {
        let taken = taken(
            r#"{"id": 7, "text": "La ministre a démissionné.", "title": "Démission", "date": "2024-07-29T08:00:00Z", "url": "https://example.org/a b"}"#,
        )
        .unwrap();
        let article = taken.article;
        assert_eq!(article.text, "La ministre a démissionné.");
        assert_eq!((article.id.as_deref(), article.title.as_deref()), (Some("7"), Some("Démission")));
        assert_eq!(article.date.unwrap().to_string(), "2024-07-29");
        assert_eq!(article.url.as_deref(), Some("https://example.org/a%20b"));
        assert_eq!(taken.remarks, Vec::<String>::new());
    }

    #[test]
    fn names_of_fields_can_be_others() {
        let fields: Fields = "text=body,date=/meta/day".parse().unwrap();
        let taken =
            read(r#"{"body": "Bonjour.", "meta": {"day": "2024-07-29"}}"#.as_bytes(), &fields, 1000).unwrap();
        assert!(taken.article.date.is_some() && taken.article.title.is_none());
        assert!("body".parse::<Fields>().is_err() && "author=x".parse::<Fields>().is_err());
    }

    #[test]
    fn faults_are_told() {
        for (line, part) in [
            ("{", "EOF"),
            ("[]", "expected a map"),
            ("{}", "no field text"),
            (r#"{"text": 3}"#, "no string"),
            (r#"{"text": " "}"#, "blank"),
            (r#"{"text": "a\ud800b"}"#, "surrogate"),
            (r#"{"text": "a\u0000b"}"#, "byte 1 is zero"),
        ] {
            let message = taken(line).unwrap_err().to_string();
            assert!(message.contains(part), "{line}: {message}");
        }
        assert!(matches!(
            taken(&format!(r#"{{"text": "{}"}}"#, "a".repeat(1001))),
            Err(InputError::TooLong { .. })
        ));
        assert!(
            read(b"{\"text\": \"\xE9\"}", &Fields::default(), 9).unwrap_err().to_string().contains("byte 10")
        );
        let remarks = taken(r#"{"text": "Oui.", "date": "0000-00-00", "url": "ici"}"#).unwrap().remarks;
        assert_eq!(remarks.len(), 2, "{remarks:?}");
    }
}
