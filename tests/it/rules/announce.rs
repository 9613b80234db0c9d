//! `announce:` in `site.yaml`.

use expect_test::expect;

use super::check;

fn with(channels: &str) -> String {
    let site = "version: 1\ntitle: T\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Etc/UTC\n";
    format!("//- site.yaml\n{site}announce:\n  channels:\n{channels}")
}

#[test]
fn secret_in_file() {
    check(
        &with(
            "    - { id: chat, kind: slack, url_env: https://hooks.slack.com/services/T0/B0/XY }
    - { id: push, kind: ntfy, url_env: NTFY_URL, token_env: tk_abc }
    - { id: hook, kind: webhook, url_env: HOOK_URL, secret_env: whsec_c2VjcmV0 }\n",
        ),
        expect![[r#"
            error[secret-in-file]: the value of `url_env` is not the name of an environment variable
             --> content/site.yaml:8:41
              |
            8 |     - { id: chat, kind: slack, url_env: https://hooks.slack.com/services/T0/B0/XY }
              |                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: write a name such as `SLACK_WEBHOOK_URL`; if the value is a secret, revoke it, because the repository keeps it

            error[secret-in-file]: the value of `token_env` is not the name of an environment variable
             --> content/site.yaml:9:61
              |
            9 |     - { id: push, kind: ntfy, url_env: NTFY_URL, token_env: tk_abc }
              |                                                             ^^^^^^
              |
            help: write a name such as `SLACK_WEBHOOK_URL`; if the value is a secret, revoke it, because the repository keeps it

            error[secret-in-file]: the value of `secret_env` is not the name of an environment variable
              --> content/site.yaml:10:65
               |
            10 |     - { id: hook, kind: webhook, url_env: HOOK_URL, secret_env: whsec_c2VjcmV0 }
               |                                                                 ^^^^^^^^^^^^^^
               |
            help: write a name such as `SLACK_WEBHOOK_URL`; if the value is a secret, revoke it, because the repository keeps it
        "#]],
    );
}

#[test]
fn unused_channel_key() {
    check(
        &with(
            "    - { id: chat, kind: slack, url_env: CHAT_URL, secret_env: CHAT_SECRET, hub: \"https://hub.example.com/\" }
    - { id: hub, kind: websub, hub: \"https://hub.example.com/\", url_env: HUB_URL, format: events }\n",
        ),
        expect![[r#"
            error[unused-channel-key]: a channel of the kind `slack` does not use `secret_env`
             --> content/site.yaml:8:63
              |
            8 |     - { id: chat, kind: slack, url_env: CHAT_URL, secret_env: CHAT_SECRET, hub: "https://hub.example.com/" }
              |                                                               ^^^^^^^^^^^
              |
            help: remove the key, or correct `kind`

            error[unused-channel-key]: a channel of the kind `slack` does not use `hub`
             --> content/site.yaml:8:81
              |
            8 |     - { id: chat, kind: slack, url_env: CHAT_URL, secret_env: CHAT_SECRET, hub: "https://hub.example.com/" }
              |                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: remove the key, or correct `kind`

            error[unused-channel-key]: a channel of the kind `websub` does not use `url_env`
             --> content/site.yaml:9:74
              |
            9 |     - { id: hub, kind: websub, hub: "https://hub.example.com/", url_env: HUB_URL, format: events }
              |                                                                          ^^^^^^^
              |
            help: remove the key, or correct `kind`

            error[unused-channel-key]: a channel of the kind `websub` does not use `format`
             --> content/site.yaml:9:91
              |
            9 |     - { id: hub, kind: websub, hub: "https://hub.example.com/", url_env: HUB_URL, format: events }
              |                                                                                           ^^^^^^
              |
            help: remove the key, or correct `kind`
        "#]],
    );
    // Single values are checked like everywhere else.
    check(
        &with(
            "    - { id: chat, kind: slak, url_env: CHAT_URL }
    - { id: chat, kind: slack, url_env: CHAT_URL, components: [nothing], kinds: [outages], min_impact: huge, policy: some }
    - { id: chat, kind: teams, url_env: CHAT_URL }
    - { kind: websub }
    - { id: hook, kind: webhook, format: xml }\n",
        ),
        expect![[r#"
            error[invalid-value]: invalid kind of channel `slak`: expected `slack`, `teams`, `discord`, `mattermost`, `google-chat`, `ntfy`, `webhook`, `websub` or `mail`
             --> content/site.yaml:8:25
              |
            8 |     - { id: chat, kind: slak, url_env: CHAT_URL }
              |                         ^^^^
              |
            help: did you mean `slack`?

            error[duplicate-id]: duplicate channel ID `chat`
             --> content/site.yaml:9:13
              |
            8 |     - { id: chat, kind: slak, url_env: CHAT_URL }
              |             ---- first use
            9 |     - { id: chat, kind: slack, url_env: CHAT_URL, components: [nothing], kinds: [outages], min_impact: huge, policy: some }
              |             ^^^^ second use
              |
            help: change one of the two IDs

            error[unknown-component]: unknown component `nothing`
             --> content/site.yaml:9:64
              |
            9 |     - { id: chat, kind: slack, url_env: CHAT_URL, components: [nothing], kinds: [outages], min_impact: huge, policy: some }
              |                                                                ^^^^^^^
              |
            help: declare the component in `components.yaml`

            error[invalid-value]: invalid kind of message `outages`: expected `incidents`, `maintenance`, `urgent-maintenance`, `postmortems` or `notices`
             --> content/site.yaml:9:82
              |
            9 |     - { id: chat, kind: slack, url_env: CHAT_URL, components: [nothing], kinds: [outages], min_impact: huge, policy: some }
              |                                                                                  ^^^^^^^

            error[invalid-value]: invalid impact `huge`: expected `none`, `minor`, `major` or `critical`
             --> content/site.yaml:9:104
              |
            9 |     - { id: chat, kind: slack, url_env: CHAT_URL, components: [nothing], kinds: [outages], min_impact: huge, policy: some }
              |                                                                                                        ^^^^

            error[invalid-value]: invalid announcement policy `some`: expected `every-update`, `first-and-last` or `new-incidents`
             --> content/site.yaml:9:118
              |
            9 |     - { id: chat, kind: slack, url_env: CHAT_URL, components: [nothing], kinds: [outages], min_impact: huge, policy: some }
              |                                                                                                                      ^^^^

            error[duplicate-id]: duplicate channel ID `chat`
              --> content/site.yaml:10:13
               |
             8 |     - { id: chat, kind: slak, url_env: CHAT_URL }
               |             ---- first use
             9 |     - { id: chat, kind: slack, url_env: CHAT_URL, components: [nothing], kinds: [outages], min_impact: huge, policy: some }
            10 |     - { id: chat, kind: teams, url_env: CHAT_URL }
               |             ^^^^ second use
               |
            help: change one of the two IDs

            error[missing-key]: missing key `id`
              --> content/site.yaml:11:7
               |
            11 |     - { kind: websub }
               |       ^
               |
            help: add `id: ...`

            error[missing-key]: missing key `hub`
              --> content/site.yaml:11:7
               |
            11 |     - { kind: websub }
               |       ^
               |
            help: add `hub: ...`

            error[missing-key]: missing key `url_env`
              --> content/site.yaml:12:7
               |
            12 |     - { id: hook, kind: webhook, format: xml }
               |       ^
               |
            help: add `url_env: ...`
        "#]],
    );
}

#[test]
fn missing_unsubscribe() {
    check(
        &with(
            "    - { id: all, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com }
    - { id: bad, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, kinds: [incidents, notices] }
    - { id: good, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, kinds: [incidents, urgent-maintenance] }
    - { id: click, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, unsubscribe: c@example.com, one_click: true }
    - { id: wrong, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, unsubscribe: nobody }
    - { id: two, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, recipients_command: [], unsubscribe: c@example.com }
    - { id: list, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, unsubscribe: \"https://c.example/{token}\" }\n",
        ),
        expect![[r#"
            error[missing-unsubscribe]: this channel sends more than incidents and urgent maintenance, but recipients cannot unsubscribe
             --> content/site.yaml:8:24
              |
            8 |     - { id: all, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com }
              |                        ^^^^
              |
            help: add `unsubscribe` with an email address or a URL, or limit the channel with `kinds: [incidents, urgent-maintenance]`

            error[missing-unsubscribe]: this channel sends more than incidents and urgent maintenance, but recipients cannot unsubscribe
             --> content/site.yaml:9:24
              |
            9 |     - { id: bad, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, kinds: [incidents, notices] }
              |                        ^^^^
              |
            help: add `unsubscribe` with an email address or a URL, or limit the channel with `kinds: [incidents, urgent-maintenance]`

            error[unused-channel-key]: a channel of the kind `mail` without a URL in `unsubscribe` does not use `one_click`
              --> content/site.yaml:11:130
               |
            11 |     - { id: click, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, unsubscribe: c@example.com, one_click: true }
               |                                                                                                                                  ^^^^
               |
            help: remove the key, or correct `kind`

            error[invalid-email]: invalid email address `nobody`
              --> content/site.yaml:12:104
               |
            12 |     - { id: wrong, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, unsubscribe: nobody }
               |                                                                                                        ^^^^^^
               |
            help: use a single address such as `support@example.com`

            error[unused-channel-key]: a channel of the kind `mail` with `recipients_command` does not use `to`
              --> content/site.yaml:13:74
               |
            13 |     - { id: two, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, recipients_command: [], unsubscribe: c@examp...
               |                                                                          ^^^^^^^^^^^^^
               |
            help: remove the key, or correct `kind`

            error[out-of-range]: the command is empty: expected a program and its arguments, such as `[crm, export, --csv]`
              --> content/site.yaml:13:109
               |
            13 |     - { id: two, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, recipients_command: [], unsubscribe: c@examp...
               |                                                                                                             ^^

            error[unused-channel-key]: a channel of the kind `mail` with `to` does not use `{token}`
              --> content/site.yaml:14:103
               |
            14 |     - { id: list, kind: mail, url_env: SMTP_URL, from: a@example.com, to: b@example.com, unsubscribe: "https://c.example/{token}" }
               |                                                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
            help: write the address of the list, or name recipients with `recipients_env` or `recipients_command`
        "#]],
    );
}
