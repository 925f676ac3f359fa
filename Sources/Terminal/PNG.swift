// A picture as a PNG file [W3C PNG, second edition].

import Canvas

extension Picture {
  /// The bytes of a PNG file of the pixels and their palette. What has the terminal's own colour is clear.
  var png: [UInt8] {
    let colors = palette.map(\.redGreenBlueAlpha)
    let header = UInt32(columns).bigEndianBytes + UInt32(rows).bigEndianBytes + [8, 3, 0, 0, 0]
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
    file += chunk("PLTE", colors.flatMap { $0.prefix(3) })
    if colors.contains(where: { $0[3] < 255 }) { file += chunk("tRNS", colors.map { $0[3] }) }
    return file + chunk("IDAT", zlibCompressed(filtered)) + chunk("IEND", [])
  }

  /// The rows, each behind the number of its filter: every pixel less the one to its left, which in a palette whose
  /// neighbours are alike is a small number, and often the same.
  private var filtered: [UInt8] {
    var filtered: [UInt8] = []
    filtered.reserveCapacity(pixels.count + rows)
    for row in 0..<rows {
      filtered.append(1)
      var left: UInt8 = 0
      for pixel in pixels[row * columns..<(row + 1) * columns] {
        filtered.append(pixel &- left)
        left = pixel
      }
    }
    return filtered
  }
}

private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
  let named = Array(name.utf8) + data
  return UInt32(data.count).bigEndianBytes + named + checksum(named).bigEndianBytes
}

/// The check on a chunk [CRC-32].
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { bits, _ in bits & 1 == 1 ? bits >> 1 ^ 0xEDB8_8320 : bits >> 1 }
  }
}

extension Color {
  fileprivate var redGreenBlueAlpha: [UInt8] {
    switch kind {
    case .terminalDefault: return [0, 0, 0, 0]
    case .rgb(let r, let g, let b): return [r, g, b, 255]
    case .indexed(let index):
      let (r, g, b) = XtermPalette.color(index)
      return [r, g, b, 255]
    }
  }
}
