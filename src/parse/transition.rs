//! The transition system: arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011), with the root below the stack.
//!
//! A state shares all that it has in common with the states before it, so that a step costs the same
//! however long the sentence is: the stack is a list of partial trees that are never changed.

use super::Relation;

/// Index of the root below the stack; word `i` of the sentence is `i + 1` here.
pub(crate) const ROOT: u16 = 0;
/// No word.
pub(crate) const NONE: u16 = u16::MAX;
/// Most words in one sentence that is parsed whole.
pub(crate) const MAX_WORDS: usize = 30_000;

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    /// Moves the next word onto the stack.
    Shift,
    /// Hangs the top of the stack on the next word.
    Left(Relation),
    /// Hangs the top of the stack on the word below it.
    Right(Relation),
}

/// The outer children of a partial tree on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    /// The outermost child, or [`NONE`].
    pub(crate) outer: u16,
    /// The one before it.
    pub(crate) inner: u16,
    pub(crate) outer_relation: u8,
    pub(crate) inner_relation: u8,
    /// Number of children.
    pub(crate) count: u8,
    /// The set of their relations, bit by bit.
    pub(crate) relations: u64,
}

impl Side {
    const EMPTY: Self =
        Self { outer: NONE, inner: NONE, outer_relation: 0xff, inner_relation: 0xff, count: 0, relations: 0 };

    fn with(self, child: u16, relation: Relation) -> Self {
        Self {
            outer: child,
            inner: self.outer,
            outer_relation: relation as u8,
            inner_relation: self.outer_relation,
            count: self.count.saturating_add(1),
            relations: self.relations | 1 << relation as u8,
        }
    }
}

/// A partial tree on the stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) word: u16,
    pub(crate) left: Side,
    pub(crate) right: Side,
    /// The nearest preposition, conjunction or relative pronoun among the left children.
    pub(crate) marker: u16,
    /// The item below.
    pub(crate) below: u32,
}

/// A state of the parser; `before` and `action` say how it came about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// Top of the stack.
    pub(crate) top: u32,
    /// Next word.
    pub(crate) next: u16,
    /// Left children of the next word so far.
    pub(crate) left: Side,
    pub(crate) marker: u16,
    pub(crate) score: f32,
    pub(crate) before: u32,
    pub(crate) action: Action,
}

/// The items and states of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    pub(crate) items: Vec<Item>,
    pub(crate) states: Vec<State>,
    count: u16,
}

impl Arena {
    /// Returns an arena for `count` words, whose state 0 is the start.
    pub(crate) fn new(count: usize) -> Self {
        let root = Item { word: ROOT, left: Side::EMPTY, right: Side::EMPTY, marker: NONE, below: u32::MAX };
        let start = State {
            top: 0,
            next: 1,
            left: Side::EMPTY,
            marker: NONE,
            score: 0.0,
            before: u32::MAX,
            action: Action::Shift,
        };
        Self { items: vec![root], states: vec![start], count: count as u16 }
    }

    /// Returns the item `depth` places below the top of the stack.
    pub(crate) fn stack(&self, state: &State, depth: usize) -> Option<&Item> {
        let mut item = self.items.get(state.top as usize);
        for _ in 0..depth {
            item = item.and_then(|i| self.items.get(i.below as usize));
        }
        item
    }

    /// Whether `state` allows shifting, left arcs, right arcs.
    pub(crate) fn allowed(&self, state: &State) -> [bool; 3] {
        let top = &self.items[state.top as usize];
        let more = state.next <= self.count;
        let below = self.items.get(top.below as usize);
        // The root takes its one child when all else is done.
        let right = below.is_some_and(|b| b.word != ROOT || !more);
        [more, more && top.word != ROOT, right]
    }

    /// Whether `state` is an end.
    pub(crate) fn is_final(&self, state: &State) -> bool {
        state.next > self.count && self.items[state.top as usize].word == ROOT
    }

    /// Adds the state that `action`, an allowed one, makes of state `from`; `marks` says of each word whether
    /// it is a preposition, conjunction or relative pronoun.
    pub(crate) fn step(&mut self, from: u32, action: Action, score: f32, marks: &[bool]) -> u32 {
        let mut state = self.states[from as usize];
        let top = self.items[state.top as usize];
        match action {
            Action::Shift => {
                let (word, left, marker) = (state.next, state.left, state.marker);
                self.items.push(Item { word, left, right: Side::EMPTY, marker, below: state.top });
                state.top = self.items.len() as u32 - 1;
                state.next += 1;
                state.left = Side::EMPTY;
                state.marker = NONE;
            }
            Action::Left(relation) => {
                state.left = state.left.with(top.word, relation);
                if marks.get(top.word as usize).copied().unwrap_or_default() {
                    state.marker = top.word;
                }
                state.top = top.below;
            }
            Action::Right(relation) => {
                let mut head = self.items[top.below as usize];
                head.right = head.right.with(top.word, relation);
                self.items.push(head);
                state.top = self.items.len() as u32 - 1;
            }
        }
        state.before = from;
        state.action = action;
        state.score = score;
        self.states.push(state);
        self.states.len() as u32 - 1
    }

    /// Returns the actions that led to state `at`, first to last.
    pub(crate) fn actions(&self, mut at: u32) -> Vec<Action> {
        let mut actions = Vec::new();
        while let Some(state) = self.states.get(at as usize).filter(|s| s.before != u32::MAX) {
            actions.push(state.action);
            at = state.before;
        }
        actions.reverse();
        actions
    }
}

/// Returns heads (0 for the root, else the word's number from 1) and relations that `actions` give `count` words.
pub(crate) fn replay(actions: &[Action], count: usize) -> Vec<(usize, Relation)> {
    let mut arcs = vec![(0, Relation::Root); count];
    let mut stack = vec![0];
    let mut next = 1;
    for action in actions {
        match *action {
            Action::Shift => {
                stack.push(next);
                next += 1;
            }
            Action::Left(relation) => {
                if let Some(arc) = stack.pop().and_then(|w: usize| arcs.get_mut(w.wrapping_sub(1))) {
                    *arc = (next, relation);
                }
            }
            Action::Right(relation) => {
                let word = stack.pop().unwrap_or_default();
                let head = stack.last().copied().unwrap_or_default();
                if let Some(arc) = arcs.get_mut(word.wrapping_sub(1)) {
                    *arc = (head, relation);
                }
            }
        }
    }
    arcs
}

/// Returns the actions that build the tree of `arcs` (heads as in [`replay`]); arcs that cross others are
/// first hung higher until none does.
pub(crate) fn oracle(arcs: &[(usize, Relation)]) -> Vec<Action> {
    let heads = project(arcs);
    let count = arcs.len();
    let mut waiting = vec![0; count + 1];
    for &head in &heads {
        waiting[head] += 1;
    }
    let mut actions = Vec::with_capacity(2 * count);
    let mut stack = vec![0];
    let mut next = 1;
    while next <= count || stack.len() > 1 {
        let top = stack[stack.len() - 1];
        let below = stack.len().checked_sub(2).map(|i| stack[i]);
        if top != 0 && next <= count && waiting[top] == 0 && heads[top - 1] == next {
            actions.push(Action::Left(arcs[top - 1].1));
            waiting[next] -= 1;
            stack.pop();
        } else if top != 0
            && waiting[top] == 0
            && Some(heads[top - 1]) == below
            && (below != Some(0) || next > count)
        {
            actions.push(Action::Right(arcs[top - 1].1));
            waiting[heads[top - 1]] -= 1;
            stack.pop();
        } else if next <= count {
            actions.push(Action::Shift);
            stack.push(next);
            next += 1;
        } else {
            break;
        }
    }
    actions
}

/// Returns the heads of `arcs`, with the shortest crossing arc hung on the head's head as long as any crosses.
fn project(arcs: &[(usize, Relation)]) -> Vec<usize> {
    let mut heads: Vec<usize> = arcs.iter().map(|a| a.0).collect();
    let under = |heads: &[usize], mut word: usize, head: usize| {
        for _ in 0..=heads.len() {
            if word == head {
                return true;
            }
            match word.checked_sub(1) {
                Some(i) => word = heads[i],
                None => return false,
            }
        }
        false
    };
    for _ in 0..heads.len() * heads.len() {
        let crossing = (1..=heads.len()).filter(|&word| {
            let head = heads[word - 1];
            (word.min(head) + 1..word.max(head)).any(|inner| !under(&heads, inner, head))
        });
        let Some(word) = crossing.min_by_key(|&w| w.abs_diff(heads[w - 1])) else { break };
        heads[word - 1] = heads[word - 1].checked_sub(1).map_or(0, |i| heads[i]);
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn arcs(heads: &[usize]) -> Vec<(usize, Relation)> {
        heads.iter().map(|&h| (h, if h == 0 { Relation::Root } else { Relation::Nmod })).collect()
    }

    #[test]
    fn the_oracle_gives_a_projective_tree_back() {
        // "Elle parle de la loi ."
        let tree = arcs(&[2, 0, 5, 5, 2, 2]);
        assert_eq!(replay(&oracle(&tree), tree.len()), tree);
    }

    #[test]
    fn a_crossing_arc_is_hung_higher() {
        let given = |heads: &[usize]| replay(&oracle(&arcs(heads)), heads.len());
        assert_eq!(given(&[3, 4, 0, 3]), arcs(&[3, 3, 0, 3]));
        assert_eq!(given(&[0, 4, 1, 1, 2]), arcs(&[0, 1, 1, 1, 1]));
    }

    proptest! {
        #[test]
        fn the_oracle_always_ends_and_gives_back_what_does_not_cross(seeds in prop::collection::vec(0usize..100, 1..12)) {
            // Each word hangs on an earlier one, so this is a tree.
            let heads: Vec<_> = seeds.iter().enumerate().map(|(i, s)| if i == 0 { 0 } else { 1 + s % i }).collect();
            let tree = arcs(&heads);
            let given = replay(&oracle(&tree), tree.len());
            prop_assert_eq!(given.iter().map(|a| a.0).collect::<Vec<_>>(), project(&tree));
        }
    }
}
