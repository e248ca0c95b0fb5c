// One command for each field that is there.
// Example: {"led":true,"reboot":true} => 01 01 FF
function Encoder(object, port) {
  var bytes = [];
  if (typeof object.led === "boolean") {
    bytes.push(0x01, object.led ? 1 : 0);
  }
  if (object.reboot === true) {
    bytes.push(0xFF);
  }
  if (bytes.length === 0) {
    throw new Error("no command: led (true, false) or reboot (true)");
  }
  return bytes;
}
