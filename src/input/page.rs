//! What a page tells of its article beside the text: title, authors, site, day, address.

use dom_query::Document;

use super::json_ld;

/// What is told of an article, as it is written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
}

impl About {
    /// Takes over from `other` what is not there yet.
    fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            authors: if self.authors.is_empty() { other.authors } else { self.authors },
            site: self.site.or(other.site),
            date: self.date.or(other.date),
            url: self.url.or(other.url),
        }
    }
}

/// Names of `<meta>` elements, the surer first.
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "dcterms.title"];
const AUTHORS: [&str; 5] = ["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"];
const SITES: [&str; 3] = ["og:site_name", "application-name", "dc.publisher"];
const DATES: [&str; 9] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "parsely-pub-date",
];

/// Returns what `page` tells: in JSON-LD, in OpenGraph and other `<meta>` elements, in the markup, in this order.
pub(super) fn about(page: &Document) -> About {
    let scripts: Vec<String> = page
        .select("script")
        .iter()
        .filter(|script| {
            script
                .attr("type")
                .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
        })
        .map(|script| script.text().to_string())
        .collect();
    let told = json_ld::about(scripts.iter().map(String::as_str)).unwrap_or_default();
    let mut about = told.or(metas(page)).or(markup(page));
    // The link says which of several addresses the site itself uses.
    if let Some(link) = page.select("link[rel~=\"canonical\"]").iter().find_map(|link| link.attr("href")) {
        about.url = Some(link.trim().to_owned()).filter(|url| !url.is_empty()).or(about.url);
    }
    about
}

fn metas(page: &Document) -> About {
    let mut found: Vec<(String, String)> = Vec::new();
    for meta in page.select("meta[content]").iter() {
        let Some(content) = meta.attr("content").map(|content| content.trim().to_owned()) else { continue };
        for name in ["property", "name", "itemprop"].iter().filter_map(|attribute| meta.attr(attribute)) {
            if !content.is_empty() {
                found.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }
    let all = |name: &str| -> Vec<String> {
        found.iter().filter(|(n, _)| n == name).map(|(_, content)| content.clone()).collect()
    };
    let first = |names: &[&str]| names.iter().find_map(|name| all(name).into_iter().next());
    let authors =
        AUTHORS.iter().map(|name| all(name).into_iter().filter(|a| !a.contains("://")).collect::<Vec<_>>());
    About {
        title: first(&TITLES),
        authors: authors.into_iter().find(|authors| !authors.is_empty()).unwrap_or_default(),
        site: first(&SITES),
        date: first(&DATES),
        url: first(&["og:url"]),
    }
}

fn markup(page: &Document) -> About {
    let text = |selector: &str| {
        page.select(selector).nodes().iter().map(|node| spaced(&node.text())).find(|text| !text.is_empty())
    };
    let times = [
        "time[itemprop=\"datePublished\"]",
        "time[pubdate]",
        "article time[datetime]",
        "main time[datetime]",
        "time[datetime]",
    ];
    let date =
        times.iter().find_map(|selector| page.select(selector).iter().find_map(|time| time.attr("datetime")));
    let author = text("[itemprop=\"author\"] [itemprop=\"name\"]")
        .or_else(|| text("[itemprop=\"author\"]"))
        .or_else(|| text("a[rel~=\"author\"]"));
    About {
        title: text("article h1").or_else(|| text("h1")).or_else(|| text("title")),
        authors: author.into_iter().collect(),
        date: date.map(|date| date.to_string()),
        ..About::default()
    }
}

/// Returns `text` with single spaces, and without characters that do not print.
pub(super) fn spaced(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.retain(|c| !c.is_control());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> About {
        about(&Document::from(html))
    }

    #[test]
    fn surer_places_come_first() {
        let about = read(
            r#"<title>Titre - Site</title><meta property="og:title" content="Titre"><meta property="og:site_name" content="Site">
            <meta name="author" content="Anne Roy"><meta name="author" content="Luc Petit">
            <meta property="og:url" content="https://example.org/a?x"><link rel="canonical" href="https://example.org/a">
            <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-07-29"}</script>
            <meta property="article:published_time" content="2024-07-30"><h1>Autre</h1>"#,
        );
        let expected = About {
            title: Some("Titre".to_owned()),
            authors: vec!["Anne Roy".to_owned(), "Luc Petit".to_owned()],
            site: Some("Site".to_owned()),
            date: Some("2024-07-29".to_owned()),
            url: Some("https://example.org/a".to_owned()),
        };
        assert_eq!(about, expected);
    }

    #[test]
    fn markup_fills_the_gaps() {
        let about = read(
            "<title>Page</title><article><h1>Le\n titre</h1><time datetime=\"2024-07-29T08:00\">lundi</time><span itemprop=author>Anne Roy</span></article>",
        );
        assert_eq!(about.title.as_deref(), Some("Le titre"));
        assert_eq!(about.date.as_deref(), Some("2024-07-29T08:00"));
        assert_eq!(about.authors, ["Anne Roy"]);
    }
}
