use super::*;
use crate::data::Files;
use crate::parse::{Node, Relation};
use crate::segment::{Sentence, Word};

/// Builds a sentence from `form/UPOS/head/relation` (heads count from 1, 0 is the root), its words parted by spaces.
fn read(sentence: &str, date: Option<Date>) -> (String, Mentions) {
    read_with(&NameResources::load(&Files::embedded()).unwrap(), sentence, date)
}

fn read_with(res: &NameResources, sentence: &str, date: Option<Date>) -> (String, Mentions) {
    let (mut text, mut words, mut nodes) = (String::new(), Vec::new(), Vec::new());
    for item in sentence.split_whitespace() {
        let cells: Vec<&str> = item.split('/').collect();
        let start = text.len();
        text.push_str(cells[0]);
        words.push(Word { form: cells[0].into(), span: Span::new(start, text.len()), continues: false });
        if !cells[0].ends_with('\'') {
            text.push(' ');
        }
        let upos = crate::morph::Upos::parse(cells[1]).unwrap();
        let feats = crate::morph::Feats::default();
        let analysis = crate::morph::Analysis { upos, feats, lemma: cells[0].to_lowercase() };
        let head = cells[2].parse::<usize>().unwrap().checked_sub(1);
        nodes.push(Node {
            form: cells[0].into(),
            analysis,
            head,
            relation: Relation::parse(cells[3]).unwrap(),
        });
    }
    let span = words[0].span.join(words[words.len() - 1].span);
    let segmented = Segmented {
        paragraphs: vec![span],
        sentences: vec![Sentence { span, words, paragraph: 0 }],
        quotes: vec![],
        nested: vec![],
    };
    let found = find(&text, &segmented, &[Tree::new(nodes)], res, &lexicon(), Hints::NONE, date);
    (text, found)
}

fn lexicon() -> Lexicon {
    Lexicon::load(&Files::embedded()).unwrap()
}

fn names(found: &Mentions) -> Vec<(&str, Option<Kind>)> {
    found.mentions.iter().filter(|m| m.form == Form::Name).map(|m| (m.name.as_str(), m.kind)).collect()
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Returns the names that the noun at `word` introduces.
fn listed_by(text: &str, word: usize) -> Vec<usize> {
    let forms: Vec<&str> = text.split(' ').collect();
    let stages = crate::learn::stages::Stages::load(&Files::embedded()).unwrap();
    let joined = forms.join(" ");
    let (segmented, trees) = stages.read(&joined);
    let res = NameResources::load(&Files::embedded()).unwrap();
    let found = find(&joined, &segmented, &trees, &res, &lexicon(), Hints::NONE, None);
    listed(&found.mentions, &trees[0], word)
}

#[test]
fn some_pronouns_only_stand_for_people() {
    let kind = |text| read(text, None).1.mentions[0].kind;
    assert_eq!(kind("Quelqu'un/PRON/2/nsubj tire/VERB/0/root"), Some(Kind::Person));
    assert_eq!(kind("Celle-ci/PRON/2/nsubj tire/VERB/0/root"), None);
}

#[test]
fn relative_pronouns_are_no_part_of_a_description() {
    let (_, found) = read("morts/NOUN/0/root dont/PRON/4/nmod les/DET/4/det assaillants/NOUN/1/appos", None);
    assert!(found.mentions.iter().all(|m| m.form == Form::Pronoun || !m.name.contains("dont")), "{found:?}");
}

#[test]
fn a_plural_introduces_several_names() {
    let count = |text: &str, word: usize| listed_by(text, word).len();
    assert_eq!(count("Les ministres Paul Martin , Anne Roy et Luc Petit ont démissionné .", 1), 3);
    let chemists =
        "Les chimistes suisses Paul Martin ( 70 ans ) , Anne Roy ( 65 ans ) et Luc Moreau ont reçu le prix .";
    assert_eq!(count(chemists, 1), 3);
    assert_eq!(count("Trois journalistes , Paul Martin , Anne Roy et Luc Petit , ont été libérés .", 1), 3);
    // One name, a singular, and a list of which the plural is the first member.
    assert_eq!(count("Le ministre Paul Martin et Anne Roy ont démissionné .", 1), 0);
    assert_eq!(count("Les députés , Paul Martin et Anne Roy ont voté la loi .", 1), 0);
    assert_eq!(count("Les députés ont élu Paul Martin et Anne Roy .", 1), 0);
}

#[test]
fn parts_of_a_group_are_called_by_it() {
    let part =
        "L'/DET/2/det un/PRON/6/nsubj de/ADP/5/case les/DET/5/det blessés/NOUN/2/nmod meurt/VERB/0/root";
    let (_, found) = read(part, None);
    let own = &found.mentions[0];
    assert_eq!((own.form, own.name.as_str(), own.head), (Form::Description, "un de les blessés", 1));
    assert_eq!(own.kind, found.mentions[1].kind);
    let (_, found) = read("L'/DET/2/det autre/PRON/3/nsubj nie/VERB/0/root", None);
    assert_eq!((found.mentions[0].form, found.mentions[0].name.as_str()), (Form::Pronoun, "L'autre"));
}

#[test]
fn a_title_is_not_part_of_the_name() {
    let (_, found) = read("M./NOUN/3/nsubj Durand/PROPN/1/flat:name part/VERB/0/root", None);
    assert_eq!(names(&found), [("Durand", Some(Kind::Person))]);
    let mention = &found.mentions[0];
    assert_eq!((mention.head, mention.words.clone()), (0, 0..2));
    assert_eq!(mention.titles, ["M."]);
    assert_eq!(mention.gender, Some(Gender::Masc));
}

#[test]
fn an_office_before_a_name_is_a_description_beside_it() {
    let (_, found) = read(
        "le/DET/2/det ministre/NOUN/5/nsubj malien/ADJ/2/amod Oumar/PROPN/2/appos dort/VERB/0/root",
        None,
    );
    assert_eq!(names(&found), [("Oumar", Some(Kind::Person))]);
    let office = &found.mentions[0];
    assert_eq!((office.form, office.name.as_str()), (Form::Description, "ministre malien"));
    assert!(office.entry.is_some());
    assert_eq!(found.mentions[1].titles, ["ministre"]);
}

#[test]
fn an_institution_takes_its_complement() {
    let (_, found) = read(
        "Le/DET/2/det tribunal/NOUN/6/nsubj correctionnel/ADJ/2/amod de/ADP/5/case Rodez/PROPN/2/nmod siège/VERB/0/root",
        None,
    );
    assert_eq!(names(&found), [("tribunal correctionnel de Rodez", Some(Kind::Organization))]);
}

#[test]
fn weekdays_count_from_the_articles_day() {
    let sentence = |verb: &str| format!("Elle/PRON/2/nsubj {verb}/VERB/0/root vendredi/NOUN/2/obl");
    let value = |verb: &str| read(&sentence(verb), day("2024-07-31")).1.times[0].value;
    assert_eq!(value("chante"), Some(Calendar::Day(day("2024-07-26").unwrap())));
    let (_, found) =
        read("Elle/PRON/3/nsubj doit/AUX/3/aux chanter/VERB/0/root vendredi/NOUN/3/obl", day("2024-07-31"));
    assert_eq!(found.times[0].value, Some(Calendar::Day(day("2024-08-02").unwrap())));
}

#[test]
fn dates_and_years_are_read() {
    let time = |words: &str| -> (String, bool) {
        let (text, found) = read(words, day("2024-07-31"));
        let time = &found.times[0];
        let shown = time.value.map_or_else(|| time.span.of(&text).to_owned(), |v| v.to_string());
        (shown, time.calendar)
    };
    assert_eq!(
        time("le/DET/3/det 12/NUM/3/nummod mars/NOUN/0/root 2023/NUM/3/nmod"),
        ("2023-03-12".into(), true)
    );
    assert_eq!(time("né/VERB/0/root en/ADP/3/case 1950/NUM/1/obl"), ("1950".into(), true));
    assert_eq!(
        time("la/DET/2/det semaine/NOUN/0/root dernière/ADJ/2/amod"),
        ("semaine dernière".into(), true)
    );
    assert_eq!(time("l'/DET/2/det an/NOUN/0/root dernier/ADJ/2/amod"), ("2023".into(), true));
    assert_eq!(time("dure/VERB/0/root trois/NUM/3/nummod ans/NOUN/1/obj"), ("trois ans".into(), false));
    assert_eq!(
        time("nuit/NOUN/0/root de/ADP/3/case jeudi/NOUN/1/nmod à/ADP/5/case vendredi/NOUN/1/nmod"),
        ("nuit de jeudi à vendredi".into(), true)
    );
}

#[test]
fn amounts_hold_number_and_unit() {
    let (text, found) =
        read("paie/VERB/0/root 3,5/NUM/3/nummod millions/NOUN/1/obj d'/ADP/5/case euros/NOUN/3/nmod", None);
    let amount = &found.amounts[0];
    assert_eq!((amount.value, amount.unit), (3.5e6, Unit::Money));
    assert_eq!(amount.span.of(&text), "3,5 millions d'euros");
    let (_, found) = read("quatre-vingt-dix-sept/NUM/2/nummod morts/NOUN/0/root", None);
    assert_eq!((found.amounts[0].value, found.amounts[0].unit), (97.0, Unit::Count));
}

#[test]
fn a_dispatch_begins_with_its_date() {
    let res = NameResources::load(&Files::embedded()).unwrap();
    assert_eq!(dateline("Un titre\n\nQuito, 3 mai 2021 - Il pleut.", &res), day("2021-05-03"));
    assert_eq!(dateline("Il pleut depuis le 3 mai 2021, dit-on.", &res), None);
}

/// Puts the sentences of a treebank together as an article.
fn treebank(conllu: &str) -> (String, Segmented, Vec<Tree>) {
    let (mut text, mut segmented, mut trees) = (String::new(), Segmented::default(), Vec::new());
    for sentence in crate::parse::conllu::read(conllu).unwrap() {
        let mut words = Vec::new();
        for token in sentence.surface() {
            let span = Span::new(text.len(), text.len() + token.form.len());
            text.push_str(token.form);
            text.push_str(if token.space_after { " " } else { "" });
            for i in token.words.clone() {
                let form = sentence.words[i].form.clone();
                words.push(Word { form, span, continues: i > token.words.start });
            }
        }
        let span = words[0].span.join(words[words.len() - 1].span);
        segmented.sentences.push(Sentence { span, words, paragraph: 0 });
        trees.push(sentence.tree());
        text.push('\n');
    }
    (text, segmented, trees)
}

#[test]
fn treebank_sentences_give_sound_mentions() {
    let Ok(conllu) = std::fs::read_to_string("../shared/ud/fr_gsd-ud-dev.conllu") else {
        println!("skipped: no treebank beside the project");
        return;
    };
    let (text, segmented, trees) = treebank(&conllu);
    let res = NameResources::load(&Files::embedded()).unwrap();
    let found = find(&text, &segmented, &trees, &res, &lexicon(), Hints::NONE, day("2024-07-31"));
    assert!(found.mentions.is_sorted_by(|a, b| (a.sentence, a.head) < (b.sentence, b.head)));
    for mention in &found.mentions {
        assert!(mention.words.contains(&mention.head));
        assert!(!mention.name.is_empty());
        assert!(!mention.span.of(&text).is_empty());
    }
}

#[test]
fn a_name_of_two_unknown_words_is_a_persons() {
    let (_, found) = read("Zarvin/PROPN/3/nsubj Quellot/PROPN/1/flat:name part/VERB/0/root", None);
    assert_eq!(names(&found), [("Zarvin Quellot", Some(Kind::Person))]);
}

#[test]
fn what_lists_and_words_tell_stands_where_the_chain_knows_nothing() {
    let mut res = NameResources::lists(&Files::embedded()).unwrap();
    res.chain = Some(Chain::new(crate::weights::Weights::new(
        10,
        std::iter::repeat_n(0.0, 1024 + chain::label::COUNT),
    )));
    let sentence = "M./NOUN/5/nsubj Zarvin/PROPN/1/flat:name ,/PUNCT/4/punct Quellot/PROPN/1/conj quitte/VERB/0/root Lille/PROPN/5/obj";
    assert_eq!(
        names(&read_with(&res, sentence, None).1),
        [("Zarvin", Some(Kind::Person)), ("Lille", Some(Kind::Place))]
    );
    res.chain = None;
    let found = read_with(&res, sentence, None).1;
    assert_eq!(names(&found).iter().map(|n| n.0).collect::<Vec<_>>(), ["Zarvin", "Quellot", "Lille"]);
}

#[test]
fn a_given_name_after_an_acronym_opens_a_name_of_its_own() {
    let (_, found) = read(
        "le/DET/2/det chef/NOUN/7/nsubj de/ADP/4/case DGSE/PROPN/2/nmod Paul/PROPN/2/appos Quellot/PROPN/5/flat:name part/VERB/0/root",
        None,
    );
    let names = names(&found);
    assert!(names.contains(&("Paul Quellot", Some(Kind::Person))), "{names:?}");
}

#[test]
fn a_date_is_no_amount() {
    let (_, found) = read("né/VERB/0/root le/DET/4/det 12/NUM/4/nummod mars/NOUN/1/obl", None);
    assert!(found.amounts.is_empty());
    assert_eq!(found.times.len(), 1);
}
