//! What tests stand on: a database of their own, of either kind.
//!
//! ```ignore
//! baton_testing::on_both! {
//!     async fn a_setting_is_read_back(test: &TestDatabase) {
//!         let store = test.store().await;
//!         // and so on
//!     }
//! }
//! ```
//!
//! makes two tests, `a_setting_is_read_back::on_sqlite` and `::on_postgres`. PostgreSQL is the server whose address
//! stands in `BATON_TEST_POSTGRES`, else one that is started for these tests and thrown away. When there is none to
//! start, the tests fail, unless `BATON_SKIP_POSTGRES=1`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that lacks its database fails, and says why")]

use std::time::Duration;

mod cluster;
mod database;

pub use database::{Quiet, TestDatabase};

/// Far longer than any story takes.
const LONGEST: Duration = Duration::from_secs(300);

/// Ends a story that waits for what never comes, so that it fails by its name and the others are still told.
///
/// # Panics
/// When it does not end by itself.
pub async fn bounded(story: impl Future<Output = ()>) {
    let ended = tokio::time::timeout(LONGEST, story).await;
    ended.expect("the story ends; it waits for something that has not come for five minutes");
}

/// Makes of each story one test over each database. See the crate's documentation.
#[macro_export]
macro_rules! on_both {
    ($($(#[$about:meta])* async fn $name:ident($test:ident: &TestDatabase) $story:block)*) => {$(
        $(#[$about])*
        mod $name {
            #[allow(unused_imports, reason = "not every story needs what stands around it")]
            use super::*;

            async fn story($test: &$crate::TestDatabase) $story

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                $crate::bounded(story(&$crate::TestDatabase::sqlite())).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(test) = $crate::TestDatabase::postgres().await {
                    $crate::bounded(story(&test)).await;
                }
            }
        }
    )*};
}
