enum BundledThemes {
  static let files: [(name: String, bytes: [UInt8])] = [("dusk.toml", PackageResources.dusk_toml)]
}
