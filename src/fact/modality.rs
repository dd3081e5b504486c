//! Whether the text says that it happened, and how real it presents it as.

use crate::mention::Time;
use crate::morph::{Mood, Number, Tense, Upos};
use crate::parse::Relation;

use super::clause::Clause;
use super::rule::CueClass;
use super::scene::Scene;
use super::{Factuality, Polarity};

/// Whether the predicate or noun `word` is negated: by an adverb, a determiner, a pronoun or a preposition.
pub fn is_negated(clause: Clause<'_>, word: usize, rest: &[usize]) -> bool {
    let tree = clause.tree;
    let negates = |c: usize| clause.words.is("negator", &tree[c].analysis.lemma);
    // `n'a pas encore`: the negation may hang on the adverb behind it; `plus tôt` denies nothing.
    let denying = tree
        .related(word, Relation::Advmod)
        .any(|c| c < word && tree[c].analysis.feats.negative && !negates(c));
    let adverb = |at: usize| {
        tree.related(at, Relation::Advmod)
            .any(|c| negates(c) || denying && c < word && tree.related(c, Relation::Advmod).any(negates))
    };
    let without = |at: usize| {
        tree.related(at, Relation::Mark)
            .chain(tree.related(at, Relation::Case))
            .any(|m| clause.words.is("negative-preposition", &tree[m].analysis.lemma))
    };
    // `Pas un ministre n'a`
    let none = |at: usize| {
        tree.children(at).iter().any(|&c| {
            is_negative(clause, c)
                || denying
                    && c < at
                    && tree[c].relation.base() == Relation::Advmod
                    && negates(c)
                    && !clause.is_verbal(at)
        })
    };
    // `À aucun moment X n'a`: before a verb that is negated by it.
    let opens = |c: usize| {
        c < word
            && tree[c].relation.base() == Relation::Obl
            && tree.related(word, Relation::Advmod).any(|a| tree[a].analysis.feats.negative)
    };
    let arguments = || {
        tree.children(word)
            .iter()
            .copied()
            .filter(|&c| matches!(tree[c].relation.base(), Relation::Nsubj | Relation::Obj) || opens(c))
    };
    adverb(word)
        || without(word)
        || none(word)
        || rest.iter().any(|&r| none(r) || adverb(r))
        || (clause.is_verbal(word) && arguments().any(|c| none(c) || is_negative(clause, c)))
        || modal_governor(clause, word).is_some_and(adverb)
}

/// Whether the word stands for nothing or nobody (`aucun`, `personne`); nouns of the same form do not.
fn is_negative(clause: Clause<'_>, word: usize) -> bool {
    let analysis = &clause.tree[word].analysis;
    let noun = analysis.upos == Upos::Noun
        && (analysis.feats.number == Some(Number::Plur)
            || clause.tree.children(word).iter().any(|&c| clause.tree[c].relation.base() != Relation::Punct));
    !noun && clause.words.is("negative-determiner", &analysis.lemma)
}

/// The modal verb whose infinitive `word` is (`doit partir`).
fn modal_governor(clause: Clause<'_>, word: usize) -> Option<usize> {
    let head = clause.tree[word].head?;
    let lemma = &clause.tree[head].analysis.lemma;
    let complement =
        matches!(clause.tree[word].relation.base(), Relation::Xcomp | Relation::Ccomp | Relation::Obj);
    let modal =
        ["near-future", "obligation", "possibility"].iter().any(|class| clause.words.is(class, lemma));
    let seems = clause.words.is("seeming", lemma);
    (complement && (seems || modal && clause.is_infinitive_group(word))).then_some(head)
}

/// Returns how real the words of the clause present `word` as; what is said of it from outside is not looked at.
pub fn factuality(clause: Clause<'_>, word: usize, class: CueClass) -> Factuality {
    let tree = clause.tree;
    let predicate = match class {
        CueClass::Verb => Some(word),
        CueClass::Adj if clause.is_predicate(word) => Some(word),
        // `sera le président`: what is said of the copula is said of the noun.
        CueClass::Noun if clause.is_predicate(word) => Some(word),
        CueClass::Noun => noun_governor(clause, word),
        _ => None,
    };
    let Some(predicate) = predicate else { return Factuality::Actual };
    let hedged =
        tree.related(predicate, Relation::Advmod).any(|c| clause.words.is("hedge", &clause.phrase_lemma(c)));
    if hedged || in_condition(clause, predicate) {
        return Factuality::Uncertain;
    }
    if let Some(modal) = modal_governor(clause, predicate) {
        return modal_factuality(clause, modal);
    }
    match clause.tense(predicate) {
        Some((Mood::Cnd, _, true)) => Factuality::Uncertain,
        Some((Mood::Cnd, _, false)) => passive_conditional(clause, predicate),
        // `« … », affirme la préfète`: with a subject, or behind other words, it orders nothing.
        Some((Mood::Imp, ..)) if !is_order(clause, predicate) => Factuality::Actual,
        Some((Mood::Imp, ..)) | Some((_, Tense::Fut, _)) => Factuality::Planned,
        _ => Factuality::Actual,
    }
}

/// Whether an imperative stands where one can: at the beginning of its clause, without a subject.
fn is_order(clause: Clause<'_>, predicate: usize) -> bool {
    let tree = clause.tree;
    let subject = tree.related(predicate, Relation::Nsubj).next().is_some();
    let behind = predicate > 1
        && (0..predicate).any(|w| matches!(tree[w].form.as_str(), "\u{bb}" | "\u{201d}" | "\""));
    !subject && !behind
}

/// `serait tué` may happen, `aurait été tué` is alleged: a perfect within the passive decides.
fn passive_conditional(clause: Clause<'_>, predicate: usize) -> Factuality {
    let tree = clause.tree;
    let auxiliaries =
        tree.related(predicate, Relation::Aux).chain(tree.related(predicate, Relation::Cop)).count();
    if auxiliaries > 1 { Factuality::Uncertain } else { Factuality::Planned }
}

fn modal_factuality(clause: Clause<'_>, modal: usize) -> Factuality {
    let lemma = &clause.tree[modal].analysis.lemma;
    if clause.words.is("possibility", lemma) || clause.words.is("seeming", lemma) {
        return Factuality::Uncertain;
    }
    let past = matches!(clause.tense(modal), Some((Mood::Ind, Tense::Past, _)) | Some((Mood::Ind, _, true)));
    if past { Factuality::Actual } else { Factuality::Planned }
}

/// The predicate whose subject or object the noun is.
fn noun_governor(clause: Clause<'_>, noun: usize) -> Option<usize> {
    let head = clause.tree[noun].head?;
    let core = matches!(clause.tree[noun].relation.base(), Relation::Obj | Relation::Nsubj);
    (core && clause.is_verbal(head)).then_some(head)
}

fn in_condition(clause: Clause<'_>, predicate: usize) -> bool {
    let tree = clause.tree;
    let conditional = |at: usize| {
        tree.related(at, Relation::Mark).any(|m| clause.words.is("condition", &tree[m].analysis.lemma))
    };
    std::iter::once(predicate)
        .chain(
            tree.ancestors(predicate)
                .take_while(|&a| !matches!(tree[a].relation.base(), Relation::Root | Relation::Parataxis)),
        )
        .any(conditional)
}

/// Whether `word` stands in a question, asked or reported (`si`, `pourquoi`).
pub fn is_asked(clause: Clause<'_>, word: usize) -> bool {
    let tree = clause.tree;
    let asks = |at: usize| {
        tree.children(at).iter().any(|&c| {
            let lemma = clause.phrase_lemma(c);
            let asking = clause.words.is("question", &lemma) || clause.words.is("condition", &lemma);
            // `c'est pourquoi nous partons` asks nothing.
            let told = c > 0
                && (matches!(tree[c - 1].relation.base(), Relation::Cop | Relation::Aux)
                    || tree[c - 1].analysis.upos == Upos::Aux);
            asking && !told && c < at && tree[at].relation.base() == Relation::Ccomp
        })
    };
    std::iter::once(word).chain(tree.ancestors(word)).any(asks)
        || tree.nodes().last().is_some_and(|n| n.form == "?")
}

/// Returns the time expression that belongs to `word`: the first whose nearest predicate is `word`, or that stands
/// inside the phrase of the noun.
pub fn time<'a>(scene: &Scene<'a>, sentence: usize, word: usize, class: CueClass) -> Option<&'a Time> {
    let clause = scene.clause(sentence);
    let tree = clause.tree;
    let all = scene.mentions.times_of(sentence).iter().filter(|t| t.calendar);
    let nearest = |time: &&Time| {
        let mut up = std::iter::once(time.head).chain(tree.ancestors(time.head));
        match class {
            CueClass::Verb | CueClass::Adj => {
                let found = up.find(|&a| !time.words.contains(&a) && (clause.is_predicate(a) || a == word));
                found.is_some_and(|f| f == word || governs_as_modal(clause, f, word))
            }
            CueClass::Noun => up.any(|a| a == word) && tree[time.head].head != tree[word].head,
            _ => false,
        }
    };
    all.into_iter().find(nearest)
}

/// Whether `modal` is the verb whose infinitive `word` is, so that its time is the time of both.
fn governs_as_modal(clause: Clause<'_>, modal: usize, word: usize) -> bool {
    modal_governor(clause, word) == Some(modal)
}

/// Returns the polarity with `negated` taken into account.
pub fn polarity(own: Polarity, negated: bool) -> Polarity {
    match (own, negated) {
        (polarity, false) => polarity,
        (Polarity::Positive, true) => Polarity::Negative,
        (Polarity::Negative, true) => Polarity::Positive,
    }
}
