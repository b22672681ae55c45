//! One file for each thing that is kept.

mod applications;
mod biometric_profiles;
mod canvases;
mod component_uses;
mod deployed_canvases;
mod deployments;
mod exports;
mod groups;
mod landmarks;
mod legacy_bundles;
mod listing;
mod memberships;
mod mini_apps;
mod numbers;
mod organizations;
mod personal_tokens;
mod programs;
mod refresh_tokens;
mod removal;
mod results;
mod settings;
mod signing_keys;
mod subscriptions;
mod users;
mod variables;

pub use applications::{
    Application, ApplicationChanges, ApplicationFilter, ApplicationKind, ApplicationStatus, Applications,
    Beginning, TokenHolder, TokenKind,
};
pub use biometric_profiles::{BiometricProfile, BiometricProfiles};
pub use canvases::{Canvas, Canvases, Saved};
pub use component_uses::ComponentUses;
pub use deployed_canvases::{DeployedCanvas, DeployedCanvases};
pub use deployments::{Deployment, Deployments};
pub use exports::{Export, ExportPart, Exports};
pub use groups::{Group, Groups};
pub use legacy_bundles::{LegacyBundle, LegacyBundles};
pub use listing::{Page, PageOf};
pub use memberships::{Membership, Memberships};
pub use mini_apps::{MiniApp, MiniAppFilter, MiniApps};
pub use numbers::{DialedNumber, Numbers};
pub use organizations::{Organization, Organizations};
pub use personal_tokens::{PersonalToken, PersonalTokens};
pub use programs::{Program, Programs};
pub use refresh_tokens::{RefreshToken, RefreshTokens};
pub use removal::Removal;
pub use results::{TaskResult, TaskResults};
pub use settings::{Setting, Settings};
pub use signing_keys::{SigningKey, SigningKeys};
pub use subscriptions::{Subscription, SubscriptionChanges, SubscriptionFilter, Subscriptions};
pub use users::{User, Users};
pub use variables::{Variable, Variables};

pub(crate) use landmarks::{Remembered, nothing as nothing_remembered};

use crate::sql::Handle;
use crate::{Store, Tx};

/// Gives a store and a transaction the same ways in.
macro_rules! resources {
    ($($(#[$about:meta])* $name:ident: $type:ident,)*) => {
        impl Store {
            $($(#[$about])*
            #[must_use]
            pub fn $name(&self) -> $type<'_> {
                $type(self.handle())
            })*
        }

        impl Tx {
            $($(#[$about])*
            #[must_use]
            pub fn $name(&mut self) -> $type<'_> {
                $type(Handle::Tx(self))
            })*
        }
    };
}

resources! {
    /// Organizations.
    organizations: Organizations,
    /// Groups of an organization.
    groups: Groups,
    /// Users.
    users: Users,
    /// Which user has which role in which group.
    memberships: Memberships,
    /// Refresh tokens.
    refresh_tokens: RefreshTokens,
    /// Personal access tokens.
    personal_tokens: PersonalTokens,
    /// The keys that tokens are signed with.
    signing_keys: SigningKeys,
    /// Small values that all nodes share.
    settings: Settings,
    /// Apps and flows.
    applications: Applications,
    /// Canvases.
    canvases: Canvases,
    /// Who uses which component.
    component_uses: ComponentUses,
    /// miniApps.
    mini_apps: MiniApps,
    /// Programs, by hash.
    programs: Programs,
    /// The canvases as they were deployed last.
    deployed_canvases: DeployedCanvases,
    /// What was deployed when.
    deployments: Deployments,
    /// Results of what runs behind a request.
    results: TaskResults,
    /// Legacy bundles.
    legacy_bundles: LegacyBundles,
    /// Voice-biometric profiles.
    biometric_profiles: BiometricProfiles,
    /// Variables.
    variables: Variables,
    /// Records that somebody asked for as a file.
    exports: Exports,
    /// Who is sent records as they are made.
    subscriptions: Subscriptions,
    /// Numbers that callers dial.
    numbers: Numbers,
}
