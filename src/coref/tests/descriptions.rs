use super::check;

#[test]
fn an_apposition_is_its_noun() {
    check(
        "le/DET/2/det/d maire/NOUN/7/nsubj/msP ,/PUNCT/4/punct Rémi/PROPN/2/appos/msP Castel/PROPN/4/flat ,/PUNCT/4/punct parle/VERB/0/root",
        &[("maire", "Rémi Castel"), ("Rémi", "Rémi Castel")],
    );
}

#[test]
fn a_title_taken_up_is_its_holder() {
    check(
        "le/DET/2/det/d maire/NOUN/5/nsubj/msP Rémi/PROPN/2/appos/msP Castel/PROPN/3/flat parle/VERB/0/root
         le/DET/2/det/d maire/NOUN/3/nsubj/msP sort/VERB/0/root",
        &[("maire#2", "Rémi Castel")],
    );
}

#[test]
fn a_title_before_its_holder_is_known_from_later() {
    check(
        "le/DET/2/det/d maire/NOUN/3/nsubj/msP sort/VERB/0/root
         le/DET/2/det/d maire/NOUN/5/nsubj/msP Rémi/PROPN/2/appos/msP Castel/PROPN/3/flat parle/VERB/0/root",
        &[("maire", "Rémi Castel")],
    );
}

#[test]
fn another_modifier_is_another_holder() {
    check(
        "le/DET/2/det/d maire/NOUN/6/nsubj/msP danois/ADJ/2/amod Rémi/PROPN/2/appos/msP Castel/PROPN/4/flat parle/VERB/0/root
         le/DET/2/det/d maire/NOUN/4/nsubj/msP suédois/ADJ/2/amod sort/VERB/0/root",
        &[("maire#2", "maire suédois")],
    );
}

#[test]
fn a_former_post_is_not_the_present_one() {
    check(
        "l'/DET/3/det/d ancien/ADJ/3/amod maire/NOUN/6/nsubj/msP Rémi/PROPN/3/appos/msP Castel/PROPN/4/flat parle/VERB/0/root
         le/DET/2/det/d maire/NOUN/3/nsubj/msP sort/VERB/0/root",
        &[("maire#2", "maire")],
    );
}

#[test]
fn the_head_of_state_is_the_president() {
    check(
        "le/DET/2/det/d président/NOUN/6/nsubj/msP danois/ADJ/2/amod Rémi/PROPN/2/appos/msP Castel/PROPN/4/flat parle/VERB/0/root
         le/DET/2/det/d chef/NOUN/6/nsubj/msP de/ADP/5/case l'/DET/5/det/d État/NOUN/2/nmod/ms sort/VERB/0/root",
        &[("chef", "Rémi Castel")],
    );
}

#[test]
fn a_masculine_title_is_no_woman() {
    check(
        "la/DET/2/det/d maire/NOUN/5/nsubj/fsP Léa/PROPN/2/appos/fsP Castel/PROPN/3/flat parle/VERB/0/root
         le/DET/2/det/d maire/NOUN/3/nsubj/msP sort/VERB/0/root",
        &[("maire#2", "maire")],
    );
}

#[test]
fn an_indefinite_takes_up_nothing() {
    check(
        "le/DET/2/det/d maire/NOUN/5/nsubj/msP Rémi/PROPN/2/appos/msP Castel/PROPN/3/flat parle/VERB/0/root
         un/DET/2/det/i maire/NOUN/3/nsubj/msP sort/VERB/0/root",
        &[("maire#2", "maire")],
    );
}

#[test]
fn the_company_is_the_company_named() {
    check(
        "Velbo/PROPN/2/nsubj/msO recrute/VERB/0/root
         l'/DET/2/det/d entreprise/NOUN/3/nsubj/fs grandit/VERB/0/root",
        &[("entreprise", "Velbo")],
    );
}

#[test]
fn the_company_is_no_person() {
    check(
        "Rémi/PROPN/2/nsubj/msP arrive/VERB/0/root
         l'/DET/2/det/d entreprise/NOUN/3/nsubj/fs grandit/VERB/0/root",
        &[("entreprise", "entreprise")],
    );
}

#[test]
fn the_country_is_the_state_named() {
    check(
        "le/DET/2/det/d Danemark/PROPN/3/nsubj/msL vote/VERB/0/root
         le/DET/2/det/d pays/NOUN/3/nsubj/ms/pays attend/VERB/0/root",
        &[("pays", "Danemark")],
    );
}

#[test]
fn a_state_of_a_part_of_the_world_lies_there() {
    check(
        "le/DET/2/det/d Pérou/PROPN/5/nsubj/msL et/CCONJ/4/cc Oslo/PROPN/2/conj/L signent/VERB/0/root
         l'/DET/2/det/d État/NOUN/4/nsubj/ms sud-américain/ADJ/2/amod attend/VERB/0/root",
        &[("État", "Pérou")],
    );
}

#[test]
fn a_native_is_a_person_of_that_gender() {
    check(
        "Léa/PROPN/4/nsubj/fsP et/CCONJ/3/cc Paul/PROPN/1/conj/msP arrivent/VERB/0/root
         la/DET/2/det/d Danoise/NOUN/3/nsubj/fsP/danois parle/VERB/0/root",
        &[("Danoise", "Léa")],
    );
}

#[test]
fn the_same_noun_is_taken_up_by_a_demonstrative() {
    check(
        "Paul/PROPN/2/nsubj/msP lit/VERB/0/root les/DET/4/det/d chiffres/NOUN/2/obj/mpT/chiffre
         Léa/PROPN/2/nsubj/fsP conteste/VERB/0/root ces/DET/4/det/D chiffres/NOUN/2/obj/mpT/chiffre",
        &[("chiffres", "chiffres"), ("chiffres#2", "chiffres")],
    );
}

#[test]
fn the_latter_is_the_last_person() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         ce/DET/2/det/D dernier/ADJ/3/nsubj/ms sort/VERB/0/root",
        &[("dernier", "Paul")],
    );
}

#[test]
fn the_two_men_are_those_named() {
    check(
        "Rémi/PROPN/2/nsubj/msP voit/VERB/0/root Paul/PROPN/2/obj/msP
         les/DET/3/det/dp deux/NUM/3/nummod hommes/NOUN/4/nsubj/mpP/homme parlent/VERB/0/root",
        &[("hommes", "Rémi+Paul")],
    );
}

#[test]
fn the_two_states_are_those_named() {
    check(
        "le/DET/2/det/d Pérou/PROPN/3/nsubj/msL voit/VERB/0/root le/DET/5/det/d Chili/PROPN/3/obj/msL
         les/DET/3/det/dp deux/NUM/3/nummod pays/NOUN/4/nsubj/mp/pays signent/VERB/0/root",
        &[("pays", "Pérou+Chili")],
    );
}

#[test]
fn two_of_three_men_are_nobody() {
    check(
        "Rémi/PROPN/2/nsubj/msP montre/VERB/0/root Paul/PROPN/2/obj/msP à/ADP/5/case Luc/PROPN/2/iobj/msP
         les/DET/3/det/dp deux/NUM/3/nummod hommes/NOUN/4/nsubj/mpP/homme parlent/VERB/0/root",
        &[("hommes", "deux hommes")],
    );
}

#[test]
fn a_thing_named_after_a_company_is_not_the_company() {
    check(
        "Velbo/PROPN/2/nsubj/msO recrute/VERB/0/root
         l'/DET/2/det/d action/NOUN/4/nsubj/fsT Velbo/PROPN/2/nmod/O baisse/VERB/0/root",
        &[("action", "action Velbo"), ("Velbo#2", "Velbo")],
    );
}

#[test]
fn a_predicate_teaches_the_role() {
    check(
        "Rémi/PROPN/4/nsubj/msP est/AUX/4/cop le/DET/4/det/d directeur/NOUN/0/root/msP
         le/DET/2/det/d directeur/NOUN/3/nsubj/msP parle/VERB/0/root",
        &[("directeur#2", "Rémi")],
    );
}
