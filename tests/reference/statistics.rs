//! Every case of `statistics.csv` whose method is among the statistics of samples.

use std::collections::BTreeMap;

use statuary::derive::statistics::{
    Dispersion, Estimate, LabelCounts, Observation, PeriodTotal, RateRatio, Sample, Stratum,
    Volume, WeeklyCount, WeeklyShare, Z95, cochran_armitage, fisher_exact, holm, laney_u, median,
    rank, rate_of_strata, rate_ratio, rate_ratio_corrected, rate_ratio_of_totals, rate_trend,
    scatter, share, share_corrected, share_difference, shared_dispersion, thompson, volume,
    volume_corrected,
};

use super::distribution::{log_factorials, naive_chance};
use super::{sample, seen, shared};

const REFERENCE: &str = include_str!("statistics.csv");

/// Methods of the reference file that belong to the drawing of samples and to the calendar.
const ELSEWHERE: [&str; 2] = ["sample_hash", "iso_week"];

type Answer = Vec<(&'static str, String)>;

struct Inputs<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Inputs<'a> {
    fn texts(&self, key: &str) -> Vec<&'a str> {
        self.0[key].split('|').collect()
    }
    fn numbers(&self, key: &str) -> Vec<f64> {
        self.texts(key)
            .iter()
            .map(|text| text.parse().unwrap())
            .collect()
    }
    fn number(&self, key: &str) -> f64 {
        self.numbers(key)[0]
    }
    fn counts(&self, key: &str) -> Vec<u64> {
        self.texts(key)
            .iter()
            .map(|text| text.parse().unwrap())
            .collect()
    }
    fn count(&self, key: &str) -> u64 {
        self.counts(key)[0]
    }
    fn sample(&self) -> Sample {
        sample(self.count("n"), self.count("N"))
    }
    /// The period whose keys end in `suffix`.
    fn observation(&self, suffix: &str) -> Observation {
        let key = |name: &str| format!("{name}{suffix}");
        let population = self
            .0
            .contains_key(key("N").as_str())
            .then(|| self.count(&key("N")));
        let usage = if self.0.contains_key(key("U").as_str()) {
            self.number(&key("U"))
        } else {
            1.0
        };
        Observation {
            count: self.count(&key("x")),
            sample: Sample {
                read: self.count(&key("n")),
                population,
            },
            usage,
            labels: None,
        }
    }
    /// A period as `N:n:machine:missed:wrong:x:U`.
    fn labeled_period(&self, key: &str) -> Observation {
        let part: Vec<u64> = self.0[key]
            .split(':')
            .map(|part| part.parse().unwrap())
            .collect();
        let [population, read, machine, missed, wrong, count, usage] = part[..] else {
            panic!("{key} has seven parts");
        };
        let labels = LabelCounts {
            machine,
            missed,
            wrong,
        };
        Observation {
            labels: Some(labels),
            ..seen(count, read, population, usage as f64)
        }
    }
    fn weeks(&self, key: &str) -> Vec<Observation> {
        let week = |text: &&str| {
            let part: Vec<u64> = text.split(':').map(|part| part.parse().unwrap()).collect();
            seen(part[0], part[1], part[2], part[3] as f64)
        };
        self.texts(key).iter().map(week).collect()
    }
}

fn pairs(text: &str) -> BTreeMap<&str, &str> {
    text.split(';')
        .map(|pair| pair.split_once('=').unwrap())
        .collect()
}

/// The fields of a line. Quotes inside of quotes occur only in columns that no test reads.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(character),
        }
    }
    fields
}

fn list<T: ToString>(items: &[T]) -> String {
    items
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("|")
}

fn estimate(names: [&'static str; 3], estimate: Estimate) -> Answer {
    let values = [estimate.value, estimate.lower, estimate.upper];
    names
        .into_iter()
        .zip(values.map(|value| value.to_string()))
        .collect()
}

fn tickets(names: [&'static str; 3], volume: Volume) -> Answer {
    let values = [volume.tickets, volume.lower, volume.upper];
    names
        .into_iter()
        .zip(values.map(|value| value.to_string()))
        .collect()
}

fn change(change: RateRatio) -> Answer {
    [
        estimate(["ratio", "lower", "upper"], change.ratio),
        vec![("p", change.p_value.to_string())],
    ]
    .concat()
}

fn answer(method: &str, given: &Inputs) -> Option<Answer> {
    let limits = |name| [name, "lower", "upper"];
    Some(match method {
        "n_thompson" => {
            let size =
                thompson(given.count("N"), given.number("d"), given.number("alpha")).unwrap();
            let (m, n0, n) = (size.worst_culprits, size.infinite_population, size.read);
            vec![
                ("m", m.to_string()),
                ("n0", n0.to_string()),
                ("n", n.to_string()),
            ]
        }
        "n_cochran" => naive_cochran(given.number("N"), given.number("d"), given.number("p")),
        "share_wilson_fpc" => estimate(
            limits("share"),
            share(given.count("x"), given.sample()).unwrap(),
        ),
        "volume_wilson_fpc" => tickets(
            limits("tickets"),
            volume(given.count("x"), given.sample()).unwrap(),
        ),
        "volume_hypergeom_exact" => naive_exact_volume(given.count("x"), given.sample()),
        "share_domain" => {
            let (x, all) = (given.count("x"), given.sample());
            let part = all.in_scope(given.count("na")).unwrap();
            let sizes = [
                ("eligible_reviewed", part.read),
                ("eligible_population", part.population.unwrap()),
            ];
            let sizes = sizes.map(|(name, size)| (name, size.to_string())).to_vec();
            let volume = tickets(
                ["tickets", "tickets_lower", "tickets_upper"],
                volume(x, all).unwrap(),
            );
            [
                sizes,
                estimate(limits("share"), share(x, part).unwrap()),
                volume,
            ]
            .concat()
        }
        "rate_per_1000" => {
            let (count, sample) = (given.count("x"), given.sample());
            let rate = rate_of_strata(
                &[Stratum {
                    count,
                    sample,
                    labels: None,
                }],
                given.number("U"),
            );
            estimate(limits("rate"), rate.unwrap())
        }
        "top_hung_fithian" => {
            let culprits: Vec<_> = given
                .texts("ids")
                .into_iter()
                .zip(given.counts("counts").into_iter().map(|count| vec![count]))
                .collect();
            let read = given.counts("counts").iter().sum();
            let population = None;
            let ranking = rank(&culprits, &[Sample { read, population }]).unwrap();
            vec![
                ("top", ranking.order[0].to_string()),
                ("p", ranking.p_value.unwrap().to_string()),
                ("verified", ranking.verified.to_string()),
                ("contenders", list(&ranking.contenders)),
            ]
        }
        "share_corrected" => {
            let labels = LabelCounts {
                machine: given.count("machine"),
                missed: given.count("missed"),
                wrong: given.count("wrong"),
            };
            let strata = [Stratum {
                count: given.count("x"),
                sample: given.sample(),
                labels: Some(labels),
            }];
            let corrected = share_corrected(&strata).unwrap();
            let volume = tickets(
                ["tickets", "tickets_lower", "tickets_upper"],
                volume_corrected(&strata).unwrap(),
            );
            [
                estimate(limits("share"), corrected.share),
                vec![("se", corrected.standard_error.to_string())],
                volume,
            ]
            .concat()
        }
        _ => return answer_comparison(method, given),
    })
}

fn answer_comparison(method: &str, given: &Inputs) -> Option<Answer> {
    let sides = || (given.observation("1"), given.observation("2"));
    let total = |n, u| PeriodTotal {
        tickets: given.count(n),
        usage: given.number(u),
    };
    Some(match method {
        "diff_newcombe" => estimate(
            ["diff", "lower", "upper"],
            share_difference(&sides().0, &sides().1, 1.0)
                .unwrap()
                .difference,
        ),
        "fisher_exact" => vec![(
            "p",
            fisher_exact(&sides().0, &sides().1).unwrap().to_string(),
        )],
        "rr_total" => change(
            rate_ratio_of_totals(total("N1", "U1"), total("N2", "U2"), given.number("phi"))
                .unwrap(),
        ),
        "rr_culprit" => {
            change(rate_ratio(&[sides().0], &[sides().1], shared(given.number("phi"))).unwrap())
        }
        "rr_corrected" => {
            let side = |key| [given.labeled_period(key)];
            let phi = shared(given.number("phi"));
            change(rate_ratio_corrected(&side("earlier"), &side("later"), phi).unwrap())
        }
        "rr_culprit_dispersed" => {
            let (before, after) = ([sides().0], [sides().1]);
            let dispersion = Dispersion {
                shared: shared_dispersion(&before, &after, given.number("phi_total")),
                own: given.number("phi_own"),
            };
            change(rate_ratio(&before, &after, dispersion).unwrap())
        }
        "rr_window" => {
            let window = rate_ratio(
                &given.weeks("before"),
                &given.weeks("after"),
                shared(given.number("phi")),
            )
            .unwrap();
            let tickets = [
                ("tickets_before", window.before),
                ("tickets_after", window.after),
            ];
            [
                tickets
                    .map(|(name, value)| (name, value.to_string()))
                    .to_vec(),
                change(window),
            ]
            .concat()
        }
        "holm" => vec![("adjusted", list(&holm(&given.numbers("p"))))],
        "laney_u" => {
            let counted = given
                .counts("week")
                .into_iter()
                .zip(given.counts("count"))
                .zip(given.numbers("exposure"));
            let weeks = counted.map(|((week, count), exposure)| WeeklyCount {
                week: week as i64,
                count,
                exposure,
            });
            let (first, last) = given.0["baseline"].split_once('-').unwrap();
            let baseline = first.parse().unwrap()..=last.parse().unwrap();
            let chart = laney_u(&weeks.collect::<Vec<_>>(), &baseline).unwrap();
            let point = chart.points.last().unwrap();
            let signals: Vec<_> = chart
                .points
                .iter()
                .filter(|p| p.signal.is_some())
                .map(|p| p.week)
                .collect();
            let numbers = [
                ("centre", chart.centre),
                ("sigma_z", chart.sigma_z),
                ("phi", chart.dispersion),
                ("last_lower", point.lower),
                ("last_upper", point.upper),
            ];
            [
                numbers
                    .map(|(name, value)| (name, value.to_string()))
                    .to_vec(),
                vec![("signals", list(&signals))],
            ]
            .concat()
        }
        "trend_cochran_armitage" => {
            let read = given
                .counts("t")
                .into_iter()
                .zip(given.counts("x"))
                .zip(given.counts("n"));
            let weeks = read.map(|((week, count), read)| WeeklyShare {
                week: week as i64,
                count,
                read,
            });
            let trend = cochran_armitage(&weeks.collect::<Vec<_>>()).unwrap();
            let rest = [
                ("chi2", trend.chi_square),
                ("phi", trend.dispersion),
                ("p", trend.p_value),
            ];
            let slope = estimate(["slope", "slope_lower", "slope_upper"], trend.slope);
            [
                slope,
                rest.map(|(name, value)| (name, value.to_string())).to_vec(),
            ]
            .concat()
        }
        "trend_rate" => {
            let trend = rate_trend(&read_exposures("t", given)).unwrap();
            let rest = [("phi", trend.dispersion), ("p", trend.p_value)];
            let change = estimate(["change_per_week", "lower", "upper"], trend.slope);
            [
                change,
                rest.map(|(name, value)| (name, value.to_string())).to_vec(),
            ]
            .concat()
        }
        "culprit_dispersion" => {
            let weeks = read_exposures("week", given);
            let (first, last) = given.0["baseline"].split_once('-').unwrap();
            assert_eq!((first, last), ("1", weeks.len().to_string().as_str()));
            let own = scatter(&weeks).unwrap();
            [("sigma_z", own.sigma_z), ("phi", own.dispersion)]
                .map(|(name, value)| (name, value.to_string()))
                .to_vec()
        }
        "median_ci" => {
            let middle = median(&given.numbers("x")).unwrap();
            let (lower, upper) = middle.interval.unwrap();
            estimate(
                ["median", "lower", "upper"],
                Estimate {
                    value: middle.median,
                    lower,
                    upper,
                },
            )
        }
        _ => return None,
    })
}

/// Tickets read of a culprit by week, each with usage times the part that was read.
fn read_exposures(week: &str, given: &Inputs) -> Vec<WeeklyCount> {
    let weeks = given.counts(week).into_iter().enumerate();
    let [read, all, usage] = ["n", "N", "U"].map(|key| given.numbers(key));
    let counts = given.counts("x");
    weeks
        .map(|(at, week)| WeeklyCount {
            week: week as i64,
            count: counts[at],
            exposure: usage[at] * read[at] / all[at],
        })
        .collect()
}

#[test]
fn every_reference_case_of_a_method_that_lives_here_agrees() {
    let mut checked = 0;
    for line in REFERENCE.lines().skip(1) {
        let case = fields(line);
        let (id, method, tolerance) = (&case[0], case[2].as_str(), case[6].parse::<f64>().unwrap());
        let given = Inputs(pairs(&case[4]));
        assert!(
            given.0.get("conf").is_none_or(|level| *level == "0.95"),
            "{id}: all intervals are at 95%"
        );
        if ELSEWHERE.contains(&method) {
            continue;
        }
        let answer =
            answer(method, &given).unwrap_or_else(|| panic!("{id}: nothing computes {method}"));
        let answer: BTreeMap<_, _> = answer
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let expected = pairs(&case[5]);
        assert!(
            answer.keys().eq(expected.keys()),
            "{id}: {answer:?} instead of {expected:?}"
        );
        for (name, value) in expected {
            assert!(
                agrees(value, answer[name], tolerance),
                "{id}: {name} is {} instead of {value}",
                answer[name]
            );
        }
        checked += 1;
    }
    assert_eq!(checked, 27);
}

/// Whether lists of numbers or words agree. The reference has ten digits, so small numbers must agree relatively too.
fn agrees(expected: &str, actual: &str, tolerance: f64) -> bool {
    // A trend without a slope is found by steps, which end near zero.
    let relative = |want: f64| {
        if want == 0.0 {
            1e-12
        } else {
            3e-8 * want.abs()
        }
    };
    let same = |(want, have): (&str, &str)| match (want.parse::<f64>(), have.parse::<f64>()) {
        (Ok(want), Ok(have)) => (want - have).abs() <= tolerance.min(relative(want)),
        _ => want == have,
    };
    expected.split('|').count() == actual.split('|').count()
        && expected.split('|').zip(actual.split('|')).all(same)
}

fn naive_cochran(population: f64, margin: f64, p: f64) -> Answer {
    let n0 = Z95 * Z95 * p * (1.0 - p) / (margin * margin);
    vec![
        ("n0", n0.to_string()),
        (
            "n",
            (n0 / (1.0 + (n0 - 1.0) / population)).ceil().to_string(),
        ),
    ]
}

/// The exact interval: every number of marked tickets that makes neither tail of the count rarer than 2.5%.
fn naive_exact_volume(count: u64, sample: Sample) -> Answer {
    let (read, population) = (sample.read, sample.population.unwrap());
    let factorials = log_factorials(population);
    let tail = |marked, counts: std::ops::RangeInclusive<u64>| {
        counts
            .map(|count| naive_chance(&factorials, count, population, marked, read))
            .sum::<f64>()
    };
    let possible = (0..=population)
        .filter(|marked| tail(*marked, count..=read) > 0.025 && tail(*marked, 0..=count) > 0.025)
        .collect::<Vec<_>>();
    vec![
        ("lower", possible[0].to_string()),
        ("upper", possible[possible.len() - 1].to_string()),
    ]
}
