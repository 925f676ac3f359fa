// What the program says of itself: with --version, in doctor and in cite.

/// The version, that of the newest entry of .package/changelog.
let programVersion = "2.0.0" + (programCommit.map { " (\($0))" } ?? "")

/// The year of that entry.
let programYear = 2026

/// The program's name and version.
let programName = "w2s " + programVersion
