// Pictures by the kitty protocol [sw.kovidgoyal.net/kitty/graphics-protocol]. Every command asks for silence (q=2), so that
// no answer comes between the keys.

import Canvas

/// Sends the picture that is to be seen, and takes back the one before.
struct PictureSender {
  /// The most letters of base 64 in one command.
  static let chunkLimit = 4096
  /// Under the ground of cells that have one: the least a terminal must know, less one half.
  private static let depth = -1_073_741_825

  /// Where the pane is, in tmux, which passes on what it is told to.
  var tmux: TmuxState?
  /// The numbers of two pictures, of which one is seen while the other is sent.
  private let numbers: (UInt32, UInt32)
  private var isSecond = false
  private var shown: Picture?

  /// - Parameter number: that of a first picture, which no other program on the terminal should have.
  init(tmux: TmuxState?, number: UInt32) {
    self.tmux = tmux
    numbers = (max(1, number), max(1, number) + 1)
  }

  /// What makes the terminal show a picture, or none.
  /// - Parameter anew: whether the screen was cleared, and pictures with it.
  mutating func sequences(showing picture: Picture?, anew: Bool) -> [UInt8] {
    if picture == shown && (!anew || picture == nil) { return [] }
    let old = isSecond ? numbers.1 : numbers.0
    let isSeen = shown != nil
    shown = picture
    guard let picture else { return passed(Self.deletion(of: old)) }
    isSecond.toggle()
    let new = isSecond ? numbers.1 : numbers.0
    return sent(picture.png, as: new) + passed(placement(of: picture, as: new))
      + (isSeen ? passed(Self.deletion(of: old)) : [])
  }

  /// What ends a command that was cut and takes back what may be shown, on leaving.
  var farewell: [UInt8] {
    Self.end + passed(Self.end) + passed(Self.deletion(of: numbers.0) + Self.deletion(of: numbers.1))
  }

  /// Data, in commands of a length that every terminal takes.
  private func sent(_ data: [UInt8], as number: UInt32) -> [UInt8] {
    let letters = base64(data)
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: letters.count, by: Self.chunkLimit) {
      let rest = letters[start...]
      let control = (start == 0 ? "a=t,f=100,i=\(number)," : "") + "q=2,m=\(rest.count > Self.chunkLimit ? 1 : 0)"
      bytes += passed(Self.command(control, rest.prefix(Self.chunkLimit)))
    }
    return bytes
  }

  /// Shows a picture behind the text of its cells. The cursor is brought back to where ncurses believes it to be.
  private func placement(of picture: Picture, as number: UInt32) -> [UInt8] {
    let (column, row) = (picture.rect.x + (tmux?.column ?? 0), picture.rect.y + (tmux?.row ?? 0))
    let control =
      "a=p,i=\(number),p=1,c=\(picture.rect.width),r=\(picture.rect.height),z=\(Self.depth),C=1,q=2"
    return Array("\u{1B}7\u{1B}[\(row + 1);\(column + 1)H".utf8) + Self.command(control) + Array("\u{1B}8".utf8)
  }

  /// Takes a picture back, its data too.
  private static func deletion(of number: UInt32) -> [UInt8] { command("a=d,d=I,i=\(number),q=2") }

  private static let end = Array("\u{1B}\\".utf8)

  private static func command(_ control: String, _ payload: ArraySlice<UInt8> = []) -> [UInt8] {
    Array("\u{1B}_G\(control)".utf8) + (payload.isEmpty ? [] : [UInt8(ascii: ";")] + payload) + end
  }

  /// The bytes, for the terminal around tmux where there is one.
  private func passed(_ bytes: [UInt8]) -> [UInt8] {
    guard tmux != nil else { return bytes }
    return Array("\u{1B}Ptmux;".utf8) + bytes.flatMap { $0 == 0x1B ? [$0, $0] : [$0] } + Self.end
  }
}
