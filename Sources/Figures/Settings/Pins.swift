// The states pinned to compare with, and how they are written.
//
//     lambda-t=0.05,lambda-s=0.1;R:lambda-t=1
//
// States are parted by semicolons. What a state does not name is as in the state explored. One without a letter has the
// first that is free.

import Theory

/// The states pinned, each under a letter that it keeps while others come and go; in the order of the letters.
public struct Pins: Sendable, Hashable, RandomAccessCollection {
  /// A state pinned.
  public struct Pin: Sendable, Hashable {
    /// The letter it is known by.
    public let letter: Character
    /// The state.
    public let state: State
    /// Its regime.
    public var regime: Regime { state.regime }
  }

  /// The letters there are. S and T are the student's and the teacher's, and the phases have A, B, L, N and W.
  public static let letters: [Character] = ["P", "Q", "R", "U", "V"]

  private var pins: [Pin] = []

  /// None.
  public init() {}

  /// Where the first is.
  public var startIndex: Int { pins.startIndex }
  /// The place after the last.
  public var endIndex: Int { pins.endIndex }
  /// One of them.
  public subscript(index: Int) -> Pin { pins[index] }

  /// The pin of a letter.
  public subscript(letter: Character) -> Pin? { pins.first { $0.letter == letter } }

  /// The pin of a state.
  public func pin(of state: State) -> Pin? { pins.first { $0.state == state } }

  /// The letter of the next; nil where all are taken.
  public var nextLetter: Character? { Self.letters.first { self[$0] == nil } }

  /// Pins a state under a letter, the first that is free unless said otherwise.
  /// - Returns: its letter; nil where there is none, where it is taken, and where the state is pinned already.
  @discardableResult
  public mutating func add(_ state: State, as letter: Character? = nil) -> Character? {
    guard let letter = letter ?? nextLetter, Self.letters.contains(letter), self[letter] == nil, pin(of: state) == nil
    else { return nil }
    pins.insert(Pin(letter: letter, state: state), at: pins.firstIndex { $0.letter > letter } ?? pins.endIndex)
    return letter
  }

  /// Unpins the state of a letter.
  public mutating func drop(_ letter: Character) { pins.removeAll { $0.letter == letter } }
}

extension Pins {
  /// What is accepted, for the help.
  static let accepted =
    "up to \(letters.count) states with ; between them, such as 'lambda-t=0.05,lambda-s=0.1;R:lambda-t=1', or none: "
    + "what is not named is as in the state, and the letter, one of \(list), is that of the first free one if not given"

  private static let list = letters.map(String.init).joined(separator: " ")

  /// The pins as ``init(_:over:)`` reads them over a state of a kind of student; nil where there are none.
  func text(over filter: SpectralFilter) -> String? {
    var written = Pins()
    let texts = pins.map { pin in
      let text = (pin.letter == written.nextLetter ? "" : "\(pin.letter):") + pin.state.text(over: filter)
      written.add(pin.state, as: pin.letter)
      return text
    }
    return texts.isEmpty ? nil : texts.joined(separator: ";")
  }

  /// Reads pins.
  /// - Parameter settings: what a state has that is not named.
  /// - Throws: a complaint of the first part that is not accepted.
  init(_ text: String, over settings: Settings) throws(SettingComplaint) {
    self.init()
    if text == "none" { return }
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      func complaint(_ accepted: String) -> SettingComplaint {
        SettingComplaint(name: "pin", text: String(part), accepted: accepted)
      }
      var (letter, rest): (Character?, Substring) = (nil, part)
      if let colon = part.firstIndex(of: ":") {
        guard colon == part.index(after: part.startIndex), Self.letters.contains(part[part.startIndex]) else {
          throw complaint("before the colon stands one of the letters \(Self.list)")
        }
        (letter, rest) = (part.first, part[part.index(after: colon)...])
      }
      let state = try State(rest, over: settings)
      if let other = pin(of: state) { throw complaint("it is the state of \(other.letter)") }
      if let letter, self[letter] != nil { throw complaint("the letter \(letter) is taken by a state before it") }
      guard add(state, as: letter) != nil else { throw complaint("at most \(Self.letters.count) states are pinned") }
    }
  }
}

extension State {
  /// `lambda-t=0.05,lambda-s=0.1,…`, with the tie where there is one, and the kind of student where it is another.
  fileprivate func text(over filter: SpectralFilter) -> String {
    let values = Parameter.allCases.filter { $0 != .lambdaT || tie == nil }
      .map { "\($0.optionName)=\(shortest(regime[$0]))" }
    let kind = regime.filter == filter ? [] : ["student=\(regime.filter.rawValue)"]
    return (values + (tie.map { ["tie=\(shortest($0))"] } ?? []) + kind).joined(separator: ",")
  }

  /// Reads a state.
  fileprivate init(_ text: Substring, over settings: Settings) throws(SettingComplaint) {
    var settings = settings
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, let field = SettingField.named(pair[0]), case .state = field.group else {
        throw SettingComplaint(name: "pin", text: String(part), accepted: Pins.accepted)
      }
      guard try field.take(&settings, pair[1]) else {
        throw SettingComplaint(name: "pin", text: String(part), accepted: field.complaint(pair[1]).accepted)
      }
    }
    self = settings.state
  }
}
