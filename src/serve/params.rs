//! The parameters of a request, in its address or in a form.

use std::collections::BTreeMap;

use jiff::civil::Date;
use oxigraph::model::NamedNode;
use url::form_urlencoded;

use super::fault::Fault;

/// Parameters by name, each with its values in their order.
#[derive(Debug, Default)]
pub(super) struct Params(BTreeMap<String, Vec<String>>);

impl Params {
    /// Reads `text`, the part of an address behind the question mark or the body of a form.
    pub(super) fn read(text: Option<&str>) -> Self {
        let mut params = Self::default();
        params.add(text.unwrap_or_default().as_bytes());
        params
    }

    /// Adds those of `form`.
    pub(super) fn add(&mut self, form: &[u8]) {
        for (name, value) in form_urlencoded::parse(form) {
            self.0.entry(name.into_owned()).or_default().push(value.into_owned());
        }
    }

    /// Checks that there are no others than those `known`, so that a slip of the pen is no wider answer.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Fault> {
        match self.0.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(Fault::bad(format!(
                "there is no parameter \"{}\"; there are: {}",
                name.escape_debug(),
                known.join(", ")
            ))),
            None => Ok(()),
        }
    }

    /// Returns all values of `name`.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Returns the names and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    /// Returns the value of `name`, which may come once.
    pub(super) fn one(&self, name: &str) -> Result<Option<&str>, Fault> {
        match self.all(name) {
            [] => Ok(None),
            [value] => Ok(Some(value)),
            _ => Err(Fault::bad(format!("the parameter \"{name}\" may come once"))),
        }
    }

    /// Returns the words that `name` holds, where it holds any.
    pub(super) fn words(&self, name: &str) -> Result<Option<&str>, Fault> {
        Ok(self.one(name)?.filter(|words| !words.trim().is_empty()))
    }

    /// Returns the value of `name`, which is needed.
    pub(super) fn needed(&self, name: &str) -> Result<&str, Fault> {
        self.words(name)?.ok_or_else(|| Fault::bad(format!("the parameter \"{name}\" is needed")))
    }

    /// Returns the number `name`, or `usual` where there is none; at most `most`.
    pub(super) fn number(&self, name: &str, usual: usize, most: usize) -> Result<usize, Fault> {
        let Some(value) = self.one(name)? else { return Ok(usual) };
        let number = value.parse().ok().filter(|number| *number <= most);
        number.ok_or_else(|| Fault::bad(format!("\"{name}\" is a number from 0 to {most}")))
    }

    /// Returns the number `name`, from 0 to 1.
    pub(super) fn share(&self, name: &str) -> Result<Option<f64>, Fault> {
        let Some(value) = self.one(name)? else { return Ok(None) };
        let share = value.parse().ok().filter(|share| (0.0..=1.0).contains(share));
        share.map(Some).ok_or_else(|| Fault::bad(format!("\"{name}\" is a number from 0 to 1")))
    }

    /// Returns the IRIs that `name` holds.
    pub(super) fn iris(&self, name: &str) -> Result<Vec<NamedNode>, Fault> {
        let iri = |value: &String| {
            NamedNode::new(value).map_err(|_| Fault::bad(format!("\"{name}\" is an absolute IRI")))
        };
        self.all(name).iter().map(iri).collect()
    }

    /// Returns the day `name`.
    pub(super) fn day(&self, name: &str) -> Result<Option<Date>, Fault> {
        let Some(value) = self.one(name)? else { return Ok(None) };
        let day = value.parse().map_err(|_| Fault::bad(format!("\"{name}\" is a day such as 2024-07-29")))?;
        Ok(Some(day))
    }

    /// Returns the value of `name`, which must be one of `known`.
    pub(super) fn choice<'a>(&self, name: &str, known: &[&'a str]) -> Result<Option<&'a str>, Fault> {
        let Some(value) = self.one(name)? else { return Ok(None) };
        let found = known.iter().find(|known| **known == value).copied();
        found.map(Some).ok_or_else(|| Fault::bad(format!("\"{name}\" is one of {}", known.join(", "))))
    }
}

/// A part of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) limit: usize,
    pub(super) offset: usize,
}

/// Members of a list that come where no number is asked for, and at most.
const USUAL: usize = 50;
const MOST: usize = 1000;

impl Window {
    pub(super) fn of(params: &Params) -> Result<Self, Fault> {
        let offset = params.number("offset", 0, 1_000_000_000)?;
        Ok(Self { limit: params.number("limit", USUAL, MOST)?, offset })
    }

    /// Returns the members of `all` that are in it.
    pub(super) fn of_list<T>(self, all: Vec<T>) -> impl Iterator<Item = T> {
        all.into_iter().skip(self.offset).take(self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_and_checked() {
        let params = Params::read(Some("a=1&b=x%20y&b=&c=2024-02-30&limit=5000"));
        assert_eq!(params.one("a").unwrap(), Some("1"));
        assert_eq!(params.all("b"), ["x y", ""]);
        assert!(params.one("b").is_err() && params.day("c").is_err() && Window::of(&params).is_err());
        assert!(params.only(&["a", "b"]).is_err() && params.only(&["a", "b", "c", "limit"]).is_ok());
        assert!(params.needed("d").is_err());
        let window = Window::of(&Params::read(Some("offset=1"))).unwrap();
        assert_eq!(window.of_list(vec![1, 2, 3]).collect::<Vec<_>>(), [2, 3]);
    }
}
