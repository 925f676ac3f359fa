import ArgumentParser
import Canvas
import Explorer
import Export
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Any screen of the explorer as text.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", _superCommandName: "w2s",
    abstract: "Print a screen of the explorer, without a terminal.",
    discussion: """
      Opens the explorer with the same options, presses the keys, and prints what would be on the screen. Key names are \
      Up, Down, Left, Right, Enter, Esc, Tab, Home, End, PageUp, PageDown, Space, C-r; anything else is typed.

      EXAMPLES
        w2s render --size 120x36
        w2s render --view curves --preset 'Figure 3' --keys s
        w2s render --preset 'Figure 1 right' --keys 'Down l l Enter 1e-3 Enter' --color 256
        w2s render --tour window --step 3 --size 60x20
        w2s render --keys 'l l l b Space' --pause 2 --cast sweep.cast
      """)

  @OptionGroup var start: StartOptions
  @OptionGroup var teaching: TeachingOptions
  @Option(help: "Columns and rows.", transform: readingScreenSize) var size = ScreenSize(columns: 80, rows: 24)
  @Option(help: "Keys to press, separated by spaces.") var keys = ""
  @Option(
    name: .customLong("as"),
    help: "Print what an export of the view holds: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: ExportFormat?
  @Option(
    help: """
      Record every screen from the first to that after the last key, and write the recording here as an asciicast; - is \
      standard output. A file that exists is kept, unless a ! follows its name.
      """,
    completion: .file(), transform: readingDestination)
  var cast: CastDestination?
  @Option(
    parsing: .unconditional, help: "Seconds between the keys of a recording: 0.01 to 60 (default: 1).",
    transform: readingPause)
  var pause: Duration?
  @Option(help: "Colours in the output: \(RenderColor.listed) (default: never; 256 in a recording).")
  var color: RenderColor?
  @Flag(help: "Use ASCII only.") var ascii = false

  func validate() throws {
    if cast != nil, format != nil { throw ValidationError("give --cast or --as, not both") }
    if cast == nil, pause != nil { throw ValidationError("--pause is for a recording; give --cast too") }
  }

  func run() throws {
    let preferred = Preferred()
    complain(of: preferred.warnings)
    var model = try start.model(columns: size.columns, rows: size.rows, preferred: preferred)
    try teaching.apply(to: &model, moved: !start.given.isEmpty)
    let surroundings = Nowhere()
    if start.simulate {
      _ = perform(.command(.simulate), on: &model, in: surroundings)
      if let message = model.message, message.isError { throw ValidationError(message.text) }
      model.message = nil
    }
    if let cast {
      let recording = recordedSession(
        of: model, keys: scriptedKeys(keys), pause: pause ?? .seconds(1), depth: (color ?? .palette).depth,
        glyphs: Glyphs(isUnicode: !ascii))
      if let recording { try cast.write(recording.text) }
      return
    }
    for key in scriptedKeys(keys) {
      if perform(.key(key), on: &model, in: surroundings) { break }
      // Nobody sees the sliders on their way.
      while model.isGliding { _ = perform(.tick, on: &model, in: surroundings) }
    }
    if let format {
      guard let content = model.exported(format) else { throw ValidationError(Model.nothingToExport) }
      try write(content)
      return
    }
    let color = color ?? .never
    guard let look = model.look(depth: color.depth, glyphs: Glyphs(isUnicode: !ascii && !showsOnlyASCII(STDOUT_FILENO)))
    else { return }
    let frame = drawScreen(model, look: look)
    try write(color == .never ? frame.plainText : frame.ansiText)
  }
}

/// No terminal and no files: what can be done is done at once.
private final class Nowhere: Surroundings {
  var now: Duration { .zero }
  func wait(for time: Duration?) -> [Happening] { [] }
  func show(_ model: Model) {}

  func perform(_ effect: Effect) -> [Action] { effect.doneAtOnce }
}

extension ExportFormat: ExpressibleByArgument {}

/// Colours for a screen printed as text.
enum RenderColor: String, ExpressibleByArgument, CaseIterable {
  case never
  case eight = "8"
  case sixteen = "16"
  case palette = "256"
  case trueColor = "true"

  static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }

  var depth: ColorDepth {
    switch self {
    case .never: .mono
    case .eight: .eight
    case .sixteen: .sixteen
    case .palette: .palette256
    case .trueColor: .trueColor
    }
  }
}

/// Columns and rows of a screen.
struct ScreenSize {
  let columns: Int
  let rows: Int
}

/// Reads `120x36`.
@Sendable func readingScreenSize(_ text: String) throws -> ScreenSize {
  let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  guard parts.count == 2, parts.allSatisfy({ (1...1000).contains($0) }) else {
    throw ValidationError("a size is columns x rows, each 1 to 1000, such as 120x36")
  }
  return ScreenSize(columns: parts[0], rows: parts[1])
}

/// The keys of a script: names of keys, and text typed a character at a time. A word that is nearly a name is complained
/// of, once.
func scriptedKeys(_ script: String) -> [Key] {
  var known: Set<Substring> = []
  return script.split(separator: " ").flatMap { word -> [Key] in
    if let key = Key(name: String(word)) { return [key] }
    if let meant = Key(nameInAnyCase: String(word)), known.insert(word).inserted {
      complain("'\(word)' in --keys is typed letter by letter; the key is called \(meant.name)")
    }
    return word.unicodeScalars.map(Key.character)
  }
}
