//! Who asserts a fact: the speaker in whose reported or quoted words it stands, and who relays them.

use crate::parse::Relation;
use crate::text::Span;

use super::clause::Clause;
use super::draft::Draft;
use super::quotation::speaker::{By, Voice};
use super::rule::CueClass;
use super::scene::Scene;
use super::{Fact, Factuality, Polarity};

/// Returns, for each fact, those in whose content it stands. The facts are in the order of their triggers, so that
/// a content's facts lie side by side and long texts take time in proportion to their length.
fn around(scene: &Scene<'_>, facts: &[Fact], drafts: &[Draft<'_>]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); facts.len()];
    for outer in 0..facts.len() {
        let Some(content) = content_span(&facts[outer]) else { continue };
        let first = facts.partition_point(|f| f.trigger.start() < content.start());
        for inner in first..facts.len() {
            if facts[inner].trigger.start() >= content.end() {
                break;
            }
            if inner != outer && holds(scene, facts, drafts, outer, inner) {
                found[inner].push(outer);
            }
        }
    }
    found
}

fn content_span(fact: &Fact) -> Option<Span> {
    fact.theme.as_ref().map(|t| t.span)
}

fn holds(scene: &Scene<'_>, facts: &[Fact], drafts: &[Draft<'_>], outer: usize, inner: usize) -> bool {
    let Some(kind) = drafts[outer].rule.content else { return false };
    // What an attribute says inside the content of what is no saying is the article's own word (`les élections contestées`).
    if !kind.speech && drafts[inner].attribute {
        return false;
    }
    let Some(content) = content_span(&facts[outer]) else { return false };
    let trigger = facts[inner].trigger;
    let same_word =
        drafts[outer].sentence == drafts[inner].sentence && drafts[outer].word == drafts[inner].word;
    content.contains(trigger)
        && !same_word
        && (!trigger.contains(facts[outer].trigger) && !content.contains(facts[outer].trigger)
            || is_around(scene, drafts, outer, inner))
}

/// Whether the saying `outer` is set into the clause of which it is the saying, and `inner` is a word of that clause
/// (`Verdal, selon X, a fermé l'usine`).
fn is_around(scene: &Scene<'_>, drafts: &[Draft<'_>], outer: usize, inner: usize) -> bool {
    let (saying, deed) = (&drafts[outer], &drafts[inner]);
    if saying.sentence != deed.sentence
        || saying.theme.as_ref().is_none_or(|t| t.span.of(scene.text) == t.text)
    {
        return false;
    }
    let tree = &scene.trees[saying.sentence];
    let top = if saying.class == CueClass::Prep { tree[saying.word].head } else { Some(saying.word) };
    // The parser may hang the clause on the saying; then it stands before or behind it.
    let far = deed.word + 1 < saying.word || deed.word > saying.word + 2;
    far && top.is_some_and(|t| !tree.is_under(deed.word, t) || tree[deed.word].head == Some(t))
}

/// Sets source, relay, polarity and factuality of the facts that stand in another's content or in a quotation, and lists
/// those of a content there.
pub fn attribute(scene: &Scene<'_>, facts: &mut [Fact], drafts: &[Draft<'_>], voices: &[Voice]) {
    let around = around(scene, facts, drafts);
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
        quote(scene, facts, drafts, voices, inner, holders[inner]);
        let Some(content) = nearest[inner].and_then(|outer| drafts[outer].rule.content) else { continue };
        let own_speech = drafts[inner].rule.content.is_some_and(|c| c.speech);
        if content.polarity == Polarity::Negative {
            facts[inner].polarity = Polarity::Negative;
        }
        // A deed that somebody is accused of is told as having happened, by the accuser where he is named.
        if content.factuality == Some(Factuality::Actual)
            && nearest[inner].is_some_and(|outer| !facts[outer].agent.is_empty())
            && facts[inner].factuality == Factuality::Uncertain
        {
            facts[inner].factuality = Factuality::Actual;
        }
        if let Some(factuality) = content.factuality
            && (!own_speech || factuality == Factuality::Planned)
            && facts[inner].factuality == Factuality::Actual
        {
            facts[inner].factuality = factuality;
        }
    }
}

/// Gives the fact `inner`, if it stands in a quotation, the speaker as its source: unless a saying within the quotation
/// reports it, which the speaker then relays. `holder` is the saying whose content it stands in.
fn quote(
    scene: &Scene<'_>,
    facts: &mut [Fact],
    drafts: &[Draft<'_>],
    voices: &[Voice],
    inner: usize,
    holder: Option<usize>,
) {
    let Some(quotation) = around_fact(scene, drafts, voices, inner) else { return };
    let span = scene.quotations.all()[quotation].span;
    let own = |draft: usize| scene.word_span(drafts[draft].sentence, drafts[draft].word);
    let voice = |of: usize| voices.get(of).map(|v| v.named.clone()).unwrap_or_default();
    let reported =
        holder.filter(|&h| around_fact(scene, drafts, voices, h).is_some() && span.contains(own(h)));
    let outer = match reported {
        Some(_) => Some(quotation),
        None => {
            facts[inner].source = voice(quotation);
            scene.quotations.speech_around(quotation)
        }
    };
    if let Some(outer) = outer {
        let relay = voice(outer);
        if facts[inner].via.is_empty() && relay != facts[inner].source {
            facts[inner].via = relay;
        }
    }
}

/// Returns the quotation in which the fact of the draft `index` stands. A verb of saying that is set into a quotation and
/// names its speaker stands outside of it.
fn around_fact(scene: &Scene<'_>, drafts: &[Draft<'_>], voices: &[Voice], index: usize) -> Option<usize> {
    let draft = &drafts[index];
    if !draft.speaker.is_empty() {
        return scene.speech_of(draft.sentence, draft.word).and_then(|q| scene.quotations.speech_around(q));
    }
    let found = scene.speech_of(draft.sentence, draft.word)?;
    if voices.get(found).is_some_and(|v| v.by == By::Saying(draft.sentence, draft.word)) {
        return scene.quotations.speech_around(found);
    }
    Some(found)
}

/// Returns the verb of saying in whose complement clause or infinitive `word` stands, or the verb that reports the deed
/// which its object names.
pub fn teller(
    clause: Clause<'_>,
    word: usize,
    says: &dyn Fn(&str) -> bool,
    reports: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let tree = clause.tree;
    let mut at = word;
    loop {
        let head = tree[at].head?;
        let lemma = tree[head].analysis.lemma.as_str();
        match tree[at].relation.base() {
            Relation::Ccomp | Relation::Xcomp | Relation::DepComp
                if clause.is_verbal(head) && says(lemma) =>
            {
                return Some(head);
            }
            Relation::Obj if clause.is_verbal(head) && reports(lemma) => return Some(head),
            Relation::Ccomp
            | Relation::Xcomp
            | Relation::DepComp
            | Relation::Obj
            | Relation::Nmod
            | Relation::Acl
            | Relation::Amod
            | Relation::Conj => at = head,
            _ => return None,
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
