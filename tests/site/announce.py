"""Receives messages, and checks them. Usage: announce.py receive FILE PORTS-FILE MAILS-FOLDER; announce.py check FILE COUNT CARDS-FILE"""

import email
import email.policy
import json
import pathlib
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from slack_sdk.models.blocks import Block
from standardwebhooks import Webhook, WebhookVerificationError

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class MailHandler(socketserver.StreamRequestHandler):
    """Takes every mail, and writes its HTML to a file."""

    def handle(self):
        self.wfile.write(b"220 test\r\n")
        for line in self.rfile:
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                data = b"".join(line.removeprefix(b".") for line in lines)
                mail = email.message_from_bytes(data, policy=email.policy.SMTP)
                html = mail.get_body(("html",)).get_content()
                (self.server.folder / f"{mail['message-id'].strip('<>')}.html").write_text(html)
            self.wfile.write(b"250 ok\r\n")


def receive(file, ports_file, folder):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            line = json.dumps({"path": self.path, "headers": headers, "body": body})
            with open(file, "a", encoding="utf-8") as out:
                out.write(line + "\n")
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    mails = socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailHandler)
    mails.folder = pathlib.Path(folder)
    threading.Thread(target=mails.serve_forever, daemon=True).start()
    pathlib.Path(ports_file).write_text(f"{server.server_port} {mails.server_address[1]}\n")
    server.serve_forever()


def check_slack(message):
    """Slack's own library knows the limits of blocks."""
    faults = []
    for attachment in message["attachments"]:
        for block in attachment["blocks"]:
            parsed = Block.parse(block)
            if parsed is None:
                faults.append(f"unknown block {block['type']}")
            else:
                parsed.validate_json()
    return faults


def check_signature(request):
    headers, body = request["headers"], request["body"]
    Webhook(SECRET).verify(body, headers)
    changed = body.replace("2012", "2013", 1) if "2012" in body else body + " "
    try:
        Webhook(SECRET).verify(changed, headers)
    except WebhookVerificationError:
        return []
    return ["a changed body has a valid signature"]


def check(file, count, cards_file):
    requests = [json.loads(line) for line in open(file, encoding="utf-8")]
    faults, cards, ids = [], [], []
    for request in requests:
        body = json.loads(request["body"])
        match request["path"]:
            case "/slack":
                found = check_slack(body)
            case "/teams":
                cards.extend(one["content"] for one in body["attachments"])
                found = ["longer than 28 KB"] if len(request["body"].encode()) > 28 * 1024 else []
            case _:
                ids.append(request["headers"]["webhook-id"])
                found = check_signature(request)
        faults.extend(f"{request['path']}: {fault}: {request['body'][:200]}" for fault in found)
    if len(requests) != int(count) or not cards or not ids:
        faults.append(f"{len(requests)} requests, {count} messages, {len(cards)} cards, {len(ids)} webhooks")
    if len(set(ids)) != len(ids):
        faults.append("two messages have one webhook-id")
    pathlib.Path(cards_file).write_text(json.dumps(cards))
    print("\n".join(faults) or f"announce: {len(requests)} messages passed")
    sys.exit(bool(faults))


{"receive": receive, "check": check}[sys.argv[1]](*sys.argv[2:])
