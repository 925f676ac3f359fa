import Canvas
import Figures
import Testing
import Theory

@testable import Explorer

@Suite("What is pasted into the explorer")
struct PasteTests {
  private func model(_ keys: String = "") -> Model {
    var model = Model(columns: 80, rows: 24)
    for name in keys.split(separator: " ") { Key(name: String(name)).map { _ = model.update(.key($0)) } }
    return model
  }

  @Test("A command is read, with a prompt or without, and over several lines")
  func command() {
    var model = model("l")
    let command = model.openCommand
    let folded = command.quotedWords.joined(separator: " \\\n  ")
    for text in [command.line, "$ \(command.line)\n", folded + "\n", "\n\(command.line)"] {
      #expect(model.update(.paste(.text(text))) == [.open(ShellCommand(words: command.words))])
    }
  }

  @Test(
    "Anything else does nothing but say so",
    arguments: [
      "q", "lll", "w2s; rm -rf /", "w2s `date`", "w2s $(date)", "w2s --sigma 2 > x", "w2s\nw2s", "w2s 'open", "ls",
      "w2s --sigma 2 | sh", "w2s $HOME", "",
    ])
  func others(text: String) {
    var model = model()
    let settings = model.settings
    #expect(model.update(.paste(.text(text))).isEmpty)
    let isSame = model.settings == settings
    #expect(isSame)
    #expect(model.message?.text.hasPrefix("What can be pasted is a command") == true)
  }

  @Test("What is too long or no text is refused")
  func refused() {
    var model = model()
    #expect(model.update(.paste(.tooLong)).isEmpty)
    #expect(model.message?.text == "More than 8192 bytes were pasted; none was taken")
    #expect(model.update(.paste(.notText)).isEmpty)
    #expect(model.message?.text == "What was pasted is no text; none of it was taken")
  }

  @Test("A view that opens is undone by one key")
  func opening() {
    var model = model("?")
    var settings = model.settings
    settings.set(.sigma, 2)
    let before = model.settings
    _ = model.update(.open(Opening(settings: settings, slider: "gamma-s", themeName: "light")))
    #expect(model.settings.regime.sigma == 2 && model.overlay == nil)
    #expect(model.slider.name == "gamma-s" && model.themeName == "light")
    #expect(model.message?.text == "Opened what was pasted; u goes back")
    _ = model.update(.key(.character("u")))
    let isBack = model.settings == before
    #expect(isBack)
  }

  @Test("What is typed takes a line, as if typed, and no more than it has room for")
  func entries() {
    var model = model("m a")
    #expect(model.update(.paste(.text("quiet λ\n"))).isEmpty)
    #expect(model.entry?.text == "aquiet λ")
    _ = model.update(.paste(.text("two\nlines")))
    #expect(model.entry?.text == "aquiet λ" && model.entry?.complaint == "what was pasted is more than one line")
    _ = model.update(.paste(.text(String(repeating: "x", count: 300))))
    #expect(model.entry?.text.count == 200 && model.entry?.complaint == "cut after 200 characters")
    _ = model.update(.paste(.notText))
    #expect(model.entry?.complaint == "What was pasted is no text; none of it was taken")
    model = self.model("Enter")
    _ = model.update(.paste(.text("w2s")))
    #expect(model.entry?.text == "w2s")
  }

  @Test("What a command is quoted as is read as the same words")
  func quoting() {
    let words = [
      "w2s", "", "a b", "it's", "\"x\"", "\u{1B}[2J\u{7}\u{202E}", "λ⋆t", "$HOME", "~", "a\\b", "#", "a#b", "--x=1",
    ]
    #expect(ShellCommand(typed: ShellCommand(words: words).line)?.words == words)
    #expect(ShellCommand(typed: #"a\ b "c \"d\" \x" e\"#)?.words == nil)
    #expect(ShellCommand(typed: #"a\ b "c \"d\" \x" 'e'f"#)?.words == ["a b", #"c "d" \x"#, "ef"])
    #expect(ShellCommand(typed: #"$'\200'"#) == nil)
  }
}
