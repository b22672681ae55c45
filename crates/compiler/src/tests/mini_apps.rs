//! Models of miniApps.

use baton_model::program::{Channel, MiniAppKind, Operator, Question};

use super::check;

fn question(compiled: &crate::Compiled, name: &str) -> Question {
    let program = compiled.program.clone().unwrap();
    let app = program.mini_apps.values().find(|app| app.name == name).unwrap();
    match &app.kind {
        MiniAppKind::Question(question) => (**question).clone(),
        MiniAppKind::Announcement(_) => panic!("{name} is an announcement"),
    }
}

#[test]
fn a_question_needs_a_text_in_each_of_its_languages() {
    check(
        "app a
        miniapp ask YesNo en-US fr-CA
        set ask /ask/locales/fr-CA/omIVR = {}
        set ask /confirmation/enabled = true
        set ask /confirmation/locales/en-US/omIVR/normal = \"\"
        node A miniApp ask",
        "QUESTION_WITHOUT_PROMPT node=A at=model.ask
        QUESTION_WITHOUT_PROMPT node=A at=model.confirmation",
    );
    check(
        "app a
        miniapp ask YesNo
        set ask /ask/locales/en-US = {\"web-chat\": {\"normal\": \"Yes?\"}}
        node A miniApp ask",
        "",
    );
}

#[test]
fn an_announcement_needs_something_to_say() {
    check(
        "app a
        miniapp say Announcement en-US de-DE
        miniapp hush Announcement
        set say /announceList/0/announcement/locales/de-DE = {}
        set hush /announceList/0/enabled = false
        node A miniApp say
        node B miniApp hush
        A -> B",
        "ANNOUNCEMENT_WITHOUT_PROMPT node=A at=model.announceList
        ANNOUNCEMENT_WITHOUT_PROMPT node=B at=model.announceList",
    );
}

#[test]
fn intents_must_be_told_apart_by_what_callers_say() {
    check(
        r#"app a
        miniapp why Intent
        set why /intents = [{"name": "Lost", "utterances": ["I lost my card!", "help"]}, {"name": "Stolen", "utterances": ["i lost  my card"]}, {"name": "Mute", "utterances": [" "]}, {"name": "Off", "enabled": false}]
        miniapp none Intent
        set none /intents = []
        node A miniApp why
        node B miniApp none
        A -> B"#,
        "SAME_UTTERANCE_IN_TWO_INTENTS node=A at=model.intents
        INTENT_WITHOUT_UTTERANCES node=A at=model.intents
        NO_INTENTS node=B at=model.intents",
    );
}

#[test]
fn a_model_of_the_wrong_shape_says_where() {
    let compiled = check(
        "app a
        miniapp ask YesNo
        miniapp other Numeric
        set ask /ask/locales/en-US/omIVR/normal = [1]
        set ask /properties/thresholds/maxNoInputs = many
        set other  = 3
        node A miniApp ask
        node B miniApp other
        A -> B",
        "INVALID_MODEL node=A at=model.ask.locales.en-US.omIVR.normal
        QUESTION_WITHOUT_PROMPT node=A at=model.ask
        INVALID_MODEL node=A at=model.properties.thresholds.maxNoInputs",
    );
    assert!(!compiled.program.unwrap().mini_apps.contains_key("u.ask.YesNo.MiniApps.g"));
}

#[test]
fn what_cannot_run_yet_in_a_model_is_said() {
    check(
        r#"app a
        miniapp number Numeric
        miniapp say Announcement
        set number /validations = [{"javascript": "ocpReturn(true)"}, {"regex": "[0-"}]
        set number /userFunctions = [{"name": "speak", "javascript": "ocpReturn('x')"}, {"name": "unused", "javascript": ""}]
        set number /ask/locales/en-US/omIVR/normal = What is {{speak}}?
        set say /announceList/0/postAction/type = transfer
        node A miniApp number
        node B miniApp say
        A -> B"#,
        "UNSUPPORTED_SETTING node=A at=model.ask.locales.en-US.omIVR.normal
        UNSUPPORTED_SETTING node=A at=model.validations.0.javascript
        INVALID_PATTERN node=A at=model.validations.1.regex
        UNSUPPORTED_SETTING node=B at=model.announceList.0.postAction",
    );
}

#[test]
fn an_empty_level_is_the_one_before_and_an_empty_chat_text_the_one_of_the_phone() {
    let compiled = check(
        r#"app a
        miniapp ask YesNo
        set ask /ask/locales/en-US = {"omIVR": {"normal": "one", "unrecovered": "three"}, "web-chat": {"error": "two"}}
        node A miniApp ask"#,
        "",
    );
    let ask = question(&compiled, "ask").ask;
    let said = |channel, level| ask.text("en-US", channel, level).and_then(|text| text.as_literal()).unwrap();
    assert_eq!([0, 1, 2].map(|level| said(Channel::Voice, level)), ["one", "one", "three"]);
    assert_eq!([0, 1, 2].map(|level| said(Channel::Chat, level)), ["one", "two", "three"]);
}

#[test]
fn a_model_becomes_limits_keys_reactions_and_what_is_said_at_the_end() {
    let compiled = check(
        r##"app a
        miniapp number Numeric
        set number /properties = {"thresholds": {"maxNoInputs": "2", "maxContinuousNoMatches": 5, "maxWrongInputs": 0}, "confidenceThreshold": 140, "nluTag": "Hour"}
        set number /dtmf = {"terminationKey": "#", "escape": "*", "agent": "0", "yes": "None"}
        set number /errors/targetAction/maxNoMatches = {"locales": {"en-US": {"omIVR": {"normal": "enough"}}}}
        set number /reactions/noMatchReactionPrompts = [{"weight": 3, "locales": {"en-US": {"omIVR": {"normal": "what?"}}}}, {"weight": 0, "locales": {"en-US": {"omIVR": {"normal": "never"}}}}]
        set number /validations = [{"name": "long", "minLength": 4, "maxLength": 6}, {"inList": ["0"], "locales": {"en-US": {"omIVR": {"normal": "four to six digits, please"}}}}]
        node A miniApp number"##,
        "",
    );
    let number = question(&compiled, "number");
    assert_eq!((number.thresholds.no_inputs.total, number.thresholds.no_inputs.continuous), (2, 3));
    assert_eq!((number.thresholds.no_matches.total, number.thresholds.no_matches.continuous), (3, 5));
    assert_eq!(number.thresholds.wrong_inputs, 1, "nothing can fail before the first event");
    assert_eq!(number.thresholds.agent_requests.total, 2);
    assert_eq!((number.confidence_threshold, number.nlu_tag.as_deref()), (100.0, Some("Hour")));
    assert_eq!((number.dtmf.termination.as_deref(), number.dtmf.escape.len()), (Some("#"), 1));
    assert_eq!((number.dtmf.agent.as_deref(), number.dtmf.yes), (Some("0"), None));
    let exit = |reason: &str| number.exits[reason].text("en-US", Channel::Voice, 0).unwrap().as_literal();
    assert_eq!(exit("MaxNoMatches"), Some("enough"));
    assert_ne!(exit("MaxContinuousNoMatches"), Some("enough"));
    assert_eq!(number.reactions.no_match.len(), 1);
    assert_eq!((number.validations.len(), number.validations[0].min_length), (2, Some(4)));
    assert!(!number.validation_prompt.is_silent());
}

#[test]
fn an_announcement_says_what_fits_its_inputs() {
    let compiled = check(
        r#"app a
        miniapp say Announcement
        set say /announceList/0/order = 5
        set say /announceList/1 = {}
        set say /announceList = [{"order": 2, "announcement": {"locales": {"en-US": {"omIVR": {"normal": "else"}}}}}, {"order": 1, "fieldValuePairs": [{"field": "extValue1", "path": "city", "operator": "", "values": ["Boston", "A.C"]}, {"field": "extValue2", "operator": "!=", "values": ["a", "b"]}], "announcement": {"locales": {"en-US": {"omIVR": {"normal": "there"}}}}}]
        node A miniApp say"#,
        "",
    );
    let program = compiled.program.unwrap();
    let MiniAppKind::Announcement(say) = &program.mini_apps["u.say.Announcement.MiniApps.g"].kind else {
        panic!("it is an announcement")
    };
    assert_eq!(say.items.len(), 2);
    let conditions = &say.items[0].conditions;
    assert_eq!(conditions[0].field.to_string(), "extValue1.city");
    assert_eq!(conditions[0].operator, Operator::Matches);
    assert_eq!(conditions[0].value.as_literal(), Some("^(?:Boston|A\\.C)$"));
    assert_eq!(conditions.len(), 3, "with NOT_EQUAL none of the values may be there");
    assert!(say.items[1].conditions.is_empty());
}
