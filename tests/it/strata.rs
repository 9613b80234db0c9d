//! Weeks added up: one stratum is a plain sample, coverage over all samples of small designs, and who leads.

use crate::compare::assert_close;
use statuary::derive::statistics::{
    Estimate, Sample, Stratum, Volume, rank, rate_of_strata, share, share_of_strata, volume,
    volume_of_strata,
};

fn stratum(count: u64, read: u64, population: u64) -> Stratum {
    Stratum {
        count,
        sample: Sample {
            read,
            population: Some(population),
        },
        labels: None,
    }
}

fn choose(n: u64, k: u64) -> f64 {
    (0..k).map(|i| (n - i) as f64 / (k - i) as f64).product()
}

/// The chance of each count in a sample of a list in which so many are marked.
fn chances(
    Stratum {
        sample: Sample { read, population },
        ..
    }: Stratum,
    marked: u64,
) -> Vec<f64> {
    let all = population.unwrap();
    let ways = |x: u64| {
        if x > marked || read - x > all - marked {
            0.0
        } else {
            choose(marked, x) * choose(all - marked, read - x)
        }
    };
    (0..=read).map(|x| ways(x) / choose(all, read)).collect()
}

/// The chance that the interval of two weeks holds the truth, for each pair of true counts.
fn coverage(design: [Stratum; 2], truths: impl Iterator<Item = [u64; 2]>) -> Vec<f64> {
    let limits: Vec<Vec<Estimate>> = (0..=design[0].sample.read)
        .map(|x| {
            let both = |y| {
                [
                    Stratum {
                        count: x,
                        ..design[0]
                    },
                    Stratum {
                        count: y,
                        ..design[1]
                    },
                ]
            };
            (0..=design[1].sample.read)
                .map(|y| share_of_strata(&both(y)).unwrap())
                .collect()
        })
        .collect();
    let all: u64 = design
        .iter()
        .map(|one| one.sample.population.unwrap())
        .sum();
    let covered = |marked: [u64; 2]| {
        let truth = (marked[0] + marked[1]) as f64 / all as f64;
        let (first, second) = (chances(design[0], marked[0]), chances(design[1], marked[1]));
        let held = |x: usize, y: usize| !limits[x][y].excludes(truth) as u64 as f64;
        let rows = first.iter().enumerate().map(|(x, p)| {
            p * second
                .iter()
                .enumerate()
                .map(|(y, q)| q * held(x, y))
                .sum::<f64>()
        });
        rows.sum()
    };
    truths.map(covered).collect()
}

/// The mean and the least coverage where both weeks have about the same share, and where the second has twice that of the first.
fn mean_and_least(design: [Stratum; 2], ratio: u64) -> (f64, f64) {
    let all = design.map(|one| one.sample.population.unwrap());
    let truths = (1..=30).map(|percent| {
        [
            all[0] * percent / 100,
            (all[1] * percent * ratio / 100).min(all[1]),
        ]
    });
    let chances = coverage(design, truths);
    (
        chances.iter().sum::<f64>() / chances.len() as f64,
        chances.iter().copied().fold(1.0, f64::min),
    )
}

#[test]
fn intervals_over_two_weeks_cover_as_often_as_they_promise() {
    let equal = [stratum(0, 40, 100), stratum(0, 40, 100)];
    let unequal = [stratum(0, 30, 200), stratum(0, 50, 80)];
    let short = [stratum(0, 20, 50), stratum(0, 24, 66)];
    for (design, ratio) in [
        (equal, 1),
        (equal, 2),
        (unequal, 1),
        (unequal, 2),
        (short, 1),
        (short, 2),
    ] {
        let (mean, least) = mean_and_least(design, ratio);
        assert!(
            (0.94..=0.975).contains(&mean),
            "{design:?}, {ratio}: {mean} on average"
        );
        assert!(least > 0.88, "{design:?}, {ratio}: {least} at least");
    }
}

#[test]
fn a_mean_of_shares_would_not_cover() {
    // A quiet week in which everybody asked for one thing weighs no more than its tickets.
    let weeks = [stratum(10, 40, 400), stratum(30, 40, 40)];
    let share = share_of_strata(&weeks).unwrap();
    assert!(
        (share.value - (100.0 + 30.0) / 440.0).abs() < 1e-12,
        "{share:?}"
    );
    assert!(share.excludes((0.25 + 0.75) / 2.0));
}

#[test]
fn one_stratum_is_a_plain_sample() {
    for (count, read, population) in [(0, 20, 40), (27, 97, 412), (97, 97, 412), (5, 30, 30)] {
        let one = stratum(count, read, population);
        assert_eq!(share_of_strata(&[one]), share(count, one.sample));
        assert_eq!(volume_of_strata(&[one]), volume(count, one.sample));
        let rate = rate_of_strata(&[one], 18_200.0).unwrap();
        let share = share(count, one.sample).unwrap();
        for (rate, share) in [
            (rate.value, share.value),
            (rate.lower, share.lower),
            (rate.upper, share.upper),
        ] {
            assert_close(rate, share * population as f64 / 18_200.0 * 1000.0, 1e-9);
        }
    }
    let unknown = Sample {
        read: 50,
        population: None,
    };
    assert_eq!(
        share_of_strata(&[Stratum {
            count: 9,
            sample: unknown,
            labels: None,
        }]),
        share(9, unknown)
    );
}

#[test]
fn a_list_cut_into_alike_strata_is_nearly_the_whole_list() {
    let halves = share_of_strata(&[stratum(20, 80, 320), stratum(20, 80, 320)]).unwrap();
    let whole = share(
        40,
        Sample {
            read: 160,
            population: Some(640),
        },
    )
    .unwrap();
    assert_eq!(halves.value, whole.value);
    assert_close(halves.lower, whole.lower, 1e-4);
    assert_close(halves.upper, whole.upper, 1e-4);
}

#[test]
fn what_was_read_in_full_is_a_fact() {
    let rest = Sample {
        read: 60,
        population: Some(240),
    };
    let strata = [
        stratum(4, 9, 9),
        Stratum {
            count: 11,
            sample: rest,
            labels: None,
        },
    ];
    // The four tickets are certain, and the rest is as uncertain as by itself.
    let (all, alone) = (share_of_strata(&strata).unwrap(), share(11, rest).unwrap());
    for (all, alone) in [
        (all.value, alone.value),
        (all.lower, alone.lower),
        (all.upper, alone.upper),
    ] {
        assert_close(all, (4.0 + 240.0 * alone) / 249.0, 1e-12);
    }
    let (all, alone) = (
        volume_of_strata(&strata).unwrap(),
        volume(11, rest).unwrap(),
    );
    assert_eq!(
        [all.tickets, all.lower, all.upper],
        [alone.tickets, alone.lower, alone.upper].map(|tickets| 4 + tickets)
    );
    let census = [stratum(4, 9, 9), stratum(3, 11, 11)];
    let share = share_of_strata(&census).unwrap();
    assert_eq!((share.lower, share.value, share.upper), (0.35, 0.35, 0.35));
    assert_eq!(
        volume_of_strata(&census),
        Some(Volume {
            tickets: 7,
            lower: 7,
            upper: 7
        })
    );
}

#[test]
fn what_cannot_be_added_is_not() {
    let good = stratum(3, 10, 40);
    let unknown = Stratum {
        count: 3,
        sample: Sample {
            read: 10,
            population: None,
        },
        labels: None,
    };
    assert_eq!(
        share_of_strata(&[good, unknown]),
        None,
        "nobody knows how much it weighs"
    );
    assert_eq!(share_of_strata(&[good, stratum(11, 10, 40)]), None);
    assert_eq!(share_of_strata(&[good, stratum(1, 10, 5)]), None);
    assert_eq!(share_of_strata(&[]), None);
    let none = share_of_strata(&[stratum(0, 10, 40), stratum(0, 12, 50)]).unwrap();
    assert!(
        none.lower == 0.0 && none.value == 0.0 && none.upper > 0.05,
        "nothing seen is not nothing there: {none:?}"
    );
}

#[test]
fn volumes_are_whole_and_possible() {
    for (x, y) in (0..=12).flat_map(|x| (0..=9).map(move |y| (x, y))) {
        let strata = [stratum(x, 12, 30), stratum(y, 9, 41)];
        let volume = volume_of_strata(&strata).unwrap();
        assert!(
            volume.lower >= x + y && volume.upper <= 71 - (12 - x) - (9 - y),
            "{x}, {y}: {volume:?}"
        );
        assert!(volume.lower <= volume.tickets && volume.tickets <= volume.upper);
        let estimate = 30.0 * x as f64 / 12.0 + 41.0 * y as f64 / 9.0;
        assert!((volume.tickets as f64 - estimate).abs() <= 0.5 + 1e-9);
    }
}

#[test]
fn weeks_read_alike_are_ranked_as_one_sample() {
    let samples = [
        Sample {
            read: 50,
            population: Some(200),
        },
        Sample {
            read: 60,
            population: Some(240),
        },
    ];
    let culprits = [
        ("backups", vec![15, 12]),
        ("guidance", vec![10, 12]),
        ("cli", vec![2, 3]),
    ];
    let added = rank(&culprits, &samples).unwrap();
    let together = [
        ("backups", vec![27]),
        ("guidance", vec![22]),
        ("cli", vec![5]),
    ];
    let sample = Sample {
        read: 110,
        population: Some(440),
    };
    let whole = rank(&together, &[sample]).unwrap();
    assert_eq!(
        (&added.order, &added.contenders, added.verified),
        (&whole.order, &whole.contenders, whole.verified)
    );
    assert_close(added.p_value.unwrap(), whole.p_value.unwrap(), 1e-12);
}

#[test]
fn a_busy_week_weighs_more_in_the_ranking() {
    let samples = [
        Sample {
            read: 40,
            population: Some(400),
        },
        Sample {
            read: 40,
            population: Some(40),
        },
    ];
    let ranking = rank(&[("often", vec![12, 2]), ("quiet", vec![6, 30])], &samples).unwrap();
    assert_eq!(
        ranking.order,
        ["often", "quiet"],
        "122 tickets against 90, although fewer were read"
    );
    assert!(!ranking.verified, "a handful of heavy tickets prove little");
    let census = [
        Sample {
            read: 4,
            population: Some(4),
        },
        Sample {
            read: 3,
            population: Some(3),
        },
    ];
    let tied = rank(&[("a", vec![2, 1]), ("b", vec![1, 2])], &census).unwrap();
    assert!(!tied.verified);
    assert_eq!(tied.contenders, ["a", "b"]);
    assert_eq!(rank(&[("a", vec![2])], &census), None);
}
