// The files of `themes/` as the build put them inside the binary, so that it can be copied alone to another host.

enum BundledThemes {
  /// Their names, each that of a file but for `.toml`.
  static let names = [
    "dusk", "dark", "high-contrast", "light", "mono", "projector", "solarized-dark", "solarized-light",
  ]

  /// The file of a theme.
  static func bytes(of name: String) -> [UInt8]? {
    switch name {
    case "dusk": PackageResources.dusk_toml
    case "dark": PackageResources.dark_toml
    case "high-contrast": PackageResources.high_contrast_toml
    case "light": PackageResources.light_toml
    case "mono": PackageResources.mono_toml
    case "projector": PackageResources.projector_toml
    case "solarized-dark": PackageResources.solarized_dark_toml
    case "solarized-light": PackageResources.solarized_light_toml
    default: nil
    }
  }
}
