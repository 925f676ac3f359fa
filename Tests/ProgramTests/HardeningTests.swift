// What nobody should type, and machines that are short of everything: an answer within moments, in one line, with a code.

import ArgumentParser
import Foundation
import TerminalSupport
import RandomSupport
import Testing

@testable import w2s

@Suite("Out of range")
struct OutOfRangeTests {
  @Test("What is refused says the value and what is accepted")
  func refusals() async throws {
    let cases: [([String], [String])] = [
      (["figure", "1", "--simulate", "--trials", "9223372036854775807"], ["9223372036854775807", "1000000000"]),
      (["simulate", "--trials", "0"], ["'0'", "from 1 to 1000000000"]),
      (["simulate", "--dimension", "9223372036854775807"], ["9223372036854775807", "1000000000000"]),
      (["simulate", "--gamma-t", "1e300"], ["'1e300'", "1e-12 to 1e12"]),
      (["simulate", "--gamma-t", "1e12"], ["500 / 1", "a whole number from 1"]),
      (["features", "--trials", "1000000000000"], ["'1000000000000'", "from 1 to 1000000000"]),
      (["features", "--trials", "1000000000"], ["this would take about", "--yes"]),
      (["features", "--dimension", "2000", "--trials", "1000"], ["this would take about", "--yes"]),
      (["features", "--dimension", "9223372036854775807"], ["9223372036854775807", "a whole number from"]),
      (["features", "--seed", "-1"], ["'-1'", "\(UInt64.max)"]),
      (["features", "--eta-t", "abc"], ["'abc'", "≥ 0, up to 1e30"]),
      (["features", "--eta-t", "1e155"], ["'1e155'", "up to 1e30"]),
      (["check", "--lambda-t", "1e-400"], ["'1e-400'", "0, or 1e-30 to 1e30"]),
      (["check", "--sigma", "1e200"], ["'1e200'", "1e-30 to 1e30"]),
      (["check", "--lambda-t", "1", "--lambda-t", "2"], ["--lambda-t is given twice"]),
      (["check", "--lambda-t=1", "--lambda-t", "2"], ["--lambda-t is given twice"]),
      (["help", "nosuch"], ["'nosuch'", "check, table"]),
      (["render", "--size", "80x24xfoo"], ["'80x24xfoo'", "120x36"]), (["render", "--size", "80xx24"], ["'80xx24'"]),
      (["render", "--size", "x80x24"], ["'x80x24'"]), (["figure", "1", "--size", "1x1"], ["1x1", "36x10"]),
      (["render", "--y-scale", "log:5e-324:1e-323"], ["log:5e-324:1e-323", "such as linear:0:4"]),
      (["render", "--view", "curves", "--y-scale", "linear:-1.7e308:1.7e308"], ["linear:-1.7e308:1.7e308"]),
      (["render", "--view", "curves", "--curves", "solutions", "--y-scale", "linear:-5:5"], ["linear:-5:5"]),
      (["render", "--tie", "-5"], ["'-5'", "≥ 0"]), (["render", "--color-limit", "1e-320"], ["'1e-320'", "1e-60"]),
    ]
    for (arguments, parts) in cases {
      let outcome = try await w2s(arguments)
      outcome.expectRefusal(parts, arguments.joined(separator: " "))
    }
    let table = try await w2s(["table"], input: "lambda_t\n1e-400\n")
    #expect(table.status == 64 && table.errors.contains("line 2: lambda_t is '1e-400'"))
  }

  @Test("What derives from the sliders stays in range, and is drawn")
  func derived() async throws {
    let scripts = [
      "render --view features --keys 'S Enter 3000000000000000000 Enter Esc s'",
      "render --view features --keys 'Enter 1e155 Enter'", "render --view features --keys 'Enter 1e30 Enter'",
      "render --sigma 1e30 --tie 1e302 --keys h", "render --sigma 1e30 --view phases --tie 0.00034 --keys '>'",
      "render --sigma 1e30 --gamma-t 1e12 --keys 'o l'", "render --sigma 1e-30 --gamma-t 1e-12 --keys 'o l'",
      "render --gamma-t 1e12 --gamma-s 1e12 --view spectrum", "render --gamma-t 1e-12 --gamma-s 1e-12 --view spectrum",
      "render --sigma 1e30 --view curves", "render --view curves --x-scale linear:1e-20:2e-20 --simulate --trials 2",
      "render --view curves --x-axis gamma-t --x-scale linear:1e-11:2e-11 --as csv",
      "render --keys 'x x x' --zeta 1e-30",
      "render --dimension 1000000000000 --keys s",
    ]
    for script in scripts {
      let outcome = try await shell("w2s \(script)")
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(script): \(outcome.errors.prefix(300))")
    }
  }

  @Test("A region of ties is called so")
  func ties() async throws {
    let outcome = try await w2s(["render", "--lambda-s", "0", "--y-axis", "gamma-t", "--size", "100x30"])
    #expect(outcome.output.contains(" TIE ") && !outcome.output.contains("LOSS ") && !outcome.output.contains("GAIN "))
  }

  @Test("A number of any size stands whole beside its slider, and a long message to its end in the footer")
  func wholeTexts() async throws {
    for (typed, shown) in [
      ("1.23456e-30", "1.23e−30"), ("1.23456e29", "1.23e29"), ("123456.7", "123000"), ("0.000123456", "0.000123"),
    ] {
      let outcome = try await w2s(["render", "--keys", "Enter \(typed) Enter"])
      let row = outcome.lines.first { $0.contains("▸λt") } ?? ""
      #expect(row.contains(shown + " ││") || row.contains(shown + "││"), "\(typed): \(row)")
    }
    let path = "/nowhere/" + String(repeating: "long/", count: 25) + "map.pdf"
    let refused = try await w2s(["render", "--keys", "e \(path) Enter"])
    let footer = refused.lines.suffix(4).map { $0.dropFirst().trimmingCharacters(in: .whitespaces) }.joined()
    #expect(footer.contains("map.pdf' ends in none") && footer.hasSuffix(".sh"), "\(footer)")
  }

  @Test("Sizes that meet a ratio only roughly say so")
  func roughSizes() async throws {
    let outcome = try await w2s(["simulate", "--gamma-t", "300", "--trials", "2"])
    #expect(outcome.output.contains("The sizes nearest to γt = 300 at this d have γt = 250."))
    #expect(try await w2s(["simulate", "--trials", "2"]).output.contains("nearest") == false)
  }
}

@Suite("Short of memory")
struct MemoryTests {
  @Test("A limit on addresses is looked at before any are taken")
  func addressLimit() async throws {
    for (limit, arguments) in [
      (2_500_000, "simulate --dimension 20000000 --trials 1 --threads 1"),
      (600_000, "simulate --trials 200 --threads 64"),
      (1_000_000, "simulate --engine dense --dimension 8000 --trials 1 --threads 1"),
      (1_000_000, "features --dimension 10000 --trials 1 --threads 1"),
    ] {
      let outcome = try await shell("ulimit -v \(limit); w2s \(arguments)")
      outcome.expectRefusal(["the simulation needs", "GiB"], "\(limit): \(arguments)")
    }
  }

  @Test(
    "With little room a simulation runs or is refused, and ends",
    arguments: [250_000, 300_000, 400_000, 500_000, 700_000])
  func littleRoom(kilobytes: Int) async throws {
    let outcome = try await shell(
      "ulimit -v \(kilobytes); timeout 30 '\(Self.program)' simulate --trials 2 --dimension 50")
    #expect([0, 64, 127].contains(outcome.status), "\(kilobytes): \(outcome.status) \(outcome.errors)")
  }

  private static var program: String { Products.path("w2s") }

  @Test("Without OpenBLAS a simulation, a benchmark and the doctor say so")
  func withoutLibrary() async throws {
    let sandbox = try Sandbox()
    // Not a library, and found before the library is.
    for name in ["libopenblas.so.0", "libopenblas.so"] { try sandbox.write("no library", to: "lib/\(name)") }
    let environment = ["LD_LIBRARY_PATH": sandbox.home + "/lib"]
    for command in [["simulate", "--trials", "1"], ["bench", "simulation"], ["features", "--trials", "1"]] {
      let outcome = try await w2s(command, environment: environment)
      #expect(outcome.status == 70, "\(command)")
      outcome.expectOneLine(["OpenBLAS cannot be loaded", "file too short"], "\(command)")
    }
    let doctor = try await w2s(["doctor"], environment: environment)
    #expect(doctor.status == 0 && doctor.output.contains(/OpenBLAS +not there: .*file too short/))
    #expect(try await w2s(["doctor"]).output.contains(/OpenBLAS +OpenBLAS [0-9]/))
    #expect(try await w2s(["check"], environment: environment).status == 0)
    withExtendedLifetime(sandbox) {}
  }
}

@Suite("Any arguments are read or refused")
struct ArgumentTests {
  /// Words of every command, and what stands where a value should.
  @Test("Words in any order", arguments: 0..<4)
  func anyOrder(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let words = [
      "check", "table", "simulate", "figure", "features", "render", "tour", "keys", "themes", "doctor", "bench", "help",
      "--lambda-t", "--gamma-s", "--tie", "--dimension", "--trials", "--seed", "--json", "--csv", "--svg", "--size",
      "--keys", "--cast", "--pause",
      "--view", "--x-scale", "--family", "--pin", "--preset", "--bookmark", "--theme", "--as", "--color", "--yes", "--",
      "-", "-h", "--version", "--=", "--lambda-t=", "1", "0.05", "-1", "1e400", "nan", "inf", "500/416",
      "9223372036854775808",
      "18446744073709551615", "log:0.01:10", "linear:0:", "80x24", "x", "", "\u{1B}[0m", "\u{202E}", "漢", "1,2,,3",
      "lambda-t=1,tie=", "all", "Figure 1 right", "8", "left", "csv", "--generate-completion-script", "bash",
    ]
    for _ in 0..<12 {
      let arguments = (0..<random.below(7)).map { _ in words[random.below(words.count)] }
      do {
        _ = try W2S.parseAsRoot(arguments)
      } catch {
        let said = W2S.fullMessage(for: error)
        #expect(!said.isEmpty || W2S.exitCode(for: error) == .success, "\(arguments)")
      }
    }
  }
}
