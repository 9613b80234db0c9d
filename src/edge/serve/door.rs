//! Lets visitors in: so many at once and for so long. When it is full, whoever has been there longest without a whole request goes first,
//! so that a slow or broken client never keeps out a good one. Each has a moment to say what it wants; until then others wait outside.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Visitors at one time.
const MOST: usize = 256;
/// Among them those that wait for news: one for each page that is open.
const MOST_WAITING: usize = 48;
/// Time that everybody has, however many wait outside.
const MOMENT: Duration = Duration::from_millis(5);
/// Time for a request to arrive, and again for its answer to leave.
const PATIENCE: Duration = Duration::from_secs(5);
/// Enough for what a visitor's thread does; pages are made elsewhere.
const STACK: usize = 512 * 1024;

/// One connection.
pub struct Visitor {
    stream: Arc<TcpStream>,
    until: Instant,
    number: u64,
    room: Arc<Room>,
}

/// Everybody who is inside.
#[derive(Default)]
struct Room {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    next: u64,
    /// With a request on its way, by the number of the request, and since when: the first has been at it longest.
    asking: BTreeMap<u64, (Arc<TcpStream>, Instant)>,
    /// Whose request is there and is being answered, likewise.
    answered: BTreeMap<u64, Arc<TcpStream>>,
    /// Waiting for news, likewise.
    waiting: BTreeMap<u64, Arc<TcpStream>>,
    /// Who have got their answer and are about to go, likewise.
    leaving: BTreeMap<u64, Arc<TcpStream>>,
    /// Fewer than [`MOST`] once the system has refused another file.
    most: Option<usize>,
}

/// Takes visitors for ever, each in a thread.
pub fn open(listener: &TcpListener, welcome: impl Fn(&mut Visitor) + Send + Sync + 'static) -> ! {
    let room = Arc::new(Room::default());
    let welcome = Arc::new(welcome);
    loop {
        match listener.accept() {
            Ok((stream, _)) => {
                let mut visitor = room.enter(stream);
                let welcome = Arc::clone(&welcome);
                let thread = thread::Builder::new().stack_size(STACK);
                // Where no thread can be had, the visitor is dropped, and with it the connection.
                let _ = thread.spawn(move || welcome(&mut visitor));
            }
            Err(_) => {
                room.crowded();
                thread::sleep(Duration::from_millis(1));
            }
        }
    }
}

impl Room {
    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(self: &Arc<Self>, stream: TcpStream) -> Visitor {
        // Pages are small, and a browser waits for each.
        let _ = stream.set_nodelay(true);
        let stream = Arc::new(stream);
        let mut inside = self.lock();
        while inside.is_full() {
            let oldest = inside.asking.values().next().filter(|_| inside.leaving.is_empty());
            if oldest.is_some_and(|(_, since)| since.elapsed() < MOMENT) {
                drop(inside);
                thread::sleep(Duration::from_millis(1));
                inside = self.lock();
            } else if !inside.show_out() {
                break;
            }
        }
        let number = inside.number();
        inside.asking.insert(number, (Arc::clone(&stream), Instant::now()));
        Visitor { stream, until: Instant::now() + PATIENCE, number, room: Arc::clone(self) }
    }

    /// The system has no more files to give: a part of the visitors goes, and from now on fewer come in, so that files of content can
    /// still be read.
    fn crowded(&self) {
        let mut inside = self.lock();
        let there = inside.count();
        let keep = (there - there / 4).saturating_sub(4);
        inside.most = Some(keep.max(4));
        while inside.count() > keep && inside.show_out() {}
    }
}

impl Inside {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn count(&self) -> usize {
        self.asking.len() + self.answered.len() + self.waiting.len() + self.leaving.len()
    }

    fn is_full(&self) -> bool {
        self.count() >= self.most.unwrap_or(MOST)
    }

    /// Ends the connection of somebody who is leaving, else the one that has been asking longest, else the one that has waited longest,
    /// else that of the oldest answer.
    fn show_out(&mut self) -> bool {
        let leaving = self.leaving.pop_first().map(|(_, stream)| stream);
        let longest = leaving.or_else(|| self.asking.pop_first().map(|(_, (stream, _))| stream));
        let longest = longest.or_else(|| self.waiting.pop_first().map(|(_, stream)| stream));
        let longest = longest.or_else(|| self.answered.pop_first().map(|(_, stream)| stream));
        longest.is_some_and(|stream| {
            let _ = stream.shutdown(Shutdown::Both);
            true
        })
    }

    /// Takes somebody from wherever it is; nothing of one that was shown out, which stays out.
    fn take(&mut self, number: u64) -> Option<Arc<TcpStream>> {
        let asking = self.asking.remove(&number).map(|(stream, _)| stream);
        let others = [&mut self.answered, &mut self.waiting, &mut self.leaving];
        asking.or_else(|| others.into_iter().find_map(|others| others.remove(&number)))
    }
}

impl Visitor {
    /// Another request may come on the same connection.
    pub fn again(&mut self) {
        let mut inside = self.room.lock();
        if let Some(stream) = inside.take(self.number) {
            self.number = inside.number();
            inside.asking.insert(self.number, (stream, Instant::now()));
            self.until = Instant::now() + PATIENCE;
        }
    }

    /// The request is there; its answer has its own time.
    pub fn answered_from_now(&mut self) {
        let mut inside = self.room.lock();
        if let Some((stream, _)) = inside.asking.remove(&self.number) {
            inside.answered.insert(self.number, stream);
        }
        self.until = Instant::now() + PATIENCE;
    }

    /// The visitor waits for news from now on.
    pub fn wait(&mut self) {
        let mut inside = self.room.lock();
        if let Some(stream) = inside.take(self.number) {
            inside.waiting.insert(self.number, stream);
        }
        if inside.waiting.len() > MOST_WAITING
            && let Some((_, stream)) = inside.waiting.pop_first()
        {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Ends a connection on which more may be coming: the answer is not lost over what nobody will read.
    pub fn leave(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Write);
        let mut inside = self.room.lock();
        if let Some(stream) = inside.take(self.number) {
            inside.leaving.insert(self.number, stream);
        }
        drop(inside);
        self.until = Instant::now() + Duration::from_millis(200);
        let (mut unread, mut part) = (64 * 1024_usize, [0; 4096]);
        while let Ok(count @ 1..) = self.read(&mut part) {
            unread = unread.saturating_sub(count);
            if unread == 0 {
                break;
            }
        }
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        self.room.lock().take(self.number);
    }
}

impl Read for Visitor {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        (&*self.stream).read(buffer)
    }
}

impl Write for Visitor {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        (&*self.stream).write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
