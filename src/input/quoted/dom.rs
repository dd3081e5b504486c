//! Finds in a page the quotations that its elements show, and signs them.

use dom_query::{Document, NodeRef, Selection};

use super::source::{LONGEST, one_line};
use super::{CITE, CLOSE, END, OPEN, POST, Q, SOURCE, UNQ, post};

/// Parts of the names of classes for those who said or wrote what stands before.
const NAMED: [&str; 9] =
    ["attribution", "author", "byline", "cite", "citation", "credit", "signature", "source", "speaker"];

/// Elements among which the source of a quotation is looked for behind it.
const NEAR: usize = 12;

/// Parts of the names of classes for quotations.
const QUOTED: [&str; 4] = ["quote", "blockquote", "pullquote", "quotation"];

/// Elements that may stand in a line with other words.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "mark",
    "q", "s", "small", "span", "strong", "sub", "time",
];

/// Puts signs into the text of `page` where quotations begin and end, and where their sources are named.
///
/// This comes before the main text is looked for, since that takes footers and what is called an author for no part of
/// an article. Sources and posts lose their markup, so that nothing of it counts against them.
pub(in crate::input) fn mark(page: &Document) {
    for quote in page.select("blockquote").nodes().iter().filter(|quote| post::is_post(quote)) {
        // One within another went with it.
        if quote.ancestors_it(None).last().is_some_and(|top| top.id == page.root().id) {
            post::rewrite(quote);
        }
    }
    for node in page.select("blockquote footer, blockquote figcaption").nodes() {
        if !is_caption(node) {
            name_source(node, SOURCE);
        }
    }
    for node in page.select("blockquote cite, blockquote [class]").nodes() {
        if node.has_name("cite") || has_class(node, &NAMED) {
            name_source(node, CITE);
        }
    }
    // What was taken out above is no longer found.
    for quote in page.select("blockquote").nodes() {
        let is_post = post::is_post(quote);
        if has_text(quote) {
            if !is_post {
                take_source_behind(quote);
            }
            enclose(quote, if is_post { POST } else { OPEN }, CLOSE);
        }
    }
    for quote in page.select("q").nodes().iter().filter(|quote| has_text(quote)) {
        if quote.children().into_iter().find(has_text).is_some_and(|child| is_block(&child)) {
            enclose(quote, OPEN, CLOSE);
            quote.rename("blockquote");
        } else {
            enclose(quote, Q, UNQ);
        }
    }
}

/// Puts signs around what is in `node`.
fn enclose(node: &NodeRef, open: char, close: char) {
    node.prepend_child(&node.tree.new_text(open.to_string()));
    node.append_child(&node.tree.new_text(close.to_string()));
}

/// Leaves of `node` no more than its text, as that of a source.
fn name_source(node: &NodeRef, sign: char) {
    let attached = node.ancestors_it(None).any(|around| around.has_name("blockquote"));
    if !attached || !is_short(node) || Selection::from(*node).select("blockquote").exists() {
        return;
    }
    let text = node.formatted_text();
    if super::has_words(&text) {
        node.set_text(format!("{sign}{}{END}", one_line(&text)));
        node.remove_all_attrs();
        if sign == SOURCE {
            node.rename("p");
        }
    }
}

/// Moves what names the source of `quote` right behind it into it.
fn take_source_behind(quote: &NodeRef) {
    let Some(source) = in_figure(quote).or_else(|| next_to(quote)) else { return };
    let text = source.formatted_text();
    if !super::has_words(&text) {
        return;
    }
    let line = quote.tree.new_element("p");
    line.set_text(format!("{SOURCE}{}{END}", one_line(&text)));
    source.remove_from_parent();
    quote.append_child(&line);
}

/// The caption or the like of the figure that `quote` fills.
fn in_figure<'a>(quote: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let around: Vec<_> = quote
        .ancestors_it(None)
        .take_while(|node| !node.has_name("blockquote") && !node.has_name("body"))
        .collect();
    let figure = around.iter().position(|node| node.has_name("figure"))?;
    let is_source = |node: &NodeRef| {
        ["figcaption", "footer", "cite"].iter().any(|&name| node.has_name(name)) && is_short(node)
    };
    let inside = |node: &NodeRef<'a>| -> Option<NodeRef<'a>> {
        if is_source(node) {
            return Some(*node);
        }
        node.descendants_it().take(NEAR).find(is_source)
    };
    for node in std::iter::once(quote).chain(&around[..figure]) {
        let siblings = std::iter::successors(node.next_element_sibling(), NodeRef::next_element_sibling);
        for sibling in siblings.take(NEAR).take_while(|sibling| !sibling.has_name("blockquote")) {
            if let Some(found) = inside(&sibling) {
                return Some(found);
            }
        }
    }
    // A caption may come first, too, but then it may be that of a picture.
    let first = around[figure]
        .first_element_child()
        .filter(|child| child.has_name("figcaption") && is_short(child))?;
    (!has_media(&around[figure])).then_some(first)
}

/// What stands right behind `quote` and names its source by itself.
fn next_to<'a>(quote: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let next = next_with_text(quote).filter(|next| next.is_element() && is_short(next))?;
    if has_class(&next, &["attribution"]) || has_class(&next, &QUOTED) && has_class(&next, &NAMED) {
        return (!next.has_name("blockquote")).then_some(next);
    }
    if next.has_name("cite") {
        // With words behind it, a sentence begins there.
        return next_with_text(&next).is_none_or(|after| is_block(&after)).then_some(next);
    }
    let cite = next.first_element_child().filter(|child| next.has_name("p") && child.has_name("cite"))?;
    let letters = |node: &NodeRef| node.text().chars().filter(|c| c.is_alphanumeric()).count();
    (letters(&cite) == letters(&next)).then_some(next)
}

/// Returns what follows `node` in the same element and has text.
fn next_with_text<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut next = node.next_sibling();
    while let Some(sibling) = next {
        let silent = sibling.has_name("script") || sibling.has_name("style");
        if !silent && has_text(&sibling) {
            return Some(sibling);
        }
        next = sibling.next_sibling();
    }
    None
}

/// Whether `caption` is that of a picture within a quotation.
fn is_caption(caption: &NodeRef) -> bool {
    let figure = caption
        .ancestors_it(None)
        .take_while(|node| !node.has_name("blockquote"))
        .find(|node| node.has_name("figure"));
    caption.has_name("figcaption") && figure.is_some_and(|figure| has_media(&figure))
}

fn has_media(figure: &NodeRef) -> bool {
    figure.descendants_it().any(|node| {
        ["img", "picture", "video", "iframe", "audio", "svg"].iter().any(|&name| node.has_name(name))
    })
}

fn is_block(node: &NodeRef) -> bool {
    node.is_element() && !INLINE.iter().any(|&name| node.has_name(name))
}

/// Whether a part of a class of `node` is among `names`.
fn has_class(node: &NodeRef, names: &[&str]) -> bool {
    node.class().is_some_and(|class| {
        let class = class.to_ascii_lowercase();
        class.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| names.contains(&part))
    })
}

/// Whether there is text in `node`, or it is some.
pub(super) fn has_text(node: &NodeRef) -> bool {
    node.is_nonempty_text() || node.descendants_it().any(|inner| inner.is_nonempty_text())
}

/// Whether the text of `node` may be a name.
fn is_short(node: &NodeRef) -> bool {
    let mut left = LONGEST;
    node.descendants_it().filter(NodeRef::is_text).all(|text| {
        let length = text.text().trim().chars().count();
        let fits = length <= left;
        left = left.saturating_sub(length);
        fits
    })
}
