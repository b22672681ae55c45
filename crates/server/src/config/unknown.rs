//! Settings that are none, each named with the nearest that is one.

use std::collections::BTreeSet;

use figment::Figment;
use figment::providers::{Format, Toml};
use figment::value::{Dict, Value};

use super::DEFAULTS;

/// Read by the commands that talk to a server; no settings of one.
const OF_COMMANDS: [&str; 2] = ["BATON_SERVER", "BATON_TOKEN"];

/// What is wrong with a settings file's keys: a sentence for the first that is none. A file that is no TOML says so
/// elsewhere.
pub fn in_file(text: &str) -> Option<String> {
    let written: Dict = Figment::from(Toml::string(text)).extract().ok()?;
    let known = names(&defaults());
    let unknown = names(&written).into_iter().find(|name| !known.contains(name))?;
    let nearest = nearest(&unknown, known.iter().map(String::as_str));
    let nearest = nearest.map(|name| format!(" Did you mean `{name}`?")).unwrap_or_default();
    Some(format!("there is no setting `{unknown}`.{nearest} `baton config` prints all of them"))
}

/// A sentence for each variable of the environment that looks like a setting and is none. Other programs may use the
/// prefix, too, so only what is near one is taken for a mistake.
pub fn in_environment<'a>(variables: impl Iterator<Item = &'a str>) -> Vec<String> {
    let known: BTreeSet<String> = names(&defaults())
        .into_iter()
        .map(|name| format!("BATON_{}", name.to_ascii_uppercase().replace('.', "__")))
        .chain(OF_COMMANDS.map(str::to_owned))
        .collect();
    let wrong =
        variables.filter(|name| name.starts_with("BATON_") && !known.contains(&name.to_ascii_uppercase()));
    wrong
        .filter_map(|name| {
            let nearest = nearest(name, known.iter().map(String::as_str))?;
            Some(format!("{name} is no setting, so it changes nothing. Did you mean {nearest}?"))
        })
        .collect()
}

fn defaults() -> Dict {
    Figment::from(Toml::string(DEFAULTS)).extract().unwrap_or_default()
}

/// The paths of all keys, tables included.
fn names(dict: &Dict) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (key, value) in dict {
        names.insert(key.clone());
        if let Value::Dict(_, inner) = value {
            names.extend(self::names(inner).into_iter().map(|name| format!("{key}.{name}")));
        }
    }
    names
}

/// The one that takes the fewest changed letters, if it takes few.
fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |name: &str| strsim::damerau_levenshtein(&wrong.to_lowercase(), &name.to_lowercase());
    let (distance, name) = names.map(|name| (distance(name), name)).min()?;
    (distance <= 1 + wrong.len() / 8).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{in_environment, in_file};

    #[test]
    fn a_mistyped_key_of_a_file_is_named_with_the_right_one() {
        for (text, wrong, right) in [
            ("lisen = \"a\"", "lisen", "listen"),
            ("[dialogs]\nidle_minute = 3", "dialogs.idle_minute", "dialogs.idle_minutes"),
            ("[dialog]\nidle_minutes = 3", "dialog", "dialogs"),
        ] {
            let said = in_file(text).unwrap();
            assert!(said.contains(&format!("`{wrong}`")) && said.contains(&format!("`{right}`?")), "{said}");
        }
        assert_eq!(in_file("listen = \"a\"\n[log]\njson = true"), None);
        assert!(!in_file("something_else = 1").unwrap().contains("Did you mean"));
    }

    #[test]
    fn a_mistyped_variable_is_named_with_the_right_one_and_those_of_others_are_not() {
        let said =
            in_environment(["BATON_LISTN", "BATON_LOG_JSON", "BATON_SERVER", "BATON_LISTEN"].into_iter());
        assert_eq!(
            said,
            [
                "BATON_LISTN is no setting, so it changes nothing. Did you mean BATON_LISTEN?",
                "BATON_LOG_JSON is no setting, so it changes nothing. Did you mean BATON_LOG__JSON?",
            ]
        );
        let others = ["BATON_SERVICE_HOST", "BATON_PORT_8080_TCP", "BATON_SOMETHING_ELSE", "PATH"];
        assert_eq!(in_environment(others.into_iter()), [""; 0]);
    }
}
