//! The names of all problems. Each is raised in one place of the compiler and explained in `docs/problems.md`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $severity:ident $text:literal,)*) => {
        /// The name of a kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $text)] $variant,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name, such as `MULTIPLE_ROOTS_FOUND`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// How bad a problem of this kind is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The canvas document is not of the right shape.
    MalformedCanvas Error "MALFORMED_CANVAS",
    /// The canvas has no node.
    EmptyCanvas Warning "EMPTY_CANVAS",
    /// Every node has an incoming edge, so nothing says where to begin.
    NoRootFound Error "NO_ROOT_FOUND",
    /// More than one node has no incoming edge.
    MultipleRootsFound Warning "MULTIPLE_ROOTS_FOUND",
    /// Two nodes have the same id.
    DuplicateNodeId Error "DUPLICATE_NODE_ID",
    /// An edge leaves or reaches a node that is not on the canvas.
    EdgeToNowhere Error "EDGE_TO_NOWHERE",
    /// No way leads from the root to the node.
    UnreachableNode Warning "UNREACHABLE_NODE",
    /// The component id names nothing known.
    UnknownComponent Error "UNKNOWN_COMPONENT",
    /// The component belongs to another group and is not shared with this one.
    ComponentNotShared Error "COMPONENT_NOT_SHARED",
    /// The component was there once and is not any more.
    ComponentNotFound Error "COMPONENT_NOT_FOUND",
    /// The node's type is none of the known.
    UnknownNodeType Error "UNKNOWN_NODE_TYPE",
    /// The type of the miniApp can't run yet.
    UnsupportedMiniappType Error "UNSUPPORTED_MINIAPP_TYPE",
    /// A condition node has no outgoing edge.
    ConditionWithoutEdges Warning "CONDITION_WITHOUT_EDGES",
    /// Two edges of one node have no condition.
    MultipleDefaults Warning "MULTIPLE_DEFAULTS",
    /// An earlier edge always wins.
    ConditionNeverTrue Warning "CONDITION_NEVER_TRUE",
    /// The conditions of one edge contradict each other.
    ContradictoryConditions Warning "CONTRADICTORY_CONDITIONS",
    /// A condition looks at a field that no path before it can define.
    ConditionOnUndefinedField Warning "CONDITION_ON_UNDEFINED_FIELD",
    /// A condition's operator is none of the known.
    UnknownOperator Error "UNKNOWN_OPERATOR",
    /// A number is needed and something else is written.
    NotANumber Warning "NOT_A_NUMBER",
    /// The pattern of a `MATCHES` can't be read.
    InvalidPattern Error "INVALID_PATTERN",
    /// A field is used that no path before it can define.
    UndefinedField Warning "UNDEFINED_FIELD",
    /// A field is used that only some paths before it define.
    FieldNotAlwaysDefined Info "FIELD_NOT_ALWAYS_DEFINED",
    /// The ways through the canvas are too many for its fields to be followed.
    FieldsNotFollowed Info "FIELDS_NOT_FOLLOWED",
    /// Two outputs of one node have the same name.
    OutputNameClash Error "OUTPUT_NAME_CLASH",
    /// The component does not offer such an output.
    UnknownOutput Error "UNKNOWN_OUTPUT",
    /// Nothing reads the output.
    UnusedOutput Info "UNUSED_OUTPUT",
    /// The name is the platform's.
    ReservedFieldName Error "RESERVED_FIELD_NAME",
    /// A field's name can't be written in a template.
    InvalidFieldName Error "INVALID_FIELD_NAME",
    /// The field can only be read.
    ReadOnlyField Error "READ_ONLY_FIELD",
    /// The variable is not in the app's collection.
    UnknownVariable Error "UNKNOWN_VARIABLE",
    /// A flow reaches itself.
    FlowCycle Error "FLOW_CYCLE",
    /// A flow's declared input is not given.
    MissingFlowInput Warning "MISSING_FLOW_INPUT",
    /// The flow declares no such input.
    UnknownFlowInput Warning "UNKNOWN_FLOW_INPUT",
    /// The flow declares no such output.
    UnknownFlowOutput Error "UNKNOWN_FLOW_OUTPUT",
    /// No path through the flow sets an output that it declares.
    FlowOutputNeverSet Info "FLOW_OUTPUT_NEVER_SET",
    /// The transfer does not say where to.
    TransferWithoutDestination Error "TRANSFER_WITHOUT_DESTINATION",
    /// An enabled intent of the miniApp has nothing to be recognised by.
    IntentWithoutUtterances Warning "INTENT_WITHOUT_UTTERANCES",
    /// The miniApp has no enabled intent.
    NoIntents Warning "NO_INTENTS",
    /// Two intents share an utterance.
    SameUtteranceInTwoIntents Warning "SAME_UTTERANCE_IN_TWO_INTENTS",
    /// An enabled intent of the miniApp has little to be recognised by.
    FewUtterances Info "FEW_UTTERANCES",
    /// An intent has the same utterance more than once.
    DuplicateUtterance Info "DUPLICATE_UTTERANCE",
    /// An author's intent has an utterance of one that the domain brings.
    DomainUtteranceTaken Info "DOMAIN_UTTERANCE_TAKEN",
    /// A question has nothing to say in one of its languages.
    QuestionWithoutPrompt Warning "QUESTION_WITHOUT_PROMPT",
    /// An announcement has nothing to say in one of its languages.
    AnnouncementWithoutPrompt Warning "ANNOUNCEMENT_WITHOUT_PROMPT",
    /// The miniApp's model can't be read.
    InvalidModel Error "INVALID_MODEL",
    /// The miniApp uses a setting that nothing can perform yet.
    UnsupportedSetting Warning "UNSUPPORTED_SETTING",
    /// A prompt speaks some of the miniApp's languages and lacks others.
    PromptWithoutLanguage Info "PROMPT_WITHOUT_LANGUAGE",
    /// A text writes a value in a way that does not exist.
    UnknownFilter Warning "UNKNOWN_FILTER",
    /// A function does not say its value with `ocpReturn`.
    FunctionWithoutReturn Info "FUNCTION_WITHOUT_RETURN",
    /// A validation names a check that does not exist.
    UnknownCheck Warning "UNKNOWN_CHECK",
    /// An Entity miniApp asks for nothing that is known.
    EntityWithoutValues Warning "ENTITY_WITHOUT_VALUES",
    /// A key chooses an intent that the miniApp does not have.
    UnknownKeyChoice Warning "UNKNOWN_KEY_CHOICE",
    /// A Web Service has nowhere to call.
    ServiceWithoutUrl Warning "SERVICE_WITHOUT_URL",
    /// A Web Service gives up before its other limits.
    WaitOutOfOrder Warning "WAIT_OUT_OF_ORDER",
    /// A prompt is linked to more rich content than can be shown.
    TooManyDataModels Warning "TOO_MANY_DATA_MODELS",
    /// A prompt is linked to rich content that is not there.
    UnknownDataModel Warning "UNKNOWN_DATA_MODEL",
    /// A handler names a source that the application does not have.
    UnknownErrorSource Warning "UNKNOWN_ERROR_SOURCE",
    /// A handler names an error type that does not exist.
    UnknownErrorType Warning "UNKNOWN_ERROR_TYPE",
    /// A repeat or dialog-end handler waits for something that does not exist.
    UnknownHandlerEvent Warning "UNKNOWN_HANDLER_EVENT",
    /// An error handler's component is not a flow.
    HandlerIsNotAFlow Error "HANDLER_IS_NOT_A_FLOW",
    /// A dialog-end handler's component is not a Web Service or an Intelli.
    EndHandlerIsNotAService Error "END_HANDLER_IS_NOT_A_SERVICE",
    /// A repeat handler drops nothing.
    EmptyRepeatDropFields Warning "EMPTY_REPEAT_DROP_FIELDS",
    /// A repeat handler drops a field that nothing defines.
    UnknownRepeatField Warning "UNKNOWN_REPEAT_FIELD",
    /// A loop in which nothing can be said, asked or changed.
    LoopWithoutInput Error "LOOP_WITHOUT_INPUT",
    /// A loop; it may well be meant.
    Loop Info "LOOP",
    /// The attached data name a reserved field.
    ReservedAttachedData Error "RESERVED_ATTACHED_DATA",
    /// A global field has a reserved or built-in name.
    InvalidGlobalField Error "INVALID_GLOBAL_FIELD",
    /// A biometric key is mapped to a field that nothing defines.
    UnknownBiometricField Warning "UNKNOWN_BIOMETRIC_FIELD",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
