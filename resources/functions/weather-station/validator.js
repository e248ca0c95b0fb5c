// Refuses values that no weather has: a broken sensor must not reach the charts. Absent values are fine.

function Validator(fields, port) {
    return within(fields.temperature, -60, 85)
        && within(fields.air_temperature, -60, 85)
        && within(fields.soil_temperature, -60, 85)
        && within(fields.humidity, 0, 100)
        && within(fields.relative_humidity, 0, 100)
        && within(fields.air_humidity, 0, 100);
}

function within(value, lowest, highest) {
    return typeof value !== "number" || (value >= lowest && value <= highest);
}
