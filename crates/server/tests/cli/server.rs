//! `baton import`, `export` and `deploy` against a server.

use baton_bundle::Bundle;

use super::support::{Client, PASSWORD, Server};
use super::{Done, baton, root};

/// A server at an address of its own, and somebody who may import into their own group.
pub async fn serve() -> (Server, Client, String) {
    let server = Server::start().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let app = server.app().into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let ann = server.somebody("ann").await;
    (server, ann, address)
}

async fn told(args: &[&str], address: &str) -> Done {
    let args: Vec<String> = args
        .iter()
        .chain(&["--server", address, "--user", "ann", "--password", PASSWORD])
        .map(|it| (*it).to_owned())
        .collect();
    run(args).await
}

/// Runs `baton` without holding up the server of the test.
pub async fn run(args: Vec<String>) -> Done {
    let task = tokio::task::spawn_blocking(move || {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        baton(&args, "")
    });
    task.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_imported_deployed_and_exported_again() {
    let (_server, _ann, address) = serve().await;
    let done = told(&["import", "examples/bank"], &address).await;
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.out.starts_with("Imported bank [ann] as "), "{}", done.out);
    assert!(done.out.contains("  flows: 6 new, 0 there already\n"), "{}", done.out);

    let done = told(&["deploy", "bank"], &address).await;
    assert_eq!(done.status, 0, "{}", done.err);
    assert_eq!(done.out, "The application has been deployed and start and running successfully.\n");

    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("bank");
    let done = told(&["export", "bank", "--to", to.to_str().unwrap()], &address).await;
    assert_eq!(done.status, 0, "{}", done.err);
    let exported = Bundle::open(&to).unwrap();
    assert_eq!(
        exported.mini_apps.len(),
        Bundle::open(&root().join("examples/bank")).unwrap().mini_apps.len()
    );
    assert_eq!(baton(&["check", "--quiet", to.to_str().unwrap()], "").status, 0);

    let zip = folder.path().join("bank.zip");
    assert_eq!(told(&["export", "bank", "--to", zip.to_str().unwrap()], &address).await.status, 0);
    assert_eq!(Bundle::open(&zip).unwrap(), exported);
    let again = told(&["export", "bank", "--to", zip.to_str().unwrap()], &address).await;
    assert_eq!(again.status, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_and_a_mini_app_are_exported_and_imported_by_themselves() {
    let (_server, _ann, address) = serve().await;
    assert_eq!(told(&["import", "examples/bank"], &address).await.status, 0);
    let folder = tempfile::tempdir().unwrap();
    let to = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (flow, mini_app) = (to("identify"), to("pin.zip"));
    let done = told(&["export", "Identify", "--flow", "--to", &flow], &address).await;
    assert_eq!(done.status, 0, "{}", done.err);
    assert_eq!(done.out, format!("Exported Identify to {flow}.\n"));
    assert_eq!(baton(&["check", "--quiet", &flow], "").status, 0);
    let done = told(&["export", "BankPin", "--miniapp", "--group", "ann", "--to", &mini_app], &address).await;
    assert_eq!(done.status, 0, "{}", done.err);
    let refused = baton(&["check", &mini_app], "");
    assert_eq!(
        (refused.status, refused.err.as_str()),
        (
            2,
            "error: This is the miniApp BankPin by itself, and nothing runs it. Name an application or a flow that uses it.\n"
        )
    );

    let done = told(&["import", &flow, "--name", "Identify_two"], &address).await;
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.out.starts_with("Imported Identify_two [ann] as "), "{}", done.out);
    assert!(done.out.ends_with("  miniApps: 0 new, 3 there already\n"), "{}", done.out);
    let done = told(&["import", &mini_app], &address).await;
    assert!(done.out.ends_with("  miniApps: 0 new, 1 there already\n"), "{}", done.out);
    let done = told(&["export", "Nothing", "--flow"], &address).await;
    assert_eq!(done.err, "error: There is no flow Nothing that you see. Check its name and --group.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stops_a_deployment_is_said_line_by_line() {
    let (_server, _ann, address) = serve().await;
    let folder = tempfile::tempdir().unwrap();
    let mut bundle = Bundle::open(&root().join("examples/hello")).unwrap();
    bundle.app_mut().unwrap().canvas["content"]["edges"] = serde_json::json!([]);
    bundle.write_folder(folder.path()).unwrap();
    assert_eq!(told(&["import", folder.path().to_str().unwrap()], &address).await.status, 0);
    let done = told(&["deploy", "hello"], &address).await;
    assert_eq!(done.status, 1);
    assert!(
        done.err.contains("warning[MULTIPLE_ROOTS_FOUND]: Multiple roots found on the graph."),
        "{}",
        done.err
    );
    assert!(done.err.contains("  --> app hello, node \""), "{}", done.err);
    let end = "warnings to mend.\nThe app was not deployed; what ran before still runs.\n";
    assert!(done.err.ends_with(end), "{}", done.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_is_one_sentence_that_says_what_to_do() {
    let (_server, _ann, address) = serve().await;
    let twice = ["import", "examples/hello"];
    assert_eq!(told(&twice, &address).await.status, 0);
    let done = told(&twice, &address).await;
    assert_eq!(
        done.err,
        "error: The group has an app hello already. Give another name with --name. Nothing was imported.\n"
    );
    let elsewhere = ["import", "examples/hello", "--group", "nowhere"];
    let done = told(&elsewhere, &address).await;
    assert!(
        done.err.ends_with("There is no group nowhere that you see; name one of yours with --group.\n"),
        "{}",
        done.err
    );
    let done = told(&["deploy", "hello"], "foo").await;
    assert!(done.err.starts_with("error: `foo` is no address of a server."), "{}", done.err);
    let done = told(&["deploy", "unheard_of"], &address).await;
    assert_eq!(done.err, "error: There is no app unheard_of that you see. Check its name and --group.\n");

    let args = |args: &[&str]| args.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let done = run(args(&["deploy", "hello", "--server", &address])).await;
    assert!(done.err.starts_with("error: Say who calls: --user and --password"), "{}", done.err);
    let wrong = ["deploy", "hello", "--server", &address, "--user", "ann", "--password", "wrong wrong"];
    assert_eq!(run(args(&wrong)).await.err, "error: The server does not know this user and password.\n");
    let nobody = ["deploy", "hello", "--server", "http://127.0.0.1:9", "--token", "x"];
    let done = run(args(&nobody)).await;
    assert!(done.err.starts_with("error: No server answers at http://127.0.0.1:9."), "{}", done.err);
    assert_eq!(done.status, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_personal_access_token_does_instead_of_a_password() {
    let (_server, ann, address) = serve().await;
    let body = serde_json::json!({"name": "terminal", "group": "ann", "expires_at": null});
    let made = ann.post("/access/api/personal-tokens/", body).await.expect(201);
    let token = made["token"].as_str().unwrap().to_owned();
    let args = ["import", "examples/hello", "--group", "ann", "--server", &address, "--token", &token];
    let done = run(args.iter().map(|it| (*it).to_owned()).collect()).await;
    assert_eq!(done.status, 0, "{}", done.err);
}
