import ArgumentParser
import Export
import Preferences
import Sampling

/// Figures in a file, and the machine and the build that they are of.
struct BenchFile {
  /// The machine in words.
  let machine: String
  private let figures: [String: (value: Double, unit: String)]

  /// Reads a file that `w2s bench --json` wrote.
  /// - Throws: a complaint that names the file where it is none.
  init(_ path: String) throws {
    let text: String
    do {
      guard let found = try UserFiles.text(of: path) else {
        throw FileComplaint(file: path, line: nil, message: "there is no such file")
      }
      text = found
    } catch {
      throw ValidationError("\(error)")
    }
    guard let root = (try? JSONValue(text))?.object, let facts = root["machine"]?.object,
      let list = root["figures"]?.list
    else { throw ValidationError("\(path): these are no figures of 'w2s bench --json'") }
    machine = Self.inWords(facts.compactMapValues { $0.text ?? $0.number.map { Field.number($0).plain } })
    var figures: [String: (value: Double, unit: String)] = [:]
    for figure in list.compactMap(\.object) {
      guard let group = figure["group"]?.text, let name = figure["name"]?.text, let value = figure["value"]?.number,
        let unit = figure["unit"]?.text
      else { throw ValidationError("\(path): a figure has no group, name, value or unit") }
      figures["\(group)/\(name)"] = (value, unit)
    }
    self.figures = figures
  }

  /// A figure; nil where the file has none of the name.
  subscript(measurement: Measurement, name: String) -> (value: Double, unit: String)? {
    figures["\(measurement.rawValue)/\(name)"]
  }

  /// Figures with what the machine is.
  static func json(_ groups: [(measurement: Measurement, figures: [Reading])]) -> String {
    let list = groups.flatMap { measurement, figures in
      figures.map { figure in
        var record = Record([
          "group": .text(measurement.rawValue), "name": .text(figure.name), "value": .number(figure.value),
          "unit": .text(figure.unit),
        ])
        if !figure.remark.isEmpty { record.append("remark", .text(figure.remark)) }
        return Field.object(record)
      }
    }
    return Record(["machine": .object(facts), "figures": .list(list)]).json() + "\n"
  }

  static var machineInWords: String {
    inWords(Dictionary(facts.fields.map { ($0.name, $0.value.plain) }) { first, _ in first })
  }

  private static func inWords(_ facts: [String: String]) -> String {
    [
      ("version", ""), ("build", ""), ("processor", ""), ("processors", " cores"), ("memory_gib", " GiB"),
      ("system", ""),
    ]
    .compactMap { name, unit in facts[name].map { $0 + unit } }.joined(separator: ", ")
  }

  /// What the machine and the build are.
  private static var facts: Record {
    func text(_ path: String) -> String { (try? UserFiles.text(of: path, most: 1 << 24)) ?? "" }
    func line(_ path: String, _ name: String) -> Field {
      let line = text(path).split(separator: "\n").first { $0.hasPrefix(name) }
      return line.map {
        .text(String($0.drop { $0 != ":" && $0 != "=" }.drop { ":= \"".contains($0) }.filter { $0 != "\"" }))
      } ?? .null
    }
    var build = "release"
    assert({ build = "debug" }() == ())
    let machine = Machine.current
    let load = text("/proc/loadavg").split(separator: " ").first
    return Record([
      "version": .text("w2s \(programVersion)"), "build": .text(build),
      "processor": line("/proc/cpuinfo", "model name"),
      "processors": .integer(machine.processors),
      "memory_gib": .number((Double(machine.memory) / 0x1p30 * 10).rounded() / 10),
      "system": line("/etc/os-release", "PRETTY_NAME"),
      "load": load.flatMap { Double($0) }.map { .number($0) } ?? .null,
    ])
  }
}
