//! An indexed canvas as a PNG with a palette. The one file that names `png`.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::indexed_canvas::IndexedCanvas;

/// Encodes an opaque PNG with a palette, which has a third of the size because a drawing has few colours.
pub fn encode(canvas: &IndexedCanvas) -> Vec<u8> {
    let colours: Vec<u8> = canvas
        .colours()
        .iter()
        .flat_map(|colour| [colour.0, colour.1, colour.2])
        .collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, canvas.width as u32, canvas.height as u32);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(colours);
    // Filters subtract neighbors, and the difference of two numbers of a palette means nothing: without them, files are a third smaller.
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&canvas.pixels)?;
        writer.finish()
    });
    written.expect("a picture in memory is always written");
    file
}
