// A program for the terminal tests to drive: it says what it receives, in a log and on its screen, and ends in all the
// ways a program can.
//
//     TerminalFixture LOG [auto|always|never|256|true] [ascii|unicode] [nomouse]

import Canvas
import Foundation
import Terminal

@main
struct Fixture {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let log = fopen(arguments[1], "a") else { exit(64) }
    var options = TerminalOptions()
    for argument in arguments.dropFirst(2) {
      if let color = ColorChoice(rawValue: argument) { options.color = color }
      if argument == "ascii" { options.glyphs = .ascii }
      if argument == "unicode" { options.glyphs = .unicode }
      if argument == "nomouse" { options.mouse = false }
    }
    func say(_ text: String) {
      fputs(text + "\n", log)
      fflush(log)
    }
    let terminal: Terminal
    do {
      terminal = try Terminal.open(options)
    } catch {
      FileHandle.standardError.write(Data("fixture: \(error)\n".utf8))
      exit(69)
    }
    say("process \(getpid())")
    say("size \(terminal.columns)x\(terminal.rows)")
    say("terminfo \(getenv("TERMINFO").map { String(cString: $0) } ?? "")")
    say("depth \(terminal.depth) unicode \(terminal.isUnicode)")

    var picture = 0
    var hasMouse = options.mouse
    var count = 0
    while true {
      terminal.present(frame(terminal, picture: picture, count: count))
      for event in terminal.wait() {
        say("\(event)")
        switch event {
        case .key(.character("q")):
          terminal.close()
          print("bye")
          exit(0)
        case .key(.character("t")): trap()
        case .key(.character("s")): raise(SIGSEGV)
        case .key(.character("n")): segfault()
        case .key(.character("a")): abort()
        case .key(.character("e")): exit(3)
        case .key(.character("l")): Thread.sleep(forTimeInterval: 30)
        case .key(.character("r")): terminal.redraw()
        case .key(.character("p")): picture += 1
        case .key(.character("0")): picture = 0
        case .key(.character("m")):
          hasMouse.toggle()
          terminal.setMouse(hasMouse)
        case .key(.character("w")):
          let waker = terminal.waker
          Thread.detachNewThread { waker.wake() }
        case .key(.character("u")): break
        case .terminated(let signal):
          terminal.close()
          print("ended by \(signal)")
          exit(128 + signal)
        case .hungUp:
          terminal.close()
          exit(129)
        default: count += 1
        }
      }
    }
  }

  /// Picture 0 is text; the others are half blocks in many colours.
  static func frame(_ terminal: Terminal, picture: Int, count: Int) -> Frame {
    var frame = Frame(width: terminal.columns, height: terminal.rows)
    frame.put("fixture \(count) é═ bold", x: 0, y: 0, Style(.indexed(12), on: .terminalDefault, .bold))
    if picture == 0 { return frame }
    for y in 1..<max(1, frame.height) {
      for x in 0..<frame.width {
        let (red, green) = (UInt8(truncatingIfNeeded: x * 3), UInt8(truncatingIfNeeded: y * 5))
        let blue = UInt8(truncatingIfNeeded: picture * 40)
        let (top, bottom) = (Color.rgb(red, green, blue), Color.rgb(green, red, blue))
        frame[x, y] = Cell("▀", Style(top, on: bottom))
      }
    }
    return frame
  }

  @inline(never)
  static func trap() {
    let empty: [Int] = []
    print(empty[CommandLine.arguments.count])
  }

  @inline(never)
  static func segfault() {
    guard let nowhere = UnsafeMutablePointer<Int>(bitPattern: 16) else { return }
    nowhere.pointee = 1
  }
}
