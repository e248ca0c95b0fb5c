#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes seeds for the fuzz targets from the recorded messages: seeds.py DATA_FOLDER OUTPUT_FOLDER."""

import hashlib
import json
import pathlib
import re
import sys

EVENT_TYPES = ["up/errors", "down/scheduled", "down/sent", "down/errors", "down/acks", "activations",
               "activations/errors", "create", "update", "delete"]


def main():
    data, output = map(pathlib.Path, sys.argv[1:])

    def write(target, content):
        if isinstance(content, str):
            content = content.encode()
        folder = output / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)

    for file in sorted((data / "v2" / "mqtt").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if "topic" not in entry or "payload" not in entry:
                continue
            topic, payload = entry["topic"], entry["payload"]
            write("topics", topic)
            for time in re.findall(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", payload):
                write("timestamp", time)
            for digits in re.findall(r'"([0-9A-F]{8,32})"', payload):
                write("pastedhex", digits)
                write("pastedhex", "{ 0x" + ", 0x".join(re.findall("..", digits)) + " };")
            _, _, rest = topic.partition("/devices/")
            _, _, kind = rest.partition("/")
            if kind.startswith("events/") and kind[7:] in EVENT_TYPES:
                write("event", bytes([EVENT_TYPES.index(kind[7:])]) + payload.encode())
            elif kind == "down":
                write("downlink", payload)
            else:
                write("uplink", payload)

    for time in ["2026-01-02T03:04:05.678+02:00", "1969-12-31T23:59:60-11:30"]:
        write("timestamp", time)
    for text in ["0x00, 0x1", "00-11-22:33.44_55 66", "static const uint8_t EUI[2] = {0x01,0xff};"]:
        write("pastedhex", text)

    for sensor in json.loads((data / "sensors" / "sensors.json").read_text(encoding="utf-8"))["sensors"]:
        for example in sensor["examples"] + sensor.get("bad_examples", []):
            if sensor["id"].startswith("lpp-"):
                write("lpp", bytes.fromhex(example["hex"]))
                if "fields" in example:
                    write("lpp", json.dumps(example["fields"]))
            write("pastedhex", example["hex"])

    for text in ["function Decoder(bytes, port) { return {t: (bytes[0] << 8 | bytes[1]) / 10}; }",
                 "let f = (a) => `x${a}`; for (const b of c) { d ?? e?.f ** 2; }",
                 "function decodeUplink(input) { return {data: {a: /(?=x)[^]/u.test('y')}}; }",
                 "x = a / b / /re[/]/g; for (;;) {} /* c */ // d", "var o = {a, b() {}, ['c']: 1, ...d};"]:
        write("script", text)
    write("vectors", '{"vectors": [{"name": "a", "port": 2, "bytes": "02 1C", "fields": {"t": 21.4}},'
                     '{"direction": "downlink", "fields": {"led": true}, "bytes": "01"},'
                     '{"bytes": "02", "error": "too short", "valid": false}]}')

    for text in ["temperature > 30", "door = 'open' and battery < 20", "not (humidity <= 40 or `my field`.0 ~ \"x\")"]:
        write("expression", text + '\0{"temperature": 31.5, "door": "open", "battery": 3, "humidity": 50}')

    announced = (data / "v2" / "grpc" / "discovery.jsonl").read_text(encoding="utf-8")
    for address in re.findall(r'_address": "([^"]*)"', announced):
        write("addresses", address)
    for address in ["host:1904,[::1]:1900", "mqtts://broker:8883", "http://127.0.0.1:8084", "localhost", ""]:
        write("addresses", address)


main()
