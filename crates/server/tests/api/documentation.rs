//! `/openapi.json` and `/docs/`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use axum::http::Method;
use serde_json::Value;

use crate::support::Server;

const METHODS: &[&str] = &["get", "put", "post", "delete", "patch"];

async fn document(server: &Server) -> Value {
    server.nobody().get("/openapi.json").await.expect(200)
}

/// All operations: method, path and what the document says of them.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            let known =
                item.as_object().unwrap().iter().filter(|(method, _)| METHODS.contains(&method.as_str()));
            known.map(move |(method, operation)| (method.as_str(), path.as_str(), operation))
        })
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The handlers that the source code describes: method and path. Those that a macro writes have no path here.
fn handlers(source: &str) -> Vec<(String, String)> {
    let blocks = source.split("#[utoipa::path(").skip(1);
    blocks
        .filter_map(|block| {
            let (head, rest) = block.split_once("path = \"")?;
            let method = METHODS.iter().find(|method| head.contains(&format!("{method},")))?;
            Some(((*method).to_owned(), rest.split('"').next()?.replace("{*", "{")))
        })
        .collect()
}

#[tokio::test]
async fn every_route_of_the_router_is_in_the_document() {
    let server = Server::start().await;
    let document = document(&server).await;
    let described: BTreeSet<(String, String)> = operations(&document)
        .into_iter()
        .map(|(method, path, _)| (method.to_owned(), path.to_owned()))
        .collect();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut written = BTreeSet::new();
    // The service of the demo answers at an address of its own.
    for file in files.into_iter().filter(|file| !file.ends_with("demo/service.rs")) {
        let source = std::fs::read_to_string(&file).unwrap();
        written.extend(handlers(&source));
        let bypass = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        let bypass: Vec<_> =
            bypass.filter(|line| line.contains(".route(\"") || line.contains(".nest(")).collect();
        assert!(bypass.is_empty(), "{}: a route that the document does not know: {bypass:?}", file.display());
    }
    assert!(written.len() > 30, "the handlers were found");
    let missing: Vec<_> = written.difference(&described).collect();
    assert!(missing.is_empty(), "described, but not routed: {missing:?}");
}

#[tokio::test]
async fn every_endpoint_is_described() {
    let server = Server::start().await;
    let document = document(&server).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for (method, path, operation) in operations(&document) {
        let text = |key: &str| operation[key].as_str().unwrap_or_default();
        assert!(!text("summary").is_empty(), "{method} {path}: a sentence says what it does");
        assert!(operation["tags"][0].is_string(), "{method} {path}: it has a tag");
        let responses = operation["responses"].as_object().unwrap();
        for (status, response) in responses {
            assert!(
                response["description"].as_str().is_some_and(|text| !text.is_empty()),
                "{method} {path} {status}"
            );
        }
        assert!(
            responses.keys().any(|status| status.starts_with(['1', '2', '3'])),
            "{method} {path}: how it succeeds"
        );
        let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        for part in path.split('/').filter_map(|part| part.strip_prefix('{')) {
            let name = part.split('}').next().unwrap();
            assert!(parameters.iter().any(|parameter| parameter["name"] == name), "{method} {path}: {name}");
        }
    }
}

#[tokio::test]
async fn each_operation_has_a_name_of_its_own() {
    let server = Server::start().await;
    let document = document(&server).await;
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{method} {path}: {name} is another's name");
    }
    assert!(names.contains("get_orchestrator_apps_app_id_status"), "{names:?}");
}

/// Two structs of one name would be one schema in the document, and one of them would be described wrongly.
#[test]
fn each_schema_has_a_name_of_its_own() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut names = BTreeSet::new();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        for block in source
            .split("#[derive(")
            .skip(1)
            .filter(|block| block.split(")]").next().is_some_and(|derived| derived.contains("ToSchema")))
        {
            let item = block.lines().find(|line| line.contains("struct ") || line.contains("enum ")).unwrap();
            let name = item.split("struct ").last().unwrap().split("enum ").last().unwrap();
            let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
            let renamed = block.split(item).next().unwrap().contains("as = ");
            assert!(renamed || names.insert(name.clone()), "{}: {name} is another's name", file.display());
        }
    }
    assert!(names.len() > 50, "{names:?}");
}

#[tokio::test]
async fn paths_of_the_orchestrator_end_in_a_slash_and_answer_nobody_unknown() {
    let server = Server::start().await;
    let document = document(&server).await;
    let nobody = server.nobody();
    let mut tried = 0;
    for (method, path, operation) in operations(&document) {
        if !path.starts_with("/orchestrator/") {
            continue;
        }
        assert!(path.ends_with('/'), "{path}");
        for status in ["401", "403"] {
            assert!(operation["responses"][status].is_object(), "{method} {path} tells of {status}");
        }
        let parts = path
            .split('/')
            .map(|part| if part.starts_with('{') { "7b0ba117-e690-4651-a337-810beb51b420" } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        let method: Method = method.to_uppercase().parse().unwrap();
        let answer = nobody.send(method.clone(), &path, Some("application/json"), "{}".into()).await;
        let sentence = "Authentication credentials were not provided.";
        assert_eq!(answer.expect(401)["detail"], sentence, "{method} {path}");
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
}

#[tokio::test]
async fn the_services_of_records_say_that_they_answer_nobody_unknown_and_do_not() {
    let server = Server::start().await;
    let document = document(&server).await;
    let nobody = server.nobody();
    let services = ["/dialogs-api/", "/metrics-api/", "/exports-api/", "/integrations/", "/mcp"];
    let mut tried = 0;
    for (method, path, operation) in operations(&document) {
        if !services.iter().any(|service| path.starts_with(service)) {
            continue;
        }
        assert!(operation["responses"]["401"].is_object(), "{method} {path} tells of 401");
        assert!(operation["security"].is_array(), "{method} {path} says how to prove who one is");
        let path = path.replace(['{', '}'], "");
        let method: Method = method.to_uppercase().parse().unwrap();
        let answer = nobody.send(method.clone(), &path, Some("application/json"), "{}".into()).await;
        assert_eq!(answer.status, 401, "{method} {path}");
        tried += 1;
    }
    assert!(tried > 25, "{tried}");
}

#[tokio::test]
async fn the_page_shows_the_document_and_loads_nothing_from_elsewhere() {
    let server = Server::start().await;
    let nobody = server.nobody();
    let page = nobody.get("/docs/").await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/html"));
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    assert!(!policy.contains("http") && !policy.contains("unsafe"), "{policy}");
    let html = String::from_utf8(page.body.clone()).unwrap();
    assert!(html.contains("/openapi.json"));
    assert!(!html.contains("://"), "the page refers to another site: {html}");
    let files = html.split('"').filter(|text| text.starts_with("/docs/")).collect::<Vec<_>>();
    for file in files {
        let asset = nobody.get(file).await;
        assert_eq!((asset.status.as_u16(), asset.body.is_empty()), (200, false), "{file}");
    }
    let start = nobody.get("/docs/start.js").await;
    assert!(String::from_utf8(start.body).unwrap().contains("/openapi.json"));
    assert_eq!(nobody.get("/docs").await.status, 200);
}

#[tokio::test]
async fn no_other_file_is_given() {
    let server = Server::start().await;
    let nobody = server.nobody();
    for file in ["nothing.js", "..%2f..%2fCargo.toml", "%2e%2e", "page.html", "%ff", "swagger-ui.css%00"] {
        assert_eq!(nobody.get(&format!("/docs/{file}")).await.status, 404, "{file}");
    }
}
