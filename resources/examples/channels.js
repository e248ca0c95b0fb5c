// Channel, type, value of a known size, as Cayenne LPP does: names such as temperature_3.
// Example: 03 67 01 10 05 68 5A => {"humidity_5":45,"temperature_3":27.2}
function Decoder(bytes, port) {
  var types = {
    0: { name: "digital_in", size: 1, signed: false, divisor: 1 },
    2: { name: "analog_in", size: 2, signed: true, divisor: 100 },
    101: { name: "luminosity", size: 2, signed: false, divisor: 1 },
    103: { name: "temperature", size: 2, signed: true, divisor: 10 },
    104: { name: "humidity", size: 1, signed: false, divisor: 2 },
    115: { name: "pressure", size: 2, signed: false, divisor: 10 }
  };
  var decoded = {};
  for (var at = 0; at < bytes.length;) {
    var type = types[bytes[at + 1]];
    if (!type) {
      throw new Error("type " + bytes[at + 1] + " at byte " + (at + 1) + " is not known");
    }
    if (at + 2 + type.size > bytes.length) {
      throw new Error("the payload ends within " + type.name);
    }
    var value = 0;
    for (var i = 0; i < type.size; i++) {
      value = value * 256 + bytes[at + 2 + i];
    }
    var half = Math.pow(2, 8 * type.size - 1);
    if (type.signed && value >= half) {
      value -= 2 * half;
    }
    decoded[type.name + "_" + bytes[at]] = value / type.divisor;
    at += 2 + type.size;
  }
  return decoded;
}
