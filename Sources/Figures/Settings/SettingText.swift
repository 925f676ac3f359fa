// Settings to text and back, field by field. Reading back what was written gives the settings, to the last bit.

import Canvas
import Theory

/// Why settings given as text were refused.
public struct SettingComplaint: Error, Sendable, CustomStringConvertible {
  /// The field's name.
  public let name: String
  /// The text refused.
  public let text: String
  /// What is accepted.
  public let accepted: String

  /// One line that names the value and what is accepted.
  public var description: String { "The value '\(text)' is invalid for '--\(name)': \(accepted)" }
}

extension Settings {
  /// What is set, by the names of ``SettingField``: the state in full, and whatever is not as it would be unsaid.
  public var text: [(name: String, text: String)] { said { !$0.isFitting(self) } }

  /// What is set, with the scales said even where they fit: what need not be fitted is read sooner.
  public var textWithScales: [(name: String, text: String)] { said { _ in true } }

  private func said(fitted isSaid: (SettingField) -> Bool) -> [(name: String, text: String)] {
    let base = (preset ?? Preset.all[0]).settings
    let differs = { (field: SettingField) in field.text(self) != field.text(base) }
    let curvesDiffer = SettingField.all.contains { $0.group == .curves && differs($0) }
    return SettingField.all.compactMap { field in
      guard let text = field.text(self) else { return field.name == "tie" && base.tie != nil ? ("tie", "none") : nil }
      let isWanted: Bool =
        switch field.group {
        case .state: true
        case .fitted: isSaid(field)
        case .curves: curvesDiffer
        // A spectrum that is asked for is shown, unless another view is named.
        case .single, .window: field.name == "preset" || differs(field) || field.name == "view" && population != nil
        }
      return isWanted ? (field.name, text) : nil
    }
  }

  /// The settings that fields describe.
  ///
  /// Beside the names of ``SettingField`` there are `x-axis` and `y-axis`, those of the view shown.
  /// - Parameter start: what is as it is there where nothing is given; without it, as the explorer opens.
  /// - Throws: ``SettingComplaint`` for the first that is not accepted.
  public init(_ given: [String: String], over start: Settings? = nil) throws(SettingComplaint) {
    self = start ?? Preset.all[0].settings
    if given.isEmpty { return }
    let known = Set(SettingField.all.map(\.name)).union(["x-axis", "y-axis"])
    for name in given.keys.sorted() where !known.contains(name) {
      throw SettingComplaint(name: name, text: given[name] ?? "", accepted: "there is no setting of that name")
    }
    let opened = regime
    for field in SettingField.all where ![.curves, .window, .fitted].contains(field.group) {
      guard let text = given[field.name] else { continue }
      guard try field.take(&self, text) else { throw field.complaint(text) }
    }
    if start == nil, given["preset"] == nil, regime != opened || tie != nil { presetName = "" }
    try takeAxes(given)
    for field in SettingField.all where field.group == .window {
      guard let text = given[field.name] else { continue }
      guard try field.take(&self, text) else { throw field.complaint(text) }
    }
    try takeCurves(given)
    // A bookmark's scales stay, unless there are others to be fitted.
    if given["color-limit"] == nil, start.map({ !axes.isAlong($0.axes) }) ?? true {
      colorLimit = fittingColorLimit
    }
    if given["y-scale"] == nil, start == nil || curves != start?.curves { fitCurves() }
    for field in SettingField.all where field.group == .fitted {
      guard let text = given[field.name] else { continue }
      guard try field.take(&self, text) else { throw field.complaint(text) }
    }
  }

  /// The axes of the map or of the phases, where that is the view.
  private mutating func takeAxes(_ given: [String: String]) throws(SettingComplaint) {
    let (x, y) = (try Self.axis("x-axis", given), try Self.axis("y-axis", given))
    guard view == .map || view == .phases, x != nil || y != nil else { return }
    if view == .phases { showsPlane = false }
    let path = view == .map ? \Settings.axes : \.phaseAxes
    if let x { self[keyPath: path].setX(x) }
    if let y { self[keyPath: path].setY(y) }
  }

  /// The curves: what is given over those there are, each value read in the light of the others.
  private mutating func takeCurves(_ given: [String: String]) throws(SettingComplaint) {
    func complaint(_ name: String, _ accepted: String) -> SettingComplaint {
      SettingComplaint(name: name, text: given[name] ?? "", accepted: accepted)
    }
    let before = curves
    var quantity = before.quantity
    if let text = given["curves"] {
      guard let named = CurveQuantity(rawValue: text) else {
        throw complaint("curves", "\(CurveQuantity.allCases.map(\.rawValue).joined(separator: ", ")) are accepted")
      }
      quantity = named
    }
    var axes = quantity == before.quantity || quantity.isOverParameters ? before.axes : Axes(x: .lambdaS, y: .gammaS)
    if let text = given["curve-axes"] {
      guard let named = Axes(argument: text) else { throw complaint("curve-axes", Self.acceptedAxes) }
      axes = named
    }
    if view == .curves {
      if let x = try Self.axis("x-axis", given) { axes.setX(x) }
      if let y = try Self.axis("y-axis", given) { axes.setY(y) }
    }
    let isSame = quantity == before.quantity || quantity.isOverParameters && before.quantity.isOverParameters
    var values = isSame && axes.y == before.axes.y ? before.values : nil
    if let text = given["family"] {
      let read =
        text.isEmpty
        ? []
        : text.split(separator: ",", omittingEmptySubsequences: false)
          .map { typedNumber(String($0)) }
      values = read.compactMap { $0 }
      guard !read.contains(nil) else {
        throw complaint("family", "finite numbers with commas between them are accepted")
      }
    }
    var x = isSame && axes.x == before.axes.x ? before.x : nil
    if let text = given["x-scale"] {
      x = Scale(argument: text)
      if x == nil { throw complaint("x-scale", Self.acceptedScale) }
    }
    let shown = CurveSettings(quantity, axes: axes, values: values, x: x, y: before.y)
    guard CurveSettings.accepts(quantity, axes, shown.values) else {
      let name = given["family"] != nil ? "family" : given["curve-axes"] != nil ? "curve-axes" : "y-axis"
      throw complaint(
        name,
        quantity.isOverParameters
          ? "up to 8 values, each \(axes.y.accepted), are accepted"
          : "curves of \(quantity.rawValue) are along lambda-s for a family of gamma-s, of up to 8 values, each > 0")
    }
    if quantity != .solutions, !axes.x.accepts(shown.x.lower) || !axes.x.accepts(shown.x.upper) {
      throw complaint("x-scale", "it leaves the range of \(axes.x.symbol), \(axes.x.accepted)")
    }
    curves = shown
  }

  private static func axis(_ name: String, _ given: [String: String]) throws(SettingComplaint) -> Parameter? {
    guard let text = given[name] else { return nil }
    guard let parameter = Parameter(optionName: text) else {
      throw SettingComplaint(name: name, text: text, accepted: acceptedAxes)
    }
    return parameter
  }

  private static let acceptedAxes = "an axis is one of \(Parameter.allCases.map(\.optionName).joined(separator: ", "))"
  private static let acceptedScale =
    "a scale is linear:LOW:HIGH or log:LOW:HIGH, such as log:0.001:100, with LOW < HIGH and nine digits to tell them apart"
}

extension SettingField {
  /// What is said of a text that is not accepted.
  func complaint(_ text: String) -> SettingComplaint {
    let accepted: String =
      switch name {
      case "preset": "accepted: \(Preset.all.map { "'\($0.name)'" }.joined(separator: ", "))"
      default: meaning.prefix(1).lowercased() + meaning.dropFirst()
      }
    return SettingComplaint(name: name, text: text, accepted: accepted)
  }
}
