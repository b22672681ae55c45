//! Ways that lead back.

use super::check;

#[test]
fn a_way_round_on_which_nothing_happens_is_an_error() {
    check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        node C condition
        node D condition
        node E exit
        node F Flow silent
        A -> C
        C -> D when x = YES
        C -> E
        D -> C when x = YES
        D -> F
        F -> D when x = MAYBE
        flow silent
        node S condition
        node T exit
        S -> T",
        "LOOP_WITHOUT_INPUT node=C",
    );
}

#[test]
fn a_condition_that_leads_to_itself_is_one_too() {
    check(
        "app a
        node S set-field x=1
        node C condition
        S -> C
        C -> C",
        "LOOP_WITHOUT_INPUT node=C",
    );
}

#[test]
fn a_way_round_that_asks_or_counts_may_well_be_meant() {
    check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        node R set-field n+=1
        node E exit
        node B miniApp ask -> YesNo=y
        A -> B
        B -> R when y = NO
        B -> E
        R -> B when n < 3
        R -> E",
        "LOOP node=R",
    );
}
