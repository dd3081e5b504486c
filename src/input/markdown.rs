//! Markdown to the text that a reader sees.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::item::{set_date, set_url};
use super::{InputError, Taken, quoted};
use crate::text::{Article, ReadError};

/// Reads the article in `text`; front matter tells title, date, author and address.
pub(super) fn read(text: &str, mut remarks: Vec<String>) -> Result<Taken, InputError> {
    let mut plain = Plain::default();
    let parser = Parser::new_ext(text, Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES);
    parser.for_each(|event| plain.take(event));
    let Plain { text: body, front, .. } = plain;
    let body = quoted::render(body).trim().to_owned();
    if crate::text::is_blank(&body) {
        return Err(ReadError::Empty { bytes: text.len() }.into());
    }
    let mut article = Article::new(body);
    for (name, value) in front.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        match name.trim().to_ascii_lowercase().as_str() {
            "title" => article.title = Some(value.to_owned()),
            "author" | "authors" => article.authors = names(value),
            "id" | "identifier" => article.id = Some(value.to_owned()),
            "date" => set_date(&mut article, value, &mut remarks),
            "url" | "canonical_url" | "source" => set_url(&mut article, value, &mut remarks),
            _ => {}
        }
    }
    Ok(Taken { article, remarks })
}

/// Returns the names in `list`, which may stand in brackets.
fn names(list: &str) -> Vec<String> {
    let names = list.trim_matches(['[', ']']).split([',', ';']);
    names
        .map(|name| name.trim().trim_matches(['"', '\'']).to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[derive(Default)]
struct Plain {
    text: String,
    front: String,
    in_front: bool,
    /// Depth in what is no prose: code and pictures.
    silent: usize,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.in_front = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.in_front = false,
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => self.silent += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => self.silent = self.silent.saturating_sub(1),
            Event::Text(text) if self.in_front => self.front.push_str(&text),
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak if self.silent == 0 => self.text.push('\n'),
            Event::Start(Tag::Item) => self.open("\n"),
            Event::End(TagEnd::TableCell) => self.text.push_str("; "),
            Event::Start(Tag::BlockQuote(_)) => self.sign(quoted::OPEN),
            Event::End(TagEnd::BlockQuote(_)) => self.sign(quoted::CLOSE),
            Event::Html(tag) | Event::InlineHtml(tag) => self.tag(&tag),
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Table(_) | Tag::TableRow,
            )
            | Event::Rule => self.open("\n\n"),
            _ => {}
        }
    }

    /// Begins or ends a block quotation.
    fn sign(&mut self, sign: char) {
        self.open("\n\n");
        self.text.push(sign);
    }

    /// Signs the quotations that people write as elements of HTML, whose text is Markdown again.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let opens = !tag.starts_with("</");
        match (name[..length].to_ascii_lowercase().as_str(), opens) {
            // More in the same line would be no Markdown, and is left out.
            ("blockquote", true) if !tag.contains("</") => self.sign(quoted::OPEN),
            ("blockquote", false) => self.sign(quoted::CLOSE),
            ("q", true) => self.text.push(quoted::Q),
            ("q", false) => self.text.push(quoted::UNQ),
            ("cite", true) => self.text.push(quoted::CITE),
            ("cite", false) => self.text.push(quoted::END),
            _ => {}
        }
    }

    /// Begins a block, which `gap` parts from what is before.
    fn open(&mut self, gap: &str) {
        if !self.text.is_empty() && !self.text.ends_with(gap) {
            let length = self.text.trim_end_matches('\n').len();
            self.text.truncate(length);
            self.text.push_str(gap);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let text = "---\ntitle: \"Remaniement : la suite\"\ndate: 2024-07-29\nauthor: [Anne Roy, Luc Petit]\nurl: https://example.org/a\n---\n\n# Remaniement\n\nLa **ministre** a [démissionné](https://example.org/b),\ndit-on.\n\n![photo](a.png)\n\n* Un\n* Deux\n\n> « Non », a-t-il dit.\n\n```\nlet x = 1;\n```\n";
        let taken = read(text, Vec::new()).unwrap();
        assert_eq!(
            taken.article.text,
            "Remaniement\n\nLa ministre a démissionné,\ndit-on.\n\nUn\nDeux\n\n« Non », a-t-il dit."
        );
        assert_eq!(taken.article.title.as_deref(), Some("Remaniement : la suite"));
        assert_eq!(taken.article.authors, ["Anne Roy", "Luc Petit"]);
        assert!(taken.article.date.is_some() && taken.article.url.is_some() && taken.remarks.is_empty());
        assert!(read("![a](b)", Vec::new()).is_err());
    }
}
