"""The packaged services on their hosts, and a gateway as its clients see it."""

import functools
import http.client
import json
import os
import re
import signal
import subprocess
import threading
import time
import urllib.parse

from stuck import Stuck

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
START = 90
HEAP = {"gateway": ["-Xmn24m", "-Xmx96m"]}

IDS = {
    "light-lamp": "Light Lamp@_lightlamp._tcp.local.",
    "sink": "Sink@_sink._tcp.local.",
    "toilet": "Toilet@_toilet._tcp.local.",
    "fart-detector": "Fart Detector@_fartdetector._tcp.local.",
    "water-leak": "Water Leak@_waterleak._tcp.local.",
}


def wait_for(condition, seconds, what, pause=0.02):
    """How long it took until the condition held; Stuck if it never did."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise Stuck(f"{what}: not within {seconds} s")
        time.sleep(pause)
    return time.monotonic() - begun


class Program:
    """A packaged gateway or device, started on a host with the options that its image has."""

    def __init__(self, host, module, logs, settings=None, environment=None, log=None):
        app = os.path.join(ROOT, module, "target", "quarkus-app")
        jar = os.path.join(app, "quarkus-run.jar")
        if not os.path.exists(jar):
            raise Stuck(f"{module} is not packaged: run ./badezimmer up once, or ./mvnw package")
        command = ["ip", "netns", "exec", host.name, java(), *HEAP.get(module, ["-Xms16m", "-Xmx32m"])]
        command += ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=32m", "-XX:SweeperThreshold=50"]
        if os.path.exists(os.path.join(app, "app.aot")):
            command.append(f"-XX:AOTCache={app}/app.aot")
        command += [f"-D{key}={value}" for key, value in (settings or {}).items()] + ["-jar", jar]
        self.host = host
        self.log = log or os.path.join(logs, f"{host.name}-{os.path.basename(module)}.log")
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=open(self.log, "ab"),
            stderr=subprocess.STDOUT,
            # What this shell sets for a bathroom of its own is not meant for the laboratory's.
            env={key: value for key, value in os.environ.items() if not key.startswith(("BADEZIMMER_", "QUARKUS_"))}
            | (environment or {}),
        )

    def said(self):
        with open(self.log, errors="replace") as log:
            return log.read()

    def await_said(self, text, times=1):
        def heard():
            if self.process.poll() is not None:
                raise Stuck(f"{self.log}: it ended with status {self.process.returncode}")
            return self.said().count(text) >= times

        return wait_for(heard, START, f"{self.log}: '{text}'")

    def signal(self, name):
        self.process.send_signal(getattr(signal, f"SIG{name}"))

    def kill(self):
        self.process.kill()
        self.process.wait(10)

    def memory(self):
        """Resident bytes."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+) kB", status.read()).group(1)) * 1024

    def is_alive(self):
        return self.process.poll() is None


@functools.cache
def java():
    """The JDK that ./badezimmer takes."""
    find = f'. "{ROOT}/.mvn/toolchain.sh" && find_jdk && printf %s "$JAVA_HOME"'
    found = subprocess.run(["sh", "-c", f"root='{ROOT}'; {find}"], capture_output=True, text=True)
    if found.returncode != 0:
        raise Stuck(found.stderr.strip())
    return os.path.join(found.stdout, "bin", "java")


class Gateway:
    """What the gateway at an address lists, and what it has listed since it is watched."""

    def __init__(self, address):
        self.address = address
        self.history = []
        self.few = None
        threading.Thread(target=self._watch, daemon=True).start()

    def call(self, method, path, body=None, timeout=10):
        connection = http.client.HTTPConnection(self.address, 8000, timeout=timeout)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def devices(self):
        """What it lists, by id; empty if it does not answer."""
        try:
            status, body = self.call("GET", "/devices", timeout=2)
            return {device["id"]: device for device in json.loads(body)} if status == 200 else {}
        except (OSError, http.client.HTTPException):
            return {}

    def is_ready(self):
        try:
            return self.call("GET", "/q/health/ready", timeout=2)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def status(self, device):
        try:
            status, body = self.call("GET", f"/devices/{urllib.parse.quote(device)}", timeout=2)
        except (OSError, http.client.HTTPException):
            return "UNANSWERED"
        return json.loads(body)["status"].removesuffix("_DEVICE_STATUS") if status == 200 else "GONE"

    def online(self):
        return {name for name, device in self.devices().items() if device["status"] == "ONLINE_DEVICE_STATUS"}

    def await_online(self, devices, seconds, what):
        return wait_for(lambda: set(devices) <= self.online(), seconds, what)

    def await_status(self, device, status, seconds, what):
        return wait_for(lambda: self.status(device) == status, seconds, what)

    def command(self, device, kind="light", timeout=10, **fields):
        """HTTP status, body and seconds of a command."""
        begun = time.monotonic()
        path = f"/devices/{kind}/{urllib.parse.quote(device)}"
        status, body = self.call("PATCH", path, json.dumps(fields), timeout)
        return status, body, time.monotonic() - begun

    def metric(self, name):
        """The sum of a metric's series."""
        _, body = self.call("GET", "/q/metrics")
        return sum(float(line.split()[-1]) for line in body.splitlines() if re.match(rf"{name}[{{ ]", line))

    def longest_absence(self, devices, since):
        """For how long, in seconds, any of the devices was not listed as ONLINE since a moment; how often one left."""
        longest, times = 0.0, 0
        for device in devices:
            gone_at = None
            for moment, online in list(self.history):
                if moment < since:
                    continue
                if device in online:
                    gone_at = None
                else:
                    if gone_at is None:
                        gone_at = moment
                        times += 1
                    longest = max(longest, moment - gone_at)
        return longest, times

    def _watch(self):
        while True:
            begun = time.monotonic()
            few = self.few
            online = frozenset(self.online() if few is None else self._online_of(few))
            if not self.history or self.history[-1][1] != online or begun - self.history[-1][0] > 1:
                self.history.append((begun, online))
            time.sleep(0.1)

    def _online_of(self, few):
        """Of a list of thousands that nobody wants only those that matter; without an answer nothing has changed."""
        before = self.history[-1][1] if self.history else frozenset()
        status = {one: self.status(one) for one in few}
        return {one for one in few if status[one] == "ONLINE" or (status[one] == "UNANSWERED" and one in before)}
