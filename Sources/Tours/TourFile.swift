// Reading a tour from TOML. Every complaint names the file, the line and what is accepted.
//
//     name = "example"
//     about = "what it is about, in a line"
//
//     [[step]]
//     title = "A weak teacher"
//     text = "The gap is {gap}."                  # quantities in braces stand for their values
//     notes = "for the speaker"
//     point = ["contour", "slider lambda-s"]
//     claims = ["gain", "best_lambda_s = 0.16 ± 0.01"]
//     [step.set]                                  # any setting of the explorer, over those of the step before
//     preset = "Figure 1 left"
//     lambda-s = 0.1
//     [step.task]
//     text = "Make the student lose."
//     goal = ["loss"]
//     why = "Too much shrinkage."
//     set = { lambda-s = 20 }                     # a way to do it
//     [step.predict]
//     question = "Where does the gain end?"
//     truth = "winning_lambda_s_upper"            # and a ruler; or choices = [{ text = "…", if = "gain" }, …]
//     ruler = "lambda-s"
//     answer = "At {winning_lambda_s_upper}."

import Canvas
import Figures
import Preferences
import TOMLKit
import Theory

extension Tour {
  /// Reads the text of a tour.
  /// - Throws: the first complaint about it; whether its claims hold is ``lint(_:file:)``'s to say.
  public init(_ text: String, file: String) throws(FileComplaint) {
    var reader = try TourReader(text, file: file)
    guard let tour = reader.read(), reader.complaints.isEmpty else {
      throw reader.complaints.first ?? FileComplaint(file: file, line: nil, message: "the tour cannot be read")
    }
    self = tour
  }

  /// All that is wrong with the text of a tour: what cannot be read, and claims that do not hold.
  public static func lint(_ text: String, file: String) -> [FileComplaint] {
    do throws(FileComplaint) {
      var reader = try TourReader(text, file: file)
      let tour = reader.read()
      return reader.complaints.isEmpty ? tour?.falsehoods ?? [] : reader.complaints
    } catch {
      return [error]
    }
  }
}

/// Makes a tour of a text, gathering what is wrong with it.
private struct TourReader {
  private let source: TOMLSource
  private let table: TOMLTable
  private let file: String
  private(set) var complaints: [FileComplaint] = []
  private var setsRun = false

  init(_ text: String, file: String) throws(FileComplaint) {
    source = try TOMLSource(text, file: file)
    table = try source.parse()
    self.file = file
  }

  private mutating func complain(_ path: [String], _ message: String) {
    complaints.append(source.complaint(path, message))
  }

  mutating func read() -> Tour? {
    refuseUnknown(table, [], ["name", "title", "about", "step"])
    let name = string(table, "name", [], "a name without blanks, such as \"window\"") ?? ""
    if name.isEmpty || !name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) {
      complain(["name"], "a tour has a 'name' of letters, digits and dashes, such as \"window\"")
    }
    let about = string(table, "about", [], "what the tour is about, in a line") ?? ""
    let title = string(table, "title", [], "what the tour is called") ?? name
    guard let list = table["step"]?.array, !list.isEmpty else {
      complain(["step"], "a tour has steps, each beginning with [[step]]")
      return nil
    }
    guard list.count <= 100 else {
      complain(["step"], "a tour has at most 100 steps, and this one has \(list.count)")
      return nil
    }
    var settings = Settings(Preset.all[0])
    var steps: [TourStep] = []
    for (index, value) in list.enumerated() {
      let path = ["step", "\(index)"]
      guard let step = value.table else {
        complain(path, "a step is a table, beginning with [[step]]")
        continue
      }
      steps.append(self.step(step, path, over: settings))
      settings = steps[steps.count - 1].prediction?.revealed ?? steps[steps.count - 1].settings
    }
    return Tour(name: name, title: title, about: about, steps: steps, setsRun: setsRun, file: file)
  }

  private mutating func step(_ table: TOMLTable, _ path: [String], over before: Settings) -> TourStep {
    refuseUnknown(
      table, path, ["title", "text", "notes", "set", "glide", "point", "claims", "task", "predict"])
    let settings = settings(table, path, over: before)
    let title = string(table, "title", path, "a few words")
    let text = string(table, "text", path, "a few lines")
    if title == nil { complain(path + ["title"], "a step has a 'title', a few words") }
    if text == nil { complain(path + ["text"], "a step has a 'text', a few lines") }
    let glide = table["glide"]
    if let glide, glide.bool == nil { complain(path + ["glide"], "'glide' is true or false") }
    let task = section(table, "task", path).map { self.task($0, path + ["task"], over: settings) }
    let prediction = section(table, "predict", path).map { self.prediction($0, path + ["predict"], over: settings) }
    if task != nil && prediction != nil {
      complain(path + ["task"], "a step has a task or a prediction, not both; make two steps of it")
    }
    return TourStep(
      title: title ?? "", text: text ?? "", notes: string(table, "notes", path, "a text") ?? "", settings: settings,
      glides: glide?.bool ?? true, targets: targets(table, path), claims: claims(table, "claims", path), task: task,
      prediction: prediction, line: source.line(path))
  }

  private mutating func task(_ table: TOMLTable, _ path: [String], over settings: Settings) -> TourTask {
    refuseUnknown(table, path, ["text", "goal", "why", "set"])
    let text = string(table, "text", path, "what to do, a sentence")
    if text == nil { complain(path + ["text"], "a task has a 'text': what to do") }
    let goal = claims(table, "goal", path)
    if goal.isEmpty { complain(path + ["goal"], "a task has a 'goal': conditions that hold once it is done") }
    if table["set"] == nil { complain(path + ["set"], "a task has a 'set': settings that solve it") }
    let change = values(table, path).map { SettingValue(name: $0.key, text: $0.value) }.sorted { $0.name < $1.name }
    return TourTask(
      text: text ?? "", goal: goal, solution: self.settings(table, path, over: settings), change: change,
      why: string(table, "why", path, "a sentence") ?? "", line: source.line(path))
  }

  private mutating func prediction(_ table: TOMLTable, _ path: [String], over settings: Settings) -> Prediction {
    refuseUnknown(
      table, path, ["question", "truth", "ruler", "choices", "cover", "set", "answer", "point", "claims"])
    let question = string(table, "question", path, "a question")
    if question == nil { complain(path + ["question"], "a prediction has a 'question'") }
    let cover = table["cover"]
    if let cover, cover.bool == nil { complain(path + ["cover"], "'cover' is true or false") }
    let form: Prediction.Form
    if table["choices"] != nil {
      for key in ["truth", "ruler"] where table[key] != nil {
        complain(path + [key], "a prediction has 'choices' or a 'truth' and its 'ruler', not both")
      }
      form = .choice(choices(table, path))
    } else {
      form = .marker(
        ruler(table, path)
          ?? Prediction.Ruler(quantity: Quantity.all[0], scale: Scale(.linear, from: 0, to: 1), parameter: nil))
    }
    return Prediction(
      question: question ?? "", form: form, covers: cover?.bool ?? true,
      revealed: self.settings(table, path, over: settings), answer: string(table, "answer", path, "a text") ?? "",
      targets: targets(table, path), claims: claims(table, "claims", path), line: source.line(path))
  }

  private mutating func choices(_ table: TOMLTable, _ path: [String]) -> [Prediction.Choice] {
    let accepted = "'choices' are 2 to 5 such as { text = \"yes\", if = \"gain\" }"
    guard let list = table["choices"]?.array, (2...5).contains(list.count) else {
      complain(path + ["choices"], accepted)
      return []
    }
    return list.compactMap { value in
      guard let text = value.table?["text"]?.string, let condition = value.table?["if"]?.string,
        value.table?.keys.count == 2
      else {
        complain(path + ["choices"], accepted)
        return nil
      }
      return self.condition(condition, path + ["choices"]).map { Prediction.Choice(text: oneLine(text), condition: $0) }
    }
  }

  private mutating func ruler(_ table: TOMLTable, _ path: [String]) -> Prediction.Ruler? {
    guard let quantity = table["truth"]?.string.flatMap({ Quantity.named($0) }) else {
      complain(
        path + ["truth"],
        "a prediction has 'choices', or a 'truth', one of \(Quantity.all.map(\.name).joined(separator: ", "))")
      return nil
    }
    if let text = table["ruler"]?.string {
      if let parameter = Parameter(optionName: text) {
        return Prediction.Ruler(quantity: quantity, scale: parameter.scale, parameter: parameter)
      }
      if let scale = Scale(argument: text) {
        return Prediction.Ruler(quantity: quantity, scale: scale, parameter: nil)
      }
    }
    complain(
      path + ["ruler"],
      "a 'ruler' is linear:LOW:HIGH, log:LOW:HIGH or one of "
        + Parameter.allCases.map(\.optionName).joined(separator: ", "))
    return nil
  }

  // MARK: Parts

  private mutating func refuseUnknown(_ table: TOMLTable, _ path: [String], _ known: [String]) {
    for key in source.keys(table, in: path) where !known.contains(key) {
      complain(path + [key], "unknown key '\(key)'; accepted: \(known.joined(separator: ", "))")
    }
  }

  private mutating func section(_ table: TOMLTable, _ key: String, _ path: [String]) -> TOMLTable? {
    guard let value = table[key] else { return nil }
    if value.table == nil { complain(path + [key], "'\(key)' is a table, such as [step.\(key)]") }
    return value.table
  }

  /// A text on one line, however it is broken in the file, with nothing in it that a terminal would act on.
  private func oneLine(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ").undisturbing
  }

  private mutating func string(_ table: TOMLTable, _ key: String, _ path: [String], _ accepted: String) -> String? {
    guard let value = table[key] else { return nil }
    guard let text = value.string else {
      complain(path + [key], "'\(key)' is \(accepted), a string")
      return nil
    }
    for name in text.bracedNames where Quantity.named(name) == nil {
      complain(
        path + [key],
        "there is no quantity '\(name)'; accepted in braces: \(Quantity.all.map(\.name).joined(separator: ", "))")
    }
    return oneLine(text)
  }

  /// One string or a list of them.
  private mutating func strings(_ table: TOMLTable, _ key: String, _ path: [String]) -> [String] {
    guard let value = table[key] else { return [] }
    if let text = value.string { return [text] }
    guard let list = value.array, list.allSatisfy({ $0.string != nil }) else {
      complain(path + [key], "'\(key)' is a string or a list of them")
      return []
    }
    return list.compactMap(\.string)
  }

  private mutating func targets(_ table: TOMLTable, _ path: [String]) -> [Target] {
    strings(table, "point", path).compactMap { text in
      let target = Target(text)
      if target == nil {
        complain(path + ["point"], "there is no '\(text.undisturbing)' to point at; accepted: \(Target.accepted)")
      }
      return target
    }
  }

  private mutating func condition(_ text: String, _ path: [String]) -> Condition? {
    do throws(ConditionError) {
      return try Condition(text)
    } catch {
      complain(path, "'\(text.undisturbing)' is no condition; accepted: \(ConditionError.accepted)")
      return nil
    }
  }

  private mutating func claims(_ table: TOMLTable, _ key: String, _ path: [String]) -> [Claim] {
    let line = source.line(path + [key])
    return strings(table, key, path).compactMap { text in
      condition(text, path + [key]).map { Claim(condition: $0, line: line) }
    }
  }

  /// The settings of a table's `set`, as text by name.
  private mutating func values(_ table: TOMLTable, _ path: [String]) -> [String: String] {
    guard let set = section(table, "set", path) else { return [:] }
    var given: [String: String] = [:]
    for name in set.keys {
      guard let text = Self.text(set[name]) else {
        complain(
          path + ["set", name], "the value of '\(name.undisturbing)' is a number, a string, true or false, or a list")
        continue
      }
      given[name] = text
    }
    return given
  }

  private static func text(_ value: (any TOMLValueConvertible)?) -> String? {
    if let text = value?.string { return text }
    if let whole = value?.int { return "\(whole)" }
    if let number = value?.double { return shortest(number) }
    if let truth = value?.bool { return truth ? "on" : "off" }
    guard let list = value?.array else { return nil }
    let parts = list.map { $0.array == nil ? text($0) : nil }
    return parts.contains(nil) ? nil : parts.compactMap { $0 }.joined(separator: ",")
  }

  private mutating func settings(_ table: TOMLTable, _ path: [String], over before: Settings) -> Settings {
    let count = complaints.count
    let given = values(table, path)
    guard complaints.count == count, !given.isEmpty else { return before }
    if !Set(given.keys).isDisjoint(with: ["dimension", "trials", "seed", "engine"]) { setsRun = true }
    do throws(SettingComplaint) {
      var settings = try Settings(given, over: before)
      // Another picture has scales of its own.
      let isOther = settings.view != before.view || settings.curves != before.curves
      if isOther, given["y-scale"] == nil { settings.fitCurves() }
      return settings
    } catch {
      complain(
        path + ["set", error.name],
        error.accepted == "there is no setting of that name"
          ? "unknown setting '\(error.name.undisturbing)'; accepted: \(SettingField.all.map(\.name).joined(separator: ", "))"
          : "'\(error.text.undisturbing)' is not accepted for '\(error.name)': \(error.accepted)")
      return before
    }
  }
}
