//! What rules by hand would take, whose word counts for the ranking.

use super::super::cluster::Clusters;

/// The bit of the first rule that takes anything.
const FIRST: usize = 7;

/// What each rule by hand would take.
pub(in crate::coref) struct Picks {
    /// One thing; the order is that of the trained features, of which there are at most [`FIRST`].
    pub(in crate::coref) things: Vec<Option<usize>>,
    /// What the first rule takes that takes anything.
    pub(in crate::coref) first: Option<usize>,
    /// The mention at which a coordination begins.
    pub(in crate::coref) group: Option<usize>,
}

impl Picks {
    /// Returns those of rules that take one thing each, in the order of their precedence.
    pub(in crate::coref) fn of(things: Vec<Option<usize>>) -> Self {
        Self { first: things.iter().flatten().copied().next(), things, group: None }
    }

    /// Returns all things that are taken.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.things.iter().flatten().copied()
    }

    /// Returns a bit for each rule that would take what `candidate` refers to, and one more where the first does.
    pub(super) fn bits(&self, clusters: &Clusters, candidate: usize) -> u32 {
        let takes = |pick: &Option<usize>| pick.is_some_and(|p| clusters.same(p, candidate));
        let each = (0..).zip(&self.things).filter(|(_, p)| takes(p)).fold(0, |bits, (at, _)| bits | 1 << at);
        each | u32::from(takes(&self.first)) << FIRST
    }
}
