"""Hosts that do not run our programs: a device written from the protocol document, and those who mean harm."""

import ctypes
import os
import random
import select
import socket
import struct
import subprocess
import sys
import threading
import time

from stuck import Stuck

GROUP = "224.0.0.251"
PORT = 5369
CLONE_NEWNET = 0x40000000


def at(host, make):
    """What make() returns, made on a host: a socket stays where it was made."""
    result = []

    def there():
        with open(f"/run/netns/{host.name}") as namespace:
            if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), CLONE_NEWNET) != 0:
                raise Stuck(f"cannot enter {host.name}: {os.strerror(ctypes.get_errno())}")
        result.append(make())

    thread = threading.Thread(target=there)
    thread.start()
    thread.join()
    if not result:
        raise Stuck(f"nothing was made on {host.name}")
    return result[0]


def varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def field(number, value):
    """One protobuf field: an int, text, or bytes (a message)."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def framed(message):
    return struct.pack(">I", len(message)) + message


def holds_answers(datagram):
    """Whether it announces or answers, and does not ask (field 4 of the message)."""
    at = 4
    while at + 1 < len(datagram):
        key, length = datagram[at], datagram[at + 1]
        if key >> 3 == 4:
            return True
        at += {0: 2, 5: 5}.get(key & 7, 2 + length)
        if key >> 3 == 3:
            return False
    return False


def announcement(name, address, port, kind="ACTUATOR_KIND", category="LIGHT_LAMP", service="_lightlamp", ttl=60):
    """The datagram that announces a device with one property, by the protocol's document."""
    kind_of = f"{service}._tcp.local."
    full = f"{name}.{kind_of}"

    def record(owner, flush, number, body):
        return field(1, owner) + field(2, ttl) + (field(3, 1) if flush else b"") + field(number, body)

    entries = {"kind": kind, "category": category, "v": "2", "is_on": "false"}
    text = field(1, full) + b"".join(field(2, field(1, key) + field(2, value)) for key, value in entries.items())
    location = field(1, name) + field(2, port) + field(3, full) + field(4, 1) + field(5, service) + field(6, name)
    response = (
        field(1, record(kind_of, False, 4, field(1, kind_of) + field(2, full)))
        + field(2, record(full, True, 7, field(1, full) + field(2, address)))
        + field(2, record(full, True, 5, location))
        + field(2, record(full, True, 6, text))
    )
    return framed(field(4, response))


def sender(interface, source=None):
    """A socket that multicasts on the interface that has this address, from that or another address of the host."""
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(interface))
    out.bind((source or interface, 0))
    return out


class HandmadeLamp:
    """A lamp that notes every command that reaches it, and answers those that it is told to."""

    def __init__(self, host, name):
        self.host = host
        self.name = name
        self.id = f"{name}@_lightlamp._tcp.local."
        self.commands = []
        self.answers = True
        self.connections = []
        self.udp = at(host, lambda: sender(host.address))
        self.listen(0)

    def listen(self, port):
        self.server = at(self.host, lambda: socket.create_server((self.host.address, port), reuse_port=True))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.server,), daemon=True).start()

    def announce(self):
        self.udp.sendto(announcement(self.name, self.host.address, self.port), (GROUP, PORT))

    def die(self):
        """As if its process were killed: the kernel closes everything."""
        # A thread that waits in accept() keeps the socket open unless it is woken.
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        for connection in self.connections:
            connection.shutdown(socket.SHUT_RDWR)
        self.connections = []

    def _accept(self, server):
        try:
            while True:
                connection, _ = server.accept()
                self.connections.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()
        except OSError:
            pass

    def _serve(self, connection):
        try:
            stream = connection.makefile("rb")
            while prefix := stream.read(4):
                request = stream.read(struct.unpack(">I", prefix)[0])
                # An empty request is a ping: field 1.
                if request[:1] == b"\x0a":
                    connection.sendall(framed(field(1, b"")))
                    continue
                self.commands.append(request)
                if self.answers:
                    connection.sendall(framed(field(4, field(2, "Done."))))
        except (OSError, ValueError):
            pass


class Flood:
    """Hostile datagrams at a rate, from many addresses of one host, sent by a process of its own."""

    def __init__(self, host, rate):
        self.host = host
        # All of the LAN is this host, as far as it is concerned: it may send from any address.
        host.inside("ip", "route", "add", "local", "10.77.0.0/24", "dev", "lo")
        command = ["ip", "netns", "exec", host.name, sys.executable, "-B", os.path.abspath(__file__), host.address, str(rate)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def stop(self):
        """How many were sent."""
        return int(self.process.communicate()[0])


def hostile_datagrams():
    """Noise, broken messages, and well-formed ones of devices that do not exist or say goodbye for others."""
    chance = random.Random(4)
    noise = [chance.randbytes(chance.randint(1, 1400)) for _ in range(50)]
    framed_noise = [framed(one) for one in noise]
    lamps = [announcement(f"Evil {i}", f"10.77.0.{i % 250}", chance.randint(1, 65_535)) for i in range(2_000)]
    goodbyes = [announcement("Light Lamp", "10.77.0.66", 9, ttl=0)]
    bent = [bytes(b ^ (chance.random() < 0.02) * chance.randint(1, 255) for b in one) for one in lamps[:200]]
    huge = [struct.pack(">I", 0xFFFFFFFF) + noise[0], framed(field(4, b"\x0a\x00" * 600))]
    return noise + framed_noise + lamps + goodbyes * 100 + bent + huge * 25


def flood(address, rate):
    """Sends until standard input ends, then prints how many."""
    sockets = [sender(address, f"10.77.0.{last}") for last in range(150, 250)]
    datagrams = hostile_datagrams()
    random.Random(5).shuffle(datagrams)
    begun = time.monotonic()
    sent = 0
    while not select.select([sys.stdin], [], [], 0.002)[0]:
        for _ in range(min(int((time.monotonic() - begun) * rate) - sent, 1_000)):
            try:
                sockets[sent % len(sockets)].sendto(datagrams[sent % len(datagrams)], (GROUP, PORT))
            except OSError:
                pass  # The queue is full: lost, as on a real network.
            sent += 1
    print(sent)


if __name__ == "__main__":
    flood(sys.argv[1], int(sys.argv[2]))
