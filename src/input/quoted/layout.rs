//! A text with signs, taken apart into block quotations and what stands in them and between.

use super::source::{self, LONGEST, apart, is_dashed};
use super::{CITE, CLOSE, END, OPEN, POST, SOURCE, has_words, is_sign};

/// A block quotation.
pub(super) struct Block {
    /// The one around it.
    pub(super) parent: Option<usize>,
    /// Whether it is an embedded post.
    pub(super) post: bool,
}

/// What stands in a place of its own.
pub(super) struct Item {
    /// The innermost block quotation around it.
    pub(super) block: Option<usize>,
    /// A paragraph, the name of a source, or all between two block quotations.
    pub(super) text: String,
    /// Whether it names the source of `block`.
    pub(super) source: bool,
}

/// The block quotations of a text, an outer one before what it holds, and all its parts.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) blocks: Vec<Block>,
    /// In the order of the text, but that sources found at the ends of paragraphs come last.
    pub(super) items: Vec<Item>,
}

impl Layout {
    /// Takes `text` apart. Signs that pair with nothing are left out, and what is not closed ends with the text.
    pub(super) fn read(text: &str) -> Self {
        let mut layout = Self::default();
        let mut within = None;
        let mut rest = text;
        while let Some(at) = rest.find([OPEN, POST, CLOSE]) {
            layout.add(within, &rest[..at]);
            rest = &rest[at..];
            within = if rest.starts_with(CLOSE) {
                within.and_then(|block: usize| layout.blocks[block].parent)
            } else {
                layout.blocks.push(Block { parent: within, post: rest.starts_with(POST) });
                Some(layout.blocks.len() - 1)
            };
            rest = &rest[CLOSE.len_utf8()..];
        }
        layout.add(within, rest);
        layout.find_sources();
        layout
    }

    fn add(&mut self, block: Option<usize>, piece: &str) {
        if block.is_none() {
            let text: String = piece.chars().filter(|c| ![SOURCE, CITE, END].contains(c)).collect();
            let text = text.trim_matches('\n').to_owned();
            if text.contains(|c: char| !c.is_whitespace() && !is_sign(c)) {
                self.items.push(Item { block, text, source: false });
            }
            return;
        }
        for paragraph in piece.split("\n\n") {
            let (mut lines, mut sources) = (Vec::new(), Vec::new());
            for line in paragraph.lines() {
                let (words, mut found) = apart(line.trim());
                if !words.is_empty() {
                    lines.push(words);
                }
                sources.append(&mut found);
            }
            let text = lines.join("\n");
            // Marks alone are a picture.
            if has_words(&text) {
                self.items.push(Item { block, text, source: false });
            }
            let sources = sources.into_iter().filter(|name| has_words(name));
            self.items.extend(sources.map(|text| Item { block, text, source: true }));
        }
    }

    /// Parts off the last line of a quotation that names its source.
    fn find_sources(&mut self) {
        let mut ends = vec![End::default(); self.blocks.len()];
        for (at, item) in self.items.iter().enumerate() {
            if let (Some(block), false) = (item.block, item.source) {
                let end = &mut ends[block];
                end.ahead = end.last.replace(at);
                end.dashed += item.text.lines().filter(|line| is_dashed(line)).count();
            }
        }
        for (block, end) in ends.into_iter().enumerate() {
            let Some(at) = end.last else { continue };
            let text = &self.items[at].text;
            let (before, line) = text.rsplit_once('\n').unwrap_or(("", text));
            let start = text.len() - line.len();
            let ahead = end.ahead.map(|at| self.items[at].text.as_str());
            let ahead = Some(before).filter(|before| has_words(before)).or(ahead);
            let kept = match end.dashed {
                0 if ahead.is_some_and(|ahead| source::is_behind_marks(ahead, line)) => Some(start),
                0 => source::tail(line).map(|(head, _)| start + head.len()),
                1 if is_dashed(line) && line.chars().count() <= LONGEST => ahead.map(|_| start),
                // Where several lines begin with a dash, people talk in turn.
                _ => None,
            };
            let Some(kept) = kept else { continue };
            let name = text[kept..].to_owned();
            let kept = text[..kept].trim_end().len();
            self.items[at].text.truncate(kept);
            self.items.push(Item { block: Some(block), text: name, source: true });
        }
        self.items.retain(|item| item.source || !item.text.is_empty());
    }
}

/// The end of a block's own text.
#[derive(Clone, Default)]
struct End {
    /// Place of the last paragraph, and of the one ahead of it.
    last: Option<usize>,
    ahead: Option<usize>,
    /// Lines of all paragraphs that begin with a dash.
    dashed: usize,
}
