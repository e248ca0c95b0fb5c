// Another layout on each port.
// Example: 00 EB => {"temperature":23.5}
function Decoder(bytes, port) {
  switch (port) {
  case 1: // measurement
    if (bytes.length !== 2) {
      throw new Error("2 bytes expected on port 1, got " + bytes.length);
    }
    return { temperature: ((bytes[0] << 24 >> 16) | bytes[1]) / 10 };
  case 2: // status
    return { battery: bytes[0] / 10, firmware: bytes[1] + "." + bytes[2] };
  default:
    throw new Error("port " + port + " is not known");
  }
}
