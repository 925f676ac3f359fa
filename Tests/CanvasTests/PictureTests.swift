import Canvas
import Testing

@Suite("Pictures over cells")
struct PictureTests {
  private let blue = Color.rgb(0, 0, 200)
  private let orange = Color.rgb(200, 100, 0)
  private let rect = Rect(x: 2, y: 1, width: 3, height: 2)

  /// A frame with a picture: blue above orange.
  private func frame(ground: Color = .terminalDefault) -> Frame {
    var frame = Frame(width: 6, height: 4, style: Style(.indexed(7), on: ground))
    frame.fill(rect, Cell("▀", Style(blue, on: orange)))
    frame.putPicture(in: rect, Fineness(across: 2, down: 3), palette: [blue, orange]) { column, row in row < 3 ? 0 : 1 }
    return frame
  }

  @Test("It has its pixels, and the cells under it are not to be seen")
  func shown() throws {
    let frame = frame()
    let picture = try #require(frame.picture)
    #expect((picture.columns, picture.rows, picture.rect) == (6, 6, rect))
    #expect(picture.palette == [blue, orange])
    #expect(picture.pixels == Array(repeating: 0, count: 18) + Array(repeating: 1, count: 18))
    let shown = try #require(frame.overPicture)
    for y in 0..<4 {
      for x in 0..<6 { #expect(shown[x, y] == (rect.contains(x: x, y: y) ? Cell() : frame[x, y])) }
    }
    #expect(shown.picture == picture)
    #expect(frame[2, 1] == Cell("▀", Style(blue, on: orange)))
    #expect(frame.withoutPicture.picture == nil && frame.withoutPicture.cells == frame.cells)
  }

  @Test("What is written on it has no ground of its own; what has one hides it")
  func writing() throws {
    var frame = frame(ground: .indexed(0))
    frame[2, 1] = Cell("⣿", Style(.indexed(15), on: orange))
    frame[3, 1] = Cell("╋", Style(.indexed(0), on: .indexed(15), .bold))
    frame[4, 1] = Cell("⣤", Style(.indexed(15), on: blue))
    frame[4, 2] = Cell("x", Style(.indexed(15), on: orange, .reverse))
    let shown = try #require(frame.overPicture)
    #expect(shown[2, 1] == Cell("⣿", Style(.indexed(15))))
    #expect(shown[3, 1] == frame[3, 1])
    #expect(shown[4, 1] == Cell("⣤", Style(.indexed(15))))
    #expect(shown[4, 2] == frame[4, 2])
    #expect(shown[2, 2] == Cell())
  }

  @Test("It is not shown under what has the terminal's own ground, through which it would be seen")
  func overlays() {
    var frame = frame()
    frame[0, 0] = Cell("x")
    #expect(frame.overPicture != nil)
    frame[4, 2] = Cell("x")
    #expect(frame.overPicture == nil)
    #expect(Frame(width: 6, height: 4).overPicture == nil)
  }

  @Test(
    "One that is not all inside the frame is none",
    arguments: [(-1, 0, 3, 2), (4, 0, 3, 2), (0, 3, 3, 2), (0, 0, 0, 2)])
  func outside(x: Int, y: Int, width: Int, height: Int) {
    var frame = Frame(width: 6, height: 4)
    frame.putPicture(in: Rect(x: x, y: y, width: width, height: height), Fineness(across: 1, down: 1), palette: [blue])
    { _, _ in 0 }
    #expect(frame.picture == nil)
  }

  @Test("The colours for pictures are those of the ramp, as near as can be told, and zero's alone is neutral")
  func ramp() {
    var wide: [Color] = []
    for number in 0..<41 {
      let (red, green) = (UInt8(number * 6), UInt8(number % 2 * 255))
      wide.append(.rgb(red, green, 240 - red))
    }
    let usual = ["#0000ff", "#4040c0", "#303030", "#c08020", "#ff8000"].compactMap { Color(hex: $0) }
    for (stops, depth) in [(wide, ColorDepth.trueColor), (usual, .trueColor), (usual, .palette256)] {
      let ramp = DivergingRamp(stops: stops, depth: depth, glyphs: Glyphs(isUnicode: true))
      let colors = ramp.pictureColors
      #expect(colors.count <= 255 && colors.count % 2 == 1 && colors.count > 3)
      #expect(colors.first == ramp.colors.first && colors.last == ramp.colors.last)
      #expect(colors[colors.count / 2] == ramp.color(0) && ramp.pictureNumber(0) == colors.count / 2)
      if depth == .palette256 { #expect(colors == ramp.colors) }
      // A colour of the ramp belongs to the first of a picture's that is no weaker.
      let places = colors.compactMap { ramp.colors.firstIndex(of: $0) }
      for position in stride(from: -1.0, through: 1, by: 1.0 / 512) where position != 0 {
        let number = ramp.pictureNumber(position)
        #expect(number != colors.count / 2 && (number < colors.count / 2) == (position < 0))
        if depth == .trueColor, stops.count == 5, let place = ramp.colors.firstIndex(of: ramp.color(position)) {
          #expect(abs(places[number] - place) < 2, "\(position)")
        }
      }
    }
  }
}
