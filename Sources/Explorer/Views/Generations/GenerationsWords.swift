// A chain of generations in words: what becomes of it, its errors, and how its rounds are made.

import Canvas
import Figures
import Theory

extension GenerationsView {
  func words(_ model: Model) -> [String] {
    let settings = model.settings
    let field = ChainField(settings)
    let course = ChainCourse(field.chain)
    let number = { (value: Double) in spoken(value) }
    let errors = { (chain: GenerationChain) in listed(chain.errors.map { spoken($0) }) }
    let shown = settings.chain.shown
    let (generation, fit) = (field.chain.generations[shown - 1], field.chain.models[shown - 1])
    let penalty = generation.lambda == .infinity ? "infinite" : spoken(generation.lambda)
    let levels = field.levels.map { "\($0.name) \(spoken($0.error))" }
    let kind: ChainField.Kind = field.followed == .same ? .best : .same
    return [
      course.headline(number) + ".",
      course.turning(number) + ".",
      "\(field.chain.errors.count) generations with \(field.followed.name), their errors: \(errors(field.chain)).",
      "With \(kind.name): \(errors(field.other)).",
      "Generation \(shown): λ \(penalty), γ \(spoken(generation.gamma)), S \(spoken(fit.alignment)), "
        + "T \(spoken(fit.power)), error \(spoken(field.chain.errors[shown - 1])).",
      "To compare with: \(listed(levels)).",
      settings.chainAssumptions(number) + ".",
      "The student after its teacher: \(settings.judged.verdictInWords).",
    ]
  }
}
