// Numbers in digits three rows high, for a room.

/// Text of digits and signs, three rows high.
public enum LargeText {
  /// Rows of a digit.
  public static let height = 3

  /// The rows of a number; nil where it has a character for which there is no large one.
  public static func rows(_ text: String, glyphs: Glyphs) -> [String]? {
    var rows = Array(repeating: "", count: height)
    for scalar in text.unicodeScalars {
      guard let pixels = shapes[scalar] else { return nil }
      for row in 0..<height {
        if !rows[row].isEmpty { rows[row] += " " }
        for (top, bottom) in zip(pixels[2 * row], pixels[2 * row + 1]) {
          rows[row].unicodeScalars.append(glyph(top == "1", bottom == "1", glyphs))
        }
      }
    }
    return rows
  }

  private static func glyph(_ top: Bool, _ bottom: Bool, _ glyphs: Glyphs) -> Unicode.Scalar {
    switch (top, bottom) {
    case (true, true): glyphs.filled
    case (true, false): glyphs.pick("▀", "\"")
    case (false, true): glyphs.pick("▄", "_")
    case (false, false): " "
    }
  }

  /// Six pixels high, two to a row.
  private static let shapes: [Unicode.Scalar: [String]] = [
    "0": ["111", "101", "101", "101", "101", "111"], "1": ["010", "110", "010", "010", "010", "111"],
    "2": ["111", "001", "111", "100", "100", "111"], "3": ["111", "001", "111", "001", "001", "111"],
    "4": ["101", "101", "111", "001", "001", "001"], "5": ["111", "100", "111", "001", "001", "111"],
    "6": ["111", "100", "111", "101", "101", "111"], "7": ["111", "001", "001", "010", "010", "010"],
    "8": ["111", "101", "111", "101", "101", "111"], "9": ["111", "101", "111", "001", "001", "111"],
    ".": ["0", "0", "0", "0", "0", "1"], "-": ["000", "000", "111", "000", "000", "000"],
    "−": ["000", "000", "111", "000", "000", "000"], "+": ["000", "010", "111", "010", "000", "000"],
    "e": ["000", "111", "101", "111", "100", "111"], "?": ["111", "001", "011", "010", "000", "010"],
    "∞": ["00000", "11011", "10101", "11011", "00000", "00000"], "i": ["1", "0", "1", "1", "1", "1"],
    "n": ["000", "110", "101", "101", "101", "101"], "f": ["11", "10", "11", "10", "10", "10"],
    "%": ["101", "001", "010", "010", "100", "101"], " ": ["0", "0", "0", "0", "0", "0"],
  ]
}
