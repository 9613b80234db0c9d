//! Two people who read the same tickets.

use crate::compare::{assert_close, assert_contains, assert_starts_with};
use statuary::derive::report::ReportFacts;
use statuary::derive::statistics::{Agreement, agreement};
use statuary::view::text;

use crate::site::{internal, ledger, page};

#[test]
fn kappa_is_what_is_beyond_chance() {
    let Agreement {
        tickets,
        agreed,
        kappa,
    } = agreement(&[("a", "a", 20), ("a", "b", 2), ("b", "a", 3), ("b", "b", 15)]).unwrap();
    assert_eq!((tickets, agreed), (40, 0.875));
    // By hand: chance is (22 * 23 + 18 * 17) / 1600 = 0.5075.
    assert_close(kappa.unwrap(), (0.875 - 0.5075) / (1.0 - 0.5075), 1e-12);
    assert_eq!(format!("{:.3}", kappa.unwrap()), "0.746");
    let never = agreement(&[("a", "b", 5), ("b", "a", 5)]).unwrap();
    assert_eq!((never.agreed, never.kappa), (0.0, Some(-1.0)));
    assert_eq!(
        agreement(&[("a", "a", 20)]).unwrap().kappa,
        None,
        "chance would agree as well"
    );
    assert_eq!(agreement::<&str>(&[]), None);
}

#[test]
fn a_report_says_how_well_its_readers_agree() {
    let ledger = ledger(
        "//- internal/reports/store/product.yaml\nname: Store\nculprits:\n  - { id: a, name: A }\n  - { id: b, name: B }\n\
         //- internal/reports/store/2013-W28.yaml\nproduct: store\nperiod: 2013-W28\npopulation: 90\nsampled: 50\nread: 50\n\
         culprits: { a: 30, b: 20 }\nread_twice:\n  - { first: a, second: a, tickets: 20 }\n  - { first: a, second: b, tickets: 2 }\n  \
         - { first: b, second: a, tickets: 3 }\n  - { first: b, second: b, tickets: 15 }\n",
    );
    let product = &ledger.internal.products[0];
    let facts = ReportFacts::of(product, product.samples.values().next().unwrap());
    let words = text::report::method::agreement(facts.agreement.as_ref().unwrap());
    assert_starts_with(&words, "40 tickets were read by two people");
    assert_contains(&words, "kappa 0.75");
    let pages = internal(&ledger, "2013-08-01");
    assert_contains(
        page(&pages, "reports/store/2013-W28/index.html"),
        "40 tickets were read by two people",
    );
}
