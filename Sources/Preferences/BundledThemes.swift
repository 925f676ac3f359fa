// The files of `themes/` as the build put them inside the binary, so that it can be copied alone to another host.

enum BundledThemes {
  static let files: [(name: String, bytes: [UInt8])] = [
    ("dusk.toml", PackageResources.dusk_toml),
    ("dark.toml", PackageResources.dark_toml),
    ("high-contrast.toml", PackageResources.high_contrast_toml),
    ("light.toml", PackageResources.light_toml),
    ("mono.toml", PackageResources.mono_toml),
    ("projector.toml", PackageResources.projector_toml),
    ("solarized-dark.toml", PackageResources.solarized_dark_toml),
    ("solarized-light.toml", PackageResources.solarized_light_toml),
  ]
}
