//! The documentation of the rules: for the terminal, as a list, as pages of a manual, and as the table in `README.md`.

use crate::base::rule::{Example, Rule, RuleDocs, RuleLevel};
use crate::check::rules::registry;

/// One rule for the terminal.
pub fn rule_text(rule: &Rule) -> String {
    let (docs, level) = (rule.docs(), level_label(rule.level));
    let mut text = format!("{} ({level})\n\n{}\n\n{}\n", rule.id, docs.title, docs.why);
    for (label, example) in labelled_examples(&docs) {
        text += &format!("\n{label}: content/{}\n\n", example_name(example));
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

fn labelled_examples(docs: &RuleDocs) -> impl Iterator<Item = (&'static str, &Example)> {
    let wrong = docs.wrong.iter().map(|example| ("Wrong", example));
    wrong.chain(docs.right.iter().map(|example| ("Right", example)))
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
        "# Rules\n\nWhat `statuary check` finds. This page is written by `statuary explain --format markdown`; `statuary explain RULE` says the \
         same at the\nterminal.\n",
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
        let name = example_name(example);
        text += &format!(
            "\n{label}: `content/{name}`\n\n```{language}\n{}```\n",
            example.text
        );
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

fn example_name(example: &Example) -> String {
    if example.note.is_empty() {
        example.path.clone()
    } else {
        format!("{}, {}", example.path, example.note)
    }
}
