//! The few distributions that the methods need: normal, binomial with p = 1/2, and hypergeometric.
//!
//! Tests that decide what a page says read far into the tails, so tails are computed as tails and never as one minus
//! something close to one.

use std::f64::consts::TAU;

use super::estimate::to_f64;

/// P(Z <= x) for a standard normal Z; relative error below 1e-12, also far into the lower tail. A NaN gives 0.
///
/// Near the centre by the series of Marsaglia (2004, "Evaluating the normal distribution"), whose terms are all
/// positive; beyond two standard deviations by Laplace's continued fraction for Mills' ratio.
pub fn normal_cdf(x: f64) -> f64 {
    if x.is_nan() {
        return 0.0;
    }
    let distance = x.abs();
    let density = (-0.5 * distance * distance).exp() / TAU.sqrt();
    let tail = if distance < 2.0 {
        0.5 - density * odd_series(distance)
    } else {
        // From the inside out; 150 levels are far more than double precision can tell apart from two onwards.
        let fraction = (1..=150)
            .rev()
            .fold(distance, |inner, level| distance + f64::from(level) / inner);
        density / fraction
    };
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// x + x^3/3 + x^5/(3*5) + x^7/(3*5*7) + ..., for x from 0 to 2.
fn odd_series(x: f64) -> f64 {
    let (mut term, mut sum) = (x, x);
    for k in 1..60 {
        term *= x * x / f64::from(2 * k + 1);
        sum += term;
    }
    sum
}

/// The z with P(Z <= z) = p, for 0 < p < 1; `None` for any other p. For p above 1/2 as accurate as 1 - p.
///
/// Found by halving an interval: this is called a handful of times for a report, and halving cannot go astray.
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let tail = p.min(1.0 - p);
    // No positive double is as small as the tail beyond 39.
    let (mut near, mut far) = (0.0, 39.0);
    for _ in 0..80 {
        let middle = f64::midpoint(near, far);
        if normal_cdf(-middle) > tail {
            near = middle;
        } else {
            far = middle;
        }
    }
    Some(if p < 0.5 { -far } else { far })
}

/// P(|T| > t) for Student's T with so many degrees of freedom, at least 1; relative error below 1e-10, also far into the tail.
///
/// ```text
/// theta = atan(t/sqrt(v))    P(|T| > t) = sin(theta) (c_v + c_(v+2) + c_(v+4) + ...)
/// c_0 = 1    c_1 = (2/pi) cos(theta)    c_(j+2) = c_j cos(theta)^2 (j+1)/(j+2)
/// ```
///
/// The remainder of the finite series for whole degrees of freedom (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4), whose terms are all
/// positive. Near t = 0 it is endless, and one minus the finite series takes its place.
pub fn student_tail(t: f64, freedom: u64) -> f64 {
    let freedom_real = to_f64(freedom);
    let (sine, cosine) = (t.abs() / freedom_real.sqrt()).atan().sin_cos();
    let is_odd = freedom % 2 == 1;
    let (mut place, mut term) = if is_odd {
        (1, cosine * std::f64::consts::FRAC_2_PI)
    } else {
        (0, 1.0)
    };
    let mut inside = if is_odd {
        sine.atan2(cosine) * std::f64::consts::FRAC_2_PI
    } else {
        0.0
    };
    let step = |place: u64| cosine * cosine * to_f64(place + 1) / to_f64(place + 2);
    while place < freedom {
        inside += sine * term;
        term *= step(place);
        place += 2;
    }
    if cosine * cosine > 0.99 {
        return (1.0 - inside).max(0.0);
    }
    let mut tail = 0.0;
    while term > tail * 1e-17 {
        tail += term;
        term *= step(place);
        place += 2;
    }
    sine * tail
}

/// The t that [`student_tail`] of so many degrees of freedom takes to `tail`, for 0 < `tail` < 1. Found by halving an interval.
pub fn student_quantile(tail: f64, freedom: u64) -> f64 {
    let (mut near, mut far) = (0.0, 1e6);
    for _ in 0..90 {
        let middle = f64::midpoint(near, far);
        if student_tail(middle, freedom) > tail {
            near = middle;
        } else {
            far = middle;
        }
    }
    far
}

/// P(X >= k) for X the number of heads in n tosses of a fair coin; 1 for k = 0, and 0 for k above n.
pub fn binomial_half_tail(k: u64, n: u64) -> f64 {
    binomial_tail(k, n, 0.5)
}

/// P(X >= k) for X the number of successes in n trials with the chance p each, 0 < p < 1; 1 for k = 0, and 0 for k above n.
///
/// The sum of the terms of the tail, each from the one before. It takes a few times sqrt(n) steps.
pub fn binomial_tail(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    if k > n {
        return 0.0;
    }
    if to_f64(k) <= to_f64(n) * p {
        // Fewer than k successes are more than n - k failures.
        return 1.0 - binomial_tail(n - k + 1, n, 1.0 - p);
    }
    let mut term = binomial_pmf(k, n, p, 1.0 - p);
    let mut sum = term;
    for successes in k..n {
        term *= to_f64(n - successes) / to_f64(successes + 1) * (p / (1.0 - p));
        if term < sum * 1e-20 {
            break;
        }
        sum += term;
    }
    sum.min(1.0)
}

/// The chance that a random draw of `drawn` tickets out of `population` holds exactly `count` of the `marked` ones.
///
/// Zero where that is impossible, including `marked` or `drawn` above `population`. As a quotient of three binomial
/// probabilities (Loader 2000, section 4), which keeps its precision for millions of tickets where factorials do not.
pub fn hypergeometric_pmf(count: u64, population: u64, marked: u64, drawn: u64) -> f64 {
    if marked > population || drawn > population || count > marked || count > drawn {
        return 0.0;
    }
    let (unmarked, rest) = (population - marked, drawn - count);
    if rest > unmarked {
        return 0.0;
    }
    if drawn == 0 || drawn == population {
        return 1.0;
    }
    let p = to_f64(drawn) / to_f64(population);
    let q = to_f64(population - drawn) / to_f64(population);
    binomial_pmf(count, marked, p, q) * binomial_pmf(rest, unmarked, p, q)
        / binomial_pmf(drawn, population, p, q)
}

/// The binomial probability of k successes in n, for k <= n, 0 < p < 1 and q = 1 - p, which is passed because the
/// caller knows it without rounding.
///
/// Source: Loader (2000), "Fast and accurate computation of binomial probabilities": Stirling's formula with its error,
/// and the distance from the mean as a deviance, so that large numbers are never subtracted from each other.
fn binomial_pmf(k: u64, n: u64, p: f64, q: f64) -> f64 {
    if k == 0 {
        return power(q, p, n);
    }
    if k == n {
        return power(p, q, n);
    }
    let (hits, misses) = (to_f64(k), to_f64(n - k));
    let log = stirling_error(n)
        - stirling_error(k)
        - stirling_error(n - k)
        - deviance(hits, to_f64(n) * p)
        - deviance(misses, to_f64(n) * q);
    log.exp() * (to_f64(n) / (TAU * hits * misses)).sqrt()
}

/// base^n for base = 1 - complement, by the smaller of the two: the logarithm near one needs the distance from one.
fn power(base: f64, complement: f64, n: u64) -> f64 {
    let log = if complement < 0.5 {
        (-complement).ln_1p()
    } else {
        base.ln()
    };
    (to_f64(n) * log).exp()
}

/// ln(n!) minus Stirling's ln(sqrt(2 pi n) (n/e)^n), for n from 1 up.
fn stirling_error(n: u64) -> f64 {
    let x = to_f64(n);
    if n <= 15 {
        // Factorials up to 15 are exact in double precision.
        let factorial: f64 = (1..=n).map(to_f64).product();
        return factorial.ln() - (0.5 * (TAU * x).ln() + x * x.ln() - x);
    }
    let square = x * x;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square)
            / square)
        / x
}

/// x ln(x/mean) + mean - x, for x and mean above zero: half the deviance of a Poisson count.
///
/// Close to the mean the three parts cancel, and a series in (x - mean)/(x + mean) takes their place.
fn deviance(x: f64, mean: f64) -> f64 {
    let difference = x - mean;
    let v = difference / (x + mean);
    if v.abs() >= 0.1 {
        return x * (x / mean).ln() - difference;
    }
    let mut term = 2.0 * x * v;
    let mut sum = difference * v;
    // v^2 is below 0.01, so that ten terms reach double precision.
    for j in 1..=10 {
        term *= v * v;
        sum += term / f64::from(2 * j + 1);
    }
    sum
}
