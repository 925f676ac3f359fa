import ArgumentParser
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
      let width = (Tour.all.map(\.name.count).max() ?? 0) + 2
      for tour in Tour.all {
        try say(tour.name + String(repeating: " ", count: width - tour.name.count) + tour.about + "\n")
      }
      return
    }
    guard let tour = Tour.all.first(where: { $0.name == name }) else {
      throw ValidationError("there is no tour '\(name)'; accepted: \(Tour.all.map(\.name).joined(separator: ", "))")
    }
    try explore.run(tour: tour)
  }
}
