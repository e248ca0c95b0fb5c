// Adds what follows from the decoded values: the dew point, and whether the battery wants changing.
// Changes the fields in place, so that values which were not measured stay null.

function Converter(fields, port) {
    var temperature = number(fields.temperature, fields.air_temperature);
    var humidity = number(fields.humidity, fields.relative_humidity, fields.air_humidity);
    if (temperature !== undefined && humidity > 0 && humidity <= 100 && temperature > -60 && temperature < 60) {
        // Magnus formula over water
        var gamma = Math.log(humidity / 100) + 17.62 * temperature / (243.12 + temperature);
        fields.dew_point = Math.round(10 * 243.12 * gamma / (17.62 - gamma)) / 10;
    }
    if (port === 85) {
        var percent = number(fields.battery);
        if (percent !== undefined) fields.battery_low = percent < 20;
    } else {
        var volts = number(fields.battery_voltage, fields.battery, fields.vdd / 1000);
        if (volts !== undefined) fields.battery_low = volts < 2.4;
    }
    return fields;
}

// The first of its arguments that is a proper number.
function number() {
    for (var i = 0; i < arguments.length; i += 1) {
        if (typeof arguments[i] === "number" && isFinite(arguments[i])) return arguments[i];
    }
    return undefined;
}
