//! Pages: the text of the article without what stands around it.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use jiff::civil::Date;

use super::item::{set_date, set_url};
use super::page::{self, About};
use super::{InputError, Taken, quoted, struck};
use crate::text::Article;

/// How deep elements may stand in each other. Browsers stop at 512; the time that a page takes grows with the square.
const DEEPEST: usize = 1000;

/// Letters at the start of the text among which the headline is looked for.
const HEAD: usize = 400;

/// Reads the article of the page `html`, which came from `url` and was fetched on a day.
pub(super) fn read(
    html: String,
    url: Option<&str>,
    fetched: Option<Date>,
    longest: u64,
    mut remarks: Vec<String>,
) -> Result<Taken, InputError> {
    if depth(&html) > DEEPEST {
        return Err(InputError::Deep(DEEPEST));
    }
    let page = Document::from(html);
    struck::remove(&page);
    quoted::mark(&page);
    let mut about = page::about(&page);
    about.title = about.title.map(quoted::render);
    // What the page tells beside its text was read already.
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let no_article = || InputError::NoArticle("the page holds no text of an article".to_owned());
    let mut reader = Readability::with_document(page, None, Some(config)).map_err(|_| no_article())?;
    let main = reader.parse().map_err(|_| no_article())?;
    let text = with_headline(&quoted::render(blocks(&main.text_content)), about.title.as_deref());
    if crate::text::is_blank(&text) {
        return Err(no_article());
    }
    if text.len() as u64 > longest {
        return Err(InputError::TooLong { bytes: longest });
    }
    let mut article = Article::new(text);
    describe(&mut article, about, url, &mut remarks);
    if let (Some(day), Some(fetched)) = (article.date, fetched)
        && day > fetched
    {
        remarks.push(format!("the page dates itself {day}, but was fetched on {fetched} already"));
    }
    Ok(Taken { article, remarks })
}

/// Takes over what the page tells; `url` is where it came from.
fn describe(article: &mut Article, about: About, url: Option<&str>, remarks: &mut Vec<String>) {
    article.title = about.title;
    article.authors = about.authors;
    article.site = about.site;
    if let Some(text) = about.date {
        set_date(article, &text, remarks);
    }
    let own = about.url.as_deref();
    let from = url.and_then(|url| url::Url::parse(url).ok());
    let joined = match (&from, own) {
        (Some(from), Some(own)) => from.join(own).ok().map(String::from),
        (None, Some(own)) => Some(own.to_owned()),
        _ => None,
    };
    // A page must not take the place of one on another site.
    let foreign = |joined: &str| {
        let host = url::Url::parse(joined).ok().and_then(|joined| joined.host_str().map(str::to_owned));
        from.as_ref().is_some_and(|from| from.host_str().map(base_host) != host.as_deref().map(base_host))
    };
    match joined.filter(|joined| !foreign(joined)) {
        Some(own) => set_url(article, &own, remarks),
        None => {
            if let Some(url) = url {
                set_url(article, url, remarks);
            }
        }
    }
}

fn base_host(host: &str) -> &str {
    host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host)
}

/// Returns the text of a fragment of a page, such as a feed holds.
pub(super) fn fragment(html: &str) -> Result<String, InputError> {
    if depth(html) > DEEPEST {
        return Err(InputError::Deep(DEEPEST));
    }
    let fragment = Document::fragment(html);
    struck::remove(&fragment);
    quoted::mark(&fragment);
    fragment
        .select("script, style, noscript, template, iframe, figure:not(:has(blockquote)), form, button")
        .remove();
    Ok(quoted::render(blocks(&fragment.formatted_text())))
}

/// Returns `text` with one space between words and one empty line between blocks.
fn blocks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines() {
        let line = page::spaced(line);
        if line.is_empty() {
            gap = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        out.push_str(&line);
        gap = false;
    }
    out
}

/// Returns `text` below the headline `title`, unless it begins with it.
pub(super) fn with_headline(text: &str, title: Option<&str>) -> String {
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let Some(title) = title.map(page::spaced).filter(|title| !title.is_empty()) else {
        return text.to_owned();
    };
    let start: String = text.chars().take(HEAD + title.len()).collect();
    if letters(&start).contains(&letters(&title)) { text.to_owned() } else { format!("{title}\n\n{text}") }
}

/// Elements that are never closed, or close by themselves where the next one begins.
const UNNESTED: [&str; 28] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "param", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "rt",
];

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Returns how deep the elements of `html` stand in each other at most: a cheap estimate, made before the page is read,
/// since reading one that is too deep takes for ever.
fn depth(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut depth, mut most, mut at) = (0_usize, 0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == b'<')) {
        at += found + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let start = at + usize::from(closing);
        let length = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if length == 0 || length > 16 {
            depth += usize::from(length > 16 && !closing);
            most = most.max(depth);
            continue;
        }
        let name = html[start..start + length].to_ascii_lowercase();
        at = start + length;
        if UNNESTED.contains(&name.as_str()) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else if RAW.contains(&name.as_str()) {
            let end = format!("</{name}");
            let rest = &bytes[at..];
            at += rest
                .windows(end.len())
                .position(|w| w.eq_ignore_ascii_case(end.as_bytes()))
                .map_or(rest.len(), |i| i + end.len());
        } else {
            depth += 1;
            most = most.max(depth);
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="fr"><head><title>La ministre démissionne - Le Quotidien</title>
        <meta property="og:title" content="La ministre démissionne"><meta property="og:site_name" content="Le Quotidien">
        <link rel="canonical" href="/politique/demission"></head><body>
        <nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <div class="cookie-banner">Nous utilisons des cookies pour mesurer notre audience. <button>Accepter</button></div>
        <article><h1>La ministre démissionne</h1><time datetime="2024-07-29T08:00:00+02:00">lundi</time>
        <p>La ministre de la Culture, Jeanne Vidal, a présenté sa démission lundi matin au président, qui l'a acceptée, a annoncé
        <b>l'Élysée</b> dans un communiqué&nbsp;; son successeur n'est pas encore connu, mais plusieurs noms circulent.</p>
        <p>«&#160;Je pars la tête haute&#160;», a-t-elle déclaré devant ses collaborateurs, en remerciant les équipes du ministère,
        les artistes et les élus qui l'ont soutenue pendant deux ans, et en souhaitant bonne chance à celui qui viendra.</p>
        <script>var a = "<div><div>";</script>
        <p>L'opposition a critiqué un départ précipité et demandé que le budget de la culture soit débattu dès la rentrée.</p></article>
        <section class="comments" id="comments"><h2>Commentaires</h2><div class="comment"><p>Jean a accusé Paul de mentir, bravo.</p></div></section>
        <footer><p>Mentions légales, abonnements, nous contacter</p></footer></body></html>"#;

    #[test]
    fn the_article_is_cut_out() {
        let url = Some("https://www.example.org/politique/demission?utm=1");
        let taken = read(PAGE.to_owned(), url, None, 100_000, Vec::new()).unwrap();
        let article = taken.article;
        assert!(article.text.starts_with("La ministre démissionne\n\n"), "{}", article.text);
        assert!(
            article.text.contains("\n\n«\u{a0}Je pars") || article.text.contains("\n\n« Je pars"),
            "{}",
            article.text
        );
        assert!(article.text.contains("annoncé l'Élysée dans"), "{}", article.text);
        for other in ["Accueil", "cookies", "Commentaires", "bravo", "Mentions", "<", "var a"] {
            assert!(!article.text.contains(other), "{other} in {}", article.text);
        }
        assert_eq!(article.site.as_deref(), Some("Le Quotidien"));
        assert_eq!(article.url.as_deref(), Some("https://www.example.org/politique/demission"));
        assert_eq!(article.date.unwrap().to_string(), "2024-07-29");
        assert_eq!(taken.remarks, Vec::<String>::new());
    }

    #[test]
    fn addresses_of_other_sites_are_not_taken_over() {
        let page = PAGE.replace("/politique/demission", "https://example.com/autre");
        let taken = read(page, Some("https://example.org/a"), None, 100_000, Vec::new()).unwrap();
        assert_eq!(taken.article.url.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn pages_without_an_article_are_skipped() {
        for page in ["<html></html>", "<!DOCTYPE html><body><script>x()</script></body>", "<p>"] {
            let error = read(page.to_owned(), None, None, 1000, Vec::new()).unwrap_err();
            assert!(error.is_skip(), "{page}: {error}");
        }
    }

    #[test]
    fn depth_is_seen_before_the_page_is_read() {
        assert_eq!(depth("<div><p><p><b>x</b></div><BR><ul><li><i>x"), 2);
        assert_eq!(depth("<script>'<div><div><div>'</SCRIPT><div>"), 1);
        let page = "<div>".repeat(10_000);
        assert!(matches!(read(page, None, None, 1000, Vec::new()), Err(InputError::Deep(_))));
    }

    #[test]
    fn what_is_struck_out_and_marks_of_footnotes_are_left_out() {
        let cases = [
            ("<p>Le préfet a reçu <sup>1</sup>Paul Martin.</p>", "Le préfet a reçu Paul Martin."),
            ("<p>Paul Martin<sup>[2]</sup> part.</p>", "Paul Martin part."),
            ("<p>En 2016<sup><a href='#n3'>3</a></sup>, il part.</p>", "En 2016, il part."),
            ("<p>Il promet 3 m<sup>2</sup> le 1<sup>er</sup> mars.</p>", "Il promet 3 m2 le 1er mars."),
            ("<p>10<sup>6</sup> cas, CO<sub>2</sub></p>", "106 cas, CO2"),
            (
                "<p>Le maire, <del>Luc Petit</del> <ins>Paul Martin</ins>, part.</p>",
                "Le maire, Paul Martin, part.",
            ),
        ];
        for (html, text) in cases {
            assert_eq!(fragment(html).unwrap(), text);
        }
    }

    #[test]
    fn fragments_keep_their_blocks() {
        let text =
            fragment("<p>Un &amp; deux.</p><p>Trois<br>quatre <em>cinq</em></p><script>x</script>").unwrap();
        assert_eq!(text, "Un & deux.\n\nTrois\nquatre cinq");
        assert_eq!(fragment("Sans balise").unwrap(), "Sans balise");
    }
}
