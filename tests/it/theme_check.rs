//! `statuary theme`: made-up content that reaches every branch of every template, and mistakes explained.

use anstream::adapter::strip_str;
use expect_test::{Expect, expect};
use statuary::edge::diagnostics::text::{self, SourceLines};
use statuary::edge::example::{ExampleRun, render_examples};
use statuary::render::theme::builtin::{BUILTIN_THEMES, DEFAULT_THEME};
use statuary::render::theme::files::ThemeFiles;

fn design(name: &str, own: &[(&str, &str)]) -> ThemeFiles {
    let own = own
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    ThemeFiles {
        name: name.to_owned(),
        overrides: own,
    }
}

/// What a person sees.
fn seen(trial: &ExampleRun) -> String {
    let texts = trial
        .faults
        .iter()
        .map(|fault| match fault.diagnostics.is_empty() {
            true => format!("{fault}\n"),
            false => strip_str(&text::render(
                &fault.diagnostics,
                &fault.sources,
                "",
                SourceLines::Show,
            ))
            .to_string(),
        });
    let text: String = texts.collect();
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

#[track_caller]
fn check(own: &[(&str, &str)], expect: Expect) {
    expect.assert_eq(&seen(&render_examples(&design("acme", own), "en").unwrap()));
}

#[test]
fn the_built_in_themes_have_no_faults() {
    for theme in BUILTIN_THEMES {
        let trial = render_examples(&design(theme.name, &[]), "en").unwrap();
        assert_eq!(seen(&trial), "", "{}", theme.name);
        let used = |name: &&str| trial.templates.contains(*name);
        let pages = DEFAULT_THEME
            .files()
            .map(|(name, _)| name)
            .filter(|name| name.ends_with(".html"));
        let without: Vec<&str> = pages.filter(|name| !used(name)).collect();
        assert_eq!(without, ["base.html", "parts.html"], "{}", theme.name);
    }
}

/// Marks each branch of each template, and looks for the marks on the pages: what the made-up content does not reach is not checked.
#[test]
fn the_made_up_content_reaches_every_branch() {
    let mut marks = Vec::new();
    let mut own = Vec::new();
    for (name, text) in DEFAULT_THEME
        .files()
        .filter(|(name, _)| name.ends_with(".html"))
    {
        let mut marked = String::new();
        for (number, tag) in text.split_inclusive("%}").enumerate() {
            marked.push_str(tag);
            let words = tag
                .rsplit_once("{%")
                .map(|(_, tag)| tag.trim_start_matches('-').trim_start());
            if words.is_some_and(|tag| {
                ["if ", "elif ", "else", "for "]
                    .iter()
                    .any(|word| tag.starts_with(word))
            }) {
                let mark = format!("[mark {} {name} {number}]", marks.len());
                marked.push_str(&mark);
                let line = text
                    .split_inclusive("%}")
                    .take(number + 1)
                    .collect::<String>()
                    .matches('\n')
                    .count()
                    + 1;
                marks.push((mark, format!("{name}:{line}: {{%{}", words.unwrap())));
            }
        }
        own.push(((*name).to_owned(), marked));
    }
    let trial = render_examples(
        &ThemeFiles {
            name: "marked".to_owned(),
            overrides: own,
        },
        "en",
    )
    .unwrap();
    assert_eq!(seen(&trial), "");
    let missed: Vec<&String> = marks
        .iter()
        .filter(|(mark, _)| !trial.rendered.iter().any(|page| page.contains(mark)))
        .map(|(_, at)| at)
        .collect();
    assert!(marks.len() > 100 && missed.is_empty(), "{missed:#?}");
}

#[test]
fn names_that_a_page_does_not_have_are_explained() {
    check(
        &[
            (
                "status.html",
                "{% extends \"builtin/status.html\" %}\n{% block notices %}\n{% for notice in page.notices %}{{ notice.titel }}{% endfor %}\n\
                 {% endblock notices %}\n{% block recent %}{% if page.historie %}<p>Before</p>{% endif %}{% endblock recent %}\n",
            ),
            ("history.html", "<p>{{ frame.subscribe.text }}</p>"),
            ("data.html", "<p>{{ t(key=\"open-dta\") }}</p>"),
            ("page.html", "<p>{{ pge.title }}</p>"),
            ("component.html", "<p>{{ page.retired.day }}</p>"),
            ("posts.html", "<p>Nobody sees this</p>"),
        ],
        expect![[r#"
            error[template-error]: `page.retired` has no value on this page
             --> themes/acme/component.html:1:7
              |
            1 | <p>{{ page.retired.day }}</p>
              |       ^^^^^^^^^^^^^^^^
              |
            help: write `{% if page.retired %}` before it and `{% endif %}` after it

            error[template-error]: there is no message `open-dta`
             --> themes/acme/data.html:1:7
              |
            1 | <p>{{ t(key="open-dta") }}</p>
              |       ^^^^^^^^^^^^^^^^^
              |
            help: did you mean `t(key="open-data")`?

            error[template-error]: there is no `pge` here
             --> themes/acme/page.html:1:7
              |
            1 | <p>{{ pge.title }}</p>
              |       ^^^
              |
            help: did you mean `page`?

            error[template-error]: `frame.subscribe` has no parts
             --> themes/acme/history.html:1:7
              |
            1 | <p>{{ frame.subscribe.text }}</p>
              |       ^^^^^^^^^^^^^^^^^^^^

            error[template-error]: there is no `notice.titel` here
             --> themes/acme/status.html:3:36
              |
            3 | {% for notice in page.notices %}{{ notice.titel }}{% endfor %}
              |                                    ^^^^^^^^^^^^
              |
            help: did you mean `notice.title`?

            error[template-error]: no page has `page.historie`
             --> themes/acme/status.html:5:25
              |
            5 | {% block recent %}{% if page.historie %}<p>Before</p>{% endif %}{% endblock recent %}
              |                         ^^^^^^^^^^^^^
              |
            help: did you mean `page.history`?

            error[template-error]: nothing uses `posts.html`
             --> themes/acme/posts.html:1:1
              |
            1 | <p>Nobody sees this</p>
              | ^
              |
            help: rename it to `parts.html`, or extend or include it in another template

        "#]],
    );
}

#[test]
fn templates_that_cannot_be_read_are_explained() {
    check(
        &[("status.html", "<p>{{ page.title </p>\n")],
        expect![[r#"
            error[template-error]: found `</` but expected }}
             --> themes/acme/status.html:1:18
              |
            1 | <p>{{ page.title </p>
              |                  ^^

        "#]],
    );
    check(
        &[(
            "status.html",
            "{% extends \"builtin/status.html\" %}\n{% block banners %}{% endblock banners %}\n",
        )],
        expect![[r#"
            error[template-error]: block `banners` is not defined in any parent template
             --> themes/acme/status.html:2:10
              |
            2 | {% block banners %}{% endblock banners %}
              |          ^^^^^^^
              |
            help: did you mean `banner`?

        "#]],
    );
    check(
        &[("status.html", "{% extends \"builtin/statuss.html\" %}\n")],
        expect![[r#"
        error[template-error]: template 'own/status.html' is inheriting from 'builtin/statuss.html', which doesn't exist or isn't loaded
         --> themes/acme/status.html:1:13
          |
        1 | {% extends "builtin/statuss.html" %}
          |             ^^^^^^^^^^^^^^^^^^^^
          |
        help: did you mean `builtin/status.html`?

    "#]],
    );
    check(
        &[(
            "page.html",
            "<p>{{ page.title | shout_loud }}</p>\n{{ <sgn sign={page.sign} /> }}\n",
        )],
        expect![[r#"
        error[template-error]: unknown filter `shout_loud`
         --> themes/acme/page.html:1:20
          |
        1 | <p>{{ page.title | shout_loud }}</p>
          |                    ^^^^^^^^^^

        error[template-error]: unknown component `sgn`
         --> themes/acme/page.html:2:4
          |
        2 | {{ <sgn sign={page.sign} /> }}
          |    ^^^^^^^^^^^^^^^^^^^^^^^^
          |
        help: did you mean `<sign sign={page.sign} />`?

    "#]],
    );
    check(
        &[("page.html", "{{ <sign /> }}\n")],
        expect![[r#"
            error[template-error]: argument `sign` missing
             --> themes/acme/page.html:1:4
              |
            1 | {{ <sign /> }}
              |    ^^^^^^^^

        "#]],
    );
    check(
        &[("strings/en.ftl", "support = {\n")],
        expect![[r#"
        error[template-error]: Expected an inline expression
         --> themes/acme/strings/en.ftl:1:13
          |
        1 | support = {
          |            ^

    "#]],
    );
}
