// Only plausible values: an uplink outside of the sensor's range is dropped.
// Example: {"temperature":20} => true
function Validator(converted, port) {
  // null and what is absent come as undefined: the sensor did not measure it
  if (typeof converted.temperature !== "number") {
    return true;
  }
  return converted.temperature >= -40 && converted.temperature <= 85;
}
