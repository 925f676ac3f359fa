import Canvas
import Explorer
import Figures
import Preferences
import Nonlinear
import Sampling
import Simulation
import Theory
import Tours
import RandomSupport

/// Settings as anyone may give them on a command line, and all there is to see of what is accepted.
func fuzzSettings(_ random: inout SplitMix64) -> String? {
  let words =
    Parameter.allCases.map(\.optionName) + Preset.all.map(\.name)
    + [
      "plane", "axes", "on", "off", "none", "errors", "condition", "solutions", "map", "curves", "phases", "features",
      "law",
      "dense", "log:0.01:10", "linear:0:4", "0.5", "1e-30", "1e30", "tanh", "probes", "forgetting", "lambda-t=1e30",
      "tie=1e300",
    ]
  var given: [String: String] = [:]
  for _ in 0..<random.below(7) {
    let field = random.pick(SettingField.all)
    given[field.name] =
      random.happens(30) ? random.text(words) : field.text(random.pick(Preset.all).settings) ?? random.pick(words)
    if random.happens(60) { given[field.name] = random.pick(words) }
    if random.happens(40) { given[random.pick(Parameter.allCases).optionName] = "\(abs(random.number()))" }
  }
  let settings: Settings
  do throws(SettingComplaint) { settings = try Settings(given) } catch {
    return error.accepted.isEmpty ? "refused without a word: \(given)" : nil
  }
  let text = Dictionary(settings.text.map { ($0.name, $0.text) }) { $1 }
  guard let again = try? Settings(text) else { return "not read back: \(text)" }
  if again != settings { return "read back otherwise: \(text) of \(given)" }
  var model = Model(columns: 80, rows: 24, machine: small)
  model.settings = settings
  for view in ViewKind.allCases {
    model.settings.view = view
    if let amiss = screen(of: model, &random) { return "\(amiss) of \(given)" }
    for format in ExportFormat.allCases where random.happens(30) { _ = model.exported(format) }
  }
  return nil
}

let small = Machine(memory: 1 << 27, processors: 2)

/// The whole loop: keys, the pointer, sizes, time and what jobs report, in any order.
func fuzzExplorer(_ random: inout SplitMix64) -> String? {
  let words = [
    "1e155", "3000000000000000000", "-1", "0", "nan", "1e-400", "~root/x.svg", "a.csv!", "x.json", "漢字", "\u{1B}]52;",
    "1/0", "1e30",
    "500/416", "0.05",
  ]
  let keys = KeyTable.standard.bindings.flatMap(\.keys).filter { $0 != .control("c") }
  var model = Model(columns: 80, rows: 24, preset: random.pick(Preset.all), machine: small)
  if random.happens(40) { model.begin(random.pick(model.tours.tours)) }
  if random.happens(40) { model.points = points(random.pick(words), &random) }
  if random.happens(40), let sweep = sweep(random.pick(words), &random) {
    model.open(sweep, given: random.happens(30) ? ["preset"] : [])
  }
  var jobs: [Job] = []
  var queue: [Action] = []
  for _ in 0..<60 {
    let actions: [Action]
    switch random.below(20) {
    case 0:
      actions = [
        .resize(columns: random.pick([0, 1, 35, 36, 80, 120, 300]), rows: random.pick([0, 1, 9, 10, 24, 90]))
      ]
    case 1: actions = [.tick]
    case 2, 3:
      let kind = random.pick([Mouse.Kind.press, .drag, .release, .wheelUp, .wheelDown])
      actions = [.mouse(Mouse(kind, x: random.below(model.columns + 3), y: random.below(model.rows + 3)))]
    case 4: actions = [.command(random.pick(Command.allCases))]
    case 5, 6: actions = jobs.isEmpty ? [] : [.ran(report(of: random.pick(jobs), &random))]
    case 7: actions = random.text(words).unicodeScalars.map { .key(.character($0)) } + [.key(.enter)]
    case 10:
      let commands = model.commands.map(\.line) + ["$ w2s", random.text(words)]
      actions = [.paste(random.pick([.tooLong, .notText, .text(random.pick(commands) + "\n")]))]
    case 8: actions = [.report(random.text(words), isError: random.happens(50))]
    case 9:
      actions = [.bookmarks(random.happens(50) ? [] : [Bookmark(name: random.text(words), settings: model.settings)])]
    default: actions = [.key(random.happens(95) ? random.pick(keys) : .character("\u{7F}"))]
    }
    queue += actions
    while !queue.isEmpty {
      for effect in model.update(queue.removeFirst()) {
        switch effect {
        case .start(let job): jobs.append(job)
        case .write(let text, let path, _): if text.isEmpty || path.isEmpty { return "an empty export" }
        case .open: queue.append(.open(Opening(settings: model.settings, slider: random.text(words))))
        case .saveBookmark, .quit, .redraw, .setMouse, .cancelJob, .tell, .copy: break
        }
      }
    }
    if jobs.count > 4 { jobs.removeFirst() }
    if let amiss = screen(of: model, &random) { return amiss }
    if random.happens(3) { _ = model.exported(random.pick(ExportFormat.allCases)) }
  }
  return nil
}

/// A sweep of which some regimes are missing.
private func sweep(_ path: String, _ random: inout SplitMix64) -> MergedSweep? {
  let axes = [random.pick(Parameter.allCases), random.pick(Parameter.allCases), .sigma]
  var regimes = [random.pick(Preset.all).regime]
  for axis in Set(axes).sorted(by: { $0.fieldName < $1.fieldName }) {
    let values = (0..<4).map { _ in axis.nearestAccepted(axis.scale.value(random.uniform())) }
    regimes = regimes.flatMap { regime in Set(values).sorted().map { regime.with(axis, $0) } }
  }
  var seen: Set<SimulationPoint> = []
  let points = regimes.compactMap { try? SimulationPoint($0, dimension: random.pick([50, 500])) }
    .filter { seen.insert($0).inserted && random.happens(90) }
  let rows = points.map {
    MergedSweep.Row(
      point: $0, gap: Moments(count: 10, mean: random.uniform(-1, 1), standardError: 0.1),
      gains: Proportion(successes: random.below(11), count: 10))
  }
  return MergedSweep(path: path, rows: rows)
}

/// A person's own points, anywhere.
private func points(_ label: String, _ random: inout SplitMix64) -> MeasuredPoints {
  func finite() -> Double {
    let number = random.number()
    return number.isFinite ? number : 0
  }
  let points = (0..<random.below(40)).map { _ in
    var given: [Parameter: Double] = [:]
    for parameter in Parameter.allCases where random.happens(50) {
      given[parameter] = parameter.nearestAccepted(abs(finite()))
    }
    let error = random.happens(50) ? abs(finite()) : nil
    return MeasuredPoint(
      label: label, given: given,
      values: [random.pick([.gap, .student, .teacher]): MeasuredValue(finite(), standardError: error)])
  }
  return MeasuredPoints(path: label, points: points)
}

/// What a job may say: its end where that is near, that it is under way, or that it failed.
func report(of job: Job, _ random: inout SplitMix64) -> JobReport {
  if random.happens(50), job.isShort { return job.run(threads: 1) }
  let progress = JobProgress(
    done: random.below(9), total: random.below(9), secondsLeft: random.happens(50) ? abs(random.number()) : nil)
  let failure: JobReport.Finding? = random.happens(50) ? .failure("it broke") : nil
  return JobReport(job, progress: progress, isFinal: random.happens(50), finding: failure)
}

extension Job {
  /// Whether it is done in a moment.
  fileprivate var isShort: Bool {
    switch work {
    case .linear(let request): !isLive && request.plan.seconds(threads: 1, machine: small) < 0.02
    case .features(let request): request.plan.seconds(threads: 1, machine: small) < 0.02
    case .chain(let request): request.plan.seconds(threads: 1, machine: small) < 0.02
    }
  }
}

/// Draws a screen and looks at it.
/// - Returns: what is amiss with it.
func screen(of model: Model, _ random: inout SplitMix64) -> String? {
  let depth = random.pick([ColorDepth.mono, .eight, .sixteen, .palette256, .trueColor])
  guard let look = model.look(depth: depth, glyphs: Glyphs(isUnicode: random.happens(70))) else { return "no theme" }
  let frame = drawScreen(model, look: look)
  if frame.width != max(0, model.columns) || frame.height != max(0, model.rows) { return "a frame of another size" }
  let text = frame.plainText
  let isSafe = text.unicodeScalars.allSatisfy {
    $0 == "\n" || ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
  }
  return isSafe ? nil : "a control character on the screen"
}
