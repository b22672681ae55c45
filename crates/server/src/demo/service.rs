//! The service behind the bank example: it knows a few accounts and takes transfers between them, in memory, on an
//! address of this machine. It shows what a Web Service calls, and keeps no money.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::Bank;
use crate::commands::Failure;

/// Where it listens unless told otherwise: what the example's variable `bank_service` names.
pub const ADDRESS: &str = "127.0.0.1:8090";
/// How many transfers are remembered.
const MOST: usize = 1_000;
/// The largest request that is read, in bytes.
const LARGEST: usize = 16 * 1024;

/// An account as `examples/bank/service/accounts.json` lists it.
#[derive(Debug, Clone, Deserialize, Serialize)]
struct Account {
    number: String,
    owner: String,
    #[serde(skip_serializing)]
    balance: f64,
}

#[derive(Debug, Deserialize)]
struct Transfer {
    from: String,
    to: String,
    amount: f64,
    currency: String,
    date: String,
}

struct Books {
    accounts: Vec<Account>,
    /// References by `Idempotency-Key`: who sends the same again gets the same answer, and sends once.
    made: Mutex<HashMap<String, String>>,
}

type Answer = (StatusCode, Json<Value>);

/// The service, listening.
pub struct Service {
    /// Where.
    pub address: SocketAddr,
    listener: TcpListener,
}

impl Service {
    /// Takes its address.
    ///
    /// # Errors
    /// When somebody has it already.
    pub async fn bind(address: &str) -> Result<Self, Failure> {
        let listener = TcpListener::bind(address).await.map_err(|error| {
            format!(
                "the bank's demo service can't listen on {address}: {error}; name another address with --demo-service"
            )
        })?;
        Ok(Self { address: listener.local_addr()?, listener })
    }

    /// Answers until the handle is aborted.
    ///
    /// # Errors
    /// When the list of accounts can't be read.
    pub fn serve(self) -> Result<JoinHandle<()>, Failure> {
        let app = router()?;
        Ok(tokio::spawn(async move {
            if let Err(error) = axum::serve(self.listener, app).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "the bank's demo service has ended");
            }
        }))
    }
}

fn router() -> Result<Router, Failure> {
    let file = Bank::get("service/accounts.json").ok_or("the bank's accounts are not there")?;
    let books = Books { accounts: serde_json::from_slice(&file.data)?, made: Mutex::default() };
    Ok(Router::new()
        .route("/accounts/{number}", get(account))
        .route("/transfers", post(transfer))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::new(books)))
}

async fn account(State(books): State<Arc<Books>>, Path(number): Path<String>) -> Answer {
    match books.find(&number) {
        Some(account) => (StatusCode::OK, Json(json!(account))),
        None => refuse(StatusCode::NOT_FOUND, "there is no such account"),
    }
}

async fn transfer(
    State(books): State<Arc<Books>>,
    headers: HeaderMap,
    Json(transfer): Json<Transfer>,
) -> Answer {
    let Transfer { from, to, amount, currency, date } = &transfer;
    let (Some(payer), Some(payee)) = (books.find(from), books.find(to)) else {
        return refuse(StatusCode::NOT_FOUND, "there is no such account");
    };
    if payer.number == payee.number {
        return refuse(StatusCode::CONFLICT, "both accounts are the same");
    }
    if currency != "EUR"
        || !amount.is_finite()
        || *amount <= 0.0
        || date.parse::<jiff::civil::Date>().is_err()
    {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "a transfer has an amount in EUR and a date");
    }
    if *amount > payer.balance {
        return refuse(StatusCode::CONFLICT, "there is not enough money in your account");
    }
    let key = headers.get("Idempotency-Key").and_then(|key| key.to_str().ok()).unwrap_or_default();
    match books.enter(key) {
        Some(reference) => (StatusCode::CREATED, Json(json!({"reference": reference}))),
        None => refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "the demo takes no more transfers until it is started again",
        ),
    }
}

fn refuse(status: StatusCode, error: &str) -> Answer {
    (status, Json(json!({"error": error})))
}

impl Books {
    fn find(&self, number: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.number == number)
    }

    fn enter(&self, key: &str) -> Option<String> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reference) = made.get(key).filter(|_| !key.is_empty()) {
            return Some(reference.clone());
        }
        let number = made.len() + 1;
        if number > MOST {
            return None;
        }
        let reference = format!("RB-{}", 1000 + number);
        let key = if key.is_empty() { reference.clone() } else { key.to_owned() };
        made.insert(key, reference.clone());
        Some(reference)
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Client;
    use serde_json::{Value, json};

    use super::Service;

    #[tokio::test]
    async fn it_knows_accounts_and_takes_a_transfer_once() {
        let service = Service::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", service.address);
        let served = service.serve().unwrap();
        let client = Client::builder().no_proxy().build().unwrap();
        let found = client.get(format!("{url}/accounts/20406080")).send().await.unwrap();
        assert_eq!(found.json::<Value>().await.unwrap(), json!({"number": "20406080", "owner": "Ben Ford"}));
        assert_eq!(client.get(format!("{url}/accounts/1")).send().await.unwrap().status(), 404);
        let send = |key: &'static str, amount: f64| {
            let body = json!({"from": "12345678", "to": "20406080", "amount": amount, "currency": "EUR", "date": "2030-12-24"});
            client.post(format!("{url}/transfers")).header("Idempotency-Key", key).json(&body).send()
        };
        for _ in 0..2 {
            let sent = send("a", 12.5).await.unwrap().json::<Value>().await.unwrap();
            assert_eq!(sent, json!({"reference": "RB-1001"}));
        }
        assert_eq!(send("b", 1.0).await.unwrap().json::<Value>().await.unwrap()["reference"], "RB-1002");
        assert_eq!(send("c", 5_000.0).await.unwrap().status(), 409);
        assert_eq!(send("d", -1.0).await.unwrap().status(), 422);
        served.abort();
    }
}
