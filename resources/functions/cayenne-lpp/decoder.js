// Cayenne LPP as a Decoder, with the names that V2's own format uses. A place to start for types of one's own.

// Assigned one by one: the handler's engine does not read 0x67 as a number where it is a key of a literal.
var types = {};
types[0x00] = ["digital_in", 1, false, 1];
types[0x01] = ["digital_out", 1, false, 1];
types[0x02] = ["analog_in", 2, true, 100];
types[0x03] = ["analog_out", 2, true, 100];
types[0x65] = ["luminosity", 2, false, 1];
types[0x66] = ["presence", 1, false, 1];
types[0x67] = ["temperature", 2, true, 10];
types[0x68] = ["relative_humidity", 1, false, 2];
types[0x71] = ["accelerometer", 2, true, 1000];
types[0x73] = ["barometric_pressure", 2, true, 10];
types[0x86] = ["gyrometer", 2, true, 100];
types[0x88] = ["gps", 3, true, 10000];

function Decoder(bytes, port) {
    var out = {};
    var at = 0;
    function take(size, signed) {
        if (at + size > bytes.length) throw new Error("unexpected EOF");
        var value = 0;
        for (var i = 0; i < size; i += 1) value = value * 256 + bytes[at + i];
        at += size;
        var range = Math.pow(256, size);
        return signed && value >= range / 2 ? value - range : value;
    }
    while (at < bytes.length) {
        var channel = take(1, false);
        var code = take(1, false);
        var type = types[code];
        if (!type) throw new Error("cayennelpp: unknown type");
        var name = type[0] + "_" + channel;
        if (code === 0x71 || code === 0x86) {
            out[name] = { x: take(2, true) / type[3], y: take(2, true) / type[3], z: take(2, true) / type[3] };
        } else if (code === 0x88) {
            out[name] = {
                latitude: take(3, true) / 10000,
                longitude: take(3, true) / 10000,
                altitude: take(3, true) / 100
            };
        } else {
            out[name] = take(type[1], type[2]) / type[3];
        }
    }
    return out;
}
