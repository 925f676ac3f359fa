// Bytes as letters, digits, + and / [RFC 4648, section 4].

/// The bytes in base 64, filled up with `=` to whole groups of four.
func base64(_ bytes: some Collection<UInt8>) -> [UInt8] {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var (text, rest): ([UInt8], _) = ([], bytes[...])
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  while !rest.isEmpty {
    let group = rest.prefix(3)
    rest = rest.dropFirst(3)
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    text += (0...group.count).map { letters[bits >> (18 - 6 * $0) & 63] }
    text += Array(repeating: UInt8(ascii: "="), count: 3 - group.count)
  }
  return text
}
