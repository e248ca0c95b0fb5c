// Type, length, value, again and again until the payload ends.
// Example: 01 02 00 EB 02 01 64 7F 01 00 => {"battery":100,"temperature":23.5,"unknown":1}
function Decoder(bytes, port) {
  var decoded = {};
  var at = 0;
  while (at < bytes.length) {
    var type = bytes[at];
    var length = bytes[at + 1];
    var value = at + 2;
    // also false where there is no length: the handler loses the whole result over a single NaN
    if (!(value + length <= bytes.length)) {
      throw new Error("the payload ends within the value at byte " + at);
    }
    switch (type) {
    case 0x01:
      decoded.temperature = ((bytes[value] << 24 >> 16) | bytes[value + 1]) / 10;
      break;
    case 0x02:
      decoded.battery = bytes[value];
      break;
    default:
      decoded.unknown = (decoded.unknown || 0) + 1;
    }
    at = value + length;
  }
  return decoded;
}
