use super::check;

#[test]
fn the_subject_pronoun_is_the_last_subject() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         il/PRON/2/nsubj/ms sort/VERB/0/root",
        &[("il", "Rémi")],
    );
}

#[test]
fn gender_decides() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Léa/PROPN/2/obj/fsP
         elle/PRON/2/nsubj/fs sort/VERB/0/root",
        &[("elle", "Léa")],
    );
}

#[test]
fn number_decides() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root les/DET/4/det/d députés/NOUN/2/obj/mpP/député
         ils/PRON/2/nsubj/mp sortent/VERB/0/root",
        &[("ils", "députés")],
    );
}

#[test]
fn without_match_a_pronoun_stands_for_itself() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         elle/PRON/2/nsubj/fs sort/VERB/0/root",
        &[("elle", "Elle")],
    );
}

#[test]
fn a_body_that_speaks_is_taken_up_in_what_it_says() {
    check(
        "le/DET/2/det/d Sénat/PROPN/4/nsubj/msO a/AUX/4/aux déclaré/VERB/0/root//déclarer qu'/SCONJ/7/mark il/PRON/7/nsubj/ms votait/VERB/4/ccomp",
        &[("il", "Sénat")],
    );
}

#[test]
fn an_inverted_speaker_is_no_thing() {
    check(
        "Rémi/PROPN/2/nsubj/msP lit/VERB/0/root le/DET/4/det/d rapport/NOUN/2/obj/msT
         le/DET/2/det/d rapport/NOUN/3/nsubj/msT déplaît/VERB/0/root ,/PUNCT/6/punct a/AUX/7/aux il/PRON/7/nsubj/ms lancé/VERB/3/parataxis//lancer",
        &[("il", "Rémi")],
    );
}

#[test]
fn the_object_is_not_the_subject_of_its_verb() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         Rémi/PROPN/3/nsubj/msP le/PRON/3/obj/ms félicite/VERB/0/root//féliciter",
        &[("le", "Paul")],
    );
}

#[test]
fn two_pronouns_of_one_verb_are_two_people() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Léa/PROPN/2/obj/fsP
         elle/PRON/3/nsubj/fs l'/PRON/3/obj/s remercie/VERB/0/root//remercier",
        &[("elle", "Léa"), ("l'", "Rémi")],
    );
}

#[test]
fn an_object_pronoun_of_saying_is_what_was_said() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         Léa/PROPN/4/nsubj/fsP l'/PRON/4/obj/s a/AUX/4/aux dit/VERB/0/root//dire",
        &[("l'", "-")],
    );
}

#[test]
fn a_dative_is_a_person() {
    check(
        "Rémi/PROPN/2/nsubj/msP lit/VERB/0/root le/DET/4/det/d rapport/NOUN/2/obj/msT
         Léa/PROPN/3/nsubj/fsP lui/PRON/3/iobj/s répond/VERB/0/root//répondre",
        &[("lui", "Rémi")],
    );
}

#[test]
fn a_possessive_is_the_subject_of_its_clause() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         Paul/PROPN/2/nsubj/msP vend/VERB/0/root sa/DET/4/det/fso maison/NOUN/2/obj/fsT",
        &[("sa", "Paul")],
    );
}

#[test]
fn a_possessive_inside_the_subject_is_someone_before() {
    check(
        "Rémi/PROPN/2/nsubj/msP arrive/VERB/0/root
         son/DET/2/det/mso frère/NOUN/3/nsubj/msP sort/VERB/0/root",
        &[("son", "Rémi"), ("frère", "frère")],
    );
}

#[test]
fn a_possessive_in_front_is_the_coming_subject() {
    check(
        "À/ADP/3/case son/DET/3/det/mso arrivée/NOUN/6/obl/fsT ,/PUNCT/3/punct Rémi/PROPN/6/nsubj/msP parle/VERB/0/root",
        &[("son", "Rémi")],
    );
}

#[test]
fn their_possessor_is_plural() {
    check(
        "Rémi/PROPN/2/nsubj/msP salue/VERB/0/root les/DET/4/det/d députés/NOUN/2/obj/mpP/député
         leur/DET/2/det/mso vote/NOUN/3/nsubj/msT surprend/VERB/0/root",
        &[("leur", "députés")],
    );
}

#[test]
fn a_relative_is_its_antecedent() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP qui/PRON/5/nsubj/R dort/VERB/3/acl:relcl",
        &[("qui", "Paul")],
    );
}

#[test]
fn a_question_word_is_no_one() {
    check("qui/PRON/2/nsubj dort/VERB/0/root", &[("qui", "-")]);
}

#[test]
fn a_reflexive_is_its_subject() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         Paul/PROPN/3/nsubj/msP se/PRON/3/obj lave/VERB/0/root",
        &[("se", "Paul")],
    );
}

#[test]
fn weather_and_need_have_no_subject() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         il/PRON/2/nsubj/ms faut/VERB/0/root//falloir partir/VERB/2/xcomp
         il/PRON/3/nsubj/ms s'/PRON/3/expl agit/VERB/0/root//agir",
        &[("il", "-"), ("il#2", "-")],
    );
}

#[test]
fn what_was_underlined_has_no_subject() {
    check(
        "Rémi/PROPN/2/nsubj/msP arrive/VERB/0/root
         il/PRON/4/nsubj:pass/ms a/AUX/4/aux été/AUX/4/aux:pass souligné/VERB/0/root/ms/souligner que/SCONJ/7/mark Léa/PROPN/7/nsubj/fsP vote/VERB/4/ccomp",
        &[("il", "-")],
    );
}

#[test]
fn one_and_we_are_no_one_here() {
    check(
        "Rémi/PROPN/2/nsubj/msP arrive/VERB/0/root
         on/PRON/2/nsubj/ms dort/VERB/0/root
         nous/PRON/2/nsubj/p1 dormons/VERB/0/root",
        &[("on", "-"), ("nous", "-")],
    );
}

#[test]
fn they_are_the_coordinated_people() {
    check(
        "Rémi/PROPN/4/nsubj/msP et/CCONJ/3/cc Léa/PROPN/1/conj/fsP arrivent/VERB/0/root
         ils/PRON/2/nsubj/mp parlent/VERB/0/root",
        &[("ils", "Rémi+Léa")],
    );
}

#[test]
fn this_one_is_the_last_that_agrees() {
    check(
        "Rémi/PROPN/2/nsubj/msP reproche/VERB/0/root à/ADP/5/case la/DET/5/det/d Cour/PROPN/2/iobj/fsO un/DET/7/det/i retard/NOUN/2/obj/msT
         celle-ci/PRON/2/nsubj/fs dément/VERB/0/root//démentir",
        &[("celle-ci", "Cour")],
    );
}

#[test]
fn who_speaks_is_not_spoken_of() {
    check(
        "Rémi/PROPN/2/nsubj/msP arrive/VERB/0/root
         «/PUNCT/3/punct il/PRON/3/nsubj/ms dort/VERB/5/ccomp »/PUNCT/3/punct dit/VERB/0/root//dire Paul/PROPN/5/nsubj/msP",
        &[("il", "Rémi")],
    );
}
