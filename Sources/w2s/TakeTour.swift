import ArgumentParser
import Canvas
import Explorer

/// A guided tour of the theory.
struct TakeTour: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", abstract: "Take a guided tour in the explorer; without a name, list the tours.",
    discussion: """
      EXAMPLES
        w2s tour
        w2s tour compensation --theme projector
      """)

  @Argument(help: "The tour's name.", completion: .tours) var name: String?
  @OptionGroup var explore: Explore

  func run() throws {
    guard let name else {
      try say(TextTable(Tour.all.map { [$0.name, $0.about] }, [.left]).text + "\n")
      return
    }
    guard let tour = Tour.all.first(where: { $0.name == name }) else {
      throw ValidationError("there is no tour '\(name)'; accepted: \(Tour.all.map(\.name).joined(separator: ", "))")
    }
    try explore.run(tour: tour)
  }
}
