//! Who speaks in each quotation.
//!
//! A saying whose content the quotation is comes first, then what the words around it name, then the discourse: the
//! quotation that it goes on from, the speaker of its paragraph, the last one before it. Where there is nobody, it has
//! an unnamed speaker of its own, so that what is quoted is never the article's own word.

use super::super::draft::{Draft, Resolver, Speaker};
use super::super::overlap::Overlaps;
use super::super::rule::CueClass;
use super::super::scene::{Filler, Scene};
use super::super::{Argument, Fact};
use super::neighbour::Around;
use super::{Layout, Quotation, Sort};
use crate::mention::{Form, Kind, Mention};
use crate::text::Span;

/// What is found of a quotation's speaker.
#[derive(Clone, Debug, Default)]
pub struct Voice {
    /// Who speaks, for the pronouns inside.
    pub speaker: Speaker,
    /// Who speaks, with the words that name him; of an unnamed one the quotation itself.
    pub named: Vec<Argument>,
    /// How the speaker was found.
    pub by: By,
}

/// How the speaker of a quotation was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By the saying at this word of this sentence, whose content it is.
    Saying(usize, usize),
    /// By the words around it, or the name before a turn.
    Words,
    /// By what goes before: it goes on, or nothing else fits.
    Discourse,
    /// Nobody was found.
    #[default]
    Nobody,
}

impl By {
    /// How the speaker of a quotation that goes on from one found like this was found.
    fn handed_on(self) -> Self {
        if self == Self::Nobody { Self::Nobody } else { Self::Discourse }
    }
}

/// A saying: a fact of a type whose content may be direct speech.
struct Saying<'f> {
    index: usize,
    fact: &'f Fact,
    theme: Option<Span>,
}

/// Returns who speaks in each quotation of the scene. `facts` are those of `drafts`; `spokesmen` pairs people with the
/// body that they speak for.
pub fn find(
    scene: &Scene<'_>,
    drafts: &[Draft<'_>],
    facts: &[Fact],
    spokesmen: &[(usize, usize)],
    resolver: &mut Resolver<'_>,
) -> Vec<Voice> {
    let speech = |d: &Draft<'_>| d.rule.content.is_some_and(|c| c.speech);
    let sayings: Vec<Saying<'_>> = drafts
        .iter()
        .zip(facts)
        .enumerate()
        .filter(|(_, (d, f))| speech(d) && !f.agent.is_empty())
        .map(|(index, (_, fact))| Saying { index, fact, theme: fact.theme.as_ref().map(|t| t.span) })
        .collect();
    let themes = Overlaps::new(sayings.iter().zip(0..).filter_map(|(s, i)| Some((s.theme?, i))));
    let interviewed = interviewed(scene);
    let mut found: Vec<Voice> = Vec::new();
    let all = scene.quotations.all();
    for (index, quotation) in all.iter().enumerate() {
        if quotation.sort != Sort::Speech {
            found.push(Voice::default());
            continue;
        }
        let search = Search {
            scene,
            sayings: &sayings,
            themes: &themes,
            interviewed: interviewed.as_ref(),
            found: &found,
        };
        let (agents, addressees, by) = search.speaker(index, quotation, drafts, resolver);
        let named = if agents.is_empty() {
            vec![Argument { entity: resolver.unnamed(index), span: quotation.span }]
        } else {
            agents
        };
        let speaker = speaker_of(&entities(&named), &addressees, spokesmen);
        found.push(Voice { speaker, named, by });
    }
    found
}

/// Returns the first person whom an interview names before its first answer.
fn interviewed(scene: &Scene<'_>) -> Option<Argument> {
    let first = scene.quotations.all().iter().find(|q| q.layout == Layout::Answer)?;
    let mut before = scene.mentions.mentions.iter().take_while(|m| m.span.end() <= first.span.start());
    let named = before.find(|m| m.form == Form::Name && m.kind == Some(Kind::Person))?;
    let entity = *scene.referents(named.sentence, named.head).first()?;
    Some(Argument { entity, span: named.span })
}

/// Who speaks, to whom, and how that was found.
type Found = (Vec<Argument>, Vec<usize>, By);

struct Search<'x, 's> {
    scene: &'x Scene<'s>,
    sayings: &'x [Saying<'x>],
    themes: &'x Overlaps,
    interviewed: Option<&'x Argument>,
    found: &'x [Voice],
}

fn entities(arguments: &[Argument]) -> Vec<usize> {
    arguments.iter().map(|a| a.entity).collect()
}

impl Search<'_, '_> {
    fn speaker(
        &self,
        index: usize,
        quotation: &Quotation,
        drafts: &[Draft<'_>],
        resolver: &mut Resolver<'_>,
    ) -> Found {
        if let Layout::Turn(sentence, word) = quotation.layout {
            let agents = resolver.arguments(sentence, &[Filler::Word(word)]);
            return (agents, Vec::new(), By::Words);
        }
        if let Some(saying) = self.reporting(quotation, drafts) {
            let fact = saying.fact;
            let draft = &drafts[saying.index];
            if !self.is_only_quoted(&fact.agent, quotation) {
                return (fact.agent.clone(), entities(&fact.target), By::Saying(draft.sentence, draft.word));
            }
        }
        let around = Around::new(self.scene, quotation);
        if let Some((sentence, word)) = around.as_ref().and_then(Around::speaker) {
            let clause = self.scene.clause(sentence);
            let fillers: Vec<_> = clause.coordinated(word).into_iter().map(Filler::Word).collect();
            let agents = resolver.arguments(sentence, &fillers);
            if !agents.is_empty() && !self.is_only_quoted(&agents, quotation) {
                return (agents, Vec::new(), By::Words);
            }
        }
        if quotation.layout == Layout::Answer
            && let Some(person) = self.interviewed
        {
            return (vec![person.clone()], Vec::new(), By::Discourse);
        }
        if quotation.continues
            && let Some(before) = self.last_voice(index, quotation)
        {
            return (before.named.clone(), before.speaker.addressee.clone(), before.by.handed_on());
        }
        let paragraph = self.paragraph(quotation.span.start());
        if let Some(before) = self.last_voice(index, quotation)
            && self.paragraph(self.scene.quotations.all()[index - 1].span.start()) == paragraph
            && self.is_alone(quotation)
        {
            return (before.named.clone(), before.speaker.addressee.clone(), before.by.handed_on());
        }
        let last = self.last_saying(quotation);
        if let Some(saying) = last.filter(|s| self.paragraph(s.fact.trigger.start()) == paragraph)
            && self.is_alone(quotation)
        {
            return (saying.fact.agent.clone(), entities(&saying.fact.target), By::Discourse);
        }
        if let Some((sentence, word)) =
            around.as_ref().and_then(Around::told_of).filter(|_| self.is_alone(quotation))
        {
            let agents = resolver.arguments(sentence, &[Filler::Word(word)]);
            if !agents.is_empty() {
                return (agents, Vec::new(), By::Discourse);
            }
        }
        // The paragraph before, which is no headline.
        if let Some(saying) = last.filter(|s| self.is_near(s, paragraph) && self.is_alone(quotation)) {
            return (saying.fact.agent.clone(), entities(&saying.fact.target), By::Discourse);
        }
        (Vec::new(), Vec::new(), By::Nobody)
    }

    /// Whether the only one of `agents` is named in the quotation alone, and what stands outside only takes that up.
    fn is_only_quoted(&self, agents: &[Argument], quotation: &Quotation) -> bool {
        let [agent] = agents else { return false };
        let Some(entity) = self.scene.resolution.entities.get(agent.entity) else { return false };
        let all = &self.scene.mentions.mentions;
        let own = all.iter().find(|m| m.span == agent.span);
        let earlier = |m: &&Mention| m.span.start() < agent.span.start();
        let mut before = entity.mentions.iter().map(|&m| &all[m]).filter(earlier).peekable();
        own.is_some_and(|m| m.form != Form::Name)
            && before.peek().is_some()
            && before.all(|m| quotation.span.contains(m.span))
    }

    fn paragraph(&self, offset: usize) -> usize {
        self.scene.segmented.paragraphs.partition_point(|p| p.end() <= offset)
    }

    /// Whether the quotation is a sentence, or several, by itself.
    fn is_alone(&self, quotation: &Quotation) -> bool {
        let first = self.scene.sentence_at(quotation.span.start());
        self.scene.segmented.sentences.get(first).is_some_and(|own| {
            quotation.layout != Layout::Marks
                || quotation.span.start() <= own.span.start() && quotation.span.end() + 1 >= own.span.end()
        })
    }

    /// The saying whose content the quotation is; one inside it only where none outside is (`« Nous partons, a dit X. »`).
    fn reporting(&self, quotation: &Quotation, drafts: &[Draft<'_>]) -> Option<&Saying<'_>> {
        let overlapping = self.themes.with(quotation.inner);
        let of = |inside: bool| {
            let all = overlapping.iter().map(|&i| &self.sayings[i]);
            all.filter(move |s| quotation.inner.contains(self.cue(drafts, s.index)) == inside)
        };
        let shortest = |s: &&Saying<'_>| s.theme.map_or(0, Span::len);
        // What the saying speaks of at more than the quotation's length need not be it: `X a dit que « … » et que …`.
        let outside = of(false).filter(|s| self.is_level(quotation, s, drafts)).min_by_key(shortest);
        outside.or_else(|| {
            of(true).filter(|s| self.speaks_from_within(quotation, s, drafts)).min_by_key(shortest)
        })
    }

    fn cue(&self, drafts: &[Draft<'_>], saying: usize) -> Span {
        self.scene.word_span(drafts[saying].sentence, drafts[saying].word)
    }

    /// Whether the saying stands where the quotation stands: in the same outer quotation, or in one around that.
    fn is_level(&self, quotation: &Quotation, saying: &Saying<'_>, drafts: &[Draft<'_>]) -> bool {
        let cue = self.cue(drafts, saying.index);
        let own = self.scene.quotations.speech_at(cue.start());
        own == quotation.outer
            || own.is_some_and(|o| self.scene.quotations.all()[o].span.contains(quotation.span))
    }

    /// `« Nous rentrons, a dit Anna Keller. Le maire … »`: a third person's verb of saying set into the quotation, whose
    /// content the beginning of the quotation is.
    fn speaks_from_within(&self, quotation: &Quotation, saying: &Saying<'_>, drafts: &[Draft<'_>]) -> bool {
        let draft = &drafts[saying.index];
        let cue = self.cue(drafts, saying.index);
        let third = draft.agent.iter().all(|a| {
            let mention = self.scene.mention(draft.sentence, a.word());
            mention
                .is_some_and(|m| m.person == 3 && (m.form != Form::Pronoun || m.span.start() > cue.start()))
        });
        let begins = saying.theme.is_some_and(|t| {
            t.start() <= quotation.inner.start() + 2 && t.end() <= cue.start()
                || t.start() < cue.start() && t.end() > cue.end()
        });
        let here = self.scene.quotations.all();
        let own = self.scene.quotations.speech_at(cue.start()).map(|o| here[o].span);
        draft.class == CueClass::Verb && third && begins && own == Some(quotation.span)
    }

    /// The voice of the quotation before that stands in the same outer one.
    fn last_voice(&self, index: usize, quotation: &Quotation) -> Option<&Voice> {
        let all = self.scene.quotations.all();
        let before = (0..index).rev().take(8).find(|&i| {
            all[i].outer == quotation.outer
                && all[i].sort == Sort::Speech
                && all[i].layout == quotation.layout
        })?;
        Some(&self.found[before])
            .filter(|v| !v.speaker.one.is_empty() && v.by != By::Nobody || quotation.continues)
    }

    /// The last saying before the quotation that stands on its level.
    fn last_saying(&self, quotation: &Quotation) -> Option<&Saying<'_>> {
        let own = self.scene.sentence_at(quotation.span.start());
        let before = self.sayings.partition_point(|s| s.fact.sentence <= own);
        self.sayings[..before].iter().rev().take(12).find(|s| {
            let trigger = s.fact.trigger;
            trigger.start() < quotation.span.start()
                && s.theme.is_some()
                && self.scene.quotations.speech_at(trigger.start()) == quotation.outer
        })
    }

    fn is_near(&self, saying: &Saying<'_>, paragraph: usize) -> bool {
        let own = self.paragraph(saying.fact.trigger.start());
        let text = self.scene.segmented.paragraphs[own].of(self.scene.text);
        // A headline has no full stop.
        let headline = own == 0 && !text.ends_with(['.', '!', '?', '\u{2026}', '\u{bb}', ':', '"']);
        paragraph - own <= 1 && !headline
    }
}

/// Returns who is meant by the first and second persons in the words of `agents` to `addressees`.
fn speaker_of(agents: &[usize], addressees: &[usize], spokesmen: &[(usize, usize)]) -> Speaker {
    let mut group: Vec<usize> =
        spokesmen.iter().filter(|(who, _)| agents.contains(who)).map(|&(_, body)| body).take(1).collect();
    if group.is_empty() {
        group = agents.to_vec();
    }
    Speaker { one: agents.to_vec(), group, addressee: addressees.to_vec() }
}
