//! What is said: per locale, per kind of channel, at three levels, with all fallbacks already resolved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
}

/// One prompt in all its locales. No locale: nothing is said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Prompts {
    /// By locale, such as `en-US`.
    pub locales: BTreeMap<String, Levels>,
    /// Whether the caller may speak over it, by level.
    #[serde(default)]
    pub barge_in: [bool; 3],
}

impl Prompts {
    /// The text for a locale, else one of the same language, else the first; `None` when there is nothing to say.
    /// Levels above 2 are 2.
    #[must_use]
    pub fn text(&self, locale: &str, channel: Channel, level: usize) -> Option<&Template> {
        let language = locale.split('-').next().unwrap_or(locale);
        let levels = self
            .locales
            .get(locale)
            .or_else(|| {
                self.locales
                    .iter()
                    .find(|(name, _)| name.split('-').next() == Some(language))
                    .map(|(_, levels)| levels)
            })
            .or_else(|| self.locales.values().next())?;
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

/// One of several texts, chosen by weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    /// At least 1.
    pub weight: u32,
    /// What is said.
    pub prompts: Prompts,
}
