//! Failed sign-ins slow down those that follow.
//!
//! Only failures count. Whoever has failed too often is told how long to wait, and nothing is checked until then:
//! neither a right password nor a wrong one, so waiting gives nothing away.

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use baton_model::Timestamp;
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use moka::sync::Cache;

/// How many failures are free, and how many seconds each further one costs.
const PAIR: (u32, u64) = (5, 10);
const USER: (u32, u64) = (50, 5);
const ADDRESS: (u32, u64) = (50, 1);

/// Whom a limit remembers at most; beyond that, those whose failures are long past are forgotten.
const REMEMBERED: usize = 50_000;
const WAITING: u64 = 100_000;
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Counts failed sign-ins: of a user from an address, of a user from anywhere, and from an address.
pub(crate) struct SlowDown {
    clock: Given,
    hasher: RandomState,
    pair: Limit,
    user: Limit,
    address: Limit,
}

/// Somebody who tries to sign in, for the three limits. Hashes, so that a long name takes no more room.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    pair: u64,
    user: u64,
    address: u64,
}

impl SlowDown {
    pub(crate) fn new() -> Self {
        let clock = Given::default();
        let limit = |(free, seconds)| Limit::new(free, seconds, &clock);
        Self {
            pair: limit(PAIR),
            user: limit(USER),
            address: limit(ADDRESS),
            clock,
            hasher: RandomState::new(),
        }
    }

    pub(crate) fn attempt(&self, username: &str, address: IpAddr) -> Attempt {
        let address = network(address);
        Attempt {
            pair: self.hasher.hash_one((username, address)),
            user: self.hasher.hash_one(username),
            address: self.hasher.hash_one(address),
        }
    }

    /// How many seconds this one must wait before it is looked at. `None`: it need not.
    pub(crate) fn wait(&self, attempt: Attempt, now: Timestamp) -> Option<i64> {
        let until = self.limits(attempt).iter().filter_map(|(limit, key)| limit.until.get(key)).max()?;
        let wait = until.0 - now.0;
        (wait > 0).then(|| (wait + 999_999) / 1_000_000)
    }

    /// Notes that it failed.
    pub(crate) fn failed(&self, attempt: Attempt, now: Timestamp) {
        self.clock.set(now);
        for (limit, key) in self.limits(attempt) {
            limit.count(key, now);
        }
    }

    fn limits(&self, attempt: Attempt) -> [(&Limit, u64); 3] {
        [(&self.pair, attempt.pair), (&self.user, attempt.user), (&self.address, attempt.address)]
    }
}

struct Limit {
    clock: Given,
    failures: RateLimiter<u64, DashMapStateStore<u64>, Given, NoOpMiddleware<Nanos>>,
    until: Cache<u64, Timestamp>,
}

impl Limit {
    fn new(free: u32, seconds: u64, clock: &Given) -> Self {
        let free = NonZeroU32::new(free).unwrap_or(NonZeroU32::MIN);
        let period = Duration::from_secs(seconds.max(1));
        let quota =
            Quota::with_period(period).map_or(Quota::per_second(free), |quota| quota.allow_burst(free));
        Self {
            clock: clock.clone(),
            failures: RateLimiter::dashmap_with_clock(quota, clock.clone()),
            until: Cache::builder().max_capacity(WAITING).time_to_live(LONGEST_WAIT).build(),
        }
    }

    fn count(&self, key: u64, now: Timestamp) {
        if self.failures.len() > REMEMBERED {
            self.failures.retain_recent();
        }
        if let Err(refused) = self.failures.check_key(&key) {
            let wait = refused.wait_time_from(self.clock.now());
            let micros = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
            self.until.insert(key, Timestamp(now.0.saturating_add(micros)));
        }
    }
}

/// The time as callers pass it in.
#[derive(Debug, Clone, Default)]
struct Given(Arc<AtomicU64>);

impl Given {
    fn set(&self, now: Timestamp) {
        let nanos = u64::try_from(now.0).unwrap_or_default().saturating_mul(1000);
        self.0.fetch_max(nanos, Ordering::SeqCst);
    }
}

impl Clock for Given {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::from(self.0.load(Ordering::SeqCst))
    }
}

/// One household or one machine: an IPv4 address, or the 64 bits of an IPv6 address that a network shares.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use baton_model::Timestamp;

    use super::SlowDown;

    const NOW: Timestamp = Timestamp(1_772_366_400_000_000);

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn who_fails_six_times_waits_ten_seconds_and_then_gets_one_more() {
        let slow_down = SlowDown::new();
        let ann = slow_down.attempt("ann", address("192.0.2.1"));
        for _ in 0..5 {
            slow_down.failed(ann, NOW);
        }
        assert_eq!(slow_down.wait(ann, NOW), None);
        slow_down.failed(ann, NOW);
        assert_eq!(slow_down.wait(ann, NOW), Some(10));
        let later = NOW.plus_seconds(10);
        assert_eq!(slow_down.wait(ann, later), None);
        slow_down.failed(ann, later);
        assert_eq!(slow_down.wait(ann, later), None);
        slow_down.failed(ann, later);
        assert_eq!(slow_down.wait(ann, later), Some(10));
    }

    #[test]
    fn others_and_the_same_user_elsewhere_need_not_wait() {
        let slow_down = SlowDown::new();
        let ann = slow_down.attempt("ann", address("192.0.2.1"));
        for _ in 0..6 {
            slow_down.failed(ann, NOW);
        }
        assert!(slow_down.wait(ann, NOW).is_some());
        assert_eq!(slow_down.wait(slow_down.attempt("bob", address("192.0.2.1")), NOW), None);
        assert_eq!(slow_down.wait(slow_down.attempt("ann", address("192.0.2.2")), NOW), None);
    }

    #[test]
    fn an_address_that_tries_many_users_waits_with_all_of_them() {
        let slow_down = SlowDown::new();
        for number in 0..=50 {
            slow_down.failed(slow_down.attempt(&format!("user{number}"), address("2001:db8::1")), NOW);
        }
        assert!(slow_down.wait(slow_down.attempt("ann", address("2001:db8::2")), NOW).is_some());
        assert_eq!(slow_down.wait(slow_down.attempt("ann", address("2001:db8:0:1::2")), NOW), None);
    }

    #[test]
    fn a_user_who_is_tried_from_many_addresses_waits_everywhere() {
        let slow_down = SlowDown::new();
        for number in 0..=50 {
            slow_down.failed(slow_down.attempt("ann", address(&format!("192.0.2.{number}"))), NOW);
        }
        assert!(slow_down.wait(slow_down.attempt("ann", address("198.51.100.1")), NOW).is_some());
        assert_eq!(slow_down.wait(slow_down.attempt("bob", address("198.51.100.1")), NOW), None);
    }
}
