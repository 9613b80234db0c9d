//! A mail server on a port of this machine, without encryption.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A mail that arrived.
#[derive(Clone, Debug)]
pub struct ReceivedMail {
    pub to: String,
    pub data: String,
}

/// A running server.
pub struct SmtpServer {
    port: u16,
    mails: Arc<Mutex<Vec<ReceivedMail>>>,
    connections: Arc<AtomicUsize>,
}

/// How a server treats its clients.
#[derive(Clone, Copy)]
struct Behavior {
    /// Recipients whose address contains it are refused with the answer.
    refused: &'static str,
    answer: &'static str,
    /// Whether it closes a connection after a mail.
    closes: bool,
}

impl SmtpServer {
    /// One that answers so to recipients whose address contains a text, and accepts all others.
    pub fn refusing(refused: &'static str, answer: &'static str) -> SmtpServer {
        SmtpServer::new(Behavior {
            refused,
            answer,
            closes: false,
        })
    }

    fn new(behavior: Behavior) -> SmtpServer {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = SmtpServer {
            port: listener.local_addr().unwrap().port(),
            mails: Arc::default(),
            connections: Arc::default(),
        };
        let (mails, connections) = (Arc::clone(&server.mails), Arc::clone(&server.connections));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mails = Arc::clone(&mails);
                connections.fetch_add(1, Ordering::SeqCst);
                std::thread::spawn(move || converse(&stream.unwrap(), behavior, &mails));
            }
        });
        server
    }

    pub fn accepting() -> SmtpServer {
        SmtpServer::refusing("nobody@", "")
    }

    /// One that closes the connection after each mail.
    pub fn closing() -> SmtpServer {
        SmtpServer::new(Behavior {
            refused: "nobody@",
            answer: "",
            closes: true,
        })
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn mails(&self) -> Vec<ReceivedMail> {
        self.mails.lock().unwrap().clone()
    }
}

fn converse(
    stream: &TcpStream,
    behavior: Behavior,
    mails: &Mutex<Vec<ReceivedMail>>,
) -> Option<()> {
    let (mut lines, mut out) = (BufReader::new(stream).lines(), stream);
    let mut to = String::new();
    write!(out, "220 test\r\n").ok()?;
    while let Some(Ok(line)) = lines.next() {
        let reply = match line.get(..4)? {
            "RCPT" if line.contains(behavior.refused) => {
                format!("{} <{}>", behavior.answer, behavior.refused)
            }
            "RCPT" => {
                to = line;
                "250 ok".to_owned()
            }
            "DATA" => {
                write!(out, "354 go on\r\n").ok()?;
                let data: Vec<String> = (&mut lines)
                    .map_while(Result::ok)
                    .take_while(|line| line != ".")
                    .collect();
                mails.lock().unwrap().push(ReceivedMail {
                    to: to.clone(),
                    data: data.join("\n") + "\n",
                });
                "250 taken".to_owned()
            }
            _ => "250 ok".to_owned(),
        };
        write!(out, "{reply}\r\n").ok()?;
        if behavior.closes && reply == "250 taken" {
            break;
        }
    }
    Some(())
}
