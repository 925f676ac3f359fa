import Sampling

/// The rows of a student's matrix and frame, drawn a block at a time: what the fits of all penalties have in common.
struct StudentRows {
  /// Rows drawn and used at a time; what they need stays in the cache.
  static let most = 128

  /// Some rows of the tridiagonal system A = LDLᵀ with its right-hand sides.
  struct Block {
    /// How many.
    let count: Int
    /// For each row pᵢ, cᵢ and the entry of A that couples it to the row before.
    let entries: UnsafePointer<Double>
    /// For each row of H its columns, and zeros up to the stride.
    let right: UnsafePointer<Double>
  }

  /// Whether A = BBᵀ + λ (n < d) rather than BᵀB + λ.
  let dual: Bool
  /// W = FᵀF of the rows drawn so far, and of those that need not be drawn.
  private(set) var gram: FrameGram
  private let (samples, dimension): (Int, Int)
  private let columns: Int
  private let stride: Int
  private let shift: Int
  private let scale: Double
  private let entries: UnsafeMutablePointer<Double>
  private let frame: UnsafeMutablePointer<Double>
  private let images: UnsafeMutablePointer<Double>
  private var matrixStream: Generator
  private var frameStream: Generator
  private var row = 0
  private var (alpha, beta) = (0.0, 0.0)

  init(
    _ panel: Panel, columns: Int, stride: Int, matrix: Generator, frame: Generator, shift: Int, storage: Scratch
  ) {
    samples = panel.sizes.studentSamples
    dimension = panel.sizes.dimension
    dual = samples < dimension
    self.columns = columns
    self.stride = stride
    self.shift = shift
    scale = 1 / Double(samples).squareRoot()
    matrixStream = matrix
    frameStream = frame
    entries = storage.zeros(3 * Self.most + (2 * Self.most + 1) * stride)
    self.frame = entries + 3 * Self.most
    images = self.frame + (Self.most + 1) * stride
    let seen = dual ? samples + 1 : dimension
    gram = FrameGram(columns: columns, hidden: dimension - seen, from: &frameStream)
  }

  /// The next block, which the one after overwrites; nil after the last.
  mutating func next() -> Block? {
    let first = row
    let count = min(Self.most, min(samples, dimension) - first)
    guard count > 0 else { return nil }
    drawFrame(count)
    for index in 0..<count {
      let (lastAlpha, lastBeta) = (alpha, beta)
      alpha = scale * matrixStream.chi(samples - row + shift)
      beta = row < dimension - 1 ? scale * matrixStream.chi(dimension - 1 - row + shift) : 0
      let entry = entries + 3 * index
      if dual {
        (entry[0], entry[1], entry[2]) = (beta * beta, alpha * alpha, alpha * lastBeta)
        let here = frame + index * stride
        for c in 0..<stride { images[index * stride + c] = alpha * here[c] + beta * here[stride + c] }
      } else {
        (entry[0], entry[1], entry[2]) = (alpha * alpha, lastBeta * lastBeta, lastAlpha * lastBeta)
      }
      row += 1
    }
    return Block(count: count, entries: entries, right: dual ? images : frame)
  }

  /// Draws the frame's rows of a block, and with BBᵀ, whose right-hand sides are BF, one ahead.
  private mutating func drawFrame(_ count: Int) {
    var drawn = 0
    if row == 0 {
      frame[0] = 1
      drawn = 1
    } else if dual {
      frame.update(from: frame + Self.most * stride, count: stride)
      drawn = 1
    }
    let needed = dual ? count + 1 : count
    for index in drawn..<needed {
      frame[index * stride] = 0
      frameStream.fillGaussian(frame + index * stride + 1, count: columns - 1)
    }
    let known = row > 0 && dual ? 1 : 0
    if row == 0 && count == min(samples, dimension) {
      gram.orthonormalise(frame, rows: needed, stride: stride)
    }
    gram.add(frame + known * stride, rows: needed - known, stride: stride)
  }
}
