//! The rules of `support.yaml`, the support guide.

use super::checker::Checker;
use super::context::CheckContext;
use super::declared_ids::DeclaredIds;
use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::prose::Prose;
use crate::base::source::{FileId, Spanned};
use crate::check::rules::reference::unknown_error_code;
use crate::check::rules::value::{duplicate_item, out_of_range};
use crate::format::field::Field;
use crate::format::leaf::{ErrorCodeRef, Markdown};
use crate::format::support::{
    ErrorCodeDoc, SupportChannelDoc, SupportGuideDoc, SupportPriorityDoc,
};
use crate::model::support::{ErrorCode, SupportChannel, SupportGuide, SupportPriority};
use crate::parse::Document;
use crate::parse::markdown::MarkdownLink;

/// The support guide with what other files need of it.
#[derive(Default)]
pub(super) struct CheckedGuide {
    /// `None` if there is none, or it has an error.
    pub guide: Option<SupportGuide>,
    /// The codes that other files may name.
    pub error_codes: DeclaredIds,
    /// Links of its texts, with the file that they are in.
    pub links: Vec<(FileId, Vec<MarkdownLink>)>,
}

/// Checks the guide, if there is one.
pub(super) fn check_support_guide(
    documents: Vec<Document<SupportGuideDoc>>,
    context: &CheckContext,
    faults: &mut Vec<Diagnostic>,
) -> CheckedGuide {
    let Some(document) = documents.into_iter().next() else {
        return CheckedGuide::default();
    };
    let mut c = context.checker();
    let here = document.content.span;
    let SupportGuideDoc {
        title,
        intro,
        channels,
        priorities,
        include,
        error_codes,
        outro,
    } = document.content.value;
    let title = c.required_text(title, "title", here);
    let [intro, outro] = [intro, outro].map(|text| check_prose(text, &mut c));
    let channels = channels.items().into_iter();
    let channels = channels.filter_map(|doc| check_channel(doc, &mut c));
    let channels = channels.collect();
    let priorities = priorities.items().into_iter();
    let priorities = priorities.filter_map(|doc| check_priority(doc, &mut c));
    let priorities = priorities.collect();
    let include = include.texts().into_iter();
    let include = include.filter_map(|line| c.non_empty(&line, "include"));
    let include = include.collect();
    let mut declared = DeclaredIds {
        partial: !error_codes.all_valid(),
        ..DeclaredIds::default()
    };
    let error_codes = error_codes.items().into_iter();
    let error_codes = error_codes.filter_map(|doc| check_error_code(doc, &mut declared, &mut c));
    let error_codes = error_codes.collect();
    let guide = title.map(|title| SupportGuide {
        title,
        intro,
        channels,
        priorities,
        include,
        error_codes,
        outro,
    });
    faults.append(&mut c.faults);
    CheckedGuide {
        guide,
        error_codes: declared,
        links: vec![(document.file, c.links)],
    }
}

fn check_prose(text: Field<Markdown>, c: &mut Checker) -> Option<Prose> {
    text.text().optional().map(|text| c.page_prose(&text))
}

fn check_channel(doc: Spanned<SupportChannelDoc>, c: &mut Checker) -> Option<SupportChannel> {
    let SupportChannelDoc {
        name,
        contact,
        when,
        hours,
    } = doc.value;
    let name = c.required_text(name, "name", doc.span);
    let contact = c.required_scalar(contact, "contact", doc.span);
    let contact = contact.and_then(|contact| c.contact_address(contact));
    let when = c.optional_text(when, "when");
    let hours = c.optional_text(hours, "hours");
    Some(SupportChannel {
        name: name?,
        contact: contact?,
        when,
        hours,
    })
}

fn check_priority(doc: Spanned<SupportPriorityDoc>, c: &mut Checker) -> Option<SupportPriority> {
    let SupportPriorityDoc {
        name,
        when,
        examples,
        first_response,
        updates,
        hours,
        wakes,
    } = doc.value;
    let name = c.required_text(name, "name", doc.span);
    let when = c.required_text(when, "when", doc.span);
    let examples = c.optional_text(examples, "examples");
    let first_response = c.required_text(first_response, "first_response", doc.span);
    let updates = c.optional_text(updates, "updates");
    let hours = c.optional_text(hours, "hours");
    let wakes = c.optional_text(wakes, "wakes");
    Some(SupportPriority {
        name: name?,
        when: when?,
        examples,
        first_response: first_response?,
        updates,
        hours,
        wakes,
    })
}

fn check_error_code(
    doc: Spanned<ErrorCodeDoc>,
    declared: &mut DeclaredIds,
    c: &mut Checker,
) -> Option<ErrorCode> {
    let ErrorCodeDoc {
        code,
        name,
        group,
        meaning,
        action,
        component,
    } = doc.value;
    let code = c.required_scalar(code, "code", doc.span);
    let code = code.and_then(|code| declare_code(code, declared, c));
    let name = c.required_text(name, "name", doc.span);
    let group = c.optional_text(group, "group");
    let meaning = c.required_text(meaning, "meaning", doc.span);
    let action = c.required_text(action, "action", doc.span);
    let component = component.text().optional();
    let component = component.and_then(|text| c.component_id(&text));
    Some(ErrorCode {
        code: code?,
        name: name?,
        group,
        meaning: meaning?,
        action: action?,
        component,
    })
}

fn declare_code(
    code: Spanned<String>,
    declared: &mut DeclaredIds,
    c: &mut Checker,
) -> Option<String> {
    let is_valid = code.value.len() <= 40
        && code.value.starts_with(|c: char| c.is_ascii_alphanumeric())
        && code
            .value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
    if !is_valid {
        declared.partial = true;
        c.push(out_of_range(
            code.span,
            &format!("{} cannot be an error code", quoted(&code.value)),
            "at most 40 letters, digits, hyphens, dots and underscores, the first a letter or a digit",
        ));
        return None;
    }
    match declared.places.get(&code.value) {
        Some(first) => c.push(duplicate_item(&code, "error code", &code.value, *first)),
        None => {
            declared.places.insert(code.value.clone(), code.span);
        }
    }
    Some(code.value)
}

/// Error codes that another file names, each of which the guide must declare.
pub(super) fn check_error_code_refs(
    field: Field<Vec<Field<ErrorCodeRef>>>,
    c: &mut Checker,
) -> Vec<String> {
    let mut codes = Vec::new();
    for code in field.texts() {
        if c.error_codes.is_unknown(&code) {
            let known = c.suggestion_candidates(c.error_codes.places.keys());
            c.push(unknown_error_code(&code, known));
        } else if !codes.contains(&code.value) {
            codes.push(code.value);
        }
    }
    codes
}
