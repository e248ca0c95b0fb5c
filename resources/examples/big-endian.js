// Numbers with the most significant byte first: 16 and 32 bits.
// Example: 01 2C 00 01 86 A0 => {"counter":100000,"temperature":30}
function Decoder(bytes, port) {
  if (bytes.length < 6) {
    throw new Error("6 bytes expected, got " + bytes.length);
  }
  return {
    temperature: ((bytes[0] << 8) | bytes[1]) / 10,
    // ">>> 0" makes the sum a number without sign
    counter: ((bytes[2] << 24) | (bytes[3] << 16) | (bytes[4] << 8) | bytes[5]) >>> 0
  };
}
