//! How often the interval of a share holds the truth where a machine labelled every ticket and people read a sample.

use statuary::derive::statistics::{
    CorrectedShare, LabelCounts, Sample, Stratum, equivalent_sample, share, share_corrected,
};

use super::simulation::{Dice, SHARES, planned_sample_size};

/// Tickets in a period.
pub const POPULATIONS: [u64; 6] = [150, 300, 600, 1000, 2000, 5000];

/// How many of the labels are right.
pub const ACCURACIES: [f64; 4] = [0.5, 0.7, 0.85, 0.95];

/// What wrong labels are like.
#[derive(Clone, Copy, Debug)]
pub enum Mistakes {
    /// Any other culprit, each as often.
    Scattered,
    /// Always the next culprit, so that some are missed and others overcounted.
    Shifted,
    /// None: the machine says `unknown`.
    Unknown,
}

/// What came of many samples of periods that were labelled in one way.
pub struct LabelDesign {
    pub read: u64,
    /// In what part of all intervals the true share was.
    pub coverage: f64,
    /// The same of the culprit with the fewest.
    pub least_coverage: f64,
    /// Mean width of the intervals, in parts of that without a machine.
    pub width: f64,
    /// How many tickets would have to be read without the machine.
    pub worth: f64,
}

const CULPRITS: usize = SHARES.len();
/// Labels: the culprits, and `unknown`.
const LABELS: usize = CULPRITS + 1;

/// Tickets by what they are and what the machine says of them.
fn population(dice: &mut Dice, tickets: u64, accuracy: f64, mistakes: Mistakes) -> Vec<u64> {
    let mut cells = vec![0; CULPRITS * LABELS];
    for _ in 0..tickets {
        let mut place = dice.next();
        let truth = SHARES.iter().position(|share| {
            place -= share;
            place < 0.0
        });
        let truth = truth.unwrap_or(0);
        let label = match mistakes {
            _ if dice.next() < accuracy => truth,
            Mistakes::Scattered => {
                (truth + 1 + (dice.next() * (CULPRITS - 1) as f64) as usize) % CULPRITS
            }
            Mistakes::Shifted => (truth + 1) % CULPRITS,
            Mistakes::Unknown => CULPRITS,
        };
        cells[truth * LABELS + label] += 1;
    }
    cells
}

/// Tickets of a culprit by their truth (`true`, `true`), their label, or both.
fn count(cells: &[u64], wanted: impl Fn(usize, usize) -> bool) -> u64 {
    let cells = cells.iter().enumerate();
    cells
        .filter(|(at, _)| wanted(at / LABELS, at % LABELS))
        .map(|(_, count)| count)
        .sum()
}

pub fn simulate(rounds: u32, tickets: u64, accuracy: f64, mistakes: Mistakes) -> LabelDesign {
    let read = planned_sample_size(tickets);
    let sample = Sample {
        read,
        population: Some(tickets),
    };
    let mut covered = [0_u32; CULPRITS];
    let (mut width, mut worth) = (0.0, 0.0);
    for round in 0..rounds {
        let mut dice = Dice(u64::from(round) * 977 + tickets);
        let cells = population(&mut dice, tickets, accuracy, mistakes);
        let drawn = dice.draw(&cells, read);
        let mut shares: Vec<CorrectedShare> = Vec::new();
        for (culprit, covered) in covered.iter_mut().enumerate() {
            let truth = count(&cells, |truth, _| truth == culprit) as f64 / tickets as f64;
            let seen = count(&drawn, |truth, _| truth == culprit);
            let labels = LabelCounts {
                machine: count(&cells, |_, label| label == culprit),
                missed: count(&drawn, |truth, label| truth == culprit && label != culprit),
                wrong: count(&drawn, |truth, label| truth != culprit && label == culprit),
            };
            let stratum = Stratum {
                count: seen,
                sample,
                labels: Some(labels),
            };
            let corrected = share_corrected(&[stratum]).unwrap();
            let alone = share(seen, sample).unwrap();
            // A share that stands at a limit by rounding is not outside.
            let reach = 1e-12;
            let is_inside =
                corrected.share.lower - reach <= truth && truth <= corrected.share.upper + reach;
            *covered += u32::from(is_inside);
            width += (corrected.share.upper - corrected.share.lower) / (alone.upper - alone.lower);
            shares.push(corrected);
        }
        worth += equivalent_sample(tickets, &shares).unwrap();
    }
    let part = |hits: u32| f64::from(hits) / f64::from(rounds);
    let all = CULPRITS as f64;
    LabelDesign {
        read,
        coverage: covered.iter().map(|hits| part(*hits)).sum::<f64>() / all,
        least_coverage: covered.iter().map(|hits| part(*hits)).fold(1.0, f64::min),
        width: width / f64::from(rounds) / all,
        worth: worth / f64::from(rounds),
    }
}
