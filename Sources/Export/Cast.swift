// A recording of a terminal as an asciicast, version 2: a line of JSON that says how large the terminal is, and then one
// for each time at which something was written to it [docs.asciinema.org/manual/asciicast/v2].

/// What was written to a terminal, and when. It knows no date, so that the same recording is the same text.
public struct Cast: Sendable, Hashable {
  /// Something written to the terminal.
  public struct Event: Sendable, Hashable {
    /// When, from the beginning.
    public var time: Duration
    /// What; nothing only lets time pass.
    public var data: String
    /// An event.
    public init(time: Duration, data: String) { (self.time, self.data) = (time, data) }
  }

  /// Columns of the terminal.
  public var columns: Int
  /// Rows of the terminal.
  public var rows: Int
  /// What was written, in the order of time.
  public var events: [Event]

  /// A recording.
  public init(columns: Int, rows: Int, events: [Event] = []) {
    (self.columns, self.rows, self.events) = (columns, rows, events)
  }

  /// The text of the file.
  public var text: String {
    let header: Record = Record([
      "version": .integer(2), "width": .integer(columns), "height": .integer(rows),
    ])
    return header.json(pretty: false) + "\n"
      + events.map { "[\(Self.seconds($0.time)), \"o\", \(Field.quoted($0.data))]\n" }.joined()
  }

  /// A time in seconds, to the millisecond.
  private static func seconds(_ time: Duration) -> String {
    let milliseconds = "\(1000 + time.components.attoseconds / 1_000_000_000_000_000)".dropFirst()
    return "\(time.components.seconds).\(milliseconds)"
  }
}
