// The reference files of Reference/, written by generate.py there; the given-*.json files come from elsewhere.

import Foundation

@testable import Theory

/// A point with the values its limits should have.
struct ReferencePoint: Decodable {
  let params: ReferenceParameters
  let expected: [String: Double]

  static func load(_ name: String) throws -> [ReferencePoint] { try decode(name) }
}

/// A teacher and a student aspect ratio with the phase they should be in.
struct ReferencePhase: Decodable {
  struct Expected: Decodable {
    let kind: Phase
    let lower: Double?
    let upper: Double?
    let bestLambdaS: Double?
    let bestGap: Double?
  }
  let params: ReferenceParameters
  let expected: Expected

  static func load(_ name: String) throws -> [ReferencePhase] { try decode(name) }
}

/// The parameters of a reference entry; a phase has no λs.
struct ReferenceParameters: Decodable {
  let lambdaT: Double
  let lambdaS: Double?
  let gammaT: Double
  let gammaS: Double
  let sigma: Double
  let zeta: Double

  var regime: Regime {
    Regime(lambdaT: lambdaT, lambdaS: lambdaS ?? 1, gammaT: gammaT, gammaS: gammaS, sigma: sigma, zeta: zeta)
  }
}

private func decode<Entry: Decodable>(_ name: String) throws -> [Entry] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode([Entry].self, from: Data(contentsOf: folder.appending(path: "Reference/\(name).json")))
}

/// A point at the ends of what is accepted, with the verdict on it. Written by extremes.py.
struct ExtremePoint: Decodable {
  struct Expected: Decodable {
    let teacherError: Double
    let studentError: Double
    let gap: Double
    let phase: Phase
    let lower: Double?
    let upper: Double?
    let bestLambdaS: Double?
  }
  let params: ReferenceParameters
  let expected: Expected

  static func load() throws -> [ExtremePoint] { try decode("extremes") }
}

/// A student other than ridge against a teacher of power 1. Written by students.py.
struct StudentPoint: Decodable {
  let filter: SpectralFilter
  let gamma: Double
  let lambda: Double
  let lost: Double
  let square: Double
  let complement: Double
  let ownVariance: Double
  let labelVariance: Double
  let excess: Double
  let gap: Double
  let best: Double?
  let bestGap: Double?
  let leastRatio: Double?

  static func load() throws -> [StudentPoint] { try decode("students") }
}

/// A regime at a dimension with the law of its gap. Written by finite.py.
struct FinitePoint: Decodable {
  struct Expected: Decodable {
    let teacherMean: Double
    let teacherSd: Double
    let studentMean: Double
    let studentSd: Double
    let gapMean: Double
    let gapSd: Double
    let probabilityOfGain: Double
  }
  let dimension: Int
  let params: ReferenceParameters
  let expected: Expected

  static func load() throws -> [FinitePoint] { try decode("finite") }
}
