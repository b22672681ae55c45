//! Who is next: so many at a time, and when there are more, each caller in turn.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

/// Gives out a number of permits at a time, in turn among those who ask.
#[derive(Debug, Clone)]
pub(super) struct Turns(Arc<Mutex<Waiting>>);

#[derive(Debug)]
struct Waiting {
    free: usize,
    most: usize,
    count: usize,
    /// What waits, by whose it is.
    queues: HashMap<String, VecDeque<oneshot::Sender<Permit>>>,
    /// Whose turn it is, in order. Each name stands here once.
    order: VecDeque<String>,
}

/// The right to run; it goes to the next one when it is dropped.
#[derive(Debug)]
pub(super) struct Permit(Option<Turns>);

impl Turns {
    /// So many permits; at most `most` may wait for one.
    pub(super) fn new(permits: usize, most: usize) -> Self {
        let waiting =
            Waiting { free: permits, most, count: 0, queues: HashMap::new(), order: VecDeque::new() };
        Self(Arc::new(Mutex::new(waiting)))
    }

    /// Waits for a permit. Nothing when too many wait, or it takes longer than `patience`.
    pub(super) async fn permit(&self, whose: &str, patience: Duration) -> Option<Permit> {
        let receiver = {
            let mut waiting = self.lock();
            if waiting.free > 0 {
                waiting.free -= 1;
                return Some(Permit(Some(self.clone())));
            }
            if waiting.count >= waiting.most {
                return None;
            }
            waiting.add(whose)
        };
        tokio::time::timeout(patience, receiver).await.ok()?.ok()
    }

    /// Hands a permit on. One that nobody takes any more comes back by being dropped.
    fn release(&self) {
        let next = {
            let mut waiting = self.lock();
            let next = waiting.next();
            if next.is_none() {
                waiting.free += 1;
            }
            next
        };
        if let Some(next) = next {
            // Sent without the lock: what is refused is dropped here, and looks for the next one.
            drop(next.send(Permit(Some(self.clone()))));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn add(&mut self, whose: &str) -> oneshot::Receiver<Permit> {
        let (sender, receiver) = oneshot::channel();
        self.count += 1;
        if let Some(queue) = self.queues.get_mut(whose) {
            queue.push_back(sender);
        } else {
            self.queues.insert(whose.to_owned(), VecDeque::from([sender]));
            self.order.push_back(whose.to_owned());
        }
        receiver
    }

    /// The first call of the next caller that is still there.
    fn next(&mut self) -> Option<oneshot::Sender<Permit>> {
        loop {
            let whose = self.order.pop_front()?;
            let queue = self.queues.get_mut(&whose)?;
            let next = queue.pop_front();
            if queue.is_empty() {
                self.queues.remove(&whose);
            } else {
                self.order.push_back(whose);
            }
            self.count = self.count.saturating_sub(1);
            match next {
                Some(next) if !next.is_closed() => return Some(next),
                _ => {}
            }
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(turns) = self.0.take() {
            turns.release();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use super::Turns;

    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn one_who_asks_a_hundred_times_takes_turns_with_one_who_asks_once() {
        let turns = Turns::new(1, 1_000);
        let held = turns.permit("a", LONG).await.unwrap();
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for whose in ["a"; 100].into_iter().chain(["b"]) {
            let (waiting, order) = (turns.clone(), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                let _permit = waiting.permit(whose, LONG).await.unwrap();
                order.lock().unwrap().push(whose);
            }));
            tokio::task::yield_now().await;
        }
        drop(held);
        for task in tasks {
            task.await.unwrap();
        }
        assert!(order.lock().unwrap()[..2].contains(&"b"));
    }

    #[tokio::test]
    async fn a_permit_that_nobody_waits_for_any_more_goes_to_the_next() {
        let turns = Turns::new(1, 10);
        let held = turns.permit("a", LONG).await.unwrap();
        let gone = {
            let turns = turns.clone();
            tokio::spawn(async move { turns.permit("a", LONG).await.is_some() })
        };
        tokio::task::yield_now().await;
        gone.abort();
        drop(gone.await);
        drop(held);
        assert!(turns.permit("b", LONG).await.is_some());
    }

    #[tokio::test]
    async fn no_more_wait_than_may() {
        let turns = Turns::new(1, 1);
        let _held = turns.permit("a", LONG).await.unwrap();
        let waiting = turns.clone();
        let _first = tokio::spawn(async move { waiting.permit("a", LONG).await.is_some() });
        tokio::task::yield_now().await;
        assert!(turns.permit("b", LONG).await.is_none());
    }
}
