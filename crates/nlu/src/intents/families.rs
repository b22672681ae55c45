//! Families of English words that callers use for one another: "fee" and "charged", "arrive" and "delivered".
//!
//! With ten utterances an intent, most wordings are never seen. A family lets what was learnt from one of its words
//! count for the others. Words of other languages have no family, and lose nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line is a family; a word belongs to one.
const FAMILIES: &str = "\
cost costs expensive charge charges charged charging fee fees price prices pricing
money cash fund funds monies
lose losing lost misplaced missing mislaid loose
steal stolen stole theft thief robbed robbery
fraud fraudulent fraudster scam scammed unauthorised unauthorized hacked hack suspicious
someone somebody else anybody anyone
get getting got gotten receive received receiving obtain obtained acquire
deliver delivered delivery delivering send sent sending mail mailed ship shipped arrive arrived arrives arriving arrival come comes came coming
change changing changed edit editing edited update updating updated modify modified alter amend switch switching
wrong wrongly incorrect incorrectly mistake mistakes mistaken mistakenly error errors erroneous accidental accidentally
cancel cancelled canceled cancelling canceling cancellation stop stopped revert reverse reversed undo
refund refunded refunds refunding reimbursement reimburse reimbursed
pending pend process processed processing wait waiting
fail failed failing fails failure declined decline declining declines rejected reject denied deny refused blocked unsuccessful
work working works worked function functioning functional
problem problems trouble troubles issue issues difficulty difficulties
start activate activated activation activating begin enable enabled
soon when quickly quick fast time
long day days hour hours week weeks month months
why reason reasons explain explanation
where location locations country countries located place places
buy buying bought purchase purchased purchases purchasing
pay paid paying payment payments pays
transfer transfers transferred transferring transfered transfering move moved moving
withdraw withdrawal withdrawals withdrawing withdrew withdrawn
deposit deposits deposited depositing cheque cheques check checks
topup top topping topped reload recharge
account accounts profile
card cards
close closing closed delete deleted deleting deactivate terminate
verify verified verifying verification identity identification identify proof prove confirm
code codes pin pins pincode passcode passcodes password passwords
phone phones mobile cell smartphone iphone handset
exchange exchanged exchanges exchanging conversion convert converting converted
rate rates
currency currencies euro euros dollar dollars gbp usd aud pound pounds
abroad overseas foreign international travel travelling traveling holiday vacation
atm atms machine machines cashpoint
limit limits limited limitation restriction restrictions maximum max minimum most least
many several multiple number
need want like wish
expire expires expired expiring expiration expiry
new another replacement replace replaced additional additionally extra
show shows showing appear appears appeared appearing see seeing visible
twice double duplicate duplicated two again times
balance amount total sum
strange odd weird unexpected unknown recognize recognise unrecognized unrecognised
contactless tap touchless nfc
virtual digital disposable temporary online
young younger age old child children kid kids daughter son minor
help assist support assistance
use using used
find found finding locate
bill bills invoice invoices
order orders ordered ordering request requests requested
broken broke break damaged damage
swallowed swallow swallows ate eaten retained kept stuck took
not no never dont doesnt didnt cant cannot couldnt isnt arent wasnt wont wouldnt hasnt havent
available possible able can
now today immediately urgent urgently asap instant instantly
appointment appointments meeting visit booking book booked reserve reservation reservations
internet wifi broadband connection network signal
outage outages interruption disconnected offline
claim claims claiming claimed
policy policies coverage cover covered insurance insured
subscription subscriptions plan plans contract contracts package packages
upgrade upgraded upgrading downgrade downgraded
address addresses postcode zip
agent representative operator human person advisor adviser";

static FAMILY_OF: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    let families = (1u64..).zip(FAMILIES.lines());
    families.flat_map(|(family, words)| words.split(' ').map(move |word| (word, family))).collect()
});

/// The number of a word's family.
pub(super) fn family(word: &str) -> Option<u64> {
    FAMILY_OF.get(word).copied()
}

/// Every word that has a family, in a fixed order.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    FAMILIES.lines().flat_map(|words| words.split(' '))
}

#[cfg(test)]
mod tests {
    use super::{FAMILY_OF, family, words};

    #[test]
    fn a_word_belongs_to_one_family_and_stands_in_it_once() {
        assert_eq!(words().count(), FAMILY_OF.len());
        assert_eq!(family("fee"), family("charged"));
        assert_ne!(family("fee"), family("arrived"));
        assert_eq!(family("κάρτα"), None);
    }
}
