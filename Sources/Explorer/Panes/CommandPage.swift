// The commands that reproduce what is shown, as a page that can be selected with the mouse and pasted into a shell:
// nothing stands beside them, each row begins in the first column, and what goes on ends in a backslash.
//
//     The commands that reproduce this          Esc closes
//     # Open this view again
//     w2s --preset 'Figure 1 left' --lambda-t 0.056      \
//     --theme dusk

import Canvas
import Figures
import Preferences

extension Model {
  /// The rows of the page that commands are shown in: all but its title and the footer.
  var commandPage: Rect {
    let footer = Layout(self).footer
    return Rect(x: 0, y: 1, width: columns, height: max(0, (footer.isEmpty ? rows : footer.y) - 1))
  }

  /// The page's rows. What each command is for is a comment to a shell.
  func commandRows(_ look: Look) -> [StyledLine] {
    var rows: [StyledLine] = []
    for command in commands {
      if !rows.isEmpty { rows.append(StyledLine()) }
      rows += look.words("# " + command.purpose, .muted).wrapped(to: columns, indent: 0)
      rows += command.folded(to: columns).map { look.line(look.part(($0, .value))) }
    }
    if let key = keys.keys(for: .export).first, !history.past.isEmpty {
      let words =
        "# \(key.label(look.glyphs)) and a name in .sh writes the places of this session, each as such a command"
      rows += [StyledLine()] + look.words(words, .muted).wrapped(to: columns, indent: 0)
    }
    return rows
  }
}

extension Pen {
  mutating func drawCommandLine(_ model: Model, scroll: Int) {
    let page = model.commandPage
    frame.fill(Rect(x: 0, y: 0, width: frame.width, height: page.maxY), Cell(" ", look[.text]))
    let rows = model.commandRows(look)
    var title = look.words("The commands that reproduce this", .title)
    for index in title.parts.indices { title.parts[index].rank = 0 }
    if scroll + page.height < rows.count { title.parts.append(look.part(("↓ more", .key), gap: 2, rank: 1)) }
    if let key = model.keys.keys(for: .cancel).first {
      title.parts.append(look.part((key.label(look.glyphs), .key), (" closes", .muted), gap: 2, rank: 2))
    }
    title.parts.append(look.part(("Shift-drag selects", .muted), gap: 2, rank: 3))
    frame.put(title.fitted(to: frame.width), x: 0, y: 0, limit: frame.width)
    frame.put(Array(rows.dropFirst(scroll)), in: page)
  }
}

extension ShellCommand {
  /// The command over rows of so many columns, each but the last ended by a backslash in the last of them: no blank may
  /// follow it, and what a selection makes of the rest of a row is the terminal's to say.
  func folded(to width: Int) -> [String] {
    let room = max(8, width - 1)
    var rows = [""]
    for word in words {
      var rest = word[...]
      repeat {
        let (piece, text) = Self.piece(of: rest, columns: room)
        rest = rest.dropFirst(piece.count)
        let isStart = piece.startIndex == word.startIndex
        let row = rows[rows.count - 1]
        if row.isEmpty {
          rows[rows.count - 1] = text
        } else if isStart, row.columns + 1 + text.columns < room {
          rows[rows.count - 1] += " " + text
        } else {
          // Between words blanks may stand; within one the backslash must follow at once.
          rows[rows.count - 1] += (isStart ? String(repeating: " ", count: max(1, room - row.columns)) : "") + "\\"
          rows.append(text)
        }
      } while !rest.isEmpty
    }
    return rows
  }

  /// The longest beginning that has room when it is quoted, and that.
  private static func piece(of word: Substring, columns: Int) -> (Substring, String) {
    var piece = word
    while true {
      let text = ShellCommand(words: [String(piece)]).line
      if text.columns <= columns - 1 || piece.count <= 1 { return (piece, text) }
      piece = piece.dropLast(max(1, (text.columns - columns + 1) / 2))
    }
  }
}
