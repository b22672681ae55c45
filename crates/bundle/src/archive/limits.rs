//! How much an archive may ask of whoever reads it.

const MIB: u64 = 1024 * 1024;

/// What is counted while an archive is read. What its headers say is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Entries, folders included.
    pub entries: usize,
    /// Bytes of one entry, unpacked.
    pub entry: u64,
    /// Bytes of all entries, unpacked.
    pub total: u64,
    /// How many times its size an entry may unpack to, once it is larger than a megabyte.
    pub ratio: u64,
}

impl Limits {
    /// For the export of an application.
    pub const BUNDLE: Self = Self { entries: 10_000, entry: 32 * MIB, total: 64 * MIB, ratio: 400 };
    /// For a legacy bundle, which may hold audio.
    pub const LEGACY: Self = Self { entries: 10_000, entry: 32 * MIB, total: 64 * MIB, ratio: 400 };
    /// Below this an entry's ratio says nothing.
    pub(crate) const RATIO_FROM: u64 = MIB;
}
