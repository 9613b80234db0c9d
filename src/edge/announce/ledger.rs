//! What was announced: one JSON object a line, which are only ever added. The last line about a delivery decides.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::base::time::Moment;
use crate::base::time_parser::{self, WrittenTime};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When it was written.
    pub at: Moment,
    /// The run that wrote it.
    pub run: String,
    pub channel: String,
    pub event: LedgerEvent,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerEvent {
    /// The channel announces what was published from this moment on, as long as it has this filter.
    Begun { filter: String, since: Moment },
    Delivery {
        id: String,
        /// The announcement's name, for people who read the ledger.
        name: String,
        step: DeliveryStep,
    },
}

/// How far a delivery is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryStep {
    /// It is about to be sent.
    Intended,
    Delivered,
    /// It did not arrive, and is tried again.
    Failed(String),
    /// It may have arrived.
    Uncertain(String),
    /// Somebody decided that it is not sent.
    Skipped,
}

impl DeliveryStep {
    fn word(&self) -> &'static str {
        match self {
            DeliveryStep::Intended => "intended",
            DeliveryStep::Delivered => "delivered",
            DeliveryStep::Failed(_) => "failed",
            DeliveryStep::Uncertain(_) => "uncertain",
            DeliveryStep::Skipped => "skipped",
        }
    }

    fn reason(&self) -> Option<&str> {
        match self {
            DeliveryStep::Failed(reason) | DeliveryStep::Uncertain(reason) => Some(reason),
            _ => None,
        }
    }

    fn parse(word: &str, reason: &str) -> Option<DeliveryStep> {
        Some(match word {
            "intended" => DeliveryStep::Intended,
            "delivered" => DeliveryStep::Delivered,
            "failed" => DeliveryStep::Failed(reason.to_owned()),
            "uncertain" => DeliveryStep::Uncertain(reason.to_owned()),
            "skipped" => DeliveryStep::Skipped,
            _ => return None,
        })
    }
}

impl Record {
    /// The ID of the delivery that it is about.
    pub fn delivery(&self) -> Option<&str> {
        match &self.event {
            LedgerEvent::Delivery { id, .. } => Some(id),
            LedgerEvent::Begun { .. } => None,
        }
    }

    fn to_line(&self) -> String {
        let mut object = json!({
            "at": self.at.rfc3339(),
            "run": self.run,
            "channel": self.channel,
        });
        match &self.event {
            LedgerEvent::Begun { filter, since } => {
                object["event"] = json!("begun");
                object["filter"] = json!(filter);
                object["since"] = json!(since.rfc3339());
            }
            LedgerEvent::Delivery { id, name, step } => {
                object["event"] = json!(step.word());
                object["id"] = json!(id);
                object["name"] = json!(name);
                if let Some(reason) = step.reason() {
                    object["reason"] = json!(reason);
                }
            }
        }
        format!("{object}\n")
    }

    fn parse(line: &str) -> Option<Record> {
        let object: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| object[key].as_str();
        let event = match text("event")? {
            "begun" => LedgerEvent::Begun {
                filter: text("filter")?.to_owned(),
                since: parse_moment(text("since")?)?,
            },
            word => LedgerEvent::Delivery {
                id: text("id")?.to_owned(),
                name: text("name")?.to_owned(),
                step: DeliveryStep::parse(word, text("reason").unwrap_or_default())?,
            },
        };
        Some(Record {
            at: parse_moment(text("at")?)?,
            run: text("run")?.to_owned(),
            channel: text("channel")?.to_owned(),
            event,
        })
    }
}

fn parse_moment(text: &str) -> Option<Moment> {
    match time_parser::parse_time(text) {
        Ok(WrittenTime::Zoned(moment)) => Some(moment),
        _ => None,
    }
}

/// Records as lines.
pub fn write_lines(records: &[Record]) -> String {
    records.iter().map(Record::to_line).collect()
}

/// All records.
#[derive(Clone, Debug, Default)]
pub struct AnnouncedLedger {
    records: Vec<Record>,
    /// The last record of each delivery, by its place.
    last: BTreeMap<String, usize>,
}

impl AnnouncedLedger {
    /// Reads whole lines.
    ///
    /// # Errors
    /// When a line is no record: what was sent must not be guessed.
    pub fn parse(text: &str) -> Result<AnnouncedLedger> {
        let mut ledger = AnnouncedLedger::default();
        for (at, line) in text.lines().enumerate() {
            let record = Record::parse(line)
                .with_context(|| format!("line {} of the ledger is not a record", at + 1))?;
            ledger.push(record);
        }
        if !text.is_empty() && !text.ends_with('\n') {
            bail!("the last line of the ledger is not complete");
        }
        Ok(ledger)
    }

    fn push(&mut self, record: Record) {
        if let Some(id) = record.delivery() {
            self.last.insert(id.to_owned(), self.records.len());
        }
        self.records.push(record);
    }

    /// The last that is known of a delivery.
    pub fn last_step(&self, id: &str) -> Option<(&Record, &DeliveryStep)> {
        let record = &self.records[*self.last.get(id)?];
        match &record.event {
            LedgerEvent::Delivery { step, .. } => Some((record, step)),
            LedgerEvent::Begun { .. } => None,
        }
    }

    /// The last that is known of each delivery of a channel, in the order of the records: record, ID, name and step.
    pub fn last_steps(
        &self,
        channel: &str,
    ) -> impl Iterator<Item = (&Record, &str, &str, &DeliveryStep)> {
        let mut last: Vec<usize> = self.last.values().copied().collect();
        last.sort_unstable();
        let records = last.into_iter().map(|at| &self.records[at]);
        records
            .filter(move |record| record.channel == channel)
            .filter_map(|record| match &record.event {
                LedgerEvent::Delivery { id, name, step } => {
                    Some((record, id.as_str(), name.as_str(), step))
                }
                LedgerEvent::Begun { .. } => None,
            })
    }

    /// From when on a channel announces, if its filter is still the same.
    pub fn begun(&self, channel: &str, filter: &str) -> Option<Moment> {
        let begun = self.records.iter().rev().find_map(|record| {
            let LedgerEvent::Begun { filter, since } = &record.event else {
                return None;
            };
            (record.channel == channel).then_some((filter, *since))
        });
        begun
            .filter(|(known, _)| *known == filter)
            .map(|(_, since)| since)
    }

    /// The earliest moment from which on a channel ever announced.
    pub fn first_begun(&self, channel: &str) -> Option<Moment> {
        let begun = self
            .records
            .iter()
            .filter_map(|record| match &record.event {
                LedgerEvent::Begun { since, .. } if record.channel == channel => Some(*since),
                _ => None,
            });
        begun.min()
    }
}
