// The nonlinear experiment as data: one number a row, the same in `w2s features` and in what the explorer exports.

import Export
import Nonlinear
import Sampling
import Theory

/// The numbers of an experiment, a record each: norms of every dimension, then probes, then repeated steps.
public func featureRows(_ result: FeatureResult) -> [Record] {
  var rows: [Record] = []
  func add(
    _ part: String, _ network: String, _ quantity: String, _ moments: Moments, dimension: Int, spike: ProbeSpike? = nil,
    samples: Int? = nil, step: Int? = nil, limit: Double? = nil, z: Double? = nil
  ) {
    rows.append(
      Record([
        "part": .text(part), "row_dimension": .integer(dimension), "network": .text(network),
        "row_tau": spike.map { .number($0.tau) } ?? .null, "alpha": spike?.exponent.map { .number($0) } ?? .null,
        "samples": samples.map { .integer($0) } ?? .null, "step": step.map { .integer($0) } ?? .null,
        "quantity": .text(quantity), "limit": limit.map { .number($0) } ?? .null, "mean": .number(moments.mean),
        "standard_error": .number(moments.standardError), "z": z.map { .number($0) } ?? .null,
      ]))
  }
  for rung in result.rungs {
    for norm in FeatureNorm.all {
      add(
        "norm", norm.network.rawValue, "\(norm.direction.rawValue)_\(norm.stage.rawValue)", rung[norm],
        dimension: rung.setting.sizes.dimension, limit: rung.limit[norm],
        // A norm whose limit is 0 is never 0: its z says nothing.
        z: rung.limit[norm] == 0 ? nil : rung.z(norm))
    }
  }
  let d = result.plan.setting.sizes.dimension
  for probe in result.probes {
    let (network, samples) = (probe.cell.features.rawValue, probe.cell.samples)
    let spike = probe.cell.features == .teacher ? nil : probe.cell.spike
    for (name, moments) in [
      ("test_error", probe.error), ("easy_recovered", probe.easyRecovered), ("hard_recovered", probe.hardRecovered),
    ] {
      add("probe", network, name, moments, dimension: d, spike: spike, samples: samples)
    }
  }
  if result.plan.studentSteps > 1 {
    for step in result.steps {
      for (name, moments) in [
        ("easy_norm", step.easyNorm), ("hard_norm", step.hardNorm), ("easy_share", step.easyShare),
        ("hard_share", step.hardShare),
      ] {
        add("forgetting", "student", name, moments, dimension: d, step: step.step)
      }
    }
  }
  return rows
}

extension Record {
  /// What a row is of: `norm`, `probe` or `forgetting`.
  package var part: String? {
    guard case .text(let part)? = fields.first?.value else { return nil }
    return part
  }

  /// Adds how an experiment was run.
  package mutating func append(_ plan: FeaturePlan?) {
    guard let plan else { return }
    let sizes = plan.setting.sizes
    for (name, value) in [
      ("dimension", sizes.dimension), ("teacher_samples", sizes.teacherSamples),
      ("student_samples", sizes.studentSamples), ("teacher_width", sizes.teacherWidth),
      ("student_width", sizes.studentWidth), ("trials", plan.trials),
    ] {
      append(name, .integer(value))
    }
    append("seed", .unsigned(plan.seed))
  }
}

/// One JSON object: the setting's fields, then `rows`.
package func featureJSON(_ result: FeatureResult) -> String {
  var setting = settingRecord(result)
  setting.append("warning", result.plan.setting.regime.warning.map { .text($0) } ?? .null)
  let rows = featureRows(result).map { "    " + $0.json(pretty: false) }
  let head = setting.json().dropLast(2)  // without its "\n}"
  return head + ",\n  \"rows\": [\n" + rows.joined(separator: ",\n") + "\n  ]\n}"
}

/// A header, then a line a number; the setting's fields are in every line.
package func featureCSV(_ result: FeatureResult) -> String {
  let setting = settingRecord(result)
  let rows = featureRows(result)
  guard let first = rows.first else { return "" }
  var lines = [setting.csvHeader + "," + first.csvHeader]
  for row in rows { lines.append(setting.csvRow + "," + row.csvRow) }
  return lines.joined(separator: "\n") + "\n"
}

private func settingRecord(_ result: FeatureResult) -> Record { settingRecord(result.plan) }

/// A setting and how it is run.
package func settingRecord(_ plan: FeaturePlan) -> Record {
  let (sizes, regime) = (plan.setting.sizes, plan.setting.regime)
  return Record([
    "dimension": .integer(sizes.dimension), "teacher_samples": .integer(sizes.teacherSamples),
    "student_samples": .integer(sizes.studentSamples), "teacher_width": .integer(sizes.teacherWidth),
    "student_width": .integer(sizes.studentWidth), "eta_t": .number(regime.etaT), "eta_s": .number(regime.etaS),
    "tau": .number(regime.tau), "activation": .text(regime.activation.name), "easy": .text(regime.easy.name),
    "hard": .text(regime.hard.name), "trials": .integer(plan.trials),
    "seed": .unsigned(plan.seed),
  ])
}
