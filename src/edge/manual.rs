//! The rules as people read them: one at the terminal, the list, the page of the manual, and the table of `README.md`.

use crate::check::rules::{Example, Rule, RuleLevel};

/// One rule for the terminal.
#[must_use]
pub fn rule_text(rule: &Rule) -> String {
    let level = level_label(rule.level());
    let mut text = format!("{} ({level})\n\n{}\n\n{}\n", rule.id, rule.title, rule.why);
    for (word, examples) in [("Wrong", &rule.wrong), ("Right", &rule.right)] {
        for example in examples {
            let lines = example
                .text
                .lines()
                .map(|line| format!("  {line}").trim_end().to_owned() + "\n");
            text.push_str(&format!(
                "\n{word}: content/{}\n\n{}",
                example_name(example),
                lines.collect::<String>()
            ));
        }
    }
    if let Some(settings) = override_hint(rule) {
        text.push_str(&format!("\n{settings}\n"));
    }
    text
}

/// The ids of all rules with what is wrong, one a line.
#[must_use]
pub fn rule_list(rules: &[Rule]) -> String {
    let mut rules: Vec<&Rule> = rules.iter().collect();
    rules.sort_by_key(|rule| rule.id);
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    rules
        .iter()
        .map(|rule| format!("{:width$}  {}\n", rule.id, rule.title))
        .collect()
}

/// The page of all rules, by subject.
#[must_use]
pub fn rules_page(rules: &[Rule]) -> String {
    let mut text = String::from(
        "# Rules\n\nWhat `statuary check` finds. This page is written by `statuary explain --format markdown`; `statuary explain RULE` says the \
         same at the\nterminal.\n",
    );
    for subject in rules.chunk_by(|a, b| a.subject == b.subject) {
        text.push_str(&format!("\n## {}\n", subject[0].subject));
        for rule in subject {
            text.push_str(&format!("\n### {}\n\n{}", rule.id, rule_markdown(rule)));
        }
    }
    text
}

/// One rule as a page of its own.
#[must_use]
pub fn rule_page(rule: &Rule) -> String {
    format!("# {}\n\n{}", rule.id, rule_markdown(rule))
}

/// One rule in Markdown, without a heading.
#[must_use]
pub fn rule_markdown(rule: &Rule) -> String {
    let mut text = format!(
        "**{}** ({})\n\n{}\n",
        rule.title,
        level_label(rule.level()),
        rule.why
    );
    for (word, examples) in [("Wrong", &rule.wrong), ("Right", &rule.right)] {
        for example in examples {
            let kind = match example.path.rsplit_once('.') {
                Some((_, "md")) => "markdown",
                Some((_, "svg")) => "xml",
                _ => "yaml",
            };
            let name = example_name(example);
            text.push_str(&format!(
                "\n{word}: `content/{name}`\n\n```{kind}\n{}```\n",
                example.text
            ));
        }
    }
    text
}

/// The table of all rules.
#[must_use]
pub fn rule_table(rules: &[Rule]) -> String {
    let mut rules: Vec<&Rule> = rules.iter().collect();
    rules.sort_by_key(|rule| rule.id);
    let row = |rule: &&Rule| {
        let title = rule.title.replace('\n', " ").replace('|', "\\|");
        format!(
            "| `{}` | {} | {title} |\n",
            rule.id,
            level_label(rule.level())
        )
    };
    let head = "| rule | level | what is wrong |\n| --- | --- | --- |\n";
    head.to_owned() + &rules.iter().map(row).collect::<String>()
}

fn level_label(gravity: RuleLevel) -> &'static str {
    match gravity {
        RuleLevel::Error => "error",
        RuleLevel::Warning => "warning",
        RuleLevel::ClockWarning => "warning, by the clock",
        RuleLevel::WorstOfFile => "error or warning",
    }
}

/// What a site can make of the rule.
fn override_hint(rule: &Rule) -> Option<String> {
    let id = rule.id;
    match rule.level() {
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
        example.path.to_owned()
    } else {
        format!("{}, {}", example.path, example.note)
    }
}
