import Foundation
import TerminalSupport
import Testing

@Suite("Sweeps from the shell", .serialized)
struct SweepCommandTests {
  /// The file of the contract, with more trials.
  static let file = """
    trials = 40
    seed = 1
    engine = "law"
    dimension = [20, 40]
    [axes]
    gamma_s = { log = [0.1, 10, 5] }
    sigma = [1, 2]
    [fixed]
    lambda_t = 0.05
    """

  private func planned(_ text: String = file) async throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write(text, to: "sweep.toml")
    let plan = try await sweep(["plan", "sweep.toml"], in: sandbox)
    #expect(plan.status == 0, "\(plan.errors)")
    try sandbox.write(plan.output, to: "manifest.json")
    return sandbox
  }

  private func sweep(_ arguments: [String], in sandbox: Sandbox, _ variables: String = "") async throws -> Outcome {
    let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
    return try await shell("cd '\(sandbox.home)'; \(variables) w2s sweep \(quoted)")
  }

  private func run(_ shard: String, to folder: String, in sandbox: Sandbox, _ variables: String = "") async throws {
    let outcome = try await sweep(
      ["run", "manifest.json", "--shard", shard, "--out", folder], in: sandbox, variables)
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
  }

  private func merged(_ folder: String, in sandbox: Sandbox, _ options: String = "--csv") async throws -> String {
    let outcome = try await sweep(["merge", "manifest.json", "--out", folder, options], in: sandbox)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return outcome.output
  }

  @Test("Three shards and one give the same bytes, the columns of the contract, and what simulate prints")
  func contract() async throws {
    let sandbox = try await planned()
    for shard in ["3/3", "1/3", "2/3"] { try await run(shard, to: "three", in: sandbox) }
    try await run("1/1", to: "one", in: sandbox)
    let csv = try await merged("three", in: sandbox)
    #expect(try await merged("one", in: sandbox) == csv)
    let rows = csv.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let names = rows[0]
    #expect(rows.count == 21)
    #expect(
      names == SimulateTests.names + ["probability_of_gain_lower", "probability_of_gain_upper"])
    let arguments = ["--dimension", "20", "--gamma-s", "0.1", "--lambda-t", "0.05", "--trials", "40", "--csv"]
    let simulated = try await w2s(["simulate"] + arguments)
    let first = rows[1].prefix(SimulateTests.names.count)
    #expect(simulated.lines[1] == first.joined(separator: ","))
    let json = try await merged("three", in: sandbox, "--json")
    #expect(try await merged("one", in: sandbox, "--json") == json)
    let objects = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(objects.count == 20 && objects[19]["dimension"] as? Int == 40 && objects[19]["sigma"] as? Double == 2)
    #expect(jsonNames(String(json.split(separator: "\n")[1])) == names)
  }

  @Test("An array is no longer than the cluster of this machine takes")
  func clusterLimit() async throws {
    let sandbox = try await planned()
    try sandbox.write(
      "#!/bin/sh\n[ \"$*\" = 'show config' ] && printf 'A = 1\\nMaxArraySize            = 5\\nB = 2\\n'\n",
      to: "bin/scontrol")
    func slurm(_ arguments: String) async throws -> Outcome {
      try await shell(
        "cd '\(sandbox.home)'; chmod +x bin/scontrol; PATH=\"$PWD/bin:$PATH\"; "
          + "w2s sweep slurm manifest.json --out o \(arguments)")
    }
    try await slurm("--shards 5").expectRefusal(["MaxArraySize 5", "--shards up to 4"], "5 shards")
    #expect(try await slurm("--shards 4").output.contains("#SBATCH --array=1-4"))
    #expect(try await slurm("--shards 5 --max-array-size 6").output.contains("#SBATCH --array=1-5"))
  }

  @Test("What was merged opens as a map, in either form, and what is no such file is refused")
  func opened() async throws {
    let sandbox = try await planned(Self.file.replacing("0.05", with: "0.05\nlambda_s = 0.5"))
    try await run("1/1", to: "one", in: sandbox)
    let csv = try await merged("one", in: sandbox)
    try sandbox.write(csv, to: "merged.csv")
    try sandbox.write(try await merged("one", in: sandbox, "--json"), to: "merged.json")
    func rendered(_ file: String, _ arguments: String) async throws -> Outcome {
      try await shell("cd '\(sandbox.home)'; w2s render --sweep '\(file)' \(arguments)")
    }
    let screen = try await rendered("merged.csv", "--size 120x36")
    #expect(screen.status == 0 && screen.output.contains("the sweep of merged.csv, d 40"), "\(screen.errors)")
    let map = try await rendered("merged.csv", "--as csv --dimension 20")
    #expect(map.status == 0, "\(map.errors)")
    let json = try await rendered("merged.json", "--as csv --dimension 20")
    #expect(json.output.replacing("merged.json", with: "merged.csv") == map.output)
    // Every cell is a row of the merged file, number for number.
    func table(_ text: String) -> [[String: String]] {
      let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
    }
    let (cells, regimes) = (table(map.output), table(csv).filter { $0["dimension"] == "20" })
    #expect(cells.count == 10 && regimes.count == 10)
    for regime in regimes {
      let cell = try #require(cells.first { $0["gamma_s"] == regime["gamma_s"] && $0["sigma"] == regime["sigma"] })
      #expect(cell["simulated"] == regime["gap_mean"] && cell["theory"] == regime["theory_gap"])
      #expect(cell["probability_of_gain"] == regime["probability_of_gain"])
      for name in ["z", "z_finite"] {
        let (one, other) = (Double(cell[name] ?? ""), Double(regime[name] ?? ""))
        #expect(abs((one ?? .nan) - (other ?? .nan)) < 1e-9, "\(name)")
      }
    }
    try sandbox.write("sigma\n1\n", to: "no.csv")
    let cut = csv.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n0.05,0.1"
    try sandbox.write(cut, to: "cut.csv")
    for (file, part) in [
      ("no.csv", "no.csv:1: a column 'lambda_t' is missing"), ("none.csv", "none.csv: the file cannot be read"),
      ("cut.csv", "cut.csv:5: 2 fields"), ("-", "--sweep is a file here"),
    ] {
      try await rendered(file, "").expectRefusal([part], file)
    }
  }

  @Test("A task of a Slurm array knows its shard and its threads")
  func slurmVariables() async throws {
    let sandbox = try await planned()
    for task in 0...2 {
      try await run(
        "auto", to: "array", in: sandbox,
        "SLURM_ARRAY_TASK_ID=\(task) SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_CPUS_PER_TASK=2")
    }
    #expect(
      sandbox.files.filter { $0.hasPrefix("array/") }.sorted().map { $0.prefix(18) }
        == ["array/shard-1-of-3.", "array/shard-2-of-3.", "array/shard-3-of-3."].map { $0.prefix(18) })
    try await run("1/1", to: "one", in: sandbox)
    #expect(try await merged("array", in: sandbox) == merged("one", in: sandbox))
  }

  @Test(
    "Misuse exits 64, in a line",
    arguments: [
      (["run", "manifest.json", "--shard", "4/3", "--out", "o"], "shard 4/3"),
      (["run", "manifest.json", "--shard", "one", "--out", "o"], "'one'"),
      (["run", "manifest.json", "--shard", "auto", "--out", "o"], "SLURM_ARRAY_TASK_ID"),
      (["run", "manifest.json", "--shard", "1/999999", "--out", "o"], "800"),
      (["run", "manifest.json", "--shard", "1/3"], "--out"),
      (["run", "manifest.json", "--shard", "1/3", "--out", "o", "--threads", "0"], "from 1 to 64"),
      (["plan", "sweep.toml", "--minutes", "0"], "--minutes"),
      (["plan", "wrong.toml"], "wrong.toml:2: zeta = 7.0 is out of range"),
      (["merge", "manifest.json", "--out", "o", "--json", "--csv"], "not both"),
      (["slurm", "manifest.json", "--out", "o", "--shards", "8", "--max-array-size", "8"], "MaxArraySize 8"),
      (["slurm", "manifest.json", "--out", "o", "--shards", "801"], "801"),
    ])
  func misuse(arguments: [String], part: String) async throws {
    let sandbox = try await planned()
    try sandbox.write("[axes]\nzeta = [7]\n", to: "wrong.toml")
    let outcome = try await sweep(arguments, in: sandbox)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(arguments): \(outcome.status) \(outcome.errors)")
    outcome.expectOneLine([part], "\(arguments)")
    #expect(!sandbox.files.contains("o"))
  }

  @Test("What is corrupt, foreign or missing exits 65, is named, and nothing is printed")
  func data() async throws {
    let sandbox = try await planned()
    try sandbox.write(Self.file.replacing("40]", with: "41]"), to: "other.toml")
    try sandbox.write(try #require(sandbox.read("manifest.json")).replacing("0.05", with: "0.06"), to: "changed.json")
    try sandbox.write(try await sweep(["plan", "other.toml"], in: sandbox).output, to: "other.json")
    try sandbox.write("trials = ", to: "no.toml")
    try await run("1/3", to: "o", in: sandbox)
    let kept = sandbox.files
    for (arguments, parts) in [
      (["run", "other.json", "--shard", "1/3", "--out", "o"], ["o: ", "another manifest"]),
      (["merge", "other.json", "--out", "o"], ["o: ", "another manifest"]),
      (["status", "other.json", "--out", "o"], ["o: ", "another manifest"]),
      (["run", "changed.json", "--shard", "1/3", "--out", "o"], ["changed.json: ", "was changed"]),
      (["run", "sweep.toml", "--shard", "1/3", "--out", "o"], ["sweep.toml: ", "not JSON"]),
      (["run", "none.json", "--shard", "1/3", "--out", "o"], ["none.json: there is no such file"]),
      (["plan", "none.toml"], ["none.toml: there is no such file"]), (["plan", "no.toml"], ["no.toml:1: "]),
      (["merge", "manifest.json", "--out", "o"], ["shards 2/3, 3/3 are missing"]),
      (["merge", "manifest.json", "--out", "nowhere"], ["nowhere: no finished shard is there"]),
    ] {
      let outcome = try await sweep(arguments, in: sandbox)
      #expect(outcome.status == 65 && outcome.output.isEmpty, "\(arguments): \(outcome.status) \(outcome.errors)")
      outcome.expectOneLine(parts, "\(arguments)")
    }
    #expect(sandbox.files == kept)
  }

  static let longer = """
    trials = 400
    dimension = 60
    [axes]
    gamma_s = [0.25, 1, 2, 4]
    sigma = [1, 2]
    """

  /// A sweep that takes about so many seconds, with the program and the machine at hand.
  private func planned(seconds: Double) async throws -> Sandbox {
    let sandbox = try await planned(Self.longer)
    let clock = ContinuousClock()
    let drawing = try await clock.measure { try await run("1/1", to: "timed", in: sandbox) }
    let finding = try await clock.measure { try await run("1/1", to: "timed", in: sandbox) }
    let trials = Int(400 * seconds / max(0.01, (drawing - finding) / .seconds(1)))
    return try await planned(Self.longer.replacing("= 400", with: "= \(max(400, trials))"))
  }

  @Test("SIGTERM keeps what is drawn and exits 143; run again it goes on to the same bytes")
  func terminated() async throws {
    let sandbox = try await planned(seconds: 2)
    let outcome = try await shell(
      """
      cd '\(sandbox.home)'
      w2s sweep run manifest.json --shard 1/1 --out one || exit 9
      until ls two/*.part > /dev/null 2>&1 && [ $(cat two/*.part | wc -c) -gt 9000 ]; do
        if [ -z "${pid-}" ]; then '\(Products.path("w2s"))' sweep run manifest.json --shard 1/1 --out two & pid=$!; fi
        sleep 0.01
      done
      kill -TERM $pid; wait $pid; echo $?
      w2s sweep status manifest.json --out two
      w2s sweep run manifest.json --shard 1/1 --out two && cmp one/*.w2s two/*.w2s && ls two | wc -l
      """)
    #expect(outcome.lines.first == "143", "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("1 stopped") && outcome.lines.last == "1")
    #expect(outcome.errors.contains("of them from before") && outcome.errors.contains("run it again to go on"))
  }

  @Test("Killed at fifty moments and run again each time, it comes to the same bytes")
  func killed() async throws {
    let sandbox = try await planned(seconds: 1)
    let outcome = try await shell(
      """
      cd '\(sandbox.home)'; RANDOM=5
      start=$(date +%s%N)
      w2s sweep run manifest.json --shard 1/1 --out one || exit 9
      whole=$((($(date +%s%N) - start) / 1000000))
      killed=0; round=0
      while [ $killed -lt 50 ]; do
        round=$((round + 1))
        while true; do
          '\(Products.path("w2s"))' sweep run manifest.json --shard 1/1 --out out$round & pid=$!
          if [ $killed -lt 50 ]; then
            pause=$((whole / 10 + RANDOM % (whole / 3 + 1)))
            sleep $((pause / 1000)).$(printf %03d $((pause % 1000)))
            kill -9 $pid 2> /dev/null
          fi
          wait $pid 2> /dev/null; status=$?
          if [ $status = 0 ]; then break; fi
          [ $status = 137 ] || exit 6
          killed=$((killed + 1))
        done
        cmp one/*.w2s out$round/*.w2s || exit 8
        [ $(ls out$round | wc -l) = 1 ] || exit 7
      done
      echo $killed killed
      """)
    #expect(
      outcome.status == 0 && outcome.output == "50 killed\n",
      "\(outcome.status) \(outcome.output)\(outcome.errors.suffix(500))")
    // It did not begin anew each time.
    #expect(outcome.errors.contains("of them from before"))
  }

  @Test("A disk that is full exits 74 and is named; with room again it goes on")
  func full() async throws {
    let sandbox = try await planned(Self.longer)
    let outcome = try await shell(
      """
      cd '\(sandbox.home)'
      w2s sweep run manifest.json --shard 1/1 --out one
      (ulimit -f 20; w2s sweep run manifest.json --shard 1/1 --out two); echo $?
      w2s sweep status manifest.json --out two
      w2s sweep run manifest.json --shard 1/1 --out two && cmp one/*.w2s two/*.w2s && ls two | wc -l
      w2s sweep merge manifest.json --out two > /dev/full; echo $?
      touch file; w2s sweep run manifest.json --shard 1/1 --out file/folder; echo $?
      """)
    #expect(outcome.lines.first == "74", "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("1 failed") && outcome.output.contains("File too large"))
    #expect(outcome.lines.suffix(3) == ["1", "74", "74"])
  }

  @Test("The script for Slurm is one, and asks for what the contract says")
  func slurmScript() async throws {
    let sandbox = try await planned()
    let script = try await sweep(["slurm", "manifest.json", "--out", "my results", "--shards", "8"], in: sandbox).output
    for part in [
      "#SBATCH --array=1-8\n", "#SBATCH --requeue\n", "#SBATCH --cpus-per-task=1\n", "--dependency=afterok:",
      "--shard \"$SLURM_ARRAY_TASK_ID/8\" --out 'my results'\n",
    ] { #expect(script.contains(part), "\(part)") }
    try sandbox.write(script, to: "sweep.sbatch")
    // Nothing is submitted, and the shell understands it: run by hand it is one task, and then the merge.
    let run = try await shell(
      """
      cd '\(sandbox.home)'
      for k in 1 2 3 4 5 6 7 8; do SLURM_ARRAY_TASK_ID=$k bash sweep.sbatch || exit 9; done
      SLURM_JOB_ID=5 bash sweep.sbatch merge && cat 'my results/merged.csv'
      """)
    try await self.run("1/1", to: "one", in: sandbox)
    #expect(try await run.output == merged("one", in: sandbox), "\(run.errors)")
  }

  static let hasParallel = ["/usr/bin/parallel", "/usr/local/bin/parallel"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "Under GNU parallel, with a job killed and resumed, the bytes are the same",
    .enabled(if: hasParallel, "GNU parallel is not installed"))
  func gnuParallel() async throws {
    let sandbox = try await planned(seconds: 3)
    let run = try await shell(
      """
      cd '\(sandbox.home)'
      w2s sweep parallel manifest.json --out results --shards 8 --jobs 2 > sweep.sh
      bash sweep.sh & pid=$!
      until [ -n "${victim-}" ] || ! kill -0 $pid; do
        victim=$(ls results 2> /dev/null | sed -n 's/^shard-2-of-8.*[.]\\([0-9]*\\)-[0-9a-f]*[.]part$/\\1/p')
      done
      kill -9 $victim; wait $pid; echo $?
      bash sweep.sh; echo $?
      cat results/merged.csv
      """)
    try await self.run("1/1", to: "one", in: sandbox)
    let expected = try await merged("one", in: sandbox)
    #expect(
      run.lines.first != "0" && run.output.hasSuffix("\n0\n" + expected), "\(run.output.prefix(500))\(run.errors)")
  }
}
