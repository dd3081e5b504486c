//! Feeds: RSS, Atom and JSON Feed.

use chrono::{DateTime, Utc};
use feed_rs::model::{Feed, Link};
use feed_rs::parser::Builder;
use jiff::civil::Date;

use super::{InputError, Taken, date, html};
use crate::text::Article;

/// An entry of a feed, as it is written there.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    title: Option<String>,
    /// Markup.
    content: String,
    url: Option<String>,
    id: Option<String>,
    date: Option<Date>,
    authors: Vec<String>,
    site: Option<String>,
}

/// Returns the entries of the feed in `bytes`, in its order.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, InputError> {
    // Days are kept as they stand there, whatever the zone: as midnight in Greenwich, for want of another type.
    let parser = Builder::new()
        .sanitize_content(false)
        .timestamp_parser(|text| {
            let day = date::day(text)?;
            DateTime::<Utc>::from_timestamp(
                day.to_datetime(jiff::civil::Time::midnight())
                    .to_zoned(jiff::tz::TimeZone::UTC)
                    .ok()?
                    .timestamp()
                    .as_second(),
                0,
            )
        })
        .build();
    let feed = parser.parse(bytes).map_err(|error| InputError::Format(format!("not a feed: {error}")))?;
    let Feed { title, authors, entries, .. } = feed;
    let site = title.map(|title| title.content);
    let names = |people: Vec<feed_rs::model::Person>| {
        people
            .into_iter()
            .filter_map(|person| person.name)
            .filter(|name| !name.trim().is_empty())
            .collect::<Vec<_>>()
    };
    let feed_authors = names(authors);
    let entry = |entry: feed_rs::model::Entry| {
        let summary = entry.summary.map(|summary| summary.content);
        let content = entry.content.and_then(|content| content.body);
        let authors = names(entry.authors);
        Entry {
            title: entry.title.map(|title| title.content),
            content: content.filter(|content| !content.trim().is_empty()).or(summary).unwrap_or_default(),
            url: address(&entry.links),
            id: Some(entry.id),
            date: entry.published.or(entry.updated).and_then(day),
            authors: if authors.is_empty() { feed_authors.clone() } else { authors },
            site: site.clone(),
        }
    };
    Ok(entries.into_iter().map(entry).collect())
}

fn day(time: DateTime<Utc>) -> Option<Date> {
    date::day(&time.format("%Y-%m-%d").to_string())
}

/// Returns the address of the article among `links`.
fn address(links: &[Link]) -> Option<String> {
    let page = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    links.iter().find(page).map(|link| link.href.clone())
}

/// Reads the article that `entry` holds: its headline and what is below it.
pub(super) fn read(entry: Entry, longest: u64) -> Result<Taken, InputError> {
    let title = entry.title.as_deref().map(html::fragment).transpose()?.filter(|title| !title.is_empty());
    let text = html::with_headline(&html::fragment(&entry.content)?, title.as_deref());
    if crate::text::is_blank(&text) {
        return Err(InputError::NoArticle("the entry holds no text".to_owned()));
    }
    if text.len() as u64 > longest {
        return Err(InputError::TooLong { bytes: longest });
    }
    let mut article = Article::new(text.trim());
    article.title = title;
    article.date = entry.date;
    article.authors = entry.authors;
    article.site = entry.site;
    article.id = entry.id;
    let mut remarks = Vec::new();
    if let Some(url) = &entry.url {
        super::item::set_url(&mut article, url, &mut remarks);
    }
    Ok(Taken { article, remarks })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(feed: &str) -> Vec<Article> {
        entries(feed.as_bytes())
            .unwrap()
            .into_iter()
            .map(|entry| read(entry, 1000).unwrap().article)
            .collect()
    }

    #[test]
    fn rss_is_read() {
        let articles = articles(
            r#"<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>Le Quotidien</title><link>https://example.org/</link><description>x</description>
            <item><title>L&amp;#039;été</title><link>https://example.org/a</link><description>&lt;p&gt;Résumé.&lt;/p&gt;</description>
            <content:encoded><![CDATA[<p>Un.</p><p>Deux.</p>]]></content:encoded><dc:creator>Anne Roy</dc:creator>
            <pubDate>Mon, 29 Jul 2024 00:30:00 +0200</pubDate><guid>g1</guid></item>
            <item><title>Seul</title></item></channel></rss>"#,
        );
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[0].text, "L'été\n\nUn.\n\nDeux.");
        assert_eq!(articles[0].date.unwrap().to_string(), "2024-07-29");
        assert_eq!(articles[0].url.as_deref(), Some("https://example.org/a"));
        assert_eq!(articles[0].authors, ["Anne Roy"]);
        assert_eq!(articles[0].site.as_deref(), Some("Le Quotidien"));
        assert_eq!((articles[1].text.as_str(), articles[1].date), ("Seul", None));
    }

    #[test]
    fn atom_is_read() {
        let articles = articles(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Quotidien</title><id>f</id><updated>2024-07-30T00:00:00Z</updated>
            <author><name>Rédaction</name></author>
            <entry><title type="html">Démission</title><id>urn:x:1</id><link rel="self" href="https://example.org/a.atom"/><link href="https://example.org/a"/>
            <published>2024-07-29T23:30:00-10:00</published><updated>2024-07-31T00:00:00Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>La ministre part.</p></div></content></entry></feed>"#,
        );
        assert_eq!(articles[0].text, "Démission\n\nLa ministre part.");
        assert_eq!(articles[0].date.unwrap().to_string(), "2024-07-29");
        assert_eq!(articles[0].url.as_deref(), Some("https://example.org/a"));
        assert_eq!(articles[0].authors, ["Rédaction"]);
    }

    #[test]
    fn what_is_no_feed_is_told() {
        assert!(
            entries(b"<rss version='2.0'><channel>").is_err()
                || entries(b"<rss version='2.0'><channel>").unwrap().is_empty()
        );
        assert!(entries(b"<note/>").unwrap_err().to_string().starts_with("not a feed"));
    }
}
