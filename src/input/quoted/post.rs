//! Posts of social networks in a page: a block quotation that a script of the network replaces.

use dom_query::{NodeRef, Selection};

use super::dom::has_text;
use super::{END, SOURCE, has_words, source};

/// Classes of the block quotations that networks have put into pages.
const CLASSES: [&str; 12] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "text-post-media",
    "tiktok-embed",
    "mastodon-embed",
    "bluesky-embed",
    "fb-xfbml-parse-ignore",
    "fb-post",
    "reddit-embed-bq",
    "reddit-card",
    "embedly-card",
];

pub(super) fn is_post(quote: &NodeRef) -> bool {
    quote.class().is_some_and(|class| class.split_whitespace().any(|class| CLASSES.contains(&class)))
}

/// Leaves of the post `quote` its text and a source: the name of the account, without handle, day and buttons.
///
/// One that has no text but links goes as a whole.
pub(super) fn rewrite(quote: &NodeRef) {
    let mut paragraphs: Vec<NodeRef> =
        Selection::from(*quote).select("p").nodes().iter().filter(|p| has_text(p)).copied().collect();
    let rest = rest(quote, &paragraphs);
    let mut owner = signature(&rest);
    // Instagram signs in the last paragraph, and so do editors that make one of each line.
    if owner.is_none()
        && let Some(last) = paragraphs.last().map(|last| last.text().trim().to_string())
        && (paragraphs.len() > 1 && source::is_dashed(&last) || is_signature(&last))
    {
        owner = Some(source::signed(&last).map_or_else(|| source::name(&last), |(_, owner)| owner));
        paragraphs.pop();
    }
    if paragraphs.is_empty() && !rest.is_empty() {
        let all: String = rest.iter().map(|piece| piece.text.as_str()).collect();
        let own: String =
            rest.iter().filter(|piece| !piece.linked).map(|piece| piece.text.as_str()).collect();
        let text = match source::signed(&all) {
            Some((head, _)) => head,
            // Of a form that is not known: the whole of it, unless it is a link with a few words.
            None if own.len() * 2 >= all.len() => return,
            None => "",
        };
        if has_words(text) {
            let paragraph = quote.tree.new_element("p");
            paragraph.set_text(text.trim());
            paragraphs.push(paragraph);
        }
    }
    for paragraph in &paragraphs {
        for link in
            Selection::from(*paragraph).select("a").nodes().iter().filter(|link| is_address(&link.text()))
        {
            link.remove_from_parent();
        }
    }
    paragraphs.retain(has_text);
    if paragraphs.is_empty() {
        quote.remove_from_parent();
        return;
    }
    quote.remove_children();
    for paragraph in paragraphs {
        paragraph.remove_from_parent();
        paragraph.remove_all_attrs();
        quote.append_child(&paragraph);
    }
    if let Some(owner) = owner.flatten() {
        let line = quote.tree.new_element("p");
        line.set_text(format!("{SOURCE}{owner}{END}"));
        quote.append_child(&line);
    }
}

/// A stretch of text outside of the paragraphs.
struct Piece {
    text: String,
    linked: bool,
    /// Whether it stands behind the last paragraph.
    behind: bool,
}

fn rest(quote: &NodeRef, paragraphs: &[NodeRef]) -> Vec<Piece> {
    let last = paragraphs.last().map(|last| last.id);
    let nodes: Vec<_> = quote.descendants_it().collect();
    let (mut pieces, mut behind) = (Vec::new(), last.is_none());
    for node in nodes {
        behind |= Some(node.id) == last;
        if !node.is_nonempty_text() {
            continue;
        }
        let around: Vec<_> = node.ancestors_it(None).take_while(|around| around.id != quote.id).collect();
        if !around
            .iter()
            .any(|around| around.has_name("p") || around.has_name("script") || around.has_name("style"))
        {
            let linked = around.iter().any(|around| around.has_name("a"));
            pieces.push(Piece { text: node.text().to_string(), linked, behind });
        }
    }
    pieces
}

/// Returns the name of the account that `rest` tells, if it is signed at all.
fn signature(rest: &[Piece]) -> Option<Option<String>> {
    let text = |linked: bool| -> String {
        rest.iter().filter(|piece| linked || !piece.linked).map(|piece| piece.text.as_str()).collect()
    };
    if let Some((_, owner)) = source::signed(&text(true)) {
        return Some(owner);
    }
    // The day is a link to the post.
    let own = text(false);
    if source::is_dashed(&own) {
        return Some(source::name(&own));
    }
    // On Facebook, words of the network lead to a link with the name.
    let behind: Vec<_> = rest.iter().filter(|piece| piece.behind).collect();
    behind.windows(2).find_map(|pair| match pair {
        [words, link] if !words.linked && has_words(&words.text) && link.linked => {
            let name = link.text.trim();
            (!name.starts_with('@')).then(|| source::name(name))
        }
        _ => None,
    })
}

/// Whether `line` is no more than a phrase with the name of an account and its handle.
fn is_signature(line: &str) -> bool {
    line.split_once("(@").is_some_and(|(before, _)| {
        before.chars().count() <= source::LONGEST && !before.contains(['.', '!', '?', '\u{2026}', ':'])
    })
}

/// Whether `link` shows an address, or stands for a picture.
fn is_address(link: &str) -> bool {
    let link = link.trim();
    link.contains('/') && !link.contains(char::is_whitespace) || link.starts_with('[') && link.ends_with(']')
}
