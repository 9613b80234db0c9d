//! The statistics of samples: against reference values and naive computations, and over all samples of small lists.

use statuary::derive::statistics::{
    ALPHA, ChangeVerdict, Dispersion, Estimate, Observation, PeriodTotal, Sample, Signal, Stratum,
    Trend, Volume, WeeklyCount, WeeklyShare, Z95, baseline_weeks, cochran_armitage, fisher_exact,
    holm, laney_u, margin_of_error, median, normal_cdf, planned_sample_size, rank, rate_of_strata,
    rate_ratio, rate_ratio_of_totals, rate_trend, scatter, share, share_difference,
    share_of_strata, shared_dispersion, student_quantile, student_tail, thompson, volume,
    volume_of_strata,
};

#[path = "../reference/distribution.rs"]
mod distribution;
#[path = "../reference/statistics.rs"]
mod reference;

use distribution::{log_factorials, naive_chance, pascal};

fn sample(read: u64, population: u64) -> Sample {
    Sample {
        read,
        population: Some(population),
    }
}

fn seen(count: u64, read: u64, population: u64, usage: f64) -> Observation {
    Observation {
        count,
        sample: sample(read, population),
        usage,
        labels: None,
    }
}

/// A culprit that scatters only as all tickets do.
fn shared(phi: f64) -> Dispersion {
    Dispersion {
        shared: phi,
        own: 1.0,
    }
}

fn stratum(count: u64, read: u64, population: u64) -> Stratum {
    let sample = sample(read, population);
    Stratum {
        count,
        sample,
        labels: None,
    }
}

#[track_caller]
fn assert_near(actual: f64, expected: f64, relative: f64) {
    assert!(
        (actual - expected).abs() <= relative * expected.abs(),
        "{actual} instead of {expected}"
    );
}

// Shares and volumes.

/// The mean and the least chance that the interval holds the true share, over true shares from 1% to 60%.
fn coverage(population: u64, read: u64) -> (f64, f64) {
    let factorials = log_factorials(population);
    let limits: Vec<Estimate> = (0..=read)
        .map(|count| share(count, sample(read, population)).unwrap())
        .collect();
    let covered = |marked: u64| -> f64 {
        let truth = marked as f64 / population as f64;
        let chances =
            (0..=read).map(|count| naive_chance(&factorials, count, population, marked, read));
        limits
            .iter()
            .zip(chances)
            .filter(|(limits, _)| !limits.excludes(truth))
            .map(|(_, chance)| chance)
            .sum()
    };
    let range = population.div_ceil(100)..=population * 60 / 100;
    let chances: Vec<f64> = range.map(covered).collect();
    (
        chances.iter().sum::<f64>() / chances.len() as f64,
        chances.iter().copied().fold(1.0, f64::min),
    )
}

#[test]
fn share_intervals_cover_as_often_as_they_promise() {
    for (population, read, mean, least) in [
        (40, 20, 95.7, 89.4),
        (150, 70, 95.0, 92.9),
        (400, 97, 95.1, 92.1),
    ] {
        let (actual_mean, actual_least) = coverage(population, read);
        assert!(
            (100.0 * actual_mean - mean).abs() < 0.05,
            "{read} of {population}: {actual_mean} on average"
        );
        assert!(
            (100.0 * actual_least - least).abs() < 0.05,
            "{read} of {population}: {actual_least} at least"
        );
    }
}

#[test]
fn limits_of_every_sample_of_a_small_list_are_possible() {
    for (population, read) in
        (1..=40).flat_map(|population| (1..=population).map(move |read| (population, read)))
    {
        let sample = sample(read, population);
        let mut below = None::<Estimate>;
        for count in 0..=read {
            let (part, tickets) = (
                share(count, sample).unwrap(),
                volume(count, sample).unwrap(),
            );
            let (least, most) = (count, population - read + count);
            assert!(part.lower <= part.value && part.value <= part.upper);
            assert!(
                least as f64 / population as f64 <= part.lower
                    && part.upper <= most as f64 / population as f64
            );
            assert!(least <= tickets.lower && tickets.lower <= tickets.tickets);
            assert!(tickets.tickets <= tickets.upper && tickets.upper <= most);
            // Rounded outwards: the interval in tickets holds the interval of the share.
            assert!(tickets.lower as f64 <= population as f64 * part.lower + 1e-8);
            assert!(tickets.upper as f64 >= population as f64 * part.upper - 1e-8);
            assert!(count > 0 || part.lower == 0.0);
            assert!(count < read || part.upper == 1.0);
            assert_eq!(
                sample.is_census(),
                (part.lower == part.value && part.value == part.upper)
            );
            assert!(
                below.is_none_or(|below| below.lower <= part.lower && below.upper <= part.upper)
            );
            below = Some(part);
        }
    }
}

#[test]
fn limits_solve_the_score_equation() {
    for (count, read, population) in [
        (27, 97, Some(412)),
        (3, 60, Some(500)),
        (9, 10, None),
        (500, 900, Some(9000)),
    ] {
        let part = share(count, Sample { read, population }).unwrap();
        let n = population.map_or(read as f64, |all| {
            (read * (all - 1)) as f64 / (all - read) as f64
        });
        for limit in [part.lower, part.upper] {
            assert_near(
                (part.value - limit).abs(),
                Z95 * (limit * (1.0 - limit) / n).sqrt(),
                1e-12,
            );
        }
    }
}

#[test]
fn reading_more_narrows_the_interval() {
    for count in 0..=10 {
        let width = |times: u64| {
            let part = share(count * times, sample(10 * times, 400)).unwrap();
            part.upper - part.lower
        };
        assert!(
            (1..40).all(|times| width(times + 1) < width(times)),
            "{count} of 10"
        );
    }
}

#[test]
fn priorities_that_are_read_in_full_add_no_uncertainty() {
    let (urgent, rest) = (stratum(4, 9, 9), stratum(11, 60, 240));
    let part = share_of_strata(&[urgent, rest]).unwrap();
    assert_eq!(
        [part.value, part.lower, part.upper].map(|share| (share * 1000.0).round()),
        [193.0, 126.0, 288.0]
    );
    assert_eq!(
        volume_of_strata(&[urgent, rest]),
        Some(Volume {
            tickets: 48,
            lower: 31,
            upper: 72
        })
    );
    assert_eq!(
        volume_of_strata(&[urgent, stratum(0, 0, 0)]),
        Some(Volume {
            tickets: 4,
            lower: 4,
            upper: 4
        })
    );
    assert_eq!(share_of_strata(&[stratum(4, 3, 3), rest]), None);
    assert_eq!(share_of_strata(&[stratum(0, 0, 0), stratum(0, 0, 0)]), None);
}

#[test]
fn a_half_ticket_rounds_up_and_huge_lists_do_not_overflow() {
    assert_eq!(volume(1, sample(2, 5)).unwrap().tickets, 3);
    assert_eq!(sample(6, 9).in_scope(1), Some(sample(5, 8)));
    let all = volume(u64::MAX - 1, sample(u64::MAX - 1, u64::MAX)).unwrap();
    assert_eq!((all.tickets, all.upper), (u64::MAX, u64::MAX));
    let large = volume(1_000_000, sample(4_000_000, 10_000_000)).unwrap();
    assert_eq!(large.tickets, 2_500_000);
    // At this size the interval is that of a normal share, but for a ticket or two.
    let half = 1e7 * Z95 * (0.25 * 0.75 / 4e6 * 6e6 / 1e7_f64).sqrt();
    assert!(
        (large.upper as f64 - 2.5e6 - half).abs() < 3.0
            && (2.5e6 - large.lower as f64 - half).abs() < 3.0
    );
}

// Sample size, ranking, median.

#[test]
fn sample_sizes_are_those_that_thompson_published() {
    let table = [
        (0.5, 0.44129),
        (0.2, 0.74739),
        (0.1, 1.00635),
        (0.05, 1.27359),
        (0.01, 1.96986),
        (0.001, 3.02892),
    ];
    for (alpha, constant) in table {
        let size = thompson(1000, 0.1, alpha).unwrap();
        assert!(
            (size.infinite_population * 0.01 - constant).abs() < 1e-5,
            "{alpha}: {}",
            size.infinite_population * 0.01
        );
    }
    let populations = [20, 30, 50, 100, 150, 200, 300, 400, 600, 1000, 2000];
    let read =
        |margin| populations.map(|population| thompson(population, margin, ALPHA).unwrap().read);
    assert_eq!(read(0.10), [18, 25, 37, 57, 70, 79, 90, 97, 106, 114, 120]);
    assert_eq!(
        read(0.05),
        [20, 29, 46, 84, 117, 144, 190, 225, 276, 338, 407]
    );
    assert_eq!(
        [0, 30, 31, 400].map(|population| planned_sample_size(population, 0.1).unwrap()),
        [0, 30, 26, 97]
    );
    assert_eq!(
        [0, 1, u64::MAX].map(|population| thompson(population, 0.1, ALPHA).unwrap().read),
        [0, 1, 128]
    );
    let impossible = [
        (0.0, 0.05),
        (1.0, 0.05),
        (0.1, 0.0),
        (0.1, 1.0),
        (f64::NAN, 0.05),
        (1e-200, 0.05),
    ];
    assert!(
        impossible
            .iter()
            .all(|(margin, alpha)| thompson(400, *margin, *alpha).is_none())
    );
}

/// The planned size is the smallest one that has the margin.
#[test]
fn margins_of_error() {
    for population in [31, 50, 100, 400, 2000, 1_000_000] {
        for margin in [0.05, 0.1, 0.2] {
            let planned = planned_sample_size(population, margin).unwrap();
            let of = |read| margin_of_error(population, read).unwrap();
            assert!(of(planned) <= margin + 1e-6, "{population} {margin}");
            assert!(of(planned - 1) > margin - 1e-6, "{population} {margin}");
        }
    }
    assert_eq!(margin_of_error(400, 0), None);
    assert_eq!(margin_of_error(0, 0), None);
    assert_eq!(margin_of_error(400, 400), Some(0.0));
}

#[test]
fn a_winner_is_verified_only_against_its_runner_up() {
    let drawn = [sample(70, 1000)];
    let clear = rank(&[("b", vec![20]), ("c", vec![10]), ("a", vec![40])], &drawn).unwrap();
    assert_eq!(
        (clear.order.as_slice(), clear.contenders.as_slice()),
        (["a", "b", "c"].as_slice(), ["a"].as_slice())
    );
    // Twice the chance of 40 or more heads in 60 tosses.
    assert_near(
        clear.p_value.unwrap(),
        2.0 * pascal(60)[60][40..].iter().sum::<u128>() as f64 / 2_f64.powi(60),
        1e-12,
    );
    assert!(clear.verified);
    let tied = rank(&[("b", vec![20]), ("a", vec![20])], &drawn).unwrap();
    assert_eq!(
        (tied.order[0], tied.p_value, tied.verified),
        ("a", Some(1.0), false)
    );
    // With one culprit alone, five tickets could be chance (p = 1/16) and six could not (p = 1/32).
    assert_eq!(
        [5, 6].map(|count| rank(&[("a", vec![count])], &drawn).unwrap().verified),
        [false, true]
    );
    let census = rank(&[("b", vec![20]), ("a", vec![19])], &[sample(40, 40)]).unwrap();
    assert_eq!(
        (census.p_value, census.verified, census.contenders),
        (None, true, vec!["b"])
    );
    let census = rank(
        &[("b", vec![20]), ("c", vec![1]), ("a", vec![20])],
        &[sample(41, 41)],
    )
    .unwrap();
    assert_eq!(
        (census.verified, census.contenders),
        (false, vec!["a", "b"])
    );
    for none in [
        &[][..],
        &[("a", vec![0])],
        &[("a", vec![71])],
        &[("a", vec![u64::MAX]), ("b", vec![1])],
    ] {
        assert_eq!(rank(none, &drawn), None);
    }
}

#[test]
fn the_interval_of_a_median_is_the_narrowest_that_keeps_its_promise() {
    for n in 6..=16_usize {
        let values: Vec<f64> = (1..=n).rev().map(|value| value as f64).collect();
        let found = median(&values).unwrap();
        let (lower, upper) = found.interval.unwrap();
        assert_eq!(
            (found.median, lower + upper),
            ((n + 1) as f64 / 2.0, (n + 1) as f64)
        );
        // Each pattern says which of n values are below the true median, and all patterns are equally likely. The
        // limits of rank k enclose it unless fewer than k values are below it or fewer than k are above.
        let covered = |k: usize| {
            let enclosed = (0_u32..1 << n)
                .filter(|below| (k..=n - k).contains(&(below.count_ones() as usize)));
            enclosed.count() as f64 / f64::from(1_u32 << n)
        };
        assert!(
            covered(lower as usize) >= 0.95 && covered(lower as usize + 1) < 0.95,
            "{n} values"
        );
    }
    assert_eq!(median(&[3.0, 1.0, 2.0, 10.0, 5.0]).unwrap().interval, None);
    assert_eq!(median(&[1.0, 4.0]).unwrap().median, 2.5);
    assert!(median(&[]).is_none() && median(&[1.0, f64::NAN]).is_none());
    // 5,000,000 -+ 1.96 sqrt(10,000,000)/2, give or take one rank.
    let (lower, upper) = median(&(1..=10_000_000).map(f64::from).collect::<Vec<_>>())
        .unwrap()
        .interval
        .unwrap();
    assert!(
        (lower - 4_996_901.0).abs() <= 1.0 && lower + upper == 10_000_001.0,
        "{lower}"
    );
}

// Changes.

#[test]
fn fisher_sums_all_tables_that_are_no_more_likely() {
    let choose = pascal(24);
    for (n1, n2) in (1..=12_usize).flat_map(|n1| (1..=12).map(move |n2| (n1, n2))) {
        for (x1, x2) in (0..=n1).flat_map(|x1| (0..=n2).map(move |x2| (x1, x2))) {
            let both = x1 + x2;
            let ways = |x: usize| choose[n1][x] * choose[n2][both - x];
            let tables = both.saturating_sub(n2)..=both.min(n1);
            let extreme: u128 = tables.map(ways).filter(|count| *count <= ways(x1)).sum();
            let [a, b, m, n] = [x1, x2, n1, n2].map(|size| size as u64);
            let p = fisher_exact(&seen(a, m, m, 1.0), &seen(b, n, n, 1.0)).unwrap();
            assert_near(p, extreme as f64 / choose[n1 + n2][both] as f64, 1e-12);
        }
    }
    // For ten million tickets the test is that of two normal shares, here 2.236 standard errors apart.
    let large = |count| seen(count, 10_000_000, 10_000_000, 1.0);
    let error = (0.25 * 2.0 / 1e7_f64).sqrt();
    assert_near(
        fisher_exact(&large(5_000_000), &large(5_005_000)).unwrap(),
        2.0 * normal_cdf(-5e-4 / error),
        2e-3,
    );
    assert_eq!(fisher_exact(&large(0), &large(10_000_000)), Some(0.0));
}

#[test]
fn newcombe_agrees_with_the_examples_he_published() {
    let examples = [
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
    ];
    for ((x2, n2), (x1, n1), (lower, upper)) in examples {
        // Populations play no part.
        let (before, after) = (seen(x1, n1, n1, 1.0), seen(x2, n2, 1000, 1.0));
        let found = share_difference(&before, &after, 1.0).unwrap().difference;
        assert!(
            (found.lower - lower).abs() < 6e-5 && (found.upper - upper).abs() < 6e-5,
            "{found:?}"
        );
    }
}

#[test]
fn shares_that_vary_beyond_chance_are_compared_as_fewer_tickets_would_be() {
    // Divided by three, the same samples; and a third of the chi-square.
    let wide = share_difference(&seen(30, 90, 90, 1.0), &seen(60, 120, 120, 1.0), 3.0).unwrap();
    let few = share_difference(&seen(10, 30, 30, 1.0), &seen(20, 40, 40, 1.0), 1.0).unwrap();
    assert_near(wide.difference.lower, few.difference.lower, 1e-12);
    assert_near(wide.difference.upper, few.difference.upper, 1e-12);
    let exact = fisher_exact(&seen(30, 90, 90, 1.0), &seen(60, 120, 120, 1.0)).unwrap();
    let score = |p: f64| -> f64 {
        let (mut low, mut high) = (0.0, 40.0);
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            if 2.0 * normal_cdf(-middle) > p {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    };
    assert_near(score(wide.p_value), score(exact) / 3.0_f64.sqrt(), 1e-9);
    let plain = share_difference(&seen(30, 90, 90, 1.0), &seen(60, 120, 120, 1.0), f64::NAN);
    assert_near(plain.unwrap().p_value, exact, 1e-12);
}

#[test]
fn holm_is_the_smallest_level_at_which_the_step_down_procedure_rejects() {
    let rejected = |family: &[f64], level: f64| -> Vec<bool> {
        let mut sorted = family.to_vec();
        sorted.sort_by(f64::total_cmp);
        let steps = sorted
            .iter()
            .enumerate()
            .take_while(|(j, p)| **p <= level / (family.len() - j) as f64);
        let count = steps.count();
        family.iter().map(|p| sorted[..count].contains(p)).collect()
    };
    for family in [
        &[0.01, 0.04, 0.03, 0.005][..],
        &[0.2, 0.0, 0.02, 0.021, 0.019, 0.9],
        &[0.3, 0.3],
        &[0.05],
    ] {
        for (index, adjusted) in holm(family).into_iter().enumerate() {
            assert!(adjusted == 1.0 || rejected(family, adjusted + 1e-12)[index]);
            assert!(!rejected(family, adjusted - 1e-12)[index]);
        }
    }
    assert!(holm(&[]).is_empty());
    assert_eq!(holm(&[f64::NAN, -1.0, 2.0]), [1.0, 0.0, 1.0]);
}

#[test]
fn a_rate_ratio_is_poisson_in_a_census_and_a_ratio_of_shares_in_an_endless_list() {
    let census = rate_ratio(
        &[seen(40, 90, 90, 2.0)],
        &[seen(30, 70, 70, 3.0)],
        shared(1.0),
    )
    .unwrap();
    assert_near(census.ratio.value, 0.5, 1e-12);
    assert_near(
        census.ratio.upper,
        0.5 * (Z95 * (1.0 / 40.0_f64 + 1.0 / 30.0).sqrt()).exp(),
        1e-12,
    );
    let total = |tickets, usage| PeriodTotal { tickets, usage };
    assert_eq!(
        rate_ratio_of_totals(total(40, 2.0), total(30, 3.0), f64::NAN)
            .unwrap()
            .ratio,
        census.ratio
    );

    let far = 1 << 50;
    let endless = rate_ratio(
        &[seen(40, 100, far, 1.0)],
        &[seen(30, 150, far, 1.0)],
        shared(1.0),
    )
    .unwrap();
    let error = (0.6 / 40.0 + 0.8 / 30.0_f64).sqrt();
    assert_near(endless.ratio.value, 0.5, 1e-9);
    assert_near(endless.ratio.lower, 0.5 * (-Z95 * error).exp(), 1e-9);
    assert_near(
        endless.p_value,
        2.0 * normal_cdf(0.5_f64.ln() / error),
        1e-9,
    );
    let back = rate_ratio(
        &[seen(30, 150, far, 1.0)],
        &[seen(40, 100, far, 1.0)],
        shared(1.0),
    )
    .unwrap();
    assert_near(back.ratio.upper * endless.ratio.lower, 1.0, 1e-12);
    assert_near(back.p_value, endless.p_value, 1e-12);
}

#[test]
fn a_culprit_that_was_not_seen_gets_half_a_ticket() {
    let (before, after) = (seen(8, 60, 150, 1.0), seen(0, 55, 130, 1.0));
    let change = rate_ratio(&[before], &[after], shared(1.0)).unwrap();
    let shown = |value: f64| (value * 1000.0).round();
    assert_eq!(
        [change.ratio.value, change.ratio.lower, change.ratio.upper].map(shown),
        [56.0, 3.0, 950.0]
    );
    assert_eq!(
        (shown(change.p_value), change.before, change.after),
        (46.0, 20.0, 0.0)
    );
    let never = rate_ratio(&[after], &[after], shared(1.0)).unwrap();
    assert_near(never.ratio.value, 1.0, 1e-12);
    assert!(never.ratio.lower < 0.05 && never.ratio.upper > 20.0);
    // Weeks that are alike say more together than one does, also when nothing was seen after.
    let window = rate_ratio(&[before; 3], &[after; 3], shared(1.0)).unwrap();
    assert!(window.ratio.upper < change.ratio.upper);
    assert_eq!(window.after, 0.0);
    let week = |x: f64, n: f64, all: f64| (all + 1.0 / 3.0) * (x + 1.0 / 6.0) / (n + 1.0 / 3.0);
    assert_near(
        window.ratio.value,
        week(0.0, 55.0, 130.0) / week(8.0, 60.0, 150.0),
        1e-12,
    );
    // A week without the culprit among others needs no correction.
    let mixed = rate_ratio(&[before], &[before, after], shared(1.0)).unwrap();
    assert_near(mixed.ratio.value, 0.5, 1e-12);
    assert_near(
        rate_ratio(&[seen(1, 9, 9, 1.0)], &[seen(3, 9, 9, 1.0)], shared(1.0))
            .unwrap()
            .ratio
            .value,
        3.0,
        1e-12,
    );
}

#[test]
fn dispersion_widens_a_change_and_the_verdict_follows() {
    let (before, after) = (seen(40, 97, 412, 1.0), seen(20, 87, 268, 1.0));
    let phi = shared_dispersion(&[before], &[after], 4.0);
    assert_near(phi, 1.0 + 3.0 * 60.0 / 184.0, 1e-12);
    let [plain, wide] =
        [1.0, phi].map(|phi| rate_ratio(&[before], &[after], shared(phi)).unwrap().ratio);
    assert!(wide.lower < plain.lower && plain.upper < wide.upper);
    assert_eq!(ChangeVerdict::of(0.05, plain, 1.0), ChangeVerdict::Clear);
    assert_eq!(ChangeVerdict::of(0.06, plain, 1.0), ChangeVerdict::Unsure);
    assert_eq!(
        ChangeVerdict::of(0.06, plain, plain.upper),
        ChangeVerdict::None
    );
    let odd = [f64::NAN, 0.0, f64::INFINITY]
        .map(|phi| shared_dispersion(&[before], &[seen(0, 0, 0, 1.0)], phi));
    assert_eq!(odd[..2], [1.0, 1.0]);
    assert!(odd[2].is_finite());
}

// Weeks.

fn weekly(counts: &[(i64, u64)]) -> Vec<WeeklyCount> {
    counts
        .iter()
        .map(|(week, count)| WeeklyCount {
            week: *week,
            count: *count,
            exposure: 2.0,
        })
        .collect()
}

#[test]
fn process_limits_skip_pairs_across_a_missing_week() {
    let weeks = weekly(&[
        (1, 90),
        (2, 110),
        (3, 100),
        (4, 100),
        (7, 160),
        (8, 40),
        (9, 95),
        (10, 105),
        (11, 100),
    ]);
    let chart = laney_u(&weeks, &(1..=10)).unwrap();
    // Every count has mean 100 and standard deviation 10. From week 4 to week 7 is no pair.
    let ranges: f64 = [20.0, 10.0, 0.0, 120.0, 55.0, 10.0]
        .iter()
        .map(|range| range / 10.0)
        .sum();
    assert_near(chart.centre, 50.0, 1e-12);
    assert_near(chart.sigma_z, ranges / 6.0 / 1.128, 1e-12);
    assert_near(chart.dispersion, chart.sigma_z * chart.sigma_z, 1e-12);
    assert_near(
        chart.points[8].upper,
        50.0 + 3.0 * chart.sigma_z * 5.0,
        1e-12,
    );
    // With few counts the lower limit would be below zero.
    let rare = laney_u(
        &weekly(&[1, 2, 3, 4, 5, 6, 7, 8].map(|week| (week, week as u64 % 3))),
        &(1..=8),
    )
    .unwrap();
    assert_eq!(rare.points[0].lower, 0.0);
    let degenerate: [&[(i64, u64)]; 3] = [
        &[(1, 9), (2, 9), (3, 9), (4, 9), (5, 9), (6, 9), (7, 9)],
        &[
            (1, 0),
            (2, 0),
            (3, 0),
            (4, 0),
            (5, 0),
            (6, 0),
            (7, 0),
            (8, 0),
        ],
        &[
            (1, 9),
            (3, 9),
            (5, 9),
            (7, 9),
            (9, 9),
            (11, 9),
            (13, 9),
            (15, 9),
        ],
    ];
    assert!(
        degenerate
            .iter()
            .all(|counts| laney_u(&weekly(counts), &(1..=15)).is_none())
    );
    assert!(
        laney_u(&[&weeks[..], &weeks[..1]].concat(), &(1..=10)).is_none(),
        "not in order"
    );
}

#[test]
fn a_run_of_eight_weeks_is_a_signal_and_a_missing_week_ends_it() {
    let base = [95, 105, 95, 105, 95, 105, 95, 105]
        .into_iter()
        .zip(1..)
        .map(|(count, week)| (week, count));
    let runs_of = |counts: [u64; 9], weeks: [i64; 9]| -> Vec<i64> {
        let all: Vec<_> = base
            .clone()
            .chain([(9, 100)])
            .chain(weeks.into_iter().zip(counts))
            .collect();
        let points = laney_u(&weekly(&all), &(1..=8)).unwrap().points;
        assert!(
            points
                .iter()
                .all(|point| point.signal != Some(Signal::Outside))
        );
        points
            .iter()
            .filter(|point| point.signal == Some(Signal::Run))
            .map(|point| point.week)
            .collect()
    };
    let runs = |weeks| runs_of([101; 9], weeks);
    let weeks = [10, 11, 12, 13, 14, 15, 16, 17, 18];
    assert_eq!(runs(weeks), [17, 18]);
    // A week on the centre is on neither side.
    assert_eq!(runs_of([99, 99, 99, 99, 99, 99, 99, 99, 100], weeks), [17]);
    assert!(
        runs_of([100; 9], weeks).is_empty()
            && runs_of([99, 99, 99, 99, 101, 99, 99, 99, 99], weeks).is_empty()
    );
    assert_eq!(runs([10, 12, 13, 14, 15, 16, 17, 18, 19]), [19]);
    assert!(runs([10, 11, 12, 13, 14, 16, 17, 18, 19]).is_empty());
}

#[test]
fn a_baseline_is_before_the_week_that_it_judges() {
    let weeks = weekly(
        &(1..=40)
            .filter(|week| *week != 20)
            .map(|week| (week, 9))
            .collect::<Vec<_>>(),
    );
    assert_eq!(baseline_weeks(&weeks, 40, None), Some(13..=39));
    assert_eq!(baseline_weeks(&weeks, 10, None), Some(1..=9));
    assert_eq!(baseline_weeks(&weeks, 40, Some(31)), Some(32..=39));
    assert_eq!(baseline_weeks(&weeks, 40, Some(32)), None);
}

#[test]
fn a_trend_is_the_weighted_least_squares_line() {
    let weeks = [
        (3, 5, 50),
        (4, 9, 60),
        (6, 14, 40),
        (7, 6, 55),
        (9, 20, 70),
        (10, 22, 45),
    ]
    .map(|(week, count, read)| WeeklyShare { week, count, read });
    let sum = |term: fn(f64, f64, f64) -> f64| -> f64 {
        weeks
            .iter()
            .map(|w| term(w.week as f64, w.count as f64, w.read as f64))
            .sum()
    };
    // The normal equations of x/n = a + b t with weights n.
    let (n, t, tt) = (
        sum(|_, _, n| n),
        sum(|t, _, n| n * t),
        sum(|t, _, n| n * t * t),
    );
    let (x, tx) = (sum(|_, x, _| x), sum(|t, x, _| t * x));
    let slope = (n * tx - t * x) / (n * tt - t * t);
    let (level, p) = ((x - slope * t) / n, x / n);
    let residual: f64 = weeks
        .iter()
        .map(|w| {
            (w.count as f64 / w.read as f64 - level - slope * w.week as f64).powi(2) * w.read as f64
        })
        .sum();
    let dispersion = residual / (p * (1.0 - p)) / 4.0;
    let trend = cochran_armitage(&weeks).unwrap();
    assert_near(trend.slope.value, slope, 1e-10);
    assert_near(trend.dispersion, dispersion, 1e-10);
    assert!(dispersion > 1.0);
    let error = (dispersion * p * (1.0 - p) / (tt - t * t / n)).sqrt();
    assert_near(trend.slope.upper - slope, Z95 * error, 1e-10);
    assert_near(trend.p_value, 2.0 * normal_cdf(-slope / error), 1e-10);

    let with = |change: fn(&mut WeeklyShare)| {
        let mut weeks = weeks;
        weeks.iter_mut().for_each(change);
        cochran_armitage(&weeks)
    };
    assert!(cochran_armitage(&weeks[1..]).is_none() && cochran_armitage(&[]).is_none());
    assert!(
        with(|week| week.count = 3).is_none(),
        "18 tickets are too few"
    );
    assert!(with(|week| week.count = week.read).is_none());
    assert!(with(|week| week.week = 5).is_none());
    assert!(with(|week| week.read = 0).is_none());
    assert!(with(|week| week.count = week.read + 1).is_none());
}

#[test]
fn the_tail_of_student_is_that_of_the_tables() {
    // Two-sided 5% points: Abramowitz and Stegun, table 26.10.
    for (freedom, point) in [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (4, 2.776),
        (5, 2.571),
        (9, 2.262),
        (24, 2.064),
    ] {
        assert_near(student_quantile(0.05, freedom), point, 2e-4);
        assert_near(
            student_tail(-student_quantile(0.05, freedom), freedom),
            0.05,
            1e-9,
        );
    }
    assert_eq!(student_tail(0.0, 6), 1.0);
    // The density of t, integrated from far out by Simpson's rule.
    for freedom in [4_u64, 7] {
        let v = freedom as f64;
        let constant = [3.0 / 8.0, 0.384_991_450_832_3][usize::from(freedom == 7)];
        for from in [0.05, 0.3, 1.0, 4.0, 30.0] {
            // By s = 1/t the tail has an end.
            let density = |s: f64| {
                if s == 0.0 {
                    return 0.0;
                }
                let t: f64 = 1.0 / s;
                constant * (1.0 + t * t / v).powf(-(v + 1.0) / 2.0) * t * t
            };
            let (steps, end) = (40_000, 1.0 / from);
            let h = end / f64::from(steps);
            let sum: f64 = (0..=steps)
                .map(|i| {
                    let weight = match i {
                        0 => 1.0,
                        _ if i == steps => 1.0,
                        _ => f64::from(2 + i % 2 * 2),
                    };
                    weight * density(h * f64::from(i))
                })
                .sum();
            assert_near(student_tail(from, freedom), 2.0 * sum * h / 3.0, 1e-6);
        }
    }
}

/// So many tickets read each week, of an exposure.
fn rates(weeks: &[(i64, u64, f64)]) -> Vec<WeeklyCount> {
    let week = |(week, count, exposure): &(i64, u64, f64)| WeeklyCount {
        week: *week,
        count: *count,
        exposure: *exposure,
    };
    weeks.iter().map(week).collect()
}

#[test]
fn a_trend_of_rates_is_the_most_likely_one_and_widens_with_what_it_leaves_over() {
    let weeks = rates(&[
        (3, 5, 50.0),
        (4, 9, 60.0),
        (6, 14, 40.0),
        (7, 6, 55.0),
        (9, 20, 70.0),
        (10, 22, 45.0),
    ]);
    // For a slope the best level has a closed form, and the best slope is found by trying.
    let likelihood = |slope: f64| -> f64 {
        let weight = |w: &WeeklyCount| w.exposure * (slope * w.week as f64).exp();
        let level = weeks.iter().map(|w| w.count as f64).sum::<f64>()
            / weeks.iter().map(weight).sum::<f64>();
        let each = weeks.iter().map(|w| {
            let mu = level * weight(w);
            w.count as f64 * mu.ln() - mu
        });
        each.sum()
    };
    let (mut low, mut high) = (-2.0, 2.0);
    for _ in 0..200 {
        let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if likelihood(a) < likelihood(b) {
            low = a;
        } else {
            high = b;
        }
    }
    let trend: Trend = rate_trend(&weeks).unwrap();
    assert_near(
        trend.slope.value,
        f64::midpoint(low, high).exp() - 1.0,
        1e-6,
    );
    assert!(trend.dispersion > 1.0);
    // The curvature of the likelihood is the precision of the slope, without the dispersion.
    let (h, best) = (1e-4, trend.slope.value.ln_1p());
    let curvature =
        (likelihood(best + h) + likelihood(best - h) - 2.0 * likelihood(best)) / (h * h);
    let error = (trend.dispersion / -curvature).sqrt();
    assert_near(trend.slope.upper.ln_1p() - best, 2.776_445 * error, 1e-4);
    let residual: f64 = {
        let weight = |w: &WeeklyCount| w.exposure * (best * w.week as f64).exp();
        let level = 76.0 / weeks.iter().map(weight).sum::<f64>();
        let each = weeks
            .iter()
            .map(|w| (w.count as f64 - level * weight(w)).powi(2) / (level * weight(w)));
        each.sum()
    };
    assert_near(trend.dispersion, residual / 4.0, 1e-8);

    let with = |change: fn(&mut WeeklyCount)| {
        let mut weeks = weeks.clone();
        weeks.iter_mut().for_each(change);
        rate_trend(&weeks)
    };
    assert!(rate_trend(&weeks[1..]).is_none() && rate_trend(&[]).is_none());
    assert!(
        with(|week| week.count = 3).is_none(),
        "18 tickets are too few"
    );
    assert!(with(|week| week.week = 5).is_none());
    for exposure in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let mut weeks = weeks.clone();
        weeks[2].exposure = exposure;
        assert!(rate_trend(&weeks).is_none(), "{exposure}");
    }
    let burst = |at: i64| -> Vec<WeeklyCount> {
        let week = |week| (week, if week == at { 40 } else { 0 }, 1.0);
        rates(&(0..8).map(week).collect::<Vec<_>>())
    };
    assert!(rate_trend(&burst(7)).is_none(), "no slope is steep enough");
    assert!(
        rate_trend(&burst(4)).unwrap().p_value > 0.5,
        "a burst is no trend"
    );
}

#[test]
fn what_does_not_change_has_no_trend_while_another_culprit_falls() {
    let falling = [150, 135, 120, 105, 90, 75, 60, 45];
    let share: Vec<WeeklyShare> = (0..8)
        .map(|week: usize| WeeklyShare {
            week: week as i64,
            count: 50,
            read: 50 + falling[week],
        })
        .collect();
    assert!(
        cochran_armitage(&share).unwrap().p_value < 1e-6,
        "its share rises"
    );
    let rate = rates(&(0..8).map(|week| (week, 50, 1.0)).collect::<Vec<_>>());
    let trend = rate_trend(&rate).unwrap();
    assert!(trend.slope.value.abs() < 1e-9 && trend.p_value > 0.999);
}

#[test]
fn a_culprit_that_bursts_by_itself_widens_its_own_changes() {
    let (before, after) = ([seen(27, 97, 412, 1.0)], [seen(9, 87, 268, 1.0)]);
    let calm = rate_ratio(&before, &after, shared(1.0)).unwrap().ratio;
    let own = |own| {
        let dispersion = Dispersion { shared: 1.0, own };
        rate_ratio(&before, &after, dispersion).unwrap().ratio
    };
    let width = |one: Estimate| (one.upper / one.lower).ln();
    // Its own bursts multiply arrivals and sampling alike.
    assert_near(width(own(4.0)), 2.0 * width(calm), 1e-12);
    assert_eq!(own(f64::NAN), calm);
    let both = Dispersion {
        shared: 4.0,
        own: 1.5,
    };
    assert_eq!(
        rate_ratio(&before, &after, both).unwrap().ratio,
        rate_ratio(&before, &after, shared(4.0)).unwrap().ratio,
        "the larger of the two, not their product"
    );
    let weeks = weekly(&[(1, 9), (2, 9), (3, 9), (4, 9), (5, 9), (6, 9), (7, 9)]);
    assert!(scatter(&weeks).is_none(), "seven weeks are too few");
    let weeks = weekly(&(1..9).map(|week| (week, 0)).collect::<Vec<_>>());
    assert!(scatter(&weeks).is_none(), "nothing has no scatter");
}

#[test]
fn what_cannot_be_a_sample_has_no_statistics() {
    let impossible = [
        (0, 0, 0),
        (0, 0, 10),
        (3, 2, 10),
        (1, 11, 10),
        (u64::MAX, 1, u64::MAX),
    ];
    let fine = seen(5, 10, 20, 1.0);
    for (count, read, population) in impossible {
        let (odd, all) = (seen(count, read, population, 1.0), sample(read, population));
        assert!(
            share(count, all).is_none()
                && volume(count, all).is_none()
                && rate_of_strata(&[stratum(count, read, population)], 1.0).is_none()
        );
        assert!(all.in_scope(count).is_none());
        assert!(
            rate_ratio(&[fine], &[odd], shared(1.0)).is_none()
                && rate_ratio(&[odd], &[fine], shared(1.0)).is_none()
        );
        // Without its population, a sample of 11 is possible.
        let unbounded = count <= read && read > 0;
        assert_eq!(share_difference(&fine, &odd, 1.0).is_some(), unbounded);
        assert_eq!(fisher_exact(&odd, &fine).is_some(), unbounded);
    }
    let unknown = Sample {
        read: 10,
        population: None,
    };
    assert!(
        share(3, unknown).is_some()
            && volume(3, unknown).is_none()
            && rate_of_strata(
                &[Stratum {
                    count: 3,
                    sample: unknown,
                    labels: None,
                }],
                1.0
            )
            .is_none()
    );
    assert!(
        rate_ratio(
            &[fine],
            &[Observation {
                sample: unknown,
                ..fine
            }],
            shared(1.0)
        )
        .is_none()
    );
    assert!(rate_ratio(&[], &[fine], shared(1.0)).is_none());
    for usage in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-320] {
        assert!(rate_of_strata(&[stratum(5, 10, 20)], usage).is_none());
        assert!(rate_ratio(&[fine], &[Observation { usage, ..fine }], shared(1.0)).is_none());
        assert!(
            rate_ratio_of_totals(
                PeriodTotal { tickets: 5, usage },
                PeriodTotal {
                    tickets: 5,
                    usage: 1.0
                },
                1.0
            )
            .is_none()
        );
    }
    assert!(rate_ratio(&[fine], &[fine], shared(f64::INFINITY)).is_none());
    assert!(
        rate_ratio_of_totals(
            PeriodTotal {
                tickets: 0,
                usage: 1.0
            },
            PeriodTotal {
                tickets: 5,
                usage: 1.0
            },
            1.0
        )
        .is_none()
    );
    assert_eq!(sample(10, 20).in_scope(10), Some(sample(0, 0)));
}
