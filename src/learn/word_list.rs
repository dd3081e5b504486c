//! Reads a Hunspell word list with `po:` and `is:` tags, as Grammalecte's French one has, and expands it.
//!
//! Only endings are expanded; prefixes in that list are elided words and belong to tokenisation.

use std::collections::BTreeMap;

use crate::morph::lexicon::{Ending, Reading};
use crate::morph::{Feats, Gender, Mood, Number, Tense, Upos, VerbForm};

/// An ending rule: takes `strip` off a stem that ends as `condition` says and puts `add` behind.
struct Rule<'a> {
    strip: &'a str,
    add: &'a str,
    condition: Vec<Class>,
    tags: Vec<&'a str>,
}

/// One character of a condition: any of `chars`, or none of them where `negated`.
struct Class {
    negated: bool,
    chars: Vec<char>,
}

/// Returns the readings of every form of the word list `dic` with the endings of `aff`, by form, each
/// form's in the order of the list.
pub fn expand(dic: &str, aff: &str) -> BTreeMap<String, Vec<Reading>> {
    let rules = read_rules(aff);
    let mut forms = BTreeMap::new();
    for line in dic.lines().skip(1) {
        let mut fields = line.split_whitespace();
        let Some(entry) = fields.next() else { continue };
        let tags: Vec<_> = fields.collect();
        let (word, flags) = entry.split_once('/').unwrap_or((entry, ""));
        let flags: Vec<_> = flags.chars().collect();
        let flags: Vec<String> = flags.chunks(2).map(|pair| pair.iter().collect()).collect();
        let lemma = tags.iter().find_map(|t| t.strip_prefix("st:")).unwrap_or(word);
        let mut derived = false;
        for rule in flags.iter().filter_map(|flag| rules.get(flag.as_str())).flatten() {
            derived = true;
            if let Some(form) = rule.apply(word) {
                let all: Vec<_> = tags.iter().chain(&rule.tags).copied().collect();
                add(&mut forms, &form, lemma, &all);
            }
        }
        if !derived && !flags.iter().any(|f| f == "()" || f == "{}") {
            add(&mut forms, word, lemma, &tags);
        }
    }
    forms
}

fn read_rules(aff: &str) -> BTreeMap<&str, Vec<Rule<'_>>> {
    let mut rules: BTreeMap<&str, Vec<Rule<'_>>> = BTreeMap::new();
    for line in aff.lines() {
        let fields: Vec<_> = line.split_whitespace().collect();
        let ["SFX", flag, strip, add, condition, tags @ ..] = fields.as_slice() else { continue };
        let none = |text: &'_ str| text == "0";
        let add = add.split('/').next().unwrap_or_default();
        rules.entry(flag).or_default().push(Rule {
            strip: if none(strip) { "" } else { strip },
            add: if none(add) { "" } else { add },
            condition: read_condition(condition),
            tags: tags.to_vec(),
        });
    }
    rules
}

fn read_condition(text: &str) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        classes.push(match char {
            '.' => Class { negated: true, chars: Vec::new() },
            '[' => {
                let inner: Vec<_> = chars.by_ref().take_while(|&c| c != ']').collect();
                let negated = inner.first() == Some(&'^');
                Class { negated, chars: inner[usize::from(negated)..].to_vec() }
            }
            other => Class { negated: false, chars: vec![other] },
        });
    }
    classes
}

impl Rule<'_> {
    fn apply(&self, word: &str) -> Option<String> {
        let mut chars = word.chars().rev();
        let fits = self
            .condition
            .iter()
            .rev()
            .all(|class| chars.next().is_some_and(|c| class.chars.contains(&c) != class.negated));
        let stem = word.strip_suffix(self.strip)?;
        fits.then(|| format!("{stem}{}", self.add))
    }
}

fn add(forms: &mut BTreeMap<String, Vec<Reading>>, form: &str, lemma: &str, tags: &[&str]) {
    let class = forms.entry(form.to_owned()).or_default();
    for (upos, feats) in analyses(tags) {
        let lemma = if upos == Upos::Adj && lemma_is_verb(tags) { masculine(form, &feats) } else { lemma };
        let reading = Reading { upos, feats, ending: Ending::between(form, lemma), imported: true };
        if !class.contains(&reading) {
            class.push(reading);
        }
    }
}

fn lemma_is_verb(tags: &[&str]) -> bool {
    tags.contains(&"po:ppas")
}

/// Returns the masculine singular of the participle `form`.
fn masculine<'a>(form: &'a str, feats: &Feats) -> &'a str {
    let form = if feats.number == Some(Number::Plur) { form.strip_suffix('s').unwrap_or(form) } else { form };
    if feats.gender == Some(Gender::Fem) { form.strip_suffix('e').unwrap_or(form) } else { form }
}

/// Returns the parts of speech and features that `tags` name.
fn analyses(tags: &[&str]) -> Vec<(Upos, Feats)> {
    let has = |tag: &str| tags.contains(&tag);
    let mut inflection = Feats::default();
    if has("is:mas") != has("is:fem") {
        inflection.gender = Some(if has("is:mas") { Gender::Masc } else { Gender::Fem });
    }
    if has("is:sg") != has("is:pl") {
        inflection.number = Some(if has("is:sg") { Number::Sing } else { Number::Plur });
    }
    let mut found = Vec::new();
    for verb in verbs(tags, &inflection) {
        found.push((Upos::Verb, verb));
        // Tags of auxiliaries start with v0.
        if tags.iter().any(|t| t.starts_with("po:v0")) {
            found.push((Upos::Aux, verb));
        }
    }
    for tag in tags.iter().filter_map(|t| t.strip_prefix("po:")) {
        let upos = match tag {
            "nom" | "titr" => Upos::Noun,
            "adj" => Upos::Adj,
            "adv" | "negadv" | "advint" => Upos::Adv,
            "npr" | "prn" | "patr" => Upos::Propn,
            "interj" => Upos::Intj,
            "prep" | "prepv" => Upos::Adp,
            "cjco" => Upos::Cconj,
            "cjsub" => Upos::Sconj,
            "nb" | "nbro" => Upos::Num,
            "ponc" => Upos::Punct,
            "sign" => Upos::Sym,
            t if t.starts_with("det") => Upos::Det,
            t if t.starts_with("pro") => Upos::Pron,
            _ => continue,
        };
        if !found.contains(&(upos, inflection)) {
            found.push((upos, inflection));
        }
    }
    found
}

/// Returns the features of the verb forms that `tags` name: each tense with each person.
fn verbs(tags: &[&str], inflection: &Feats) -> Vec<Feats> {
    let mut found = Vec::new();
    let mut persons = Vec::new();
    for tag in tags {
        let (person, number) = match *tag {
            "po:1sg" | "po:1jsg" | "po:1isg" => (1, Number::Sing),
            "po:2sg" => (2, Number::Sing),
            "po:3sg" => (3, Number::Sing),
            "po:1pl" => (1, Number::Plur),
            "po:2pl" => (2, Number::Plur),
            "po:3pl" | "po:3pl!" => (3, Number::Plur),
            _ => continue,
        };
        persons.push((person, number));
    }
    for tag in tags {
        let (form, mood, tense) = match *tag {
            "po:infi" => (VerbForm::Inf, None, None),
            "po:ppre" => (VerbForm::Part, None, Some(Tense::Pres)),
            "po:ppas" => (VerbForm::Part, None, Some(Tense::Past)),
            "po:ipre" => (VerbForm::Fin, Some(Mood::Ind), Some(Tense::Pres)),
            "po:iimp" => (VerbForm::Fin, Some(Mood::Ind), Some(Tense::Imp)),
            "po:ipsi" => (VerbForm::Fin, Some(Mood::Ind), Some(Tense::Past)),
            "po:ifut" => (VerbForm::Fin, Some(Mood::Ind), Some(Tense::Fut)),
            "po:cond" => (VerbForm::Fin, Some(Mood::Cnd), Some(Tense::Pres)),
            "po:spre" => (VerbForm::Fin, Some(Mood::Sub), Some(Tense::Pres)),
            "po:simp" => (VerbForm::Fin, Some(Mood::Sub), Some(Tense::Imp)),
            "po:impe" => (VerbForm::Fin, Some(Mood::Imp), Some(Tense::Pres)),
            _ => continue,
        };
        let base = Feats { verb_form: Some(form), mood, tense, ..Feats::default() };
        match form {
            VerbForm::Fin => found.extend(persons.iter().map(|&(person, number)| Feats {
                person: Some(person),
                number: Some(number),
                ..base
            })),
            VerbForm::Part => {
                found.push(Feats { gender: inflection.gender, number: inflection.number, ..base })
            }
            VerbForm::Inf => found.push(base),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &str = "\
SFX S. Y 2
SFX S. 0 0/L'D'Q' [^sxz] is:sg
SFX S. 0 s/D'Q' [^sxz] is:pl
SFX a0 Y 2
SFX a0 er er/n'q' er po:infi
SFX a0 cer çons/n' cer po:ipre po:1pl
SFX a0 er ons/n' [^cg]er po:ipre po:1pl
";

    #[test]
    fn endings_are_expanded_under_their_conditions() {
        let forms = expand("3\nlance/S.() po:nom is:fem\nlancer/a0() po:v1__t___zz\nhier/D' po:adv\n", AFF);
        assert_eq!(forms.keys().collect::<Vec<_>>(), ["hier", "lance", "lancer", "lances", "lançons"]);
        let plural = &forms["lances"][0];
        assert_eq!((plural.upos, plural.feats.to_string().as_str()), (Upos::Noun, "Gender=Fem|Number=Plur"));
        let verb = &forms["lançons"][0];
        assert_eq!(verb.ending.apply("lançons"), "lancer");
        assert_eq!(verb.feats.to_string(), "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin");
    }
}
