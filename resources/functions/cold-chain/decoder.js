// For the cold chain's devices, which the built-in network leaves as raw bytes: set this Decoder, and their fields
// appear. Written from the published layouts. ECMAScript 5 only.

function Decoder(bytes, port) {
    if (port === 85) return milesight(bytes);
    if (port === 1 && bytes[0] === 2) return decentlabSht35(bytes);
    throw new Error("no device of this application sends such a payload on port " + port);
}

function need(bytes, end) {
    if (end > bytes.length) throw new Error("payload cut off: " + bytes.length + " bytes, at least " + end + " needed");
}

function u8(bytes, at) {
    need(bytes, at + 1);
    return bytes[at] + 0;
}

function u16(bytes, at) {
    need(bytes, at + 2);
    return bytes[at] * 256 + bytes[at + 1];
}

function u16le(bytes, at) {
    need(bytes, at + 2);
    return bytes[at + 1] * 256 + bytes[at];
}

function i16le(bytes, at) {
    var value = u16le(bytes, at);
    return value > 32767 ? value - 65536 : value;
}

function u32le(bytes, at) {
    return u16le(bytes, at + 2) * 65536 + u16le(bytes, at);
}

function i32le(bytes, at) {
    return i16le(bytes, at + 2) * 65536 + u16le(bytes, at);
}

// Decentlab DL-SHT35: group 0 temperature and humidity, group 1 battery
function decentlabSht35(bytes) {
    var out = { protocol_version: u8(bytes, 0), device_id: u16(bytes, 1) };
    var flags = u16(bytes, 3);
    var at = 5;
    if (flags & 1) {
        out.air_temperature = 175 * u16(bytes, at) / 65535 - 45;
        out.air_humidity = 100 * u16(bytes, at + 2) / 65535;
        at += 4;
    }
    if (flags & 2) out.battery_voltage = u16(bytes, at) / 1000;
    return out;
}

// Milesight: channel, type, data, in any order. An unknown channel ends the reading.
function milesight(bytes) {
    var out = {};
    var at = 0;
    while (at < bytes.length) {
        var channel = u8(bytes, at) * 256 + u8(bytes, at + 1);
        at += 2;
        if (channel === 0x0175) { out.battery = u8(bytes, at); at += 1; }
        else if (channel === 0x0367) { out.temperature = i16le(bytes, at) / 10; at += 2; }
        else if (channel === 0x0397) { out.total_current = u32le(bytes, at) / 100; at += 4; }
        else if (channel === 0x0468) { out.humidity = u8(bytes, at) / 2; at += 1; }
        else if (channel === 0x0488) { position(out, bytes, at); at += 9; }
        else if (channel === 0x0498) { current(out, bytes, at); at += 2; }
        else if (channel === 0x0500) { out.position = u8(bytes, at) === 1 ? "tilt" : "normal"; at += 1; }
        else if (channel === 0x06d9) { wifi(out, bytes, at); at += 9; }
        else if (channel === 0x20ce) { history(out, bytes, at); at += 8; }
        else if (channel === 0x8498) { currentAlarm(out, bytes, at); at += 7; }
        else break;
    }
    return out;
}

var motions = ["unknown", "start moving", "moving", "stop moving"];
var fences = ["inside", "outside", "unset", "unknown"];

function position(out, bytes, at) {
    var status = u8(bytes, at + 8);
    out.latitude = i32le(bytes, at) / 1000000;
    out.longitude = i32le(bytes, at + 4) / 1000000;
    out.motion_status = motions[status & 15] || "unknown";
    out.geofence_status = fences[status >> 4] || "unknown";
}

function wifi(out, bytes, at) {
    need(bytes, at + 9);
    var mac = [];
    for (var i = at + 1; i < at + 7; i += 1) mac.push((bytes[i] < 16 ? "0" : "") + (bytes[i] + 0).toString(16));
    mac = mac.join(":");
    out.motion_status = motions[u8(bytes, at + 8) & 15] || "unknown";
    out.wifi_scan_result = mac === "ff:ff:ff:ff:ff:ff" ? "timeout" : "finish";
    if (!out.wifi) out.wifi = [];
    if (out.wifi_scan_result === "timeout") return;
    var rssi = u8(bytes, at + 7);
    out.wifi.push({
        group: u8(bytes, at),
        mac: mac,
        rssi: rssi > 127 ? rssi - 256 : rssi,
        motion_status: out.motion_status
    });
}

function current(out, bytes, at) {
    var value = u16le(bytes, at);
    if (value === 65535) out.current_sensor_status = "read failed";
    else out.current = value / 100;
}

function currentAlarm(out, bytes, at) {
    var flags = u8(bytes, at + 6);
    function bit(mask) { return flags & mask ? "yes" : "no"; }
    out.current_max = u16le(bytes, at) / 100;
    out.current_min = u16le(bytes, at + 2) / 100;
    out.current = u16le(bytes, at + 4) / 100;
    out.current_alarm = {
        current_threshold_alarm: bit(1),
        current_threshold_alarm_release: bit(2),
        current_over_range_alarm: bit(4),
        current_over_range_alarm_release: bit(8)
    };
}

function history(out, bytes, at) {
    need(bytes, at + 8);
    if (!out.history) out.history = [];
    out.history.push({
        timestamp: u32le(bytes, at),
        temperature: i16le(bytes, at + 4) / 10,
        humidity: u8(bytes, at + 6) / 2
    });
}
