// One application has one Decoder: this one tells its devices apart by port, and by content where two share a port.
// Written from the published layouts. ECMAScript 5 only.

function Decoder(bytes, port) {
    if (port === 85) return milesight(bytes);
    if (port === 5) return elsys(bytes);
    if (port === 2) return draginoLht65(bytes);
    if (port === 1 && bytes[0] === 2) return decentlab(bytes);
    if (port === 1 && bytes[0] === 5) return ruuvi(bytes);
    throw new Error("no device of this application sends such a payload on port " + port);
}

// ---- reading numbers; each refuses to read past the end

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

function i16(bytes, at) {
    var value = u16(bytes, at);
    return value > 32767 ? value - 65536 : value;
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
    need(bytes, at + 4);
    return u16le(bytes, at + 2) * 65536 + u16le(bytes, at);
}

// ---- Decentlab, protocol version 2: groups of words, one for each flag. The models differ in the
// sizes of their groups.

function decentlab(bytes) {
    var out = { protocol_version: u8(bytes, 0), device_id: u16(bytes, 1) };
    var flags = u16(bytes, 3);
    var words = [];
    for (var at = 5; at < bytes.length; at += 2) words.push(u16(bytes, at));
    if (words.length === 1 && (flags === 1 || flags === 2)) {
        out.battery_voltage = words[0] / 1000;
        return out;
    }
    if (flags === 3 && words.length === 3) return dl5tm(out, words);
    if (flags === 3 && words.length === 5) return dlTbrg(out, words);
    if (flags === 3 && words.length === 18) return dlAtm41(out, words);
    if (flags > 3) return dlIam(out, words, flags);
    throw new Error("Decentlab: flags " + flags + " with " + words.length + " words are of no model known here");
}

function dl5tm(out, w) {
    var e = w[0] / 50;
    out.dielectric_permittivity = e;
    out.volumetric_water_content = ((0.0000043 * e - 0.00055) * e + 0.0292) * e - 0.053;
    out.soil_temperature = (w[1] - 400) / 10;
    out.battery_voltage = w[2] / 1000;
    return out;
}

function dlTbrg(out, w) {
    out.precipitation = w[0] * 0.1;
    out.precipitation_interval = w[1];
    out.cumulative_precipitation = (w[2] + w[3] * 65536) * 0.1;
    out.battery_voltage = w[4] / 1000;
    return out;
}

function dlAtm41(out, w) {
    function signed(index, divisor) { return (w[index] - 32768) / divisor; }
    out.solar_radiation = signed(0, 1);
    out.precipitation = signed(1, 1000);
    out.lightning_strike_count = signed(2, 1);
    out.lightning_average_distance = signed(3, 1);
    out.wind_speed = signed(4, 100);
    out.wind_direction = signed(5, 10);
    out.maximum_wind_speed = signed(6, 100);
    out.air_temperature = signed(7, 10);
    out.vapor_pressure = signed(8, 100);
    out.atmospheric_pressure = signed(9, 100);
    out.relative_humidity = signed(10, 10);
    out.sensor_temperature_internal = signed(11, 10);
    out.x_orientation_angle = signed(12, 10);
    out.y_orientation_angle = signed(13, 10);
    out.compass_heading = signed(14, 1);
    out.north_wind_speed = signed(15, 100);
    out.east_wind_speed = signed(16, 100);
    out.battery_voltage = w[17] / 1000;
    return out;
}

function dlIam(out, w, flags) {
    var next = 0;
    function word() {
        if (next >= w.length) throw new Error("payload cut off: " + w.length + " words, more than that flagged");
        next += 1;
        return w[next - 1];
    }
    if (flags & 1) out.battery_voltage = word() / 1000;
    if (flags & 2) {
        out.air_temperature = 175 * word() / 65535 - 45;
        out.air_humidity = 100 * word() / 65535;
    }
    if (flags & 4) out.barometric_pressure = word() * 2;
    if (flags & 8) {
        var all = word();
        var infrared = word();
        out.ambient_light_visible_infrared = all;
        out.ambient_light_infrared = infrared;
        out.illuminance = Math.max(all - 1.64 * infrared, 0.59 * all - 0.86 * infrared, 0) * 1.5504;
    }
    if (flags & 16) {
        out.co2_concentration = word() - 32768;
        out.co2_sensor_status = word();
        out.raw_ir_reading = word();
    }
    if (flags & 32) out.activity_counter = word();
    if (flags & 64) out.total_voc = word();
    return out;
}

// ---- Milesight: channel, type, data, in any order. An unknown channel ends the reading, since its length is unknown.

function milesight(bytes) {
    var out = {};
    var at = 0;
    while (at < bytes.length) {
        var read = milesightChannels[u8(bytes, at) * 256 + u8(bytes, at + 1)];
        if (!read) break;
        at = read(out, bytes, at + 2);
    }
    return out;
}

function alarm(code) {
    return code === 0 ? "threshold alarm release" : code === 1 ? "threshold alarm" : "unknown";
}

function byteChannel(name, divisor) {
    return function (out, bytes, at) {
        out[name] = u8(bytes, at) / divisor;
        return at + 1;
    };
}

function wordChannel(name, divisor, signed, alarmed) {
    return function (out, bytes, at) {
        out[name] = (signed ? i16le(bytes, at) : u16le(bytes, at)) / divisor;
        if (!alarmed) return at + 2;
        out[name + "_alarm"] = alarm(u8(bytes, at + 2));
        return at + 3;
    };
}

function longChannel(name) {
    return function (out, bytes, at) {
        out[name] = u32le(bytes, at);
        return at + 4;
    };
}

function choiceChannel(name, off, on) {
    return function (out, bytes, at) {
        out[name] = u8(bytes, at) & 1 ? on : off;
        return at + 1;
    };
}

function rainChannel(long, alarmed) {
    return function (out, bytes, at) {
        out.rainfall_total = (long ? u32le(bytes, at) : u16le(bytes, at)) / 100;
        at += long ? 4 : 2;
        out.rainfall_counter = u8(bytes, at);
        if (!alarmed) return at + 1;
        out.rainfall_alarm = alarm(u8(bytes, at + 1));
        return at + 2;
    };
}

// Stored readings. EM300-TH and WTS506 use the same channel: 10 bytes an entry and 17, and nothing else in the payload.
function historyChannel(long) {
    return function (out, bytes, at) {
        var weather = long || bytes.length % 17 === 0;
        if (!weather && bytes.length % 10 !== 0) throw new Error("payload cut off: a history entry is not whole");
        var entry = {
            timestamp: u32le(bytes, at),
            temperature: i16le(bytes, at + 4) / 10,
            humidity: u8(bytes, at + 6) / 2
        };
        if (!out.history) out.history = [];
        out.history.push(entry);
        if (!weather) return at + 8;
        entry.pressure = u16le(bytes, at + 7) / 10;
        entry.wind_direction = i16le(bytes, at + 9) / 10;
        entry.wind_speed = u16le(bytes, at + 11) / 10;
        entry.rainfall_total = (long ? u32le(bytes, at + 13) : u16le(bytes, at + 13)) / 100;
        return at + (long ? 17 : 15);
    };
}

var milesightChannels = {};
milesightChannels[0x0175] = byteChannel("battery", 1);
milesightChannels[0x0367] = wordChannel("temperature", 10, true, false);
milesightChannels[0x0374] = wordChannel("voltage", 10, false, false);
milesightChannels[0x0468] = byteChannel("humidity", 2);
milesightChannels[0x0480] = longChannel("active_power");
milesightChannels[0x0500] = choiceChannel("pir", "idle", "trigger");
milesightChannels[0x0581] = byteChannel("power_factor", 1);
milesightChannels[0x0584] = wordChannel("wind_direction", 10, true, false);
milesightChannels[0x0673] = wordChannel("pressure", 10, false, false);
milesightChannels[0x0683] = longChannel("power_consumption");
milesightChannels[0x06cb] = byteChannel("light_level", 1);
milesightChannels[0x077d] = wordChannel("co2", 1, false, false);
milesightChannels[0x0792] = wordChannel("wind_speed", 10, false, false);
milesightChannels[0x07c9] = wordChannel("current", 1, false, false);
milesightChannels[0x0870] = choiceChannel("socket_status", "off", "on");
milesightChannels[0x0877] = rainChannel(false, false);
milesightChannels[0x087d] = wordChannel("tvoc", 100, false, false);
milesightChannels[0x08ec] = rainChannel(true, false);
milesightChannels[0x0973] = wordChannel("pressure", 10, false, false);
milesightChannels[0x0b7d] = wordChannel("pm2_5", 1, false, false);
milesightChannels[0x0c7d] = wordChannel("pm10", 1, false, false);
milesightChannels[0x20ce] = historyChannel(false);
milesightChannels[0x21ce] = historyChannel(true);
milesightChannels[0x8367] = wordChannel("temperature", 10, true, true);
milesightChannels[0x8673] = wordChannel("pressure", 10, false, true);
milesightChannels[0x8792] = wordChannel("wind_speed", 10, false, true);
milesightChannels[0x88ec] = rainChannel(true, true);

// ---- ELSYS ERS CO2: type, data

function elsys(bytes) {
    var out = {};
    var at = 0;
    while (at < bytes.length) {
        var type = u8(bytes, at);
        at += 1;
        if (type === 0x01) { out.temperature = i16(bytes, at) / 10; at += 2; }
        else if (type === 0x02) { out.humidity = u8(bytes, at); at += 1; }
        else if (type === 0x04) { out.light = u16(bytes, at); at += 2; }
        else if (type === 0x05) { out.motion = u8(bytes, at); at += 1; }
        else if (type === 0x06) { out.co2 = u16(bytes, at); at += 2; }
        else if (type === 0x07) { out.vdd = u16(bytes, at); at += 2; }
        else if (type === 0x19) {
            if (!out.extTemperature2) out.extTemperature2 = [];
            out.extTemperature2.push(i16(bytes, at) / 10);
            at += 2;
        } else throw new Error("ELSYS: type " + type + " is not used by this sensor");
    }
    return out;
}

// ---- Dragino LHT65: 11 bytes

function draginoLht65(bytes) {
    need(bytes, 11);
    var head = u16(bytes, 0);
    var external = u8(bytes, 6);
    var out = {
        battery_status: head >> 14,
        battery: (head & 0x3fff) / 1000,
        temperature: i16(bytes, 2) / 100,
        humidity: u16(bytes, 4) / 10,
        external_sensor: external
    };
    if (external === 1) out.external_temperature = i16(bytes, 7) / 100;
    if (external === 4) { out.digital = u8(bytes, 7); out.interrupt = u8(bytes, 8); }
    if (external === 5) out.light = u16(bytes, 7);
    if (external === 6) out.analog = u16(bytes, 7) / 1000;
    return out;
}

// ---- Ruuvi data format 5: 24 bytes; a field of all ones (0x8000 where it is signed) was not measured

function ruuvi(bytes) {
    need(bytes, 24);
    function unsigned(at, missing, scale, offset) {
        var value = at === 15 ? u8(bytes, at) : u16(bytes, at);
        return value === missing ? null : offset + value / scale;
    }
    function signed(at, scale) {
        var value = i16(bytes, at);
        return value === -32768 ? null : value / scale;
    }
    var power = u16(bytes, 13);
    var mac = [];
    for (var i = 18; i < 24; i += 1) mac.push((bytes[i] < 16 ? "0" : "") + (bytes[i] + 0).toString(16));
    mac = mac.join(":");
    return {
        temperature: signed(1, 200),
        humidity: unsigned(3, 65535, 400, 0),
        pressure: unsigned(5, 65535, 1, 50000),
        acceleration_x: signed(7, 1000),
        acceleration_y: signed(9, 1000),
        acceleration_z: signed(11, 1000),
        battery: power >> 5 === 2047 ? null : ((power >> 5) + 1600) / 1000,
        tx_power: (power & 31) === 31 ? null : (power & 31) * 2 - 40,
        movement_counter: unsigned(15, 255, 1, 0),
        sequence: unsigned(16, 65535, 1, 0),
        mac: mac === "ff:ff:ff:ff:ff:ff" ? null : mac
    };
}
