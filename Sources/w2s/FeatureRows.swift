// The nonlinear experiment as data: one number a row.

import Explorer
import Export
import Nonlinear
import Theory

/// One JSON object: the setting's fields, then `rows`.
func featureJSON(_ result: FeatureResult) -> String {
  let rows = featureRows(result).map { "    " + $0.json(pretty: false) }
  let head = settingRecord(result).json().dropLast(2)  // without its "\n}"
  return head + ",\n  \"rows\": [\n" + rows.joined(separator: ",\n") + "\n  ]\n}"
}

/// A header, then a line a number; the setting's fields are in every line.
func featureCSV(_ result: FeatureResult) -> String {
  let setting = settingRecord(result)
  let rows = featureRows(result)
  guard let first = rows.first else { return "" }
  var lines = [setting.csvHeader + "," + first.csvHeader]
  for row in rows { lines.append(setting.csvRow + "," + row.csvRow) }
  return lines.joined(separator: "\n") + "\n"
}

private func settingRecord(_ result: FeatureResult) -> Record {
  let plan = result.plan
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
