//! A writer of XML that cannot produce what XML 1.0 forbids.

use crate::base::escape;

/// Writes elements and text. An element is closed by the call that opened it.
#[derive(Debug, Default)]
pub struct XmlWriter {
    text: String,
}

impl XmlWriter {
    /// A document with its declaration.
    pub fn document() -> XmlWriter {
        XmlWriter {
            text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(),
        }
    }

    /// An element with attributes. `inside` writes its content.
    pub fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut XmlWriter),
    ) {
        self.open(name, attributes);
        self.text.push_str(">\n");
        inside(self);
        self.close(name);
    }

    pub fn text_element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text.push('>');
        escape::push_xml(&mut self.text, text);
        self.close(name);
    }

    /// An element with plain words. Some feed readers read them as HTML, and only these references are the same character in both readings,
    /// as W3C's feed validator advises.
    pub fn plain_element(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.text.push('>');
        let mut escaped = String::new();
        escape::push_xml(&mut escaped, text);
        self.text
            .push_str(&escaped.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;"));
        self.close(name);
    }

    pub fn empty_element(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.text.push_str("/>\n");
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            escape::push_xml(&mut self.text, value);
            self.text.push('"');
        }
    }

    fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    pub fn finish(self) -> String {
        self.text
    }
}
