//! Who is who: joins the mentions of one article that refer to the same thing.
//!
//! Names come first, over the whole article, since a later full name tells who a surname at the start is; then what
//! syntax says outright (appositions); then descriptions and pronouns from left to right, each against what was said
//! before it. A link is made only where gender, number and kind allow it.

mod apposition;
mod cluster;
mod description;
mod entity;
mod group;
mod name;
mod neighbour;
mod possessor;
mod pronoun;
pub(crate) mod rank;
mod relative;
mod salience;
mod view;
mod words;
mod world;

#[cfg(test)]
mod tests;

pub use entity::{Entity, Resolution};
pub use rank::Ranker;
pub use words::Words;

use jiff::civil::Date;

use crate::mention::{Form, Gazetteer, Mentions, People};
use crate::parse::Tree;
use crate::segment::Segmented;

use cluster::Clusters;
use rank::Judge;
use view::View;

/// What this stage reads: an article with the outputs of the stages before, and what it knows of names and words.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The text.
    pub text: &'a str,
    /// Its sentences and quotations.
    pub segmented: &'a Segmented,
    /// A tree for each sentence.
    pub trees: &'a [Tree],
    /// Its mentions.
    pub mentions: &'a Mentions,
    /// The known names.
    pub gazetteer: &'a Gazetteer,
    /// The known people.
    pub people: &'a People,
    /// The word lists of this stage.
    pub words: &'a Words,
    /// Its day.
    pub day: Option<Date>,
}

/// Returns the entities of the article and what each of its mentions refers to.
pub fn resolve(scene: Scene<'_>, ranker: &Ranker) -> Resolution {
    resolve_by(scene, &mut &*ranker)
}

/// As [`resolve`]; `judge` says what each pronoun and description refers to.
pub(crate) fn resolve_by(scene: Scene<'_>, judge: &mut dyn Judge) -> Resolution {
    let view = View::new(scene);
    let mut clusters = Clusters::new(&view);
    name::link(&view, &mut clusters);
    apposition::link(&view, &mut clusters);
    neighbour::link(&view, &mut clusters);
    for mention in 0..view.mentions.len() {
        match view.mentions[mention].form {
            Form::Name => {}
            Form::Description => {
                if !group::link(&view, &mut clusters, mention) {
                    description::link(&view, &mut clusters, mention, judge);
                }
            }
            Form::Pronoun => pronoun::link(&view, &mut clusters, mention, judge),
        }
    }
    entity::build(&view, clusters)
}
