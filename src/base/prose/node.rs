//! The tree of a text: blocks such as paragraphs and lists, and inside them words, emphasis and links.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProseNode {
    Element(Element, Box<[ProseNode]>),
    /// A line break in it is one of the source, which prints as a space.
    Text(Box<str>),
    Code(Box<str>),
    /// Pages load nothing from other hosts, so an image from outside is printed as a link to it.
    Image {
        source: Destination,
        description: Box<str>,
    },
    FootnoteReference(Box<Footnote>),
    HardBreak,
    Rule,
}

/// Width and height in pixels.
pub type ImageSize = (usize, usize);

/// What encloses other parts. A long history has a hundred thousand paragraphs, so large variants are boxed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Paragraph,
    Heading {
        level: u8,
        /// Empty for texts that share a page with others, where anchors would collide.
        anchor: Box<str>,
    },
    Quote,
    List {
        /// The number of the first item of an ordered list.
        start: Option<u64>,
    },
    /// Holds words directly if its list is tight, else paragraphs.
    Item,
    CodeBlock {
        language: Box<str>,
    },
    Table {
        /// The anchor of the heading that names the table, or empty.
        label: Box<str>,
    },
    TableHead,
    TableRow,
    HeadCell(ColumnAlignment),
    Cell(ColumnAlignment),
    Footnote(Box<Footnote>),
    Emphasis,
    Strong,
    Strikethrough,
    Link(Box<ProseLink>),
}

/// The side of a column that its cells begin at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// As the page has it.
    Default,
    Left,
    Center,
    Right,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its anchor. Empty for texts that share a page with others, where anchors would collide.
    pub name: Box<str>,
    pub number: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseLink {
    pub destination: Destination,
    pub title: Box<str>,
}

/// Where a link leads. Addresses inside the site depend on the page that prints them, so they are resolved when printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// From the site's root without the leading slash, or `#fragment`.
    Inside(Box<str>),
    /// Another site, or `mailto:`.
    Outside(Box<str>),
}

impl Element {
    /// Whether its end is the end of a word, as it is for blocks and cells.
    pub fn separates_words(&self) -> bool {
        !matches!(
            self,
            Element::Emphasis | Element::Strong | Element::Strikethrough | Element::Link(_)
        )
    }
}

/// The text of a link to an image: its description or, without one, its address.
pub fn image_label<'a>(description: &'a str, address: &'a str) -> &'a str {
    if description.is_empty() {
        address
    } else {
        description
    }
}

/// Every node of a text in reading order, parents before their children.
pub fn walk<'a>(nodes: &'a [ProseNode], visit: &mut impl FnMut(&'a ProseNode)) {
    for node in nodes {
        visit(node);
        if let ProseNode::Element(_, children) = node {
            walk(children, visit);
        }
    }
}
