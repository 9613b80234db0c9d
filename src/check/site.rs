//! The rules of `site.yaml`.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::declared_ids::ComponentIndex;
use super::outcome::ExternalRefs;
use super::{branding, rule_overrides};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::{Duration, Zone};
use crate::base::vocabulary::Vocabulary;
use crate::check::rules::settings::{
    invalid_language, invalid_url, missing_site_id, unknown_version,
};
use crate::check::rules::value::{duplicate_item, out_of_range};
use crate::format::announce::AnnounceDoc;
use crate::format::field::{Field, Required};
use crate::format::leaf::{FeedWord, LanguageTag, Url};
use crate::format::site::{
    MailingListDoc, PolicyDoc, SiteDoc, SubscribeDoc, SupportDoc, UptimeDoc,
};
use crate::model::site::{
    FeedPolicy, MailingList, Policy, Site, SiteUrl, SubscribeChoices, Support, Weights,
};
use crate::parse::Document;

/// What `site.yaml` says. Zone and rules are separate, because other files can be checked with them while a setting is wrong.
#[derive(Default)]
pub(super) struct SiteSettings {
    pub zone: Option<Zone>,
    pub site: Option<Site>,
    /// Where the internal site is published. Neither this nor the seed is a setting of the public site, which has no use for them.
    pub internal_url: Option<SiteUrl>,
    pub sample_seed: Option<String>,
    /// Checked when components are known.
    pub announce: Field<AnnounceDoc>,
    pub rules: rule_overrides::RuleOverrides,
    pub outward: ExternalRefs,
}

/// Checks the settings.
pub(super) fn check_site(
    document: Document<SiteDoc>,
    sources: &Sources,
    faults: &mut Vec<Diagnostic>,
) -> SiteSettings {
    let nothing = ComponentIndex::default();
    let mut checker = Checker::new(sources, None, &nothing);
    let read = read_settings(document, &mut checker);
    faults.append(&mut checker.faults);
    read
}

fn read_settings(document: Document<SiteDoc>, c: &mut Checker) -> SiteSettings {
    let here = document.content.span;
    let SiteDoc {
        version,
        title,
        url,
        site_id,
        since,
        internal_url,
        time_zone,
        language,
        description,
        support,
        subscribe,
        edit_url,
        history_days,
        policy,
        uptime,
        publish_actions,
        sample_seed,
        feeds,
        announce,
        rules,
        look,
    } = document.content.value;
    check_version(version, here, c);
    let title = c.required_text(title, "title", here);
    let url = c
        .required_scalar(url, "url", here)
        .and_then(|url| Some((parse_site_url(&url, c)?, url.span)));
    let site_id = parse_site_id(site_id, url.as_ref(), c);
    let since = c.optional_date(since);
    let internal_url = internal_url
        .text()
        .optional()
        .and_then(|url| parse_site_url(&url, c));
    let zone = c
        .required_scalar(time_zone, "time_zone", here)
        .and_then(|name| c.zone_named(&name));
    let (language, written) = parse_language(language, c);
    let description = c.optional_text(description, "description");
    let support = support
        .optional()
        .map_or_else(Support::default, |support| parse_support(support.value, c));
    let subscribe = parse_subscribe(subscribe.value_or_default(), c);
    let edit_url = edit_url
        .optional()
        .and_then(|url| c.url(url))
        .map(|url| format!("{}/", url.trim_end_matches('/')));
    let history_days = parse_history_days(history_days, c);
    let policy = parse_policy(policy.value_or_default(), zone, c);
    let weights = parse_weights(uptime.value_or_default(), c);
    let publish_actions = publish_actions
        .optional()
        .is_some_and(|publish| publish.value);
    let sample_seed = sample_seed.optional().and_then(|seed| c.seed(seed));
    let feeds = parse_feed_policies(feeds, c);
    let rules = rule_overrides::parse_overrides(rules, c);
    let (branding, theme) = branding::check_branding(look, c);
    let settings = SiteSettings {
        zone,
        site: None,
        internal_url,
        sample_seed,
        announce,
        rules,
        outward: ExternalRefs {
            language: written,
            theme,
        },
    };
    let (Some(title), Some((url, _)), Some(known_zone), Some(language)) =
        (title, url, zone, language)
    else {
        return settings;
    };
    let description = description.unwrap_or_else(|| title.clone());
    let site = Site {
        title,
        url,
        site_id,
        since,
        zone: known_zone,
        language,
        description,
        support,
        subscribe,
        edit_url,
        history_days,
        policy,
        weights,
        publish_actions,
        feeds,
        hubs: Vec::new(),
        branding,
    };
    SiteSettings {
        site: Some(site),
        ..settings
    }
}

fn check_version(version: Required<u64>, here: Span, c: &mut Checker) {
    if let Some(version) = c
        .required(version, "version", here)
        .filter(|version| version.value != 1)
    {
        c.push(unknown_version(&version));
    }
}

fn parse_site_url(url: &Spanned<String>, c: &mut Checker) -> Option<SiteUrl> {
    SiteUrl::parse(&url.value)
        .map_err(|reason| c.push(invalid_url(url, reason)))
        .ok()
}

/// Without an id, the address stands in.
fn parse_site_id(field: Field<String>, url: Option<&(SiteUrl, Span)>, c: &mut Checker) -> String {
    let is_missing = matches!(field, Field::Missing);
    let site_id = c.optional_text(field, "site_id");
    let Some((url, span)) = url else {
        return site_id.unwrap_or_default();
    };
    if is_missing {
        c.push(missing_site_id(*span, &url.to_string()));
    }
    site_id.unwrap_or_else(|| url.to_string())
}

/// The language of the pages, English where none is given, and the place where a good one is written.
fn parse_language(
    language: Field<LanguageTag>,
    c: &mut Checker,
) -> (Option<String>, Option<Spanned<String>>) {
    let written = language.text().optional();
    let tag = written.clone().map_or_else(
        || Some("en".to_owned()),
        |tag| validate_language_tag(tag, c),
    );
    let written = written.filter(|_| tag.is_some());
    (tag, written)
}

/// Letters and digits in parts of at most eight, the first part of letters alone (the shape of RFC 5646).
fn validate_language_tag(tag: Spanned<String>, c: &mut Checker) -> Option<String> {
    let part_ok = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let first = tag.value.split('-').next().unwrap_or_default();
    let first_ok = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    if first_ok && tag.value.split('-').all(part_ok) {
        return Some(tag.value);
    }
    c.push(invalid_language(&tag));
    None
}

fn parse_support(support: SupportDoc, c: &mut Checker) -> Support {
    let SupportDoc { email, url } = support;
    Support {
        email: email.text().optional().and_then(|email| c.email(email)),
        url: url.optional().and_then(|url| c.url(url)),
    }
}

fn parse_subscribe(subscribe: SubscribeDoc, c: &mut Checker) -> SubscribeChoices {
    let SubscribeDoc {
        mail,
        slack,
        teams,
        chat,
    } = subscribe;
    let mut invitation = |url: Field<Url>| c.public_url(url.text().optional()?);
    SubscribeChoices {
        slack: invitation(slack),
        teams: invitation(teams),
        chat: invitation(chat),
        mail: mail.optional().and_then(|list| parse_mailing_list(list, c)),
    }
}

fn parse_mailing_list(list: Spanned<MailingListDoc>, c: &mut Checker) -> Option<MailingList> {
    let MailingListDoc { join, leave } = list.value;
    let join = c.required_scalar(join, "join", list.span);
    let leave = c.required_scalar(leave, "leave", list.span);
    let mut address = |text: Spanned<String>| c.contact_address(text);
    let (join, leave) = (join.and_then(&mut address), leave.and_then(&mut address));
    Some(MailingList {
        join: join?,
        leave: leave?,
    })
}

/// Policies, each named once.
fn parse_feed_policies(field: Field<Vec<Field<FeedWord>>>, c: &mut Checker) -> Vec<FeedPolicy> {
    let mut places: BTreeMap<FeedPolicy, Span> = BTreeMap::new();
    let once = |text: &Spanned<String>| {
        let policy: FeedPolicy = c.word(text)?;
        if let Some(first) = places.insert(policy, text.span) {
            c.push(duplicate_item(
                text,
                FeedPolicy::LABEL,
                policy.word(),
                first,
            ));
        }
        Some(policy)
    };
    field.texts().iter().filter_map(once).collect()
}

fn parse_history_days(field: Field<u64>, c: &mut Checker) -> u32 {
    let Some(days) = field.optional() else {
        return 90;
    };
    match u32::try_from(days.value) {
        Ok(number @ 1..=366) => number,
        _ => {
            let problem = format!("`history_days` is {}", days.value);
            c.push(out_of_range(days.span, &problem, "a number from 1 to 366"));
            90
        }
    }
}

fn parse_policy(policy: PolicyDoc, zone: Option<Zone>, c: &mut Checker) -> Policy {
    let PolicyDoc {
        maintenance_notice,
        first_update,
        update_interval,
        postmortem_due,
        postmortem_sections,
        since,
    } = policy;
    let sections = postmortem_sections
        .items()
        .iter()
        .map(|section| c.single_line(section))
        .collect();
    Policy {
        maintenance_notice: c
            .optional_duration(maintenance_notice)
            .unwrap_or(Duration::days(1)),
        first_update: c
            .optional_duration(first_update)
            .unwrap_or(Duration::minutes(15)),
        update_interval: c
            .optional_duration(update_interval)
            .unwrap_or(Duration::minutes(60)),
        postmortem_due: c
            .optional_duration(postmortem_due)
            .unwrap_or(Duration::days(5)),
        postmortem_sections: sections,
        since: c
            .optional_date(since)
            .map(|day| day.start_in(zone.unwrap_or(Zone::UTC))),
    }
}

fn parse_weights(uptime: UptimeDoc, c: &mut Checker) -> Weights {
    let UptimeDoc {
        degraded_performance,
        partial_outage,
        major_outage,
    } = uptime;
    Weights {
        degraded_performance: parse_weight(degraded_performance, 0.0, c),
        partial_outage: parse_weight(partial_outage, 0.3, c),
        major_outage: parse_weight(major_outage, 1.0, c),
    }
}

fn parse_weight(field: Field<f64>, default: f64, c: &mut Checker) -> f64 {
    let Some(weight) = field.optional() else {
        return default;
    };
    if (0.0..=1.0).contains(&weight.value) {
        return weight.value;
    }
    let problem = format!("the weight {} is out of range", weight.value);
    let fault = out_of_range(
        weight.span,
        &problem,
        "a number from 0 (counts as up) to 1 (counts as down)",
    );
    c.push(fault.help("write 30% as `0.3`"));
    default
}
