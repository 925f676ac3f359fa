// A person's own points: how their file is read, what theory says of them, and on which pictures they lie.

import Canvas
import Export
import Figures
import Testing
import Theory

@Suite struct PointTests {
  private func read(_ text: String) throws -> MeasuredPoints {
    var parts = [Array(text.utf8)]
    return try MeasuredPoints(path: "mine.csv") { parts.popLast() ?? [] }
  }

  /// The complaint about a file, with its line.
  private func complaint(_ text: String) throws -> String {
    let error = #expect(throws: CSVComplaint.self, "\(text.debugDescription)") { _ = try read(text) }
    return try #require(error).description
  }

  @Test func namesOfTableAndOfSimulateAreRead() throws {
    let ours = try read("lambda_t,lambda_s,gap,gap_se,label\n0.05,0.1,-0.03,0.001,a b\n")
    let theirs = try read("label,gap_se,gap_mean,lambda_s,lambda_t\n a b ,1e-3,-3e-2,0.1,5e-2\n")
    for points in [ours, theirs] {
      let point = try #require(points.points.first)
      #expect(points.points.count == 1)
      #expect(point.given == [.lambdaT: 0.05, .lambdaS: 0.1])
      #expect(point[.gap] == MeasuredValue(-0.03, standardError: 0.001))
      #expect(point[.student] == nil && point[.teacher] == nil)
      #expect(point.label == "a b" && points.name(0) == "a b")
    }
  }

  @Test func filesOfOtherProgramsAreRead() throws {
    let files = [
      "\u{FEFF}lambda_s,gap\r\n0.1,-1\r\n,2\r\n", "\"lambda_s\",\"gap\"\n\"0.1\",\"-1\"\n\n \"\" , 2 \n",
      "id,lambda_s,gap,gap_se\nx,0.1,-1,\ny,,2,\n",
    ]
    for file in files {
      let points = try read(file).points
      #expect(points.map(\.given) == [[.lambdaS: 0.1], [:]], "\(file.debugDescription)")
      #expect(points.map { $0[.gap] } == [MeasuredValue(-1), MeasuredValue(2)], "\(file.debugDescription)")
    }
    #expect(try read("gap\n").points.isEmpty)
    #expect(try read("gap,label\n1,\n2,b\n").name(0) == "1")
  }

  @Test func sizesMakeRatios() throws {
    let points = try read(
      """
      dimension,teacher_samples,student_samples,gamma_t,student_error
      500,2000,416,,1
      500,2000,416,0.25,1
      500,,416,3,1
      ,,,3,1
      """
    ).points
    let ratio = 500.0 / 416
    let teachers: [Double?] = [0.25, 0.25, 3, 3]
    let students: [Double?] = [ratio, ratio, ratio, nil]
    #expect(points.map { $0.given[.gammaT] } == teachers)
    #expect(points.map { $0.given[.gammaS] } == students)
  }

  @Test func aMistakeIsNamedWithItsLine() throws {
    let cases = [
      ("", ["line 1", "empty", "header"]), ("lambda_t\n1\n", ["line 1", "measured", "student_error"]),
      ("gap,gap\n", ["line 1", "'gap'", "twice"]), ("gap,gap_mean\n", ["'gap'", "'gap_mean'", "keep one"]),
      ("gap,lambdaT\n", ["'lambdaT'", "'lambda_t'"]), ("Gap SE,gap\n", ["'Gap SE'", "'gap_se'"]),
      ("gap,best_gap\n", ["'best_gap'", "computed"]), ("gap,z_gap\n", ["'z_gap'", "computed"]),
      ("gap,regret\n", ["'regret'", "computed"]), ("gap,\n", ["line 1", "''"]),
      ("gap\n1\nx\n", ["line 3", "gap", "'x'", "finite"]), ("gap\ninf\n", ["line 2", "'inf'"]),
      ("gap,gap_se\n1,-0.1\n", ["line 2", "gap_se", "'-0.1'", "≥ 0"]),
      ("gap,zeta\n1,2\n", ["zeta", "'2'", "from 0 to 1"]),
      ("gap\n1,2\n", ["line 2", "2 values", "1"]), ("gap,dimension\n1,0\n", ["line 2", "dimension", "'0'"]),
      ("gap,teacher_samples\n1,30\n", ["line 2", "teacher_samples", "dimension"]),
      ("gap,gamma_s,dimension,student_samples\n1,2,300,300\n", ["line 2", "gamma_s is 2", "make it 1"]),
    ]
    for (text, parts) in cases {
      let said = try complaint(text)
      for part in parts { #expect(said.contains(part), "\(text.debugDescription): \(said)") }
    }
    let many = "gap\n" + String(repeating: "1\n", count: MeasuredPoints.most + 1)
    #expect(try complaint(many).hasPrefix("line \(MeasuredPoints.most + 2): there are more than 10000 points"))
  }

  /// The numbers of Figure 1 left that the README prints: L_t 1.287, L_s 1.255, a gap of −0.03268, the best λs 0.1593
  /// with −0.03619.
  @Test func theoryIsSubtracted() throws {
    let point = MeasuredPoint(
      given: [.lambdaT: 0.05, .lambdaS: 0.1],
      values: [
        .teacher: MeasuredValue(1.3, standardError: 0.01), .student: MeasuredValue(1.25, standardError: 0.01),
        .gap: MeasuredValue(-0.04, standardError: 0.002),
      ])
    let report = PointReport(point, over: Regime(lambdaT: 9, lambdaS: 9, gammaT: 0.25, gammaS: 0.25, sigma: 1))
    func expect(_ value: Double?, _ expected: Double, within tolerance: Double) throws {
      #expect(abs(try #require(value) - expected) <= tolerance)
    }
    try expect(report.residual(.teacher), 0.013, within: 5e-4)
    try expect(report.z(.teacher), 1.3, within: 0.05)
    try expect(report.residual(.student), -0.005, within: 5e-4)
    try expect(report.z(.student), -0.5, within: 0.05)
    try expect(report.residual(.gap), -0.00732, within: 5e-6)
    try expect(report.z(.gap), -3.66, within: 0.003)
    try expect(report.regret, 0.00351, within: 1e-5)
    var record = Record()
    record.append(report)
    let added = record.fields.map(\.name).suffix(13)
    #expect(
      added == [
        "measured_teacher_error", "measured_student_error", "measured_gap", "measured_teacher_error_se",
        "measured_student_error_se", "measured_gap_se", "residual_teacher_error", "residual_student_error",
        "residual_gap",
        "z_teacher_error", "z_student_error", "z_gap", "regret",
      ])
  }

  /// The errors share draws: their standard errors say nothing of their difference's.
  @Test func aGapOfTwoErrorsHasNoStandardError() throws {
    let point = MeasuredPoint(
      given: [:],
      values: [.teacher: MeasuredValue(1.5, standardError: 0.1), .student: MeasuredValue(1.25, standardError: 0.1)])
    #expect(point[.gap] == MeasuredValue(-0.25))
    let report = PointReport(point, over: Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1))
    #expect(report.z(.gap) == nil && report.z(.teacher) != nil && report.residual(.gap) != nil)
    // A standard error of 0 makes no number of an infinite z.
    #expect(MeasuredValue(1, standardError: 0).z(against: 2) == nil)
    #expect(MeasuredValue(1, standardError: 0.5).z(against: .infinity) == nil)
    #expect(MeasuredValue(1, standardError: 0.5).residual(from: .infinity) == nil)
  }

  /// A teacher that outputs noise alone is best copied by nobody: the best λs is infinite.
  @Test func anInfiniteBestHasNoRegret() throws {
    let hopeless = Regime(lambdaT: 0, lambdaS: 1, gammaT: 1, gammaS: 0.5, sigma: 3)
    #expect(BestPenalty(hopeless).lambdaS == .infinity)
    let report = PointReport(MeasuredPoint(given: [:], values: [.gap: MeasuredValue(1)]), over: hopeless)
    #expect(report.regret == nil)
  }

  @Test func pointsLieOnTheMapTheyAreOf() throws {
    let settings = Settings(Preset.all[0])
    let points = try read(
      """
      lambda_t,lambda_s,gamma_s,gap,label
      0.01,1,,-0.2,here
      0.02,2,1.2,0.3,elsewhere
      0.02,0,,0.1,off the axis
      0.02,2,0.2502,0.3,the same to a person
      0.02,2,,,no gap
      """
    ).points
    let placed = settings.onMap(points)
    #expect(placed.map(\.index) == [1, 0, 3])
    #expect(placed.map(\.isHere) == [false, true, true])
    #expect(placed.map(\.isGain) == [false, true, false])
    #expect(placed.map(\.x) == [0.02, 0.01, 0.02] && placed.map(\.y) == [2, 1, 2])
    // What the file does not say is the sliders': with λs unsaid, along the row of the crosshair.
    let row = settings.onMap([MeasuredPoint(given: [.lambdaT: 0.3], values: [.gap: MeasuredValue(1)])])
    #expect(row.first?.x == 0.3 && row.first?.y == settings.regime.lambdaS && row.first?.isHere == true)
  }

  @Test func pointsLieBesideTheCurvesTheyAreOf() throws {
    // Figure 8: λt follows λ⋆t = σε²γt along γt, for λs of 0.05, 0.5, 2 and 10; the state's is 0.2.
    let preset = try #require(Preset.all.first { $0.figure == 8 })
    let settings = Settings(preset)
    let points = try read(
      """
      gamma_t,lambda_t,lambda_s,teacher_error,student_error
      2,2,0.5,1.5,1.6
      2,1,0.5,1.5,1.6
      3,3,7,1.5,1.6
      3,,0.2,,1.6
      5,5,0.5,1.5,1.6
      """
    ).points
    let figure = settings.onCurves(points, asFigure: true)
    #expect(figure.map(\.index) == [0, 0, 2])
    #expect(figure.map(\.quantity) == [.teacher, .student, .teacher])
    #expect(figure.map(\.kind) == [.teacher, .member(1), .teacher])
    #expect(figure.map { $0.value.mean } == [1.5, 1.6, 1.5] && figure.map(\.x) == [2, 2, 3])
    let shown = settings.onCurves(points)
    #expect(shown.map(\.index) == [0, 0, 2, 3] && shown.last?.kind == .state)
    var condition = settings
    condition.show(settings.curves.showing(.condition))
    #expect(condition.onCurves(points).isEmpty)
  }

  @Test func figuresCountWhatTheyMiss() throws {
    let points = try read("lambda_t,lambda_s,gamma_s,sigma,zeta,gap\n0.01,1,0.25,1,0,-1\n1,1,1.2,2,0,2\n1,1,3,2,0,2\n")
    let figure = try #require(PaperFigure(1))
    #expect(figure.missed(points) == 1)
    #expect(try #require(PaperFigure(1, panel: "left")).missed(points) == 2)
    let rows = Record.aligned(figure.rows(points))
    #expect(rows.first?.csvHeader == "panel,lambda_t,lambda_s,series,theory,measured,measured_se,z,label")
    #expect(rows.map { $0.csvRow.split(separator: ",", omittingEmptySubsequences: false)[0] } == ["left", "right"])
    #expect(rows[0].csvRow.hasSuffix(",-1,,,1") && rows[1].csvRow.hasSuffix(",2,,,2"))
    let svg = Chart.svg(of: figure.charts(points: points))
    #expect(svg.contains(">measured gain</text>") && svg.contains(">measured loss</text>"))
    #expect(!svg.contains("elsewhere"))
  }

  @Test func recordsAreAlignedUnderAllNames() {
    let rows = Record.aligned([
      Record(["a": .integer(1), "b": .integer(2)]), Record(["a": .integer(3), "c": .text("x")]),
    ])
    #expect(rows.map(\.csvHeader) == ["a,b,c", "a,b,c"])
    #expect(rows.map(\.csvRow) == ["1,2,", "3,,x"])
  }
}
