// Bracketed root-finding: it cannot leave its bracket, so it cannot fail.

/// The root of a continuous `f` in [`a`, `b`], where `f(a)` and `f(b)` differ in sign, to the last bits of a double
/// (Brent's method: inverse quadratic interpolation guarded by bisection) [Brent 1973, ch. 4].
func bracketedRoot(_ a: Double, _ b: Double, of f: (Double) -> Double) -> Double {
  var (a, b) = (a, b)
  var (fa, fb) = (f(a), f(b))
  if fa == 0 { return a }
  if fb == 0 { return b }
  var (c, fc) = (a, fa)
  var step = b - a
  var previousStep = step
  for _ in 0..<200 {
    if (fb > 0) == (fc > 0) {
      (c, fc) = (a, fa)
      step = b - a
      previousStep = step
    }
    if abs(fc) < abs(fb) {
      (a, b, c) = (b, c, b)
      (fa, fb, fc) = (fb, fc, fb)
    }
    let tolerance = 2 * Double.ulpOfOne * abs(b) + .leastNormalMagnitude
    let half = 0.5 * (c - b)
    if abs(half) <= tolerance || fb == 0 { return b }
    if abs(previousStep) >= tolerance && abs(fa) > abs(fb) {
      let s = fb / fa
      var p: Double
      var q: Double
      if a == c {
        p = 2 * half * s
        q = 1 - s
      } else {
        let (r, t) = (fb / fc, fa / fc)
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1))
        q = (t - 1) * (r - 1) * (s - 1)
      }
      if p > 0 { q = -q } else { p = -p }
      if 2 * p < min(3 * half * q - abs(tolerance * q), abs(previousStep * q)) {
        previousStep = step
        step = p / q
      } else {
        step = half
        previousStep = half
      }
    } else {
      step = half
      previousStep = half
    }
    (a, fa) = (b, fb)
    b += abs(step) > tolerance ? step : (half > 0 ? tolerance : -tolerance)
    fb = f(b)
  }
  return b
}

/// The x > 0 at which the polynomial Σ `coefficients[k]` xᵏ changes sign, in ascending order. Found between the sign
/// changes of its derivative, where it is monotone, so none is missed.
func positiveSignChanges(ofPolynomial coefficients: [Double]) -> [Double] {
  guard coefficients.count > 1 else { return [] }
  let value = { (x: Double) in coefficients.reversed().reduce(0) { $0 * x + $1 } }
  let derivative = coefficients.enumerated().dropFirst().map { Double($0.offset) * $0.element }
  let ends = (Double.leastNormalMagnitude, Double.greatestFiniteMagnitude)
  let knots = [ends.0] + positiveSignChanges(ofPolynomial: derivative) + [ends.1]
  return zip(knots, knots.dropFirst()).compactMap { left, right in
    let (atLeft, atRight) = (value(left), value(right))
    guard (atLeft < 0 && atRight > 0) || (atLeft > 0 && atRight < 0) else { return nil }
    // Bisect the exponent first: the knots may be hundreds of decades apart.
    var (a, b) = (left, right)
    while b > 4 * a {
      let middle = a.squareRoot() * b.squareRoot()
      if (value(middle) > 0) == (atLeft > 0) { a = middle } else { b = middle }
    }
    return bracketedRoot(a, b, of: value)
  }
}

/// Where a function is least.
enum LeastPlace {
  /// At or beyond the lower end, or the upper one.
  case lowerEnd, upperEnd
  /// Between them.
  case inside(Double)
}

/// Where in [`a`, `b`] a function is least whose valleys are wider than one of so many parts of it.
func leastPlace(of f: (Double) -> Double, from a: Double, to b: Double, places count: Int = 600) -> LeastPlace {
  let step = (b - a) / Double(count)
  let values = (0...count).map { f(a + Double($0) * step) }
  let least = values.indices.min { values[$0] < values[$1] } ?? 0
  if least == 0 { return .lowerEnd }
  if least == count { return .upperEnd }
  let middle = a + Double(least) * step
  return .inside(minimum(of: f, from: middle - step, to: middle + step))
}

/// The place in [`a`, `b`] of the minimum of a function with one valley there, as near as its values tell places apart
/// (Brent's method: parabolas guarded by golden sections) [Brent 1973, ch. 5].
/// - Parameter tolerance: how near, as a share of the place.
func minimum(of f: (Double) -> Double, from a: Double, to b: Double, within tolerance: Double = 1e-9) -> Double {
  let golden = 0.5 * (3 - 5.0.squareRoot())
  var (low, high) = (a, b)
  var x = low + golden * (high - low)
  var (w, v) = (x, x)
  var fx = f(x)
  var (fw, fv) = (fx, fx)
  var (step, before) = (0.0, 0.0)
  for _ in 0..<200 {
    let middle = 0.5 * (low + high)
    let near = tolerance * max(1, abs(x))
    if abs(x - middle) <= 2 * near - 0.5 * (high - low) { break }
    var isParabola = false
    if abs(before) > near {
      // The parabola through the three best.
      let r = (x - w) * (fx - fv)
      var q = (x - v) * (fx - fw)
      var p = (x - v) * q - (x - w) * r
      q = 2 * (q - r)
      if q > 0 { p = -p }
      q = abs(q)
      if abs(p) < abs(0.5 * q * before), p > q * (low - x), p < q * (high - x) {
        before = step
        step = p / q
        let u = x + step
        if u - low < 2 * near || high - u < 2 * near { step = x < middle ? near : -near }
        isParabola = true
      }
    }
    if !isParabola {
      before = (x < middle ? high : low) - x
      step = golden * before
    }
    let u = x + (abs(step) >= near ? step : step > 0 ? near : -near)
    let fu = f(u)
    if fu <= fx {
      if u < x { high = x } else { low = x }
      (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
    } else {
      if u < x { low = u } else { high = u }
      if fu <= fw || w == x {
        (v, fv, w, fw) = (w, fw, u, fu)
      } else if fu <= fv || v == x || v == w {
        (v, fv) = (u, fu)
      }
    }
  }
  return x
}
