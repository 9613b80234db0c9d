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
    place: Place,
    number: u64,
    room: Arc<Room>,
}

/// What a visitor is about. When it is full, those of the first kind are shown out first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// It has got its answer and is about to go.
    Leaving,
    /// Its request is on its way.
    Asking,
    /// It waits for news.
    Waiting,
    /// Its request is there and is being answered.
    Answered,
}

/// Everybody who is inside.
#[derive(Default)]
struct Room {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    next: u64,
    /// By what they are about and by the number of their request, with the time at which they came: whoever goes next is the first.
    seats: BTreeMap<(Place, u64), (Arc<TcpStream>, Instant)>,
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
            let next = inside.seats.first_key_value();
            if next.is_some_and(|((place, _), (_, since))| {
                *place == Place::Asking && since.elapsed() < MOMENT
            }) {
                drop(inside);
                thread::sleep(Duration::from_millis(1));
                inside = self.lock();
            } else if !inside.show_out() {
                break;
            }
        }
        let (place, number) = (Place::Asking, inside.number());
        inside
            .seats
            .insert((place, number), (Arc::clone(&stream), Instant::now()));
        Visitor {
            stream,
            until: Instant::now() + PATIENCE,
            place,
            number,
            room: Arc::clone(self),
        }
    }

    /// The system has no more files to give: a part of the visitors goes, and from now on fewer come in, so that files of content can
    /// still be read.
    fn crowded(&self) {
        let mut inside = self.lock();
        let there = inside.seats.len();
        let keep = (there - there / 4).saturating_sub(4);
        inside.most = Some(keep.max(4));
        while inside.seats.len() > keep && inside.show_out() {}
    }
}

impl Inside {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn is_full(&self) -> bool {
        self.seats.len() >= self.most.unwrap_or(MOST)
    }

    /// Ends the connection of whoever goes next.
    fn show_out(&mut self) -> bool {
        self.seats.pop_first().is_some_and(|(_, (stream, _))| {
            let _ = stream.shutdown(Shutdown::Both);
            true
        })
    }
}

impl Visitor {
    /// Is about something else from now on. One that was shown out stays out.
    fn turn(&mut self, inside: &mut Inside, place: Place, number: u64) {
        if let Some((stream, _)) = inside.seats.remove(&(self.place, self.number)) {
            inside
                .seats
                .insert((place, number), (stream, Instant::now()));
        }
        (self.place, self.number) = (place, number);
    }

    /// Another request may come on the same connection.
    pub fn again(&mut self) {
        let room = Arc::clone(&self.room);
        let mut inside = room.lock();
        let number = inside.number();
        self.turn(&mut inside, Place::Asking, number);
        self.until = Instant::now() + PATIENCE;
    }

    /// The request is there; its answer has its own time. One that waits for news goes on waiting.
    pub fn answered_from_now(&mut self) {
        if self.place == Place::Asking {
            let room = Arc::clone(&self.room);
            self.turn(&mut room.lock(), Place::Answered, self.number);
        }
        self.until = Instant::now() + PATIENCE;
    }

    /// The visitor waits for news from now on.
    pub fn wait(&mut self) {
        let room = Arc::clone(&self.room);
        let mut inside = room.lock();
        self.turn(&mut inside, Place::Waiting, self.number);
        let waiting = inside
            .seats
            .range((Place::Waiting, 0)..(Place::Answered, 0));
        let waiting: Vec<(Place, u64)> = waiting.map(|(seat, _)| *seat).collect();
        if waiting.len() > MOST_WAITING
            && let Some((stream, _)) = inside.seats.remove(&waiting[0])
        {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Ends a connection on which more may be coming: the answer is not lost over what nobody will read.
    pub fn leave(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Write);
        let room = Arc::clone(&self.room);
        self.turn(&mut room.lock(), Place::Leaving, self.number);
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
        if left.is_zero() {
            Err(io::ErrorKind::TimedOut.into())
        } else {
            Ok(left)
        }
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        self.room.lock().seats.remove(&(self.place, self.number));
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
