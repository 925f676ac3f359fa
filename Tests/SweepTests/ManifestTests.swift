import Export
import Simulation
import Testing
import Theory

@testable import Sweeps

@Suite("Manifests")
struct ManifestTests {
  static let text = """
    trials = 20
    seed = 3
    dimension = [200, 400]
    [axes]
    gamma_s = { log = [0.1, 10, 3] }
    sigma = { linear = [1, 2, 2] }
    lambda_t = { of_optimum = [0.5, 2] }
    [fixed]
    lambda_s = 0.25
    """

  private func manifest(_ text: String = text) throws -> Manifest { Manifest(try Sweep(toml: text, file: "s.toml")) }

  @Test("Digests are those of FIPS 180-4's examples")
  func digests() {
    let hex = { (text: String) in
      sha256(Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    }
    #expect(hex("abc").joined() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hex("").joined() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").joined()
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(hex(String(repeating: "a", count: 1_000_000)).joined().hasPrefix("cdc76e5c9914fb9281a1c7e284d73e67"))
  }

  @Test("The last axis varies fastest; sizes are the nearest, and λ⋆t that of their ratios")
  func regimes() throws {
    let sweep = try manifest().sweep
    #expect(sweep.count == 24 && sweep.units == 480)
    let first = try sweep.point(at: 0)
    #expect(first.sizes.dimension == 200 && first.sizes.studentSamples == 2000 && first.regime.lambdaS == 0.25)
    #expect(first.regime.lambdaT == 0.5 * 0.25)
    #expect(try sweep.point(at: 1).regime.lambdaT == 2 * 0.25)
    #expect(try sweep.point(at: 2).regime.sigma == 2)
    #expect(try sweep.point(at: 3).regime.lambdaT == 2 * 4 * 0.25)
    #expect(try sweep.point(at: 4).regime.gammaS == 1)
    let last = try sweep.point(at: 23)
    #expect(last.sizes.dimension == 400 && last.sizes.studentSamples == 40 && last.regime.sigma == 2)
  }

  @Test("A manifest says again what it was made of, to the last bit")
  func roundTrip() throws {
    let manifest = try manifest()
    let again = try Manifest(manifest.json, file: "m.json")
    #expect(again.sweep == manifest.sweep && again.hash == manifest.hash && again.json == manifest.json)
    #expect(again.advisedShards == manifest.advisedShards)
  }

  @Test("The hash is of what is drawn: a value more or a digit else is another, the words of the file are not")
  func hashes() throws {
    let hash = try manifest().hash
    #expect(try manifest("# a remark\n" + Self.text + "\ngamma_t = 0.25\n").hash != hash)
    #expect(try manifest("# a remark\n" + Self.text).hash == hash)
    for (old, new) in [("trials = 20", "trials = 21"), ("seed = 3", "seed = 4"), ("0.25", "0.2500001")] {
      #expect(try manifest(Self.text.replacing(old, with: new)).hash != hash, "\(new)")
    }
  }

  @Test(
    "A manifest that was changed by hand is refused",
    arguments: [
      ("\"trials\": 20", "\"trials\": 21"), ("0.25", "0.5"), ("\"seed\": 3", "\"seed\": 4"),
      ("\"engine\": \"law\"", "\"engine\": \"dense\""), ("\"hash\": \"", "\"hash\": \"0"), ("}", ""),
      ("w2s-sweep-1", "w2s-sweep-9"), ("0.25", "1e400"), ("gamma_s", "gamma_x"),
    ])
  func changed(old: String, new: String) throws {
    let text = try manifest().json
    #expect(text.contains(old))
    #expect {
      try Manifest(text.replacing(old, with: new), file: "m.json")
    } throws: { error in
      guard case SweepError.data(let message) = error else { return false }
      return message.hasPrefix("m.json: ")
    }
  }

  @Test("Shards share the cost out: they follow each other, and none takes twice its share", arguments: [1, 2, 7, 40])
  func bounds(shards: Int) throws {
    let manifest = try manifest()
    let bounds = manifest.cost.bounds(shards: shards)
    #expect(bounds.count == shards + 1 && bounds.first == 0 && bounds.last == manifest.sweep.units)
    for (lower, upper) in zip(bounds, bounds.dropFirst()) {
      #expect(lower < upper)
      #expect(manifest.cost.seconds(of: lower..<upper) < 2 * manifest.seconds / Double(shards))
    }
  }

  @Test(
    "A mistake in a sweep's file is named, with its line and what is accepted",
    arguments: [
      ("setting = 'deep'", "s.toml:1: 'setting' is one of \"linear\", \"features\""),
      ("setting = 'features'\n[axes]\nsigma = [1]", "s.toml:3: unknown name 'sigma' in [axes]; accepted: dimension"),
      ("setting = 'features'\nengine = 'law'", "s.toml:2: unknown key 'engine'"),
      ("setting = 'features'\n[axes]\ntau = [1, -1]", "s.toml:3: tau = -1.0 is out of range"),
      ("setting = 'features'\ndimension = [1]", "dimension = 1 is out of range"),
      ("setting = 'features'\n[fixed]\nhard = 'linear'", "s.toml:3: 'hard' is one of \"he2\""),
      ("[axes]\ntau = [1]", "s.toml:2: unknown name 'tau' in [axes]"),
      ("trials = 0", "s.toml:1: 'trials' is a whole number from 1 to"),
      ("seed = -1", "s.toml:1: 'seed' is a whole number from 0 to"),
      ("engine = 'fast'", "s.toml:1: 'engine' is one of \"law\", \"dense\""),
      ("gamma_s = 1", "s.toml:1: unknown key 'gamma_s'"),
      ("[axes]\nbeta = [1]", "s.toml:2: unknown name 'beta' in [axes]; accepted: lambda_t"),
      ("[axes]\nzeta = [0, 2]", "s.toml:2: zeta = 2.0 is out of range"),
      ("[axes]\nzeta = []", "s.toml:2: zeta is empty"),
      ("[axes]\nsigma = { log = [0, 1, 3] }", "s.toml:2: 'sigma' is a number, a list"),
      ("[axes]\nsigma = { of_optimum = [1] }", "s.toml:2: sigma has no optimum"),
      ("[fixed]\nsigma = [1, 2]", "s.toml:2: 'sigma' is fixed at one value"),
      ("[fixed]\nstudent = 'lasso'", "s.toml:2: 'student' is one of \"ridge\""),
      ("[axes]\nsigma = [1]\n[fixed]\nsigma = 1", "s.toml: sigma is given twice"),
      ("dimension = 10\nteacher_samples = 5\n[fixed]\ngamma_t = 1", "give gamma_t or teacher_samples"),
      ("teacher_samples = 5", "teacher_samples needs dimension"),
      ("dimension = 2.5", "dimension = 2.5 is out of range"),
      ("dimension = 10\n[axes]\ngamma_t = [1e12]", "teacher_samples = 10 / 1000000000000.0 is out of range"),
      ("dimension = 1\n[axes]\nzeta = [0.5]", "zeta = 0.5 is impossible in one dimension"),
      (
        "[axes]\nsigma = { linear = [1, 2, 10000] }\nzeta = { linear = [0, 1, 1001] }",
        "the axes make more than 10000000 regimes"
      ),
    ])
  func mistakes(text: String, complaint: String) {
    #expect {
      try Sweep(toml: text, file: "s.toml")
    } throws: { error in
      guard case SweepError.misuse(let message) = error else { return false }
      return message.contains(complaint) && !message.contains("\n")
    }
  }

  @Test("What is no TOML is a corrupt file")
  func noTOML() {
    #expect {
      try Sweep(toml: "trials = ", file: "s.toml")
    } throws: { error in
      if case SweepError.data(let message) = error { message.hasPrefix("s.toml:1: ") } else { false }
    }
  }
}
