// Numbers as bytes, most significant first: an interval in seconds and an offset in tenths of a degree.
// Example: {"interval":600,"offset":-2.5} => 02 58 FF E7
function Encoder(object, port) {
  if (!(object.interval >= 10 && object.interval <= 65535)) {
    throw new Error("interval: 10 to 65535 seconds");
  }
  var offset = Math.round((object.offset || 0) * 10);
  return [
    (object.interval >> 8) & 0xFF, object.interval & 0xFF,
    (offset >> 8) & 0xFF, offset & 0xFF
  ];
}
