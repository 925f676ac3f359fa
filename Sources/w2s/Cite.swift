import ArgumentParser

/// What to cite.
struct Cite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", _superCommandName: "w2s",
    abstract: "Print BibTeX of the paper and of this program.",
    discussion: """
      EXAMPLE
        w2s cite >> references.bib
      """)

  // The paper's text names no author, date or identifier.
  private static let paper = """
    @unpublished{weak-to-strong-mechanisms,
      author = {{Anonymous}},
      title  = {On the Mechanisms of {Weak-to-Strong} Generalization: {A} Theoretical Perspective},
      note   = {Manuscript, anonymous and undated},
    }
    """

  private static let program = """
    @misc{w2s,
      author = {{The w2s authors}},
      title  = {{w2s}: a terminal explorer for the theory of weak-to-strong generalization},
      year   = {\(programYear)},
      note   = {Version \(programVersion)},
    }
    """

  func run() throws { try write(Self.paper + "\n\n" + Self.program + "\n") }
}
