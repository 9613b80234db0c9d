//! Ticket exports of any bytes: tables, JSON and spreadsheets.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary::base::period::Period;
use statuary::base::sample_draw::SampleDraw;
use statuary::base::time::Zone;
use statuary::derive::sampling::SamplingFrame;
use statuary::edge::export::read_export;
use statuary::edge::export::rows::{ExportOptions, RowTarget};
use statuary_fuzz::export_settings;

fuzz_target!(|input: (u8, &[u8])| {
    let (flags, bytes) = input;
    let period = Period::parse("2026-W44").expect("a week");
    let export = export_settings(flags);
    let options = ExportOptions {
        export: &export,
        period,
        zone: Zone::UTC,
        needs_priority: flags & 1 == 1,
        labels: None,
    };
    let mut frame = SamplingFrame::new(SampleDraw::new("seed", "shop", period), &[], 100, false);
    let _ = read_export(bytes, options, RowTarget::Frame(&mut frame));
});
