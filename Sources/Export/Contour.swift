// Level lines of a function known on a grid [marching squares].

/// The polylines along which a function on a grid is zero, by linear interpolation between grid points.
/// - Parameters:
///   - values: row by row, `columns` × `rows` of them; segments next to a value that is not finite are left out.
///   - position: data coordinates of a fractional grid position (column, row).
public func zeroContour(
  values: [Double], columns: Int, rows: Int, position: (Double, Double) -> ChartPoint
) -> [[ChartPoint]] {
  guard columns > 1, rows > 1 else { return [] }
  // A crossing lies on the edge from a grid point to its right neighbour (0) or lower neighbour (1).
  struct Edge: Hashable {
    let point: Int
    let down: Bool
  }
  var neighbours: [Edge: [Edge]] = [:]
  func crosses(_ a: Int, _ b: Int) -> Bool { (values[a] < 0) != (values[b] < 0) }
  for row in 0..<rows - 1 {
    for column in 0..<columns - 1 {
      let (a, b) = (row * columns + column, row * columns + column + 1)
      let (c, d) = (a + columns, b + columns)
      guard [a, b, c, d].allSatisfy({ values[$0].isFinite }) else { continue }
      var edges: [Edge] = []
      if crosses(a, b) { edges.append(Edge(point: a, down: false)) }
      if crosses(b, d) { edges.append(Edge(point: b, down: true)) }
      if crosses(c, d) { edges.append(Edge(point: c, down: false)) }
      if crosses(a, c) { edges.append(Edge(point: a, down: true)) }
      // A saddle has four crossings; pair them around the corners that share the sign of the middle.
      if edges.count == 4, (values[a] + values[b] + values[c] + values[d] < 0) != (values[a] < 0) {
        edges = [edges[0], edges[3], edges[1], edges[2]]
      }
      for pair in stride(from: 0, to: edges.count - 1, by: 2) {
        neighbours[edges[pair], default: []].append(edges[pair + 1])
        neighbours[edges[pair + 1], default: []].append(edges[pair])
      }
    }
  }
  func point(_ edge: Edge) -> ChartPoint {
    let other = edge.point + (edge.down ? columns : 1)
    let share = values[edge.point] / (values[edge.point] - values[other])
    let (column, row) = (Double(edge.point % columns), Double(edge.point / columns))
    return edge.down ? position(column, row + share) : position(column + share, row)
  }
  // Walk from the ends first, then around what is closed; in a fixed order, so that output repeats.
  let ordered = neighbours.keys.sorted { ($0.point, $0.down ? 1 : 0) < ($1.point, $1.down ? 1 : 0) }
  var visited: Set<Edge> = []
  var lines: [[ChartPoint]] = []
  for start in ordered.filter({ neighbours[$0]?.count == 1 }) + ordered where !visited.contains(start) {
    var line = [start]
    visited.insert(start)
    while let last = line.last, let next = neighbours[last]?.first(where: { !visited.contains($0) }) {
      visited.insert(next)
      line.append(next)
    }
    if line.count > 2, let last = line.last, neighbours[last]?.contains(start) == true { line.append(start) }
    if line.count > 1 { lines.append(line.map(point)) }
  }
  return lines
}
