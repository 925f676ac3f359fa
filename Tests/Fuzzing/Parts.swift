import Canvas
import Explorer
import Export
import Figures
import FoundationEssentials
import Preferences
import Terminal
import Theory
import RandomSupport
import Sampling
import Tours

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Any bytes in any pieces, time passing now and then.
func fuzzDecoder(_ random: inout SplitMix64) -> String? {
  let fragments = [
    "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}[<0;10;10M", "\u{1B}[<64;1;1m", "\u{1B}[M", "\u{1B}[1;5A", "\u{1B}[[A",
    "\u{1B}]52;c;", "\u{1B}P", "\u{7}", "\u{1B}\\", "\u{1B}[200~", "\u{1B}[999999999999999999999;1R", "λ", "漢", "😀",
    "l",
  ]
  var decoder = InputDecoder()
  var events: [InputDecoder.Event] = []
  var sent = 0
  for _ in 0..<random.below(30) {
    let bytes =
      random.happens(60)
      ? mutated(Array(random.pick(fragments).utf8), with: fragments, using: &random)
      : (0..<random.below(9)).map { _ in UInt8(random.below(256)) }
    sent += bytes.count
    decoder.feed(bytes, into: &events)
    if random.happens(20) { decoder.flush(into: &events) }
  }
  decoder.flush(into: &events)
  if decoder.isPending { return "bytes wait when time is over" }
  if events.count > 2 * sent { return "\(events.count) events of \(sent) bytes" }
  for case .mouse(let mouse) in events where mouse.x < 0 || mouse.y < 0 { return "a pointer at \(mouse)" }
  return nil
}

/// Numbers as text and back, and axes of any ends.
func fuzzNumbers(_ random: inout SplitMix64) -> String? {
  let value = random.number()
  let format = NumberFormat(
    digits: random.below(20), showsPlus: random.happens(50), trimsZeros: random.happens(50),
    isUnicode: random.happens(50))
  let text = format.text(value)
  if text.isEmpty || text.unicodeScalars.count > 24 { return "\(value) is '\(text)'" }
  if let read = typedNumber(text.replacing("+", with: "")), value.isFinite, format.digits >= 3 {
    let isNear = abs(read - value) <= 0.006 * abs(value) || read.isInfinite
    if !isNear && abs(value) > 1e-300 { return "\(value) is '\(text)'" }
  }
  let words = ["1e", "/", "-", "−", "0x", "p", "e400", "e-400", "inf", "nan", "\0", " "]
  if let typed = typedNumber(random.text(words)), !typed.isFinite { return "\(typed) was read" }
  _ = Scale(argument: random.pick(["log:", "linear:", "log", ""]) + random.text(words + [":"]))
  let kind: Scale.Kind = random.happens(50) ? .linear : .logarithmic
  let scale = Scale(kind, near: random.number(), and: random.number())
  let ticks = scale.ticks(atMost: random.below(12))
  let labels = ticks.map(NumberFormat(telling: ticks).text)
  if Set(labels).count != labels.count { return "ticks \(labels) of \(scale)" }
  let rect = Rect(x: 0, y: 0, width: random.below(90), height: random.below(40))
  var frame = Frame(width: rect.width, height: rect.height)
  let plot = Plot(in: rect, x: scale, y: Scale(kind, near: random.number(), and: random.number()))
  let glyphs = Glyphs(isUnicode: random.happens(50))
  plot.drawAxes(xName: "x", yName: "y", line: .plain, label: .plain, name: .plain, glyphs: glyphs, into: &frame)
  let points = (0..<random.below(20)).map { _ in Curve.Point(random.number(), random.number()) }
  frame.drawCurves(
    [Curve(points, style: .plain, mark: "a", dash: random.happens(50) ? .dashed : .solid)], in: plot, glyphs: glyphs)
  let measured = Measured(x: random.number(), y: random.number(), error: random.number(), style: .plain)
  frame.drawMeasured([measured], in: plot, glyphs: glyphs)
  return nil
}

/// The answers at any accepted regime: none undefined, and those that belong together agreeing.
func fuzzTheory(_ random: inout SplitMix64) -> String? {
  func value(_ parameter: Parameter) -> Double {
    let range = parameter.acceptedAboveZero
    switch random.below(5) {
    case 0: return parameter.acceptsZero ? 0 : 1
    case 1: return random.happens(50) ? range.lowerBound : range.upperBound
    case 2: return min(range.upperBound, Double(1 + random.below(400)) / 100)
    default:
      let (low, high) = (range.lowerBound.exponent, range.upperBound.exponent)
      return min(
        range.upperBound, Double(sign: .plus, exponent: Int(low) + random.below(Int(high - low) + 1), significand: 1))
    }
  }
  let v = Parameter.allCases.map(value)
  guard let regime = try? Regime(checking: v[0], v[1], v[2], v[3], v[4], v[5]) else {
    return v.enumerated().allSatisfy { Parameter.allCases[$0].accepts($1) } ? "refused: \(v)" : nil
  }
  let verdict = Verdict(regime)
  if verdict.gap.isNaN || verdict.errors.teacher.isNaN || verdict.errors.student.isNaN {
    return "undefined at \(regime)"
  }
  if (verdict.phase.winning == nil) != (verdict.phase.phase == .never) { return "\(verdict.phase) at \(regime)" }
  if let winning = verdict.phase.winning, !(winning.lower < winning.upper) { return "\(winning) at \(regime)" }
  if verdict.outcome == .gain, verdict.phase.phase == .never { return "a gain that never is at \(regime)" }
  for parameter in Parameter.allCases {
    for threshold in regime.thresholds(of: parameter) + regime.phaseEdges(of: parameter)
    where !parameter.accepts(threshold) { return "\(parameter) = \(threshold) at \(regime)" }
  }
  return nil
}

/// Comma-separated values of every make.
func fuzzCSV(_ random: inout SplitMix64) -> String? {
  let fragments = [
    "\"", "\"\"", ",", "\n", "\r\n", "\r", "\u{FEFF}", "lambda_t", "0.05", " \"a\" ", "\0", "é", "\u{301}",
  ]
  let start = "id,lambda_t,gamma_s\n\"a \"\"b\"\"\",0.05,1.2\r\n\nc,0.1,2"
  var rest = mutated(Array(start.utf8), with: fragments, using: &random)[...]
  var reader = CSVReader()
  var (rows, lines) = (0, rest.count { $0 == UInt8(ascii: "\n") } + 1)
  lines += 1
  do {
    while let row = try reader.next(more: {
      let chunk = Array(rest.prefix(1 + random.below(40)))
      rest = rest.dropFirst(chunk.count)
      return chunk
    }) {
      rows += 1
      if row.line < 1 || row.line > lines || row.fields.isEmpty { return "\(row)" }
    }
  } catch let complaint as CSVComplaint {
    if complaint.line < 1 || complaint.line > lines { return "\(complaint)" }
  } catch {
    return "\(error)"
  }
  return rows <= lines ? nil : "\(rows) rows of \(lines) lines"
}

/// A person's own points, as a hand may leave them: read, beside theory, and on the figures.
func fuzzPoints(_ random: inout SplitMix64) -> String? {
  let fragments = [
    "\"", ",", "\n", "\u{FEFF}", "gap_mean", "z_gap", "Gap", "0", "-1", "1e30", "1e-30", "1e308", "nan", "inf",
    "0x1p-3", "\u{1B}[2J",
  ]
  let start =
    "label,lambda_t,lambda_s,dimension,student_samples,zeta,gap,gap_se,student_error\n"
    + "a,0.05,0.1,500,416,0,-0.03,0.001,\n\"b, c\",,2,500,2000,,,,1.3\n"
  var rest = mutated(Array(start.utf8), with: fragments, using: &random)[...]
  let lines = rest.count { $0 == UInt8(ascii: "\n") } + 1
  do {
    let points = try MeasuredPoints(path: "fuzz") {
      defer { rest = rest.dropFirst(30) }
      return Array(rest.prefix(30))
    }
    for point in points.points {
      if point.line < 2 || point.line > lines { return "a point on line \(point.line) of \(lines)" }
      var record = Record()
      record.append(PointReport(point, over: random.pick(Preset.all).regime))
      if record.fields.contains(where: { if case .number(let value) = $0.value { value.isNaN } else { false } }) {
        return "not a number in \(record.json())"
      }
    }
    guard let figure = PaperFigure(1 + random.below(9)) else { return "no figure" }
    let missed = figure.missed(points)
    if missed < 0 || missed > points.points.count { return "\(missed) of \(points.points.count) missed" }
    if figure.rows(points).isEmpty != (missed == points.points.count) { return "rows of no points" }
  } catch let complaint as CSVComplaint {
    if complaint.line < 1 || complaint.line > lines + 1 { return "\(complaint)" }
  } catch {
    return "\(error)"
  }
  return nil
}

/// A merged sweep, as a hand may leave it, in either form: read, and its map of any settings.
func fuzzMerged(_ random: inout SplitMix64) -> String? {
  let names =
    Parameter.allCases.map(\.fieldName)
    + ["dimension", "teacher_samples", "student_samples", "trials", "gap_mean", "gap_se", "probability_of_gain"]
  let rows = [1, 2].flatMap { a in
    [1, 2, 3].map { b in ["\(a)", "\(b)", "0.25", "0.5", "1", "0.\(b)", "20", "80", "40"] }
  }
  .map { $0 + ["10", "-0.1", "0.01", "0.7"] }
  let isJSON = random.happens(50)
  let start =
    isJSON
    ? "[\n"
      + rows.map { "  {" + zip(names, $0).map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}" }.joined(
        separator: ",\n")
      + "\n]\n"
    : ([names] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  let fragments = [
    "\"", ",", "\n", "{", "}", "[", "]", ":", "null", "student", "0", "1e308", "1e-30", "nan", "3", "tau",
  ]
  var rest = (random.happens(80) ? mutated(Array(start.utf8), with: fragments, using: &random) : Array(start.utf8))[...]
  let lines = rest.count { $0 == UInt8(ascii: "\n") } + 1
  do {
    let sweep = try MergedSweep(path: "fuzz") {
      defer { rest = rest.dropFirst(30) }
      return Array(rest.prefix(30))
    }
    var settings = Settings(random.pick(Preset.all))
    settings.axes = random.happens(50) ? sweep.axes : Axes(x: random.pick(Parameter.allCases), y: .lambdaS)
    if random.happens(80) { settings = sweep.nearest(to: settings, withAxes: random.happens(50)) }
    let map: SimulatedMap
    do throws(MergedSweep.Mismatch) { map = try sweep.map(settings) } catch { return error.reason.isEmpty ? "" : nil }
    let field = MapField(map, .frequency, settings, columns: 20, rows: 10)
    guard let field, field.gaps.allSatisfy({ $0.isNaN || (-1...1).contains($0) }) else { return "no frequencies" }
    if map.estimates.allSatisfy({ $0.count == 0 }) { return "a map of nothing" }
  } catch let complaint as CSVComplaint {
    if complaint.line < 1 || complaint.line > lines + 1 { return "\(complaint)" }
  } catch {
    return "\(error)"
  }
  return nil
}

/// A config file and themes, as a hand may leave them.
func fuzzFiles(_ random: inout SplitMix64) -> String? {
  let fragments = [
    "[", "[[", "[]", "[.a]", "[a.]", "[é]", "[#", "\"", "'''", "\"\"\"", "\\u", "\\UFFFFFFFF", "=", "{", "}", ",",
    "\r\n", "\0", "#",
    "= 1e999", "= 0x", "= 1979-05-27T07:32:00Z", "= [1, \"a\"]", "= {a = 1}", "inherits = \"mine\"", "styles = 3",
    "inf", "nan", "\u{FEFF}",
  ]
  let config = "theme = \"light\"\nmouse = false\n\n[keys]\nincrease = [\"Right\", \"l\"]\nquit = \"q\"\n"
  let theme =
    "name = \"mine\"\nabout = \"own\"\ninherits = \"dusk\"\n[palette]\na = \"#102030\"\n[styles]\ntitle = { fg = \"a\", bold = true }\n[gradient]\ngap = [\"a\", \"white\", \"red\"]\n"
  func lines(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } + 1 }
  let first = String(decoding: mutated(Array(config.utf8), with: fragments, using: &random), as: UTF8.self)
  var complaints: [FileComplaint] = []
  do throws(FileComplaint) {
    _ = try ConfigFile(first, file: "c", commands: Command.allCases.map(\.rawValue), warnings: &complaints)
  } catch {
    complaints.append(error)
  }
  let second = String(decoding: mutated(Array(theme.utf8), with: fragments, using: &random), as: UTF8.self)
  let library = ThemeLibrary(added: [("t", second)])
  complaints += library.warnings
  if library.theme(named: ThemeLibrary.defaultName) == nil { return "the default theme is gone: \(second)" }
  for complaint in complaints {
    let most = lines(complaint.file == "c" ? first : second)
    if complaint.message.isEmpty || complaint.line.map({ $0 < 1 || $0 > most }) == true { return "\(complaint)" }
  }
  return nil
}

/// A tour's file that a hand or a bad disk has changed: what can still be read of it is drawn, step by step.
func fuzzTours(_ random: inout SplitMix64) -> String? {
  let fragments = [
    "[[step]]", "[step.predict]", "[step.task]", "[step.set]", "claims = [\"gain\"]", "claims = [\"gap = 1e\"]",
    "{gap}",
    "{rho", "{}", "choices = [{ text = \"a\", if = \"gain\" }, { text = \"b\", if = \"loss\" }]", "truth = \"gap\"",
    "ruler = \"log:0:1\"", "lambda-s = 1e999", "lambda-s = -0.0", "family = [1, 2]", "view = \"why\"",
    "point = \"curve 漢\"",
    "= 3", "\"", "[", "]", "#", "\n", "\u{1B}[2J", "\u{202E}", "\\u0007", "9223372036854775807",
  ]
  let original = random.pick(TourLibrary.bundled).text
  let text = String(decoding: mutated(Array(original.utf8), with: fragments, using: &random), as: UTF8.self)
  let most = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
  for complaint in Tour.lint(text, file: "t") {
    if complaint.message.isEmpty || complaint.line.map({ $0 < 1 || $0 > most }) == true { return "\(complaint)" }
  }
  guard let tour = try? Tour(text, file: "t") else { return nil }
  var model = Model(columns: random.pick([36, 60, 80, 120]), rows: random.pick([10, 20, 24, 36]))
  model.begin(tour, at: random.below(tour.steps.count))
  for _ in 0..<4 {
    _ = model.update(.key(random.pick([.pageDown, .pageUp, .character("."), .character("<"), .down, .escape])))
    while model.isGliding { _ = model.update(.tick) }
    guard let look = model.look(depth: .palette256, glyphs: Glyphs(isUnicode: random.happens(70))) else { continue }
    if drawScreen(model, look: look).plainText.contains("\u{1B}") { return "a control character on the screen" }
  }
  return nil
}

/// A bookmarks file that something has changed: understood to the last word, or named and kept.
func fuzzBookmarks(_ random: inout SplitMix64) -> String? {
  let folder = FileManager.default.temporaryDirectory.path + "/w2s-fuzz-\(getpid())"
  let path = folder + "/bookmarks.json"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let store = BookmarkStore(folder: folder)
  let good = Bookmark(name: "a \"b\" λ", settings: Preset.all[random.below(Preset.all.count)].settings)
  do throws(FileComplaint) { try store.save(.keep(good)) } catch { return "\(error)" }
  guard let before = FileManager.default.contents(atPath: path) else { return "nothing was written" }
  let fragments = [
    "\"", "{", "}", "[", ",", ":", "null", "1e999", "-1", "\"version\": 3", "\"tie\": \"-5\"", "\\u0000", "\0",
  ]
  let changed = mutated(Array(before), with: fragments, using: &random)
  guard (try? Data(changed).write(to: URL(filePath: path))) != nil else { return "the disk" }
  let again = BookmarkStore(folder: folder)
  do throws(FileComplaint) {
    try again.save(.drop("nobody"))
    if again.warning != nil { return "written though odd" }
  } catch {
    if FileManager.default.contents(atPath: path).map(Array.init) != changed { return "refused and changed: \(error)" }
  }
  return nil
}
