// Dragino LHT65 with a temperature probe: 11 bytes on port 2.

function Decoder(bytes, port) {
    if (bytes.length < 11) throw new Error("payload cut off: " + bytes.length + " bytes instead of 11");
    function word(at) { return bytes[at] * 256 + bytes[at + 1]; }
    function signed(at) { return word(at) > 32767 ? word(at) - 65536 : word(at); }
    return {
        battery: (word(0) & 0x3fff) / 1000,
        temperature: signed(2) / 100,
        humidity: word(4) / 10,
        external_temperature: signed(7) / 100
    };
}
