// Opening a view from the shell: every setting is an option, and a command shown opens what it was made from.

import Simulation
import Preferences
import ArgumentParser
import Canvas
import Explorer
import Figures
import Foundation
import TerminalSupport
import RandomSupport
import Testing
import Theory

@testable import w2s

@Suite("A view from the shell")
struct StartTests {
  @Test("Every setting is an option of the explorer and of render, and no other is missing")
  func everyFieldIsAnOption() throws {
    let values = [
      "preset": "Figure 9", "view": "curves", "explains": "features", "map-axes": "sigma,zeta",
      "phase-axes": "zeta,sigma", "tie": "0.5",
      "color-limit": "0.25", "color-form": "root", "map-window": "0.1:2,0.2:0.6", "phase-window": "0.3:1,0.4:3",
      "plane-window": "0.5:5,-3:2", "spectrum-window": "0:0.5", "spectrum": "power:0.8:1",
      "picture": "difference", "phases": "axes",
      "printed": "on", "curves": "errors",
      "curve-axes": "sigma,lambda-s", "family": "0.5,1", "x-scale": "linear:0:3", "y-scale": "linear:0.5:2",
      "eta-t": "1.5", "eta-s": "2.5", "tau": "3.5", "width-ratio": "0.5", "sample-ratio": "6", "activation": "erf",
      "feature-picture": "probes", "dimension": "123", "trials": "7", "seed": "\(UInt64.max)", "engine": "dense",
      "pin": "lambda-s=2,sigma=3", "lambda-s": "0.7", "gamma-t": "0.6", "gamma-s": "0.5", "sigma": "0.4", "zeta": "0.3",
      "student": "gradient-flow",
      "lambda-t": "0.2", "chain-length": "5", "chain-true-share": "0.25", "chain-noise": "0.5", "chain-ensemble": "3",
      "chain-best": "on", "chain-generation": "4",
    ]
    for field in SettingField.all {
      let value = values[field.name] ?? field.name
      let words = field.isFlag ? ["--\(field.name)"] : ["--\(field.name)", value]
      if field.name == "easy" || field.name == "hard" { continue }
      let options = try StartOptions.parse(words)
      #expect(options.given == [field.name: value], "\(field.name)")
    }
    #expect(try StartOptions.parse(["--easy", "linear", "--hard", "he2"]).given == ["easy": "linear", "hard": "he2"])
    let all = values.filter { $0.key != "lambda-t" }.flatMap { name, value in
      SettingField.named(name)?.isFlag == true ? ["--" + name] : ["--" + name, value]
    }
    let model = try StartOptions.parse(all).model(columns: 80, rows: 24, preferred: Preferred())
    let settings = model.settings
    #expect(settings.run.seed == .max && settings.run.dimension == 123 && settings.run.engine == .dense)
    #expect(settings.filter == .gradientFlow && settings.pins["P"]?.regime.filter == .gradientFlow)
    #expect(settings.pins["P"]?.regime.sigma == 3 && settings.pins["P"]?.regime.zeta == 0.3 && settings.showsPrinted)
    #expect(settings.regime.lambdaT == 0.5 * settings.regime.optimalLambdaT && settings.presetName == "Figure 9")
    // What was opened says so of itself.
    let again = try StartOptions.parse(Array(model.openCommand.words.dropFirst()))
    #expect(try again.model(columns: 80, rows: 24, preferred: Preferred()).settings == settings)
  }

  @Test("--simulate shows what the key would, and each command offered runs")
  func commands() async throws {
    for (options, keys) in [
      ("--view map --picture simulated --gamma-s 1.2 --dimension 50 --trials 3", "s"),
      ("--view curves --preset 'Figure 3' --dimension 50 --trials 3 --seed 5", "s"),
      (
        "--view features --eta-t 1 --tau 2 --activation erf --feature-picture forgetting --dimension 30 --trials 2", "s"
      ),
      ("--view generations --chain-length 5 --chain-best --chain-ensemble 2 --dimension 50 --trials 3", "s"),
    ] {
      let pressed = try await shell("w2s render --size 110x34 \(options) --keys '\(keys)'")
      let simulated = try await shell("w2s render --size 110x34 \(options) --simulate")
      #expect(pressed.status == 0 && simulated.status == 0)
      // The footer says what a key did.
      #expect(pressed.lines.dropLast() == simulated.lines.dropLast())
    }
  }

  @Test("The regime's numbers are those of simulate, to the last bit")
  func sameNumbers() async throws {
    let options = "--lambda-t 0.05 --lambda-s 0.1 --gamma-t 0.25 --gamma-s 0.25 --sigma 1"
    let alone = try await w2s(["simulate", "--csv"] + options.split(separator: " ").map(String.init))
    let names = try #require(alone.lines.first).split(separator: ",")
    let values = try #require(alone.lines.last).split(separator: ",")
    let exported = try await shell("w2s render \(options) --view curves --curve-axes lambda-s,zeta --simulate --as csv")
    for (network, row) in [("student", "state here"), ("teacher", "teacher here")] {
      let fields = try #require(exported.lines.first { $0.contains(row) }).split(separator: ",")
      for quantity in ["mean", "se"] {
        let index = try #require(names.firstIndex(of: "\(network)_error_\(quantity)"))
        #expect(fields.contains(values[index]), "\(fields) \(values[index])")
      }
    }
  }

  @Test(
    "Each command offered runs, and the one that simulates draws the numbers shown",
    arguments: ["map", "features", "generations"])
  func offered(view: String) async throws {
    let options = ["--view", view, "--dimension", "40", "--trials", "3", "--seed", "8", "--tau", "2", "--sigma", "1.5"]
    var model = try StartOptions.parse(options).model(columns: 80, rows: 24, preferred: Preferred())
    for case .start(let job) in model.update(.command(.simulate)) { _ = model.update(.ran(job.run())) }
    for command in model.commands.dropFirst() {
      let outcome = try await w2s(Array(command.words.dropFirst()))
      #expect([0, 1].contains(outcome.status) && outcome.errors.isEmpty, "\(command.line)")
    }
    let simulated = try await w2s(Array(try #require(model.commands.last).words.dropFirst()) + ["--csv"])
    let exported = try #require(model.exported(.csv))
    if view == "features" {
      // The rows are the same, behind what the command says of the setting in each.
      let rows = exported.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
      #expect(rows.count == 36)
      for row in rows { #expect(simulated.lines.contains { $0.hasSuffix("," + row) }, "\(row)") }
    } else if view == "generations" {
      #expect(simulated.lines.count > 8)
      for row in simulated.lines.dropFirst() where !row.isEmpty {
        #expect(exported.contains("\nλs each round,\(row)\n"), "\(row)")
      }
    } else {
      let names = try #require(simulated.lines.first).split(separator: ",")
      let values = try #require(simulated.lines.last).split(separator: ",")
      let mean = try #require(names.firstIndex(of: "gap_mean"))
      let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
      let shown = look.number(try #require(Double(values[mean])), plus: true)
      #expect(drawScreen(model, look: look).plainText.contains("\(shown) ±"), "\(shown)")
    }
  }

  @Test("A bookmark opens from the shell, with options over it; an unknown one is named with those there are")
  func bookmark() async throws {
    let sandbox = try Sandbox()
    let none = try await w2s(["render", "--bookmark", "here"], environment: sandbox.variables)
    none.expectRefusal(["'here'", "none yet"], "no bookmarks")
    try sandbox.write(
      #"{"version": 2, "bookmarks": [{"name": "far λ", "settings": {"lambda-s": "7.25", "view": "curves", "seed": "12"}}]}"#,
      to: "state/w2s/bookmarks.json")
    let opened = try await w2s(["render", "--bookmark", "far λ", "--size", "100x30"], environment: sandbox.variables)
    #expect(opened.status == 0 && opened.output.contains("[3 Curves]") && opened.output.contains("7.25"))
    let over = try await w2s(
      ["render", "--bookmark", "far λ", "--sigma", "3.5", "--keys", "S", "--size", "100x30"],
      environment: sandbox.variables)
    #expect(over.output.contains("3.50") && over.output.contains("12"))
    let unknown = try await w2s(["render", "--bookmark", "near"], environment: sandbox.variables)
    unknown.expectRefusal(["'near'", "'far λ'"], "unknown bookmark")
  }

  @Test("A bookmark keeps all that is set, to the last bit")
  func wholeBookmarks() throws {
    var random = SplitMix64(seed: 5)
    func pick(_ list: [String]) -> String { list[Int.random(in: 0..<list.count, using: &random)] }
    func number(_ range: ClosedRange<Double>) -> String { "\(Double.random(in: range, using: &random))" }
    let axes = ["lambda-t,sigma", "zeta,gamma-s", "gamma-t,lambda-s"]
    let sandbox = try Sandbox()
    var bookmarks: [Bookmark] = []
    var changed: Set<String> = []
    for index in 0..<60 {
      var given = [
        "preset": pick(["none", "Figure 1 right", "Figure 9"]), "lambda-s": number(0...3), "gamma-t": number(0.1...3),
        "gamma-s": number(0.1...3), "sigma": number(0.1...3), "zeta": number(0...1),
        "tie": pick(["none", number(0...2)]),
        "student": pick(["ridge", "gradient-flow", "gradient-descent", "cut-off"]),
        "view": pick(ViewKind.allCases.map(\.rawValue)), "explains": pick(["map", "features"]), "map-axes": pick(axes),
        "phase-axes": pick(axes),
        "phases": pick(["plane", "axes"]), "printed": pick(["on", "off"]), "color-limit": number(0.1...2),
        "color-form": pick(["linear", "root", "log"]), "map-window": "0.1:\(number(0.2...1)),0.2:\(number(0.3...1))",
        "phase-window": "0.3:\(number(0.4...1)),0.5:\(number(0.6...1))",
        "plane-window": "0.5:\(number(1...9)),-3:\(number(0...2))", "spectrum-window": "0:\(number(1...9))",
        "spectrum": pick(["none", "flat", "power:\(number(0...5))", "power:\(number(0...5)):\(number(-5...5))"]),
        "picture": pick(["theory", "simulated", "difference"]), "curve-axes": "lambda-s,zeta", "curves": "errors",
        "family": "\(number(0...0.5)),\(number(0.5...1))", "x-scale": "log:0.01:\(number(1...9))",
        "y-scale": "linear:0:\(number(1...9))", "eta-t": number(0...5), "eta-s": number(0...5), "tau": number(0...5),
        "width-ratio": number(0.1...5), "sample-ratio": number(0.1...5), "activation": pick(["tanh", "erf", "sine"]),
        "easy": pick(["linear", "relu"]), "hard": pick(["he2", "he3"]),
        "dimension": "\(Int.random(in: 1...900, using: &random))",
        "feature-picture": pick(["alignment", "probes", "forgetting"]),
        "trials": "\(Int.random(in: 1...90, using: &random))",
        "seed": "\(UInt64.random(in: 0...(.max), using: &random))", "engine": pick(["law", "dense"]),
        "pin": pick(["", "Q:"]) + "lambda-t=\(number(0...3)),sigma=\(number(0...3))"
          + pick(["", ";V:lambda-s=\(number(0...3))"]),
        "chain-length": "\(Int.random(in: 2...12, using: &random))", "chain-true-share": number(0...1),
        "chain-noise": number(0...3), "chain-ensemble": "\(Int.random(in: 1...9, using: &random))",
        "chain-best": pick(["on", "off"]), "chain-generation": "\(Int.random(in: 1...12, using: &random))",
      ]
      // The penalty is the tie's where there is one; a few fields are left as they open.
      if given["tie"] == "none" { given["lambda-t"] = number(0...3) }
      for name in given.keys.sorted() where Int.random(in: 0..<12, using: &random) == 0 { given[name] = nil }
      changed.formUnion(given.keys)
      bookmarks.append(Bookmark(name: "bookmark \(index)", settings: try Settings(given)))
    }
    #expect(changed == Set(SettingField.all.map(\.name)))
    let store = BookmarkStore(folder: sandbox.home + "/state")
    for bookmark in bookmarks { try store.save(.keep(bookmark)) }
    let read = BookmarkStore(folder: sandbox.home + "/state")
    #expect(read.warning == nil && read.bookmarks == bookmarks)
    withExtendedLifetime(sandbox) {}
  }

  @Test("Bookmarks of the first version open, and are kept whole by the next save")
  func firstVersion() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      """
      {"version": 1, "bookmarks": [{"name": "old", "regime": {"lambdaT": 0.3, "lambdaS": 0.7, "gammaT": 0.5,
       "gammaS": 1.5, "sigma": 1.25, "zeta": 0.5}, "view": "phases", "axes": ["sigma", "zeta"],
       "phaseAxes": ["zeta", "sigma"], "showsPlane": false, "colorLimit": 0.2, "curves": {"quantity": "errors",
       "axis": "lambdaS", "family": "zeta", "values": [0, 1], "x": "log:0.001:10", "y": "linear:0:2"}},
       {"name": "tied", "tie": 0.5, "regime": {"lambdaT": 0.125, "lambdaS": 0.7, "gammaT": 0.25, "gammaS": 1.5,
       "sigma": 1, "zeta": 0}, "view": "map", "axes": ["lambdaT", "lambdaS"], "phaseAxes": ["gammaS", "lambdaT"],
       "showsPlane": true, "colorLimit": 1}]}
      """, to: "state/w2s/bookmarks.json")
    let first = try await w2s(
      ["render", "--bookmark", "old", "--keys", "c", "--size", "120x40"], environment: sandbox.variables)
    for text in [
      "--lambda-t 0.3", "--gamma-s 1.5", "--view phases", "--map-axes sigma,zeta", "--phase-axes zeta,sigma",
      "--phases axes", "--color-limit 0.2", "--y-scale linear:0:2", "--family 0,1",
    ] {
      #expect(first.output.contains(text), "\(text)")
    }
    let run = try ExplorerRun(sandbox: sandbox)
    run.opens()
    run.press("m")
    run.press("new\r")
    run.quits()
    let kept = try #require(sandbox.read("state/w2s/bookmarks.json"))
    #expect(kept.contains("\"version\" : 2"))
    for name in ["old", "tied"] {
      let before = name == "old" ? first : nil
      let after = try await w2s(
        ["render", "--bookmark", name, "--keys", "c", "--size", "120x40"], environment: sandbox.variables)
      #expect(after.status == 0 && (before == nil || after.output == before?.output))
    }
    let tied = try await w2s(
      ["render", "--bookmark", "tied", "--keys", "c", "--size", "120x40"], environment: sandbox.variables)
    #expect(tied.output.contains("--tie 0.5"))
  }

  @Test("An export from the shell holds the command that makes it again", arguments: ["csv", "json", "svg", "txt"])
  func exports(format: String) async throws {
    let first = try await shell(
      "w2s render --picture difference --simulate --dimension 40 --trials 3 --seed 9 --theme light --as \(format)")
    #expect(first.status == 0 && first.errors.isEmpty)
    let match = try #require(first.output.firstMatch(of: /w2s render [^"\n]*--as [a-z]*/))
    let again = try await shell(String(match.0))
    #expect(again.output == first.output)
    #expect(match.0.contains("--seed 9") && match.0.contains("--picture difference"))
  }

  @Test("What cannot be simulated or exported is said in a line")
  func refusals() async throws {
    try await w2s(["render", "--simulate", "--dimension", "2000000", "--engine", "dense"]).expectRefusal(
      [], "too large")
    try await w2s(["render", "--view", "features", "--feature-picture", "probes", "--as", "csv"]).expectRefusal(
      ["simulation"], "nothing to export")
    try await w2s(["--preset", "Figure 1 left", "--bookmark", "x"]).expectRefusal(["--preset", "--bookmark"], "both")
    try await w2s(["render", "--select", "foo"]).expectRefusal(["'foo'", "lambda-t", "tau"], "slider")
  }
}
