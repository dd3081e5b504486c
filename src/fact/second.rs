//! Two readers of one sentence: what the learned one finds joins the rules' drafts, and what it does not know leaves them.

use std::collections::BTreeSet;

use crate::learned::{Role as Learned, Scores};
use crate::mention::{Form, Mention};
use crate::morph::{Lexicon, Upos};

use super::cue;
use super::draft::Draft;
use super::extract::{self, Reading};
use super::matcher::{self, Binding, Site};
use super::rule::{CueClass, Frame, Rule, Rules};
use super::scene::{Filler, Scene};
use super::weighing::Weighing;
use super::{Polarity, modality};

/// Who read a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// The rules alone.
    Rules,
    /// The learned reader alone.
    Learned,
    /// Both.
    Both,
}

impl Reader {
    /// Returns the name used in the output (`rules`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Learned => "learned",
            Self::Both => "both",
        }
    }
}

/// Name of the frame of facts whose roles the learned reader alone has found.
pub(super) const ROLES: &str = "roles";

/// One sentence as both readers see it.
pub(super) struct Both<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) scores: &'a Scores,
    pub(super) weighing: &'a Weighing,
    pub(super) sentence: usize,
}

/// Words side by side that state a fact of one type.
struct Run {
    first: usize,
    last: usize,
    /// The word that is most surely one and can head a fact.
    anchor: usize,
    probability: f32,
}

/// A mention with its probability in a role.
type Weighed<'a> = (&'a Mention, f32);

impl<'a> Both<'a> {
    /// Takes from `drafts` what the learned reader surely does not see, weighs their roles, and adds what it alone sees.
    pub(super) fn weigh(&self, rules: &'a Rules, lexicon: &Lexicon, drafts: &mut Vec<Draft<'a>>) {
        for draft in drafts.iter_mut() {
            let Some(kind) = self.scores.type_index(&draft.rule.fact_type) else { continue };
            let best = self.best(kind, draft);
            draft.probability = Some(best);
            draft.reader = if best >= self.weighing.agree { Reader::Both } else { Reader::Rules };
        }
        drafts.retain(|d| d.probability.is_none_or(|p| p >= self.weighing.drop) || d.source_only);
        for (kind, name) in self.scores.types().iter().enumerate() {
            let Some(rule) = rules.of_type(name) else { continue };
            for run in self.runs(kind) {
                let seen =
                    |d: &Draft<'_>| d.rule.fact_type == *name && !d.source_only && self.covers(d, &run);
                if !drafts.iter().any(seen) {
                    drafts.extend(self.draft(rule, lexicon, kind, &run));
                }
            }
        }
        for draft in drafts.iter_mut() {
            let Some(kind) = self.scores.type_index(&draft.rule.fact_type) else { continue };
            if draft.reader != Reader::Learned && !draft.source_only {
                self.settle_roles(kind, draft);
            }
        }
    }

    /// Returns the highest probability that a word of the draft's trigger states a fact of its type.
    fn best(&self, kind: usize, draft: &Draft<'_>) -> f32 {
        let words = &self.scene.sentence(self.sentence).words;
        let inside = words.iter().enumerate().filter(|(_, w)| draft.trigger.contains(w.span)).map(|(i, _)| i);
        inside.map(|w| self.scores.states(w, kind)).fold(0.0, f32::max)
    }

    fn covers(&self, draft: &Draft<'_>, run: &Run) -> bool {
        let span = self
            .scene
            .word_span(self.sentence, run.first)
            .join(self.scene.word_span(self.sentence, run.last));
        span.start() < draft.trigger.end() && draft.trigger.start() < span.end()
    }

    /// Returns the runs of words that surely enough state a fact of the type with index `kind`.
    fn runs(&self, kind: usize) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut word = 0;
        let count = self.scores.len();
        let sure = |w: usize| self.scores.states(w, kind) >= self.weighing.edge;
        while word < count {
            if !sure(word) {
                word += 1;
                continue;
            }
            let first = word;
            while word < count && sure(word) {
                word += 1;
            }
            let best = |words: &mut dyn Iterator<Item = usize>| {
                words.map(|w| (self.scores.states(w, kind), w)).fold(
                    None,
                    |best: Option<(f32, usize)>, one| {
                        if best.is_none_or(|b| one.0 > b.0) { Some(one) } else { best }
                    },
                )
            };
            let Some((probability, any)) = best(&mut (first..word)) else { continue };
            if probability < self.weighing.add {
                continue;
            }
            let anchor = best(&mut (first..word).filter(|&w| self.heads(w))).map_or(any, |b| b.1);
            runs.push(Run { first, last: word - 1, anchor, probability });
        }
        runs
    }

    /// Whether a word can head a fact: no auxiliary, article or preposition.
    fn heads(&self, word: usize) -> bool {
        let upos = self.scene.trees[self.sentence].nodes().get(word).map(|n| n.analysis.upos);
        upos.is_some_and(|u| matches!(u, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num))
    }

    /// Returns the fact of `rule`'s type that the words of `run` state, where somebody is in it.
    fn draft(&self, rule: &'a Rule, lexicon: &Lexicon, kind: usize, run: &Run) -> Option<Draft<'a>> {
        let tree = &self.scene.trees[self.sentence];
        if run.anchor >= tree.len()
            || self.scene.quotations.is_set_off(self.scene.word_span(self.sentence, run.anchor).start())
        {
            return None;
        }
        let mut classes: Vec<CueClass> =
            cue::readings(tree, lexicon, run.anchor).into_iter().map(|r| r.1).collect();
        classes.dedup();
        let country = self.country(run.anchor);
        if country.is_some() {
            classes.insert(0, CueClass::Demonym);
        }
        let speech = rule.content.is_some_and(|c| c.speech);
        let site = |class| Site {
            scene: self.scene,
            sentence: self.sentence,
            word: run.anchor,
            rest: Vec::new(),
            class,
            speech,
        };
        let framed = |class: CueClass| {
            let site = site(class);
            let frames =
                rule.frames.iter().enumerate().filter(move |(_, f)| f.class == class && may_learn(f));
            frames
                .filter_map(move |(at, _)| extract::read(&site, rule, Reading::Learned(at)))
                .collect::<Vec<_>>()
        };
        let mut found: Vec<Draft<'a>> = classes.iter().copied().flat_map(framed).collect();
        // The frame whose roles the learned reader finds likeliest, the first of equals.
        let mut best: Option<(f32, Draft<'a>)> = None;
        for draft in found.drain(..) {
            let fit = self.fit(kind, run.anchor, &draft);
            if best.as_ref().is_none_or(|b| fit > b.0) {
                best = Some((fit, draft));
            }
        }
        let mut draft = match best {
            Some((fit, draft)) if fit > 0.0 => draft,
            _ => {
                let class = classes.first().copied().unwrap_or(CueClass::Noun);
                let site = site(class);
                let clause = self.scene.clause(self.sentence);
                if class == CueClass::Verb && modality::is_asked(clause, run.anchor) {
                    return None;
                }
                let frame = rule.frames.first()?;
                extract::unframed(&site, rule, frame, Binding::default())
            }
        };
        let roles = self.roles(kind, run.anchor);
        for (role, filled) in [(Learned::Agent, &mut draft.agent), (Learned::Target, &mut draft.target)] {
            self.fill(&roles, role, filled);
        }
        draft.target.retain(|t| !draft.agent.contains(t));
        if self.weighing.named.contains(&rule.fact_type) {
            draft.agent.retain(|a| self.is_named(*a));
            if draft.agent.is_empty() {
                return None;
            }
        }
        if let Some(country) = country.filter(|_| draft.target.is_empty()) {
            draft.target.push(country);
        }
        if draft.theme.is_none() && draft.frame == ROLES {
            let taken: Vec<Filler> = draft.agent.iter().chain(&draft.target).copied().collect();
            let site = site(draft.class);
            let mut frames = rule.frames.iter().filter(|f| f.class == draft.class && may_learn(f));
            draft.theme = frames.find_map(|frame| matcher::content(&site, frame, &taken));
        }
        if draft.place.is_empty() {
            draft.place = self.sure(&roles, Learned::Place, self.weighing.fill);
        }
        if draft.agent.is_empty() && draft.target.is_empty() {
            return None;
        }
        draft.trigger = self
            .scene
            .word_span(self.sentence, run.first)
            .join(self.scene.word_span(self.sentence, run.last));
        draft.reader = Reader::Learned;
        draft.probability = Some(run.probability);
        draft.need = &[];
        draft.also = true;
        Some(draft)
    }

    /// Returns the country behind an adjective that states a fact by itself (`le chanteur belge X`).
    fn country(&self, word: usize) -> Option<Filler> {
        let node = &self.scene.trees[self.sentence][word];
        let adjective = node.analysis.upos != Upos::Propn && !node.form.starts_with(char::is_uppercase);
        let entry = self.scene.gazetteer.demonyms(&node.form).into_iter().next().filter(|_| adjective)?;
        Some(Filler::Known(word, entry))
    }

    /// Returns how well the roles of `draft` agree with the learned ones: their probabilities less one half each.
    fn fit(&self, kind: usize, anchor: usize, draft: &Draft<'_>) -> f32 {
        let roles = self.roles(kind, anchor);
        let sum = |fillers: &[Filler], role: Learned| -> f32 {
            let each = fillers.iter().map(|f| self.probability(&roles, *f, role).unwrap_or(0.6) - 0.4);
            each.sum()
        };
        sum(&draft.agent, Learned::Agent) + sum(&draft.target, Learned::Target)
    }

    /// Returns the mentions of the sentence with the probabilities of their roles in the fact that `word` states.
    fn roles(&self, kind: usize, word: usize) -> Vec<(&'a Mention, [f32; 4])> {
        let all = &self.scene.mentions.mentions;
        let start = all.partition_point(|m| m.sentence < self.sentence);
        let own = all[start..].iter().take_while(|m| m.sentence == self.sentence);
        own.filter(|m| self.is_phrase(m))
            .map(|m| (m, self.scores.roles(word, kind, m.words.start, m.words.end - 1)))
            .collect()
    }

    /// Whether a mention is a phrase and no clause that was taken for one (`policière tire sur un mari`).
    fn is_phrase(&self, mention: &Mention) -> bool {
        let nodes = &self.scene.trees[self.sentence].nodes();
        let clause = |w: usize| {
            let analysis = &nodes[w].analysis;
            analysis.upos == Upos::Verb && analysis.feats.mood.is_some()
        };
        mention.form == Form::Name || !mention.core.clone().any(clause)
    }

    /// Returns the probability that what `filler` mentions has `role`; none where it is no mention.
    fn probability(&self, roles: &[(&'a Mention, [f32; 4])], filler: Filler, role: Learned) -> Option<f32> {
        let Filler::Word(word) = filler else { return None };
        // Several mentions of one thing stand for each other: `le président russe Vladimir Poutine`.
        let referents = self.scene.referents(self.sentence, word);
        let own = roles.iter().filter(|(m, _)| {
            m.head == word
                || !referents.is_empty() && self.scene.referents(self.sentence, m.head) == referents
        });
        own.map(|(_, p)| p[role as usize]).reduce(f32::max)
    }

    /// Returns the likeliest mention in `role`, where its probability is `least` or more, with those that are coordinated with it or as
    /// good as sure themselves, in the order of the text.
    fn sure(&self, roles: &[(&'a Mention, [f32; 4])], role: Learned, least: f32) -> Vec<Filler> {
        let mut found: Vec<Weighed<'a>> =
            roles.iter().map(|(m, p)| (*m, p[role as usize])).filter(|w| w.1 >= least).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.head.cmp(&b.0.head)));
        let Some(first) = found.first().map(|w| w.0) else { return Vec::new() };
        let beside = self.scene.clause(self.sentence).coordinated(first.head);
        let mut seen: BTreeSet<&[usize]> = BTreeSet::new();
        let mut taken: Vec<&Mention> = Vec::new();
        for (mention, probability) in found {
            let referents = self.scene.referents(self.sentence, mention.head);
            let inside = taken.iter().any(|t| t.span.contains(mention.span) || mention.span.contains(t.span));
            let another =
                taken.is_empty() || beside.contains(&mention.head) || probability >= self.weighing.another;
            if another && !inside && (referents.is_empty() || seen.insert(referents)) {
                taken.push(mention);
            }
        }
        taken.sort_by_key(|m| m.head);
        taken.into_iter().map(|m| Filler::Word(m.head)).collect()
    }

    /// Joins what a frame has found for `role` with what the learned reader finds.
    fn fill(&self, roles: &[(&'a Mention, [f32; 4])], role: Learned, filled: &mut Vec<Filler>) {
        filled.retain(|f| self.probability(roles, *f, role).is_none_or(|p| p >= self.weighing.keep));
        for filler in self.sure(roles, role, self.weighing.fill) {
            if !filled.iter().any(|f| self.same(*f, filler)) {
                filled.push(filler);
            }
        }
    }

    /// Returns how probable the learned reader finds the least probable of those that have `role` in `draft`, and the most probable of
    /// the mentions that have it not; nothing where it does not know the type.
    pub(super) fn told(
        &self,
        draft: &Draft<'_>,
        role: Learned,
        filled: &[Filler],
    ) -> Option<(Option<f32>, f32)> {
        let kind = self.scores.type_index(&draft.rule.fact_type)?;
        let roles = self.roles(kind, draft.word);
        let least = filled.iter().filter_map(|f| self.probability(&roles, *f, role)).reduce(f32::min);
        let others =
            roles.iter().filter(|(m, _)| !filled.iter().any(|f| self.same(*f, Filler::Word(m.head))));
        Some((least, others.map(|(_, p)| p[role as usize]).fold(0.0, f32::max)))
    }

    fn same(&self, a: Filler, b: Filler) -> bool {
        let of = |f: Filler| self.scene.referents(self.sentence, f.word());
        a.word() == b.word() || !of(a).is_empty() && of(a) == of(b)
    }

    /// Weighs the roles that a rule has found: what is surely none leaves them, what surely is one and is missing joins them.
    fn settle_roles(&self, kind: usize, draft: &mut Draft<'a>) {
        let roles = self.roles(kind, draft.word);
        let weighing = self.weighing;
        for role in [Learned::Agent, Learned::Target] {
            let filled = if role == Learned::Agent { &draft.agent } else { &draft.target };
            let doubted =
                |f: &Filler| self.probability(&roles, *f, role).is_some_and(|p| p < weighing.refuse);
            let mut kept: Vec<Filler> = filled.iter().copied().filter(|f| !doubted(f)).collect();
            let other = if role == Learned::Agent { &draft.target } else { &draft.agent };
            let least = if kept.is_empty() { weighing.replace } else { weighing.join };
            for filler in self.sure(&roles, role, least) {
                let taken = other.iter().any(|f| self.same(*f, filler));
                let inside = |f: &Filler| self.overlaps(*f, filler);
                if !taken && !kept.iter().any(|f| self.same(*f, filler) || inside(f)) {
                    kept.push(filler);
                }
            }
            if kept.is_empty() && !filled.is_empty() && other.is_empty() {
                continue;
            }
            match role {
                Learned::Agent => draft.agent = kept,
                _ => draft.target = kept,
            }
        }
    }

    /// Whether what `filler` mentions has a name in the article.
    fn is_named(&self, filler: Filler) -> bool {
        let referents = self.scene.referents(self.sentence, filler.word());
        referents.iter().any(|&e| self.scene.resolution.entities[e].named)
    }

    fn overlaps(&self, a: Filler, b: Filler) -> bool {
        let span = |f: Filler| self.scene.mention(self.sentence, f.word()).map(|m| m.span);
        span(a).zip(span(b)).is_some_and(|(a, b)| a.contains(b) || b.contains(a))
    }

    /// Returns who asserts `draft`, where the learned reader takes it for somebody's word and finds whose.
    pub(super) fn sources(&self, draft: &Draft<'_>) -> Vec<Filler> {
        let kind = self.scores.type_index(&draft.rule.fact_type);
        let claimed = self.scores.firmness(draft.word).claimed >= self.weighing.claimed;
        let Some(kind) = kind.filter(|_| claimed) else { return Vec::new() };
        self.sure(&self.roles(kind, draft.word), Learned::Source, self.weighing.fill)
    }

    /// Whether the learned reader surely takes `draft` for another's word than the article's, and what else it takes it for.
    pub(super) fn veto(&self, draft: &Draft<'_>) -> Option<Veto> {
        let firmness = self.scores.firmness(draft.word);
        let least = self.weighing.veto;
        let veto = Veto {
            claimed: firmness.claimed >= least,
            negative: firmness.negative >= least && draft.polarity == Polarity::Positive,
            planned: firmness.planned >= least,
            uncertain: firmness.uncertain >= least,
        };
        (veto.claimed || veto.negative || veto.planned || veto.uncertain).then_some(veto)
    }
}

/// What the learned reader surely takes a fact for, against the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Veto {
    pub(super) claimed: bool,
    pub(super) negative: bool,
    pub(super) planned: bool,
    pub(super) uncertain: bool,
}

/// Whether a frame may be tried on a word that the learned reader alone has found: one that takes its words as they come.
fn may_learn(frame: &Frame) -> bool {
    frame.learned
        && !frame.nothing
        && !frame.source_only
        && frame.negated.is_none()
        && frame.with.is_empty()
        && !frame.opens
}
