//! The connections of one port: a bounded pool of workers, each of which accepts a connection, answers its requests and closes it. Further
//! connections wait in the system's queue.
//!
//! A client has seconds to send a request or to read a response, but milliseconds while all workers are busy. So slow or broken clients
//! cannot block others.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Enough to parse a request and to write a response. Pages are rendered by other threads.
const STACK_SIZE: usize = 512 * 1024;
/// How long a read or write blocks before the time limit is checked again.
const BLOCK_TIME: Duration = Duration::from_millis(5);

/// How long a client may take.
#[derive(Clone, Copy)]
struct TimeLimit {
    otherwise: Duration,
    if_all_are_busy: Duration,
}

const REQUEST: TimeLimit = TimeLimit {
    otherwise: Duration::from_secs(5),
    if_all_are_busy: BLOCK_TIME,
};
const RESPONSE: TimeLimit = TimeLimit {
    otherwise: Duration::from_secs(5),
    if_all_are_busy: Duration::from_millis(100),
};
const CLOSE: TimeLimit = TimeLimit {
    otherwise: Duration::from_millis(200),
    if_all_are_busy: BLOCK_TIME,
};

/// The workers of one port.
pub struct ConnectionPool {
    listener: TcpListener,
    handle: Box<dyn Fn(Connection) + Send + Sync>,
    max_workers: usize,
    /// Workers that were started.
    workers: AtomicUsize,
    /// Among them those that have a connection.
    busy: AtomicUsize,
}

/// One connection, with a time limit for what the client does at the moment.
pub struct Connection {
    stream: TcpStream,
    pool: Arc<ConnectionPool>,
    limit: TimeLimit,
    since: Instant,
}

impl ConnectionPool {
    /// Hands every connection to `handle`, in other threads, until the process ends.
    pub fn start(
        listener: TcpListener,
        max_workers: usize,
        handle: impl Fn(Connection) + Send + Sync + 'static,
    ) {
        let pool = Arc::new(ConnectionPool {
            listener,
            handle: Box::new(handle),
            max_workers,
            workers: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
        });
        pool.start_worker();
    }

    fn start_worker(self: &Arc<Self>) {
        let pool = Arc::clone(self);
        self.workers.fetch_add(1, Ordering::Relaxed);
        let started = thread::Builder::new()
            .stack_size(STACK_SIZE)
            .spawn(move || {
                loop {
                    pool.serve_next();
                }
            });
        if started.is_err() {
            self.workers.fetch_sub(1, Ordering::Relaxed);
        }
    }

    fn serve_next(self: &Arc<Self>) {
        let connection = match self.listener.accept() {
            Ok((stream, _)) => Connection::new(stream, self),
            Err(error) => Err(error),
        };
        let Ok(connection) = connection else {
            // The client is gone already, or the system has no file descriptors left.
            return thread::sleep(BLOCK_TIME);
        };
        let busy = self.busy.fetch_add(1, Ordering::Relaxed) + 1;
        let workers = self.workers.load(Ordering::Relaxed);
        if busy == workers && workers < self.max_workers {
            self.start_worker();
        }
        // A panic has been reported, and concerns this connection only.
        let _ = catch_unwind(AssertUnwindSafe(|| (self.handle)(connection)));
        self.busy.fetch_sub(1, Ordering::Relaxed);
    }

    fn all_are_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed) >= self.max_workers
    }
}

impl Connection {
    fn new(stream: TcpStream, pool: &Arc<ConnectionPool>) -> io::Result<Connection> {
        // Pages are small, and a browser waits for each of them.
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(BLOCK_TIME))?;
        stream.set_write_timeout(Some(BLOCK_TIME))?;
        Ok(Connection {
            stream,
            pool: Arc::clone(pool),
            limit: REQUEST,
            since: Instant::now(),
        })
    }

    fn expect(&mut self, limit: TimeLimit) {
        (self.limit, self.since) = (limit, Instant::now());
    }

    /// The time for the next request begins.
    pub fn expect_request(&mut self) {
        self.expect(REQUEST);
    }

    /// The time for a response begins.
    pub fn expect_response(&mut self) {
        self.expect(RESPONSE);
    }

    /// Closes the connection once the client has closed it. Closing a socket with unread data resets the connection, and the client could
    /// lose the response.
    pub fn close(mut self) {
        self.expect(CLOSE);
        let mut unread = [0; 4096];
        if self.stream.shutdown(Shutdown::Write).is_ok() {
            while matches!(self.read(&mut unread), Ok(1..)) && !self.is_expired() {}
        }
    }

    /// The socket, without a time limit and never blocking.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn into_nonblocking(self) -> io::Result<TcpStream> {
        self.stream.set_nonblocking(true)?;
        Ok(self.stream)
    }

    /// Whether the client's time is over.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        let limit = if self.pool.all_are_busy() {
            self.limit.if_all_are_busy
        } else {
            self.limit.otherwise
        };
        self.since.elapsed() >= limit
    }

    /// Repeats an operation that blocks for [`BLOCK_TIME`] until it is done or the client's time is over.
    fn retry(
        &self,
        mut operation: impl FnMut(&TcpStream) -> io::Result<usize>,
    ) -> io::Result<usize> {
        loop {
            match operation(&self.stream) {
                Err(error) if is_timeout(&error) && !self.is_expired() => {}
                result => return result,
            }
        }
    }
}

/// Systems have different errors for a read or write that has blocked for too long.
fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.retry(|mut stream| stream.read(buffer))
    }
}

impl Write for Connection {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        // A client that reads a little at a time has no more time than others.
        if self.is_expired() {
            return Err(ErrorKind::TimedOut.into());
        }
        self.retry(|mut stream| stream.write(buffer))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
