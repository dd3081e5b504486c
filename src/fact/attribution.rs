//! Who asserts a fact: the speaker in whose reported or quoted words it stands, and who relays them.

use crate::text::Span;

use super::draft::{Draft, Speaker};
use super::overlap::Overlaps;
use super::rule::CueClass;
use super::scene::Scene;
use super::{Argument, Fact, Factuality, Polarity};

/// Returns, for each fact, those in whose content it stands. The facts are in the order of their triggers, so that
/// a content's facts lie side by side and long texts take time in proportion to their length.
fn around(facts: &[Fact], drafts: &[Draft<'_>]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); facts.len()];
    for outer in 0..facts.len() {
        let Some(content) = content_span(&facts[outer]) else { continue };
        let first = facts.partition_point(|f| f.trigger.start() < content.start());
        for inner in first..facts.len() {
            if facts[inner].trigger.start() >= content.end() {
                break;
            }
            if inner != outer && holds(facts, drafts, outer, inner) {
                found[inner].push(outer);
            }
        }
    }
    found
}

fn content_span(fact: &Fact) -> Option<Span> {
    fact.theme.as_ref().map(|t| t.span)
}

fn holds(facts: &[Fact], drafts: &[Draft<'_>], outer: usize, inner: usize) -> bool {
    if drafts[outer].rule.content.is_none() {
        return false;
    }
    let Some(content) = content_span(&facts[outer]) else { return false };
    let trigger = facts[inner].trigger;
    let same_word =
        drafts[outer].sentence == drafts[inner].sentence && drafts[outer].word == drafts[inner].word;
    content.contains(trigger)
        && !same_word
        && !trigger.contains(facts[outer].trigger)
        && !content.contains(facts[outer].trigger)
}

/// Sets source, relay, polarity and factuality of the facts that stand in another's content, and lists them there.
pub fn attribute(facts: &mut [Fact], drafts: &[Draft<'_>]) {
    let around = around(facts, drafts);
    let length = |outer: usize| content_span(&facts[outer]).map_or(0, Span::len);
    // The innermost act of speech asserts it, or where there is none the innermost thought or wish …
    let holders: Vec<_> = around
        .iter()
        .map(|all| {
            all.iter().copied().min_by_key(|&outer| {
                let speech = drafts[outer].rule.content.is_some_and(|c| c.speech);
                (!speech, length(outer), outer)
            })
        })
        .collect();
    // … and the innermost of any kind decides how real it is.
    let nearest: Vec<_> =
        around.iter().map(|all| all.iter().copied().min_by_key(|&outer| (length(outer), outer))).collect();
    for inner in 0..facts.len() {
        if let Some(outer) = holders[inner] {
            if facts[inner].source.is_empty() {
                facts[inner].source = facts[outer].agent.clone();
            }
            let relay = if facts[outer].via.is_empty() { Vec::new() } else { facts[outer].via.clone() };
            facts[inner].via = relay;
            facts[outer].content.push(inner);
        }
        let Some(content) = nearest[inner].and_then(|outer| drafts[outer].rule.content) else { continue };
        let own_speech = drafts[inner].rule.content.is_some_and(|c| c.speech);
        if content.polarity == Polarity::Negative {
            facts[inner].polarity = Polarity::Negative;
        }
        if let Some(factuality) = content.factuality
            && (!own_speech || factuality == Factuality::Planned)
            && facts[inner].factuality == Factuality::Actual
        {
            facts[inner].factuality = factuality;
        }
    }
}

/// Returns the range of the drafts of sentence `sentence`; the drafts are in the order of their sentences.
pub fn of_sentence(drafts: &[Draft<'_>], sentence: usize) -> std::ops::Range<usize> {
    drafts.partition_point(|d| d.sentence < sentence)..drafts.partition_point(|d| d.sentence <= sentence)
}

/// Returns the phrase after `selon` that comments on the saying `draft`, so that it relays and does not say.
pub fn relays<'d, 'a>(
    scene: &Scene<'_>,
    drafts: &'d [Draft<'a>],
    draft: &Draft<'_>,
) -> Option<&'d Draft<'a>> {
    let sentence = scene.sentence(draft.sentence);
    drafts[of_sentence(drafts, draft.sentence)].iter().find(|other| {
        other.class == CueClass::Prep
            && other.sentence == draft.sentence
            && draft.class != CueClass::Prep
            && !draft.agent.is_empty()
            && !draft.theme.as_ref().is_some_and(|t| t.span.contains(other.trigger))
            // A relay stands behind who said it: `…, a déclaré X, selon Y`.
            && other.trigger.start() > draft.trigger.end()
            && sentence.span.contains(draft.trigger)
    })
}

/// Returns for each quotation who speaks in it: whose saying has content that overlaps it; a quotation that goes on
/// from another has its speaker.
pub fn speakers(scene: &Scene<'_>, facts: &[(Fact, bool)], spokesmen: &[(usize, usize)]) -> Vec<Speaker> {
    let mut found: Vec<Speaker> = Vec::new();
    let sayings = facts.iter().enumerate().filter(|(_, (fact, speech))| *speech && !fact.agent.is_empty());
    let sayings = Overlaps::new(sayings.filter_map(|(i, (fact, _))| Some((content_span(fact)?, i))));
    for (index, quote) in scene.segmented.quotes.iter().enumerate() {
        let saying = sayings
            .with(quote.inner)
            .into_iter()
            .map(|i| &facts[i])
            .min_by_key(|(fact, _)| fact.theme.as_ref().map_or(0, |t| t.span.len()));
        let speaker = match saying {
            Some((fact, _)) => speaker_of(&fact.agent, &fact.target, spokesmen),
            None if quote.continues && index > 0 => found[index - 1].clone(),
            None => Speaker::default(),
        };
        found.push(speaker);
    }
    found
}

/// Returns who is meant by the first and second persons in the words of `agents` to `addressees`.
pub fn speaker_of(agents: &[Argument], addressees: &[Argument], spokesmen: &[(usize, usize)]) -> Speaker {
    let one: Vec<usize> = agents.iter().map(|a| a.entity).collect();
    let mut group: Vec<usize> =
        spokesmen.iter().filter(|(who, _)| one.contains(who)).map(|&(_, body)| body).take(1).collect();
    if group.is_empty() {
        group.clone_from(&one);
    }
    Speaker { one, group, addressee: addressees.iter().map(|a| a.entity).collect() }
}
