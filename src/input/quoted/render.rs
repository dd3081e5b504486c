//! A text with signs to one with quotation marks.

use super::inline::inline;
use super::layout::Layout;
use super::marks::{Standing, softened, standing, unmarked};
use super::{Q, is_sign, source};

/// A block quotation with this share of the letters of a text, in percent, may hold the article itself.
const WHOLE: usize = 60;

/// Letters that such an article has at least, where anything stands outside of the quotation.
const SHORTEST: usize = 500;

/// Writes quotation marks and lines of sources for the signs in `text`.
///
/// Each paragraph of a block quotation begins with a mark and the last one ends with one; inside another quotation the
/// marks are inner ones, behind those of the outer. Deeper ones count as part of the second. The source follows as a
/// paragraph of its own, behind a dash.
pub(in crate::input) fn render(text: String) -> String {
    if !text.contains(is_sign) {
        return text;
    }
    let mut layout = Layout::read(&text);
    let paths = paths(&mut layout);
    let mut quotations: Vec<Quotation> = paths.iter().map(|_| Quotation::default()).collect();
    let path_of = |block: Option<usize>| block.map_or(Path::default(), |block| paths[block]);
    for (at, item) in layout.items.iter().enumerate() {
        let path = path_of(item.block);
        if !item.source {
            for place in [path.outer, path.inner].into_iter().flatten() {
                quotations[place].paragraphs.push(at);
            }
        } else if let Some(place) = path.inner.or(path.outer) {
            quotations[place].add_source(&item.text);
        }
    }
    for quotation in &mut quotations {
        quotation.standing = standing(quotation.paragraphs.iter().map(|&at| layout.items[at].text.as_str()));
    }
    let mut out: Vec<String> = Vec::with_capacity(layout.items.len());
    for (at, item) in layout.items.iter().enumerate() {
        let path = path_of(item.block);
        if item.source {
            // One of a block that only holds quotations; others follow their quotation.
            if path.outer.is_none() {
                out.extend(source_line(source::name(&item.text)));
            }
            continue;
        }
        let outer = path.outer.map(|place| &quotations[place]);
        let inner = path.inner.map(|place| &quotations[place]);
        let mut words = item.text.as_str();
        for quotation in [outer, inner].into_iter().flatten() {
            words = unmarked(words, quotation.standing, quotation.ends_at(at));
        }
        // A quotation that is wholly in `<q>` has its marks from there.
        let marked =
            |quotation: &&Quotation| quotation.standing == Standing::Marked && item.text.starts_with(Q);
        let depth = [outer, inner].into_iter().flatten().filter(|quotation| !marked(quotation)).count();
        let mut words = inline(words, depth);
        if outer.is_some_and(Quotation::needs_marks) {
            words = softened(&words);
        }
        if let Some(quotation) = inner.filter(|quotation| quotation.needs_marks()) {
            words = format!("\u{201C}{words}{}", if quotation.ends_at(at) { "\u{201D}" } else { "" });
        }
        if let Some(quotation) = outer.filter(|quotation| quotation.needs_marks()) {
            words = format!("\u{AB} {words}{}", if quotation.ends_at(at) { " \u{BB}" } else { "" });
        }
        out.push(words);
        for quotation in [inner, outer].into_iter().flatten().filter(|quotation| quotation.ends_at(at)) {
            out.extend(source_line((!quotation.sources.is_empty()).then(|| quotation.sources.join(", "))));
        }
    }
    let mut text = out.join("\n\n");
    text.retain(|c| !is_sign(c));
    text
}

fn source_line(name: Option<String>) -> Option<String> {
    name.map(|name| format!("\u{2014} {name}"))
}

/// A block quotation that is given in marks.
struct Quotation {
    /// Places of its paragraphs, and of those of the quotations in it.
    paragraphs: Vec<usize>,
    sources: Vec<String>,
    standing: Standing,
}

impl Default for Quotation {
    fn default() -> Self {
        Self { paragraphs: Vec::new(), sources: Vec::new(), standing: Standing::Bare }
    }
}

impl Quotation {
    fn needs_marks(&self) -> bool {
        self.standing != Standing::Marked
    }

    fn ends_at(&self, at: usize) -> bool {
        self.paragraphs.last() == Some(&at)
    }

    fn add_source(&mut self, text: &str) {
        self.sources.extend(source::name(text).filter(|name| self.sources.last() != Some(name)));
    }
}

/// The two outermost quotations around something.
#[derive(Clone, Copy, Default)]
struct Path {
    outer: Option<usize>,
    inner: Option<usize>,
}

/// Returns for each block the quotations that it stands in, with itself where it is one.
///
/// Blocks without words of their own, and those that only style the whole article, are none.
fn paths(layout: &mut Layout) -> Vec<Path> {
    name_nobody_alone(layout);
    let measures = Measures::of(layout);
    let mut paths: Vec<Path> = Vec::with_capacity(layout.blocks.len());
    for (at, block) in layout.blocks.iter().enumerate() {
        let around = block.parent.map_or(Path::default(), |parent| paths[parent]);
        // What stands in a quotation is no article.
        let styling = around.outer.is_none() && measures.is_styling(layout, at);
        let own = (measures.has_words[at] && !styling).then_some(at);
        paths.push(match around {
            Path { outer: None, .. } => Path { outer: own, inner: None },
            Path { outer, inner } => Path { outer, inner: inner.or(own) },
        });
    }
    paths
}

/// Makes words of the sources of blocks that hold nothing else: some people put quotations in `<cite>`.
fn name_nobody_alone(layout: &mut Layout) {
    let mut filled = vec![false; layout.blocks.len()];
    for item in layout.items.iter().filter(|item| !item.source) {
        if let Some(block) = item.block {
            filled[block] = true;
        }
    }
    for block in (0..filled.len()).rev() {
        if let Some(parent) = layout.blocks[block].parent {
            filled[parent] |= filled[block];
        }
    }
    for item in &mut layout.items {
        item.source &= item.block.is_some_and(|block| filled[block]);
    }
}

/// How much of the text each block holds, with those in it.
struct Measures {
    /// Whether it has words outside of those in it.
    has_words: Vec<bool>,
    has_source: Vec<bool>,
    /// Whether the words before it announce it by a colon.
    announced: Vec<bool>,
    /// Letters in it; at the end those of the whole text.
    letters: Vec<usize>,
}

impl Measures {
    fn of(layout: &Layout) -> Self {
        let blocks = layout.blocks.len();
        let mut measures = Self {
            has_words: vec![false; blocks],
            has_source: vec![false; blocks],
            announced: vec![false; blocks],
            letters: vec![0; blocks + 1],
        };
        let (mut before, mut seen) = ("", 0);
        for item in &layout.items {
            let place = item.block.unwrap_or(blocks);
            if item.source {
                measures.has_source[place] = true;
                continue;
            }
            // Blocks are numbered in the order in which they begin.
            if let Some(block) = item.block {
                if block >= seen {
                    let announced = before.trim_end().ends_with(':');
                    measures.announced[seen..=block].fill(announced);
                    seen = block + 1;
                }
                measures.has_words[block] = true;
            }
            measures.letters[place] += item.text.chars().filter(|c| c.is_alphanumeric()).count();
            before = &item.text;
        }
        for block in (0..blocks).rev() {
            let around = layout.blocks[block].parent.unwrap_or(blocks);
            measures.letters[around] += measures.letters[block];
        }
        measures
    }

    /// Whether the block holds the article itself, which is set in by it.
    fn is_styling(&self, layout: &Layout, block: usize) -> bool {
        let all = layout.blocks.len();
        !layout.blocks[block].post
            && !self.has_source[block]
            && !self.announced[block]
            && self.letters[block] * 100 > self.letters[all] * WHOLE
            && (self.letters[block] == self.letters[all] || self.letters[block] >= SHORTEST)
    }
}
