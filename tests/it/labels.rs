//! Labels of machines: what they add to a sample that people read, and that they are never believed.

use statuary::derive::statistics::{
    Dispersion, LabelCounts, Observation, Sample, Stratum, Volume, equivalent_sample, rate_ratio,
    rate_ratio_corrected, share_corrected, share_of_strata, volume_of_strata,
};

const CALM: Dispersion = Dispersion {
    shared: 1.0,
    own: 1.0,
};

/// A stratum: tickets, tickets read, tickets of the culprit, and what the machine said.
fn stratum(population: u64, read: u64, count: u64, labels: Option<[u64; 3]>) -> Stratum {
    Stratum {
        count,
        sample: Sample {
            read,
            population: Some(population),
        },
        labels: labels.map(|[machine, missed, wrong]| LabelCounts {
            machine,
            missed,
            wrong,
        }),
    }
}

fn observation(stratum: Stratum, usage: f64) -> Observation {
    let Stratum {
        count,
        sample,
        labels,
    } = stratum;
    Observation {
        count,
        sample,
        usage,
        labels,
    }
}

#[test]
fn weeks_with_and_without_labels_add_up() {
    let labeled = stratum(412, 97, 27, Some([118, 3, 4]));
    let plain = stratum(400, 97, 20, None);
    let silent = stratum(400, 97, 20, Some([0, 20, 0]));
    let sum = share_of_strata(&[labeled, plain]).unwrap();
    assert_eq!(sum, share_of_strata(&[labeled, silent]).unwrap());
    let expected = (118.0 - 412.0 / 97.0 + 400.0 * 20.0 / 97.0) / 812.0;
    assert!((sum.value - expected).abs() < 1e-12, "{sum:?}");
    let alone = share_of_strata(&[stratum(412, 97, 27, None), plain]).unwrap();
    assert!(
        sum.upper - sum.lower < alone.upper - alone.lower,
        "labels of one week make the month narrower: {sum:?} {alone:?}"
    );
}

#[test]
fn what_was_read_in_full_is_a_fact_whatever_a_machine_says() {
    // Nine urgent tickets were all read; the machine has no part in them.
    let strata = [
        stratum(9, 9, 4, None),
        stratum(240, 60, 11, Some([50, 1, 2])),
    ];
    let rest = volume_of_strata(&strata[1..]).unwrap();
    let Volume {
        tickets,
        lower,
        upper,
    } = volume_of_strata(&strata).unwrap();
    assert_eq!(
        (tickets, lower, upper),
        (rest.tickets + 4, rest.lower + 4, rest.upper + 4)
    );
}

#[test]
fn an_estimate_is_never_below_what_people_saw() {
    // The machine names it 3 times in all, and 5 of the tickets it named elsewhere were wrong: the difference is negative.
    let strata = [stratum(400, 97, 1, Some([6, 0, 5]))];
    let volume = volume_of_strata(&strata).unwrap();
    assert_eq!((volume.tickets, volume.lower), (1, 1));
    let share = share_corrected(&strata).unwrap().share;
    assert!(share.lower <= share.value && share.value <= share.upper);
    assert!((share.value - 1.0 / 400.0).abs() < 1e-12);
    // Of such a side no change is claimed, though people saw some on the other.
    let before = [observation(stratum(400, 97, 30, Some([120, 3, 3])), 1.0)];
    let after = [observation(strata[0], 1.0)];
    assert!(rate_ratio_corrected(&before, &after, CALM).is_none());
    assert!(rate_ratio(&before, &after, CALM).is_none());
}

#[test]
fn every_sample_of_a_small_list_has_possible_limits() {
    for read in 1..=20_u64 {
        for count in 0..=read {
            for missed in 0..=count {
                for wrong in 0..=read - count {
                    // Of the tickets that nobody read, none, half or all have the label.
                    for unread in [0, (20 - read) / 2, 20 - read] {
                        let machine = count - missed + wrong + unread;
                        let one = [stratum(20, read, count, Some([machine, missed, wrong]))];
                        let share = share_corrected(&one).unwrap();
                        let volume = volume_of_strata(&one).unwrap();
                        let estimate = share.share;
                        assert!(estimate.lower <= estimate.value, "{one:?} {share:?}");
                        assert!(estimate.value <= estimate.upper, "{one:?} {share:?}");
                        assert!(share.standard_error.is_finite());
                        assert!(count <= volume.lower && volume.lower <= volume.tickets);
                        assert!(volume.tickets <= volume.upper);
                        assert!(volume.upper <= 20 - read + count, "{one:?} {volume:?}");
                        assert!(volume.lower as f64 <= 20.0 * estimate.lower + 1e-8);
                        assert!(volume.upper as f64 >= 20.0 * estimate.upper - 1e-8);
                        if read == 20 {
                            assert_eq!((volume.lower, volume.upper), (count, count));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn what_contradicts_itself_has_no_share() {
    for bad in [
        stratum(400, 97, 2, Some([40, 3, 0])),
        stratum(400, 97, 2, Some([40, 0, 98])),
        stratum(90, 97, 2, Some([40, 0, 0])),
        stratum(400, 0, 0, Some([40, 0, 0])),
    ] {
        assert!(share_corrected(&[bad]).is_none(), "{bad:?}");
        assert!(volume_of_strata(&[bad]).is_none(), "{bad:?}");
    }
    assert!(share_corrected(&[]).is_none());
}

#[test]
fn a_good_machine_is_worth_tickets_that_nobody_reads() {
    let good = share_corrected(&[stratum(400, 97, 27, Some([112, 2, 2]))]).unwrap();
    let p = good.share.value;
    let worth = equivalent_sample(400, &[good]).unwrap();
    // At that size the variance of reading alone is the one with the machine.
    let alone = p * (1.0 - p) / worth * (400.0 - worth) / 399.0;
    assert!((alone.sqrt() - good.standard_error).abs() < 1e-12);
    assert!(worth > 190.0, "97 tickets read are worth {worth}");
    assert_eq!(equivalent_sample(400, &[]), None);
}
