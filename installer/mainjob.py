#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job of an application owner, done with thingsdesk-cli against thingsdesk-sandbox: mainjob.py PROGRAMS_FOLDER.

Prints a line for each step and stops at the first that fails, with the program's output. Keys go through the
environment, never through an argument.
"""

import json
import os
import pathlib
import selectors
import signal
import subprocess
import sys
import tempfile
import time

APPLICATION = "weather-station"
NEW_DEVICE = "my-first-node"
OBEDIENT_DEVICE = "plug-ws523"  # a switched socket that answers downlinks
SOCKET_ON = "080100FF"
SOCKET_PORT = "85"
READING = "01755A03673401046865"  # battery 90 %, 30.8 °C, 50.5 % humidity, as a Milesight EM300 sends it
READING_PORT = "85"
PATIENCE = 120  # seconds for what has to come over the air

DECODER_CHANGE = """
var decoderBefore = Decoder;
Decoder = function (bytes, port) {
  var fields = decoderBefore(bytes, port);
  fields.changed_by = "installer/run";
  return fields;
};
"""


class StepFailed(Exception):
    """What went wrong, with the output of the program."""


class Network:
    """A built-in network in a folder of its own."""

    def __init__(self, program, folder):
        self.log = open(folder / "sandbox.log", "w+b")
        self.process = subprocess.Popen(
            [program, "--dir", folder / "network", "--discovery-port", "0", "--print-json"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, bufsize=0)
        line = first_line(self.process, PATIENCE)
        if not line:
            self.log.seek(0)
            raise StepFailed("the network did not start:\n" + self.log.read().decode(errors="replace"))
        self.facts = json.loads(line)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def first_line(process, seconds):
    """The process's next line of output, or nothing where it ends or takes too long."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        return process.stdout.readline() if selector.select(seconds) else b""


class Client:
    """thingsdesk-cli for one application."""

    def __init__(self, program, facts):
        application = next(entry for entry in facts["applications"] if entry["app_id"] == APPLICATION)
        self.command = [program, "--app", APPLICATION, "--discovery", facts["discovery"], "--ca", facts["ca"]]
        self.environment = dict(os.environ, THINGSDESK_ACCESS_KEY=application["access_key"])

    def run(self, *words):
        """What the command printed."""
        result = subprocess.run(self.command + list(words), env=self.environment, stdin=subprocess.DEVNULL,
                                capture_output=True, timeout=PATIENCE + 60, check=False)
        output = result.stdout.decode(errors="replace")
        if result.returncode != 0:
            raise StepFailed(f"thingsdesk-cli {' '.join(words)}: exit code {result.returncode}\n"
                             + output + result.stderr.decode(errors="replace"))
        return output

    def json(self, *words):
        """The JSON objects that the command printed, one a line."""
        return [json.loads(line) for line in self.run("--json", *words).splitlines()]

    def listen(self, wanted, meanwhile=None):
        """The first uplink that is wanted; meanwhile() is done again and again until it comes."""
        process = subprocess.Popen(self.command + ["--json", "listen", "--seconds", str(PATIENCE)],
                                   env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, bufsize=0)
        seen = 0
        end = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < end:
                if meanwhile:
                    meanwhile()
                next_try = time.monotonic() + (5 if meanwhile else PATIENCE)
                while (left := next_try - time.monotonic()) > 0 and (line := first_line(process, left)):
                    message = json.loads(line)
                    if message["kind"] == "uplink":
                        seen += 1
                        if wanted(message):
                            return message
                if process.poll() is not None:
                    break
        finally:
            process.terminate()
            _, errors = process.communicate()
        raise StepFailed(f"not among {seen} uplinks\n" + errors.decode(errors="replace"))


def fields_of(message):
    return message["message"].get("payload_fields") or {}


def show(text):
    for line in text.rstrip().splitlines():
        print("    " + line, flush=True)


def summary(message):
    return f"{message['dev_id']}: " + json.dumps(fields_of(message), ensure_ascii=False)[:200]


class MainJob:
    """The steps, in their order."""

    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.network = None
        self.client = None

    def steps(self):
        return [
            ("start the built-in network", self.start),
            ("check the connection", self.check),
            ("show the application", self.show_application),
            ("register a device (OTAA)", self.register),
            ("list the devices", self.list_devices),
            ("listen for three decoded uplinks", self.listen),
            ("change the decoder", self.change_decoder),
            ("see an uplink with the changed fields", self.see_change),
            ("simulate an uplink of the new device", self.simulate),
            ("send a confirmed downlink and wait for its acknowledgement", self.send),
            ("delete the device", self.delete),
        ]

    def start(self):
        self.network = Network(self.programs / "thingsdesk-sandbox", self.folder)
        self.client = Client(self.programs / "thingsdesk-cli", self.network.facts)
        show("discovery " + self.network.facts["discovery"])

    def check(self):
        show(self.client.run("check"))

    def show_application(self):
        show(self.client.run("app", "show"))

    def register(self):
        # The AppEUI is that of the application's other devices, DevEUI and AppKey are generated.
        device, = self.client.json("device", "register", NEW_DEVICE, "--otaa", "--description", "My first node")
        show(f"{device['dev_id']}: DevEUI {device['lorawan_device']['dev_eui']}")

    def list_devices(self):
        show(self.client.run("device", "list"))
        if not any(device["dev_id"] == NEW_DEVICE for device in self.device_list()):
            raise StepFailed(f"{NEW_DEVICE} is not among them")

    def device_list(self):
        objects = self.client.json("device", "list")
        return [device for entry in objects for device in entry.get("devices", [entry])]

    def listen(self):
        decoded = 0
        while decoded < 3:
            for message in self.client.json("listen", "--count", "3", "--seconds", str(PATIENCE)):
                if message["kind"] == "uplink" and fields_of(message):
                    decoded += 1
                    show(summary(message))

    def change_decoder(self):
        functions = self.folder / "functions"
        functions.mkdir()
        self.client.run("app", "functions", "get", str(functions))
        decoder = functions / "decoder.js"
        decoder.write_text(decoder.read_text() + DECODER_CHANGE)
        self.client.run("app", "functions", "set", str(functions))

    def see_change(self):
        show(summary(self.client.listen(lambda message: "changed_by" in fields_of(message))))

    def simulate(self):
        message = self.client.listen(lambda message: message["dev_id"] == NEW_DEVICE, lambda: self.client.run(
            "simulate", NEW_DEVICE, READING, "--port", READING_PORT))
        show(summary(message))
        if not fields_of(message):
            raise StepFailed("its payload was not decoded")

    def send(self):
        stages = self.client.json("send", OBEDIENT_DEVICE, "--hex", SOCKET_ON, "--port", SOCKET_PORT, "--confirmed",
                                  "--wait", str(PATIENCE))
        show(" → ".join(stage["stage"] for stage in stages))
        if not stages or stages[-1]["stage"] != "acked":
            raise StepFailed("the device did not acknowledge it: " + json.dumps(stages))

    def delete(self):
        self.client.run("device", "delete", NEW_DEVICE, "--yes")
        if any(device["dev_id"] == NEW_DEVICE for device in self.device_list()):
            raise StepFailed(f"{NEW_DEVICE} is still there")

    def stop(self):
        if self.network:
            self.network.stop()


def run_steps(job):
    begin = time.monotonic()
    for number, (what, do) in enumerate(job.steps(), start=1):
        start = time.monotonic()
        try:
            do()
        except (StepFailed, OSError, ValueError, KeyError, StopIteration, subprocess.TimeoutExpired) as error:
            print(f"step {number}: {what} … failed ({time.monotonic() - start:.1f} s)\n{type(error).__name__}: {error}")
            return 1
        print(f"step {number}: {what} … ok ({time.monotonic() - start:.1f} s)", flush=True)
    print(f"The main job is done: {len(job.steps())} steps in {time.monotonic() - begin:.0f} s.")
    return 0


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="thingsdesk-") as folder:
        job = MainJob(programs, pathlib.Path(folder))
        try:
            return run_steps(job)
        finally:
            job.stop()


sys.exit(main())
