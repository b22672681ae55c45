//! `GET /miniapps/api/apps`

use serde_json::{Value, json};

use super::APPS;
use crate::support::Server;

fn names(answer: &Value) -> Vec<&str> {
    answer["apps"].as_array().unwrap().iter().map(|app| app["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_mini_apps_that_somebody_sees_come_in_pages_by_name() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for (name, type_name) in
        [("Pin", "Numeric"), ("Confirm", "YesNo"), ("Bye", "Announcement"), ("Agree", "YesNo")]
    {
        super::create(&ann, name, type_name).await;
    }
    let all = ann.get(APPS).await.expect(200);
    assert_eq!(names(&all), ["Agree", "Bye", "Confirm", "Pin"]);
    assert_eq!((&all["total"], &all["page"], &all["pageSize"]), (&json!(4), &json!(1), &json!(10)));
    assert_eq!(all["apps"][0]["model"], Value::Null);
    let second = ann.get(&format!("{APPS}?page=2&pageSize=3")).await.expect(200);
    assert_eq!(names(&second), ["Pin"]);
    assert_eq!(
        names(&ann.get(&format!("{APPS}?searchTerm=n&type=YesNo.MiniApps")).await.expect(200)),
        ["Confirm"]
    );
    assert_eq!(names(&ann.get(&format!("{APPS}?group=demo&type=Fax")).await.expect(200)), [] as [&str; 0]);
    // A group that the caller does not see finds nothing.
    assert_eq!(server.stranger().await.get(&format!("{APPS}?group=demo")).await.expect(200)["total"], 0);
}

#[tokio::test]
async fn a_page_that_is_no_number_is_400() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for query in
        ["page=0", "page=x", "pageSize=501", "pageSize=-1", "page=99999999999999999999", "searchTerm=%00"]
    {
        ann.get(&format!("{APPS}?{query}")).await.expect(400);
    }
}
