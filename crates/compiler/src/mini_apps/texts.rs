//! The words of default models, in the languages that are offered. Another language gets the English ones.

/// A text in English, French, Spanish, German and Greek.
pub(super) type Words = [&'static str; 5];

pub(super) const SORRY: Words = [
    "Sorry, I did not understand that.",
    "Désolé, je n'ai pas compris.",
    "Lo siento, no le he entendido.",
    "Entschuldigung, das habe ich nicht verstanden.",
    "Συγγνώμη, δεν το κατάλαβα.",
];
pub(super) const HELLO: Words = ["Hello!", "Bonjour !", "¡Hola!", "Hallo!", "Γεια σας!"];
pub(super) const AGENT: Words = [
    "I can help you faster if you answer this first.",
    "Je peux vous aider plus vite si vous répondez d'abord.",
    "Puedo ayudarle antes si responde primero a esto.",
    "Ich kann schneller helfen, wenn Sie das zuerst beantworten.",
    "Μπορώ να σας βοηθήσω γρηγορότερα αν απαντήσετε πρώτα.",
];
pub(super) const GIVE_UP: Words = [
    "I am sorry, this did not work.",
    "Je suis désolé, cela n'a pas fonctionné.",
    "Lo siento, no ha funcionado.",
    "Es tut mir leid, das hat nicht geklappt.",
    "Λυπάμαι, αυτό δεν λειτούργησε.",
];
pub(super) const TO_AGENT: Words = [
    "I will pass you on to a colleague.",
    "Je vous transfère à un collègue.",
    "Le paso con un compañero.",
    "Ich verbinde Sie mit einem Kollegen.",
    "Σας συνδέω με έναν συνάδελφο.",
];
pub(super) const CONFIRM: Words = [
    "Did you say {{value}}?",
    "Avez-vous dit {{value}} ?",
    "¿Ha dicho {{value}}?",
    "Haben Sie {{value}} gesagt?",
    "Είπατε {{value}};",
];
pub(super) const ANNOUNCEMENT: Words = [
    "Thank you for calling.",
    "Merci de votre appel.",
    "Gracias por llamar.",
    "Danke für Ihren Anruf.",
    "Ευχαριστούμε για την κλήση σας.",
];
pub(super) const WAIT: Words = [
    "One moment, please.",
    "Un instant, s'il vous plaît.",
    "Un momento, por favor.",
    "Einen Moment, bitte.",
    "Μια στιγμή, παρακαλώ.",
];
pub(super) const TOO_LONG: Words = [
    "I am sorry, this takes too long.",
    "Je suis désolé, cela prend trop de temps.",
    "Lo siento, está tardando demasiado.",
    "Es tut mir leid, das dauert zu lange.",
    "Λυπάμαι, αυτό παίρνει πολλή ώρα.",
];
pub(super) const TAKE_YOUR_TIME: Words = [
    "Of course, take your time.",
    "Bien sûr, prenez votre temps.",
    "Claro, tómese su tiempo.",
    "Natürlich, lassen Sie sich Zeit.",
    "Βεβαίως, με την ησυχία σας.",
];
pub(super) const STILL_THERE: Words = [
    "Are you still there?",
    "Êtes-vous toujours là ?",
    "¿Sigue ahí?",
    "Sind Sie noch da?",
    "Είστε ακόμα εκεί;",
];
pub(super) const WHICH: Words = [
    "Did you mean {{first}} or {{second}}?",
    "Voulez-vous dire {{first}} ou {{second}} ?",
    "¿Quiere decir {{first}} o {{second}}?",
    "Meinen Sie {{first}} oder {{second}}?",
    "Εννοείτε {{first}} ή {{second}};",
];
pub(super) const AGAIN: Words = [
    "Let me ask again.",
    "Je repose la question.",
    "Se lo pregunto otra vez.",
    "Ich frage noch einmal.",
    "Ρωτώ ξανά.",
];
pub(super) const ONCE_MORE: Words =
    ["One last time.", "Une dernière fois.", "Una última vez.", "Ein letztes Mal.", "Μια τελευταία φορά."];

/// The question of each type.
pub(super) fn ask(type_name: &str) -> Words {
    match type_name {
        "Intent" => [
            "How can I help you?",
            "Comment puis-je vous aider ?",
            "¿En qué puedo ayudarle?",
            "Wie kann ich Ihnen helfen?",
            "Πώς μπορώ να σας βοηθήσω;",
        ],
        "YesNo" => [
            "Please answer yes or no.",
            "Répondez par oui ou par non.",
            "Responda sí o no, por favor.",
            "Bitte antworten Sie mit Ja oder Nein.",
            "Απαντήστε ναι ή όχι.",
        ],
        "Numeric" => [
            "What is the number?",
            "Quel est le numéro ?",
            "¿Cuál es el número?",
            "Wie lautet die Nummer?",
            "Ποιος είναι ο αριθμός;",
        ],
        "Alphanumeric" | "Alpha" => [
            "Please tell me the code.",
            "Indiquez-moi le code.",
            "Dígame el código, por favor.",
            "Bitte nennen Sie mir den Code.",
            "Πείτε μου τον κωδικό.",
        ],
        "Date" => [
            "What is the date?",
            "Quelle est la date ?",
            "¿Cuál es la fecha?",
            "Wie lautet das Datum?",
            "Ποια είναι η ημερομηνία;",
        ],
        "DateRange" => [
            "From which date to which date?",
            "De quelle date à quelle date ?",
            "¿Desde qué fecha hasta qué fecha?",
            "Von wann bis wann?",
            "Από ποια έως ποια ημερομηνία;",
        ],
        "Amount" => [
            "What is the amount?",
            "Quel est le montant ?",
            "¿Cuál es el importe?",
            "Wie hoch ist der Betrag?",
            "Ποιο είναι το ποσό;",
        ],
        _ => [
            "Please tell me more.",
            "Dites-m'en plus.",
            "Cuénteme más, por favor.",
            "Bitte erzählen Sie mir mehr.",
            "Πείτε μου περισσότερα.",
        ],
    }
}

/// The words in the language of a locale such as `fr-CA`.
pub(super) fn in_language(words: Words, locale: &str) -> &'static str {
    let [english, french, spanish, german, greek] = words;
    match locale.split('-').next().unwrap_or_default() {
        "fr" => french,
        "es" => spanish,
        "de" => german,
        "el" => greek,
        _ => english,
    }
}
