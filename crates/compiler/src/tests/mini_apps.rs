//! Models of miniApps.

use baton_model::program::{
    AgentPolicy, Channel, Day, Entity, Environment, KeySection, MiniAppKind, Operator, Question,
    QuestionKind, ServiceOutput,
};

use super::{check, message};

fn question(compiled: &crate::Compiled, name: &str) -> Question {
    let program = compiled.program.clone().unwrap();
    let app = program.mini_apps.values().find(|app| app.name == name).unwrap();
    match &app.kind {
        MiniAppKind::Question(question) => (**question).clone(),
        _ => panic!("{name} is no question"),
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
fn few_and_double_utterances_are_hints_that_stop_nobody() {
    let compiled = check(
        r#"app a
        miniapp why Intent
        set why /intents = [{"name": "Lost", "utterances": ["lost it", "I lost my card!", "I lost my card"]}, {"name": "Stolen", "utterances": ["a", "b", "c", "d", "e"]}]
        node A miniApp why"#,
        "FEW_UTTERANCES node=A at=model.intents
        DUPLICATE_UTTERANCE node=A at=model.intents",
    );
    assert!(compiled.deployable());
    assert_eq!(
        message(&compiled, "DUPLICATE_UTTERANCE"),
        "Intent 'Lost' of miniApp 'why' has the utterance 'I lost my card' more than once; once is enough."
    );
}

#[test]
fn an_utterance_of_the_author_wins_over_the_same_one_of_the_domain() {
    let compiled = check(
        r#"app a
        miniapp why Intent
        set why /intents = [{"name": "Card.Lost", "fromDomain": true, "utterances": ["I lost my card", "card lost"]}, {"name": "Lost", "utterances": ["i lost my card"]}, {"name": "Lost", "fromDomain": true, "utterances": ["where is it"]}]
        node A miniApp why"#,
        "DOMAIN_UTTERANCE_TAKEN node=A at=model.intents",
    );
    let program = compiled.program.unwrap();
    let baton_model::program::MiniAppKind::Question(question) =
        &program.mini_apps.values().next().unwrap().kind
    else {
        panic!("a question")
    };
    let baton_model::program::QuestionKind::Intent(intents) = &question.kind else { panic!("intents") };
    let told: Vec<_> = intents.iter().map(|of| (of.name.as_str(), of.utterances.clone())).collect();
    let texts = |of: &[&str]| of.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [("Card.Lost", texts(&["card lost"])), ("Lost", texts(&["i lost my card", "where is it"]))]
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
        miniapp say Announcement
        miniapp why Intent
        set why /pathfinderFallback = {"enabled": true}
        set say /announceList/0/postAction/type = callback
        set say /announceList/0/announcement/locales/en-US/promptType = KnowledgeBase
        node A miniApp why
        node B miniApp say
        A -> B"#,
        "UNSUPPORTED_SETTING node=A at=model.pathfinderFallback
        UNSUPPORTED_SETTING node=B at=model.announceList.0.announcement.locales.en-US
        UNSUPPORTED_SETTING node=B at=model.announceList.0.postAction",
    );
}

#[test]
fn functions_stand_in_texts_validations_and_outputs_and_should_say_their_value() {
    let compiled = check(
        r#"app a
        miniapp number Numeric
        miniapp sum Intelli
        set number /validations = [{"name": "even", "javascript": "params.valueToValidate % 2 == 0"}, {"regex": "[0-"}]
        set number /userFunctions = [{"name": "speak", "javascript": "ocpReturn('x')"}, {"name": "unused", "javascript": ""}, {"name": "old", "javascript": "'x'"}]
        set number /ask/locales/en-US/omIVR/normal = What is {{speak}}?
        set sum /userFunctions = [{"name": "one", "javascript": "ocpReturn(1)"}]
        set sum /outputs = {"total": {"type": "function", "value": "ocpReturn({total: '1'})"}, "one": {"type": "function", "value": "one"}, "old": {"type": "function", "value": "1"}}
        node A miniApp number
        node B miniApp sum
        A -> B"#,
        "FUNCTION_WITHOUT_RETURN node=A at=model.userFunctions.2.javascript
        FUNCTION_WITHOUT_RETURN node=A at=model.validations.0.javascript
        INVALID_PATTERN node=A at=model.validations.1.regex
        FUNCTION_WITHOUT_RETURN node=B at=model.outputs.old.value",
    );
    let program = compiled.program.clone().unwrap();
    let number = program.mini_apps.values().find(|app| app.name == "number").unwrap();
    assert_eq!(number.functions.keys().collect::<Vec<_>>(), ["old", "speak"]);
    assert!(question(&compiled, "number").validations[0].javascript.is_some());
    let sum = program.mini_apps.values().find(|app| app.name == "sum").unwrap();
    let MiniAppKind::Service(service) = &sum.kind else { panic!("an Intelli is a service") };
    assert!(matches!(service.outputs["total"], ServiceOutput::Function(_)));
    assert!(matches!(service.outputs["one"], ServiceOutput::Path(_)));
}

#[test]
fn texts_name_known_filters_and_rich_content_that_is_there() {
    let compiled = check(
        r#"app a
        miniapp ask YesNo en-US de-DE
        set ask /ask/locales/en-US/omIVR/normal = {{a | shout}} {{b | amount}}
        set ask /reactions/greetingReactionPrompts/locales = {"en-US": {"omIVR": {"normal": "Hi"}}}
        set ask /dataModels = [{"id": "b", "type": "Buttons", "title": "{{a}}"}]
        set ask /ask/locales/en-US/web-chat/dataModelsLink = ["b", "c", "d"]
        node A miniApp ask"#,
        "UNKNOWN_FILTER node=A at=model.ask.locales.en-US.omIVR.normal
        TOO_MANY_DATA_MODELS node=A at=model.ask.locales.en-US.web-chat.dataModelsLink
        UNKNOWN_DATA_MODEL node=A at=model.ask.locales.en-US.web-chat.dataModelsLink
        PROMPT_WITHOUT_LANGUAGE node=A at=model.reactions.greetingReactionPrompts",
    );
    let ask = question(&compiled, "ask").ask;
    assert_eq!(ask.levels("en-US").unwrap().rich.len(), 1);
    assert_eq!(ask.first, "en-US");
}

#[test]
fn checks_keys_and_things_are_known() {
    let compiled = check(
        r#"app a
        miniapp number Numeric
        miniapp thing Entity
        miniapp plan Entity
        miniapp why Intent
        set number /validations = [{"prebuilt": "Passport"}]
        set thing /entity = colour
        set plan /entityValues = [{"value": "Gold", "synonyms": ["golden"]}, "Silver"]
        set why /dtmf/choices = {"1": "Nothing", "2": "Payment.Make"}
        node A miniApp number
        node B miniApp thing
        node C miniApp plan
        node D miniApp why
        A -> B
        B -> C
        C -> D"#,
        "UNKNOWN_CHECK node=A at=model.validations.0.prebuilt
        ENTITY_WITHOUT_VALUES node=B at=model.entity
        UNKNOWN_KEY_CHOICE node=D at=model.dtmf.choices.1",
    );
    let QuestionKind::Entity(Entity::OneOf(names)) = question(&compiled, "plan").kind else {
        panic!("it has a list")
    };
    assert_eq!(names, [vec!["Gold".to_owned(), "golden".to_owned()], vec!["Silver".to_owned()]]);
}

#[test]
fn a_service_has_somewhere_to_call_and_limits_that_fit() {
    let compiled = check(
        r#"app a
        miniapp none WebService
        miniapp slow WebService
        set slow /wsCall/request = {"url": "https://x.example/{{a}}", "method": "post", "header": [{"key": "A", "value": "b"}, {"key": ""}], "formDataPairs": [{"key": "c", "value": "d"}], "timeout": "9000", "retries": 9}
        set slow /wsCall_dev = {"request": {"url": "https://dev.example/"}}
        set slow /wait/maxTimeout = 8000
        set slow /wait/failExitReason = SLOW
        node A miniApp none
        node B miniApp slow
        A -> B"#,
        "SERVICE_WITHOUT_URL node=A at=model.wsCall.request.url
        WAIT_OUT_OF_ORDER node=B at=model.wait.maxTimeout",
    );
    let program = compiled.program.unwrap();
    let slow = program.mini_apps.values().find(|app| app.name == "slow").unwrap();
    let MiniAppKind::Service(service) = &slow.kind else { panic!("it is a service") };
    let request = &service.calls[&Environment::Prod];
    assert_eq!((request.method.as_str(), request.timeout_ms, request.retries), ("POST", 9000, 5));
    assert_eq!((request.headers.len(), request.form.as_ref().map(Vec::len)), (1, Some(1)));
    assert_eq!(service.calls[&Environment::Dev].method, "GET");
    assert_eq!((service.fail_exit_reason.as_str(), service.wait.initial_after_ms), ("SLOW", 2_500));
}

#[test]
fn the_options_of_a_question_become_what_runs() {
    let compiled = check(
        r##"app a
        miniapp day Date
        miniapp card Date
        miniapp much Amount
        set day /validations = [{"name": "soon", "earliest": "today", "latest": "today+2w", "weekdays": ["Monday", 7], "when": "future"}]
        set day /confirmation/enabled = true
        set day /confirmation/mode = belowConfidence
        set day /confirmation/below = 90
        set day /customValidation = {"url": "https://x.example/", "token": "{{ocpvars:t}}"}
        set day /dtmf = {"escape": "Any Key", "confirmation": {"accept": 4, "reject": "5"}, "interDigitTimeouts": [3000, "1000"], "order": ["agent", "escape"]}
        set day /properties/agentExitPolicy = immediate
        set day /properties/overAnswering = false
        set day /ask/conditional = [{"fieldValuePairs": [{"field": "vip", "values": ["yes"]}], "locales": {"en-US": {"omIVR": {"normal": "When, please?"}}}}]
        set card /properties/nluTag = Credit card expiration date
        set much /amount = {"type": "percentage"}
        variable t=1
        node A miniApp day
        node B miniApp card
        node C miniApp much
        A -> B
        B -> C"##,
        "",
    );
    let day = question(&compiled, "day");
    let block = &day.validations[0];
    assert_eq!(block.earliest, Some(Day::FromToday { days: 0, months: 0, years: 0 }), "what is written wins");
    assert_eq!(
        (block.latest, block.weekdays.as_slice()),
        (Some(Day::FromToday { days: 14, months: 0, years: 0 }), &[1, 7][..])
    );
    assert_eq!(day.confirmation.map(|confirmation| confirmation.below), Some(90.0));
    assert!(day.custom_validation.is_some());
    assert!(day.dtmf.escape_by_any && day.dtmf.escape.is_empty());
    assert_eq!((day.dtmf.accept.as_deref(), day.dtmf.reject.as_deref()), (Some("4"), Some("5")));
    assert_eq!(day.dtmf.inter_digit_ms, [3000, 1000]);
    assert_eq!(day.dtmf.order, [KeySection::Agent, KeySection::Escape]);
    assert_eq!((day.agent_policy, day.ask_always, day.rephrases.len()), (AgentPolicy::Immediate, true, 1));
    assert_eq!(question(&compiled, "card").kind, QuestionKind::CardExpiry);
    assert!(matches!(question(&compiled, "much").kind, QuestionKind::Amount { percentage: true, .. }));
}

#[test]
fn an_intent_may_be_told_from_another_and_lead_back_to_the_question() {
    let compiled = check(
        r#"app a
        miniapp why Intent
        set why /intents/0/label = the balance
        set why /disambiguation/enabled = true
        set why /disambiguation/within = 25
        set why /Reasks = [{"md5": "x1", "locales": {"en-US": {"omIVR": {"normal": "What else?"}}}}]
        set why /announceList = [{"fieldValuePairs": [{"field": "Intent", "values": ["Balance-Inquiry"]}], "announcement": {"locales": {"en-US": {"omIVR": {"normal": "Ten."}}}}, "postAction": {"type": "reask", "reaskId": "x1"}}]
        node A miniApp why"#,
        "",
    );
    let why = question(&compiled, "why");
    let QuestionKind::Intent(intents) = &why.kind else { panic!("it asks for an intent") };
    assert_eq!(intents[0].labels["en-US"], "the balance");
    let again = intents[0].reask.as_ref().unwrap().text("en-US", Channel::Voice, 0).unwrap();
    assert_eq!(again.as_literal(), Some("What else?"));
    assert!(intents[1].reask.is_none() && intents[1].announcement.is_none());
    let disambiguation = why.disambiguation.unwrap();
    assert_eq!((disambiguation.within, disambiguation.most), (25.0, 3));
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
