import Export
import Testing

@Suite struct CastTests {
  @Test func theTextIsAnAsciicast() {
    let cast = Cast(
      columns: 80, rows: 24,
      events: [
        Cast.Event(time: .zero, data: "\u{1B}[2;1H\"λ\\\n"), Cast.Event(time: .milliseconds(50), data: "漢😀"),
        Cast.Event(time: .milliseconds(61_007), data: ""),
      ])
    let lines = [
      #"{"version":2,"width":80,"height":24}"#, #"[0.000, "o", "\u001b[2;1H\"λ\\\n"]"#, #"[0.050, "o", "漢😀"]"#,
      #"[61.007, "o", ""]"#,
    ]
    #expect(cast.text == lines.joined(separator: "\n") + "\n")
  }
}
