"""Mails of `announce` as they arrive: at the subscribers of a list of mlmmj behind Postfix, and at a server with TLS and a login.

They are read back from the mailboxes by Python's `email` with its strictest policy, and must have no defect. Usage: mail.py STATUARY"""

import email
import email.policy
import mailbox
import os
import pwd
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

PROGRAM = sys.argv[1]
STRICT = email.policy.SMTP.clone(raise_on_defect=True)
LIST = "announce@lists.example.test"
SUBSCRIBERS = ["alice", "bob"]
PORT = 20025
PASSWORD = "pass@word/1"
SITE = """version: 1
title: Ærö “Status”
url: https://status.example.test/
site_id: example
time_zone: Etc/UTC
announce:
  channels:
"""
INCIDENT = """title: Größe <b>wrong</b> 🚨 on every page
started: 2013-07-20T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-07-20T10:05Z, status: investigating, text: "We are looking. \\n\\n.\\n\\nFrom here on, **nothing** loads." }
  - { at: 2013-07-20T10:30Z, status: identified, text: A disk is full. }
  - { at: 2013-07-20T11:00Z, status: resolved, text: All pages load again. }
"""
faults = []


def check(holds, fault):
    if not holds:
        faults.append(fault)


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def site(folder, channel):
    write(folder / "content/site.yaml", SITE + f"    - {{ {channel}, allow_private: true }}\n")
    write(folder / "content/components.yaml", "groups: [{ id: all, name: All, components: [{ id: web, name: Web }] }]\n")
    write(folder / "content/incidents/2013-07-20-pages.yaml", INCIDENT)
    return folder


def announce(folder, *more, **variables):
    command = [PROGRAM, "announce", "--directory", str(folder), "--now", "2013-07-20T11:30Z", "--since", "2013-07-20T10:00Z",
               "--retry-for", "1s", "--ledger", str(folder / "ledger.jsonl"), *more]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **variables})


def authority(folder):
    """A certificate for localhost, which its own file of authorities has."""
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", str(folder / "key.pem"),
        "-out", str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return context


def mlmmj(folder, owner):
    """A list to which only members of this machine's network can post."""
    run("mlmmj-make-ml", "-L", "announce", "-s", str(folder), input="lists.example.test\nowner@example.test\nen\nn\nn\n")
    path = folder / "announce"
    for name, value in {"relayhost": "127.0.0.1", "smtpport": str(PORT), "delheaders": "Return-Path:\n"}.items():
        write(path / "control" / name, f"{value}\n")
    for name in SUBSCRIBERS:
        run("/usr/bin/mlmmj-sub", "-L", str(path), "-a", f"{name}@example.test", "-s", "-f")
    run("chown", "-R", owner, str(path))
    return path


def postfix(folder, owner, list_path):
    config, ids = folder / "postfix", pwd.getpwnam(owner)
    write(config / "mailboxes", "".join(f"/^{name}@example\\.test$/ {name}/\n" for name in SUBSCRIBERS))
    write(config / "transport", r"/^announce(\+.*)?@lists\.example\.test$/ mlmmj:" + "\n")
    write(config / "main.cf", f"""compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.test
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtputf8_enable = no
alias_maps =
virtual_mailbox_domains = example.test
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = regexp:{config}/mailboxes
virtual_uid_maps = static:{ids.pw_uid}
virtual_gid_maps = static:{ids.pw_gid}
virtual_minimum_uid = 1
relay_domains = lists.example.test
transport_maps = regexp:{config}/transport
mlmmj_destination_recipient_limit = 1
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
""")
    services = ["cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr", "rewrite unix - - n - - trivial-rewrite",
                "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce",
                "proxymap unix - - n - - proxymap", "smtp unix - - n - - smtp", "relay unix - - n - - smtp",
                "error unix - - n - - error", "retry unix - - n - - error", "virtual unix - n n - - virtual",
                "anvil unix - - n - 1 anvil", "postlog unix-dgram n - n - 1 postlogd", "pickup unix n - n 60 1 pickup",
                f"127.0.0.1:{PORT} inet n - n - - smtpd",
                f"mlmmj unix - n n - - pipe flags=ORhu user={owner} argv=/usr/bin/mlmmj-receive -L {list_path}"]
    write(config / "master.cf", "".join(service + "\n" for service in services))
    for name, mode in {"queue": 0o755, "data": 0o700, "mail": 0o755}.items():
        (folder / name).mkdir(mode=mode)
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", owner)
    return config


def received(folder, name, count):
    """The mails of a mailbox, once there are so many, in the order of their dates."""
    path = folder / "mail" / name
    for _ in range(150):
        if (path / "new").is_dir() and len(list((path / "new").iterdir())) >= count:
            break
        time.sleep(0.2)
    read = lambda file: email.message_from_binary_file(file, policy=STRICT)
    mails = list(mailbox.Maildir(path, factory=read, create=False)) if path.is_dir() else []
    return sorted(mails, key=lambda mail: mail["date"].datetime)


def look_at(mails, who, to):
    """What must hold of the three mails of the incident, for any recipient."""
    check(len(mails) == 3, f"{who}: {len(mails)} mails instead of 3")
    check(len({mail["message-id"] for mail in mails}) == len(mails), f"{who}: two mails have the same Message-ID")
    check(len({mail["references"] for mail in mails}) == 1, f"{who}: the incident is not one conversation")
    for mail, label in zip(mails, ["Investigating", "Identified", "Resolved"]):
        check(mail["subject"].endswith(f"{label}: Größe <b>wrong</b> 🚨 on every page"), f"{who}: subject {mail['subject']}")
        check(mail["from"].addresses[0].display_name == "Ærö “Status”", f"{who}: from {mail['from']}")
        check(mail["to"] == to, f"{who}: to {mail['to']}")
        check(mail["auto-submitted"] == "auto-generated", f"{who}: may be answered by programs")
        for header in ["date", "from", "message-id", "list-id", "list-unsubscribe", "in-reply-to", "precedence"]:
            check(len(mail.get_all(header, [])) == 1, f"{who}: {header} is there {len(mail.get_all(header, []))} times")
        text, html = (mail.get_body((kind,)).get_content() for kind in ["plain", "html"])
        check("To unsubscribe: " in text and "https://status.example.test/incidents/2013-07-20-pages/" in text, f"{who}: text {text}")
        check("<b>wrong" not in html and "&lt;b&gt;wrong" in html, f"{who}: the title is markup")
        for part in mail.walk():
            check(not part.defects, f"{who}: {part.defects}")
    check("From here on, nothing loads." in mails[0].get_body(("plain",)).get_content().replace("\r", ""), f"{who}: the text is cut") if mails else None


def through_a_list(folder):
    owner = "nobody"
    list_path = mlmmj(folder / "lists", owner)
    config = postfix(folder, owner, list_path)
    run("postfix", "-c", str(config), "start")
    try:
        place = site(folder / "list-site", f"id: list, kind: mail, url_env: SMTP_URL, from: status@example.test, to: {LIST}, "
                     "unsubscribe: announce+unsubscribe@lists.example.test")
        for _ in range(2):
            done = announce(place, SMTP_URL=f"smtp://127.0.0.1:{PORT}")
            check(done.returncode == 0, f"announce: {done.stderr}")
        for name in SUBSCRIBERS:
            look_at(received(folder, name, 3), name, LIST)
        if faults and (folder / "postfix.log").is_file():
            print("".join(line for line in open(folder / "postfix.log") if "status=bounced" in line or "warning" in line or "fatal" in line)[:3000])
    finally:
        run("postfix", "-c", str(config), "stop")


class Inbox:
    """Takes mails after a login, and forgets that it has one when it is told to."""

    def __init__(self):
        self.mails = []
        self.breaks = 0

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=STRICT))
        if self.breaks:
            self.breaks -= 1
            server.transport.abort()
        return "250 taken"


def login(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"user", PASSWORD.encode()), handled=False)


class WithStartTls(Controller):
    def factory(self):
        return SMTP(self.handler, tls_context=self.context, require_starttls=True, authenticator=login, auth_required=True)


class WithTls(Controller):
    def factory(self):
        return SMTP(self.handler, authenticator=login, auth_required=True, auth_require_tls=False)


def with_login(folder):
    context = authority(folder)
    password = PASSWORD.replace("@", "%40").replace("/", "%2F")
    keys = "id: list, kind: mail, url_env: SMTP_URL, from: status@example.test, to: list@example.test, unsubscribe: a@example.test"
    for scheme, port in [("smtp", 20587), ("smtps", 20465)]:
        inbox = Inbox()
        if scheme == "smtp":
            server = WithStartTls(inbox, hostname="localhost", port=port)
            server.context = context
        else:
            server = WithTls(inbox, hostname="localhost", port=port, ssl_context=context)
        server.start()
        url = f"{scheme}://user:{password}@localhost:{port}"
        try:
            unknown = announce(site(folder / f"{scheme}-unknown", keys), SMTP_URL=url)
            check(unknown.returncode != 0 and not inbox.mails, f"{scheme}: a certificate of nobody is trusted")
            trusted = site(folder / scheme, f"{keys}, ca_file: ../ca.pem")
            wrong = announce(trusted, SMTP_URL=url.replace("user:", "user:x"))
            check(wrong.returncode != 0 and not inbox.mails, f"{scheme}: a wrong password is not reported")
            for one in [unknown, wrong]:
                check(PASSWORD not in one.stderr and password not in one.stderr, f"{scheme}: the password is printed: {one.stderr}")
            inbox.breaks = 1
            for _ in range(2):
                done = announce(trusted, SMTP_URL=url)
            check(done.returncode == 0, f"{scheme}: {done.stderr}")
            check(PASSWORD not in (trusted / "ledger.jsonl").read_text(), f"{scheme}: the password is in the ledger")
            twice = [mail["message-id"] for mail in inbox.mails]
            check(len(twice) > len(set(twice)), f"{scheme}: what broke was not sent again with its Message-ID")
            first = {mail["message-id"]: mail for mail in inbox.mails}
            look_at(list(first.values()), scheme, "list@example.test")
        finally:
            server.stop()


with tempfile.TemporaryDirectory() as name:
    os.chmod(name, 0o755)
    with_login(Path(name))
    through_a_list(Path(name))
for fault in faults:
    print(fault)
print(f"mail: {len(faults)} faults")
sys.exit(1 if faults else 0)
