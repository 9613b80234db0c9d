//! A receiver of messages on a port of this machine.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tiny_http::{Header, Response, Server};

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub path: String,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What it answers.
#[derive(Clone, Debug)]
pub enum Answer {
    Status(u16),
    With(u16, &'static str, String),
    /// It takes the message, and answers too late.
    Late(Duration),
}

/// A running receiver.
pub struct Receiver {
    server: Arc<Server>,
    requests: Arc<Mutex<Vec<Received>>>,
}

impl Receiver {
    /// One whose answers depend on the requests and their number, from 0.
    pub fn new(answer: impl Fn(&Received, usize) -> Answer + Send + Sync + 'static) -> Receiver {
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let receiver = Receiver {
            server: Arc::clone(&server),
            requests: Arc::clone(&requests),
        };
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            while let Ok(mut request) = server.recv() {
                let mut body = String::new();
                request.as_reader().read_to_string(&mut body).unwrap();
                let header = |header: &Header| {
                    let name = header.field.as_str().as_str().to_owned();
                    (name, header.value.as_str().to_owned())
                };
                let received = Received {
                    path: request.url().to_owned(),
                    headers: request.headers().iter().map(header).collect(),
                    body,
                };
                let number = {
                    let mut requests = requests.lock().unwrap();
                    requests.push(received.clone());
                    requests.len() - 1
                };
                let answer = Arc::clone(&answer);
                std::thread::spawn(move || {
                    let response = match answer(&received, number) {
                        Answer::Status(status) => {
                            Response::from_string("").with_status_code(status)
                        }
                        Answer::With(status, name, value) => Response::from_string("")
                            .with_status_code(status)
                            .with_header(Header::from_bytes(name, value).unwrap()),
                        Answer::Late(time) => {
                            std::thread::sleep(time);
                            Response::from_string("")
                        }
                    };
                    // The other side may be gone.
                    let _ = request.respond(response);
                });
            }
        });
        receiver
    }

    pub fn accepting() -> Receiver {
        Receiver::new(|_, _| Answer::Status(200))
    }

    pub fn url(&self) -> String {
        format!("http://{}/hook", self.server.server_addr())
    }

    pub fn requests(&self) -> Vec<Received> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.server.unblock();
    }
}
