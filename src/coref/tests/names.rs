use super::check;

#[test]
fn a_surname_with_address_is_the_full_name() {
    check(
        "Rémi/PROPN/3/nsubj/msP Castel/PROPN/1/flat arrive/VERB/0/root
         M./NOUN/2/nmod Castel/PROPN/3/nsubj/msP parle/VERB/0/root",
        &[("Rémi", "Rémi Castel"), ("Castel", "Rémi Castel")],
    );
}

#[test]
fn a_surname_before_the_full_name_is_the_full_name() {
    check(
        "Castel/PROPN/2/nsubj/msP arrive/VERB/0/root
         Rémi/PROPN/3/nsubj/msP Castel/PROPN/1/flat parle/VERB/0/root",
        &[("Castel", "Rémi Castel")],
    );
}

#[test]
fn capitals_without_accents_are_the_same_name() {
    check(
        "François/PROPN/3/nsubj/msP Mélan/PROPN/1/flat arrive/VERB/0/root
         FRANCOIS/PROPN/3/nsubj/msP MELAN/PROPN/1/flat parle/VERB/0/root
         MELAN/PROPN/2/nsubj/msP parle/VERB/0/root",
        &[("FRANCOIS", "François Mélan"), ("MELAN", "François Mélan")],
    );
}

#[test]
fn a_middle_initial_may_be_left_out() {
    check(
        "Elsa/PROPN/4/nsubj/fsP K./PROPN/1/flat Marin/PROPN/1/flat arrive/VERB/0/root
         Elsa/PROPN/3/nsubj/fsP Marin/PROPN/1/flat parle/VERB/0/root",
        &[("Elsa#2", "Elsa K. Marin")],
    );
}

#[test]
fn initials_stand_for_given_names() {
    check(
        "Jean/PROPN/3/nsubj/msP Vial/PROPN/1/flat arrive/VERB/0/root
         J./PROPN/3/nsubj/msP Vial/PROPN/1/flat parle/VERB/0/root",
        &[("J.", "Jean Vial")],
    );
}

#[test]
fn a_form_of_address_tells_husband_from_wife() {
    check(
        "Rémi/PROPN/3/nsubj/msP Castel/PROPN/1/flat arrive/VERB/0/root
         Léa/PROPN/3/nsubj/fsP Castel/PROPN/1/flat part/VERB/0/root
         M./NOUN/2/nmod Castel/PROPN/3/nsubj/P parle/VERB/0/root
         Mme/NOUN/2/nmod Castel/PROPN/3/nsubj/P répond/VERB/0/root",
        &[("Castel", "Rémi Castel"), ("Castel#2", "Léa Castel")],
    );
}

#[test]
fn a_title_of_a_man_is_no_woman_of_the_same_surname() {
    check(
        "Le/DET/2/det/dms ministre/NOUN/4/nsubj/ms Keller/PROPN/2/appos/P parle/VERB/0/root
         Anna/PROPN/3/nsubj/fsP Keller/PROPN/1/flat répond/VERB/0/root",
        &[("Keller", "Keller"), ("Anna", "Anna Keller")],
    );
}

#[test]
fn a_family_is_none_of_its_members() {
    check(
        "Les/DET/2/det/dp Martin/PROPN/3/nsubj/pP partent/VERB/0/root
         Paul/PROPN/3/nsubj/msP Martin/PROPN/1/flat reste/VERB/0/root",
        &[("Martin", "Martin"), ("Paul", "Paul Martin")],
    );
}

#[test]
fn other_given_names_are_other_people() {
    check(
        "Rémi/PROPN/3/nsubj/msP Castel/PROPN/1/flat arrive/VERB/0/root
         Paul/PROPN/3/nsubj/msP Castel/PROPN/1/flat part/VERB/0/root",
        &[("Rémi", "Rémi Castel"), ("Paul", "Paul Castel")],
    );
}

#[test]
fn a_hyphenated_surname_is_one_of_its_own() {
    check(
        "Rémi/PROPN/3/nsubj/msP Castel/PROPN/1/flat arrive/VERB/0/root
         Mme/NOUN/2/nmod Castel-Roux/PROPN/3/nsubj/fsP parle/VERB/0/root",
        &[("Castel-Roux", "Castel-Roux")],
    );
}

#[test]
fn an_institution_is_shortened_to_its_first_word() {
    check(
        "la/DET/2/det/d Commission/PROPN/4/nsubj/fsO lacustre/PROPN/2/flat vote/VERB/0/root
         la/DET/2/det/d Commission/PROPN/3/nsubj/fsO décide/VERB/0/root",
        &[("Commission#2", "Commission lacustre")],
    );
}

#[test]
fn a_place_is_not_shortened() {
    check(
        "le/DET/2/det/d Mont/PROPN/4/nsubj/msL Fleuri/PROPN/2/flat brûle/VERB/0/root
         le/DET/2/det/d Mont/PROPN/3/nsubj/msL dort/VERB/0/root",
        &[("Mont#2", "Mont")],
    );
}

#[test]
fn an_acronym_in_parentheses_is_the_name_before_it() {
    check(
        "l'/DET/2/det/d Office/PROPN/7/nsubj/msO lacustre/PROPN/2/flat (/PUNCT/5/punct OLD/PROPN/2/appos/O )/PUNCT/5/punct vote/VERB/0/root
         l'/DET/2/det/d OLD/PROPN/3/nsubj/O décide/VERB/0/root",
        &[("OLD", "Office lacustre"), ("OLD#2", "Office lacustre")],
    );
}

#[test]
fn an_acronym_is_made_of_the_initials() {
    check(
        "la/DET/2/det/d Ligue/PROPN/5/nsubj/fsO des/PROPN/2/flat Lacs/PROPN/2/flat vote/VERB/0/root
         la/DET/2/det/d LL/PROPN/3/nsubj/O décide/VERB/0/root",
        &[("LL", "Ligue des Lacs")],
    );
}

#[test]
fn a_capital_and_its_state_stay_two() {
    check(
        "Moscou/PROPN/2/nsubj/L proteste/VERB/0/root
         la/DET/2/det/d Russie/PROPN/3/nsubj/fsL proteste/VERB/0/root",
        &[("Moscou", "Moscou"), ("Russie", "Russie")],
    );
}
