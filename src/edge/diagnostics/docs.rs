//! The documentation of the rules: for the terminal, as a list, as pages of a manual, and as the table of the manual.

use crate::base::rule::{Example, Rule, RuleDocs, RuleLevel};
use crate::check::rules::registry;

/// One rule for the terminal.
pub fn rule_text(rule: &Rule) -> String {
    let (docs, level) = (rule.docs(), level_label(rule.level));
    let mut text = format!("{} ({level})\n\n{}\n\n{}\n", rule.id, docs.title, docs.why);
    for (label, example) in labelled_examples(&docs) {
        text += &format!("\n{label}: content/{}{}\n", example.path, remark(example));
        if !example.text.is_empty() {
            text.push('\n');
        }
        for line in example.text.lines() {
            text += format!("  {line}").trim_end();
            text.push('\n');
        }
    }
    if let Some(hint) = override_hint(rule) {
        text += &format!("\n{hint}\n");
    }
    text
}

/// The files of the examples. Those that are the same in the wrong and the right example come once and first, unless one of the two has no
/// other file.
fn labelled_examples(docs: &RuleDocs) -> Vec<(&'static str, &Example)> {
    let is_in = |example: &Example, others: &[Example]| {
        let content = (&example.path, &example.note, &example.text);
        others
            .iter()
            .any(|other| (&other.path, &other.note, &other.text) == content)
    };
    let (wrong, right) = (&docs.wrong, &docs.right);
    let has_own_files =
        wrong.iter().any(|one| !is_in(one, right)) && right.iter().any(|one| !is_in(one, wrong));
    let is_shared =
        |example: &&Example| has_own_files && is_in(example, wrong) && is_in(example, right);
    let shared = wrong.iter().filter(is_shared);
    let wrong = wrong.iter().filter(|one| !is_shared(one));
    let right = right.iter().filter(|one| !is_shared(one));
    let shared = shared.map(|one| ("In both examples", one));
    let labelled = shared.chain(wrong.map(|one| ("Wrong", one)));
    labelled.chain(right.map(|one| ("Right", one))).collect()
}

/// The ids and titles of all rules, one per line.
pub fn rule_list() -> String {
    let rules = sorted_rules();
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    rules
        .iter()
        .map(|rule| format!("{:width$}  {}\n", rule.id, rule.docs().title))
        .collect()
}

/// The page of all rules, grouped by subject.
pub fn rules_page() -> String {
    let mut text = String::from(
        "# Rules\n\nWhat `statuary check` finds. This page is written by `statuary explain --format markdown`; `statuary explain RULE` prints the \
         same in the\nterminal.\n",
    );
    for groups in registry::GROUPS.chunk_by(|a, b| a.subject == b.subject) {
        text.push_str(&format!("\n## {}\n", groups[0].subject));
        for rule in groups.iter().flat_map(|group| group.rules) {
            text.push_str(&format!("\n### {}\n\n{}", rule.id, rule_markdown(rule)));
        }
    }
    text
}

/// One rule as a page of its own.
pub fn rule_page(rule: &Rule) -> String {
    format!("# {}\n\n{}", rule.id, rule_markdown(rule))
}

/// One rule in Markdown, without a heading.
pub fn rule_markdown(rule: &Rule) -> String {
    let docs = rule.docs();
    let mut text = format!(
        "**{}** ({})\n\n{}\n",
        docs.title,
        level_label(rule.level),
        docs.why
    );
    for (label, example) in labelled_examples(&docs) {
        let language = match example.path.rsplit_once('.') {
            Some((_, "md")) => "markdown",
            Some((_, "svg")) => "xml",
            _ => "yaml",
        };
        text += &format!("\n{label}: `content/{}`{}\n", example.path, remark(example));
        if !example.text.is_empty() {
            text += &format!("\n```{language}\n{}```\n", example.text);
        }
    }
    text
}

/// The table of all rules in Markdown.
pub fn rule_table() -> String {
    let row = |rule: &&Rule| {
        let title = rule.docs().title.replace('\n', " ").replace('|', "\\|");
        format!(
            "| `{}` | {} | {title} |\n",
            rule.id,
            level_label(rule.level)
        )
    };
    let head = "| rule | level | what is wrong |\n| --- | --- | --- |\n";
    head.to_owned() + &sorted_rules().iter().map(row).collect::<String>()
}

fn sorted_rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&Rule> = registry::all().collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}

fn level_label(level: RuleLevel) -> &'static str {
    match level {
        RuleLevel::Error => "error",
        RuleLevel::Warning => "warning",
        RuleLevel::ClockWarning => "warning, time-dependent",
        RuleLevel::WorstOfFile => "error or warning",
    }
}

/// How a site can override the rule, if it can.
fn override_hint(rule: &Rule) -> Option<String> {
    let id = rule.id;
    match rule.level {
        RuleLevel::Warning => Some(format!(
            "In site.yaml: `rules: {{ {id}: off }}`, or `error`. At one place: `# statuary-allow {id}: the reason`."
        )),
        RuleLevel::ClockWarning => Some(format!(
            "In site.yaml: `rules: {{ {id}: off }}`. At one place: `# statuary-allow {id}: the reason`."
        )),
        RuleLevel::Error | RuleLevel::WorstOfFile => None,
    }
}

/// What the text of an example cannot show, behind its path.
fn remark(example: &Example) -> String {
    if example.note.is_empty() {
        String::new()
    } else {
        format!(" ({})", example.note)
    }
}
