//! What a text of twice the length costs: twice as much, and not four times. Allocated bytes and processor time of one thread are counted,
//! which do not change while the machine does other things.

mod import;
mod read;
mod render;

/// Bytes of a long text.
const SIZE: usize = 100_000;
/// A long text is this much longer than a short one.
const FACTOR: u64 = 8;
/// Costs may grow by so much more than the length: tables are doubled, and sorting is not linear.
const TOLERANCE: u64 = 3;
/// Below these, the costs of a short text say nothing.
const LEAST: Cost = Cost {
    bytes: 1_000_000,
    nanoseconds: 10_000_000,
};

#[derive(Clone, Copy, Debug)]
struct Cost {
    bytes: u64,
    nanoseconds: u64,
}

impl Cost {
    /// What a function costs in the current thread.
    fn measure(run: impl FnOnce()) -> Cost {
        let before = processor_time();
        let allocated = allocation_counter::measure(run);
        Cost {
            bytes: allocated.bytes_total,
            nanoseconds: processor_time() - before,
        }
    }

    fn is_linear(self, short: Cost) -> bool {
        let grew = |short: u64, least: u64, long: u64| long > short.max(least) * FACTOR * TOLERANCE;
        !grew(short.bytes, LEAST.bytes, self.bytes)
            && !grew(short.nanoseconds, LEAST.nanoseconds, self.nanoseconds)
    }
}

/// The time that processors have spent on the current thread, in nanoseconds. Where the system does not say it, allocations are counted
/// alone.
fn processor_time() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = text.split(' ').next().and_then(|field| field.parse().ok());
    first.unwrap_or(0)
}

/// Runs a function with inputs of a short and of a long text, and returns whether the cost grew faster than the length.
fn is_linear<T: Send + Sync>(
    make: impl Fn(usize) -> T,
    run: impl Fn(&T) + Send + Sync,
) -> Result<(), String> {
    let short_size = SIZE / usize::try_from(FACTOR).unwrap();
    let (short, long) = (make(short_size), make(SIZE));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.unwrap().install(|| {
        // What is made once for all texts.
        run(&short);
        let measure = || (Cost::measure(|| run(&short)), Cost::measure(|| run(&long)));
        // Processors that share a core are slower at times.
        let mut costs = measure();
        for _ in 0..2 {
            if costs.1.is_linear(costs.0) {
                return Ok(());
            }
            costs = measure();
        }
        costs
            .1
            .is_linear(costs.0)
            .then_some(())
            .ok_or_else(|| format!("{:?} became {:?}", costs.0, costs.1))
    })
}

/// Fails where the cost of a function grows faster than the length of its input, for any of some texts. `make` makes a text of a length.
#[track_caller]
pub fn assert_linear<C: AsRef<str>, T: Send + Sync>(
    cases: impl IntoIterator<Item = C>,
    make: impl Fn(&str, usize) -> T,
    run: impl Fn(&T) + Send + Sync,
) {
    let faults: Vec<String> = cases
        .into_iter()
        .filter_map(|case| {
            let case = case.as_ref();
            let fault = is_linear(|size| make(case, size), &run).err()?;
            Some(format!("{case:?}: {fault}"))
        })
        .collect();
    assert!(
        faults.is_empty(),
        "grows faster than its length:\n{}",
        faults.join("\n")
    );
}

#[test]
fn what_is_not_linear_is_found() {
    let make = |size: usize| vec![0_u8; size];
    let allocates = |bytes: &Vec<u8>| {
        for at in (0..bytes.len()).step_by(50) {
            drop(bytes[..at].to_owned());
        }
    };
    assert!(is_linear(make, allocates).is_err());
    let looks = |bytes: &Vec<u8>| {
        let seen: usize = (0..bytes.len() / 100)
            .map(|at| bytes[at..].iter().filter(|byte| **byte == 1).count())
            .sum();
        assert_eq!(seen, 0);
    };
    assert_eq!(is_linear(make, looks).is_err(), processor_time() > 0);
    assert!(is_linear(make, |bytes| drop(bytes.clone())).is_ok());
}
