use super::check;

#[test]
fn the_reason_of_a_judgement_is_about_its_object() {
    check(
        "Rémi/PROPN/2/nsubj/msP félicite/VERB/0/root//féliciter Paul/PROPN/2/obj/msP pour/ADP/6/case sa/DET/6/det/so victoire/NOUN/2/obl/fsE",
        &[("sa", "Paul")],
    );
}

#[test]
fn what_a_verb_of_motion_adds_is_about_its_subject() {
    check(
        "Rémi/PROPN/2/nsubj/msP quitte/VERB/0/root//quitter Paul/PROPN/2/obj/msP pour/ADP/6/case sa/DET/6/det/so victoire/NOUN/2/obl/fsE",
        &[("sa", "Rémi")],
    );
}

#[test]
fn the_first_of_a_coordination_owns_the_second() {
    check(
        "Paul/PROPN/2/nsubj/msP parle/VERB/0/root
         Rémi/PROPN/5/nsubj/msP et/CCONJ/4/cc son/DET/4/det/so rival/NOUN/1/conj/msP dorment/VERB/0/root",
        &[("son", "Rémi")],
    );
}

#[test]
fn a_name_after_a_long_title_is_the_holder() {
    check(
        "la/DET/2/det/d ministre/NOUN/10/nsubj/fsP de/ADP/5/case la/DET/5/det/d Justice/NOUN/2/nmod/fsO ,/PUNCT/7/punct Léa/PROPN/5/appos/fsP ,/PUNCT/7/punct hier/ADV/10/advmod parle/VERB/0/root",
        &[("ministre", "Léa")],
    );
}

#[test]
fn a_description_after_name_and_age_is_of_the_name() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP ,/PUNCT/6/punct 61/NUM/6/nummod ans/NOUN/3/conj/mpT ,/PUNCT/9/punct un/DET/9/det/i allié/NOUN/3/conj/msP",
        &[("allié", "Paul")],
    );
}

#[test]
fn a_subject_after_a_name_and_comma_is_another() {
    check(
        "selon/ADP/2/case Paul/PROPN/6/obl/msP ,/PUNCT/2/punct le/DET/5/det/d maire/NOUN/6/nsubj/msP dort/VERB/0/root",
        &[("maire", "maire")],
    );
}

#[test]
#[ignore = "the learned ranking takes Paul here, since the ranking replaced the order by hand"]
fn a_new_sentence_goes_on_with_the_main_subject() {
    check(
        "Rémi/PROPN/2/nsubj/msP soutient/VERB/0/root Paul/PROPN/2/obj/msP qui/PRON/5/nsubj/R dort/VERB/3/acl:relcl
         il/PRON/2/nsubj/ms part/VERB/0/root",
        &[("il", "Rémi")],
    );
}

#[test]
fn a_capital_is_its_state_in_a_pair() {
    check(
        "Moscou/PROPN/2/nsubj/sL voit/VERB/0/root le/DET/4/det/d Chili/PROPN/2/obj/msL
         les/DET/3/det/dp deux/NUM/3/nummod gouvernements/NOUN/4/nsubj/mpO/gouvernement signent/VERB/0/root",
        &[("gouvernements", "Moscou+Chili")],
    );
}

#[test]
fn the_incumbent_is_who_contests_the_election() {
    check(
        "Rémi/PROPN/2/nsubj/msP brigue/VERB/0/root//briguer un/DET/4/det/i mandat/NOUN/2/obj/msT
         Paul/PROPN/2/nsubj/msP félicite/VERB/0/root le/DET/4/det/d président/NOUN/2/obj/msP sortant/ADJ/4/amod",
        &[("président", "Rémi")],
    );
}
