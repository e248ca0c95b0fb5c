// Numbers below zero: 8, 16 and 32 bits in two's complement.
// Example: FB FF 38 FF FF FF FE => {"offset":-2,"rssi":-5,"temperature":-20}
function Decoder(bytes, port) {
  function signed(at, size) {
    if (at + size > bytes.length) {
      throw new Error("the payload ends at byte " + bytes.length);
    }
    var value = 0;
    for (var i = 0; i < size; i++) {
      value = value * 256 + bytes[at + i];
    }
    var half = Math.pow(2, 8 * size - 1);
    return value >= half ? value - 2 * half : value;
  }
  return {
    rssi: signed(0, 1),
    temperature: signed(1, 2) / 10,
    offset: signed(3, 4)
  };
}
