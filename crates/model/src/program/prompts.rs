//! What is said: per locale, per kind of channel, at three levels, with all fallbacks already resolved.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::template::Template;

/// The two kinds of channel that prompts are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Channel {
    /// `omIVR`: the phone.
    #[serde(rename = "omIVR")]
    Voice,
    /// `web-chat`: text.
    #[default]
    #[serde(rename = "web-chat")]
    Chat,
}

impl Channel {
    /// `omIVR` or `web-chat`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Voice => "omIVR",
            Self::Chat => "web-chat",
        }
    }
}

/// The texts of one locale: `[normal, error, unrecovered]` for each kind of channel. An empty `web-chat` text is
/// already the `omIVR` one, an empty level the level before it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Levels {
    /// On the phone.
    pub voice: [Template; 3],
    /// In chat.
    pub chat: [Template; 3],
    /// Rich content beside the chat texts, at most two pieces: buttons, lists, a calendar, data for the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rich: Vec<Arc<Value>>,
}

/// One prompt in all its locales. No locale: nothing is said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Prompts {
    /// By locale, such as `en-US`.
    pub locales: BTreeMap<String, Levels>,
    /// Whether the caller may speak over it, by level.
    #[serde(default)]
    pub barge_in: [bool; 3],
    /// The locale to fall back to: the first language of the miniApp. Empty: the first by name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first: String,
}

impl Prompts {
    /// The words for a locale: its own, else those of another region of its language, else those of the first
    /// language.
    #[must_use]
    pub fn levels(&self, locale: &str) -> Option<&Levels> {
        let own = self.locales.get(locale);
        own.or_else(|| {
            let language = language(locale);
            // Its own region may be written in another case, or not at all.
            let near = |(name, _): &(&String, &Levels)| language_is(name, language);
            self.locales.iter().find(near).map(|(_, levels)| levels)
        })
        .or_else(|| self.locales.get(&self.first))
        .or_else(|| self.locales.values().next())
    }

    /// The text for a locale; `None` when there is nothing to say. Levels above 2 are 2.
    #[must_use]
    pub fn text(&self, locale: &str, channel: Channel, level: usize) -> Option<&Template> {
        let levels = self.levels(locale)?;
        let texts = match channel {
            Channel::Voice => &levels.voice,
            Channel::Chat => &levels.chat,
        };
        texts.get(level.min(2)).filter(|text| !text.is_empty())
    }

    /// True when nothing is said in any locale.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.locales.values().all(|levels| levels.voice.iter().chain(&levels.chat).all(Template::is_empty))
    }
}

/// `en` of `en-US`.
fn language(locale: &str) -> &str {
    locale.split(['-', '_']).next().unwrap_or(locale)
}

fn language_is(locale: &str, of: &str) -> bool {
    language(locale).eq_ignore_ascii_case(of)
}

/// One of several texts, chosen by weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    /// At least 1.
    pub weight: u32,
    /// What is said.
    pub prompts: Prompts,
}
