// Numbers with the least significant byte first: 16, 24 and 32 bits.
// Example: 2C 01 01 00 00 A0 86 01 00 => {"counter":100000,"level":1,"temperature":30}
function Decoder(bytes, port) {
  // size bytes from at, without sign
  function number(at, size) {
    if (at + size > bytes.length) {
      throw new Error("the payload ends at byte " + bytes.length);
    }
    var value = 0;
    for (var i = size - 1; i >= 0; i--) {
      value = value * 256 + bytes[at + i];
    }
    return value;
  }
  return {
    temperature: number(0, 2) / 10,
    level: number(2, 3),
    counter: number(5, 4)
  };
}
