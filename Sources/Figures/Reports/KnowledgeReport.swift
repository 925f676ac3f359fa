// Who knows which direction of the nonlinear setting, in sentences.

import Theory

/// A sentence on who knows which direction.
package struct KnowledgeSentence: Sendable, Hashable {
  /// What it says of the network.
  package enum Tone: Sendable {
    /// It knows the direction.
    case known
    /// It does not.
    case unknown
    /// What is known is of no use, or the theory says nothing.
    case broken
    /// A remark.
    case remark
  }

  /// The sentence, without its full stop.
  package let text: String
  /// What it says of the network.
  package let tone: Tone
}

extension FeatureSettings {
  /// Who knows which direction, with numbers as `number` writes them.
  package func knowledge(_ number: (Double) -> String) -> [KnowledgeSentence] {
    guard let limit = try? FeatureLimit(regime) else {
      return [KnowledgeSentence(text: "The theory does not cover this choice.", tone: .broken)]
    }
    let random = number(regime.teacherWidthRatio.squareRoot())
    let kept = number(limit[FeatureNorm(.student, .hard, .after)])
    let useless = regime.activation.isOdd && regime.hard.isEven
    let said: [(String, KnowledgeSentence.Tone)] = [
      limit.teacherUpdate > 0
        ? ("Teacher learns βe: its step moves \(number(limit.teacherUpdate)) along it", .known)
        : ("Teacher learns nothing: ηt is 0", .unknown),
      ("Teacher cannot learn βh: its update along it vanishes", .unknown),
      limit.studentUpdate > 0
        ? ("Student learns βe from the teacher's labels: \(number(limit.studentUpdate))", .known)
        : ("Student learns nothing of βe", .unknown),
      regime.tau > 0
        ? ("Student keeps βh: \(kept), random weights have \(random)", .known)
        : ("Student never knew βh: τ is 0", .unknown),
    ]
    return
      (said + (useless ? [("Yet no head can use βh: σ is odd and σh even", .broken)] : [])
      + (regime.activation.isCentred
        ? [] : [("The proofs assume a centred σ; with random second layers the limits hold", .remark)])
      + [("Prop. 10 prints ‖Ŵtβh‖ → 0; the limit is √(p/d) = \(random)", .remark)])
      .map { KnowledgeSentence(text: $0.0, tone: $0.1) }
  }
}
