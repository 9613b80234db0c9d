//! Naive computations of the distributions that the statistics of samples use, and the tests that compare the two.

use statuary::derive::statistics::{
    ALPHA, Z95, binomial_half_tail, hypergeometric_pmf, normal_cdf, normal_quantile,
};

use super::assert_near;

/// Rows 0 to `last` of Pascal's triangle: exact binomial coefficients.
pub fn pascal(last: usize) -> Vec<Vec<u128>> {
    let mut rows = vec![vec![1]];
    for n in 1..=last {
        let above: &Vec<u128> = &rows[n - 1];
        let inner = above.windows(2).map(|pair| pair[0] + pair[1]);
        let row = std::iter::once(1)
            .chain(inner)
            .chain(std::iter::once(1))
            .collect();
        rows.push(row);
    }
    rows
}

/// The logarithms of the factorials of 0 to `largest`, by adding.
pub fn log_factorials(largest: u64) -> Vec<f64> {
    let mut sums = vec![0.0];
    for number in 1..=largest {
        sums.push(sums[sums.len() - 1] + (number as f64).ln());
    }
    sums
}

/// The hypergeometric probability from sums of logarithms.
pub fn naive_chance(
    factorials: &[f64],
    count: u64,
    population: u64,
    marked: u64,
    drawn: u64,
) -> f64 {
    if count > marked || count > drawn || drawn - count > population - marked {
        return 0.0;
    }
    let choose = |n: u64, k: u64| {
        factorials[n as usize] - factorials[k as usize] - factorials[(n - k) as usize]
    };
    (choose(marked, count) + choose(population - marked, drawn - count) - choose(population, drawn))
        .exp()
}

#[test]
fn the_normal_distribution_is_the_integral_of_its_density() {
    let density = |x: f64| (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt();
    for tenths in 0..=60 {
        let (x, steps) = (f64::from(tenths) / 10.0, 2000);
        let weight = |step| {
            if step == 0 || step == steps {
                1.0
            } else {
                f64::from(2 + step % 2 * 2)
            }
        };
        let at = |step: i32| density(x * f64::from(step) / f64::from(steps));
        let simpson: f64 =
            (0..=steps).map(|step| weight(step) * at(step)).sum::<f64>() * x / f64::from(3 * steps);
        assert_near(normal_cdf(x), 0.5 + simpson, 1e-13);
        assert!((normal_cdf(-x) - (0.5 - simpson)).abs() < 1e-13);
    }
    // Rounded from a computation with forty digits.
    assert_near(normal_cdf(-2.0), 0.022_750_131_948_179_21, 1e-14);
    assert_near(normal_cdf(-3.5), 2.326_290_790_355_250_4e-4, 1e-14);
    assert_near(normal_cdf(-10.0), 7.619_853_024_160_526e-24, 1e-13);
    assert_near(normal_cdf(-37.0), 5.725_571_222_524_577e-300, 1e-12);
    assert_near(
        normal_quantile(1e-10).unwrap(),
        -6.361_340_902_404_056,
        1e-14,
    );
    assert_near(
        normal_quantile(0.3).unwrap(),
        -0.524_400_512_708_040_8,
        1e-14,
    );
    assert_near(normal_quantile(1.0 - ALPHA / 2.0).unwrap(), Z95, 1e-14);
    assert_eq!(
        [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(normal_cdf),
        [0.0, 1.0, 0.0]
    );
    assert!(
        [0.0, 1.0, -0.1, f64::NAN]
            .into_iter()
            .all(|p| normal_quantile(p).is_none())
    );
}

#[test]
fn the_binomial_tail_is_the_exact_sum() {
    for (n, row) in pascal(100).iter().enumerate() {
        for k in 0..=n {
            let exact = row[k..].iter().sum::<u128>() as f64 / 2_f64.powi(n as i32);
            assert_near(binomial_half_tail(k as u64, n as u64), exact, 1e-13);
        }
        assert_eq!(binomial_half_tail(n as u64 + 1, n as u64), 0.0);
    }
    // For even n the tail from the middle is a half and half of the middle term, which is a product of simple factors.
    let n = 10_000_000;
    let middle: f64 = (1..=n / 2)
        .map(|i| (-0.5 / i as f64).ln_1p())
        .sum::<f64>()
        .exp();
    assert_near(binomial_half_tail(n / 2, n) - 0.5, middle / 2.0, 1e-10);
}

#[test]
fn the_hypergeometric_distribution_counts_draws() {
    let (rows, mut total) = (pascal(30), 0.0);
    for (population, row) in rows.iter().enumerate() {
        for (marked, drawn) in
            (0..=population).flat_map(|marked| (0..=population).map(move |drawn| (marked, drawn)))
        {
            for count in 0..=population {
                let possible =
                    count <= marked && count <= drawn && drawn - count <= population - marked;
                let ways = if possible {
                    rows[marked][count] * rows[population - marked][drawn - count]
                } else {
                    0
                };
                let [c, n, m, d] = [count, population, marked, drawn].map(|size| size as u64);
                assert_near(
                    hypergeometric_pmf(c, n, m, d),
                    ways as f64 / row[drawn] as f64,
                    1e-12,
                );
            }
        }
    }
    for count in 0..=2000 {
        total += hypergeometric_pmf(count, 10_000_000, 2000, 3_000_000);
    }
    assert_near(total, 1.0, 1e-11);
    assert_near(hypergeometric_pmf(0, 10_000_000, 1_000_000, 1), 0.9, 1e-12);
    assert_near(hypergeometric_pmf(1, 10_000_000, 1_000_000, 1), 0.1, 1e-12);
    assert_eq!(
        hypergeometric_pmf(0, 5, 6, 1) + hypergeometric_pmf(0, 5, 1, 6),
        0.0
    );
}
