// Decimal digits, two a byte (BCD), as meters send them: 4 bytes of reading, 3 of serial number.
// Example: 00 12 34 56 98 76 54 => {"litres":123456,"serial":"987654"}
function Decoder(bytes, port) {
  if (bytes.length < 7) {
    throw new Error("7 bytes expected, got " + bytes.length);
  }
  function digits(at, size) {
    var text = "";
    for (var i = at; i < at + size; i++) {
      if (bytes[i] >> 4 > 9 || (bytes[i] & 0x0F) > 9) {
        throw new Error("byte " + i + " is no BCD");
      }
      text += String(bytes[i] >> 4) + String(bytes[i] & 0x0F);
    }
    return text;
  }
  return {
    litres: parseInt(digits(0, 4), 10),
    serial: digits(4, 3)
  };
}
