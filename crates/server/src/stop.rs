//! Word that the server is to stop, for what would otherwise go on: chats, and work behind requests.

use tokio::sync::watch;

/// Says when the server is to stop. The default never does.
#[derive(Debug, Clone, Default)]
pub struct Stop(Option<watch::Receiver<bool>>);

/// Tells everybody who holds the [`Stop`].
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

impl Stop {
    /// A new one, and what tells it.
    #[must_use]
    pub fn new() -> (Stopper, Self) {
        let (tell, told) = watch::channel(false);
        (Stopper(tell), Self(Some(told)))
    }

    /// True once the server is to stop.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.0.as_ref().is_some_and(|told| *told.borrow())
    }

    /// Waits until the server is to stop.
    pub async fn wait(&self) {
        match self.0.clone() {
            Some(mut told) => drop(told.wait_for(|stop| *stop).await),
            None => std::future::pending().await,
        }
    }
}

impl Stopper {
    /// The server is to stop.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}
