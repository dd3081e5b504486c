//! Gives clauses the verb that the tagger has missed.
//!
//! Many French nouns and adjectives are verb forms too (`juge`, `compte`, `porte`). Where a clause has no verb at all
//! and one of its words can only be meant as one, it is read as one.

use crate::morph::{Analysis, Lexicon, PronType, Tense, Upos, VerbForm};

/// Fewest words of a sentence that must have a verb; shorter ones may be titles.
const SHORTEST: usize = 5;

/// Mends `analyses` of the words `forms`.
pub(super) fn mend(forms: &[&str], analyses: &mut [Analysis], lexicon: &Lexicon) {
    fronted_participle(forms, analyses, lexicon);
    verbs_behind_quotations(forms, analyses, lexicon);
    trades(forms, analyses, lexicon);
    let mut start = 0;
    while start < forms.len() {
        let end = (start..forms.len()).find(|&w| matches!(forms[w], ";" | ":")).unwrap_or(forms.len());
        let mut last_verb = (start..end).rev().find(|&w| is_finite(&analyses[w]));
        for opener in start..end {
            if last_verb.is_some_and(|v| v > opener) || !is_opener(forms, analyses, lexicon, opener) {
                continue;
            }
            // Where nothing behind this opener can be its verb, nothing behind a later one can.
            let Some(verb) = missed(forms, analyses, lexicon, opener + 1, end) else { break };
            if let Some(pronoun) = relative(lexicon, forms[opener]).filter(|_| {
                opener
                    .checked_sub(1)
                    .is_some_and(|w| matches!(analyses[w].upos, Upos::Noun | Upos::Propn | Upos::Adj))
            }) {
                analyses[opener] = pronoun;
            }
            set(forms, analyses, lexicon, verb);
            last_verb = Some(verb);
        }
        let closed = forms.last().is_some_and(|f| *f == ".") && end == forms.len();
        if closed
            && end - start >= SHORTEST
            && !analyses[start..end].iter().any(is_finite)
            && let Some(verb) = missed(forms, analyses, lexicon, start + 1, end)
        {
            set(forms, analyses, lexicon, verb);
        }
        start = end + 1;
    }
}

/// `Paul Martin, boulanger à Brest`: behind a name and a comma what may be a noun is no infinitive.
fn trades(forms: &[&str], analyses: &mut [Analysis], lexicon: &Lexicon) {
    for at in 2..forms.len() {
        let infinitive =
            analyses[at].upos == Upos::Verb && analyses[at].feats.verb_form == Some(VerbForm::Inf);
        if !infinitive || forms[at - 1] != "," || analyses[at - 2].upos != Upos::Propn {
            continue;
        }
        let noun = lexicon.lookup(forms[at]).into_iter().find(|a| a.upos == Upos::Noun);
        if let Some(noun) = noun {
            analyses[at] = noun;
        }
    }
}

/// `Détenu en Iran depuis deux ans, X …`: a participle that opens the sentence without a determiner, a comma after it.
fn fronted_participle(forms: &[&str], analyses: &mut [Analysis], lexicon: &Lexicon) {
    let Some(first) = analyses.first().filter(|a| matches!(a.upos, Upos::Noun | Upos::Propn)) else { return };
    let followed = analyses.get(1).is_some_and(|a| matches!(a.upos, Upos::Adp | Upos::Adv));
    let comma = forms.iter().take(16).any(|f| *f == ",");
    if !followed || !comma || first.feats.verb_form.is_some() {
        return;
    }
    let readings = lexicon.lookup(forms[0]);
    let participle = readings.into_iter().find(|a| {
        a.upos == Upos::Verb
            && a.feats.verb_form == Some(VerbForm::Part)
            && a.feats.tense == Some(Tense::Past)
    });
    if let Some(participle) = participle {
        analyses[0] = participle;
    }
}

/// `« … », lâche la maire`: what follows a quotation and its comma, before a determiner or a name, is a verb.
fn verbs_behind_quotations(forms: &[&str], analyses: &mut [Analysis], lexicon: &Lexicon) {
    for w in 2..forms.len().saturating_sub(1) {
        if forms[w - 1] == "," && matches!(forms[w - 2], "\u{bb}" | "\u{201d}" | "\"") {
            verb_behind_quotation(forms, analyses, lexicon, w);
        }
    }
}

/// Reads the word `at`, which stands right behind a quotation, as a verb where its speaker follows.
pub(super) fn verb_behind_quotation(forms: &[&str], analyses: &mut [Analysis], lexicon: &Lexicon, at: usize) {
    let tagged = analyses
        .get(at)
        .is_some_and(|a| matches!(a.upos, Upos::Noun | Upos::Adj | Upos::X | Upos::Adv | Upos::Adp));
    let speaker = analyses.get(at + 1).is_some_and(|a| matches!(a.upos, Upos::Det | Upos::Propn));
    if tagged && speaker {
        set(forms, analyses, lexicon, at);
    }
}

/// Returns the reading of `form` as a relative pronoun.
pub(super) fn relative(lexicon: &Lexicon, form: &str) -> Option<Analysis> {
    lexicon
        .lookup(form)
        .into_iter()
        .find(|a| a.upos == Upos::Pron && a.feats.pron_type == Some(PronType::Rel))
}

fn is_opener(forms: &[&str], analyses: &[Analysis], lexicon: &Lexicon, at: usize) -> bool {
    let analysis = &analyses[at];
    analysis.feats.pron_type == Some(PronType::Rel)
        || analysis.upos == Upos::Sconj && relative(lexicon, forms[at]).is_some()
}

/// Whether it is a finite verb or auxiliary.
pub(super) fn is_finite(analysis: &Analysis) -> bool {
    matches!(analysis.upos, Upos::Verb | Upos::Aux) && analysis.feats.is_finite()
}

/// Returns the first word from `from` that stands where a verb can stand and no noun can: behind a noun, a name or a
/// pronoun, without determiner or preposition.
fn missed(forms: &[&str], analyses: &[Analysis], lexicon: &Lexicon, from: usize, to: usize) -> Option<usize> {
    (from + 1..to).find(|&w| {
        let tagged = matches!(analyses[w].upos, Upos::Noun | Upos::Adj | Upos::X);
        let lower = forms[w].chars().next().is_some_and(char::is_lowercase);
        let behind = matches!(analyses[w - 1].upos, Upos::Noun | Upos::Propn | Upos::Pron);
        // A noun with a complement behind it is one (`le centre de tri porte de Bagnolet`).
        let complement = analyses.get(w + 1).is_none_or(|a| a.upos == Upos::Adp && a.lemma.len() == 2);
        tagged && lower && behind && !complement && finite(lexicon, forms[w]).is_some()
    })
}

fn set(forms: &[&str], analyses: &mut [Analysis], lexicon: &Lexicon, at: usize) {
    if let Some(analysis) = finite(lexicon, forms[at]) {
        analyses[at] = analysis;
    }
}

/// Returns the reading of `form` as a finite verb of the third person.
fn finite(lexicon: &Lexicon, form: &str) -> Option<Analysis> {
    lexicon
        .lookup(form)
        .into_iter()
        .find(|a| a.upos == Upos::Verb && a.feats.is_finite() && a.feats.person == Some(3))
}
