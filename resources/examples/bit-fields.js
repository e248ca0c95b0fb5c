// Several values in one byte: flags, and numbers of a few bits.
// Example: B5 => {"alarm":true,"battery":5,"door":"open","mode":1}
function Decoder(bytes, port) {
  if (bytes.length < 1) {
    throw new Error("the payload is empty");
  }
  var bits = bytes[0];
  return {
    alarm: (bits & 0x80) !== 0,            // bit 7
    mode: (bits >> 5) & 0x03,              // bits 5 and 6
    door: bits & 0x10 ? "open" : "closed", // bit 4
    battery: bits & 0x0F                   // bits 0 to 3
  };
}
