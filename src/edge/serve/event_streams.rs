//! Pages that wait for a newer generation: one event stream for each page that is open in a browser. All of them are kept by one thread,
//! which closes a stream soon after the page has closed it.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::preview::Preview;

/// How often it is looked whether streams were closed.
const INTERVAL: Duration = Duration::from_millis(50);
/// After so long a page opens a new stream.
const MAX_AGE: Duration = Duration::from_secs(25);

/// The end of an event stream is the end of the connection.
const HEAD: &str = "HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\nretry: 100\n";

/// The open event streams of one site.
pub struct EventStreams {
    preview: Arc<Preview>,
    /// The oldest first.
    streams: Mutex<VecDeque<EventStream>>,
    max_streams: usize,
}

struct EventStream {
    stream: TcpStream,
    /// The generation of the page.
    known: u64,
    opened: Instant,
}

impl EventStreams {
    /// Starts the thread, which runs until the process ends.
    #[must_use]
    pub fn start(preview: &Arc<Preview>, max_streams: usize) -> Arc<EventStreams> {
        let streams = Arc::new(EventStreams {
            preview: Arc::clone(preview),
            streams: Mutex::default(),
            max_streams,
        });
        let this = Arc::clone(&streams);
        thread::spawn(move || {
            let mut generation = 0;
            loop {
                generation = this.preview.wait_for_change(generation, INTERVAL);
                this.lock().retain_mut(|stream| stream.advance(generation));
            }
        });
        streams
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<EventStream>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds the stream of a page of the generation `known`. When there are too many, the oldest is closed.
    pub fn add(&self, mut stream: TcpStream, known: u64) {
        if stream.write_all(HEAD.as_bytes()).is_err() {
            return;
        }
        let mut stream = EventStream {
            stream,
            known,
            opened: Instant::now(),
        };
        let mut streams = self.lock();
        if stream.advance(self.preview.generation()) {
            streams.push_back(stream);
        }
        if streams.len() > self.max_streams {
            streams.pop_front();
        }
    }
}

impl EventStream {
    /// Tells the page about a newer generation. False when the stream is at its end.
    fn advance(&mut self, generation: u64) -> bool {
        if generation != self.known {
            let event = format!("id: {generation}\ndata: {generation}\n\n");
            // The socket's buffer has room for this; if not, the page opens a new stream.
            let _ = self.stream.write_all(event.as_bytes());
            return false;
        }
        let is_closed = match self.stream.read(&mut [0; 1024]) {
            Ok(count) => count == 0,
            Err(error) => error.kind() != ErrorKind::WouldBlock,
        };
        !is_closed && self.opened.elapsed() < MAX_AGE
    }
}
