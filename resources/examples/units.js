// Other units: degrees Fahrenheit beside the decoded degrees Celsius.
// Example: {"temperature":20} => {"temperature":20,"temperature_f":68}
function Converter(decoded, port) {
  if (typeof decoded.temperature === "number") {
    decoded.temperature_f = decoded.temperature * 9 / 5 + 32;
  }
  return decoded;
}
