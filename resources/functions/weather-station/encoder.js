// Commands for the Milesight WS523 socket, on port 85. One object may hold both:
//   {"socket_status": "on"}     switches it, "on" or "off"
//   {"report_interval": 60}     seconds between its reports, 1 to 65535

function Encoder(object, port) {
    var out = [];
    if (object.socket_status !== undefined) {
        if (object.socket_status !== "on" && object.socket_status !== "off") {
            throw new Error("socket_status must be \"on\" or \"off\"");
        }
        out.push(0x08, object.socket_status === "on" ? 1 : 0, 0x00, 0xff);
    }
    if (object.report_interval !== undefined) {
        var seconds = object.report_interval;
        if (typeof seconds !== "number" || !(seconds >= 1 && seconds <= 65535) || Math.floor(seconds) !== seconds) {
            throw new Error("report_interval must be whole seconds from 1 to 65535");
        }
        out.push(0xff, 0x03, seconds & 0xff, seconds >> 8);
    }
    if (out.length === 0) throw new Error("nothing to send: give socket_status or report_interval");
    return out;
}
