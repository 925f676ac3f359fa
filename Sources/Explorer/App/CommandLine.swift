// The commands that reproduce what is shown, exact to the last digit.

import Figures
import Nonlinear
import Simulation
import Theory

extension Model {
  /// All commands offered for what is shown.
  public var commands: [ShellCommand] {
    let regime = settings.regime
    switch settings.panel {
    case .nonlinear: return [openCommand, printCommand, featuresCommand]
    case .chain: return [openCommand, printCommand] + chainCommands
    case .linear:
      return [
        openCommand, printCommand,
        ShellCommand(
          purpose: "Check this regime in a script", words: ["w2s", "check"] + regime.arguments(Parameter.allCases)),
        ShellCommand(
          purpose: "Simulate it", words: ["w2s", "simulate"] + regime.arguments(Parameter.allCases) + runArguments),
      ]
    }
  }

  /// Tables the chain of generations that is followed, and simulates it.
  private var chainCommands: [ShellCommand] {
    let chain = ChainField(settings).chain
    let words = ["w2s", "generations"] + chain.arguments
    return [
      ShellCommand(purpose: "Table this chain in a script", words: words),
      ShellCommand(purpose: "Simulate it", words: words + ["--simulate"] + runArguments),
    ]
  }

  /// Opens the explorer at this view.
  public var openCommand: ShellCommand { ShellCommand(purpose: "Open this view again", words: ["w2s"] + arguments) }

  /// Prints this view as text.
  public var printCommand: ShellCommand {
    ShellCommand(
      purpose: "Print it", words: ["w2s", "render", "--size", "\(columns)x\(rows)"] + arguments + teachingArguments)
  }

  /// Writes what an export holds.
  func exportCommand(_ format: ExportFormat) -> ShellCommand {
    let size = format.isScreen ? ["--size", "\(columns)x\(rows)"] : []
    let teaching = format.isScreen ? teachingArguments : []
    return ShellCommand(words: ["w2s", "render"] + size + arguments + teaching + ["--as", format.rawValue])
  }

  /// Prints the simulation of the nonlinear setting.
  private var featuresCommand: ShellCommand {
    let plan = settings.featurePlan
    let (sizes, r) = (plan.setting.sizes, settings.features.regime)
    let parts: [(String, String)] = [
      ("dimension", "\(sizes.dimension)"), ("teacher-samples", "\(sizes.teacherSamples)"),
      ("student-samples", "\(sizes.studentSamples)"), ("teacher-width", "\(sizes.teacherWidth)"),
      ("student-width", "\(sizes.studentWidth)"), ("eta-t", shortest(r.etaT)), ("eta-s", shortest(r.etaS)),
      ("tau", shortest(r.tau)), ("activation", r.activation.name), ("easy", r.easy.name), ("hard", r.hard.name),
      ("ladder", "\(plan.rungs)"), ("trials", "\(plan.trials)"), ("seed", "\(plan.seed)"),
    ]
    var words = ["w2s", "features"] + parts.flatMap { ["--" + $0.0, $0.1] }
    if plan.probes != nil { words.append("--probes") }
    if plan.studentSteps > 1 { words += ["--forgetting", "\(plan.studentSteps)"] }
    return ShellCommand(purpose: "Simulate it", words: words)
  }

  private var runArguments: [String] {
    let run = settings.run
    return [
      "--dimension", "\(run.dimension)", "--trials", "\(run.trials)", "--seed", "\(run.seed)", "--engine",
      run.engine.rawValue,
    ]
  }

  /// The options that open this view.
  private var arguments: [String] {
    var words = settings.text.flatMap { name, text in
      SettingField.named(name)?.isFlag == true ? (text == "on" ? ["--" + name] : []) : ["--" + name, text]
    }
    if slider != settings.panel.sliders[0] { words += ["--select", slider.name] }
    if showsSimulation { words.append("--simulate") }
    if let points { words += ["--points", points.path] }
    if let sweep { words += ["--sweep", sweep.sweep.path] }
    return words + ["--theme", themeName]
  }

  /// Whether what is shown holds simulated values of the present settings.
  var showsSimulation: Bool {
    switch settings.panel {
    case .linear: freshState != nil || simulatedMapHere != nil
    case .nonlinear: freshFeatures != nil
    case .chain: freshChain != nil
    }
  }
}
