// A 32-bit floating point number (IEEE 754), most significant byte first.
// Example: 41 BC 00 00 => {"temperature":23.5}
function Decoder(bytes, port) {
  function float32(at) {
    if (at + 4 > bytes.length) {
      throw new Error("the payload ends at byte " + bytes.length);
    }
    var bits = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    var sign = bits < 0 ? -1 : 1;
    var exponent = (bits >> 23) & 0xFF;
    var fraction = bits & 0x7FFFFF;
    if (exponent === 255) {
      return null; // infinite or no number: JSON has no word for it
    }
    if (exponent === 0) {
      return sign * fraction * Math.pow(2, -149);
    }
    return sign * (fraction + 0x800000) * Math.pow(2, exponent - 150);
  }
  return { temperature: float32(0) };
}
