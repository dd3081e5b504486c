//! The whole way from article to facts.

use crate::coref::Resolution;
use crate::document::Document;
use crate::mention::Mentions;
use crate::resources::Resources;
use crate::segment::Segmented;
use crate::text::{Article, CharIndex};

/// Returns what the stages read in `article`.
pub fn convert(article: Article, _resources: &Resources) -> Document {
    Document {
        chars: CharIndex::new(&article.text),
        article,
        segmented: Segmented::default(),
        trees: Vec::new(),
        mentions: Mentions::default(),
        resolution: Resolution::default(),
        facts: Vec::new(),
        problems: Vec::new(),
    }
}
