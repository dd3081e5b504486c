//! All rules over an article: candidates, the choice between overlapping ones, who asserts them, a stable order.

use std::collections::{BTreeMap, BTreeSet};

use crate::coref::Resolution;
use crate::morph::Lexicon;
use crate::parse::Relation;
use crate::text::Span;

use super::attribution;
use super::clause::Clause;
use super::cue::{self, CueIndex};
use super::draft::{self, Draft, Resolver};
use super::matcher::{self, Binding, Site};
use super::quotation::speaker::{self, By};
use super::quotation::{Layout, Quotation, Quotations};
use super::rule::{Cue, CueClass, Frame, Role, Rule, Rules};
use super::scene::{Filler, Scene};
use super::second::{Both, Reader, Veto};
use super::slot::Slot;
use super::{
    Argument, Fact, Factuality, Polarity, Status, Theme, confidence, modality, second, speech, veridicality,
};

/// The one type that the code itself makes facts of: what a quotation without a verb of saying is.
const STATEMENT: &str = "Statement";

/// Longest sentence that is read: what is longer is none, and rules look at all of its words for each of them.
const MAX_WORDS: usize = 3_000;

/// Returns the facts of the article, in the order of sentence and trigger, and the resolution with the
/// entities that only facts mention (the country behind `russe`).
pub fn extract(
    scene: &Scene<'_>,
    rules: &Rules,
    index: &CueIndex,
    lexicon: &Lexicon,
) -> (Vec<Fact>, Resolution) {
    let quotations = Quotations::find(scene);
    let scene = &Scene { quotations: &quotations, ..*scene };
    let mut drafts = Vec::new();
    for sentence in 0..scene.trees.len() {
        let mut found = choose(candidates(scene, rules, index, lexicon, sentence));
        if let Some(both) = both(scene, sentence) {
            both.weigh(rules, lexicon, &mut found);
            found.sort_by_key(|d| d.word);
        }
        drafts.extend(found);
    }
    let mut resolver = Resolver::new(scene);
    settle_speakers(scene, &drafts, &mut resolver);
    add_unintroduced(scene, rules, &mut drafts, &mut resolver);
    let relays: Vec<Vec<Argument>> = drafts.iter().map(|d| relay(scene, &drafts, d, &mut resolver)).collect();
    let mut facts: Vec<Fact> = drafts.iter().map(|d| fact(d, &mut resolver)).collect();
    for ((fact, draft), relay) in facts.iter_mut().zip(&drafts).zip(relays) {
        // What another said is relayed; that he threatened or promised is told.
        if draft.rule.fact_type == STATEMENT || draft.theme.is_some() {
            fact.via = relay;
        } else if fact.source.is_empty() {
            fact.source = relay;
        }
    }
    let admitted: Vec<bool> =
        drafts.iter().zip(&mut facts).map(|(draft, fact)| admit(&resolver, draft, fact)).collect();
    let mut keep: Vec<bool> = (0..facts.len())
        .map(|i| admitted[i] && is_fact(scene, &drafts[i], &facts[i], &drafts, &facts))
        .collect();
    for later in 0..facts.len() {
        let mut beside = attribution::of_sentence(&drafts, drafts[later].sentence);
        if keep[later] && beside.any(|i| i != later && keep[i] && repeats(&drafts, &facts, later, i)) {
            keep[later] = false;
        }
    }
    let mut kept = keep.iter();
    drafts.retain(|_| *kept.next().unwrap_or(&false));
    let mut kept = keep.iter();
    facts.retain(|_| *kept.next().unwrap_or(&false));
    attribution::attribute(scene, &mut facts, &drafts, &resolver.voices);
    name_sources(scene, &mut facts, &drafts, &mut resolver);
    set_status(&mut facts);
    for (fact, draft) in facts.iter_mut().zip(&drafts).filter(|(fact, _)| fact.status == Status::Asserted) {
        if let Some(veto) = both(scene, draft.sentence).and_then(|both| both.veto(draft)) {
            apply(fact, veto);
        }
    }
    let model = rules.confidence.of(scene);
    for (fact, draft) in facts.iter_mut().zip(&drafts) {
        let signs = confidence::signs(scene, draft, fact, both(scene, draft.sentence).as_ref());
        let sureness = model.weigh(&signs);
        (fact.signs, fact.stated, fact.confidence) =
            (signs, rounded(sureness.stated), rounded(sureness.right));
    }
    // That they assert something is no fact of its own (`selon les chiffres provisoires`).
    let unsure = |fact: &Fact, draft: &Draft<'_>| {
        let Some((_, weighing)) = scene.learned.filter(|_| draft.reader == Reader::Learned) else {
            return false;
        };
        // What is told as the article's own word must be surer.
        let asserted = fact.status == Status::Asserted;
        fact.stated < weighing.stated || asserted && fact.confidence < weighing.right
    };
    let drop: Vec<bool> = drafts.iter().zip(&facts).map(|(d, f)| d.source_only || unsure(f, d)).collect();
    let facts = in_order(facts, &drop);
    let resolution = draft::extended(resolver);
    (facts, resolution)
}

/// Returns a probability rounded to hundredths, so that what processors add up in another order decides nothing.
fn rounded(probability: f64) -> f64 {
    (probability * 100.0).round() / 100.0
}

/// Returns the sentence as both readers see it, where there are two.
fn both<'a>(scene: &'a Scene<'a>, sentence: usize) -> Option<Both<'a>> {
    let (scores, weighing) = scene.learned?;
    Some(Both { scene, scores: scores.get(sentence)?, weighing, sentence })
}

/// Gives facts that are somebody's word, and nobody's by the grammar, the source that the learned reader finds in their sentence.
fn name_sources(scene: &Scene<'_>, facts: &mut [Fact], drafts: &[Draft<'_>], resolver: &mut Resolver<'_>) {
    let inner: BTreeSet<usize> = facts.iter().flat_map(|fact| fact.content.iter().copied()).collect();
    for (index, (fact, draft)) in facts.iter_mut().zip(drafts).enumerate() {
        if !fact.source.is_empty() || inner.contains(&index) {
            continue;
        }
        let Some(both) = both(scene, draft.sentence) else { continue };
        let sources = resolver.arguments(draft.sentence, &both.sources(draft));
        // Who does something is not told of it by himself.
        fact.source =
            sources.into_iter().filter(|s| fact.agent.iter().all(|a| a.entity != s.entity)).collect();
    }
}

/// What the learned reader surely does not take for the article's own word is not asserted.
fn apply(fact: &mut Fact, veto: Veto) {
    fact.status = Status::Claimed;
    if veto.negative {
        fact.polarity = Polarity::Negative;
    }
    if veto.uncertain {
        fact.factuality = Factuality::Uncertain;
    } else if veto.planned {
        fact.factuality = Factuality::Planned;
    }
}

/// Returns all readings of all words of a sentence.
fn candidates<'a>(
    scene: &'a Scene<'a>,
    rules: &'a Rules,
    index: &CueIndex,
    lexicon: &Lexicon,
    sentence: usize,
) -> Vec<Draft<'a>> {
    let tree = &scene.trees[sentence];
    let mut found = Vec::new();
    if tree.len() > MAX_WORDS {
        return found;
    }
    for word in 0..tree.len() {
        if scene.quotations.is_set_off(scene.word_span(sentence, word).start()) {
            continue;
        }
        let mut readings = cue::readings(tree, lexicon, word);
        if !scene.gazetteer.demonyms(&tree[word].form).is_empty() {
            readings.push(("*".to_owned(), CueClass::Demonym));
        }
        let amount = scene.mentions.amounts_of(sentence).iter().find(|a| a.words.start == word);
        if let Some(amount) = amount {
            readings.push((amount.unit.as_str().to_owned(), CueClass::Amount));
        }
        for (lemma, class) in readings {
            for place in index.get(&lemma) {
                let rule = &rules.rules[place.rule];
                let frame = &rule.frames[place.frame];
                if frame.class != class {
                    continue;
                }
                let cue = &frame.cues[place.cue];
                let Some(rest) = cue::rest(tree, cue, word) else { continue };
                let speech = rule.content.is_some_and(|c| c.speech);
                let site = Site { scene, sentence, word, rest, class, speech };
                if let Some(mut draft) = read(&site, rule, Reading::Cue(place.frame, place.cue)) {
                    if draft.source.is_empty() {
                        draft.source = told_by(&site, rule, cue, rules, index);
                    }
                    found.push(draft);
                }
            }
        }
    }
    found
}

/// Why a frame is tried on a word.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    /// The word is the cue with this index of the frame with this index.
    Cue(usize, usize),
    /// The learned reader takes it for one of the frame with this index.
    Learned(usize),
}

pub(super) fn read<'a>(site: &Site<'a>, rule: &'a Rule, reading: Reading) -> Option<Draft<'a>> {
    let (frame, further) = match reading {
        Reading::Cue(frame, cue) => (&rule.frames[frame], rule.frames[frame].cues[cue].rest.len()),
        Reading::Learned(frame) => (&rule.frames[frame], 0),
    };
    let clause = site.scene.clause(site.sentence);
    let negated = modality::is_negated(clause, site.word, &site.rest);
    if frame.negated.is_some_and(|wanted| wanted != negated) {
        return None;
    }
    if site.class == CueClass::Verb && (modality::is_asked(clause, site.word) || is_indefinite(site)) {
        return None;
    }
    let binding = matcher::bind(site, frame)?;
    let bound = binding.agent.len() + binding.target.len() + usize::from(binding.theme.is_some());
    Some(Draft {
        frame: &frame.name,
        special: 2 * further + frame.with.len() + usize::from(frame.negated.is_some()),
        filled: 12 * bound + 15 * frame.need.len() + 5 * frame.without.len(),
        also: frame.also,
        need: &frame.need,
        nothing: frame.nothing,
        source_only: frame.source_only,
        vouched: frame.with.iter().any(|(slot, _)| matches!(slot, Slot::Subj | Slot::Obj)),
        ..unframed(site, rule, frame, binding)
    })
}

/// Returns the fact of `rule`'s type that the word of `site` states, with the roles of `binding`; of `frame` only counts whether it is
/// of what is denied.
pub(super) fn unframed<'a>(site: &Site<'a>, rule: &'a Rule, frame: &Frame, binding: Binding) -> Draft<'a> {
    let clause = site.scene.clause(site.sentence);
    let negated = modality::is_negated(clause, site.word, &site.rest);
    let (polarity, factuality) = stance(site, rule, frame, negated && frame.negated.is_none());
    Draft {
        rule,
        frame: second::ROLES,
        class: site.class,
        sentence: site.sentence,
        word: site.word,
        trigger: site.trigger(),
        agent: binding.agent,
        target: binding.target,
        theme: binding.theme,
        source: binding.source,
        place: places(site),
        time: modality::time(site.scene, site.sentence, site.word, site.class),
        polarity,
        factuality,
        special: 0,
        filled: 0,
        also: false,
        need: &[],
        nothing: false,
        source_only: false,
        vouched: false,
        attribute: is_attribute(clause, site.word),
        speaker: Vec::new(),
        reader: Reader::Rules,
        probability: None,
    }
}

/// Returns who tells of it by the grammar alone: the subject of the verb of saying whose complement it is (`annonce avoir
/// tué X`, `a annoncé la libération de X`), or of its own cue where that is a telling of the deed (`annoncer sa
/// candidature`). Contents that are read as such need this not; others do.
fn told_by(site: &Site<'_>, rule: &Rule, cue: &Cue, rules: &Rules, index: &CueIndex) -> Vec<Filler> {
    let speech = |rule: &Rule| rule.content.is_some_and(|c| c.speech);
    if speech(rule) || site.class == CueClass::Prep {
        return Vec::new();
    }
    let clause = site.scene.clause(site.sentence);
    let reports = |lemma: &str| site.scene.words.is("reporting-verb", lemma);
    let says = |lemma: &str| {
        index.get(lemma).iter().any(|place| {
            let rule = &rules.rules[place.rule];
            let frame = &rule.frames[place.frame];
            speech(rule) && frame.class == CueClass::Verb && frame.cues[place.cue].rest.is_empty()
        })
    };
    let own = site.class == CueClass::Verb && !cue.rest.is_empty() && reports(&cue.lemma);
    let teller = if own { Some(site.word) } else { attribution::teller(clause, site.word, &says, &reports) };
    let speakers = teller.map(|verb| clause.actor(verb)).unwrap_or_default();
    let speakers = speakers.into_iter().flat_map(|s| clause.coordinated(s));
    speakers.filter(|&s| site.scene.mention(site.sentence, s).is_some()).map(Filler::Word).collect()
}

/// Whether the word is an adjective or participle beside a noun (`les élections contestées`).
fn is_attribute(clause: Clause<'_>, word: usize) -> bool {
    matches!(clause.tree[word].relation.base(), Relation::Amod | Relation::Acl) && !clause.is_finite(word)
}

/// Returns what the words of the sentence say of whether it happened.
fn stance(site: &Site<'_>, rule: &Rule, frame: &Frame, negates: bool) -> (Polarity, Factuality) {
    let polarity = modality::polarity(frame.polarity, negates);
    let scene = site.scene;
    if rule.state && site.is_attribute() {
        let verdict = veridicality::verdict_of_state(scene, site.sentence, site.word);
        return verdict.apply(polarity, Factuality::Actual);
    }
    let factuality = modality::factuality(scene.clause(site.sentence), site.word, site.class);
    veridicality::verdict(scene, site.sentence, site.word, site.class).apply(polarity, factuality)
}

/// Whether nobody in particular acts (`on dit que`).
fn is_indefinite(site: &Site<'_>) -> bool {
    let clause = site.scene.clause(site.sentence);
    clause.subject(site.word).iter().any(|&s| site.scene.words.is("indefinite-person", &clause.tree[s].form))
}

/// Places named by complements of the cue word.
fn places(site: &Site<'_>) -> Vec<Filler> {
    let tree = &site.scene.trees[site.sentence];
    let clause = site.scene.clause(site.sentence);
    let children = tree.children(site.word).iter().copied();
    children
        .filter(|&c| {
            clause.is_nominal(c) && site.scene.kind(site.sentence, c) == Some(crate::mention::Kind::Place)
        })
        .filter(|&c| {
            tree.related(c, crate::parse::Relation::Case)
                .any(|case| site.scene.words.is("place-preposition", &clause.phrase_lemma(case)))
        })
        .map(Filler::Word)
        .collect()
}

/// Of several readings of one word keeps the most special of each type, and of the types the most special, ties together.
fn choose(found: Vec<Draft<'_>>) -> Vec<Draft<'_>> {
    let mut by_word: BTreeMap<usize, Vec<Draft<'_>>> = BTreeMap::new();
    for draft in found {
        by_word.entry(draft.word).or_default().push(draft);
    }
    let mut chosen: Vec<Draft<'_>> = Vec::new();
    for (_, mut drafts) in by_word {
        drafts.sort_by(|a, b| {
            let rank = |d: &Draft<'_>| (d.special, d.filled);
            rank(b).cmp(&rank(a)).then(a.rule.name.cmp(&b.rule.name)).then(a.frame.cmp(b.frame))
        });
        let special = drafts.iter().filter(|d| !d.also).map(|d| d.special).max();
        let mut types: Vec<String> = Vec::new();
        for draft in drafts {
            let best = draft.also || special == Some(draft.special);
            if best && !types.contains(&draft.rule.fact_type) {
                types.push(draft.rule.fact_type.clone());
                chosen.push(draft);
            }
        }
    }
    // A longer cue holds the words of a shorter one of the same type (`mettre en doute`, `doute`).
    let spans: Vec<(String, Span, usize, bool)> =
        chosen.iter().map(|d| (d.rule.fact_type.clone(), d.trigger, d.word, d.nothing)).collect();
    chosen.retain(|d| {
        !spans.iter().any(|(t, span, word, nothing)| {
            (*t == d.rule.fact_type || *nothing)
                && *word != d.word
                && span.contains(d.trigger)
                && span.len() > d.trigger.len()
        })
    });
    chosen.retain(|d| !d.nothing);
    chosen
}

/// Says of each fact whose word it is. What stands inside another fact's content is that one's matter, even where no
/// source was found.
fn set_status(facts: &mut [Fact]) {
    let inner: BTreeSet<usize> = facts.iter().flat_map(|fact| fact.content.iter().copied()).collect();
    for (index, fact) in facts.iter_mut().enumerate() {
        let own = fact.source.is_empty() && !inner.contains(&index);
        let holds = fact.polarity == Polarity::Positive && fact.factuality == Factuality::Actual;
        fact.status = if own && holds { Status::Asserted } else { Status::Claimed };
    }
}

/// Finds who speaks in each quotation. Who is meant by `je` in one decides who speaks in those inside it, so these take a
/// second look.
fn settle_speakers(scene: &Scene<'_>, drafts: &[Draft<'_>], resolver: &mut Resolver<'_>) {
    let nested = scene.quotations.all().iter().any(|q| q.outer.is_some());
    for _ in 0..1 + usize::from(nested) {
        let facts: Vec<Fact> = drafts.iter().map(|d| fact(d, resolver)).collect();
        let spokesmen = spokesmen(&facts);
        resolver.voices = speaker::find(scene, drafts, &facts, &spokesmen, resolver);
    }
}

/// Pairs of a person and the organisation or country of a role that the article gives the person.
fn spokesmen(facts: &[Fact]) -> Vec<(usize, usize)> {
    let roles = facts.iter().filter(|f| f.rule.starts_with("relation/role"));
    roles.filter_map(|f| Some((f.agent.first()?.entity, f.target.first()?.entity))).collect()
}

/// Adds what a quotation without a verb of saying is: a statement of whom the words around it or the discourse name.
fn add_unintroduced<'a>(
    scene: &Scene<'_>,
    rules: &'a Rules,
    drafts: &mut Vec<Draft<'a>>,
    resolver: &mut Resolver<'_>,
) {
    let Some(rule) = rules.of_type(STATEMENT) else { return };
    let Some(frame) = rule.frames.first() else { return };
    let sentences = &scene.segmented.sentences;
    for (quotation, voice) in scene.quotations.all().iter().zip(&resolver.voices) {
        let stated = match quotation.layout {
            Layout::Marks => is_set_apart(scene, quotation),
            Layout::Turn(..) => true,
            Layout::Line | Layout::Answer | Layout::Floating => false,
        };
        let found = matches!(voice.by, By::Words | By::Discourse) && !quotation.continues;
        let sentence = scene.sentence_at(quotation.inner.start());
        if !stated || !found || sentence >= sentences.len() || !speech::is_clausal(scene, quotation) {
            continue;
        }
        let speaker = voice.named.clone();
        drafts.push(unintroduced(scene, rule, &frame.name, sentence, quotation.inner, speaker));
    }
    drafts.sort_by_key(|d| (d.sentence, d.trigger));
}

/// Whether the quotation is a sentence by itself, or is set off from the words before it by a colon or comma.
fn is_set_apart(scene: &Scene<'_>, quotation: &Quotation) -> bool {
    let first = scene.sentence_at(quotation.span.start());
    scene.segmented.sentences.get(first).is_some_and(|own| {
        let before =
            scene.text[own.span.start().min(quotation.span.start())..quotation.span.start()].trim_end();
        before.is_empty() || before.ends_with([':', ','])
    })
}

/// Whether the adjective of origin `draft` already fills a role of another fact (`le président russe X`).
fn is_taken(draft: &Draft<'_>, drafts: &[Draft<'_>]) -> bool {
    draft.class == CueClass::Demonym
        && drafts[attribution::of_sentence(drafts, draft.sentence)].iter().any(|other| {
            let fillers = other.agent.iter().chain(&other.target);
            other.class != CueClass::Demonym
                && other.sentence == draft.sentence
                && fillers.into_iter().any(|f| matches!(f, Filler::Known(word, _) if *word == draft.word))
        })
}

fn unintroduced<'a>(
    scene: &Scene<'_>,
    rule: &'a Rule,
    frame: &'a str,
    sentence: usize,
    inner: Span,
    speaker: Vec<Argument>,
) -> Draft<'a> {
    let words = &scene.sentence(sentence).words;
    let first = words.iter().position(|w| inner.contains(w.span)).unwrap_or(0);
    let last = (first + 2).min(words.len() - 1);
    Draft {
        rule,
        frame,
        class: CueClass::Prep,
        sentence,
        word: first,
        trigger: words[first].span.join(words[last].span),
        agent: Vec::new(),
        target: Vec::new(),
        theme: Some(Theme { span: inner, text: inner.of(scene.text).to_owned() }),
        source: Vec::new(),
        place: Vec::new(),
        time: None,
        polarity: Polarity::Positive,
        factuality: Factuality::Actual,
        special: 0,
        filled: 0,
        also: false,
        need: &[],
        nothing: false,
        source_only: false,
        vouched: false,
        attribute: false,
        speaker,
        reader: Reader::Rules,
        probability: None,
    }
}

/// Returns who relays what `draft` says another said.
fn relay(
    scene: &Scene<'_>,
    drafts: &[Draft<'_>],
    draft: &Draft<'_>,
    resolver: &mut Resolver<'_>,
) -> Vec<Argument> {
    let speech = draft.rule.content.is_some_and(|c| c.speech);
    let Some(relay) = attribution::relays(scene, drafts, draft).filter(|_| speech) else { return Vec::new() };
    resolver.arguments(relay.sentence, &relay.agent)
}

fn fact(draft: &Draft<'_>, resolver: &mut Resolver<'_>) -> Fact {
    let sentence = draft.sentence;
    let agent = if draft.speaker.is_empty() {
        resolver.arguments(sentence, &draft.agent)
    } else {
        draft.speaker.clone()
    };
    let mut target = resolver.arguments(sentence, &draft.target);
    target.retain(|t| !agent.iter().any(|a| a.entity == t.entity));
    Fact {
        fact_type: draft.rule.fact_type.clone(),
        sentence,
        trigger: draft.trigger,
        agent,
        target,
        theme: draft.theme.clone(),
        place: resolver.arguments(sentence, &draft.place),
        time: draft.time.map(|t| super::When { span: t.span, value: t.value }),
        source: resolver.arguments(sentence, &draft.source),
        via: Vec::new(),
        polarity: draft.polarity,
        factuality: draft.factuality,
        status: Status::Claimed,
        confidence: 0.0,
        signs: Vec::new(),
        stated: 0.0,
        rule: if draft.reader == Reader::Learned && draft.frame == second::ROLES {
            "learned/roles".to_owned()
        } else {
            format!("{}:{}", draft.rule.name, draft.frame)
        },
        reader: draft.reader,
        content: Vec::new(),
    }
}

/// Takes those out of the roles of `fact` that its rule does not admit there, now that it is known who is meant. Returns
/// whether the fact still stands: one whose only agent or target cannot be one is none.
fn admit(resolver: &Resolver<'_>, draft: &Draft<'_>, fact: &mut Fact) -> bool {
    // A source may be anything that tells: `selon le dernier bilan`.
    if draft.source_only || draft.vouched || draft.class == CueClass::Prep {
        return true;
    }
    let admits = &draft.rule.admits;
    let mut stands = true;
    for (role, kinds) in [(&mut fact.agent, &admits.agent), (&mut fact.target, &admits.target)] {
        let found = role.len();
        role.retain(|argument| kinds.is_empty() || resolver.may_be(argument.entity, kinds));
        stands &= found == 0 || !role.is_empty();
    }
    stands
}

/// Whether the draft is a fact after all: it has someone in it, it is not asked, and it does not only relay.
fn is_fact(scene: &Scene<'_>, draft: &Draft<'_>, fact: &Fact, drafts: &[Draft<'_>], facts: &[Fact]) -> bool {
    if fact.agent.is_empty() && fact.target.is_empty() || is_taken(draft, drafts) {
        return false;
    }
    // `ce qui`, `on`: a word in a role that the frame needs may stand for nobody.
    let missing = |role: &Role| match role {
        Role::Agent => fact.agent.is_empty(),
        Role::Target => fact.target.is_empty(),
        Role::Theme => fact.theme.is_none(),
    };
    if draft.need.iter().any(missing) {
        return false;
    }
    // What a speaker says of his own saying is part of the quotation's one statement.
    let own_words = draft.rule.fact_type == STATEMENT
        && draft.class == CueClass::Verb
        && scene.speech_of(draft.sentence, draft.word).is_some()
        && draft.agent.iter().any(|a| scene.mention(draft.sentence, a.word()).is_some_and(|m| m.person == 1));
    if own_words {
        return false;
    }
    // `selon le Kremlin` on what another said is a relay and no saying of its own.
    let relays = draft.class == CueClass::Prep
        && attribution::of_sentence(drafts, draft.sentence).any(|i| {
            let (d, f) = (&drafts[i], &facts[i]);
            d.sentence == draft.sentence
                && d.class != CueClass::Prep
                && (!f.via.is_empty() && f.via == fact.agent)
        });
    !relays
}

/// Whether fact `one` says no more than fact `other` of the same sentence: another word for it beside or inside it.
fn repeats(drafts: &[Draft<'_>], facts: &[Fact], one: usize, other: usize) -> bool {
    let (a, b) = (&facts[one], &facts[other]);
    let same_type = a.fact_type == b.fact_type && a.sentence == b.sentence;
    let within = |inner: &[Argument], outer: &[Argument]| {
        inner.iter().all(|i| outer.iter().any(|o| o.entity == i.entity))
    };
    let inside = b.theme.as_ref().is_some_and(|t| t.span.contains(a.trigger));
    let weaker =
        (drafts[one].special, drafts[one].filled, other) < (drafts[other].special, drafts[other].filled, one);
    let same = within(&a.agent, &b.agent) && within(&a.target, &b.target);
    same_type && same && weaker && (inside || a.theme.is_none() || a.theme == b.theme)
}

/// Returns those of `facts` whose confidence is `least` or more, in their order.
pub fn surer(facts: Vec<Fact>, least: f64) -> Vec<Fact> {
    let drop: Vec<bool> = facts.iter().map(|fact| fact.confidence < least).collect();
    if drop.contains(&true) { in_order(facts, &drop) } else { facts }
}

/// Returns the facts that are not to be dropped in the order of sentence and trigger, with their references to each
/// other renumbered.
fn in_order(facts: Vec<Fact>, drop: &[bool]) -> Vec<Fact> {
    let mut order: Vec<usize> = (0..facts.len()).filter(|&i| !drop[i]).collect();
    order.sort_by_key(|&i| (facts[i].sentence, facts[i].trigger, facts[i].fact_type.clone()));
    let mut place = vec![None; facts.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = Some(new);
    }
    let mut slots: Vec<Option<Fact>> = facts.into_iter().map(Some).collect();
    order
        .iter()
        .filter_map(|&old| slots[old].take())
        .map(|mut fact| {
            fact.content = fact.content.iter().filter_map(|&inner| place[inner]).collect();
            fact.content.sort_unstable();
            fact
        })
        .collect()
}
